"""What bidders do at an opening: sign in, confirm their row, object on the spot (REG 44; CTS A-106, A-114)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from qinglian.domain.bids import desk, refusals
from qinglian.domain.bids.actions.announcing import grow_version, subject_of
from qinglian.domain.bids.admission import refuse_foreign_opening
from qinglian.domain.bids.events import (
    BidderSignedIn,
    OpeningObjectionAnswered,
    OpeningObjectionRaised,
    RowConfirmed,
)
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpeningObjection, SealedBid
from qinglian.domain.bids.policy import may_answer_objections, may_sign_in, organisation_of
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy
from qinglian.record.turns import turn
from qinglian.trust.documents import open_document
from qinglian.trust.keys import checked_opening

LONGEST = 2000
_ACTS: dict[str, tuple[str, ...]] = {
    "opening-sign-in/v1": ("type", "opening", "bidder", "manifest"),
    "row-confirmation/v1": ("type", "opening", "bidder", "manifest"),
    "opening-objection/v1": ("type", "opening", "bidder", "text"),
}


def sign_in(section: Section, *, by: Actor, at: datetime) -> SealedBid:
    """This will sign the holder of a bid in to the opening, from 24 hours before the deadline until the deadline. Twice is once.

    The fact is sealed until the bidders are announced: a count of sign-ins would tell the number of bidders (ZTB 22).
    """
    if not by.has_role("bidder", "bidder_agent"):
        raise refusals.not_a_bidder_here()
    window = rule("sign_in_window_minutes", on=at.astimezone(CHINA).date())
    if section.notice is None or not may_sign_in(section.notice.deadline_at, at=at, window_minutes=window.number()):
        raise NotNow(
            Text(
                "签到在截止前 24 小时开始，到截止时结束。",
                "Sign-in begins 24 hours before the deadline and ends at it.",
            ),
            rule=window.key,
            article=window.article,
            next_step=Text("请在这段时间内签到。", "Sign in within that time."),
        )
    opening = tenders.opening_of(section)
    with turn(), transaction.atomic():
        tag = desk.owner_tag(opening, bidder=organisation_of(by))
        mine = SealedBid.objects.filter(section=section, round=section.round, owner_tag=tag, state="in_force")
        bid = mine.select_for_update().first()
        if bid is None:
            raise refusals.no_such_bid()
        if bid.signed_in_at is None:
            event = BidderSignedIn(opening, bid.manifest_hash)
            subject = f"tender:{section.tender.code}"
            bid.sign_in_fact = append(event, subject=subject, by=None, at=at, secrecy=Secrecy.SEALED)
            bid.signed_in_at = at
            bid.save(update_fields=["signed_in_at", "sign_in_fact"])
    return bid


def confirm_row(closing: ClosingList, *, by: Actor, at: datetime) -> AnnouncedBid:
    """This will record that a bidder confirms its row of the read-out. Twice is once."""
    with turn(), transaction.atomic():
        closing = _locked(closing)
        bid: AnnouncedBid | None = _own_bid(closing, by).select_for_update().first()
        if bid is None:
            raise refusals.not_a_bidder_here()
        if not hasattr(bid, "outcome"):
            raise refusals.out_of_order(Text("您的投标还没有唱标。", "Your bid has not been read out yet."))
        if bid.confirmed_at is None:
            bid.confirmed_at = at
            bid.save(update_fields=["confirmed_at"])
            event = RowConfirmed(closing.section.number, closing.round, bid.sealed.manifest_hash)
            append(event, subject=subject_of(closing), by=organisation_of(by), at=at)
            grow_version(closing.pk)
    return bid


def raise_objection(closing: ClosingList, *, text: str, by: Actor, at: datetime) -> OpeningObjection:
    """This will raise a bidder's objection to the opening, on the spot: from the announcement until the host signs the record (REG 44)."""
    with transaction.atomic():
        closing = _locked(closing)
        if _own_bid(closing, by).first() is None:
            raise refusals.not_a_bidder_here()
        if closing.released_from_at is None or _is_signed(closing):
            raise NotNow(
                Text("对开标的异议只能在开标现场提出。", "Objections to an opening are raised on the spot."),
                rule="objection_to_opening",
                article="REG 44",
                next_step=Text(
                    "开标结束后，可以依法向行政监督部门投诉。",
                    "After the opening you may complain to the supervising authority.",
                ),
            )
        objection = OpeningObjection.objects.create(
            closing=closing, bidder_id=organisation_of(by), text=_filled(text, "text"), raised_at=at
        )
        event = OpeningObjectionRaised(
            closing.section.number, closing.round, objection.pk, objection.bidder_id, objection.text
        )
        append(event, subject=subject_of(closing), by=objection.bidder_id, at=at)
        grow_version(closing.pk)
    return objection


