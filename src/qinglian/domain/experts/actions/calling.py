"""The draw is made and people are called: always the next of the same ranking, never a new draw (REG 46, 48)."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.experts import refusals
from qinglian.domain.experts.actions.steps import about, locked_call, locked_draw, subject
from qinglian.domain.experts.events import DrawCompleted, DrawMade, ExpertAnswered, ExpertCalled
from qinglian.domain.experts.lifecycle import CALL, DRAW
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.domain.experts.policy import BEFORE_EVALUATION, CALLED, REPLACING
from qinglian.domain.experts.queries.draws import called_in, request_of, seed_of
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy
from qinglian.trust.draw import is_filled, next_call, ranking


@transaction.atomic
def make_draw(draw: Draw, *, at: datetime) -> Draw:
    """This will rank every leaf by the combined seed and set the first calls due. NotNow while a party's seed is awaited."""
    draw = locked_draw(draw)
    move = DRAW.require("make_draw", state=draw.state, by=TIMETABLE)
    seed = seed_of(draw)
    if seed is None:
        raise refusals.out_of_time(Text("种子还没有到齐。", "Not every seed is known yet."))

    rows = {row.leaf: row for row in draw.leaves.all()}
    for rank, leaf in enumerate(ranking(seed, rows), start=1):
        rows[leaf].rank = rank
    RosterLeaf.objects.bulk_update(rows.values(), ["rank"], batch_size=500)
    draw.state, draw.seed, draw.drawn_at = move.target, seed.hex(), at
    draw.save(update_fields=["state", "seed", "drawn_at"])
    _set_due(draw)

    append(DrawMade(**about(draw), seed=draw.seed), subject=subject(draw), by=TIMETABLE.id, at=at)
    return draw


@transaction.atomic
def place_call(call: Call, *, credential_hash: str, by: Actor, at: datetime) -> Call:
    """This will note that the notifier calls this leaf, and until when the answer is awaited."""
    call = locked_call(call)
    move = CALL.require("place_call", state=call.state, by=by)
    if call.draw.state != "drawn":
        raise refusals.out_of_time(Text("抽取已经停止。", "The draw has stopped."))

    minutes = rule("expert_answer_minutes", on=at.date()).number()
    call.state, call.credential_hash = move.target, credential_hash
    call.sent_at, call.answer_until_at = at, at + timedelta(minutes=minutes)
    call.save(update_fields=["state", "credential_hash", "sent_at", "answer_until_at"])

    event = ExpertCalled(**about(call.draw), leaf=call.leaf.leaf, stratum=call.stratum, order=call.order)
    call.facts.add(append(event, subject=subject(call.draw), by=by.id, at=at, secrecy=Secrecy.SEALED))
    return call


@transaction.atomic
def accept_call(call: Call, *, at: datetime) -> Call:
    """This will note that the called expert takes part. NotNow after the time to answer."""
    return _answered(_in_time(call, at=at), "accept_call", by=CALLED, at=at)


@transaction.atomic
def decline_call(call: Call, *, at: datetime) -> Call:
    """This will note that the called expert cannot take part; the next of the ranking is due."""
    return _answered(_in_time(call, at=at), "decline_call", by=CALLED, at=at)


@transaction.atomic
def expire_call(call: Call, *, at: datetime) -> Call:
    """This will count a call without an answer as silent; the next of the ranking is due. NotNow while there is time."""
    call = locked_call(call)
    if call.answer_until_at is None or at < call.answer_until_at:
        raise refusals.out_of_time(Text("答复时间还没有到。", "There is still time to answer."))
    return _answered(call, "expire_call", by=TIMETABLE, at=at)


@transaction.atomic
def mark_late(call: Call, *, by: Actor, at: datetime) -> Call:
    """This will replace an expert who has not come by the hour and the minutes that the rulebook gives."""
    call = locked_call(call)
    CALL.require("mark_late", state=call.state, by=by)
    minutes = rule("expert_late_minutes", on=at.date()).number()
    if at < call.draw.evaluation_at + timedelta(minutes=minutes):
        raise refusals.not_late_yet(minutes)
    return _answered(call, "mark_late", by=by, at=at)


