"""The watches of an opening: the order of the log, guardians, bids that do not open, the window; each broken in a running opening."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.bids import actions
from qinglian.domain.bids.events import ReleaseStarted, SharesReleased
from qinglian.domain.bids.models import ClosingList, OpenedBid, Release
from qinglian.domain.people.actions import revoke_key
from qinglian.domain.supervision.watches.opening import (
    bids_unopened,
    guardians_apart,
    sealed_until_closing,
    window_extended,
)
from qinglian.domain.tenders.models import Section
from qinglian.record.actions import append
from qinglian.record.models import Fact
from tests.factories import bids, evaluation, people, tenders

pytestmark = pytest.mark.django_db
DEADLINE = bids.DEADLINE
AT = DEADLINE + timedelta(minutes=5)
END = DEADLINE + timedelta(hours=1)
LATER = END + timedelta(hours=2)


def facts(*kinds: str) -> tuple[int, ...]:
    """This will list the primary keys of the facts of these kinds, in the order of the log."""
    return tuple(Fact.objects.filter(kind__in=kinds).order_by("id").values_list("id", flat=True))


def subject(where: bids.Room) -> str:
    """This will return the subject of a room's findings."""
    return f"tender:{where.section.tender.code}/1"


def stolen(where: bids.Room) -> Fact:
    """This will leave the fact of a release that no action would take now."""
    guardian = where.holders["trade"][0]
    event = SharesReleased("1", 1, guardian.id, "trade", "sheet", None, "ab" * 32)
    return append(event, subject=f"tender:{where.section.tender.code}", by=None, at=AT)


def release(where: bids.Room, group: str, place: int) -> None:
    """This will have a guardian release."""
    actions.release_shares(bids.release_of(where, where.holders[group][place]), at=AT)


def window_end(where: bids.Room) -> datetime:
    """This will return the end of the decryption window."""
    until = where.closing.decrypt_until_at
    assert until is not None
    return until


def extended(where: bids.Room, *minutes: int) -> None:
    """This will have the host extend the window by so many minutes, each time."""
    for more in minutes:
        until = window_end(where) + timedelta(minutes=more)
        actions.extend_window(where.closing, until=until, reason="保管人网络中断", by=bids.host(), at=AT)


def test_an_opening_and_an_evaluation_in_order_find_nothing() -> None:
    evaluation.unsealed()
    assert len(facts("session-shares-released/v1")) > 0
    for watch in (sealed_until_closing, guardians_apart, bids_unopened, window_extended):
        assert watch(LATER) == []


def test_sealed_until_closing_is_red_when_shares_came_before_the_closing() -> None:
    where = bids.with_bids(3)
    early = stolen(where)
    (found,) = sealed_until_closing(DEADLINE)
    assert (found.level, found.subject, found.facts) == ("red", subject(where), (early.pk,))
    assert found.words.zh == "截止清单生效之前，日志里已有 1 条交出份额的事实"
    bids.releasing(where=where)
    release(where, "trade", 1)
    (found,) = sealed_until_closing(AT)
    assert found.words.en == "1 facts of the log released shares before the closing list was in force"
    assert found.facts == facts("shares-released/v1", "section-closed/v1", "release-started/v1")


def test_sealed_until_closing_is_red_between_the_closing_and_its_cosignatures() -> None:
    where = bids.closed(3)
    stolen(where)
    assert [found.level for found in sealed_until_closing(DEADLINE)] == ["red"]


def test_sealed_until_closing_is_red_when_a_release_began_without_a_closing_list() -> None:
    where = bids.with_bids(3)
    event = ReleaseStarted("1", 1, "note", "2026-12-11T10:00:00+08:00")
    started = append(event, subject=f"tender:{where.section.tender.code}", by=None, at=AT)
    (found,) = sealed_until_closing(AT)
    assert (found.level, found.subject, found.facts) == ("red", subject(where), (started.pk,))
    assert found.words.zh == "开始交出密钥的事实前面没有截止清单"


def test_sealed_until_closing_is_yellow_while_witnesses_stay_away() -> None:
    where = bids.closed(3)
    assert sealed_until_closing(DEADLINE + timedelta(minutes=10)) == []
    (found,) = sealed_until_closing(DEADLINE + timedelta(minutes=12))
    assert (found.level, found.subject) == ("yellow", subject(where))
    assert (found.words.zh, found.facts) == ("截止清单等见证方签名已 12 分", facts("section-closed/v1"))


@pytest.mark.parametrize("count", [1, 3])
def test_sealed_until_closing_asks_two_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        tenders.closed()
    with django_assert_num_queries(2):
        assert sealed_until_closing(DEADLINE) == []


def test_guardians_apart_is_yellow_when_a_release_names_unopened_envelopes() -> None:
    where, _ = bids.with_spoiled("trade", 0)
    for group in ("trade", "supervision"):
        release(where, group, 0)
    (found,) = guardians_apart(AT)
    assert (found.level, found.subject) == ("yellow", subject(where))
    assert (found.words.zh, len(found.facts)) == ("保管人写明 1 个信封没有份额", len(facts("shares-released/v1")) + 4)


