"""The report: drawn up from the locked sheets, signed by every member, with dissent where there is one (ZTB 40; REG 53)."""

import math
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import actor_of, locked, locked_member, note_open, note_sealed, where
from qinglian.domain.evaluation.events import EvaluationFinished, ReportSigned
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.models import Clarification, Fee, Member, ReportSignature, Result, Session
from qinglian.domain.evaluation.queries.finding import in_force, opening_of
from qinglian.domain.evaluation.queries.given import result_document
from qinglian.domain.evaluation.report_pdf import report_pdf
from qinglian.domain.tenders import actions as tenders
from qinglian.law.actor import TIMETABLE
from qinglian.law.rulebook import rule
from qinglian.record import blobs, failpoints
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.session import check_report_signature


def make_report(member: Member, *, at: datetime) -> Result:
    """This will let the chair draw up the report: every figure follows from the locked sheets. It is laid out for signature."""
    session = member.session
    SESSION.require("make_report", state=session.state, by=actor_of(member))
    document = result_document(session)
    data = jcs(document)
    clarifications = list(Clarification.objects.filter(session=session).select_related("bid").order_by("pk"))
    pdf = report_pdf(
        document, section=session.section, clarifications=clarifications, document_hash=sha256(data).hex(), made_at=at
    )
    document_blob, report_blob = blobs.store_all([data, pdf])
    failpoints.reach("report-on-disk")
    with transaction.atomic(durable=True):
        member = locked_member(member)
        session = member.session
        move = SESSION.require("make_report", state=session.state, by=actor_of(member))
        session.state = move.target
        session.save(update_fields=["state"])
        return Result.objects.create(
            session=session, document=document, document_blob=document_blob, report_blob=report_blob, made_at=at
        )


@transaction.atomic
def sign_report(member: Member, signed: Any, *, at: datetime) -> ReportSignature:
    """This will take one member's signature under the report; a dissent is part of what is signed (REG 53)."""
    member = locked_member(member)
    session = member.session
    SESSION.require("sign_report", state=session.state, by=actor_of(member))
    result = Result.objects.get(session=session)
    with malformed_document():
        dissent = check_report_signature(
            signed, opening=opening_of(session), session=session.code, seat=member.seat, key=member.public,
            result=result.document_blob,
        )  # fmt: skip
    if ReportSignature.objects.filter(member=member).exists():
        raise refusals.locked_already()
    row = ReportSignature.objects.create(result=result, member=member, signed=signed, dissent=dissent, at=at)
    note_sealed(session, ReportSigned(*where(session), member.seat, signed), at=at)
    return row


@transaction.atomic
def finish_evaluation(session: Session, *, at: datetime) -> bool:
    """This will end the session once every member has signed, or has kept silent past the rule's time, which counts as agreement
    (REG 53). Fees follow from the hours; the section moves on. It says whether it ended."""
    session = locked(session)
    if session.state != "report":
        return False
    SESSION.require("finish_evaluation", state=session.state, by=TIMETABLE)
    result, members = Result.objects.get(session=session), in_force(session)
    signed = set(ReportSignature.objects.filter(result=result).values_list("member_id", flat=True))
    silent = [member for member in members if member.pk not in signed]
    limit = rule("report_signature_hours", on=at.astimezone(CHINA).date())
    if silent and (at - result.made_at).total_seconds() < limit.number() * 3600:
        return False
    for member in silent:
        ReportSignature.objects.create(result=result, member=member, signed=None, at=at)
        note_sealed(session, ReportSigned(*where(session), member.seat, None), by=TIMETABLE.id, at=at)
    fees_fen = _entitle(members, at=at)
    session.state, session.finished_at = "finished", at
    session.save(update_fields=["state", "finished_at"])
    tenders.finish_evaluation(session.section, by=TIMETABLE, at=at)
    event = EvaluationFinished(*where(session), result.document_blob, result.report_blob, fees_fen)
    note_open(session, event, by=TIMETABLE.id, at=at)
    failpoints.reach("evaluation-ended")
    return True


def _entitle(members: list[Member], *, at: datetime) -> int:
    """Every member in force is owed a fee for each half day begun; representatives are paid by the tenderer. It returns the sum in fen."""
    half_day, fees_fen = rule("expert_fee_half_day_fen", on=at.astimezone(CHINA).date()), 0
    for member in members:
        if member.kind != "expert" or member.seated_at is None:
            continue
        hours = Decimal(int((at - member.seated_at).total_seconds())) / 3600
        amount_fen = max(1, math.ceil(hours / 4)) * half_day.number()
        Fee.objects.create(
            member=member, hours=hours.quantize(Decimal("0.01")), amount_fen=amount_fen, rule=half_day.key, at=at
        )
        fees_fen += amount_fen
    return fees_fen
