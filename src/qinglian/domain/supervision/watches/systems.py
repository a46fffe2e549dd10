"""Watches of the log, the archive, backups and sign-ins."""

from collections import defaultdict
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Min

from qinglian.domain.bids.events import OpeningRecordSigned
from qinglian.domain.contracts.events import AwardNoticesSent
from qinglian.domain.evaluation.events import EvaluationFinished
from qinglian.domain.people.events import SignInReset
from qinglian.domain.people.models import Person, Post
from qinglian.domain.people.roles import role
from qinglian.domain.supervision.watches.evidence import facts_since, ids, place_of, section_subject
from qinglian.domain.supervision.watches.found import Found
from qinglian.law.text import Text
from qinglian.record import blobs, upkeep
from qinglian.record.models import Checkpoint, Fact, LogHead
from qinglian.record.queries import latest_checkpoint, latest_cosigned, witness_states

ARCHIVED = {
    OpeningRecordSigned.kind: ("document", "pdf"),
    EvaluationFinished.kind: ("result", "report"),
    AwardNoticesSent.kind: ("award",),
}
SCRUB_WITHIN = timedelta(hours=48)
BACKUP_WITHIN, BACKUP_AT_MOST = timedelta(hours=26), timedelta(hours=72)
SLOW, STUCK = timedelta(minutes=10), timedelta(hours=1)
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)
MANY_LOCKED = 5
GRAVE = ("shares-released/v1", "key-bound/v1", "notice-published/v1")


def archive_whole(at: datetime) -> list[Found]:
    """A file that the log names is gone, nothing was scrubbed, or the last scrub found faults."""
    facts = facts_since(*ARCHIVED, at=at)
    found = _not_scrubbed(at)
    for fact in facts:
        gone = [name for name in ARCHIVED[fact.kind] if not blobs.path_of(fact.fact["body"][name]).is_file()]
        if gone:
            words = Text(
                f"日志列出的 {len(gone)} 份档案在存储里找不到。",
                f"Files that the log names and the store lacks: {len(gone)}.",
            )
            subject = f"{section_subject(*place_of(fact))}/{fact.kind.removesuffix('/v1')}"
            found.append(Found("yellow", subject, words, (fact.pk,)))
    return found


def _not_scrubbed(at: datetime) -> list[Found]:
    note = upkeep.noted("scrub")
    last = datetime.fromisoformat(note["at"]) if note else _first_fact()
    found = []
    if last is not None and at - last >= SCRUB_WITHIN:
        hours = int((at - last).total_seconds()) // 3600
        found.append(
            Found(
                "yellow",
                "archive",
                Text(f"已有 {hours} 小时没有巡检档案。", f"Nothing was scrubbed for {hours} hours."),
            )
        )
    if note and note["faults"]:
        words = Text(
            f"巡检发现 {len(note['faults'])} 处与日志不符：{note['faults'][0]}。",
            f"The last scrub found {len(note['faults'])} faults: {note['faults'][0]}.",
        )
        found.append(Found("red", "archive", words))
    return found


def log_alive(at: datetime) -> list[Found]:
    """Facts wait for their number, the quorum of witnesses is missing, or a witness holds another history."""
    newest, cosigned = latest_checkpoint(), latest_cosigned()
    waiting = Fact.objects.filter(index=None).order_by("id").values_list("at", flat=True).first()
    lacking = Checkpoint.objects.filter(quorum_at=None, size__gt=cosigned.size if cosigned else -1)
    asked = lacking.aggregate(first=Min("at"))["first"]
    found = []
    since_newest = min((at - one for one in (waiting, newest.at if newest else waiting) if one), default=timedelta())
    if waiting is not None and since_newest >= SLOW:
        minutes = int(since_newest.total_seconds()) // 60
        words = Text(
            f"有事实等着编号，{minutes} 分钟没有新的检查点。",
            f"Facts wait, and there has been no checkpoint for {minutes} minutes.",
        )
        found.append(Found("red" if since_newest >= STUCK else "yellow", "log", words))
    if asked is not None and at - asked >= SLOW:
        minutes = int((at - asked).total_seconds()) // 60
        words = Text(
            f"见证方 {minutes} 分钟没有凑够家数。", f"The quorum of witnesses has been missing for {minutes} minutes."
        )
        found.append(Found("red" if at - asked >= STUCK else "yellow", "log/witnesses", words))
    found += [
        Found("red", f"witness:{one.name}", Text(f"见证方 {one.name} 持有另一份历史。", f"The witness {one.name} holds another history."))
        for one in witness_states() if one.conflict
    ]  # fmt: skip
    return found


