"""What one member sees at its seat: its own work, what is missing, and of the others how many have locked."""

from dataclasses import dataclass
from typing import Any

from qinglian.domain.evaluation import vault
from qinglian.domain.evaluation.models import Clarification, EvaluatedBid, Member, ReportSignature, Session, Sheet
from qinglian.domain.evaluation.queries.files import ShownFile, opened_files
from qinglian.domain.evaluation.queries.finding import in_force, terms_of
from qinglian.domain.evaluation.sheets import Missing, kind_due, missing_in
from qinglian.law.evaluation.benchmark_price import benchmark

PARTS = {
    "review": ("business",),
    "technical": ("technical",),
    "business": ("business", "technical"),
    "adjustment": ("business",),
}


@dataclass(frozen=True)
class BidAtSeat:
    """One bid on this stage's sheet: its key there, its bidder's name and price ("" and None while blind), its files."""

    key: str
    name: str
    price_fen: int | None
    files: tuple[tuple[str, ShownFile], ...]  # (compartment, file)
    is_low: bool


@dataclass(frozen=True)
class Neighbour:
    """One seat of the committee as another member sees it: no name, no work."""

    seat: int
    kind: str
    state: str
    is_chair: bool
    identity_checked: bool


@dataclass(frozen=True)
class SeatView:
    """Everything that the seat page shows."""

    member: Member
    session: Session
    kind: str | None
    bids: tuple[BidAtSeat, ...]
    rows: dict[str, Any]
    is_locked: bool
    missing: tuple[Missing, ...]
    locked: int
    members: int
    seats: tuple[Neighbour, ...]
    votes: dict[int, int]
    clarifications: tuple[Clarification, ...]
    result: Any
    has_signed: bool
    signed: int
    fee_fen: int | None


def seat_view(member: Member) -> SeatView:
    """This will return this member's view of the session."""
    session = member.session
    terms = terms_of(session)
    kind = kind_due(session.state, terms)
    sheet = Sheet.objects.filter(member=member, kind=kind or "").first()
    bids = bids_at(session, kind) if kind and session.unsealed_at else ()
    rows = _rows_of(sheet, bids) if sheet else {}
    members = in_force(session)
    locked = Sheet.objects.filter(member__in=members, kind=kind or "", is_void=False, locked_at__isnull=False).count()
    result = getattr(session, "result", None)
    signed = set(ReportSignature.objects.filter(member__session=session).values_list("member_id", flat=True))
    return SeatView(
        member=member,
        session=session,
        kind=kind,
        bids=bids,
        rows=rows,
        is_locked=bool(sheet and sheet.locked_at),
        missing=tuple(missing_in(kind, rows, bids=[bid.key for bid in bids], terms=terms)) if kind else (),
        locked=locked,
        members=len(members),
        seats=tuple(_neighbour(one) for one in members),
        votes={one.seat: one.votes_for for one in members if one.votes_for is not None},
        clarifications=tuple(Clarification.objects.filter(session=session).select_related("bid").order_by("pk")),
        result=result,
        has_signed=member.pk in signed,
        signed=len(signed),
        fee_fen=member.fee.amount_fen if hasattr(member, "fee") else None,
    )


def _rows_of(sheet: Sheet, bids: tuple[BidAtSeat, ...]) -> dict[str, Any]:
    """What was signed; before that the draft, of the bids that are due: a review made anew may have rejected others meanwhile."""
    if sheet.signed:
        return dict(sheet.signed["document"]["rows"])
    due = {bid.key for bid in bids}
    return {key: row for key, row in sheet.draft.items() if key in due}


def _neighbour(member: Member) -> Neighbour:
    return Neighbour(member.seat, member.kind, member.state, member.is_chair, bool(member.identity_checked_by))


def bids_at(session: Session, kind: str) -> tuple[BidAtSeat, ...]:
    """This will list the bids of one kind of sheet: by number with names, or by blind code and nothing else."""
    rows = EvaluatedBid.objects.filter(session=session, failed="").select_related(
        "announced__bidder", "announced__outcome", "announced__sealed", "session"
    )
    bids = list(rows.order_by("number") if kind == "review" else rows.filter(state="evaluating").order_by("number"))
    if kind == "technical" and terms_of(session)["blind_technical"]:
        codes = {row["number"]: str(row["code"]) for row in vault.blind_codes(session.code)}
        blind = [BidAtSeat(codes[bid.number], "", None, _blind_files(bid), False) for bid in bids]
        return tuple(sorted(blind, key=lambda one: one.key))
    low = low_numbers(session)
    return tuple(
        BidAtSeat(
            str(bid.number), bid.announced.bidder.name, bid.announced.outcome.price_fen,
            tuple((part, file) for part in PARTS[kind] for file in opened_files(bid, part)), bid.number in low,
        )
        for bid in bids
    )  # fmt: skip


def low_numbers(session: Session) -> tuple[int, ...]:
    """This will list the bids below the notice's line for abnormally low prices: they are asked first (O12 21)."""
    line = terms_of(session).get("abnormally_low")
    prices = {
        bid.number: bid.announced.outcome.price_fen or 0
        for bid in EvaluatedBid.objects.filter(session=session, failed="").select_related("announced__outcome")
    }
    if not line or not prices or not session.section.price_cap_fen:
        return ()
    return benchmark("abnormally_low", prices, parameters=line, price_cap_fen=session.section.price_cap_fen).review


def _blind_files(bid: EvaluatedBid) -> tuple[tuple[str, ShownFile], ...]:
    """A file's own name could tell the bidder: while blind, files are numbered."""
    files = opened_files(bid, "technical")
    return tuple(
        ("technical", ShownFile(f"技术文件 {at}.pdf", file.media_type, file.sha256, file.size))
        for at, file in enumerate(files, start=1)
    )
