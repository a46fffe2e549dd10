"""An envelope that holds no share for its guardian: the rest is released, the bid waits for a mate's share or for the identity."""

from datetime import timedelta
from typing import Any

import pytest

from qinglian.domain.bids.actions import end_window, open_bids, release_from_paper, release_shares
from qinglian.domain.bids.models import AnnouncedBid, OpenedBid, Release
from qinglian.domain.bids.queries import hall
from qinglian.domain.bids.queries.hall_groups import HallGroup
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotValid
from qinglian.record import failpoints
from qinglian.record.models import Fact
from qinglian.trust.documents import sign_document
from tests.factories import bids

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=2)
END = bids.DEADLINE + timedelta(hours=1)
OPENED = [(1, "opened", "", ""), (2, "opened", "", ""), (3, "opened", "", "")]


def outcomes() -> list[tuple[int, str, str, str]]:
    """This will list (number, outcome, fault, reason) of every outcome."""
    rows = OpenedBid.objects.order_by("announced__number")
    return list(rows.values_list("announced__number", "outcome", "fault", "reason"))


def trade(where: bids.Room) -> HallGroup:
    """This will look at the trade group in the hall."""
    shown = hall(where.refresh(), asker=ANYONE, at=AT)
    assert shown is not None
    return next(group for group in shown.groups if group.name == "trade")


def release(where: bids.Room, group: str, place: int) -> Release:
    """This will have one guardian sign its release as its tool does."""
    return release_shares(bids.release_of(where, where.holders[group][place]), at=AT)


def open_all(where: bids.Room) -> None:
    """This will open until nothing is left to open now."""
    while open_bids(where.closing, at=AT):
        pass


def test_one_bad_envelope_keeps_one_bid_waiting_until_the_mate_releases() -> None:
    where, bad = bids.with_spoiled("trade", 0)
    row = release(where, "trade", 0)
    assert row.unopened == [{"manifest": bad.hash, "reason": "not_decryptable"}]
    release(where, "supervision", 0)
    open_all(where)
    assert outcomes() == OPENED
    assert AnnouncedBid.objects.get(number=4).doubt == "share_missing"
    seen = trade(where)
    assert [one.state for one in seen.guardians] == ["released", "waiting"]
    assert [one.number for one in seen.guardians[0].unopened] == [4]
    assert (seen.lacking, seen.is_complete, seen.needs_identity) == (1, False, False)
    release(where, "trade", 1)
    open_all(where)
    assert outcomes() == [*OPENED, (4, "opened", "", "")]
    assert where.refresh().state == "opened"
    assert (trade(where).lacking, trade(where).is_complete) == (0, True)


def test_a_release_that_comes_in_while_bids_are_judged_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    where, _ = bids.with_spoiled("trade", 0)
    for group in ("trade", "supervision"):
        release(where, group, 0)
    reach, late = failpoints.reach, [("trade", 1)]

    def with_the_mate(name: str) -> None:
        if name == "bids-judged" and late:
            release(where, *late.pop())
        reach(name)

    monkeypatch.setattr(failpoints, "reach", with_the_mate)
    open_all(where)
    open_all(where)
    assert outcomes() == [*OPENED, (4, "opened", "", "")]


def test_an_envelope_bad_for_the_whole_group_is_the_bidders_fault_once_an_identity_proves_it() -> None:
    where, bad = bids.with_spoiled("trade", 0, 1)
    for group, place in (("supervision", 0), ("trade", 0), ("trade", 1)):
        release(where, group, place)
    open_all(where)
    assert (outcomes(), trade(where).needs_identity) == (OPENED, True)
    assert [one.may_read_out for one in trade(where).guardians] == [True, True]
    row = release_from_paper(bids.identity_of(where, where.holders["trade"][0]), by=bids.host(), at=AT)
    assert (row.on_paper, row.unopened) == (True, [{"manifest": bad.hash, "reason": "not_decryptable"}])
    assert [one.may_read_out for one in trade(where).guardians] == [False, True]
    open_all(where)
    assert AnnouncedBid.objects.get(number=4).doubt == "envelope_unopenable"
    end_window(where.closing, at=END)
    assert outcomes() == [*OPENED, (4, "failed", "bidder", "envelope_unopenable")]
    assert Fact.objects.get(kind="bid-failed/v1").fact["body"]["treated_as"] == "revoked"


def test_a_guardian_that_lies_about_a_rivals_envelope_is_overtaken_by_its_mate() -> None:
    where = bids.releasing(3)
    rival = where.heads[where.bidders[1][0].pk].hash
    release_shares(bids.declaring(where, where.holders["trade"][0], rival), at=AT)
    for group, place in (("supervision", 0), ("trade", 1)):
        release(where, group, place)
    open_all(where)
    assert outcomes() == OPENED


def test_a_group_that_lies_together_fails_nobody_but_stays_named_and_its_identity_opens_the_bid() -> None:
    where = bids.releasing(4)
    rival = where.heads[where.bidders[3][0].pk].hash
    for holder in where.holders["trade"]:
        release_shares(bids.declaring(where, holder, rival), at=AT)
    release(where, "supervision", 0)
    open_all(where)
    assert (outcomes(), trade(where).needs_identity) == (OPENED, True)
    release_from_paper(bids.identity_of(where, where.holders["trade"][1]), by=bids.host(), at=AT)
    open_all(where)
    assert outcomes() == [*OPENED, (4, "opened", "", "")]


def test_a_bid_that_two_guardians_declared_unopened_fails_by_nobodys_fault_and_the_hall_says_who_declared_it() -> None:
    where = bids.releasing(4)
    rival = where.heads[where.bidders[3][0].pk].hash
    for holder in where.holders["trade"]:
        release_shares(bids.declaring(where, holder, rival), at=AT)
    release(where, "supervision", 0)
    open_all(where)
    end_window(where.closing, at=END)
    assert outcomes() == [*OPENED, (4, "failed", "", "share_missing")]
    assert [[one.number for one in guardian.unopened] for guardian in trade(where).guardians] == [[4], [4]]
    shown = hall(where.refresh(), asker=ANYONE, at=AT)
    assert shown is not None
    assert len([line for line in shown.log if "naming 1 envelopes that hold no share" in line.text.en]) == 2


def test_an_identity_follows_a_signed_release_only_where_it_adds_something() -> None:
    where = bids.releasing(3)
    first, holder = release(where, "trade", 0), where.holders["trade"][0]
    assert release_from_paper(bids.identity_of(where, holder), by=bids.host(), at=AT).pk == first.pk
    paper = release_from_paper(bids.identity_of(where, where.holders["trade"][1]), by=bids.host(), at=AT)
    assert release(where, "trade", 1).pk == paper.pk
    assert Release.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document | {"unopened": [{"manifest": "ab" * 32, "reason": "malformed"}]},
        lambda document: document | {"unopened": [document["unopened"][0] | {"reason": "unwilling"}]},
        lambda document: {name: value for name, value in document.items() if name != "unopened"},
        lambda document: document | {"shares": document["shares"][1:]},
    ],
)
def test_release_shares_refuses_a_bid_neither_released_nor_named_and_strangers(change: Any) -> None:
    where, _ = bids.with_spoiled("trade", 0)
    holder = where.holders["trade"][0]
    document = bids.release_of(where, holder)["document"]
    with pytest.raises(NotValid):
        release_shares(sign_document(holder.master, change(document)), at=AT)
    assert Release.objects.count() == 0
