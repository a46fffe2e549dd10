"""Cases that every branch discusses, and education series."""

from datetime import date, datetime

from django.db import transaction

from qinglian.domain.education.actions.fulfilling import secretaries_of
from qinglian.domain.education.actions.steps import note, require_keeper
from qinglian.domain.education.events import CaseAssigned, CaseRegistered, SeriesPlanned
from qinglian.domain.education.models import Case, Series
from qinglian.domain.people.actions import open_duty
from qinglian.domain.people.establishment import BRANCHES, STANDINGS
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@transaction.atomic
def register_case(*, title: str, summary: str, article: str, by: Actor, at: datetime) -> Case:
    """This will register a case: what happened, and which article was broken."""
    require_keeper(by)
    title = require_text(title, "title", Text("案例名称", "The title"), most=200)
    summary = require_text(summary, "summary", Text("案情", "The summary"))
    article = require_text(article, "article", Text("违反的条款", "The article"), most=200)
    if Case.objects.filter(title=title).exists():
        raise _wrong("title", Text("这个案例已经登记过。", "This case is registered already."))

    case = Case.objects.create(title=title, summary=summary, article=article, registered_by=by.id, registered_at=at)

    note(CaseRegistered(case.pk, title), f"case:{case.pk}", by=by, at=at)
    return case


@transaction.atomic
def assign_case(case: Case, *, due_on: date, by: Actor, at: datetime) -> Case:
    """This will lay the discussion of a case upon every branch: its secretary owes it by that day (NotNow while a branch has no secretary)."""
    require_keeper(by)
    case = Case.objects.select_for_update().get(pk=case.pk)
    owing = {branch.code: secretaries_of(branch.code) for branch in BRANCHES}
    lacking = next((branch for branch in BRANCHES if not owing[branch.code]), None)
    if lacking is not None:
        raise not_now(
            Text(f"{lacking.name.zh}在花名册上没有书记。", f"{lacking.name.en} has no secretary on the roll."),
            Text("请先在花名册上补支部书记。", "Put its secretary on the roll first."),
            rule="study_commitment",
        )

    case.due_on = due_on
    case.save(update_fields=["due_on"])

    title = Text(f"以案促改讨论：{case.title}"[:200], f"Case discussion: {case.title}"[:200])
    for entries in owing.values():
        for entry in entries:
            about = f"case:{case.pk}"
            open_duty("discussion", owed_by=entry.person, about=about, title=title, due_on=due_on, by=by, at=at)
    note(CaseAssigned(case.pk, list(owing), due_on.isoformat()), f"case:{case.pk}", by=by, at=at)
    return case


@transaction.atomic
def plan_series(*, title: str, year: int, standing: str = "", by: Actor, at: datetime) -> Series:
    """This will plan an education series for a year and those who are due in it (a standing, or all staff)."""
    require_keeper(by)
    title = require_text(title, "title", Text("系列名称", "The title"), most=200)
    if standing and standing not in STANDINGS:
        raise _wrong("standing", Text("没有这类人员。", "There is no such standing."))

    series = Series.objects.create(title=title, year=year, standing=standing, planned_by=by.id, planned_at=at)

    note(SeriesPlanned(series.pk, title, year), f"series:{series.pk}", by=by, at=at)
    return series


def _wrong(field: str, wrong: Text) -> Exception:
    return not_valid(field, wrong, Text("请改好后再登记。", "Mend it and register again."), rule="study_plan")
