"""Problems are registered by discipline officers, corrected by the section, judged and closed by discipline officers."""

from datetime import date, datetime, timedelta

from django.db import transaction

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.models import Duty, Person
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns
from qinglian.domain.supervision.events import (
    ProblemClosed,
    ProblemCorrected,
    ProblemMarked,
    ProblemRegistered,
    ProblemReturned,
)
from qinglian.domain.supervision.lifecycle import PROBLEM
from qinglian.domain.supervision.models import Campaign, Problem
from qinglian.domain.supervision.problem_kinds import (
    CAMPAIGN,
    CATEGORIES,
    MARKS,
    REGISTERS,
    SOURCES,
    STYLE,
    STYLES,
    TENDERING,
)
from qinglian.domain.supervision.queries.problems import correctors_of
from qinglian.law.actor import Actor
from qinglian.law.festivals import FESTIVAL_BY_CODE, festival_around
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

KIND = "problem_correction"
OFFICERS = Text("纪检人员", "discipline officers")


@transaction.atomic
def register_style_problem(
    style: str, *, words: str, department: str, source: str, found_on: date, by: Actor, at: datetime,
    festival: str | None = None, concerns: str = "",
) -> Problem:  # fmt: skip
    """This will register a problem of style. Without a festival named, the one within the rulebook's days of `found_on` counts; "" means none."""
    _require_officer(by)
    if style not in STYLES:
        raise refusing.unfilled("style", Text("属于哪种作风", "The style"))
    if festival is None:
        festival = festival_around(found_on, days=rule("festival_near_days", on=found_on).number())
    if festival and festival not in FESTIVAL_BY_CODE:
        raise refusing.unfilled("festival", Text("在哪个节日前后", "The festival"))
    found = Problem(
        register=STYLE, style=style, festival=festival, words=words, department=department, source=source,
        found_on=found_on, concerns=concerns.strip(),
    )  # fmt: skip
    return _registered(found, by=by, at=at)


