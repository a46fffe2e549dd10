"""People check the risk points that no watch can see."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.supervision import refusals
from qinglian.domain.supervision.events import PointChecked
from qinglian.domain.supervision.models import PointCheck
from qinglian.domain.supervision.policy import OUTCOMES, may_check_points
from qinglian.law.actor import Actor
from qinglian.record.actions import append
from qinglian.record.models import Secrecy

MOST_EVIDENCE = 2000


@transaction.atomic
def check_point(
    point: str, *, outcome: str, evidence: str, evidence_en: str = "", by: Actor, at: datetime
) -> PointCheck:  # fmt: skip
    """This will note what a person found at a manual risk point, with the evidence (NotValid: a live point, no evidence).

    The evidence comes in English too when the platform words it.
    """
    if not may_check_points(by):
        raise refusals.not_yours()
    if point not in BY_CODE:
        raise refusals.nothing_found()
    if BY_CODE[point].measure.is_live:
        raise refusals.watched_already()
    if outcome not in OUTCOMES:
        raise refusals.unfilled("outcome")
    if not 0 < len(evidence.strip()) <= MOST_EVIDENCE:
        raise refusals.unfilled("evidence")

    row = PointCheck.objects.create(
        point=point, outcome=outcome, evidence=evidence.strip(), evidence_en=evidence_en, by=by.id, at=at
    )

    append(
        PointChecked(point, outcome, row.evidence),
        subject=f"risk:{point}",
        by=by.id,
        at=at,
        secrecy=Secrecy.CONFIDENTIAL,
    )
    return row