@transaction.atomic
def recuse_expert(call: Call, *, by: Actor, at: datetime) -> Call:
    """This will recuse an expert who accepted, before the evaluation begins: by the expert's own word or the host's (REG 48).

    The next of the ranking is due. NotNow once the draw has stopped or the session is open: then its seat recuses.
    """
    call = locked_call(call)
    CALL.require("recuse_expert", state=call.state, by=by)
    if call.draw.state not in REPLACING or call.draw.section.state not in BEFORE_EVALUATION:
        raise refusals.recused_at_the_seat()
    return _answered(call, "recuse_expert", by=by, at=at)


@transaction.atomic
def replace_expert(call: Call, *, reason: str, by: Actor, at: datetime) -> Call:
    """This will replace a sitting expert by the next of the same ranking (REG 48). Who replaces keeps the reason with the seat."""
    call = locked_call(call)
    DRAW.require("replace_expert", state=call.draw.state, by=by)
    if not reason.strip():
        raise refusals.no_reason()
    return _answered(call, "recuse_expert", by=by, at=at)


@transaction.atomic
def complete_draw(draw: Draw, *, at: datetime) -> Draw:
    """This will note that every place is filled. NotNow while one is not."""
    draw = locked_draw(draw)
    move = DRAW.require("complete_draw", state=draw.state, by=TIMETABLE)
    calls = called_in(draw)
    if not is_filled(request_of(draw), calls):
        raise refusals.out_of_time(Text("专家还没有到齐。", "The experts are not all found yet."))

    draw.state, draw.completed_at = move.target, at
    draw.save(update_fields=["state", "completed_at"])

    members = sum(call.answer == "accepted" for call in calls)
    event = DrawCompleted(**about(draw), members=members, calls=len(calls))
    append(event, subject=subject(draw), by=TIMETABLE.id, at=at)
    return draw


def _in_time(call: Call, *, at: datetime) -> Call:
    call = locked_call(call)
    if call.draw.state != "drawn" or (call.answer_until_at is not None and at >= call.answer_until_at):
        raise refusals.out_of_time(Text("答复时间已过，或者抽取已经停止。", "The time to answer is over."))
    return call


def _answered(call: Call, act: str, *, by: Actor, at: datetime) -> Call:
    move = CALL.require(act, state=call.state, by=by)

    call.state, call.answered_at = move.target, at
    call.save(update_fields=["state", "answered_at"])
    if call.state != "accepted":
        _call_the_next(call.draw)

    event = ExpertAnswered(**about(call.draw), leaf=call.leaf.leaf, answer=call.state)
    call.facts.add(append(event, subject=subject(call.draw), by=None, at=at, secrecy=Secrecy.SEALED))
    return call


def _call_the_next(draw: Draw) -> None:
    if draw.state == "complete":
        draw.state, draw.completed_at = DRAW.require("replace_expert", state=draw.state, by=TIMETABLE).target, None
        draw.save(update_fields=["state", "completed_at"])
    _set_due(draw)


def _set_due(draw: Draw) -> None:
    """This will make the calls that are due now. The credential comes with the notifier: until then its hash is that of nothing known."""
    rows = {row.leaf: row for row in draw.leaves.order_by("rank")}
    strata = {leaf: row.strata for leaf, row in rows.items()}
    excluded = {leaf for leaf, row in rows.items() if row.exclusion}
    calls, request = called_in(draw), request_of(draw)
    while found := next_call(request, ranked=list(rows), strata=strata, excluded=excluded, calls=calls):
        leaf, stratum = found
        order = len(calls) + 1
        Call.objects.create(
            draw=draw, leaf=rows[leaf], stratum=stratum, order=order, credential_hash=secrets.token_hex(32)
        )
        calls = called_in(draw)
