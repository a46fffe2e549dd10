"""What every act of a session begins with, and how its facts are kept: sealed ones are listed until the award discloses them."""

from datetime import datetime

from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.models import Member, SealedFact, Session
from qinglian.domain.evaluation.policy import seat_actor
from qinglian.law.actor import Actor
from qinglian.record.actions import append
from qinglian.record.events import Event
from qinglian.record.models import Fact, Secrecy


def subject_of(session: Session) -> str:
    """This will return the subject under which the session's facts stand."""
    return f"tender:{session.section.tender.code}"


def locked(session: Session) -> Session:
    """This will return the session's present row, locked until the transaction ends."""
    rows = Session.objects.select_for_update(of=("self",)).select_related(
        "section__tender", "section__notice", "draw", "fact"
    )
    return rows.get(pk=session.pk)


def locked_member(member: Member) -> Member:
    """This will lock the session and return the member's present row in it (NotAllowed once it was replaced)."""
    session = locked(member.session)
    found = Member.objects.select_related("call__leaf").get(pk=member.pk)
    if found.state == "replaced":
        raise refusals.not_seated()
    found.session = session
    return found


def actor_of(member: Member) -> Actor:
    """This will return the member as an actor."""
    return seat_actor(member.seat, is_chair=member.is_chair)


def where(session: Session) -> tuple[str, int, str]:
    """This will return section, round and session as every fact of the session names them."""
    return session.section.number, session.round, session.code


def note_sealed(session: Session, event: Event, *, by: str | None = None, at: datetime) -> Fact:
    """This will append a sealed fact and list it for the disclosure at the award."""
    fact = append(event, subject=subject_of(session), by=by, at=at, secrecy=Secrecy.SEALED)
    SealedFact.objects.create(session=session, fact=fact)
    return fact


def note_open(session: Session, event: Event, *, by: str | None, at: datetime) -> Fact:
    """This will append an open fact."""
    return append(event, subject=subject_of(session), by=by, at=at)
