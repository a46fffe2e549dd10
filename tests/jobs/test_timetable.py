"""The timetable: every clock of an opening, at its second, once, and again after a crash."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qinglian.domain.bids import actions, due
from qinglian.domain.bids.models import OpenedBid, SealedBid
from qinglian.jobs.timetable import Ticked, is_clock_disputed, plan_cover, refresh_policy, tick
from qinglian.record import blobs, cover, keys
from qinglian.record.models import CoverWindow
from qinglian.record.witnessing import ask_witnesses
from qinglian.trust.policy import read_policy
from qinglian.trust.strict import read_json
from tests.factories import bids
from tests.factories.bids import DEADLINE
from tests.factories.installation import Installation, new_installation
from tests.factories.record import note_facts, sequence_all
from tests.factories.witness import running_witnesses

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def guardians_release(where: bids.Room) -> None:
    for group in ("supervision", "trade"):
        actions.release_shares(bids.release_of(where, where.holders[group][0]), at=DEADLINE + 60 * SECOND)


def state_of(where: bids.Room) -> str:
    return where.refresh().state


def test_tick_closes_at_the_second_of_the_deadline_and_not_before() -> None:
    where = bids.with_bids(3)
    assert tick(at=DEADLINE - SECOND).closed == 0
    assert state_of(where) == "bidding"
    assert tick(at=DEADLINE).closed == 1
    assert (state_of(where), where.closing.closed_at) == ("closed", DEADLINE)


def test_tick_twice_at_the_same_second_closes_once() -> None:
    where = bids.with_bids(3)
    assert [tick(at=DEADLINE).closed for _ in range(3)] == [1, 0, 0]
    assert where.closing.fact.kind == "section-closed/v1"


def test_tick_after_the_clock_went_back_reopens_nothing() -> None:
    where = bids.with_bids(3)
    tick(at=DEADLINE)
    assert tick(at=DEADLINE - timedelta(hours=1)) == Ticked()
    assert state_of(where) == "closed"


def test_tick_plays_an_opening_from_the_deadline_to_the_read_out() -> None:
    where = bids.with_bids(5)
    assert tick(at=DEADLINE).closed == 1
    assert tick(at=DEADLINE + SECOND).allowed == 0  # no checkpoint includes the closing yet
    sequence_all(DEADLINE + SECOND)
    assert tick(at=DEADLINE + 2 * SECOND).allowed == 1
    where.refresh()
    guardians_release(where)
    tick(at=DEADLINE + 61 * SECOND)
    assert state_of(where) == "opened"
    assert OpenedBid.objects.filter(outcome="opened").count() == 5
    assert tick(at=DEADLINE + 62 * SECOND) == Ticked()


def test_tick_waits_for_the_witnesses_before_it_allows_the_release(settings) -> None:
    where = bids.with_bids(3)
    sequence_all(bids.BEFORE)
    with running_witnesses(3, keys.log_signer().verifier()) as witnesses:
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        witnesses[1].down = witnesses[2].down = True
        tick(at=DEADLINE)
        sequence_all(DEADLINE)
        ask_witnesses(at=DEADLINE + SECOND)
        assert tick(at=DEADLINE + 2 * SECOND).allowed == 0
        assert state_of(where) == "closed"
        witnesses[1].down = False
        ask_witnesses(at=DEADLINE + 3 * SECOND)
        assert tick(at=DEADLINE + 4 * SECOND).allowed == 1
    assert state_of(where) == "releasing"


def test_tick_ends_the_window_and_fails_bids_whose_lock_stayed_shut() -> None:
    where = bids.released(5, mode="G+B", locks=3)
    tick(at=DEADLINE + 120 * SECOND)
    assert OpenedBid.objects.count() == 3
    end = where.closing.decrypt_until_at
    assert end is not None
    tick(at=end - SECOND)
    assert OpenedBid.objects.count() == 3
    tick(at=end)
    outcomes = list(OpenedBid.objects.order_by("announced__number").values_list("outcome", "reason"))
    assert outcomes == [("opened", "")] * 3 + [("failed", "lock_not_released")] * 2
    assert state_of(where) == "opened"


def test_tick_with_fewer_than_three_bids_fails_the_section_and_waits_for_nothing() -> None:
    where = bids.with_bids(2)
    tick(at=DEADLINE)
    sequence_all(DEADLINE)
    assert tick(at=DEADLINE + SECOND) == Ticked()
    assert state_of(where) == "failed"
    assert due.waiting_for_quorum() == []


def test_tick_leaves_other_sections_undisturbed_by_one_that_fails() -> None:
    broken, well = bids.with_bids(3), bids.with_bids(3)
    tick(at=DEADLINE)
    sequence_all(DEADLINE)
    for blob in SealedBid.objects.filter(section=broken.section).values_list("blob", flat=True):
        blobs.destroy(blob)
    done = tick(at=DEADLINE + SECOND)
    assert (done.allowed, done.failed) == (1, 1)
    assert (state_of(broken), state_of(well)) == ("closed", "releasing")
    assert tick(at=DEADLINE + 2 * SECOND).failed == 1


def test_plan_cover_plans_days_and_near_deadlines_once() -> None:
    where = bids.room()
    plan_cover(DEADLINE - cover.DEADLINE_WINDOW - SECOND)
    assert CoverWindow.objects.filter(name__startswith="deadline:").count() == 0
    for _ in range(2):
        plan_cover(DEADLINE - timedelta(hours=2))
    assert CoverWindow.objects.get(name__startswith="deadline:").name.startswith(f"deadline:{where.section.pk}:1:")
    assert CoverWindow.objects.filter(name__startswith="day:").count() == 4


def test_refresh_policy_pins_the_guardians_whose_keys_are_bound(home: Path) -> None:
    where = bids.room()
    refresh_policy(DEADLINE)
    policy = read_policy(read_json((home / "policy.json").read_bytes(), limit=10**6, name="policy"))
    assert {row.guardian for row in policy.guardians} == {one.id for held in where.holders.values() for one in held}
    assert (home / "policy.json").read_bytes() == (home / "log/policy.json").read_bytes()


TICK = """
from tests.factories import bids
from qinglian.jobs.timetable import tick
from qinglian.domain.bids.models import OpenedBid, ClosingList
from qinglian.record.models import Fact
from qinglian.record.sequencer import sequence_once
for n in range(3):
    tick(at=bids.DEADLINE + timedelta(seconds={second} + n)); sequence_all(bids.DEADLINE + timedelta(seconds={second}))
