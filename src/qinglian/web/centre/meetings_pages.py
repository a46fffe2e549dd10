"""Party-committee meetings: the year's list with its count by topic, one meeting with agenda and decisions, decisions to be carried out."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import DECISION, MEETING
from qinglian.domain.integrity.meeting_policy import MEETING_READERS, may_keep_meetings, may_report_decision
from qinglian.domain.integrity.topics import INTEGRITY, TOPICS
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.people.queries import roll_for, staff_member
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.acts import (
    Act,
    PlainForm,
    ReasonForm,
    act_on,
    done,
)
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import CHOOSE, PageForm, choice_field, day_field, line_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.staff_fields import person_choices
from qinglian.web.shared.years import year_asked, year_if_asked

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Decision, Meeting

PAGE = 20
ITEMS = 6
DECISION_STATES: dict[str, Text] = {"": Text("全部", "All"), "counted": Text("要落实的", "To be carried out")} | {
    one.code: one.label for one in DECISION.states
}
CHIPS = {"planned": "wait", "held": "ok", "cancelled": "sealed"}


class AgendaForm(PageForm):
    """Up to six items, each with its topic."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will make the rows."""
        super().__init__(*args, **kwargs)
        for number in range(1, ITEMS + 1):
            self.fields[f"topic{number}"] = choice_field(
                f"第 {number} 项主题", f"Topic {number}", TOPICS, required=False
            )
            self.fields[f"item{number}"] = line_field(f"第 {number} 项议题", f"Item {number}", required=number == 1)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields in pairs: topic and item."""
        return [(self[f"topic{number}"], self[f"item{number}"]) for number in range(1, ITEMS + 1)]

    def items(self) -> list[actions.Item]:
        """The items that were typed."""
        told = [
            (self.cleaned_data[f"topic{number}"], self.cleaned_data[f"item{number}"]) for number in range(1, ITEMS + 1)
        ]
        return [actions.Item(topic, title) for topic, title in told if title]


class MeetingForm(AgendaForm):
    """A meeting that is entered."""

    title = line_field("会议名称", "Meeting")
    held_on = day_field("会议日期", "Day")
    place = line_field("地点", "Place", most=100)
    chair = forms.ChoiceField(label=spoken("主持人", "Chair"))

    @property
    def head(self) -> list[Any]:
        """The fields above the agenda."""
        return [self[name] for name in ("title", "held_on", "place", "chair")]


class DecisionForm(PageForm):
    """What was decided under an item, by whom it is carried out, until when."""

    item = forms.ChoiceField(label=spoken("议题", "Item"))
    words = words_field("决定事项", "Decision")
    owner = forms.ChoiceField(label=spoken("责任人", "Owner"))
    due_on = day_field("办理期限", "Due")


class EvidenceForm(PageForm):
    """What shows that a decision is carried out."""

    evidence = words_field(
        "落实依据", "Evidence", rows=4, most=4000,
        help_text=spoken("写明办了什么、结果怎样、材料在哪里", "What was done, with what result, where the papers are"),
    )  # fmt: skip


@for_roles(*MEETING_READERS)
def meetings_page(request: HttpRequest) -> HttpResponse:
    """This will list a year's meetings; the count by topic comes from the meetings that were held."""
    by, year = actor_of_request(request), year_asked(request)
    topic, state = request.GET.get("topic", ""), request.GET.get("state", "")
    counted = queries.topics_counted(year, asker=by)
    sheet: Any = sheet_of(queries.meetings_for(by, year=year, topic=topic, state=state), request=request, size=PAGE)
    context = {
        "year": year,
        "years": range(clock.today().year, clock.today().year - 4, -1),
        "topics": [(code, TOPICS[code], counted[code]) for code in TOPICS],
        "topic": topic,
        "state": state,
        "states": [(one.code, one.label) for one in MEETING.states],
        "integrity": counted[INTEGRITY],
        "sheet": sheet,
        "rows": [(row, CHIPS[row.state], MEETING.state(row.state).label, _topics(row)) for row in sheet.rows],
        "may_keep": may_keep_meetings(by),
    }
    return render(request, "centre/meetings.html", context)


@for_roles("party_officer")
def new_meeting(request: HttpRequest) -> HttpResponse:
    """This will enter a meeting with its agenda."""
    by = actor_of_request(request)
    form = MeetingForm(request.POST or None, offered={"chair": _people(by)}, initial={"topic1": INTEGRITY})

    def run(typed: dict[str, Any]) -> "Meeting":
        chair = staff_member(typed["chair"], asker=by)
        head = {name: typed[name] for name in ("title", "held_on", "place")}
        return actions.plan_meeting(**head, chair=chair, items=form.items(), by=by, at=clock.now())

    said = Text("会议已登记。开完会，在这里登记召开。", "The meeting is entered. Once it was held, say so here.")
    if is_carried_out(request, form, run, said):
        return redirect("centre_meeting", form.made.pk)
    return render(request, "centre/meeting_form.html", {"form": form}, status=status_of(form))


