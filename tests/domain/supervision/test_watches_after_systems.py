"""Controls of archive, log, backups and sign-ins, broken one by one."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command

from qinglian.domain.people import actions
from qinglian.domain.people.models import Person
from qinglian.jobs.backups import back_up
from qinglian.record import blobs, upkeep
from qinglian.record.clock import simulated_at
from qinglian.record.models import Checkpoint, Fact, LogHead, WitnessState
from tests.factories import contracts, people, tenders, watched
from tests.factories.record import START, note_fact, sequence_all
from tests.factories.watched import only

pytestmark = pytest.mark.django_db


def test_archive_whole_is_yellow_for_a_file_that_is_gone() -> None:
    award, at = contracts.awarded(), contracts.AFTER
    watched_before(at)
    assert watched.watched("archive_whole", at) == []
    blobs.path_of(award.notice_blob).unlink()
    found = only("archive_whole", at)
    assert (found.level, found.subject.partition("/")[2]) == ("yellow", "1/award-notices-sent")
    assert found.words.zh == "日志列出的 1 份档案在存储里找不到。"
    assert Fact.objects.get(pk=found.facts[0]).fact["body"]["award"] == award.notice_blob


def watched_before(at: datetime) -> None:
    """This will sequence what waits and note a backup and a scrub."""
    sequence_all(at)
    watched.looked_after(at)


def test_archive_whole_is_red_for_bytes_that_a_scrub_found_changed_and_yellow_two_days_after_it() -> None:
    award, at = contracts.awarded(), contracts.AFTER
    sequence_all(at)
    path = blobs.path_of(award.notice_blob)
    path.chmod(0o644)
    path.write_bytes(b"another notice")
    with simulated_at(at), pytest.raises(CommandError):
        call_command("scrub")
    found = only("archive_whole", at)
    assert (found.level, found.words.en.partition(":")[0]) == ("red", "The last scrub found 2 faults")
    assert watched.watched("archive_whole", at + timedelta(hours=48)) == [("yellow", "archive"), ("red", "archive")]


def test_log_alive_is_yellow_for_facts_that_wait_ten_minutes_and_red_for_an_hour() -> None:
    note_fact()
    sequence_all()
    quiet = START + timedelta(hours=5)
    assert watched.watched("log_alive", quiet) == []  # a quiet log is no dead log
    note_fact(at=quiet)
    assert watched.watched("log_alive", quiet + timedelta(minutes=9)) == []
    found = only("log_alive", quiet + timedelta(minutes=11))
    assert (found.level, found.words.zh) == ("yellow", "有事实等着编号，11 分钟没有新的检查点。")
    assert watched.watched("log_alive", quiet + timedelta(minutes=61)) == [("red", "log")]
    sequence_all(quiet + timedelta(minutes=62))
    assert watched.watched("log_alive", quiet + timedelta(minutes=75)) == []


def test_log_alive_is_yellow_without_a_quorum_and_red_for_a_witness_of_another_history(settings) -> None:
    note_fact()
    sequence_all()
    Checkpoint.objects.update(quorum_at=None, at=START)
    found = only("log_alive", START + timedelta(minutes=12))
    assert (found.level, found.subject, found.words.en) == (
        "yellow", "log/witnesses", "The quorum of witnesses has been missing for 12 minutes.",
    )  # fmt: skip
    Checkpoint.objects.update(quorum_at=START)
    settings.QINGLIAN_WITNESSES = ["w1.example+1a2b3c4d+AAAA https://w1.example"]
    WitnessState.objects.create(name="w1.example", conflict=True)
    assert watched.watched("log_alive", START) == [("red", "witness:w1.example")]


def test_backups_is_yellow_after_a_day_red_after_three_and_knows_when_there_was_none(home: Path) -> None:
    note_fact()
    sequence_all()
    assert watched.watched("backups", START + timedelta(hours=25)) == []
    assert only("backups", START + timedelta(hours=30)).words.zh == "开始运行 30 小时，还没有备份过。"
    upkeep.note_backup(back_up_at(home, START + timedelta(hours=30)))
    assert watched.watched("backups", START + timedelta(hours=50)) == []
    found = only("backups", START + timedelta(hours=57))
    assert (found.level, found.words.en) == ("yellow", "The last backup is 27 hours old.")
    assert watched.watched("backups", START + timedelta(hours=102)) == [("red", "backup")]


def back_up_at(home: Path, at: datetime) -> dict[str, object]:
    """This will return the manifest of a backup of this moment (the database's own dump needs a test of its own)."""
    return {"type": "backup/v1", "made_at": at.isoformat(), "log_size": LogHead.objects.get().size}


@pytest.mark.django_db(transaction=True)
def test_back_up_leaves_the_note_that_the_watch_reads(home: Path) -> None:
    note_fact()
    sequence_all()
    back_up(home / "backup", at=START)
    noted = upkeep.noted("backup")
    assert noted is not None
    assert (noted["made_at"], noted["log_size"]) == (START.isoformat(), LogHead.objects.get().size)


def test_backups_is_red_when_the_backup_knows_more_of_the_log() -> None:
    note_fact()
    sequence_all()
    watched.looked_after(START)
    LogHead.objects.update(size=0)
    found = only("backups", START)
    assert (found.level, found.words.zh) == ("red", "备份里的日志有 1 条，现在只有 0 条。")


def failed(who: Person, at: datetime, *, times: int = 5) -> None:
    """This will note failures of an account, as django-axes does."""
    row = AccessAttempt.objects.create(
        username=who.login,
        ip_address="192.0.2.1",
        user_agent="x",
        get_data="",
        post_data="",
        failures_since_start=times,
    )
    AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=at)


