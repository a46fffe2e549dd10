"""The closing: the list is fixed at the deadline, padded, logged; too few bids end it there, and nobody learns how many."""

import io
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from qinglian.domain.bids.actions import close_bidding, receive_package, sweep_ciphertexts
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, SealedBid
from qinglian.domain.tenders.actions import place_hold
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotNow, Refusal
from qinglian.record import blobs
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.closing import closing_root
from tests.factories import bids, people

pytestmark = pytest.mark.django_db


def test_close_bidding_logs_the_root_over_the_bids_in_force_padded_to_sixteen() -> None:
    where = bids.with_bids(3)
    bids.received(where, where.bidders[0], supersedes=where.heads[where.bidders[0][0].pk].hash)
    gone = people.bidder()
    bids.received(where, gone)
    bids.actions.withdraw_bid(bids.withdrawal(where, gone), at=bids.BEFORE)
    closing = close_bidding(where.section, at=bids.DEADLINE)
    in_force = set(SealedBid.objects.filter(state="in_force").values_list("manifest_hash", flat=True))
    assert {entry["manifest"] for entry in closing.entries} == in_force | {None}
    assert (len(closing.entries), len(in_force)) == (16, 3)
    document = {"type": "closing-list/v1", "opening": where.opening, "entries": closing.entries}
    assert closing.root == closing_root(document)
    assert closing.fact.fact["body"] == {"section": "1", "round": 1, "root": closing.root}
    assert where.refresh().state == "closed"


def test_close_bidding_before_the_deadline_is_refused() -> None:
    where = bids.with_bids(3)
    with pytest.raises(NotNow) as refusal:
        close_bidding(where.section, at=bids.DEADLINE - timedelta(microseconds=1))
    assert (refusal.value.rule, refusal.value.article) == ("opening_at_deadline", "ZTB 34")
    assert where.refresh().state == "bidding"


def test_close_bidding_twice_is_once() -> None:
    where = bids.closed(3)
    with pytest.raises(NotNow):
        close_bidding(where.section, at=bids.DEADLINE + timedelta(seconds=1))
    assert ClosingList.objects.count() == 1


def test_close_bidding_while_a_hold_stands_is_refused_and_late_bids_stay_late() -> None:
    where = bids.with_bids(3)
    place_hold(
        where.section.tender, cause="objection", article="REG 22", reason="异议未答复", by=TIMETABLE, at=bids.BEFORE
    )
    with pytest.raises(NotNow) as refusal:
        close_bidding(where.section, at=bids.DEADLINE)
    assert refusal.value.rule == "tender_on_hold"
    with pytest.raises(NotNow):
        bids.hand_in(bids.sealed(where, people.bidder()), at=bids.DEADLINE)
    assert ClosingList.objects.count() == 0


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.meets("A-109", "B-018")
def test_close_bidding_with_fewer_than_three_fails_the_section_and_tells_nobody_how_many(count: int) -> None:
    where = bids.closed(count)
    assert where.section.state == "failed"
    assert where.section.failure == {"reason": "fewer_than_three", "rule": "min_bidders", "article": "ZTB 28; REG 44"}
    facts = Fact.objects.filter(secrecy=Secrecy.OPEN, kind__startswith="section-").order_by("pk")
    public = list(facts.values_list("fact", flat=True))
    assert [sorted(fact["body"]) for fact in public] == [
        ["root", "round", "section"],
        ["article", "reason", "round", "rule", "section"],
    ]
    assert len(where.closing.entries) == 16
    bids.cosign_everything()
    with pytest.raises(Refusal):
        bids.actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(minutes=1))
    assert AnnouncedBid.objects.count() == 0
    assert set(Fact.objects.filter(kind="bid-received/v1").values_list("disclosed_by", flat=True)) <= {None}


@pytest.mark.meets("A-109", "B-033")
def test_close_bidding_with_fewer_than_three_sign_ins_fails_where_bidders_hold_a_lock() -> None:
    where = bids.with_bids(4, mode="G+B", signed_in=False)
    for organisation, _ in where.bidders[:2]:
        bids.actions.sign_in(where.section, by=bids.agent_of(organisation), at=bids.BEFORE)
    bids.closed(where=where)
    assert where.section.state == "failed"
    assert where.section.failure["reason"] == "fewer_than_three_signed_in"


def test_close_bidding_asks_for_no_sign_in_where_guardians_open() -> None:
    assert bids.closed(3).section.state == "closed"


def test_close_bidding_destroys_what_a_crash_left_of_ended_bids() -> None:
    where = bids.with_bids(3)
    gone = people.bidder()
    bids.received(where, gone)
    bid = SealedBid.objects.get(manifest_hash=where.heads[gone[0].pk].hash)
    data = blobs.path_of(bid.blob).read_bytes()
    bids.actions.withdraw_bid(bids.withdrawal(where, gone), at=bids.BEFORE)
    assert blobs.store([data])[0] == bid.blob
    bids.closed(where=where)
    assert not blobs.path_of(bid.blob).exists()
    assert sweep_ciphertexts(where.section, at=bids.DEADLINE) == 0


def test_close_bidding_keeps_the_order_of_arrival() -> None:
    where = bids.room()
    late = bids.received(where, at=bids.BEFORE + timedelta(minutes=9))["document"]["manifest"]
    early = bids.received(where, at=bids.BEFORE + timedelta(minutes=1))["document"]["manifest"]
    middle = bids.received(where, at=bids.BEFORE + timedelta(minutes=5))["document"]["manifest"]
    bids.releasing(where=where)
    rows = AnnouncedBid.objects.order_by("number").values_list("number", "sealed__manifest_hash")
    assert list(rows) == [(1, early), (2, middle), (3, late)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.meets("A-093")
def test_close_bidding_at_the_same_second_as_many_uploads_takes_exactly_the_receipted_ones() -> None:
    """Twelve uploads race the closing on a clock that passes the deadline; who has a receipt is in the list, nobody else."""
    where = bids.room()
    packages = [bids.sealed(where, people.bidder()) for _ in range(12)]
    moments = iter([bids.DEADLINE + timedelta(milliseconds=50 * step) for step in range(-14, 60)])
    lock, receipts, late = threading.Lock(), [], []

    def clock() -> datetime:
        with lock:
            return next(moments)

    def upload(package: bytes) -> None:
        try:
            receipts.append(receive_package(io.BytesIO(package), at_end=clock)["document"]["manifest"])
        except NotNow as refusal:
            late.append(refusal.rule)
        finally:
            connection.close()

    def close() -> None:
        while True:
            try:
                close_bidding(where.section, at=clock())
                break
            except NotNow:
                continue
        connection.close()

    threads = [threading.Thread(target=upload, args=(package,)) for package in packages]
    threads.append(threading.Thread(target=close))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    listed = {entry["manifest"] for entry in where.closing.entries} - {None}
    assert listed == set(receipts)
    assert (len(receipts) + len(late), set(late) <= {"late_bid_refused"}) == (12, True)