def backups(at: datetime) -> list[Found]:
    """The last backup is old, or knows more of the log than this installation."""
    note = upkeep.noted("backup")
    last = datetime.fromisoformat(note["made_at"]) if note else _first_fact()
    size = LogHead.objects.values_list("size", flat=True).first() or 0
    found = []
    if note and note["log_size"] > size:
        words = Text(
            f"备份里的日志有 {note['log_size']} 条，现在只有 {size} 条。",
            f"The backup's log has {note['log_size']} leaves, the present one {size}.",
        )
        found.append(Found("red", "backup/log", words))
    if last is not None and at - last >= BACKUP_WITHIN:
        hours = int((at - last).total_seconds()) // 3600
        words = (
            Text(f"最近一次备份已过 {hours} 小时。", f"The last backup is {hours} hours old.")
            if note
            else Text(
                f"开始运行 {hours} 小时，还没有备份过。",
                f"There has been no backup in the {hours} hours since the start.",
            )
        )
        found.append(Found("red" if at - last >= BACKUP_AT_MOST else "yellow", "backup", words))
    return found


def _first_fact() -> datetime | None:
    return Fact.objects.order_by("id").values_list("at", flat=True).first()


def sign_ins(at: datetime) -> list[Found]:
    """Accounts were locked out, sign-ins were reset, and what a reset sign-in did within a day."""
    return _locked_out(at) + _reset(at)


def _locked_out(at: datetime) -> list[Found]:
    rows = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=at - DAY, attempt_time__lte=at
    ).order_by("attempt_time")
    last: dict[str, datetime] = {name or "": moment for name, moment in rows.values_list("username", "attempt_time")}
    people = dict(Person.objects.filter(login__in=last).values_list("login", "pk"))
    found = [
        Found("yellow", f"person:{people[name]}" if name in people else "sign-in", Text("账号连续输错口令被锁。", "The account was locked out after failures."))
        for name in sorted(last)
    ]  # fmt: skip
    moments = sorted(last.values())
    most = max((sum(start <= one < start + HOUR for one in moments) for start in moments), default=0)
    if most >= MANY_LOCKED:
        words = Text(f"1 小时内有 {most} 个账号被锁。", f"Within an hour {most} accounts were locked out.")
        found.append(Found("red", "sign-ins", words))
    return found


def _reset(at: datetime) -> list[Found]:
    resets: dict[str, list[Fact]] = defaultdict(list)
    facts = facts_since(SignInReset.kind, *GRAVE, at=at)
    for fact in facts:
        if fact.kind == SignInReset.kind:
            resets[fact.fact["body"]["person"]].append(fact)
    found = []
    for person, (roles, organisation) in sorted(_posts(resets).items()):
        for reset in resets[person]:
            acts = [
                fact for fact in facts
                if fact.kind in GRAVE and reset.at <= fact.at < reset.at + DAY and fact.pk > reset.pk and _is_by(fact, person, roles, organisation)
            ]  # fmt: skip
            if acts:
                words = Text(
                    f"重置登录后 24 小时内办了 {len(acts)} 件大事。",
                    f"Grave acts within 24 hours after the sign-in was reset: {len(acts)}.",
                )
                found.append(Found("red", f"person:{person}", words, ids([reset, *acts])))
            elif at - reset.at < DAY and any(role(code).second_factor for code in roles):
                words = Text("双因素岗位的登录被重置。", "A sign-in with a second factor was reset.")
                found.append(Found("yellow", f"person:{person}", words, (reset.pk,)))
    return found


def _posts(people: dict[str, list[Fact]]) -> dict[str, tuple[set[str], str]]:
    """What posts these persons hold: their roles, and where."""
    found: dict[str, tuple[set[str], str]] = {}
    for post in Post.objects.filter(person__in=people, until_at=None):
        found[post.person_id] = set(post.roles), post.organisation_id
    return found


def _is_by(fact: Fact, person: str, roles: set[str], organisation: str) -> bool:
    """Acts name their person; released shares name the guardian's organisation alone."""
    if fact.kind == "shares-released/v1":
        return "guardian" in roles and fact.fact["by"] == organisation
    return bool(fact.fact["by"] == person)
