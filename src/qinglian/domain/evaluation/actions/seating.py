"""Members sit down: by credential, with identity and recusal confirmed and a key of their own; they choose a chair."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import actor_of, locked, locked_member, note_open, note_sealed, where
from qinglian.domain.evaluation.committee import chair_of, require_lawful_committee
from qinglian.domain.evaluation.events import ChairElected, IdentityChecked, ReviewStarted, SeatTaken
from qinglian.domain.evaluation.lifecycle import MEMBER, SESSION
from qinglian.domain.evaluation.models import Member, Session
from qinglian.domain.evaluation.policy import may_host
from qinglian.domain.evaluation.queries.finding import in_force, opening_of
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.trust.session import CONFIRMATIONS, check_seat


@transaction.atomic
def take_seat(member: Member, signed: Any, *, at: datetime) -> Member:
    """This will seat a member: the signed `seat/v1` confirms identity and recusal and binds the key made on the member's machine."""
    member = locked_member(member)
    session = member.session
    SESSION.require("take_seat", state=session.state, by=actor_of(member))
    MEMBER.require("take_seat", state=member.state, by=actor_of(member))
    with malformed_document():
        public = check_seat(signed, opening=opening_of(session), session=session.code, seat=member.seat)
    if Member.objects.filter(session=session, public=public).exists():
        raise refusals.out_of_order(Text("这把密钥已经用于另一个席位。", "This key sits at another seat already."))

    member.state, member.public, member.confirmed, member.seated_at = "seated", public, CONFIRMATIONS, at
    member.save(update_fields=["state", "public", "confirmed", "seated_at"])

    leaf = member.call.leaf.leaf if member.call else None
    event = SeatTaken(*where(session), member.seat, member.kind, leaf, public, list(CONFIRMATIONS))
    note_sealed(session, event, at=at)
    return member


@transaction.atomic
def check_identity(session: Session, seat: int, *, by: Actor, at: datetime) -> Member:
    """This will note that the host compared the person at this seat with an identity document. The name is not written anywhere."""
    if not may_host(by):
        raise refusals.not_the_host()
    session = locked(session)
    member = Member.objects.filter(session=session, seat=seat, state="seated").first()
    if member is None:
        raise refusals.out_of_order(Text("这个席位还没有人签到。", "Nobody has signed in at this seat."))
    member.identity_checked_by = by.id
    member.save(update_fields=["identity_checked_by"])
    note_sealed(session, IdentityChecked(*where(session), seat), by=by.id, at=at)
    return member


@transaction.atomic
def vote_chair(member: Member, *, seat: int, at: datetime) -> Member:
    """This will count one member's vote for the chair; more than half elect it. Until then everybody may vote again."""
    member = locked_member(member)
    session = member.session
    SESSION.require("vote_chair", state=session.state, by=actor_of(member))
    members = in_force(session)
    _require_seated(member)
    if seat not in {one.seat for one in members if one.state == "seated"}:
        raise NotValid(
            Text("只能推选已签到的评委。", "The chair is one of the members who have signed in."),
            rule="chair_by_vote",
            article="O12 9",
            next_step=Text("请另选席位。", "Choose another seat."),
            field="seat",
        )
    Member.objects.filter(pk=member.pk).update(votes_for=seat)
    votes = {one.seat: one.votes_for for one in in_force(session) if one.votes_for is not None}
    chosen = chair_of(votes, members=len(members))
    if chosen is not None and not any(one.is_chair for one in members):
        Member.objects.filter(session=session, seat=chosen).update(is_chair=True)
        event = ChairElected(*where(session), chosen, list(votes.values()).count(chosen))
        note_sealed(session, event, by=TIMETABLE.id, at=at)
    return Member.objects.get(pk=member.pk)


@transaction.atomic
def start_review(member: Member, *, at: datetime) -> Session:
    """This will let the chair begin the preliminary review, once everybody is seated, checked, and the files are unsealed."""
    member = locked_member(member)
    session = member.session
    move = SESSION.require("start_review", state=session.state, by=actor_of(member))
    members = in_force(session)
    experts = sum(one.kind == "expert" for one in members)
    require_lawful_committee(members=len(members), experts=experts)
    if any(one.state != "seated" or not one.identity_checked_by for one in members):
        raise refusals.out_of_order(
            Text("评委没有全部签到并核对身份。", "Not everybody has signed in and been checked by the host.")
        )
    if session.unsealed_at is None:
        raise refusals.out_of_order(Text("投标文件还没有解开。", "The files are not unsealed yet."))
    session.state = move.target
    session.save(update_fields=["state"])
    note_open(session, ReviewStarted(*where(session)), by=None, at=at)
    return session


def _require_seated(member: Member) -> None:
    if member.state != "seated":
        raise refusals.out_of_order(Text("请先签到。", "Sign in first."))
