"""The opening record: drawn up, signed by bidders and the host; then the opening is over (ZTB 36)."""

from datetime import timedelta

import pypdfium2
import pytest

from qinglian.domain.bids.actions import (
    answer_objection,
    countersign_opening_record,
    end_window,
    make_opening_record,
    open_bids,
    raise_objection,
    release_from_paper,
    release_shares,
    sign_opening_record,
)
from qinglian.domain.bids.models import RecordSignature
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import sign_document
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=30)


def signature(where: bids.Room, owner: bids.Bidder, record: str, **changes: object) -> dict[str, object]:
    """This will sign the record as a bidder."""
    organisation, master = owner
    document = {"type": "opening-record-signature/v1", "opening": where.opening, "bidder": organisation.pk}
    return sign_document(master, document | {"record": record} | changes)


@pytest.mark.meets("A-114")
def test_make_opening_record_publishes_document_and_pdf() -> None:
    where = bids.opened(3)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    assert blobs.public_path(record.document_blob).read_bytes() == jcs(record.document)
    assert [row["sheet"]["price_fen"] for row in record.document["rows"]] == [
        1_700_000_000,
        1_701_000_000,
        1_702_000_000,
    ]
    assert record.document["closing"] == where.closing.root
    pages = pypdfium2.PdfDocument(blobs.public_path(record.pdf_blob).read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in pages).replace(" ", "")
    assert [owner.name for owner, _ in where.bidders if owner.name not in text] == []
    assert record.document_blob in text


def test_make_opening_record_shows_failed_bids_without_their_sheet() -> None:
    where = bids.released(4, mode="G+B", locks=3)
    open_bids(where.closing, at=AT)
    end_window(where.closing, at=AT + timedelta(minutes=10))
    record = make_opening_record(where.closing, by=bids.host(), at=AT + timedelta(minutes=11))
    failed = record.document["rows"][3]
    assert (failed["outcome"], failed["fault"], failed["treated_as"], failed["sheet"]) == (
        "failed",
        "bidder",
        "revoked",
        None,
    )


def test_make_opening_record_before_the_end_and_by_others_is_refused() -> None:
    where = bids.released(3)
    with pytest.raises(NotNow):
        make_opening_record(where.closing, by=bids.host(), at=AT)
    where = bids.opened(3)
    with pytest.raises(NotAllowed):
        make_opening_record(where.closing, by=tenders.operator(where.section.tender), at=AT)


def test_make_opening_record_again_takes_in_a_late_objection_until_somebody_signed() -> None:
    where = bids.opened(3)
    first = make_opening_record(where.closing, by=bids.host(), at=AT)
    raise_objection(where.closing, text="有异议", by=bids.agent_of(where.bidders[0][0]), at=AT)
    again = make_opening_record(where.closing, by=bids.host(), at=AT)
    assert first.pk == again.pk
    assert [row["text"] for row in again.document["objections"]] == ["有异议"]
    countersign_opening_record(signature(where, where.bidders[0], again.document_blob), at=AT)
    with pytest.raises(NotNow):
        make_opening_record(where.closing, by=bids.host(), at=AT)


@pytest.mark.meets("A-114")
def test_sign_opening_record_ends_the_opening() -> None:
    where = bids.opened(3)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    countersign_opening_record(signature(where, where.bidders[0], record.document_blob), at=AT)
    sign_opening_record(record, by=bids.host(), at=AT)
    assert where.refresh().state == "recorded"
    body = Fact.objects.get(kind="opening-record-signed/v1").fact["body"]
    assert (body["document"], body["pdf"], body["signatures"]) == (record.document_blob, record.pdf_blob, 2)
    with pytest.raises(NotNow):
        sign_opening_record(record, by=bids.host(), at=AT)


def test_sign_opening_record_waits_for_the_answers() -> None:
    where = bids.opened(3)
    objection = raise_objection(where.closing, text="有异议", by=bids.agent_of(where.bidders[0][0]), at=AT)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    with pytest.raises(NotNow) as refusal:
        sign_opening_record(record, by=bids.host(), at=AT)
    assert refusal.value.article == "REG 44"
    answer_objection(objection, answer="已核对", by=bids.host(), at=AT)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    sign_opening_record(record, by=bids.host(), at=AT)
    assert where.refresh().state == "recorded"


def test_sign_opening_record_of_a_failed_section_leaves_it_failed() -> None:
    where = bids.released(3, mode="G+B", locks=1)
    open_bids(where.closing, at=AT)
    end_window(where.closing, at=AT + timedelta(minutes=10))
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    sign_opening_record(record, by=bids.host(), at=AT)
    assert where.refresh().state == "failed"


def test_sign_opening_record_is_the_hosts_act() -> None:
    where = bids.opened(3)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    with pytest.raises(NotAllowed):
        sign_opening_record(record, by=bids.agent_of(where.bidders[0][0]), at=AT)


def test_countersign_opening_record_twice_is_once() -> None:
    where = bids.opened(3)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    signed = signature(where, where.bidders[0], record.document_blob)
    assert countersign_opening_record(signed, at=AT).pk == countersign_opening_record(signed, at=AT).pk
    assert Fact.objects.filter(kind="opening-record-countersigned/v1").count() == 1


def test_countersign_opening_record_refuses_strangers_and_other_records() -> None:
    where = bids.opened(3)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    with pytest.raises(NotAllowed):
        countersign_opening_record(signature(where, people.bidder(), record.document_blob), at=AT)
    with pytest.raises(NotFound):
        countersign_opening_record(signature(where, where.bidders[0], "ab" * 32), at=AT)
    with pytest.raises(NotValid):
        countersign_opening_record(signature(where, where.bidders[0], record.document_blob, more=1), at=AT)
    assert RecordSignature.objects.count() == 0


def test_make_opening_record_says_whose_identity_was_read_out() -> None:
    where = bids.releasing()
    at = bids.DEADLINE + timedelta(minutes=1)
    spoken, signing = where.holders["supervision"][0], where.holders["trade"][0]
    host = people.actor(people.staff("centre_host"))
    release_from_paper(bids.identity_of(where, spoken), by=host, at=at)
    release_shares(bids.release_of(where, signing), at=at)
    while open_bids(where.closing, at=at):
        pass
    record = make_opening_record(where.closing, by=host, at=at)
    ways = {row["guardian"]: (row["released_at"] is not None, row["on_paper"]) for row in record.document["guardians"]}
    others = {one.id: (False, False) for one in (where.holders["supervision"][1], where.holders["trade"][1])}
    assert ways == {spoken.id: (True, True), signing.id: (True, False)} | others