@for_roles(*MEETING_READERS)
def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """This will show one meeting; the party office registers it as held, records decisions, cancels it here."""
    by = actor_of_request(request)
    found = queries.meeting_for(meeting, asker=by)
    acts = _acts(request, found, by)
    if done(request, acts):
        return redirect("centre_meeting", meeting)
    context = {
        "meeting": found,
        "chip": (CHIPS[found.state], MEETING.state(found.state).label),
        "items": [(item, TOPICS[item.topic]) for item in found.items.all()],
        "decisions": [_row(row, clock.today()) for row in found.decisions.all()],
        "acts": acts,
    }
    return render(request, "centre/meeting.html", context, status=status_of(*(act.form for act in acts)))


@for_roles("supervisor", *CENTRE_ROLES)
def decisions_page(request: HttpRequest) -> HttpResponse:
    """This will list decisions by due day: all of them, or one's own; with `?year=` those of a year, narrowed to a state."""
    by, year, state = actor_of_request(request), year_if_asked(request), request.GET.get("state", "")
    state = state if state in DECISION_STATES else ""
    sheet: Any = sheet_of(queries.decisions_for(by, year=year, state=state), request=request, size=PAGE)
    counted = queries.decisions_for(by, year=year, state="counted")
    context = {
        "sheet": sheet,
        "decisions": [_row(row, clock.today()) for row in sheet.rows],
        "year": year,
        "state": state,
        "states": DECISION_STATES.items(),
        "done": counted.filter(state="done").count() if state == "counted" else None,
    }
    return render(request, "centre/decisions.html", context)


@for_roles("supervisor", *CENTRE_ROLES)
def decision_page(request: HttpRequest, decision: int) -> HttpResponse:
    """This will show one decision; its owner reports it carried out here."""
    by = actor_of_request(request)
    found = queries.decision_for(decision, asker=by)
    acts = []
    if found.state == "open" and may_report_decision(found.owner_id, by):
        acts.append(
            act_on(
                request, "carry-out", Text("报告落实", "Report it carried out"), EvidenceForm,
                lambda typed: actions.carry_out_decision(found, **typed, by=by, at=clock.now()), is_main=True,
            )
        )  # fmt: skip
    if found.state == "open" and may_keep_meetings(by):
        acts.append(
            act_on(
                request, "drop", Text("停办", "Drop it"), ReasonForm,
                lambda typed: actions.drop_decision(found, **typed, by=by, at=clock.now()),
            )
        )  # fmt: skip
    if done(request, acts):
        return redirect("centre_decision", decision)
    context = {"row": _row(found, clock.today()), "acts": acts, "reads_meetings": by.has_role(*MEETING_READERS)}
    return render(request, "centre/decision.html", context, status=status_of(*(act.form for act in acts)))


def _acts(request: HttpRequest, meeting: "Meeting", by: Actor) -> list[Act]:
    if not may_keep_meetings(by) or meeting.state == "cancelled":
        return []
    cancel = act_on(
        request, "cancel", Text("取消会议", "Cancel the meeting"), ReasonForm,
        lambda typed: actions.cancel_meeting(meeting, **typed, by=by, at=clock.now()),
    )  # fmt: skip
    if meeting.state == "planned":
        hold = act_on(
            request, "hold", Text("登记召开", "Register as held"), PlainForm,
            lambda _typed: actions.hold_meeting(meeting, by=by, at=clock.now()), is_main=True,
        )  # fmt: skip
        return [hold, cancel]

    def decide(typed: dict[str, Any]) -> None:
        item = queries.item_in(meeting, int(typed["item"]))
        owner = staff_member(typed["owner"], asker=by)
        told = {"words": typed["words"], "due_on": typed["due_on"]}
        actions.record_decision(meeting, item=item, owner=owner, **told, by=by, at=clock.now())

    label = Text("登记决定", "Record a decision")
    items = [(str(item.number), f"{item.number}. {item.title}") for item in meeting.items.all()]
    offered = {"item": items, "owner": _people(by)}
    return [act_on(request, "decide", label, DecisionForm, decide, is_main=True, offered=offered), cancel]


def _people(by: Actor) -> list[tuple[Any, Any]]:
    return [CHOOSE, *person_choices(roll_for(by))]


def _row(decision: "Decision", on: date) -> dict[str, Any]:
    is_late = decision.state == "open" and decision.due_on < on
    status = {"open": "wait", "done": "ok", "dropped": "sealed"}[decision.state]
    chip = ("stop", Text("已逾期", "Overdue")) if is_late else (status, DECISION.state(decision.state).label)
    return {"decision": decision, "chip": chip, "is_late": is_late}


def _topics(meeting: "Meeting") -> list[Text]:
    return [TOPICS[code] for code in dict.fromkeys(item.topic for item in meeting.items.all())]