def answer_objection(objection: OpeningObjection, *, answer: str, by: Actor, at: datetime) -> OpeningObjection:
    """This will record the answer given on the spot, by the tenderer's side or the host (REG 44). An answer is given once."""
    with transaction.atomic():
        closing = _locked(objection.closing)
        tender = closing.section.tender
        if not may_answer_objections(by, tenderer=tender.tenderer_id, agency=tender.agency_id):
            raise refusals.not_the_host()
        objection = OpeningObjection.objects.select_for_update().get(pk=objection.pk)
        if objection.answered_at is not None:
            raise refusals.out_of_order(Text("这条异议已经答复。", "This objection has been answered."))
        objection.answer, objection.answered_by, objection.answered_at = _filled(answer, "answer"), by.id, at
        objection.save(update_fields=["answer", "answered_by", "answered_at"])
        event = OpeningObjectionAnswered(closing.section.number, closing.round, objection.pk, objection.answer)
        append(event, subject=subject_of(closing), by=by.id, at=at)
        grow_version(closing.pk)
    return objection


def act_as_bidder(signed: Any, *, at: datetime) -> None:
    """This will do what a bidder's signed document asks for at an opening: sign in, confirm its row, or object. No login is needed."""
    with refusals.malformed_document():
        kind = (
            str(signed["document"].get("type"))
            if isinstance(signed, dict) and isinstance(signed.get("document"), dict)
            else ""
        )
        document, key = open_document(signed, kind if kind in _ACTS else "opening-sign-in/v1")
        if set(document) != set(_ACTS[kind]):
            raise ValueError(f"{kind} has the fields {_ACTS[kind]}")
        checked_opening(document["opening"])
    _, by = people.key_holder(key, at=at)
    if not by.has_role("bidder") or by.organisation != document["bidder"]:
        raise refusals.foreign_key()
    section = tenders.section_in(document["opening"]["tender"], document["opening"]["section"])
    refuse_foreign_opening(document["opening"], expected=tenders.opening_of(section))
    acts: dict[str, Callable[[], object]] = {
        "opening-sign-in/v1": lambda: sign_in(section, by=by, at=at),
        "row-confirmation/v1": lambda: confirm_row(_closing(section), by=by, at=at),
        "opening-objection/v1": lambda: raise_objection(_closing(section), text=str(document["text"]), by=by, at=at),
    }
    acts[kind]()


def _closing(section: Section) -> ClosingList:
    closing = ClosingList.objects.filter(section=section, round=section.round).first()
    if closing is None:
        raise refusals.out_of_order(Text("还没有开标。", "The opening has not begun."))
    return closing


def _locked(closing: ClosingList) -> ClosingList:
    return ClosingList.objects.select_for_update(of=("self",)).select_related("section__tender").get(pk=closing.pk)


def _own_bid(closing: ClosingList, by: Actor) -> QuerySet[AnnouncedBid]:
    rows = AnnouncedBid.objects.filter(closing=closing)
    return rows.filter(bidder_id=organisation_of(by)) if by.has_role("bidder", "bidder_agent") else rows.none()


def _is_signed(closing: ClosingList) -> bool:
    return closing.section.state == "recorded" or (
        hasattr(closing, "record") and closing.record.signatures.filter(role="host").exists()
    )


def _filled(text: str, field: str) -> str:
    if not text.strip() or len(text) > LONGEST:
        raise NotValid(
            Text(f"请填写 1 至 {LONGEST} 个字。", f"Write 1 to {LONGEST} characters."),
            rule="field_filled",
            article="PLT",
            next_step=Text("请填写后再提交。", "Fill it in and submit again."),
            field=field,
        )
    return text.strip()
