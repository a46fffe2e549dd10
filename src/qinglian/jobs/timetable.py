"""The timetable of statutory clocks. Every act below asks the tables what is due, so a tick can be repeated, and a crash resumes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings

from qinglian.domain.bids import actions as bids
from qinglian.domain.bids import due
from qinglian.domain.evaluation import actions as evaluation
from qinglian.domain.evaluation import due as evaluations
from qinglian.domain.experts import actions as expert_acts
from qinglian.domain.experts import queries as experts
from qinglian.domain.tenders import actions as tender_acts
from qinglian.domain.tenders import queries as tenders
from qinglian.jobs.steps import carried_out
from qinglian.record import cover
from qinglian.record import queries as record
from qinglian.record.clock import CHINA
from qinglian.record.policy import write_policy

_failures = logging.getLogger("qinglian.jobs.timetable")
MOST_SECONDS_AHEAD = 60


@dataclass
class Ticked:
    """What one tick did: how many sections closed, releases allowed, batches opened, windows ended, steps failed."""

    closed: int = 0
    allowed: int = 0
    opened: int = 0
    ended: int = 0
    failed: int = 0


def tick(*, at: datetime) -> Ticked:
    """This will do everything that is due at this moment: close at deadlines, allow releases, open bids, end windows, plan cover leaves.

    A step that fails is logged and leaves the others undisturbed; the next tick tries it again.
    """
    done = Ticked()
    for section in tenders.due_to_close(at):
        done.closed += _carried_out(done, partial(bids.close_bidding, section, at=at))
    for closing in due.waiting_for_quorum():
        done.allowed += _carried_out(done, partial(bids.allow_release, closing, at=at))
    for closing in due.in_release():
        if closing.decrypt_until_at is not None and closing.decrypt_until_at <= at:
            done.ended += _until_none_left(done, partial(bids.end_window, closing, at=at))
        else:
            done.opened += _until_none_left(done, partial(bids.open_bids, closing, at=at))
    _carried_out(done, partial(tender_acts.settle_seeds, at=at))
    run_evaluations(done, at=at)
    advance_draws(done, at=at)
    _carried_out(done, partial(plan_cover, at))
    return done


def run_evaluations(done: Ticked, *, at: datetime) -> None:
    """This will unseal files whose keys are in, fill vacant seats, move sessions on and end those whose report is signed."""
    for session in evaluations.running():
        for act in (
            evaluation.unseal_files,
            evaluation.fill_seats,
            evaluation.advance_session,
            evaluation.finish_evaluation,
        ):
            _carried_out(done, partial(act, session, at=at))
    for session in evaluations.to_disclose():
        _carried_out(done, partial(evaluation.disclose_session, session, at=at))


def advance_draws(done: Ticked, *, at: datetime) -> None:
    """This will make draws whose seeds are known, count who did not answer in time, and complete draws whose places are filled."""
    for draw in experts.draws_in("excluded"):
        _carried_out(done, partial(expert_acts.make_draw, draw, at=at))
    for call in experts.calls_to_expire(at):
        _carried_out(done, partial(expert_acts.expire_call, call, at=at))
    for draw in experts.draws_to_complete():
        _carried_out(done, partial(expert_acts.complete_draw, draw, at=at))


def is_clock_disputed(at: datetime) -> bool:
    """This will say whether our clock is ahead of the witnesses' by more than MOST_SECONDS_AHEAD: then nothing may be closed.

    Under an origin that ends in `.invalid` the hour is simulated, and no witness is asked about it.
    """
    if settings.QINGLIAN_ORIGIN.endswith(".invalid"):
        return False
    ahead = record.seconds_ahead_of_witnesses(at)
    return ahead is not None and ahead > MOST_SECONDS_AHEAD


def plan_cover(at: datetime) -> None:
    """This will plan cover leaves for today and tomorrow, and for every deadline of the next days, each once."""
    today = at.astimezone(CHINA).date()
    for day in (today, today + timedelta(days=1)):
        cover.plan_day(day)
    for section in tenders.closing_until(at + cover.DEADLINE_WINDOW):
        assert section.notice is not None  # a section open for bids has a notice in force
        cover.plan_deadline(f"{section.pk}:{section.round}", deadline=section.notice.deadline_at, at=at)


def refresh_policy(at: datetime) -> None:
    """This will write the policy file with the guardians whose keys are bound now."""
    write_policy(tenders.pinned_guardians(at))


def _carried_out(done: Ticked, act: Callable[[], object]) -> bool:
    """This will say whether the act was carried out, and count a failure."""
    outcome = carried_out(act, log=_failures)
    done.failed += outcome is None
    return bool(outcome)


def _until_none_left(done: Ticked, batch: Callable[[], int]) -> int:
    """This will carry out batch after batch until none is left or one fails, and return how many were carried out."""
    batches, left = 0, [1]

    def next_batch() -> None:
        left[0] = batch()

    while left[0] and _carried_out(done, next_batch):
        batches += 1
    return batches
