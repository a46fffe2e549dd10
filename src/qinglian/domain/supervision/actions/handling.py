"""Warnings are explained by the centre and closed by a supervisor, in writing. Nobody closes what it explained."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.supervision import refusals
from qinglian.domain.supervision.actions.watching import note_lights
from qinglian.domain.supervision.events import WarningClosed, WarningExplained
from qinglian.domain.supervision.lifecycle import WARNING
from qinglian.domain.supervision.models import RiskWarning
from qinglian.law.actor import Actor
from qinglian.record.actions import append
from qinglian.record.models import Secrecy

MOST = 4000


@transaction.atomic
def explain_warning(warning: RiskWarning, *, explanation: str, by: Actor, at: datetime) -> RiskWarning:
    """This will take the centre's explanation of what a watch found."""
    warning = _locked(warning)
    move = WARNING.require("explain_warning", state=warning.state, by=by)
    words = _written(explanation, "explanation")

    warning.state, warning.explanation, warning.explained_by, warning.explained_at = move.target, words, by.id, at
    warning.save(update_fields=["state", "explanation", "explained_by", "explained_at"])

    _note(WarningExplained(warning.pk, words), warning, by=by, at=at)
    return warning


@transaction.atomic
def close_warning(warning: RiskWarning, *, conclusion: str, by: Actor, at: datetime) -> RiskWarning:
    """This will close a warning with a supervisor's conclusion; the point's light follows from the warnings that are left."""
    warning = _locked(warning)
    move = WARNING.require("close_warning", state=warning.state, by=by)
    words = _written(conclusion, "conclusion")

    warning.state, warning.conclusion, warning.closed_by, warning.closed_at = move.target, words, by.id, at
    warning.save(update_fields=["state", "conclusion", "closed_by", "closed_at"])
    note_lights({warning.point}, at=at)

    _note(WarningClosed(warning.pk, words), warning, by=by, at=at)
    return warning


def _locked(warning: RiskWarning) -> RiskWarning:
    return RiskWarning.objects.select_for_update().get(pk=warning.pk)


def _written(words: str, field: str) -> str:
    if not 0 < len(words.strip()) <= MOST:
        raise refusals.unfilled(field)
    return words.strip()


def _note(event: WarningClosed | WarningExplained, warning: RiskWarning, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"risk:{warning.point}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