def test_guardians_apart_is_red_when_an_identity_is_read_out() -> None:
    where = bids.releasing(3)
    actions.release_from_paper(bids.identity_of(where, where.holders["trade"][0]), by=bids.host(), at=AT)
    (found,) = guardians_apart(AT)
    assert (found.level, found.words.zh) == ("red", "1 名保管人以纸面念出密钥")


def test_guardians_apart_is_red_when_one_organisation_releases_for_both_groups() -> None:
    where = bids.released(3)
    assert guardians_apart(AT) == []
    office = people.supervisor_office().pk
    Release.objects.filter(group="trade").update(organisation=office)
    (found,) = guardians_apart(AT)
    assert (found.level, found.subject) == ("red", subject(where))
    assert found.words.zh == f"1 家单位替两组交出份额：{office}"


def test_guardians_apart_is_yellow_when_a_key_is_revoked_in_the_bid_period() -> None:
    where = bids.with_bids(3)
    holder = where.holders["trade"][1]
    revoke_key(holder.key, reason="电脑遗失", by=people.actor(holder.person), at=DEADLINE - timedelta(days=2))
    (found,) = guardians_apart(AT)
    assert (found.level, found.subject) == ("yellow", f"tender:{where.section.tender.code}/{holder.id}")
    assert found.words.zh == f"投标期间 12-09 09:30，保管人 {holder.id} 的密钥被吊销"
    assert found.facts == facts("key-revoked/v1")


def test_guardians_apart_leaves_keys_revoked_after_the_deadline_alone() -> None:
    where = bids.with_bids(3)
    holder = where.holders["trade"][1]
    revoke_key(holder.key, reason="换人保管", by=people.actor(holder.person), at=DEADLINE)
    assert guardians_apart(AT) == []


def test_bids_unopened_leaves_a_bidders_own_fault_alone() -> None:
    where = bids.released(4, mode="G+B", locks=3)
    actions.end_window(where.closing, at=END)
    assert OpenedBid.objects.filter(outcome="failed", fault="bidder").count() == 1
    assert bids_unopened(LATER) == []


def test_bids_unopened_is_yellow_while_nobody_is_named_and_red_once_a_guardian_is() -> None:
    where = bids.releasing(3)
    release(where, "trade", 0)
    actions.end_window(where.closing, at=END)
    (found,) = bids_unopened(LATER)
    assert (found.level, found.subject) == ("yellow", subject(where))
    assert found.words.zh == "第 1、2、3 号投标文件没有解开：share_missing"
    assert found.facts == facts("bid-failed/v1")
    guardian = where.holders["supervision"][0].id
    OpenedBid.objects.filter(announced__number=2).update(fault=f"guardian:{guardian}")
    red, yellow = sorted(bids_unopened(LATER), key=lambda one: one.level)
    assert (red.level, red.words.zh) == ("red", f"第 2 号投标文件没有解开：guardian:{guardian}")
    assert yellow.words.en == "Bids 1, 3 did not open: share_missing"


def test_bids_unopened_is_red_when_an_hour_passes_without_an_outcome() -> None:
    where = bids.releasing(3)
    over = window_end(where) + timedelta(minutes=60)
    assert bids_unopened(over) == []
    (found,) = bids_unopened(over + timedelta(seconds=1))
    assert (found.level, found.subject) == ("red", subject(where))
    assert found.words.zh == "第 1、2、3 号投标文件解密时限过后 60 分钟仍没有结果"
    Section.objects.update(state="terminated")
    assert bids_unopened(over + timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    ("minutes", "level", "told"),
    [
        ((20,), "yellow", "解密时限延长 1 次，合计 20 分"),
        ((60,), "yellow", "解密时限延长 1 次，合计 1 小时"),
        ((61,), "red", "解密时限延长 1 次，合计 1 小时 1 分"),
        ((5, 10), "red", "解密时限延长 2 次，合计 15 分"),
    ],
)
def test_window_extended_counts_extensions_and_minutes(minutes: tuple[int, ...], level: str, told: str) -> None:
    where = bids.releasing(3)
    extended(where, *minutes)
    (found,) = window_extended(AT)
    assert (found.level, found.subject, found.words.zh) == (level, subject(where), told)
    assert found.facts == facts("decrypt-window-extended/v1")


def test_window_extended_is_red_when_the_table_was_changed_without_a_fact() -> None:
    where = bids.releasing(3)
    until = window_end(where) + timedelta(minutes=7)
    ClosingList.objects.update(decrypt_until_at=until)
    (found,) = window_extended(AT)
    assert (found.level, found.facts) == ("red", ())
    assert found.words.zh == "解密时限长了 7 分，日志里没有延长"


@pytest.mark.parametrize("count", [1, 3])
def test_window_extended_asks_two_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        extended(bids.releasing(3), 20)
    with django_assert_num_queries(2):
        assert len(window_extended(AT)) == count
