"""The tenderer answers an objection to the candidates within three days (REG 54)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.objections import refusals
from qinglian.domain.objections.events import CandidateObjectionAnswered
from qinglian.domain.objections.lifecycle import OBJECTION
from qinglian.domain.objections.models import Objection
from qinglian.domain.tenders.actions import lift_hold
from qinglian.domain.tenders.policy import may_work_on
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.trust.canonical import jcs


@transaction.atomic
def answer_objection(objection: Objection, *, answer: str, upheld: bool, by: Actor, at: datetime) -> Objection:
    """This will record the tenderer's answer and publish the objection with it. Not upheld, the hold is lifted; upheld, it stands until
    the supervisor lifts it or the evaluation is done anew. A late answer is taken: that it is late stays to be seen."""
    rows = Objection.objects.select_for_update(of=("self",)).select_related("section__tender", "hold", "bidder")
    objection = rows.get(pk=objection.pk)
    tender = objection.section.tender
    move = OBJECTION.require("answer_objection", state=objection.state, by=by)
    if not may_work_on(tender, by):
        raise NotAllowed(
            Text("这是别的单位的招标项目。", "This tender belongs to another organisation."),
            rule="own_tender_only",
            article="PLT",
            next_step=Text("请由招标人或其代理机构办理。", "The tenderer or its agency has to do this."),
        )
    answer = refusals.filled(answer, field="answer")

    objection.state, objection.answer, objection.upheld = move.target, answer, upheld
    objection.answered_by, objection.answered_at = by.id, at
    objection.save(update_fields=["state", "answer", "upheld", "answered_by", "answered_at"])
    if not upheld and objection.hold.lifted_at is None:
        lift_hold(objection.hold, by=TIMETABLE, at=at)

    blobs.publish_all(blobs.store_all([jcs(objection.signed)]))
    where = (objection.section.number, objection.round, objection.number)
    append(CandidateObjectionAnswered(*where, answer, upheld), subject=f"tender:{tender.code}", by=by.id, at=at)
    return objection