print(ClosingList.objects.count(), Fact.objects.filter(kind="section-closed/v1").count(), OpenedBid.objects.count(),
      Fact.objects.filter(kind="bid-opened/v1").count(), Fact.objects.filter(kind="opening-finished/v1").count())
"""


PREPARE_AND_KEEP = """
from tests.factories import bids
where = bids.with_bids(4)
sequence_all(bids.BEFORE)
held = [where.holders[group][0] for group in ("supervision", "trade")]
print([(one.id, one.master.secret().hex()) for one in held])
"""
GUARDIANS_RELEASE = """
from tests.factories import bids
from qinglian.domain.bids import actions
from qinglian.domain.bids.heads import heads_of
from qinglian.domain.bids.models import ClosingList
from qinglian.domain.tenders.queries import opening_of
from qinglian.trust.keys import Master
from qinglian.trust.release import make_release
closing = ClosingList.objects.select_related("section__tender", "section__notice").get()
heads = list(heads_of(closing, with_envelopes=True).values())
for guardian, secret in {kept}:
    signed = make_release(Master(bytes.fromhex(secret)), opening=opening_of(closing.section), guardian=guardian, compartment="sheet",
                          closing=closing.root, heads=heads)[0]
    actions.release_shares(signed, at=bids.DEADLINE + timedelta(seconds=60))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = new_installation(tmp_path / "timetable")
    yield made
    made.remove()


def test_tick_killed_at_every_step_of_an_opening_goes_on_where_it_was(installation: Installation) -> None:
    prepared = installation.said(PREPARE_AND_KEEP)
    for point in ("closing-inserted", "closing-committed"):
        assert installation.run(TICK.format(second=0), QINGLIAN_FAILPOINT=point).returncode == -9
    assert installation.said(TICK.format(second=10)) == "1 1 0 0 0"
    installation.said(GUARDIANS_RELEASE.format(kept=prepared))
    for point in ("bids-judged", "outcomes-inserted", "outcomes-committed"):
        assert installation.run(TICK.format(second=70), QINGLIAN_FAILPOINT=point).returncode == -9
    assert installation.said(TICK.format(second=80)) == "1 1 4 4 1"


@pytest.mark.parametrize(
    ("ahead", "is_disputed"), [(0, False), (-3600, False), (60, False), (61, True), (86_400, True)]
)
def test_is_clock_disputed_when_the_witnesses_are_behind(settings, ahead: int, is_disputed: bool) -> None:
    settings.QINGLIAN_ORIGIN = "log.example.org"
    settings.QINGLIAN_KEY_DIR = settings.QINGLIAN_KEY_DIR.with_name("real-keys")
    keys.make_keys()
    with running_witnesses(3, keys.log_signer().verifier()) as witnesses:
        hour = datetime.fromtimestamp(witnesses[0].now + ahead, tz=UTC)
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        note_facts(2)
        sequence_all(hour)
        ask_witnesses(at=hour)
        assert is_clock_disputed(hour) is is_disputed


def test_is_clock_disputed_is_never_asked_under_a_simulated_origin() -> None:
    assert is_clock_disputed(DEADLINE) is False
