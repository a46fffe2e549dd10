"""What host, supervisor and public may know of a session: progress in numbers, never a name, a score or who wrote what."""

from dataclasses import dataclass
from datetime import datetime

from qinglian.domain.evaluation.models import Member, ReportSignature, Session, SessionRelease, Sheet
from qinglian.domain.evaluation.policy import may_watch
from qinglian.domain.evaluation.queries.finding import in_force, terms_of
from qinglian.domain.evaluation.sheets import kind_due
from qinglian.law.actor import Actor


@dataclass(frozen=True)
class SeatRow:
    """One seat as the host sees it: its number and kind, whether it is taken and checked, whether it has locked this stage's sheet."""

    seat: int
    kind: str
    state: str
    is_chair: bool
    identity_checked: bool
    has_locked: bool


@dataclass(frozen=True)
class Room:
    """A session from outside."""

    session: Session
    seats: tuple[SeatRow, ...]
    releases: tuple[tuple[str, str], ...]  # (guardian, compartment)
    locked: int
    members: int
    replaced: int
    finished_at: datetime | None
    signed: int  # members who have signed the report


def room_for(session: Session, *, asker: Actor) -> Room:
    """This will return the room; seats are listed for the host and the supervisor alone."""
    members = in_force(session)
    kind = kind_due(session.state, terms_of(session))
    locked = set(
        Sheet.objects.filter(
            member__session=session, kind=kind or "", is_void=False, locked_at__isnull=False
        ).values_list("member_id", flat=True)
    )
    seats = tuple(_row(member, locked) for member in members) if may_watch(asker) else ()
    releases = tuple(
        SessionRelease.objects.filter(session=session).order_by("pk").values_list("guardian", "compartment")
    )
    replaced = Member.objects.filter(session=session, state="replaced").count()
    signed = ReportSignature.objects.filter(result__session=session, signed__isnull=False).count()
    return Room(session, seats, releases, len(locked), len(members), replaced, session.finished_at, signed)


def _row(member: Member, locked: set[int]) -> SeatRow:
    return SeatRow(
        member.seat, member.kind, member.state, member.is_chair, bool(member.identity_checked_by), member.pk in locked
    )