@transaction.atomic
def register_campaign_problem(
    campaign: Campaign, *, item: str, words: str, department: str, source: str, found_on: date, by: Actor, at: datetime,
    concerns: str = "",
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
    found = Problem(
        register=CAMPAIGN, campaign=campaign, layer="discipline", item=item, words=words, department=department,
        source=source, found_on=found_on, concerns=concerns.strip(),
    )  # fmt: skip
    return _registered(found, by=by, at=at)


@transaction.atomic
def register_tendering_problem(
    category: str, *, point: str, words: str, department: str, source: str, found_on: date, by: Actor, at: datetime
) -> Problem:
    """This will enter a tendering problem in the ledger of its year, at a category and a risk point; whether it is new a person decides after."""
    _require_officer(by)
    if category not in CATEGORIES:
        raise refusing.unfilled("category", Text("问题类别", "The category"))
    if point not in BY_CODE:
        raise refusing.unfilled("point", Text("风险点", "The risk point"))
    first = rule("ledger_first_year", on=at.astimezone(CHINA).date()).number()
    if found_on.year < first:
        raise _wrong_day(Text(f"台账从{first}年记起。", f"The ledger begins in {first}."))
    found = Problem(
        register=TENDERING, category=category, point=point, words=words, department=department, source=source, found_on=found_on
    )  # fmt: skip
    return _registered(found, by=by, at=at)


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


@transaction.atomic
def correct_problem(problem: Problem, *, correction: str, by: Actor, at: datetime) -> Problem:
    """This will report how a problem was corrected: its section's head does, or a discipline officer; of one's own self-check, the head or leader in person."""
    problem = _locked(problem)
    move = PROBLEM.require("correct_problem", state=problem.state, by=by)
    if not may_keep_campaigns(by) and by.id not in correctors_of(problem):
        raise refusing.not_yours(Text("问题所在科室的负责人", "the head of the section concerned"), rule="problem.correct_problem")  # fmt: skip
    words = refusing.require_text(correction, "correction", Text("整改情况", "The correction"))

    problem.state, problem.correction, problem.corrected_by, problem.corrected_at = move.target, words, by.id, at
    problem.save(update_fields=["state", "correction", "corrected_by", "corrected_at"])

    _record(ProblemCorrected(problem.pk), problem, by=by, at=at)
    return problem


@transaction.atomic
def return_problem(problem: Problem, *, remark: str, by: Actor, at: datetime) -> Problem:
    """This will return a correction that is not enough, with the reason: the section corrects again."""
    problem = _locked(problem)
    move = PROBLEM.require("return_problem", state=problem.state, by=by)
    words = refusing.require_text(remark, "remark", Text("退回的原因", "The reason"))

    problem.state, problem.remark = move.target, words
    problem.save(update_fields=["state", "remark"])

    _record(ProblemReturned(problem.pk), problem, by=by, at=at)
    return problem


@transaction.atomic
def close_problem(problem: Problem, *, remark: str, by: Actor, at: datetime) -> Problem:
    """This will close a corrected problem with a conclusion. Nobody closes what it corrected (NotAllowed)."""
    problem = _locked(problem)
    move = PROBLEM.require("close_problem", state=problem.state, by=by)
    if problem.corrected_by == by.id:
        raise refusing.not_yours(Text("整改人以外的纪检人员", "another discipline officer than the one who corrected it"), rule="problem_second_person")  # fmt: skip
    words = refusing.require_text(remark, "remark", Text("办结的结论", "The conclusion"))

    problem.state, problem.remark, problem.closed_by, problem.closed_at = move.target, words, by.id, at
    problem.save(update_fields=["state", "remark", "closed_by", "closed_at"])
    about = f"problem:{problem.pk}"
    for duty in Duty.objects.filter(kind=KIND, about=about, fulfilled_at=None, waived_at=None):
        fulfil_duty(KIND, owed_by=duty.owed_by_id, about=about, evidence=about, by=by, at=at)

    _record(ProblemClosed(problem.pk), problem, by=by, at=at)
    return problem


def add_problem(problem: Problem, *, by: Actor, at: datetime) -> Problem:
    """This will store a problem that an act of this app found, with what it has in common with all others, and record it."""
    problem.words = refusing.require_text(problem.words, "words", Text("问题", "The problem"), most=2000)
    problem.year = problem.found_on.year
    problem.raised_by_id, problem.raised_at = by.id, at
    today = at.astimezone(CHINA).date()
    problem.due_on = today + timedelta(days=rule("problem_days", on=today).number())
    problem.save()
    _record(ProblemRegistered(problem.pk, problem.register, problem.department, problem.source), problem, by=by, at=at)
    return problem


def owe_correction(problem: Problem, *, by: Actor, at: datetime) -> None:
    """This will have those who correct a problem owe it. The duty's title says nothing of the problem."""
    register = REGISTERS[problem.register]
    title = Text(f"整改问题第{problem.pk}号（{register.zh}）", f"Correct problem {problem.pk} ({register.en})")
    for person in Person.objects.filter(pk__in=correctors_of(problem)):
        open_duty(KIND, owed_by=person, about=f"problem:{problem.pk}", title=title, due_on=problem.due_on, by=by, at=at)


def _registered(problem: Problem, *, by: Actor, at: datetime) -> Problem:
    if problem.department not in DEPARTMENT_BY_CODE:
        raise refusing.unfilled("department", Text("哪个科室", "The section"))
    if problem.source not in SOURCES:
        raise refusing.unfilled("source", Text("问题来源", "The source"))
    if problem.found_on > at.astimezone(CHINA).date():
        raise _wrong_day(Text("发现的日期在今天以后。", "It was found after today."))
    add_problem(problem, by=by, at=at)
    owe_correction(problem, by=by, at=at)
    return problem


def _require_officer(by: Actor) -> None:
    if not may_keep_campaigns(by):
        raise refusing.not_yours(OFFICERS, rule="problem_kept")


def _is_earlier(one: Problem, problem: Problem) -> bool:
    return one.register == TENDERING and one.year < problem.year


def _wrong_day(wrong: Text) -> NotValid:
    return refusing.not_valid("found_on", wrong, Text("请改发现日期。", "Change the day."), rule="field_form")


def _locked(problem: Problem) -> Problem:
    return Problem.objects.select_for_update(of=("self",)).select_related("form").get(pk=problem.pk)


def _record(
    event: ProblemRegistered | ProblemMarked | ProblemCorrected | ProblemReturned | ProblemClosed, problem: Problem, *, by: Actor, at: datetime
) -> None:  # fmt: skip
    append(event, subject=f"problem:{problem.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
