"""Bidders at an opening: sign-in, confirmation, objections on the spot (REG 44)."""

from datetime import timedelta

import pytest

from qinglian.domain.bids.actions import (
    act_as_bidder,
    answer_objection,
    confirm_row,
    make_opening_record,
    raise_objection,
    sign_in,
    sign_opening_record,
)
from qinglian.domain.bids.models import AnnouncedBid, OpeningObjection, SealedBid
from qinglian.domain.bids.queries import hall
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.documents import sign_document
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=5)


@pytest.mark.meets("A-106")
def test_sign_in_is_sealed_until_the_announcement() -> None:
    where = bids.with_bids(3, mode="G+B", signed_in=False)
    bid = sign_in(where.section, by=bids.agent_of(where.bidders[0][0]), at=bids.BEFORE)
    assert bid.signed_in_at == bids.BEFORE
    fact = Fact.objects.get(kind="bidder-signed-in/v1")
    assert (fact.secrecy, fact.fact["by"]) == (Secrecy.SEALED, None)
    assert where.bidders[0][0].pk not in str(fact.fact)


def test_sign_in_twice_is_once() -> None:
    where = bids.with_bids(1)
    agent = bids.agent_of(where.bidders[0][0])
    sign_in(where.section, by=agent, at=bids.BEFORE)
    assert sign_in(where.section, by=agent, at=bids.BEFORE + timedelta(minutes=1)).signed_in_at == bids.BEFORE
    assert Fact.objects.filter(kind="bidder-signed-in/v1").count() == 1


@pytest.mark.parametrize("at", [bids.DEADLINE - timedelta(hours=24, seconds=1), bids.DEADLINE])
def test_sign_in_outside_its_window_is_refused(at) -> None:  # type: ignore[no-untyped-def]
    where = bids.room()
    bids.received(where, at=bids.DEADLINE - timedelta(days=3))
    with pytest.raises(NotNow) as refusal:
        sign_in(where.section, by=bids.agent_of(where.bidders[0][0]), at=at)
    assert refusal.value.rule == "sign_in_window_minutes"


@pytest.mark.meets("A-106")
def test_sign_in_needs_a_bid_in_force() -> None:
    where = bids.with_bids(1)
    with pytest.raises(NotFound):
        sign_in(where.section, by=bids.agent_of(people.bidder()[0]), at=bids.BEFORE)
    with pytest.raises(NotAllowed):
        sign_in(where.section, by=ANYONE, at=bids.BEFORE)


def test_sign_in_stays_when_the_bid_is_replaced() -> None:
    where, owner = bids.room(), people.bidder()
    first = bids.received(where, owner)["document"]["manifest"]
    sign_in(where.section, by=bids.agent_of(owner[0]), at=bids.BEFORE)
    bids.received(where, owner, supersedes=first)
    assert SealedBid.objects.get(state="in_force").signed_in_at == bids.BEFORE


def test_confirm_row_is_the_bidders_own_and_once() -> None:
    where = bids.opened(3)
    agent = bids.agent_of(where.bidders[1][0])
    confirm_row(where.closing, by=agent, at=AT)
    confirm_row(where.closing, by=agent, at=AT + timedelta(minutes=1))
    rows = AnnouncedBid.objects.order_by("number").values_list("confirmed_at", flat=True)
    assert list(rows) == [None, AT, None]
    assert Fact.objects.filter(kind="row-confirmed/v1").count() == 1
    with pytest.raises(NotAllowed):
        confirm_row(where.closing, by=bids.agent_of(people.bidder()[0]), at=AT)


def test_confirm_row_before_it_is_read_out_is_refused() -> None:
    where = bids.releasing(3)
    with pytest.raises(NotNow):
        confirm_row(where.closing, by=bids.agent_of(where.bidders[0][0]), at=AT)


