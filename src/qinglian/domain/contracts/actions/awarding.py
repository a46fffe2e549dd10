"""The tenderer's second person awards, and every bidder is told: the winner by a notice, the others why not (ZTB 40, 45; REG 55)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids import queries as bids
from qinglian.domain.contracts import refusals
from qinglian.domain.contracts.award_causes import BY_CODE
from qinglian.domain.contracts.events import AwardMade, AwardNoticesSent
from qinglian.domain.contracts.models import Award, Candidacy, Rejection
from qinglian.domain.contracts.notice_pdf import award_notice_pdf
from qinglian.domain.contracts.policy import is_over, is_second_person
from qinglian.domain.contracts.queries.finding import candidacy_of
from qinglian.domain.contracts.reasons import reasons_of
from qinglian.domain.objections.queries import has_waiting
from qinglian.domain.tenders import actions as tenders
from qinglian.domain.tenders.actions.steps import locked_section, require_own
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append


@transaction.atomic
def make_award(section: Section, *, number: int, cause: str, evidence: str, by: Actor, at: datetime) -> Award:
    """This will award to candidate `number` after the publicity period, and send the award notice and every rejection notice. Where state
    funds dominate rank one wins, unless one of the four causes of REG 55 is named with its evidence (`cause` is empty otherwise)."""
    section = locked_section(section)
    SECTION.require("award_section", state=section.state, by=by)
    require_own(section.tender, by)
    candidacy = _candidacy(section, by=by, at=at)
    chosen = _chosen(candidacy, number, cause=cause, evidence=evidence.strip())

    section = tenders.award_section(section, by=by, at=at)
    notice = _stored_notice(section, chosen, at=at)
    award = Award.objects.create(
        candidacy=candidacy, bidder_id=chosen["bidder"], number=number, rank=chosen["rank"], price_fen=chosen["price_fen"],
        cause=cause, evidence=evidence.strip(), awarded_by=by.id, awarded_at=at, notice_blob=notice,
    )  # fmt: skip
    rejections = _reject_others(section, award, at=at)

    where, subject = (section.number, section.round), f"tender:{section.tender.code}"
    made = AwardMade(*where, number, award.bidder_id, award.price_fen, award.rank, cause or None, award.evidence)
    append(made, subject=subject, by=by.id, at=at)
    append(AwardNoticesSent(*where, notice, len(rejections)), subject=subject, by=by.id, at=at)
    return award


def _candidacy(section: Section, *, by: Actor, at: datetime) -> Candidacy:
    """The candidates, once everything lets them be awarded: a second person, the period over, no objection waiting."""
    candidacy = candidacy_of(section)
    if candidacy is None:
        raise refusals.no_candidates()
    if not is_second_person(by, first=candidacy.published_by):
        raise refusals.same_person()
    if has_waiting(section):
        raise refusals.objection_waits()
    if not is_over(candidacy.until_at, at=at):
        raise refusals.still_public(candidacy.until_at)
    return candidacy


def _chosen(candidacy: Candidacy, number: int, *, cause: str, evidence: str) -> dict[str, Any]:
    """The candidate's row. REG 55 binds where state funds dominate; elsewhere the tenderer chooses among the candidates (ZTB 40)."""
    row: dict[str, Any] | None = next((row for row in candidacy.rows if row["number"] == number), None)
    if row is None:
        raise refusals.not_a_candidate()
    if cause and (row["rank"] == 1 or cause not in BY_CODE):
        raise refusals.passed_over(
            Text("排名第一的候选人中标不需要事由；其他情形的事由限于法律列明的四项。", "Rank one needs no cause; for others the law lists four."),
            field="cause",
        )  # fmt: skip
    if row["rank"] > 1 and not cause and candidacy.section.tender.project.state_funded:
        raise refusals.passed_over(
            Text("国有资金占控股或者主导地位的项目，应当确定排名第一的候选人中标。", "Where state funds dominate, rank one has to win."),
            field="cause",
        )  # fmt: skip
    if cause and not 2 <= len(evidence) <= 4000:
        raise refusals.passed_over(Text("请写明事由的依据。", "State the evidence for the cause."), field="evidence")
    return row


def _stored_notice(section: Section, chosen: dict[str, Any], *, at: datetime) -> str:
    (blob,) = blobs.store_all([award_notice_pdf(section, chosen, made_at=at)])
    blobs.publish_all([blob])
    return blob


def _reject_others(section: Section, award: Award, *, at: datetime) -> list[Rejection]:
    """One notice for every other bid that the committee had before it."""
    result = award.candidacy.session.result.document
    known = {row["number"] for row in (*result["ranking"], *result["rejected"])}
    others = [bid for bid in bids.announced_bids_of(section) if bid.number in known - {award.number}]
    return Rejection.objects.bulk_create(
        Rejection(
            award=award, bidder_id=bid.bidder_id, number=bid.number, sent_at=at,
            document=reasons_of(result, number=bid.number, winner=award.number, bidder=bid.bidder_id),
        )
        for bid in others
    )  # fmt: skip
