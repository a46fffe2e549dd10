"""What the endpoints of `evaluation` take and give."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from qinglian.api.bids.shapes import BundleShown, Code, Guardian, Hex, Number, Said
from qinglian.api.people.shapes import Signed
from qinglian.api.strict import Strict
from qinglian.domain.evaluation.queries import Room, SeatView
from qinglian.law.text import Text

PageNumber = Annotated[int, Field(ge=1, le=100_000)]
SeatNumber = Annotated[int, Field(ge=1, le=999)]
Kind = Literal["review", "technical", "business", "adjustment"]
Key = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,8}$")]
Compartment = Literal["business", "technical"]

__all__ = ["Code", "Guardian", "Hex", "Number", "Signed"]


class SeatRow(Schema):
    """One seat from outside: no name, no score."""

    seat: int
    kind: str
    state: str
    is_chair: bool
    identity_checked: bool
    has_locked: bool


class ReleaseMade(Schema):
    """A guardian's release to the session."""

    guardian: str
    compartment: str


class RoomShown(Schema):
    """A session from outside. Seats are listed for the host and supervisors alone."""

    session: str
    state: str
    recipient: str
    opened_at: datetime
    unsealed_at: datetime | None
    finished_at: datetime | None
    members: int
    locked: int
    replaced: int
    releases: list[ReleaseMade]
    seats: list[SeatRow]


class SeatNamed(Strict):
    """A seat."""

    seat: SeatNumber


class Representative(Strict):
    """Who represents the tenderer at a seat."""

    seat: SeatNumber
    name: str = Field(min_length=1, max_length=80)


class Credential(Schema):
    """A credential, shown this once."""

    credential: str


class Replacement(Strict):
    """A seat whose member cannot go on, and why."""

    seat: SeatNumber
    reason: str = Field(min_length=1, max_length=2000)


class Recusal(Strict):
    """Why a member cannot judge."""

    reason: str = Field(min_length=1, max_length=2000)


class SessionBundleWanted(Strict):
    """For which guardian and compartment; one bid alone, or with `heads=true` whole heads."""

    guardian: Guardian
    compartment: Literal["business", "technical"] = "technical"
    manifest: Hex | None = None
    heads: bool = False


class SessionBundleShown(BundleShown):
    """A release bundle with the session's fact, salt and proof."""

    session: dict[str, Any]


class SessionReleaseShown(Schema):
    """A release that was taken."""

    guardian: str
    group: str
    compartment: str
    at: datetime


class FileShown(Schema):
    """One file of a bid, as it may be opened."""

    compartment: str
    name: str
    media_type: str
    sha256: str
    size: int


class BidShown(Schema):
    """One bid on the present sheet: its key there; name and price only when they are not hidden."""

    key: str
    name: str
    price_fen: int | None
    is_low: bool
    files: list[FileShown]


class MissingShown(Schema):
    """One thing that keeps the sheet from being locked."""

    bid: str
    field: str
    wrong: Said


class Asked(Schema):
    """A clarification."""

    id: int
    number: int
    cause: str
    question: str
    asked_at: datetime
    answer_until_at: datetime
    answer: str
    answered_at: datetime | None


class NeighbourShown(Schema):
    """One seat of the committee: no name, no work."""

    seat: int
    kind: str
    state: str
    is_chair: bool
    identity_checked: bool


class SavedShown(Schema):
    """A draft that was kept, and what it still lacks."""

    saved_at: datetime
    missing: list[MissingShown]


class PageShown(Schema):
    """One page of a file: image (base64 PNG) with its size in pixels, and the text on it."""

    number: int
    pages: int
    png: str
    width: int
    height: int
    text: str


class SeatShown(Schema):
    """Everything that a member sees: its own sheet, what is missing, and of the others how many have locked."""

    session: str
    opening: dict[str, Any]
    seat: int
    kind: str
    state: str
    stage: str
    is_chair: bool
    public: str
    sheet: str | None
    terms: dict[str, Any]
    bids: list[BidShown]
    rows: dict[str, Any]
    is_locked: bool
    missing: list[MissingShown]
    locked: int
    members: int
    seats: list[NeighbourShown]
    is_unsealed: bool
    votes: dict[str, int]
    clarifications: list[Asked]
    result: dict[str, Any] | None
    result_hash: str
    has_signed: bool
    signed: int
    fee_fen: int | None


class Draft(Strict):
    """A sheet's rows as far as they are filled."""

    rows: dict[str, Any]


class Question(Strict):
    """A written question to one bidder."""

    number: Annotated[int, Field(ge=1, le=1_000_000)]
    question: str = Field(min_length=1, max_length=4000)
    minutes: int = Field(ge=10, le=1440)


def show_room(room: Room) -> dict[str, Any]:
    """This will show a session from outside."""
    session = room.session
    names = ("state", "recipient", "opened_at", "unsealed_at", "finished_at")
    return {name: getattr(session, name) for name in names} | {
        "session": session.code,
        "members": room.members,
        "locked": room.locked,
        "replaced": room.replaced,
        "releases": [{"guardian": guardian, "compartment": part} for guardian, part in room.releases],
        "seats": [vars(seat) for seat in room.seats],
    }


def show_seat(view: SeatView, *, opening: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    """This will show a member's view."""
    member = view.member
    return {
        "session": view.session.code, "opening": opening, "seat": member.seat, "kind": member.kind, "state": member.state,
        "stage": view.session.state, "is_chair": member.is_chair, "public": member.public, "sheet": view.kind, "terms": terms,
        "bids": [_bid(bid) for bid in view.bids], "rows": view.rows, "is_locked": view.is_locked,
        "missing": show_missing(view), "seats": [vars(one) for one in view.seats],
        "is_unsealed": view.session.unsealed_at is not None,
        "locked": view.locked, "members": view.members,
        "votes": {str(seat): choice for seat, choice in view.votes.items()},
        "clarifications": [show_asked(row) for row in view.clarifications],
        "result": view.result.document if view.result else None,
        "result_hash": view.result.document_blob if view.result else "",
        "has_signed": view.has_signed, "signed": view.signed, "fee_fen": view.fee_fen,
    }  # fmt: skip


def show_missing(view: SeatView) -> list[dict[str, Any]]:
    """This will show what keeps the sheet from being locked."""
    return [{"bid": one.bid, "field": one.field, "wrong": _said(one.wrong)} for one in view.missing]


def show_asked(row: Any) -> dict[str, Any]:
    """This will show a clarification."""
    names = ("cause", "question", "asked_at", "answer_until_at", "answer", "answered_at")
    return {"id": row.pk, "number": row.bid.number} | {name: getattr(row, name) for name in names}


def _bid(bid: Any) -> dict[str, Any]:
    files = [{"compartment": part} | vars(file) for part, file in bid.files]
    return {"key": bid.key, "name": bid.name, "price_fen": bid.price_fen, "is_low": bid.is_low, "files": files}


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
