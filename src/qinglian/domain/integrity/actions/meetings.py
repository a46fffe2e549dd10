"""The party office registers committee meetings and follows what they decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qinglian.domain.integrity.answering import require_ahead, require_on_roll
from qinglian.domain.integrity.events import (
    AgendaChanged,
    DecisionCarriedOut,
    DecisionDropped,
    DecisionRecorded,
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
)
from qinglian.domain.integrity.lifecycle import DECISION, MEETING
from qinglian.domain.integrity.meeting_policy import may_keep_meetings, may_report_decision
from qinglian.domain.integrity.models import AgendaItem, Decision, Meeting
from qinglian.domain.integrity.topics import TOPICS
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import not_now, not_valid, not_yours, require_text, unfilled, unlisted
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.events import Event
from qinglian.record.models import Secrecy

PARTY_OFFICE = Text("机关党委", "the party office")


@dataclass(frozen=True)
class Item:
    """One item of an agenda, as it is typed."""

    topic: str
    title: str


@transaction.atomic
def plan_meeting(
    *, title: str, held_on: date, place: str, chair: Person, items: Sequence[Item], by: Actor, at: datetime
) -> Meeting:  # fmt: skip
    """This will enter a committee meeting with its agenda (NotValid: an unknown topic, no item, a chair who is not on the roll)."""
    if not may_keep_meetings(by):
        raise not_yours(PARTY_OFFICE, rule="meetings_kept")
    title = require_text(title, "title", Text("会议名称", "The title"), most=200)
    place = require_text(place, "place", Text("地点", "The place"), most=100)
    require_on_roll(chair, "chair")
    agenda = _checked(items)

    meeting = Meeting.objects.create(
        title=title, held_on=held_on, place=place, chair=chair, entered_by=by.id, entered_at=at
    )  # fmt: skip
    _write(meeting, agenda)

    _note(MeetingPlanned(meeting.pk, held_on.isoformat(), [item.topic for item in agenda]), meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change_agenda(meeting: Meeting, *, items: Sequence[Item], by: Actor, at: datetime) -> Meeting:
    """This will replace the agenda of a meeting that was not held yet."""
    meeting = _locked(meeting)
    MEETING.require("change_agenda", state=meeting.state, by=by)
    agenda = _checked(items)

    meeting.items.all().delete()
    _write(meeting, agenda)

    _note(AgendaChanged(meeting.pk, [item.topic for item in agenda]), meeting, by=by, at=at)
    return meeting


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """This will register that a meeting was held (NotNow before its day)."""
    meeting = _locked(meeting)
    move = MEETING.require("hold_meeting", state=meeting.state, by=by)
    if at.astimezone(CHINA).date() < meeting.held_on:
        raise not_now(
            Text("会议日期还没有到。", "The day of the meeting has not come."),
            Text("请在会议当天或者之后登记。", "Register it on that day or later."),
            rule="meeting_held_day",
        )

    meeting.state = move.target
    meeting.save(update_fields=["state"])

    _note(MeetingHeld(meeting.pk), meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor, at: datetime) -> Meeting:
    """This will cancel a meeting, held or not: it counts no more, and its open decisions are dropped."""
    meeting = _locked(meeting)
    move = MEETING.require("cancel_meeting", state=meeting.state, by=by)
    reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)

    meeting.state, meeting.reason = move.target, reason
    meeting.save(update_fields=["state", "reason"])
    for decision in meeting.decisions.filter(state="open"):
        drop_decision(decision, reason=reason, by=by, at=at)

    _note(MeetingCancelled(meeting.pk, reason), meeting, by=by, at=at)
    return meeting


@transaction.atomic
def record_decision(
    meeting: Meeting, *, item: AgendaItem, words: str, owner: Person, due_on: date, by: Actor, at: datetime
) -> Decision:  # fmt: skip
    """This will record what a held meeting decided under an item: its owner owes it until the day."""
    meeting = _locked(meeting)
    MEETING.require("record_decision", state=meeting.state, by=by)
    if item.meeting_id != meeting.pk:
        raise unfilled("item", Text("议题", "The item"))
    words = require_text(words, "words", Text("决定事项", "The decision"), most=2000)
    require_on_roll(owner, "owner")
    require_ahead(due_on, "due_on", on=meeting.held_on)

    decision = Decision.objects.create(meeting=meeting, item=item, words=words, owner=owner, due_on=due_on)
    title = Text(f"落实会议决定：{words}"[:200], f"Carry out a decision: {words}"[:200])
    open_duty("decision", owed_by=owner, about=_about(decision), title=title, due_on=due_on, by=by, at=at)

    _note(DecisionRecorded(decision.pk, meeting.pk, owner.pk, due_on.isoformat()), meeting, by=by, at=at)
    return decision


@transaction.atomic
def carry_out_decision(decision: Decision, *, evidence: str, by: Actor, at: datetime) -> Decision:
    """This will note, with evidence, that a decision was carried out. Its owner's act, or the party office's."""
    decision = Decision.objects.select_for_update().select_related("meeting").get(pk=decision.pk)
    move = DECISION.require("carry_out_decision", state=decision.state, by=by)
    if not may_report_decision(decision.owner_id, by):
        raise not_yours(Text("决定的责任人", "the owner of the decision"), rule="decision.carry_out_decision")
    evidence = require_text(evidence, "evidence", Text("落实依据", "The evidence"))

    decision.state, decision.evidence, decision.done_at = move.target, evidence, at
    decision.save(update_fields=["state", "evidence", "done_at"])
    about = _about(decision)
    fulfil_duty("decision", owed_by=decision.owner_id, about=about, evidence=about, by=by, at=at)

    _note(DecisionCarriedOut(decision.pk, evidence), decision.meeting, by=by, at=at)
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, reason: str, by: Actor, at: datetime) -> Decision:
    """This will end a decision that is not to be carried out any more."""
    decision = Decision.objects.select_for_update().select_related("meeting").get(pk=decision.pk)
    move = DECISION.require("drop_decision", state=decision.state, by=by)
    reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)

    decision.state = move.target
    decision.save(update_fields=["state"])
    waive_duties("decision", about=_about(decision), reason=reason, by=by, at=at)

    _note(DecisionDropped(decision.pk, reason), decision.meeting, by=by, at=at)
    return decision


def _about(decision: Decision) -> str:
    return f"decision:{decision.pk}"


def _checked(items: Sequence[Item]) -> list[Item]:
    told = [Item(item.topic, item.title.strip()) for item in items if item.title.strip()]
    if not told:
        raise not_valid(
            "items",
            Text("会议还没有议题。", "The meeting has no item yet."),
            Text("请至少填一项议题。", "Give at least one."),
            rule="meeting_agenda",
        )
    if any(item.topic not in TOPICS for item in told):
        raise unlisted("items", rule="meeting_topic")
    for item in told:
        require_text(item.title, "items", Text("议题", "The item"), most=200)
    return told


def _write(meeting: Meeting, agenda: Sequence[Item]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, topic=item.topic, title=item.title)
        for number, item in enumerate(agenda, start=1)
    )


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _note(event: Event, meeting: Meeting, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"meeting:{meeting.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
