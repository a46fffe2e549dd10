"""An expert who cannot go on: the next of the same ranking is called, never a new draw (REG 48)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.experts.events import ExpertAnswered
from qinglian.domain.experts.lifecycle import CALL, DRAW
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@transaction.atomic
def replace_expert(call: Call, *, reason: str, by: Actor, at: datetime) -> Call:
    """This will end an accepted call and queue the next leaf of the same ranking. NotNow when the ranking has no further leaf."""
    draw = Draw.objects.select_for_update().select_related("section__tender").get(pk=call.draw_id)
    call = Call.objects.select_related("leaf").get(pk=call.pk)
    move = DRAW.require("replace_expert", state=draw.state, by=by)
    ended = CALL.require("mark_late", state=call.state, by=by)
    if not reason.strip():
        raise NotValid(
            Text("更换专家须写明理由。", "A replacement states its reason."),
            rule="reason_given",
            article="REG 48",
            next_step=Text("请补充理由。", "Give the reason."),
            field="reason",
        )
    leaf = _next_leaf(draw, call.stratum)

    call.state, call.answered_at = ended.target, at
    call.save(update_fields=["state", "answered_at"])
    draw.state = move.target
    draw.save(update_fields=["state"])
    order = Call.objects.filter(draw=draw).count() + 1
    following = Call.objects.create(
        draw=draw, leaf=leaf, stratum=call.stratum, order=order, credential_hash=f"due-{draw.pk}-{order}"
    )

    event = ExpertAnswered(draw.section.number, draw.round, draw.number, call.leaf.leaf, ended.target)
    subject = f"tender:{draw.section.tender.code}"
    call.facts.add(append(event, subject=subject, by=None, at=at, secrecy=Secrecy.SEALED))
    return following


def _next_leaf(draw: Draw, stratum: str) -> RosterLeaf:
    rows = RosterLeaf.objects.filter(draw=draw, exclusion="", call__isnull=True, rank__isnull=False).order_by("rank")
    for leaf in rows:
        if stratum in leaf.strata:
            return leaf
    raise NotNow(
        Text("这个专业的排序里没有下一位专家了。", "The ranking of this speciality has no further expert."),
        rule="committee_random",
        article="REG 46",
        next_step=Text(
            "请放弃本次抽取，写明理由后重新申请。", "Abandon this draw with the reason, and request another."
        ),
    )
