"""Problems are registered and judged by discipline officers. Each is a finding with an order to correct it: what follows is integrity's."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import transaction

from qinglian.domain.integrity.actions import Found, take_finding
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import SEVERITIES
from qinglian.domain.people import refusing
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.leading import heads_of, leaders_over
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns
from qinglian.domain.supervision.events import ProblemMarked, ProblemRegistered
from qinglian.domain.supervision.models import Campaign, Problem
from qinglian.domain.supervision.problem_kinds import CAMPAIGN, CATEGORIES, MARKS, SOURCES, STYLE, STYLES, TENDERING
from qinglian.law.actor import Actor
from qinglian.law.festivals import FESTIVAL_BY_CODE, festival_around
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

OFFICERS = Text("纪检人员", "discipline officers")
ADVICE = Text(
    "请按期整改，写明怎样改的、依据在哪里；由另一人复查后销号。",
    "Correct it in time and say how, on what evidence; another person checks it again and closes it.",
)


@dataclass(frozen=True)
class Told:
    """What is told of a problem: in words, whose section's, from which source (problem_kinds.SOURCES), found when, how grave, whom it is about."""

    words: str
    department: str
    source: str
    found_on: date
    severity: str = "minor"
    concerns: str = ""

    @classmethod
    def taken_from(cls, typed: dict[str, Any]) -> Self:
        """This will take what every problem has out of what was typed, and leave the rest there."""
        return cls(**{one.name: typed.pop(one.name, "") for one in fields(cls)})


@transaction.atomic
def register_style_problem(
    style: str, *, told: Told, festival: str | None = None, by: Actor, at: datetime
) -> Problem:  # fmt: skip
    """This will register a problem of style. Without a festival named, the one within the rulebook's days of its finding counts; "" means none."""
    _require_officer(by)
    if style not in STYLES:
        raise refusing.unfilled("style", Text("属于哪种作风", "The style"))
    if festival is None:
        festival = festival_around(told.found_on, days=rule("festival_near_days", on=told.found_on).number())
    if festival and festival not in FESTIVAL_BY_CODE:
        raise refusing.unfilled("festival", Text("在哪个节日前后", "The festival"))
    problem = Problem(register=STYLE, style=style, festival=festival)
    return _registered(problem, told, source="style", by=by, at=at)


@transaction.atomic
def register_campaign_problem(
    campaign: Campaign, *, item: str, told: Told, by: Actor, at: datetime
) -> Problem:  # fmt: skip
    """This will register what discipline officers themselves found in a campaign that is running (NotNow when it has ended)."""
    _require_officer(by)
    if item not in {row.code for row in KIND_BY_CODE[campaign.kind].items}:
        raise refusing.unfilled("item", Text("属于哪一项", "The item"))
    if Campaign.objects.select_for_update().get(pk=campaign.pk).state != "running":
        raise refusing.not_now(
            Text("专项已经结束。", "The campaign has ended."),
            Text("请登记到正在开展的专项。", "Register it in one that is running."),
            rule="campaign_complete",
        )
    problem = Problem(register=CAMPAIGN, campaign=campaign, layer="discipline", item=item)
    return _registered(problem, told, source=f"campaign:{campaign.pk}", by=by, at=at)


@transaction.atomic
def register_tendering_problem(category: str, *, point: str, told: Told, by: Actor, at: datetime) -> Problem:
    """This will enter a tendering problem in the ledger of its year, at a category and a risk point; whether it is new a person decides after."""
    _require_officer(by)
    if category not in CATEGORIES:
        raise refusing.unfilled("category", Text("问题类别", "The category"))
    if point not in BY_CODE:
        raise refusing.unfilled("point", Text("风险点", "The risk point"))
    first = rule("ledger_first_year", on=at.astimezone(CHINA).date()).number()
    if told.found_on.year < first:
        raise _wrong_day(Text(f"台账从{first}年记起。", f"The ledger begins in {first}."))
    return _registered(Problem(register=TENDERING, category=category), told, source="ledger", point=point, by=by, at=at)


