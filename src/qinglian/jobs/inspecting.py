"""What inspections and corrections owe to the clock: commitments, lots on their morning, seeds when their weeks are over, reminders, escalations."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.queries import escalation_due, rectifications_to_tell, reminder_due
from qinglian.domain.supervision import actions as supervision
from qinglian.domain.supervision import queries
from qinglian.jobs.steps import carried_out
from qinglian.record.clock import CHINA

_failures = logging.getLogger("qinglian.jobs.inspecting")


def oversee(at: datetime) -> int:
    """This will carry out what is due at this moment and return how many acts were; a second run at the same moment does nothing.

    An act that fails is logged and leaves the others undisturbed; the next round tries it again.
    """
    done = 0
    if queries.is_commitment_due(at.astimezone(CHINA).date()):
        done += _carried_out(partial(supervision.commit_inspections, at=at))
    called: list[object] = []
    _carried_out(lambda: called.extend(supervision.call_inspections(at=at) if queries.lots_due(at) else ()))
    done += len(called)
    for seed in queries.seeds_to_reveal(at):
        done += _carried_out(partial(supervision.reveal_inspections, seed, at=at))
    for row in rectifications_to_tell(at):
        if reminder_due(row, at=at):
            done += _carried_out(partial(integrity.remind_rectification, row, at=at))
        if escalation_due(row, at=at):
            done += _carried_out(partial(integrity.escalate_rectification, row, at=at))
    return done


def _carried_out(act: Callable[[], object]) -> bool:
    return bool(carried_out(act, log=_failures))