def test_objection_is_raised_and_answered_on_the_spot() -> None:
    where = bids.opened(3)
    objection = raise_objection(
        where.closing, text="第 2 行的工期读错了。", by=bids.agent_of(where.bidders[0][0]), at=AT
    )
    answer_objection(objection, answer="经核对，与文件一致。", by=bids.host(), at=AT + timedelta(minutes=2))
    objection.refresh_from_db()
    assert (objection.answer, objection.answered_at) == ("经核对，与文件一致。", AT + timedelta(minutes=2))
    shown = hall(where.refresh(), asker=ANYONE, at=AT)
    assert shown is not None
    assert [(row.name, row.text, row.answer) for row in shown.objections] == [
        (where.bidders[0][0].name, "第 2 行的工期读错了。", "经核对，与文件一致。")
    ]


def test_objection_belongs_to_the_openings_bidders_and_its_time() -> None:
    where = bids.closed(3)
    agent = bids.agent_of(where.bidders[0][0])
    with pytest.raises((NotAllowed, NotNow)):
        raise_objection(where.closing, text="太早", by=agent, at=AT)
    where = bids.opened(3)
    with pytest.raises(NotAllowed):
        raise_objection(where.closing, text="外人", by=bids.agent_of(people.bidder()[0]), at=AT)
    with pytest.raises(NotValid):
        raise_objection(where.closing, text="  ", by=bids.agent_of(where.bidders[0][0]), at=AT)
    record = make_opening_record(where.closing, by=bids.host(), at=AT)
    sign_opening_record(record, by=bids.host(), at=AT)
    with pytest.raises(NotNow) as refusal:
        raise_objection(where.closing, text="太晚", by=bids.agent_of(where.bidders[0][0]), at=AT)
    assert (refusal.value.rule, refusal.value.article) == ("objection_to_opening", "REG 44")
    assert OpeningObjection.objects.count() == 0


def test_answer_is_given_once_by_the_tenderers_side_or_the_host() -> None:
    where = bids.opened(3)
    objection = raise_objection(where.closing, text="有异议", by=bids.agent_of(where.bidders[0][0]), at=AT)
    with pytest.raises(NotAllowed):
        answer_objection(objection, answer="我答", by=bids.agent_of(where.bidders[1][0]), at=AT)
    answer_objection(objection, answer="已核对", by=tenders.operator(where.section.tender), at=AT)
    with pytest.raises(NotNow):
        answer_objection(objection, answer="再答", by=bids.host(), at=AT)


def test_act_as_bidder_confirms_and_objects_by_signature_alone() -> None:
    where = bids.opened(3)
    organisation, master = where.bidders[0]
    about = {"opening": where.opening, "bidder": organisation.pk}
    manifest = where.heads[organisation.pk].hash
    act_as_bidder(sign_document(master, {"type": "row-confirmation/v1", "manifest": manifest} | about), at=AT)
    act_as_bidder(sign_document(master, {"type": "opening-objection/v1", "text": "有异议"} | about), at=AT)
    assert AnnouncedBid.objects.get(bidder=organisation).confirmed_at == AT
    assert OpeningObjection.objects.get().text == "有异议"


def test_act_as_bidder_refuses_others_keys_openings_and_fields() -> None:
    where = bids.opened(3)
    organisation, master = where.bidders[0]
    manifest = where.heads[organisation.pk].hash
    good = {"type": "row-confirmation/v1", "opening": where.opening, "bidder": organisation.pk, "manifest": manifest}
    with pytest.raises(NotAllowed):
        act_as_bidder(sign_document(where.bidders[1][1], good), at=AT)
    with pytest.raises(NotValid):
        act_as_bidder(sign_document(master, good | {"opening": where.opening | {"round": 2}}), at=AT)
    with pytest.raises(NotValid):
        act_as_bidder(sign_document(master, good | {"more": 1}), at=AT)
    for broken in (None, [], {"document": {"type": "x/v1"}}):
        with pytest.raises(NotValid):
            act_as_bidder(broken, at=AT)
    assert AnnouncedBid.objects.filter(confirmed_at__isnull=False).count() == 0
