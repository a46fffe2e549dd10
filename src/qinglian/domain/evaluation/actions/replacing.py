"""A member who cannot go on is replaced by the next of the same ranking, who reviews everything anew (REG 48)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import locked, note_sealed, where
from qinglian.domain.evaluation.events import MemberReplaced
from qinglian.domain.evaluation.lifecycle import MEMBER, SESSION
from qinglian.domain.evaluation.models import Member, Session, Sheet
from qinglian.domain.experts import actions as experts
from qinglian.domain.experts.models import Call
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text


@transaction.atomic
def replace_member(session: Session, seat: int, *, reason: str, by: Actor, at: datetime) -> Member:
    """This will replace an expert: its sheets are void, and the next of the same ranking is called. The reason is kept."""
    session = locked(session)
    SESSION.require("replace_member", state=session.state, by=by)
    member = Member.objects.select_related("call").filter(session=session, seat=seat).first()
    if member is None or member.call is None:
        raise refusals.no_session()
    move = MEMBER.require("replace_member", state=member.state, by=by)
    if not reason.strip():
        raise NotValid(
            Text("更换评委须写明理由。", "A replacement states its reason."),
            rule="reason_given",
            article="REG 48",
            next_step=Text("请补充理由。", "Give the reason."),
            field="reason",
        )

    Sheet.objects.filter(member=member).update(is_void=True)
    member.state, member.replaced_reason, member.is_chair = move.target, reason.strip(), False
    member.save(update_fields=["state", "replaced_reason", "is_chair"])
    Member.objects.filter(session=session, votes_for=seat).update(
        votes_for=None
    )  # a chair who left: the others vote anew
    experts.replace_expert(member.call, reason=reason.strip(), by=by, at=at)
    return member


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
