"""Letters, activities and pledges of families: voluntary, and withdrawn at any time with everything that was told."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.education.events import FamilyEventHeld, FamilyTookPart, FamilyWithdrew
from qinglian.domain.education.family_policy import EVENT_KINDS, is_own, is_staff, may_organise_families
from qinglian.domain.education.models import FamilyEvent, FamilyPart
from qinglian.domain.people import refusing
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy
from qinglian.record.secret_text import seal_words

PARTY_OFFICE = Text("机关党委", "the party office")
STAFF = Text("中心工作人员", "the centre's staff")


@transaction.atomic
def hold_family_event(*, kind: str, title: str, words: str, held_on: date, by: Actor, at: datetime) -> FamilyEvent:
    """This will send a letter to families, or announce an activity with them."""
    if not may_organise_families(by):
        raise refusing.not_yours(PARTY_OFFICE, rule="family_voluntary")
    if kind not in EVENT_KINDS:
        raise refusing.unfilled("kind", Text("类别", "The kind"))
    title = refusing.require_text(title, "title", Text("标题", "The title"), most=120)
    words = refusing.require_text(words, "words", Text("内容", "The words"))

    found = FamilyEvent.objects.create(kind=kind, title=title, words=words, held_on=held_on, by=by.id, at=at)

    event = FamilyEventHeld(found.pk, kind, held_on.isoformat())
    append(event, subject=f"family-event:{found.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return found


@transaction.atomic
def join_family_event(event: FamilyEvent, *, told: str = "", by: Actor, at: datetime) -> FamilyPart:
    """This will note that the actor's family read the letter or came to the activity, with what it wants to say (or nothing)."""
    if not is_staff(by):
        raise refusing.not_yours(STAFF, rule="family_voluntary")
    return _take_part(event.kind, event, told.strip()[:2000], by=by, at=at)


@transaction.atomic
def give_family_pledge(*, told: str, by: Actor, at: datetime) -> FamilyPart:
    """This will keep the voluntary pledge of the actor's family for this year."""
    if not is_staff(by):
        raise refusing.not_yours(STAFF, rule="family_voluntary")
    told = refusing.require_text(told, "told", Text("承诺内容", "The pledge"), most=2000)
    return _take_part("pledge", None, told, by=by, at=at)


@transaction.atomic
def withdraw_family_part(part: FamilyPart, *, by: Actor, at: datetime) -> FamilyPart:
    """This will withdraw a family's part and delete what it told; the figure follows."""
    part = FamilyPart.objects.select_for_update().get(pk=part.pk)
    if not is_own(part, by):
        raise refusing.not_yours(Text("本人", "the member of staff"), rule="family_voluntary")
    if part.withdrawn_at is not None:
        raise refusing.not_now(
            Text("已经撤回。", "It is withdrawn already."), Text("无须再办。", "Nothing is left to do."), rule="family_voluntary"
        )  # fmt: skip

    part.withdrawn_at, part.sealed = at, b""
    part.save(update_fields=["withdrawn_at", "sealed"])

    event = FamilyWithdrew(part.pk, part.member_id)
    append(event, subject=f"person:{part.member_id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return part


def _take_part(kind: str, event: FamilyEvent | None, told: str, *, by: Actor, at: datetime) -> FamilyPart:
    year = event.held_on.year if event else at.astimezone(CHINA).year
    try:
        with transaction.atomic():
            part = FamilyPart.objects.create(kind=kind, event=event, member_id=by.id, year=year, at=at)
    except IntegrityError:
        raise refusing.not_now(
            Text("您的家属已经参加过了。", "Your family has taken part already."),
            Text("要改内容的，先撤回再填。", "To change it, withdraw and fill in again."),
            rule="family_voluntary",
        ) from None
    part.sealed = seal_words({"told": told}, about=f"family:{part.pk}")
    part.save(update_fields=["sealed"])
    fact = FamilyTookPart(part.pk, kind, by.id)
    append(fact, subject=f"person:{by.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return part
