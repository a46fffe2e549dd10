"""Withdrawing and replacing until the deadline (ZTB 29; REG 35)."""

from datetime import timedelta
from pathlib import Path

import pytest

from qinglian.domain.bids.actions import withdraw_bid
from qinglian.domain.bids.models import SealedBid
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Secrecy
from qinglian.trust.documents import document_hash, open_document
from tests.factories import bids, people

pytestmark = pytest.mark.django_db


@pytest.mark.meets("A-099")
def test_withdraw_bid_ends_the_bid_and_destroys_its_ciphertext() -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    signed = bids.withdrawal(where, owner)
    receipt, _ = open_document(withdraw_bid(signed, at=bids.BEFORE), "bid-receipt/v1")
    bid = SealedBid.objects.get()
    assert (bid.state, bid.ended_at) == ("withdrawn", bids.BEFORE)
    assert not blobs.path_of(bid.blob).exists()
    assert (receipt["manifest"], receipt["fact"]["kind"]) == (bid.manifest_hash, "bid-withdrawn/v1")
    assert receipt["fact"]["body"]["withdrawal"] == document_hash(signed["document"])
    assert (receipt["fact"]["by"], bid.end_fact.secrecy) == (None, Secrecy.SEALED)


def test_withdraw_bid_leaves_room_for_a_new_first_bid() -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    withdraw_bid(bids.withdrawal(where, owner), at=bids.BEFORE)
    bids.received(where, owner)
    assert sorted(SealedBid.objects.values_list("state", flat=True)) == ["in_force", "withdrawn"]


@pytest.mark.meets("A-092")
def test_withdraw_bid_is_refused_at_the_deadline() -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    with pytest.raises(NotNow) as refusal:
        withdraw_bid(bids.withdrawal(where, owner), at=bids.DEADLINE)
    assert refusal.value.rule == "late_bid_refused"
    assert SealedBid.objects.get().state == "in_force"


def test_withdraw_bid_is_refused_after_the_closing_though_the_clock_jumps_back() -> None:
    where = bids.closed(3)
    with pytest.raises(NotNow):
        withdraw_bid(bids.withdrawal(where, where.bidders[0]), at=bids.BEFORE)
    assert SealedBid.objects.filter(state="in_force").count() == 3


def test_withdraw_bid_tells_nobody_whether_anothers_bid_exists() -> None:
    where, other = bids.room(), people.bidder()
    bids.received(where)
    theirs = SealedBid.objects.get().manifest_hash
    answers = set()
    for manifest in (theirs, "ab" * 32):
        with pytest.raises(NotFound) as refusal:
            withdraw_bid(bids.withdrawal(where, other, manifest=manifest), at=bids.BEFORE)
        answers.add(str(refusal.value))
    assert len(answers) == 1
    assert SealedBid.objects.get().state == "in_force"


def test_withdraw_bid_is_refused_with_another_bidders_key() -> None:
    where, owner, (_, stolen) = bids.room(), people.bidder(), people.bidder()
    bids.received(where, owner)
    with pytest.raises(NotAllowed):
        withdraw_bid(bids.withdrawal(where, (owner[0], stolen), manifest=where.heads[owner[0].pk].hash), at=bids.BEFORE)
    assert SealedBid.objects.get().state == "in_force"


def test_withdraw_bid_is_refused_twice_and_for_a_replaced_bid() -> None:
    where, owner = bids.room(), people.bidder()
    first = bids.received(where, owner)["document"]["manifest"]
    old = bids.withdrawal(where, owner)
    bids.received(where, owner, supersedes=first)
    with pytest.raises(NotFound):
        withdraw_bid(old, at=bids.BEFORE)
    newest = bids.withdrawal(where, owner)
    withdraw_bid(newest, at=bids.BEFORE)
    with pytest.raises(NotFound):
        withdraw_bid(newest, at=bids.BEFORE + timedelta(minutes=1))


@pytest.mark.parametrize(
    "broken", [None, [], {}, {"document": {"type": "bid-withdrawal/v1"}, "key": "", "signature": ""}]
)
def test_withdraw_bid_refuses_what_is_no_withdrawal(broken: object) -> None:
    with pytest.raises(NotValid):
        withdraw_bid(broken, at=bids.BEFORE)


def test_withdraw_bid_refuses_a_signature_over_another_document(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    signed = bids.withdrawal(where, owner)
    signed["document"]["manifest"] = "ab" * 32
    with pytest.raises(NotValid):
        withdraw_bid(signed, at=bids.BEFORE)
