"""What the tenderer's side has to do after the opening: experts, representatives, candidates, award. It goes on where the tender's own tasks end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qinglian.domain.contracts.models import Candidacy
from qinglian.domain.contracts.policy import is_over
from qinglian.domain.contracts.queries.shown import publicity_due
from qinglian.domain.evaluation.models import Member, Session
from qinglian.domain.experts.models import Draw
from qinglian.domain.experts.queries import supervision_of
from qinglian.domain.objections.models import Objection
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import Task, board, tasks_of, urgency_of
from qinglian.law.actor import Actor

_LATER = ("recorded", "evaluating", "evaluated", "publicised")
_BUYERS = ("buyer_operator", "buyer_reviewer")


@dataclass(frozen=True)
class _Known:
    """What was asked once for all sections, by their primary keys."""

    draws: dict[int, str]
    unnamed: set[int]
    finished: dict[int, datetime]
    until: dict[int, datetime]
    answers: dict[int, datetime]
    held: set[int]


def all_tasks_of(actor: Actor, *, at: datetime) -> list[Task]:
    """This will list the next steps of each of the organisation's tenders, from its first section to its award; six questions more for all of them."""
    tasks = tasks_of(actor, at=at)
    tenders = {task.tender.pk: task.tender for task in tasks}
    sections = [section for tender in tenders.values() for section in tender.sections.all() if section.state in _LATER]
    if not sections:
        return tasks
    known, found = _known(sections), dict[int, Task]()
    for section in sections:
        section.tender = tenders[section.tender_id]
        task = _TASKS[section.state](section, known, actor, at)
        best = found.get(section.tender_id)
        if task is not None and (best is None or urgency_of(task) < urgency_of(best)):
            found[section.tender_id] = task
    kept = [task for task in tasks if task.act != "nothing" or task.tender.pk not in found]
    return sorted([*kept, *found.values()], key=urgency_of)


def _known(sections: Sequence[Section]) -> _Known:
    """Of the present round of each section."""
    rounds = {section.pk: section.round for section in sections}

    def present(rows: Iterable[tuple[int, int, datetime | None]]) -> dict[int, datetime]:
        return {pk: at for pk, round, at in rows if at is not None and round == rounds[pk]}

    draws = Draw.objects.filter(section__in=rounds).exclude(state="abandoned").values_list("section", "round", "state")
    empty = Member.objects.filter(session__section__in=rounds, kind="representative", state="expected", name="")
    sessions = Session.objects.filter(section__in=rounds, finished_at__isnull=False)
    waiting = Objection.objects.filter(section__in=rounds, state="waiting").order_by("-answer_until_at")
    candidacies = Candidacy.objects.filter(section__in=rounds)
    return _Known(
        draws={pk: state for pk, round, state in draws if round == rounds[pk]},
        unnamed={pk for pk, round in empty.values_list("session__section", "session__round") if round == rounds[pk]},
        finished=present(sessions.values_list("section", "round", "finished_at")),
        until=present(candidacies.values_list("section", "round", "until_at")),
        answers=present(waiting.values_list("section", "round", "answer_until_at")),
        held=board.held_among([section.tender_id for section in sections]),
    )


def _recorded(section: Section, known: _Known, actor: Actor, _at: datetime) -> Task | None:
    state = known.draws.get(section.pk)
    if state is None and not supervision_of(section):
        return None
    if state is None:
        return _task("request_experts", section, mine=actor.has_role(*_BUYERS), article="ZTB 37")
    return _task("wait_for_session" if state == "complete" else "wait_for_experts", section, article="REG 46")


def _evaluating(section: Section, known: _Known, actor: Actor, _at: datetime) -> Task:
    if section.pk in known.unnamed:
        return _task("name_representatives", section, mine=actor.has_role(*_BUYERS), article="ZTB 37")
    return _task("wait_for_report", section, article="ZTB 38")


def _evaluated(section: Section, known: _Known, actor: Actor, _at: datetime) -> Task:
    finished = known.finished.get(section.pk)
    due = publicity_due(finished) if finished else None
    return _task("announce_candidates", section, mine=actor.has_role("buyer_operator"), due=due, article="REG 54")


def _publicised(section: Section, known: _Known, actor: Actor, at: datetime) -> Task:
    until, answer = known.until.get(section.pk), known.answers.get(section.pk)
    if answer is not None:
        return _task("answer_objection", section, mine=actor.has_role(*_BUYERS), due=answer, article="REG 54")
    if section.tender_id in known.held or until is None or not is_over(until, at=at):
        return _task("wait_for_publicity", section, due=until, article="REG 54")
    return _task("make_award", section, mine=actor.has_role("buyer_reviewer"), article="REG 55")


_TASKS: dict[str, Callable[[Section, _Known, Actor, datetime], Task | None]] = {
    "recorded": _recorded,
    "evaluating": _evaluating,
    "evaluated": _evaluated,
    "publicised": _publicised,
}


def _task(act: str, section: Section, *, mine: bool = False, due: datetime | None = None, article: str) -> Task:
    return Task(act, section.tender, mine, section.state, due, article, section.notice, section)
