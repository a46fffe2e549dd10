"""Talks are planned in a yearly round, or on appointment, and recorded by who held them. What was said is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qinglian.domain.education.events import TalkHeld, TalkPlanned, TalkRoundOpened
from qinglian.domain.education.lifecycle import TALK
from qinglian.domain.education.models import Talk, TalkRound
from qinglian.domain.education.talk_policy import may_plan_talks
from qinglian.domain.education.talk_tiers import tier_of
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Duty, Person, RollEntry
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy
from qinglian.record.secret_text import seal_words


@dataclass(frozen=True)
class Told:
    """What the record of a talk says: when and where, the requirements put, the reply."""

    held_at: datetime
    place: str
    requirements: str
    reply: str


@transaction.atomic
def open_talk_round(*, year: int, due_on: date, by: Actor, at: datetime) -> TalkRound:
    """This will plan the year's routine talks from the present roll, each a duty of who talks.

    Again in the same year it plans the talks with who came since, and drops the planned ones with who left or moved.
    """
    if not may_plan_talks(by):
        raise refusing.not_yours(Text("机关党委", "the party office"), rule="talk_round_yearly")
    if due_on.year != year or due_on < at.astimezone(CHINA).date():
        raise _due_in_year()

    found, _ = TalkRound.objects.update_or_create(
        year=year, defaults={"due_on": due_on, "opened_by": by.id, "opened_at": at}
    )
    planned, dropped = _plan(found, by=by, at=at)

    event = TalkRoundOpened(year, due_on.isoformat(), planned, dropped)
    append(event, subject=f"talks:{year}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return found


@transaction.atomic
def plan_talk(listener: Person, *, due_on: date, by: Actor, at: datetime) -> Talk:
    """This will note that the actor will talk with somebody beside the round (NotValid for people outside the own area)."""
    pair = _entries([by.id, listener.pk])
    tier = tier_of(pair[by.id], pair[listener.pk]) if len(pair) == 2 else ""
    if not tier:
        raise _outside_area()
    if due_on < at.astimezone(CHINA).date():
        raise _due_in_year()

    talker = pair[by.id].person
    talk = Talk.objects.create(
        kind="reminder", tier=tier, year=due_on.year, talker=talker, listener=listener, due_on=due_on, planned_at=at
    )
    _owe(talk, by=by, at=at)

    _record(TalkPlanned(talk.pk, talker.pk, listener.pk, talk.kind), talk, by=by, at=at)
    return talk


@transaction.atomic
def hold_talk(talk: Talk, *, told: Told, by: Actor, at: datetime) -> Talk:
    """This will record a planned talk by who held it; the listener is still on the roll and in the own area (NotNow)."""
    talk = Talk.objects.select_for_update().select_related("listener").get(pk=talk.pk)
    if talk.talker_id != by.id:
        raise refusing.not_yours(Text("谈话人本人", "who holds the talk"), rule="talk_by_tier")
    move = TALK.require("hold_talk", state=talk.state, by=by)
    pair = _entries([talk.talker_id, talk.listener_id])
    if len(pair) < 2 or (talk.kind != "appointment" and not tier_of(pair[talk.talker_id], pair[talk.listener_id])):
        raise _no_longer_due()
    _hold(talk, told, target=move.target, at=at)

    about = f"roll:{talk.entry_id}" if talk.kind == "appointment" else f"talk:{talk.pk}"
    duty = "talk_on_appointment" if talk.kind == "appointment" else "talk"
    fulfil_duty(duty, owed_by=by.id, about=about, evidence=f"talk:{talk.pk}", by=by, at=at)

    held_on = told.held_at.astimezone(CHINA).date().isoformat()
    _record(TalkHeld(talk.pk, talk.talker_id, talk.listener_id, talk.kind, held_on), talk, by=by, at=at)
    return talk


@transaction.atomic
def hold_appointment_talk(entry: RollEntry, *, told: Told, by: Actor, at: datetime) -> Talk:
    """This will record the talk with somebody promoted or newly appointed, by who owes it (NotAllowed for others)."""
    owed = Duty.objects.filter(
        kind="talk_on_appointment", owed_by_id=by.id, about=f"roll:{entry.pk}", waived_at=None
    ).first()
    if owed is None:
        raise refusing.not_yours(Text("党委书记", "the party secretary"), rule="talk_by_tier")
    talk, _ = Talk.objects.get_or_create(
        kind="appointment", entry=entry,
        defaults={
            "tier": "first", "year": told.held_at.astimezone(CHINA).year, "talker_id": by.id, "listener": entry.person,
            "due_on": owed.due_on, "planned_at": owed.opened_at,
        },
    )  # fmt: skip
    return hold_talk(talk, told=told, by=by, at=at)


def _plan(found: TalkRound, *, by: Actor, at: datetime) -> tuple[int, int]:
    entries = list(on_roll())
    wanted = {(a.person_id, b.person_id): (a, b, tier_of(a, b)) for a in entries for b in entries if tier_of(a, b)}
    rows = Talk.objects.select_for_update().filter(year=found.year, kind="routine").exclude(state="dropped")
    known = {(talk.talker_id, talk.listener_id): talk for talk in rows}
    fresh = [row for pair, row in wanted.items() if pair not in known]
    for talker, listener, tier in fresh:
        talk = Talk.objects.create(
            kind="routine", tier=tier, year=found.year, talker=talker.person, listener=listener.person,
            due_on=found.due_on, planned_at=at,
        )  # fmt: skip
        _owe(talk, by=by, at=at)
    gone = [talk for pair, talk in known.items() if pair not in wanted and talk.state == "planned"]
    for talk in gone:
        talk.state = TALK.require("drop_talk", state=talk.state, by=by).target
        talk.save(update_fields=["state"])
        waive_duties("talk", about=f"talk:{talk.pk}", reason="已离岗或者调岗", by=by, at=at)
    return len(fresh), len(gone)


def _owe(talk: Talk, *, by: Actor, at: datetime) -> None:
    name = talk.listener.name
    title = Text(f"与{name}廉政谈话", f"Integrity talk with {name}")
    open_duty("talk", owed_by=talk.talker, about=f"talk:{talk.pk}", title=title, due_on=talk.due_on, by=by, at=at)


def _hold(talk: Talk, told: Told, *, target: str, at: datetime) -> None:
    requirements = refusing.require_text(told.requirements, "requirements", Text("提出的要求", "Requirements put"))
    reply = refusing.require_text(told.reply, "reply", Text("对方表态", "The reply"))
    place = refusing.require_text(told.place, "place", Text("地点", "The place"), most=60)
    if told.held_at > at or told.held_at.astimezone(CHINA).year != talk.year:
        raise refusing.not_valid(
            "held_at",
            Text(f"谈话时间须在 {talk.year} 年内，不能晚于现在。", f"The talk lies in {talk.year} and not ahead of now."),
            Text("请填实际谈话的时间。", "Give the time at which you talked."),
            rule="talk_held",
        )  # fmt: skip
    talk.state, talk.held_at, talk.place = target, told.held_at, place
    talk.sealed = seal_words({"requirements": requirements, "reply": reply}, about=f"talk:{talk.pk}")
    talk.save(update_fields=["state", "held_at", "place", "sealed"])


def _entries(persons: Sequence[str]) -> dict[str, RollEntry]:
    return {row.person_id: row for row in on_roll().filter(person_id__in=persons)}


def _record(event: TalkHeld | TalkPlanned, talk: Talk, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"talk:{talk.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)


def _outside_area() -> Exception:
    return refusing.not_valid(
        "listener",
        Text("这个人不在您的谈话范围。", "This person is not yours to talk with."),
        Text("班子成员谈分管科室的负责人和重点岗位，请从名单里选。", "Choose from the list: heads and key posts of your own area."),
        rule="talk_by_tier",
    )  # fmt: skip


def _no_longer_due() -> Exception:
    return refusing.not_now(
        Text("对方已离岗、调岗，或者已不在您的分管范围。", "The other has left, moved, or is no longer in your area."),
        Text("请机关党委更新本年谈话安排。", "Ask the party office to bring the year's round up to date."),
        rule="talk_by_tier",
    )


def _due_in_year() -> Exception:
    return refusing.not_valid(
        "due_on",
        Text("期限不在本轮年度之内，或者已经过去。", "The day lies outside the year, or behind us."),
        Text("请改期限。", "Choose another day."),
        rule="talk_round_yearly",
    )
