"""The hall and the read-out: what is shown to whom and when, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.bids.actions import close_bidding, open_bids
from qinglian.domain.bids.queries import Hall, all_rows, hall, hall_version, read_out
from qinglian.law.actor import ANYONE, Actor
from qinglian.record.models import Fact
from tests.factories import bids, people

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=3)


def seen(where: bids.Room, *, asker: Actor = ANYONE, at=AT) -> Hall:  # type: ignore[no-untyped-def]
    """This will look into the hall."""
    shown = hall(where.refresh(), asker=asker, at=at)
    assert shown is not None
    return shown


@pytest.mark.meets("A-107")
def test_hall_before_the_deadline_is_the_same_with_no_bid_and_with_five() -> None:
    empty, full = bids.room(), bids.with_bids(5, mode="G")
    for where in (empty, full):
        shown = seen(where, at=bids.DEADLINE - timedelta(seconds=1))
        assert (shown.stage, shown.progress, shown.log, shown.objections, shown.closing_root) == (
            "bidding",
            None,
            (),
            (),
            "",
        )
        assert [step.state for step in shown.steps] == ["now", *["ahead"] * 6]
    before = [hall_version(where.section, at=bids.BEFORE).split("-", 1)[1] for where in (empty, full)]
    assert before[0] == before[1]


def test_hall_after_a_failed_closing_tells_no_number() -> None:
    where = bids.closed(2)
    bids.cosign_everything()
    shown = seen(where)
    assert (shown.stage, shown.progress) == ("failed", None)
    assert shown.log[0].text.zh == "流标（招标投标法第二十八条、条例第四十四条）。"
    assert not [line for line in shown.log if "2" in line.text.zh]
    assert read_out(where.section).total == 0


@pytest.mark.meets("A-108")
def test_hall_shows_each_bid_as_sealed_until_it_is_decrypted() -> None:
    where = bids.releasing(3)
    rows = read_out(where.section).rows
    assert [(row.number, row.status, row.price_fen, row.sheet) for row in rows] == [
        (n, "sealed", None, None) for n in (1, 2, 3)
    ]
    assert [row.arrived_at for row in rows] == [bids.BEFORE + timedelta(minutes=n) for n in range(3)]
    shown = seen(where)
    assert shown.progress is not None
    assert (shown.stage, shown.progress.total, shown.progress.waiting, shown.progress.opened) == ("releasing", 3, 3, 0)


def test_hall_shows_guardians_by_group_with_who_released() -> None:
    where = bids.releasing(3)
    bids.actions.release_shares(bids.release_of(where, where.holders["trade"][1]), at=AT)
    groups = {group.name: group for group in seen(where).groups}
    assert [guardian.state for guardian in groups["trade"].guardians] == ["spare", "released"]
    assert [guardian.state for guardian in groups["supervision"].guardians] == ["waiting", "waiting"]
    assert (groups["trade"].is_complete, groups["supervision"].is_complete) == (True, False)
    assert groups["trade"].guardians[1].released_at == AT


def test_hall_shows_the_asking_bidder_its_own_place_and_nobody_elses() -> None:
    where = bids.opened(3)
    own = seen(where, asker=bids.agent_of(where.bidders[1][0])).own
    assert own is not None
    assert (own.number, own.status, own.manifest) == (2, "opened", where.heads[where.bidders[1][0].pk].hash)
    assert seen(where).own is None
    assert seen(where, asker=bids.agent_of(people.bidder()[0])).own is None


def test_hall_shows_a_bidder_its_own_sign_in_before_the_deadline() -> None:
    where = bids.with_bids(3, mode="G+B")
    own = seen(where, asker=bids.agent_of(where.bidders[0][0]), at=bids.DEADLINE - timedelta(minutes=1)).own
    assert own is not None
    assert (own.signed_in_at is not None, own.number, own.needs_lock) == (True, None, True)


def test_hall_log_tells_the_opening_newest_first() -> None:
    where = bids.opened(3)
    told = [line.text.en for line in seen(where).log]
    assert told[0] == "Decryption is over: 3 opened, 0 failed."
    assert told[-1].startswith("Bidding closed")
    assert "The 3 bidders are announced." in told


def test_hall_log_leaves_out_bidders_own_locks() -> None:
    where = bids.released(4, mode="G+B")
    released = [line for line in seen(where).log if line.text.en.endswith("released.") and "uardian" in line.text.en]
    assert len(released) == 2
    assert Fact.objects.filter(kind="shares-released/v1").count() == 6


def test_hall_version_grows_with_every_act() -> None:
    where = bids.with_bids(3)
    versions = [hall_version(where.section, at=bids.BEFORE), hall_version(where.section, at=bids.DEADLINE)]
    close_bidding(where.section, at=bids.DEADLINE)
    versions.append(hall_version(where.refresh(), at=AT))
    bids.cosign_everything()
    bids.actions.allow_release(where.closing, at=AT)
    versions.append(hall_version(where.refresh(), at=AT))
    for group in ("supervision", "trade"):
        bids.actions.release_shares(bids.release_of(where, where.holders[group][0]), at=AT)
        versions.append(hall_version(where.refresh(), at=AT))
    open_bids(where.closing, at=AT)
    versions.append(hall_version(where.refresh(), at=AT))
    assert len(set(versions)) == len(versions)


def test_hall_version_stays_while_nothing_new_is_opened() -> None:
    where, _ = bids.with_spoiled("trade", 0)
    for group in ("supervision", "trade"):
        bids.actions.release_shares(bids.release_of(where, where.holders[group][0]), at=AT)
    before = hall_version(where.refresh(), at=AT)
    assert open_bids(where.closing, at=AT) == 0
    opened = hall_version(where.refresh(), at=AT)
    with CaptureQueriesContext(connection) as asked:
        assert [open_bids(where.closing, at=AT) for _ in range(3)] == [0, 0, 0]
    assert [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))] == []
    assert before != opened == hall_version(where.refresh(), at=AT)


def test_hall_version_grows_by_each_of_two_acts_that_read_the_same_row() -> None:
    where = bids.releasing(3)
    stale = where.closing
    bids.actions.release_shares(bids.release_of(where, where.holders["trade"][0]), at=AT)
    before = hall_version(where.refresh(), at=AT)
    bids.actions.extend_window(
        stale, until=stale.decrypt_until_at + timedelta(minutes=5), reason="保管人网络中断", by=bids.host(), at=AT
    )
    assert hall_version(where.refresh(), at=AT) != before


@pytest.mark.parametrize("count", [1, 3])
def test_hall_asks_a_fixed_number_of_questions(count: int) -> None:
    where = bids.opened(2 + count)
    section = where.refresh()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        hall(section, asker=bids.agent_of(where.bidders[0][0]), at=AT)
    with CaptureQueriesContext(connection) as read:
        read_out(section)
    assert (len(asked), len(read)) == (7, 4)


def test_read_out_sorts_searches_and_pages() -> None:
    where = bids.opened(5)
    section = where.section
    assert [row.number for row in read_out(section, sort="-price", size=2).rows] == [5, 4]
    assert [row.number for row in read_out(section, sort="-price", size=2, page=3).rows] == [1]
    assert read_out(section, sort="nonsense").rows[0].number == 1
    third = where.bidders[2][0]
    assert [row.name for row in read_out(section, search=third.credit_code[3:]).rows] == [third.name]
    assert [row.number for row in read_out(section, search=third.name[:4]).rows] == [1, 2, 3, 4, 5]
    assert read_out(section, search="没有这家").total == 0


def test_read_out_marks_what_needs_attention() -> None:
    where = bids.with_bids(4)
    bids.received(where, price_fen=1_790_000_000)  # above the cap of 17.8 million
    bids.received(where, price_fen=5_391_988_000)  # three times the others
    bids.opened(where=where)
    shown = read_out(where.section)
    marked = {row.price_fen: (row.is_above_cap, row.is_likely_entry_error) for row in shown.attention}
    assert marked == {1_790_000_000: (True, False), 5_391_988_000: (True, True)}
    assert [item.price_fen for item in shown.chart.outliers] == [5_391_988_000]
    assert read_out(where.section, search="江城").attention == ()


def test_read_out_tells_the_discount_below_the_cap_in_basis_points() -> None:
    where = bids.opened(3)
    assert [row.discount_bp for row in read_out(where.section).rows] == [449, 444, 438]


def test_all_rows_lists_every_bid() -> None:
    assert [row.number for row in all_rows(bids.opened(4).section)] == [1, 2, 3, 4]


@pytest.mark.meets("A-112", "A-113")
def test_read_out_shows_a_failed_bid_with_its_fault_and_without_its_sheet() -> None:
    where = bids.released(4, mode="G+B", locks=3)
    open_bids(where.closing, at=AT)
    assert read_out(where.section).rows[3].status == "sealed"
    bids.actions.end_window(where.closing, at=bids.DEADLINE + timedelta(hours=1))
    row = read_out(where.section).rows[3]
    assert (row.status, row.fault, row.reason, row.treated_as, row.sheet) == (
        "failed",
        "bidder",
        "lock_not_released",
        "revoked",
        None,
    )
