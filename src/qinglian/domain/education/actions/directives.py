"""Directives from above and the year's lectures: what is laid upon whom by when."""

from datetime import date, datetime, timedelta

from django.db import transaction

from qinglian.domain.education.actions.steps import note, person_of, require_keeper
from qinglian.domain.education.activity_kinds import LEVELS
from qinglian.domain.education.events import DirectiveRegistered, LecturesDue
from qinglian.domain.education.models import Activity, Directive
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

LECTURERS = ("party_secretary", "branch_secretary")


@transaction.atomic
def register_directive(
    *, level: str, issuer: str, title: str, issued_on: date, number: str = "", due_on: date | None = None, by: Actor, at: datetime
) -> Directive:  # fmt: skip
    """This will register a directive; the party officer owes a follow-up study by its day (rulebook study_directive_days when none is named)."""
    require_keeper(by)
    on = at.astimezone(CHINA).date()
    due_on = due_on or on + timedelta(days=rule("study_directive_days", on=on).number())
    title = require_text(title, "title", Text("部署标题", "The title"), most=200)
    issuer = require_text(issuer, "issuer", Text("印发单位", "The issuer"), most=120)
    if level not in LEVELS:
        raise _wrong("level", Text("级别是中央、省或者市。", "The level is central, provincial or city."))
    if issued_on > on or due_on < issued_on:
        raise _wrong("due_on", Text("日期前后不对。", "The dates are out of order."))
    if Directive.objects.filter(issuer=issuer, title=title).exists():
        raise _wrong("title", Text("这份部署已经登记过。", "This directive is registered already."))

    directive = Directive.objects.create(
        level=level, issuer=issuer, number=number.strip()[:80], title=title, issued_on=issued_on, due_on=due_on,
        registered_by=by.id, registered_at=at,
    )  # fmt: skip

    words = Text(f"跟进学习：{title}"[:200], f"Follow-up study: {title}"[:200])
    about = f"directive:{directive.pk}"
    open_duty("follow_up_study", owed_by=person_of(by), about=about, title=words, due_on=due_on, by=by, at=at)
    note(DirectiveRegistered(directive.pk, level, title, due_on.isoformat()), about, by=by, at=at)
    return directive


@transaction.atomic
def open_lectures(year: int, *, by: Actor, at: datetime) -> int:
    """This will lay the year's integrity lecture upon every party-committee and branch secretary on the roll, due on the rulebook's study_lecture_day; return how many owe one.

    Who has given it already has fulfilled it. Twice is once; a secretary who came later is added.
    """
    require_keeper(by)
    owing = [row.person for row in on_roll() if set(LECTURERS) & set(row.standings)]

    about, title = f"lectures:{year}", Text(f"{year} 年讲一次廉政党课", f"Give an integrity lecture in {year}")
    due_on = rule("study_lecture_day", on=at.astimezone(CHINA).date()).day_in(year)
    for person in owing:
        open_duty("lecture", owed_by=person, about=about, title=title, due_on=due_on, by=by, at=at)
        given = Activity.objects.filter(
            kind="party_lecture", state="closed", speaker=person, held_at__year=year
        ).first()
        if given is not None:
            evidence = f"activity:{given.pk}"
            fulfil_duty("lecture", owed_by=person.pk, about=about, evidence=evidence, by=by, at=at)

    note(LecturesDue(year, [person.pk for person in owing]), about, by=by, at=at)
    return len(owing)


def _wrong(field: str, wrong: Text) -> Exception:
    return not_valid(field, wrong, Text("请改好后再登记。", "Mend it and register again."), rule="study_directive")
