"""The opening's end: objections answered on the spot, and the record that is signed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Subquery

from qinglian.domain.bids.models import ClosingList, OpeningObjection, OpeningRecord, RecordSignature
from qinglian.domain.supervision.watches.evidence import (
    Clue,
    Seen,
    facts_of,
    section_subject,
    since,
    span,
    subjects_of,
    tender_subject,
    with_evidence,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.models import Tender
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.trust.canonical import jcs, sha256

_SLOW_ANSWER, _NO_ANSWER = timedelta(minutes=10), timedelta(minutes=60)
_LONG_UNSIGNED = timedelta(hours=4)
_MADE, _SIGNED = "opening-record-made/v1", "opening-record-signed/v1"


def opening_objections(at: datetime) -> list[Found]:
    """This will find objections to an opening that have had no answer for ten minutes; red after an hour, or when the record was signed first."""
    signed = RecordSignature.objects.filter(record__closing=OuterRef("closing"), role="host").order_by("at")
    rows = OpeningObjection.objects.filter(raised_at__gte=since(at)).select_related("closing__section__tender")
    rows = rows.defer("closing__entries").annotate(signed_at=Subquery(signed.values("at")[:1])).order_by("pk")
    clues = []
    for row in rows:
        if told := _of_objection(row, at):
            section = row.closing.section
            subject = section_subject(section.tender.code, section.number, row.closing.round)
            about, where = tender_subject(section.tender.code), {"section": section.number, "round": row.closing.round}
            clues.append(
                Clue(Found(told[0], f"{subject}/objection-{row.pk}", told[1]), about, where | {"objection": row.pk})
            )
    return with_evidence(clues, "opening-objection-raised/v1", "opening-objection-answered/v1", _SIGNED)


def opening_record(at: datetime) -> list[Found]:
    """This will find records that are not signed four hours after the read-out, and such as are no longer what was laid out and signed."""
    rows = (
        OpeningRecord.objects.filter(made_at__gte=since(at)).select_related("closing__section__tender").order_by("pk")
    )
    rows = rows.defer("closing__entries").prefetch_related("signatures")
    facts = facts_of(
        subjects_of(Tender.objects.filter(sections__closing_lists__record__made_at__gte=since(at))), _MADE, _SIGNED
    )
    found = []
    for record in rows:
        section, round = record.closing.section, record.closing.round
        about, where = tender_subject(section.tender.code), {"section": section.number, "round": round}
        mine = [row for row in facts if row.subject == about and where.items() <= row.body.items()]
        faults = list(_faults(record, mine))
        if faults:
            words = Text("；".join(fault.zh for fault in faults), "; ".join(fault.en for fault in faults))
            subject = section_subject(section.tender.code, section.number, round)
            found.append(Found("red", subject, words, tuple(row.id for row in mine)))
    return found + _unsigned(at)


def _of_objection(row: OpeningObjection, at: datetime) -> tuple[str, Text] | None:
    signed: datetime | None = row.signed_at  # type: ignore[attr-defined]  # annotated
    if signed is not None and (row.answered_at is None or row.answered_at > signed):
        if row.answered_at is None:
            return "red", Text(
                "开标记录已经签署，异议没有答复", "The record was signed, and the objection has no answer"
            )
        late = span(row.answered_at - signed)
        words = Text(f"异议在开标记录签署后 {late.zh}才答复", f"The answer came {late.en} after the record was signed")
        return "red", words
    if row.answered_at is not None or at - row.raised_at < _SLOW_ANSWER:
        return None
    waited = span(at - row.raised_at)
    level = "red" if at - row.raised_at >= _NO_ANSWER else "yellow"
    return level, Text(f"异议提出 {waited.zh}没有答复", f"The objection has had no answer for {waited.en}")


def _faults(record: OpeningRecord, facts: list[Seen]) -> Iterator[Text]:
    """What no longer fits: the stored bytes, the document in the table, what the log says was laid out and signed, what bidders signed."""
    for label, name in (("JSON", record.document_blob), ("PDF", record.pdf_blob)):
        try:
            blobs.read(name)
        except OSError:
            yield Text(f"存档的 {label} 不见了（{name[:12]}）", f"the stored {label} is gone ({name[:12]})")
        except ValueError:
            yield Text(f"存档的 {label} 字节已经改变（{name[:12]}）", f"the stored {label} has changed ({name[:12]})")
    if sha256(jcs(record.document)).hex() != record.document_blob:
        yield Text("表里的开标记录与哈希不一致", "the record in the table does not have its hash")
    laid_out = ""
    for row in facts:
        if row.kind == _MADE:
            laid_out = row.body["document"]
        elif row.body["document"] != laid_out:
            yield Text(
                f"签署的是 {row.body['document'][:12]}，公示的是 {laid_out[:12]}",
                f"{row.body['document'][:12]} was signed, {laid_out[:12]} was laid out",
            )
    if laid_out != record.document_blob:
        yield Text(
            f"现存的是 {record.document_blob[:12]}，公示的是 {laid_out[:12]}",
            f"{record.document_blob[:12]} is kept, {laid_out[:12]} was laid out",
        )
    others = sum(
        row.signed["document"]["record"] != record.document_blob for row in record.signatures.all() if row.signed
    )
    if others:
        yield Text(f"{others} 家投标人签的是另一份", f"{others} bidders signed another document")


def _unsigned(at: datetime) -> list[Found]:
    """A failed section needs no signed record: only openings that go on are waited for."""
    signed = RecordSignature.objects.filter(record__closing=OuterRef("pk"), role="host")
    rows = ClosingList.objects.filter(
        finished_at__lt=at - _LONG_UNSIGNED, section__state="opened", round=F("section__round")
    )
    rows = rows.exclude(Exists(signed)).select_related("section__tender").defer("entries").order_by("pk")
    clues = []
    for closing in rows:
        assert closing.finished_at is not None
        code, number, waited = closing.section.tender.code, closing.section.number, span(at - closing.finished_at)
        words = Text(
            f"唱标完成 {waited.zh}，开标记录还没有签署", f"{waited.en} after the read-out the record is not signed"
        )
        where = {"section": number, "round": closing.round}
        clues.append(
            Clue(Found("yellow", section_subject(code, number, closing.round), words), tender_subject(code), where)
        )
    return with_evidence(clues, "opening-finished/v1", _MADE)
