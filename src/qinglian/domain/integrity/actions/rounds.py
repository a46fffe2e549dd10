"""A risk-finding round: the discipline officer opens and closes it; posts of work propose their risk points in it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.events import RiskProposed, RiskRoundClosed, RiskRoundOpened
from qinglian.domain.integrity.lifecycle import ROUND
from qinglian.domain.integrity.models import RiskProposal, RiskRound
from qinglian.domain.integrity.policy import may_open_rounds
from qinglian.domain.integrity.proposal_form import Proposed, checked
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.establishment import WORK_POST_BY_CODE, WORK_POSTS
from qinglian.domain.people.leading import at_post, heads_of
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.queries import on_roll, roll_entry_of
from qinglian.domain.people.refusing import not_yours, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

DUTY = "risk_proposal"


@transaction.atomic
def open_round(*, title: str, from_on: date, until_on: date, by: Actor, at: datetime) -> RiskRound:
    """This will open a round and ask every post of work: its holders, or the section's head where nobody holds it. One round at a time (NotNow)."""
    if not may_open_rounds(by):
        raise not_yours(refusals.DISCIPLINE, rule="risk_round")
    title = require_text(title, "title", Text("名称", "The title"), most=100)
    if until_on < max(from_on, _today(at)):
        raise refusals.period_backwards()

    try:
        with transaction.atomic():
            found = RiskRound.objects.create(
                title=title, from_on=from_on, until_on=until_on, opened_by=by.id, opened_at=at
            )
    except IntegrityError:
        raise refusals.round_open_already() from None

    _ask_the_posts(found, by=by, at=at)
    event = RiskRoundOpened(found.pk, from_on.isoformat(), until_on.isoformat())
    append(event, subject=f"round:{found.pk}", by=by.id, at=at)
    return found


@transaction.atomic
def propose_points(found: RiskRound, *, proposals: Sequence[Proposed], by: Actor, at: datetime) -> list[RiskProposal]:
    """This will hand in risk points for one's own post, or as head for a post of the own section (NotAllowed otherwise).

    What a head or a leader hands in has passed the section's review: the discipline officer is next.
    """
    found = _locked(found)
    ROUND.require("propose_point", state=found.state, by=by)
    require_some(len(proposals), at=at)
    entry = roll_entry_of(by.id)
    typed = [checked(one) for one in proposals]
    if entry is None or not all(_may_propose(entry, one.work_post) for one in typed):
        raise refusals.not_your_post()

    passed = {"state": "reviewed", "reviewed_by": by.id, "reviewed_at": at} if _leads(entry) else {}
    rows = [
        RiskProposal.objects.create(
            round=found, proposer=entry.person, department=WORK_POST_BY_CODE[one.work_post].department, proposed_at=at,
            **asdict(one), **passed,
        )
        for one in typed
    ]  # fmt: skip

    for row in rows:
        note(RiskProposed(row.pk, found.pk, row.work_post, row.name), found.pk, by=by, at=at)
    about = f"round:{found.pk}"
    fulfil_duty(DUTY, owed_by=by.id, about=about, evidence=about, by=by, at=at)
    return rows


@transaction.atomic
def close_round(found: RiskRound, *, by: Actor, at: datetime) -> RiskRound:
    """This will close a round once every proposal is decided (NotNow before). Who has not proposed is no longer asked."""
    found = _locked(found)
    move = ROUND.require("close_round", state=found.state, by=by)
    waiting = found.proposals.exclude(state__in=["adopted", "refused"]).count()
    if waiting:
        raise refusals.undecided(waiting)

    found.state, found.closed_at = move.target, at
    found.save(update_fields=["state", "closed_at"])

    waive_duties(DUTY, about=f"round:{found.pk}", reason="本轮查摆已经结束", by=by, at=at)
    event = RiskRoundClosed(found.pk, found.proposals.count(), found.adoptions.count())
    append(event, subject=f"round:{found.pk}", by=by.id, at=at)
    return found


def require_some(many: int, *, at: datetime) -> None:
    """This will refuse no proposals at all, and more than the rulebook allows at once."""
    most = rule("risk_proposals_most", on=_today(at)).number()
    if not 0 < many <= most:
        raise refusals.too_many(most)


def note(event: object, number: int, *, by: Actor, at: datetime) -> None:
    """This will record a fact of a round that nobody outside reads."""
    append(event, subject=f"round:{number}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)  # type: ignore[arg-type]


def _ask_the_posts(found: RiskRound, *, by: Actor, at: datetime) -> None:
    roll = list(on_roll())
    title = Text(f"查摆本岗位风险点：{found.title}", f"Propose the risk points of your post: {found.title}")
    for post in WORK_POSTS:
        for row in at_post(post.code, roll) or heads_of(post.department, roll):
            open_duty(
                DUTY, owed_by=row.person, about=f"round:{found.pk}", title=title, due_on=found.until_on, by=by, at=at
            )


def _may_propose(entry: RollEntry, work_post: str) -> bool:
    return entry.work_post == work_post or (
        "section_head" in entry.standings and WORK_POST_BY_CODE[work_post].department == entry.department
    )


def _leads(entry: RollEntry) -> bool:
    return bool({"section_head", "leadership"} & set(entry.standings))


def _locked(found: RiskRound) -> RiskRound:
    return RiskRound.objects.select_for_update().get(pk=found.pk)


def _today(at: datetime) -> date:
    return at.astimezone(CHINA).date()