def test_sign_ins_is_yellow_for_a_locked_account_and_red_for_five_within_an_hour() -> None:
    at, staff = START, [people.staff("centre_host") for _ in range(6)]
    failed(staff[0], at - timedelta(hours=2))
    failed(staff[1], at, times=4)
    found = only("sign_ins", at)
    assert (found.level, found.subject) == ("yellow", f"person:{staff[0].pk}")
    for minute, who in enumerate(staff[1:]):
        AccessAttempt.objects.filter(username=who.login).delete()
        failed(who, at - timedelta(minutes=10 * minute))
    found = {one.subject: one for one in watched.WATCHERS["sign_ins"](at)}["sign-ins"]
    assert (found.level, found.words.zh) == ("red", "1 小时内有 5 个账号被锁。")


def test_sign_ins_is_yellow_for_a_reset_second_factor_and_red_for_a_key_bound_after_it() -> None:
    verifier, at = people.staff("centre_verifier"), people.AT
    actions.reset_sign_in(verifier, organisation=people.centre(), by=people.admin(), at=at)
    found = only("sign_ins", at + timedelta(hours=1))
    assert (found.level, found.subject) == ("yellow", f"person:{verifier.pk}")
    assert watched.watched("sign_ins", at + timedelta(hours=25)) == []
    bidder = people.organisation()
    key = actions.propose_key(
        people.key_proposal(bidder, people.master(77)), by=people.registrant(bidder), at=at + timedelta(hours=2)
    )
    actions.bind_key(key, compared="phone", by=people.actor(verifier), at=at + timedelta(hours=3))
    found = only("sign_ins", at + timedelta(hours=25))
    assert (found.level, found.words.en) == ("red", "Grave acts within 24 hours after the sign-in was reset: 1.")
    assert [Fact.objects.get(pk=pk).kind for pk in found.facts] == ["sign-in-reset/v1", "key-bound/v1"]


def test_sign_ins_stays_quiet_about_an_office_without_second_factor() -> None:
    tender = tenders.created()
    officer = people.person(tender.tenderer, "buyer_operator")
    by = people.registrant(tender.tenderer)
    actions.reset_sign_in(officer, organisation=tender.tenderer, by=by, at=people.AT)
    assert watched.watched("sign_ins", people.AT) == []
