"""When the award is fixed, everything that the committee did is disclosed (ZTB 37: secret until the result)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import locked, subject_of
from qinglian.domain.evaluation.models import Result, SealedFact, Session
from qinglian.law.actor import TIMETABLE
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import disclose
from qinglian.record.models import Fact


@transaction.atomic
def disclose_session(session: Session, *, at: datetime) -> bool:
    """This will disclose every sealed fact of an awarded section's session, once, and say whether it did. Chair and seats stay numbers;
    the drawn experts' names come with the panel. NotNow before the award; facts that have no index yet wait for the next turn."""
    session = locked(session)
    if session.disclosed_at is not None:
        return False
    if session.section.state not in ("awarded", "failed"):
        raise refusals.out_of_order(
            Text("中标结果确定前，评标情况保密。", "The evaluation is secret until the result is fixed."),
            article="ZTB 37",
        )
    facts = list(
        Fact.objects.filter(pk__in=SealedFact.objects.filter(session=session).values("fact_id")).order_by("pk")
    )
    if any(fact.index is None for fact in facts):
        return False
    if facts:
        disclose(facts, subject=subject_of(session), by=TIMETABLE.id, at=at)
    result = Result.objects.filter(session=session).first()
    if result is not None:
        blobs.publish_all([result.document_blob, result.report_blob])
    session.disclosed_at = at
    session.save(update_fields=["disclosed_at"])
    return True
