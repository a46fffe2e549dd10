"""The watches of an opening's end: objections without an answer, and records that are not what was laid out."""

from datetime import timedelta

import pytest

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import OpeningObjection, OpeningRecord, RecordSignature
from qinglian.domain.supervision.watches.minutes import opening_objections, opening_record
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.documents import sign_document
from tests.factories import bids, tenders

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=5)
LATER = bids.DEADLINE + timedelta(hours=20)


def facts(*kinds: str) -> tuple[int, ...]:
    """This will list the primary keys of the facts of these kinds, in the order of the log."""
    return tuple(Fact.objects.filter(kind__in=kinds).order_by("id").values_list("id", flat=True))


def objected(where: bids.Room) -> OpeningObjection:
    """This will have the first bidder object on the spot."""
    by = bids.agent_of(where.bidders[0][0])
    return actions.raise_objection(where.closing, text="唱标单位写错。", by=by, at=AT)


def recorded(*, signed: bool = True) -> tuple[bids.Room, OpeningRecord]:
    """This will open three bids, draw up the record, have a bidder countersign it and the host sign it."""
    where = bids.opened(3)
    record = actions.make_opening_record(where.closing, by=bids.host(), at=AT)
    organisation, master = where.bidders[0]
    document = {"type": "opening-record-signature/v1", "opening": where.opening, "bidder": organisation.pk}
    signature = sign_document(master, document | {"record": record.document_blob})
    actions.countersign_opening_record(signature, at=AT)
    if signed:
        actions.sign_opening_record(record, by=bids.host(), at=AT)
    return where, record


def spoil(name: str, data: bytes | None) -> None:
    """This will overwrite a stored blob, or delete it, as somebody at the disk could."""
    for path in (blobs.path_of(name), blobs.public_path(name)):
        path.unlink()
        if data is not None:
            path.write_bytes(data)


def test_opening_objections_finds_nothing_once_answered() -> None:
    where = bids.opened(3)
    objection = objected(where)
    by = tenders.operator(where.section.tender)
    actions.answer_objection(objection, answer="单位是元，无误。", by=by, at=AT + timedelta(minutes=9))
    assert opening_objections(LATER) == []


@pytest.mark.parametrize(
    ("minutes", "level", "waited"),
    [(9, "", ""), (10, "yellow", "10 分"), (59, "yellow", "59 分"), (60, "red", "1 小时")],
)
def test_opening_objections_counts_minutes_without_an_answer(minutes: int, level: str, waited: str) -> None:
    where = bids.opened(3)
    objection = objected(where)
    found = opening_objections(AT + timedelta(minutes=minutes))
    assert [one.level for one in found] == ([level] if level else [])
    for one in found:
        assert one.subject == f"tender:{where.section.tender.code}/1/objection-{objection.pk}"
        assert one.words.zh == f"异议提出 {waited}没有答复"
        assert one.facts == facts("opening-objection-raised/v1")


def test_opening_objections_is_red_when_the_record_was_signed_first() -> None:
    where, _ = recorded(signed=False)
    objection = objected(where)
    by = tenders.operator(where.section.tender)
    actions.answer_objection(objection, answer="无误。", by=by, at=AT)
    actions.sign_opening_record(OpeningRecord.objects.get(), by=bids.host(), at=AT)
    assert opening_objections(AT) == []
    OpeningObjection.objects.update(answered_at=AT + timedelta(minutes=30))
    (found,) = opening_objections(LATER)
    assert (found.level, found.words.zh) == ("red", "异议在开标记录签署后 30 分才答复")
    OpeningObjection.objects.update(answered_at=None)
    (found,) = opening_objections(AT + timedelta(minutes=1))
    assert (found.level, found.words.zh) == ("red", "开标记录已经签署，异议没有答复")
    kinds = ("opening-objection-raised/v1", "opening-objection-answered/v1", "opening-record-signed/v1")
    assert found.facts == facts(*kinds)


def test_opening_record_finds_nothing_in_a_signed_one() -> None:
    recorded()
    assert opening_record(LATER) == []


def test_opening_record_is_yellow_four_hours_after_the_read_out() -> None:
    where, _ = recorded(signed=False)
    finished = where.closing.finished_at
    assert finished is not None
    assert opening_record(finished + timedelta(hours=4)) == []
    (found,) = opening_record(finished + timedelta(hours=4, minutes=1))
    assert (found.level, found.subject) == ("yellow", f"tender:{where.section.tender.code}/1")
    assert found.words.zh == "唱标完成 4 小时 1 分，开标记录还没有签署"
    assert found.facts == facts("opening-finished/v1", "opening-record-made/v1")


@pytest.mark.parametrize("label", ["JSON", "PDF"])
def test_opening_record_is_red_when_stored_bytes_changed_or_are_gone(label: str) -> None:
    where, record = recorded()
    name = record.document_blob if label == "JSON" else record.pdf_blob
    spoil(name, b"another")
    (found,) = opening_record(LATER)
    assert (found.level, found.subject) == ("red", f"tender:{where.section.tender.code}/1")
    assert found.words.zh == f"存档的 {label} 字节已经改变（{name[:12]}）"
    assert found.facts == facts("opening-record-made/v1", "opening-record-signed/v1")
    blobs.path_of(name).unlink()
    (found,) = opening_record(LATER)
    assert found.words.en == f"the stored {label} is gone ({name[:12]})"


def test_opening_record_is_red_when_the_table_says_something_else() -> None:
    _, record = recorded()
    record.document["rows"][0]["sheet"]["price_fen"] = 1
    record.save()
    (found,) = opening_record(LATER)
    assert (found.level, found.words.zh) == ("red", "表里的开标记录与哈希不一致")


def test_opening_record_is_red_when_another_document_was_put_in_its_place() -> None:
    _, record = recorded()
    before = record.document_blob
    RecordSignature.objects.filter(role="bidder").update(signed={"document": {"record": "cd" * 32}})
    fact = Fact.objects.get(kind="opening-record-signed/v1")
    fact.fact["body"]["document"] = "ab" * 32
    fact.save()
    (found,) = opening_record(LATER)
    assert found.words.zh == f"签署的是 {'ab' * 6}，公示的是 {before[:12]}；1 家投标人签的是另一份"


@pytest.mark.parametrize("count", [1, 3])
def test_opening_record_asks_four_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        recorded()
    with django_assert_num_queries(4):  # records, their signatures, their facts, openings without a record
        assert opening_record(LATER) == []
