"""A bidder objects to the candidates within the publicity period, by a signed document, or takes the objection back (REG 54)."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.admission import refuse_foreign_opening
from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.objections import refusals
from qinglian.domain.objections.events import CandidateObjectionRaised, CandidateObjectionWithdrawn
from qinglian.domain.objections.lifecycle import OBJECTION
from qinglian.domain.objections.models import Objection
from qinglian.domain.objections.policy import is_within
from qinglian.domain.objections.queries import objection_at
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.actions import lift_hold, place_hold
from qinglian.domain.tenders.actions.steps import locked_section
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.rulebook import rule
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import open_document
from qinglian.trust.keys import checked_opening

CAUSE = "objection_to_candidates"
_RAISED = {"type", "opening", "bidder", "text"}
_WITHDRAWN = {"type", "opening", "bidder", "objection"}


def raise_objection(signed: Any, *, at: datetime) -> Objection:
    """This will take a bidder's signed `candidate-objection/v1` {opening, bidder, text} within the publicity period. A hold stands from
    then on until it is answered; the words stay private until the answer, the fact names them by the blob's hash."""
    document, by, section = _read(signed, "candidate-objection/v1", _RAISED, at=at)
    text = refusals.filled(str(document["text"]), field="text")
    (blob,) = blobs.store_all([jcs(signed)])
    with transaction.atomic():
        section = locked_section(section)
        _require_publicity(section, at=at)
        hold = place_hold(
            section.tender, cause=CAUSE, article="REG 54", reason="中标候选人异议待答复", by=TIMETABLE, at=at
        )
        number = Objection.objects.filter(section=section, round=section.round).count() + 1
        objection = Objection.objects.create(
            section=section, round=section.round, number=number, bidder_id=by.organisation, text=text, signed=signed,
            raised_at=at, answer_until_at=_answer_until(at), hold=hold,
        )  # fmt: skip
        event = CandidateObjectionRaised(section.number, section.round, number, by.organisation, blob)
        append(event, subject=f"tender:{section.tender.code}", by=by.organisation, at=at)
    return objection


def withdraw_objection(signed: Any, *, at: datetime) -> Objection:
    """This will take a bidder's signed `candidate-objection-withdrawal/v1` {opening, bidder, objection}; its hold is lifted."""
    document, by, section = _read(signed, "candidate-objection-withdrawal/v1", _WITHDRAWN, at=at)
    with malformed_document():
        if type(document["objection"]) is not int or document["objection"] < 1:
            raise ValueError("objection: a number from 1")
    with transaction.atomic():
        section = locked_section(section)
        objection = objection_at(section, document["objection"])
        if objection.bidder_id != by.organisation:
            raise refusals.no_objection()
        move = OBJECTION.require("withdraw_objection", state=objection.state, by=by)
        objection.state = move.target
        objection.save(update_fields=["state"])
        if objection.hold.lifted_at is None:
            lift_hold(objection.hold, by=TIMETABLE, at=at)
        event = CandidateObjectionWithdrawn(section.number, section.round, objection.number)
        append(event, subject=f"tender:{section.tender.code}", by=by.organisation, at=at)
    return objection


def _read(signed: Any, kind: str, fields: set[str], *, at: datetime) -> tuple[dict[str, Any], Actor, Section]:
    """Whose signature it is, and the section that it names; only its bidders get further."""
    with malformed_document():
        document, key = open_document(signed, kind)
        if set(document) != fields:
            raise ValueError(f"{kind} has the fields {sorted(fields)}")
        checked_opening(document["opening"])
    _, by = people.key_holder(key, at=at)
    section = tenders.section_in(document["opening"]["tender"], document["opening"]["section"])
    refuse_foreign_opening(document["opening"], expected=tenders.opening_of(section))
    mine = by.has_role("bidder") and by.organisation == document["bidder"]
    if not mine or bids.announced_bid_of(section, by.organisation) is None:
        raise refusals.not_a_bidder_here()
    return document, by, section


def _require_publicity(section: Section, *, at: datetime) -> None:
    """The candidates stand later in life than this app: their row is reached through the section."""
    published = section.candidacies.filter(round=section.round).first()
    if section.state != "publicised" or published is None:
        raise refusals.outside_publicity()
    if not is_within(at, from_at=published.published_at, until_at=published.until_at):
        raise refusals.outside_publicity()


def _answer_until(at: datetime) -> datetime:
    """The end of the third day after the objection was received; a last day on a holiday moves on."""
    day = at.astimezone(CHINA).date()
    last = tenders.working_calendar().last_day(day, rule("objection_answer_days", on=day).number()).on
    return datetime.combine(last + timedelta(days=1), time(), CHINA)
