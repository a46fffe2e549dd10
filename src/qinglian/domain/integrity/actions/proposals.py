"""What becomes of a proposal: the section's head reviews, the discipline officer compares with the catalogue, a leader adopts. Four persons."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.actions.rounds import note, require_some
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.events import RiskPointAdopted, RiskProposalMoved
from qinglian.domain.integrity.lifecycle import PROPOSAL
from qinglian.domain.integrity.models import Adoption, RiskProposal
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.refusing import require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA


@transaction.atomic
def review_proposals(numbers: Sequence[int], *, by: Actor, at: datetime) -> list[RiskProposal]:
    """This will pass on what the own section's posts proposed, as its head (NotAllowed: another section's, or one's own)."""
    rows = _locked(numbers, at=at)
    own = roll_entry_of(by.id)
    for row in rows:
        PROPOSAL.require("review_proposals", state=row.state, by=by)
        _require_own_section(row, own.department if own else "")
        _require_fresh(row, by)

    for row in rows:
        row.state, row.reviewed_by, row.reviewed_at = "reviewed", by.id, at
        row.save(update_fields=["state", "reviewed_by", "reviewed_at"])

        note(RiskProposalMoved(row.pk, "review_proposals", "", ""), row.round_id, by=by, at=at)
    return rows


@transaction.atomic
def examine_proposals(points: Mapping[int, str], *, by: Actor, at: datetime) -> list[RiskProposal]:
    """This will compare proposals with the catalogue: each is one of its points (a code), or new and kept for the next edition (empty).

    A leader examines what the discipline officer proposed; nobody examines what passed through the own hands.
    """
    rows = _locked(list(points), at=at)
    for row in rows:
        PROPOSAL.require("examine_proposals", state=row.state, by=by)
        _require_fresh(row, by)
        if points[row.pk] and points[row.pk] not in BY_CODE:
            raise unlisted("point", rule="field_form")

    for row in rows:
        row.state, row.examined_by, row.examined_at, row.point = "examined", by.id, at, points[row.pk]
        row.save(update_fields=["state", "examined_by", "examined_at", "point"])

        note(RiskProposalMoved(row.pk, "examine_proposals", row.point, ""), row.round_id, by=by, at=at)
    return rows


@transaction.atomic
def adopt_proposals(numbers: Sequence[int], *, by: Actor, at: datetime) -> list[RiskProposal]:
    """This will adopt proposals as a leader: the point of the catalogue traces to the first that is adopted in a round, others stand beside it."""
    rows = _locked(numbers, at=at)
    for row in rows:
        PROPOSAL.require("adopt_proposals", state=row.state, by=by)
        _require_fresh(row, by)

    for row in rows:
        _decide(row, "adopted", by=by, at=at)
        today = at.astimezone(CHINA).date()
        if row.point:
            Adoption.objects.get_or_create(
                round_id=row.round_id, point=row.point,
                defaults={"proposal": row, "work_post": row.work_post, "adopted_on": today, "adopted_by": by.id},
            )  # fmt: skip

        event = RiskPointAdopted(row.round_id, row.pk, row.point, row.work_post, today.isoformat())
        append(event, subject=f"round:{row.round_id}", by=by.id, at=at)
    return rows


@transaction.atomic
def refuse_proposal(row: RiskProposal, *, reason: str, by: Actor, at: datetime) -> RiskProposal:
    """This will refuse a proposal with the reason: the section's head, the discipline officer or a leader, whoever has it before them."""
    (row,) = _locked([row.pk], at=at)
    PROPOSAL.require("refuse_proposal", state=row.state, by=by)
    own = roll_entry_of(by.id)
    if row.state == "proposed":
        _require_own_section(row, own.department if own else "")
    row.reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)

    _decide(row, "refused", by=by, at=at)

    note(RiskProposalMoved(row.pk, "refuse_proposal", "", row.reason), row.round_id, by=by, at=at)
    return row


def _decide(row: RiskProposal, state: str, *, by: Actor, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by.id, at
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _locked(numbers: Iterable[int], *, at: datetime) -> list[RiskProposal]:
    wanted = set(numbers)
    require_some(len(wanted), at=at)
    rows = list(RiskProposal.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(rows) != len(wanted):
        raise refusals.no_such_proposal()
    return rows


def _require_own_section(row: RiskProposal, department: str) -> None:
    if row.department != department:
        raise refusals.not_your_post()


def _require_fresh(row: RiskProposal, by: Actor) -> None:
    """Four persons: proposer, reviewer, examiner and who adopts. A head's or leader's own proposal counts as reviewed by oneself."""
    if by.id in (row.proposer_id, row.reviewed_by, row.examined_by):
        raise refusals.another_person()