@transaction.atomic
def mark_problem(problem: Problem, *, mark: str, repeats: Problem | None, by: Actor, at: datetime) -> Problem:
    """This will note a person's decision: a tendering problem is new, or repeats this one of an earlier year (NotValid: none named, or not earlier)."""
    _require_officer(by)
    problem = _locked(problem)
    if mark not in MARKS or problem.register != TENDERING:
        raise refusing.unfilled("mark", Text("新发还是反复发生", "Whether it is new or repeated"))
    if (mark == "repeated") != (repeats is not None) or (repeats is not None and not _is_earlier(repeats, problem)):
        raise refusing.not_valid(
            "repeats",
            Text("反复发生的要指明往年的哪一条，新发的不用。", "A repeated problem names one of an earlier year, a new one none."),
            Text("请从往年同类问题里选。", "Choose among those of earlier years."),
            rule="problem_repeats_earlier",
        )  # fmt: skip

    problem.mark, problem.repeats, problem.marked_by = mark, repeats, by.id
    problem.save(update_fields=["mark", "repeats", "marked_by"])

    _record(ProblemMarked(problem.pk, mark, repeats.pk if repeats else None), problem, by=by, at=at)
    return problem


def enter_problem(
    problem: Problem, told: Told, *, source: str, by: Actor, at: datetime, point: str = "", is_private: bool = False
) -> Problem:  # fmt: skip
    """This will store what an act of this app found: the finding with the order to correct it, and its entry in a register. It leaves its fact."""
    words = refusing.require_text(told.words, "words", Text("问题", "The problem"), most=2000)
    owner, today = _corrector_of(problem, told.department), at.astimezone(CHINA).date()
    due_on = today + timedelta(days=rule("problem_days", on=today).number())
    found = Found(
        problem.register, source, f"department:{told.department}", told.department, words, told.severity, point, told.found_on, is_private
    )  # fmt: skip

    order = take_finding(found, advice=ADVICE, owner=owner, due_on=due_on, by=by, at=at)
    problem.finding, problem.source = order.finding, told.source
    problem.save()

    _record(ProblemRegistered(problem.pk, problem.register, told.department, told.source), problem, by=by, at=at)
    return problem


def _registered(
    problem: Problem, told: Told, *, source: str, by: Actor, at: datetime, point: str = ""
) -> Problem:  # fmt: skip
    if told.department not in DEPARTMENT_BY_CODE:
        raise refusing.unfilled("department", Text("哪个科室", "The section"))
    if told.source not in SOURCES:
        raise refusing.unfilled("source", Text("问题来源", "The source"))
    if told.severity not in SEVERITIES:
        raise refusing.unfilled("severity", Text("程度", "The severity"))
    if told.found_on > at.astimezone(CHINA).date():
        raise _wrong_day(Text("发现的日期在今天以后。", "It was found after today."))
    problem.concerns = told.concerns.strip()
    return enter_problem(problem, told, source=source, by=by, at=at, point=point)


def _corrector_of(problem: Problem, department: str) -> Person:
    """Who owns a correction: of a head's or leader's own self-check that person, else the section's head, else the leader over it."""
    if problem.form is not None and problem.form.rank != "staff":
        return problem.form.person
    roll = list(on_roll())
    owners = heads_of(department, roll) or leaders_over(department, roll)
    if not owners:
        raise refusing.not_now(
            Text("花名册上没有人负责这个科室的整改。", "Nobody on the roll answers for this section's correction."),
            Text("请先在花名册上配齐科室负责人或者分管领导。", "Put the section's head or the leader over it on the roll first."),
            rule="rectification_owner",
        )  # fmt: skip
    return owners[0].person


def _require_officer(by: Actor) -> None:
    if not may_keep_campaigns(by):
        raise refusing.not_yours(OFFICERS, rule="problem_kept")


def _is_earlier(one: Problem, problem: Problem) -> bool:
    return one.register == TENDERING and one.finding.year < problem.finding.year


def _wrong_day(wrong: Text) -> NotValid:
    return refusing.not_valid("found_on", wrong, Text("请改发现日期。", "Change the day."), rule="field_form")


def _locked(problem: Problem) -> Problem:
    return Problem.objects.select_for_update(of=("self",)).select_related("finding").get(pk=problem.pk)


def _record(event: ProblemRegistered | ProblemMarked, problem: Problem, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"problem:{problem.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
