"""Home visits are planned by the party office, made by members of the leadership, and their details sealed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.education.events import HomeVisitCalledOff, HomeVisitMade, HomeVisitPlanned
from qinglian.domain.education.lifecycle import HOME_VISIT
from qinglian.domain.education.models import HomeVisit
from qinglian.domain.education.visit_policy import may_plan_visits
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import roll_entry_of
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy
from qinglian.record.secret_text import seal_words

PARTY_OFFICE = Text("机关党委", "the party office")


@dataclass(frozen=True)
class VisitDetails:
    """What stays with the visitor and the party office: whom one met, what was found, what is to be done."""

    met: str
    found: str
    follow_up: str = ""


@transaction.atomic
def plan_home_visit(member: Person, *, visitor: Person, due_on: date, by: Actor, at: datetime) -> HomeVisit:
    """This will plan a visit by a member of the leadership to the holder of a key post (NotValid for others)."""
    if not may_plan_visits(by):
        raise refusing.not_yours(PARTY_OFFICE, rule="home_visit_planned")
    _require_standing(member, "key_post", "member", Text("重点岗位人员", "a holder of a key post"))
    _require_standing(visitor, "leadership", "visitor", Text("班子成员", "a member of the leadership"))
    if due_on < at.astimezone(CHINA).date() or member.pk == visitor.pk:
        raise _wrong_plan("due_on" if member.pk != visitor.pk else "visitor")

    visit = _stored(member, visitor, due_on, at=at)
    title = Text(f"第 {visit.pk} 号家访", f"Home visit no. {visit.pk}")
    open_duty("home_visit", owed_by=visitor, about=f"visit:{visit.pk}", title=title, due_on=due_on, by=by, at=at)

    _record(HomeVisitPlanned(visit.pk, member.pk, visitor.pk), visit, by=by, at=at)
    return visit


@transaction.atomic
def record_home_visit(visit: HomeVisit, *, made_on: date, details: VisitDetails, by: Actor, at: datetime) -> HomeVisit:
    """This will record a visit by who made it; the details are sealed."""
    visit = HomeVisit.objects.select_for_update().get(pk=visit.pk)
    if visit.visitor_id != by.id:
        raise refusing.not_yours(Text("家访人本人", "who makes the visit"), rule="home_visit_private")
    move = HOME_VISIT.require("record_home_visit", state=visit.state, by=by)
    refusing.require_text(details.met, "met", Text("见到了谁", "Whom you met"), most=200)
    refusing.require_text(details.found, "found", Text("家访情况", "What you found"))
    if made_on > at.astimezone(CHINA).date():
        raise _wrong_plan("made_on")

    visit.state, visit.made_on = move.target, made_on
    visit.sealed = seal_words(asdict(details), about=f"visit:{visit.pk}")
    visit.save(update_fields=["state", "made_on", "sealed"])
    about = f"visit:{visit.pk}"
    fulfil_duty("home_visit", owed_by=visit.visitor_id, about=about, evidence=about, by=by, at=at)

    _record(HomeVisitMade(visit.pk, made_on.isoformat()), visit, by=by, at=at)
    return visit


@transaction.atomic
def call_off_home_visit(visit: HomeVisit, *, reason: str, by: Actor, at: datetime) -> HomeVisit:
    """This will call a planned visit off; the duty falls away."""
    visit = HomeVisit.objects.select_for_update().get(pk=visit.pk)
    move = HOME_VISIT.require("call_off_home_visit", state=visit.state, by=by)
    reason = refusing.require_text(reason, "reason", Text("理由", "The reason"), most=400)

    visit.state = move.target
    visit.save(update_fields=["state"])
    waive_duties("home_visit", about=f"visit:{visit.pk}", reason=reason, by=by, at=at)

    _record(HomeVisitCalledOff(visit.pk, reason), visit, by=by, at=at)
    return visit


def _stored(member: Person, visitor: Person, due_on: date, *, at: datetime) -> HomeVisit:
    try:
        with transaction.atomic():
            return HomeVisit.objects.create(member=member, visitor=visitor, due_on=due_on, planned_at=at)
    except IntegrityError:
        raise refusing.not_now(
            Text("这个人已经有一次家访在安排中。", "A visit to this person is planned already."),
            Text("请先办完或者取消那一次。", "Record or call off that one first."),
            rule="home_visit_planned",
        ) from None


def _require_standing(person: Person, standing: str, field: str, whom: Text) -> None:
    entry = roll_entry_of(person.pk)
    if entry is None or standing not in entry.standings:
        raise refusing.not_valid(
            field,
            Text(f"这个人不是在册的{whom.zh}。", f"This is not {whom.en} on the roll."),
            Text("请从名单里选。", "Choose from the list."),
            rule="home_visit_planned",
        )


def _wrong_plan(field: str) -> Exception:
    return refusing.not_valid(
        field,
        Text("日期或者家访人不对。", "The day or the visitor does not fit."),
        Text("安排的日期不早于今天，记录的日期不晚于今天，家访人不能是本人。", "Plan from today on, record up to today; nobody visits oneself."),
        rule="home_visit_planned",
    )  # fmt: skip


def _record(event: HomeVisitPlanned | HomeVisitMade | HomeVisitCalledOff, visit: HomeVisit, *, by: Actor, at: datetime) -> None:  # fmt: skip
    append(event, subject=f"visit:{visit.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
