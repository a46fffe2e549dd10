"""What the award discloses of a session: seats, chair, dissent, blind codes. Nothing of it before (ZTB 37)."""

from dataclasses import dataclass

from qinglian.domain.evaluation.events import BlindCodesRevealed, FilesUnsealed
from qinglian.domain.evaluation.models import Member, ReportSignature, SealedFact, Session
from qinglian.record.models import Fact


@dataclass(frozen=True)
class SeatTold:
    """One seat after the award. `leaf` is the expert's leaf of the roster ("" for a representative); `has_signed` is None for one who was replaced."""

    seat: int
    kind: str
    leaf: str
    is_chair: bool
    replaced_reason: str
    successor: int | None
    has_signed: bool | None
    dissent: str


@dataclass(frozen=True)
class BlindCodes:
    """Code -> bid number; the root that bound them, and the facts that committed to it and revealed them (log numbers, None while waiting)."""

    numbers: dict[str, int]
    root: str
    committed: int | None
    revealed: int | None


def committee_told(session: Session) -> list[SeatTold]:
    """This will list every seat with its chair and dissent once the session is disclosed; nothing before."""
    if session.disclosed_at is None:
        return []
    signatures = {row.member_id: row for row in ReportSignature.objects.filter(result__session=session)}
    rows = Member.objects.filter(session=session).select_related("call__leaf", "successor").order_by("seat")
    return [_seat(member, signatures.get(member.pk)) for member in rows]


def blind_codes_told(session: Session) -> BlindCodes | None:
    """This will return the blind codes as the disclosed fact tells them; None before the award."""
    if session.disclosed_at is None:
        return None
    sealed = SealedFact.objects.filter(session=session, fact__kind=BlindCodesRevealed.kind).select_related("fact")
    found = sealed.first()
    if found is None or found.fact.erased_at is not None:
        return None
    committing = Fact.objects.filter(subject=found.fact.subject, kind=FilesUnsealed.kind)
    indices = [fact.index for fact in committing if fact.fact.get("body", {}).get("session") == session.code]
    numbers = {str(row["code"]): int(row["number"]) for row in found.fact.fact["body"]["rows"]}
    return BlindCodes(numbers, session.blind_root, indices[0] if indices else None, found.fact.index)


def _seat(member: Member, signature: ReportSignature | None) -> SeatTold:
    return SeatTold(
        seat=member.seat,
        kind=member.kind,
        leaf=member.call.leaf.leaf if member.call else "",
        is_chair=member.is_chair,
        replaced_reason=member.replaced_reason,
        successor=member.successor.seat if member.successor else None,
        has_signed=signature.signed is not None if signature else None,
        dissent=signature.dissent if signature else "",
    )
