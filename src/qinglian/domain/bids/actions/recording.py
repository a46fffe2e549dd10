"""The opening record: drawn up by the host, signed by bidders with their keys and by the host, which ends the opening (ZTB 36)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids import refusals
from qinglian.domain.bids.actions.announcing import grow_version, subject_of
from qinglian.domain.bids.events import OpeningRecordCountersigned, OpeningRecordMade, OpeningRecordSigned
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpeningRecord, RecordSignature, Release
from qinglian.domain.bids.opening_record import RecordRow, RecordTimes, make_document
from qinglian.domain.bids.policy import may_host, treated_as
from qinglian.domain.bids.record_pdf import record_pdf
from qinglian.domain.integrity.queries import require_pledge
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.actions import mark_recorded
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.events import moment
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.documents import open_document

_SIGNATURE = {"type", "opening", "bidder", "record"}


def make_opening_record(closing: ClosingList, *, by: Actor, at: datetime) -> OpeningRecord:
    """This will draw up the record of a finished opening, as JSON and as PDF, and lay it out for signature. It may be drawn up again
    until somebody has signed it. The host's act."""
    if not may_host(by):
        raise refusals.not_the_host()
    closing = _of(closing)
    require_pledge(by, act=Text("生成开标记录", "draw up the opening record"), at=at)
    if closing.finished_at is None:
        raise refusals.out_of_order(
            Text("解密还没有完成，不能生成开标记录。", "Decryption is not over; the record cannot be drawn up yet.")
        )
    document = document_of(closing)
    data = jcs(document)
    pdf = record_pdf(document, document_hash=sha256(data).hex(), made_at=at)
    document_blob, pdf_blob = blobs.store_all([data, pdf])
    made = {"document": document, "document_blob": document_blob, "pdf_blob": pdf_blob, "made_by": by.id, "made_at": at}
    with transaction.atomic():
        closing = (
            ClosingList.objects.select_for_update(of=("self",)).select_related("section__tender").get(pk=closing.pk)
        )
        if RecordSignature.objects.filter(record__closing=closing).exists():
            raise refusals.out_of_order(
                Text(
                    "开标记录已经有人签署，不能重新生成。",
                    "The record has been signed by somebody and cannot be drawn up again.",
                )
            )
        record, _ = OpeningRecord.objects.update_or_create(closing=closing, defaults=made)
        blobs.publish_all([document_blob, pdf_blob])
        event = OpeningRecordMade(closing.section.number, closing.round, document_blob, pdf_blob)
        append(event, subject=subject_of(closing), by=by.id, at=at)
        grow_version(closing.pk)
    return record


def sign_opening_record(record: OpeningRecord, *, by: Actor, at: datetime) -> RecordSignature:
    """This will sign the record as the opening's host, once every objection is answered (REG 44), and end the opening."""
    if not may_host(by):
        raise refusals.not_the_host()
    require_pledge(by, act=Text("签署开标记录", "sign the opening record"), at=at)
    with transaction.atomic():
        closing = (
            ClosingList.objects.select_for_update(of=("self",))
            .select_related("section__tender")
            .get(pk=record.closing_id)
        )
        _refuse_unanswered(closing)
        signature, is_new = RecordSignature.objects.get_or_create(
            record=record, organisation_id=by.organisation, role="host", defaults={"by": by.id, "at": at}
        )
        if not is_new:
            raise refusals.out_of_order(Text("开标记录已经签署。", "The record has been signed."))
        if closing.section.state == "opened":
            mark_recorded(closing.section, by=by, at=at)
        event = OpeningRecordSigned(
            closing.section.number, closing.round, record.document_blob, record.pdf_blob, record.signatures.count()
        )
        append(event, subject=subject_of(closing), by=by.id, at=at)
        grow_version(closing.pk)
    return signature


