"""What the endpoints of `contracts` and `objections` take and give."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from qinglian.api.bids.shapes import Code, Number
from qinglian.api.people.shapes import Signed
from qinglian.api.strict import Strict
from qinglian.domain.contracts.queries import Standing

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
BidNumber = Annotated[int, Field(ge=1, le=1_000_000)]
ObjectionNumber = Annotated[int, Field(ge=1, le=1_000_000)]
CauseCode = Literal["", "gave_up", "force_majeure", "no_security", "unlawful_act"]

__all__ = ["Code", "Number", "Signed"]


class Announcement(Strict):
    """How long the candidates are public, and where objections go besides this platform."""

    days: int = Field(ge=1, le=30)
    objection_address: str = Field(min_length=1, max_length=400)


class Chosen(Strict):
    """Who is awarded; a cause of REG 55 with its evidence when it is not rank one."""

    number: BidNumber
    cause: CauseCode = ""
    evidence: str = Field("", max_length=4000)


class CandidateObjectionAnswer(Strict):
    """The tenderer's answer to an objection."""

    answer: str = Field(min_length=1, max_length=4000)
    upheld: bool


class Candidate(Schema):
    """One candidate as the law wants it public."""

    rank: int
    number: int
    bidder: str
    name: str
    price_fen: int
    quality: str
    period_days: int | None
    project_manager: str
    total: str | None


class AwardShown(Schema):
    """The award."""

    number: int
    bidder: str
    rank: int
    price_fen: int
    cause: str
    evidence: str
    awarded_at: datetime
    notice_blob: Hex


class StandingShown(Schema):
    """How a section stands between its candidates and the contract, with the result that anybody can recompute."""

    candidates: list[Candidate]
    published_at: datetime
    until_at: datetime
    is_public_now: bool
    was_late: bool
    objection_address: str
    result: dict[str, Any]
    result_blob: Hex
    report_blob: Hex
    award: AwardShown | None
    report_until_at: datetime | None
    contract_until_at: datetime | None


class CandidateObjectionShown(Schema):
    """An objection to the candidates and its answer."""

    number: int
    bidder: str
    name: str
    text: str
    state: str
    raised_at: datetime
    answer_until_at: datetime
    answer: str
    upheld: bool | None
    answered_at: datetime | None


class RejectionShown(Schema):
    """Why one's own bid was not awarded."""

    number: int
    sent_at: datetime
    document: dict[str, Any]


def show_standing(standing: Standing) -> dict[str, Any]:
    """This will show candidates and award."""
    candidacy, result = standing.candidacy, standing.candidacy.session.result
    return {
        "candidates": candidacy.rows,
        "published_at": candidacy.published_at,
        "until_at": candidacy.until_at,
        "is_public_now": standing.is_public_now,
        "was_late": standing.was_late,
        "objection_address": candidacy.objection_address,
        "result": result.document,
        "result_blob": result.document_blob,
        "report_blob": result.report_blob,
        "award": show_award(standing.award) if standing.award else None,
        "report_until_at": standing.report_until_at,
        "contract_until_at": standing.contract_until_at,
    }


def show_award(award: Any) -> dict[str, Any]:
    """This will show the award."""
    names = ("number", "rank", "price_fen", "cause", "evidence", "awarded_at", "notice_blob")
    return {name: getattr(award, name) for name in names} | {"bidder": award.bidder_id}


def show_objection(row: Any) -> dict[str, Any]:
    """This will show an objection."""
    names = ("number", "text", "state", "raised_at", "answer_until_at", "answer", "upheld", "answered_at")
    return {name: getattr(row, name) for name in names} | {"bidder": row.bidder_id, "name": row.bidder.name}
