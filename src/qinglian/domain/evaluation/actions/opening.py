"""The session begins: its key, its seats from the finished draw, the tenderer's representatives."""

import secrets
from datetime import datetime

from django.db import transaction

from qinglian.domain.bids.models import AnnouncedBid
from qinglian.domain.evaluation import refusals, vault
from qinglian.domain.evaluation.actions.steps import locked, note_sealed, where
from qinglian.domain.evaluation.committee import require_lawful_committee
from qinglian.domain.evaluation.events import RepresentativeNamed, SessionOpened
from qinglian.domain.evaluation.models import EvaluatedBid, Member, Session
from qinglian.domain.evaluation.policy import may_host, may_name_representatives
from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.models import Call, Draw
from qinglian.domain.integrity.queries import require_pledge
from qinglian.domain.tenders.actions import start_evaluation
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record import failpoints
from qinglian.record.actions import append


def open_session(section: Section, *, by: Actor, at: datetime) -> Session:
    """This will open the evaluation of a section whose opening record is signed and whose draw is complete (ZTB 37).

    Seats are the experts who accepted and places for the tenderer's representatives; bids are those that were read out.
    """
    if not may_host(by):
        raise refusals.not_the_host()
    require_pledge(by, act=Text("主持评标", "host an evaluation"), at=at)
    _panel(section)
    code = f"{section.tender.code}-{section.number}-{section.round}"
    recipient = vault.make_identity(code)
    failpoints.reach("session-key-on-disk")
    with transaction.atomic(durable=True):
        section = start_evaluation(section, by=by, at=at)
        draw, calls = _panel(section)  # again under the lock: an expert may have recused itself meanwhile
        event = SessionOpened(
            section.number, section.round, code, recipient, draw.number, len(calls) + draw.representatives
        )
        fact = append(event, subject=f"tender:{section.tender.code}", by=by.id, at=at)
        session = Session.objects.create(
            section=section, round=section.round, code=code, draw=draw, recipient=recipient, fact=fact, opened_by=by.id, opened_at=at
        )  # fmt: skip
        _make_seats(session, calls, draw.representatives)
        _take_bids(session)
        failpoints.reach("session-inserted")
    return session


def _panel(section: Section) -> tuple[Draw, list[Call]]:
    """This will return the complete draw and who accepted; NotNow before, NotValid for an unlawful committee."""
    draw = Draw.objects.filter(section=section, round=section.round, state="complete").first()
    if draw is None:
        raise refusals.out_of_order(Text("专家还没有到齐。", "The experts are not all found yet."), article="ZTB 37")
    calls = list(Call.objects.filter(draw=draw, state="accepted").select_related("leaf").order_by("order"))
    require_lawful_committee(members=len(calls) + draw.representatives, experts=len(calls))
    return draw, calls


@transaction.atomic
def name_representative(session: Session, seat: int, *, name: str, by: Actor, at: datetime) -> str:
    """This will name the tenderer's representative for one of its seats and return the credential, shown once (ZTB 37)."""
    session = locked(session)
    tender = session.section.tender
    if not may_name_representatives(by, tenderer=tender.tenderer_id, agency=tender.agency_id):
        raise NotAllowed(
            Text("招标人代表由招标人确定。", "The tenderer names its representatives."),
            rule="committee_experts_min",
            article="ZTB 37",
            next_step=Text("请由招标人或其代理机构办理。", "The tenderer or its agency has to do this."),
        )
    member = Member.objects.filter(session=session, seat=seat, kind="representative", state="expected").first()
    if member is None:
        raise refusals.out_of_order(Text("这个席位不能再指定代表。", "No representative can be named for this seat."))
    if not 0 < len(name.strip()) <= 80:
        raise NotValid(
            Text("请填写代表姓名。", "Give the representative's name."),
            rule="field_filled",
            article="PLT",
            next_step=Text("请补充。", "Fill it in."),
            field="name",
        )
    credential = secrets.token_urlsafe(24)
    member.name, member.credential_hash = name.strip(), hashed(credential)
    member.save(update_fields=["name", "credential_hash"])
    note_sealed(session, RepresentativeNamed(*where(session), seat), by=by.id, at=at)
    return credential


def _make_seats(session: Session, calls: list[Call], representatives: int) -> None:
    seats = [
        Member(session=session, seat=at, kind="expert", call=call, credential_hash=call.credential_hash)
        for at, call in enumerate(calls, start=1)
    ]
    seats += [
        Member(session=session, seat=len(calls) + at, kind="representative", credential_hash=secrets.token_hex(32))
        for at in range(1, representatives + 1)
    ]
    Member.objects.bulk_create(seats)


def _take_bids(session: Session) -> None:
    opened = AnnouncedBid.objects.filter(
        closing__section=session.section, closing__round=session.round, outcome__outcome="opened"
    )
    EvaluatedBid.objects.bulk_create(
        EvaluatedBid(session=session, announced=bid, number=bid.number) for bid in opened.order_by("number")
    )
