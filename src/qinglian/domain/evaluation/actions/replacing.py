"""A member who cannot go on is replaced by the next of the same ranking, who reviews everything anew (REG 48)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import actor_of, locked, locked_member, note_sealed, where
from qinglian.domain.evaluation.events import MemberReplaced
from qinglian.domain.evaluation.lifecycle import MEMBER, SESSION
from qinglian.domain.evaluation.models import Member, Session, Sheet
from qinglian.domain.experts import actions as experts
from qinglian.domain.experts.models import Call
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@transaction.atomic
def replace_member(session: Session, seat: int, *, reason: str, by: Actor, at: datetime) -> Member:
    """This will replace an expert: its sheets are void, and the next of the same ranking is called. The reason is kept.

    A session that scores already goes back to the review, which the successor makes anew; the others' sheets stay locked.
    """
    session = locked(session)
    back = SESSION.require("replace_member", state=session.state, by=by)
    member = Member.objects.select_related("call").filter(session=session, seat=seat).first()
    if member is None or member.call is None:
        raise refusals.no_session()
    move = MEMBER.require("replace_member", state=member.state, by=by)
    return _left(member, move.target, back=back.target, reason=reason, by=by, at=at)


@transaction.atomic
def recuse_member(member: Member, *, reason: str, at: datetime) -> Member:
    """This will let a member recuse itself at its seat: it leaves with its reason, and the next of the same ranking follows and
    reviews anew, as when it is replaced (REG 48).

    NotNow for a representative: the tenderer who named it is asked.
    """
    member = locked_member(member)
    by = actor_of(member)
    back = SESSION.require("recuse_member", state=member.session.state, by=by)
    move = MEMBER.require("recuse_member", state=member.state, by=by)
    if member.call is None:
        raise refusals.out_of_order(
            Text("招标人代表由招标人更换。", "A representative is replaced by the tenderer."), article="ZTB 37"
        )
    return _left(member, move.target, back=back.target, reason=reason, by=by, at=at)


@transaction.atomic
def fill_seats(session: Session, *, at: datetime) -> int:
    """This will give every newly accepted expert of the draw the next seat, and return how many were seated so."""
    session = locked(session)
    taken = Member.objects.filter(session=session, call__isnull=False).values("call_id")
    calls = Call.objects.filter(draw=session.draw, state="accepted").exclude(pk__in=taken).order_by("order")
    vacant = Member.objects.filter(session=session, state="replaced", successor__isnull=True).order_by("pk")
    pairs = list(zip(calls, vacant, strict=False))
    for call, gone in pairs:
        seat = Member.objects.filter(session=session).count() + 1
        gone.successor = Member.objects.create(
            session=session, seat=seat, kind="expert", call=call, credential_hash=call.credential_hash
        )
        gone.save(update_fields=["successor"])
        note_sealed(session, MemberReplaced(*where(session), gone.seat, seat, gone.replaced_reason), at=at)
    return len(pairs)


def _left(member: Member, state: str, *, back: str, reason: str, by: Actor, at: datetime) -> Member:
    """This will void the member's sheets, free its place, take the session back to the review where it was past it, and have the next of
    the ranking called."""
    if not reason.strip():
        raise refusals.no_reason()
    assert member.call is not None  # asked before

    Sheet.objects.filter(member=member).update(is_void=True)
    member.session.state = back
    member.session.save(update_fields=["state"])
    member.state, member.replaced_reason, member.is_chair = state, reason.strip(), False
    member.save(update_fields=["state", "replaced_reason", "is_chair"])
    Member.objects.filter(session=member.session, votes_for=member.seat).update(votes_for=None)  # the others vote anew
    experts.replace_expert(member.call, reason=member.replaced_reason, by=by, at=at)
    return member