def countersign_opening_record(signed: Any, *, at: datetime) -> RecordSignature:
    """This will add a bidder's signature (`opening-record-signature/v1` over the document's hash) to the record. Twice is once."""
    with refusals.malformed_document():
        document, key = open_document(signed, "opening-record-signature/v1")
        if set(document) != _SIGNATURE:
            raise ValueError(f"the fields of a signature on the record are {sorted(_SIGNATURE)}")
    _, by = people.key_holder(key, at=at)
    if not by.has_role("bidder") or by.organisation != document["bidder"]:
        raise refusals.foreign_key()
    record = (
        OpeningRecord.objects.select_related("closing__section__tender")
        .filter(document_blob=document["record"])
        .first()
    )
    if record is None or record.document["opening"] != document["opening"]:
        raise refusals.nothing_found()
    if not AnnouncedBid.objects.filter(closing=record.closing, bidder_id=by.organisation).exists():
        raise refusals.not_a_bidder_here()
    (blob,) = blobs.store_all([jcs(signed)])
    with transaction.atomic():
        signature, is_new = RecordSignature.objects.get_or_create(
            record=record,
            organisation_id=by.organisation,
            role="bidder",
            defaults={"by": by.id, "at": at, "signed": signed},
        )
        if is_new:
            blobs.publish(blob)
            where = (record.closing.section.number, record.closing.round)
            event = OpeningRecordCountersigned(*where, by.organisation, record.document_blob, blob)
            append(event, subject=subject_of(record.closing), by=by.organisation, at=at)
            grow_version(record.closing_id)
    return signature


def document_of(closing: ClosingList) -> dict[str, Any]:
    """This will return the record's document as the tables stand now."""
    section, notice = closing.section, closing.section.notice
    tender = section.tender
    times = (closing.released_from_at, closing.decrypt_until_at, closing.finished_at)
    if notice is None or any(time is None for time in times):
        raise refusals.out_of_order(Text("开标还没有完成。", "The opening is not over."))
    return make_document(
        {**tenders.opening_of(section), "round": closing.round},
        closing=closing.root,
        tender={
            "name": tender.name,
            "section_name": section.name,
            "tenderer": tender.tenderer.name,
            "agency": tender.agency.name if tender.agency else None,
            "price_cap_fen": section.price_cap_fen,
        },
        times=RecordTimes(notice.deadline_at, closing.closed_at, *times),  # type: ignore[arg-type]
        fields=section.sheet_form,
        rows=_rows(closing),
        guardians=_guardians(closing),
        objections=_objections(closing),
    )


def _of(closing: ClosingList) -> ClosingList:
    related = ("section__tender__tenderer", "section__tender__agency", "section__notice")
    return ClosingList.objects.select_related(*related).get(pk=closing.pk)


def _rows(closing: ClosingList) -> list[RecordRow]:
    bids = AnnouncedBid.objects.filter(closing=closing).select_related("sealed", "bidder", "outcome")
    return [
        RecordRow(
            number=bid.number,
            manifest=bid.sealed.manifest_hash,
            bidder=bid.bidder_id,
            name=bid.bidder.name,
            credit_code=bid.bidder.credit_code,
            arrived_at=bid.sealed.arrived_at,
            signed_in=bid.sealed.signed_in_at is not None,
            confirmed=bid.confirmed_at is not None,
            outcome=bid.outcome.outcome,
            fault=bid.outcome.fault,
            reason=bid.outcome.reason,
            treated_as=treated_as(bid.outcome.fault) if bid.outcome.outcome == "failed" else "",
            sheet=bid.outcome.sheet,
        )
        for bid in bids.order_by("number")
    ]


def _guardians(closing: ClosingList) -> list[dict[str, Any]]:
    """This will list every guardian of the structure with the moment of its release (null when it was not needed) and its way: the
    minutes say when an identity was read out instead of shares being signed, or after them, and how many envelopes held no share."""
    rows = Release.objects.filter(closing=closing, manifest="").order_by("on_paper")
    released = {row.guardian: row for row in rows}
    cards = tenders.cards_of(closing.section)
    return [
        {
            "guardian": guardian,
            "name": card.signed["document"]["name"],
            "group": card.group,
            "released_at": moment(released[guardian].at) if guardian in released else None,
            "on_paper": guardian in released and released[guardian].on_paper,
            "unopened": len(released[guardian].unopened) if guardian in released else 0,
        }
        for guardian, card in cards.items()
    ]


def _objections(closing: ClosingList) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "bidder": row.bidder_id,
            "name": row.bidder.name,
            "text": row.text,
            "raised_at": moment(row.raised_at),
            "answer": row.answer,
            "answered_at": moment(row.answered_at) if row.answered_at else None,
        }
        for number, row in enumerate(closing.objections.select_related("bidder").order_by("pk"), start=1)
    ]


def _refuse_unanswered(closing: ClosingList) -> None:
    left = closing.objections.filter(answered_at=None).count()
    if left:
        raise NotNow(
            Text(f"还有 {left} 条异议没有当场答复。", f"{left} objections have not been answered on the spot."),
            rule="objection_to_opening",
            article="REG 44",
            next_step=Text("请先答复，再签署开标记录。", "Answer them first, then sign the record."),
        )
