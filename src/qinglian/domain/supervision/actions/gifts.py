"""Gifts that could not be refused are declared, handed in, disposed of."""

from datetime import date, datetime, timedelta

from django.db import transaction

from qinglian.domain.people import refusing
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.events import GiftDeclared, GiftDisposedOf, GiftTaken
from qinglian.domain.supervision.gift_kinds import DISPOSALS, GIVERS
from qinglian.domain.supervision.lifecycle import GIFT
from qinglian.domain.supervision.models import Gift
from qinglian.domain.supervision.queries.gifts import STAFF
from qinglian.law.actor import Actor
from qinglian.law.festivals import festival_around
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy


@transaction.atomic
def declare_gift(
    what: str, *, giver_kind: str, circumstances: str, received_on: date, by: Actor, at: datetime, giver: str = "", value_fen: int | None = None
) -> Gift:  # fmt: skip
    """This will declare what the actor received and could not refuse. It is to be handed in within the rulebook's days of receipt."""
    if not by.has_role(*CENTRE_ROLES):
        raise refusing.not_yours(STAFF, rule="gifts_confidential")
    if giver_kind not in GIVERS:
        raise refusing.unfilled("giver_kind", Text("谁送的", "Who gave it"))
    if received_on > at.astimezone(CHINA).date():
        raise refusing.not_valid(
            "received_on",
            Text("收到的日期在今天以后。", "It was received after today."),
            Text("请改收到日期。", "Change the day."),
            rule="field_form",
        )

    days = rule("gift_days", on=received_on).number()
    gift = Gift.objects.create(
        declared_by_id=by.id, what=refusing.require_text(what, "what", Text("收到什么", "What was received"), most=200),
        giver_kind=giver_kind, giver=giver.strip()[:120], value_fen=value_fen, received_on=received_on, declared_at=at,
        circumstances=refusing.require_text(circumstances, "circumstances", Text("当时为什么没能退掉", "Why it could not be refused"), most=2000),
        festival=festival_around(received_on, days=rule("festival_near_days", on=received_on).number()),
        due_on=received_on + timedelta(days=days),
    )  # fmt: skip

    _record(GiftDeclared(gift.pk, giver_kind, received_on.isoformat()), gift, by=by, at=at)
    return gift


@transaction.atomic
def take_gift(gift: Gift, *, handed_in_on: date, by: Actor, at: datetime) -> Gift:
    """This will note that a declared gift was handed in; too late is noted, and not refused. Nobody takes in one's own (NotAllowed)."""
    gift = Gift.objects.select_for_update().get(pk=gift.pk)
    move = GIFT.require("take_gift", state=gift.state, by=by)
    _require_another(gift, by)
    _require_day(handed_in_on, "handed_in_on", after=gift.received_on, at=at)

    gift.state, gift.handed_in_on, gift.taken_by = move.target, handed_in_on, by.id
    gift.save(update_fields=["state", "handed_in_on", "taken_by"])

    event = GiftTaken(gift.pk, handed_in_on.isoformat(), is_late=handed_in_on > gift.due_on)
    _record(event, gift, by=by, at=at)
    return gift


@transaction.atomic
def dispose_of_gift(gift: Gift, *, disposal: str, disposed_on: date, remark: str, by: Actor, at: datetime) -> Gift:
    """This will note what became of a gift, with the evidence (receipt of the treasury, whom it was returned to)."""
    gift = Gift.objects.select_for_update().get(pk=gift.pk)
    move = GIFT.require("dispose_of_gift", state=gift.state, by=by)
    _require_another(gift, by)
    if disposal not in DISPOSALS:
        raise refusing.unfilled("disposal", Text("怎样处置", "What became of it"))
    _require_day(disposed_on, "disposed_on", after=gift.handed_in_on or gift.received_on, at=at)
    words = refusing.require_text(remark, "remark", Text("处置凭据", "The evidence"), most=2000)

    gift.state, gift.disposal, gift.disposed_on, gift.remark = move.target, disposal, disposed_on, words
    gift.save(update_fields=["state", "disposal", "disposed_on", "remark"])

    _record(GiftDisposedOf(gift.pk, disposal), gift, by=by, at=at)
    return gift


def _require_another(gift: Gift, by: Actor) -> None:
    if gift.declared_by_id == by.id:
        raise refusing.not_yours(Text("登记人以外的纪检人员", "another discipline officer than the declarer"), rule="second_person")  # fmt: skip


def _require_day(day: date, field: str, *, after: date, at: datetime) -> None:
    if not after <= day <= at.astimezone(CHINA).date():
        raise refusing.not_valid(
            field,
            Text("日期早于上一步，或者在今天以后。", "The day is before the last step or after today."),
            Text("请改日期。", "Change the day."),
            rule="times_in_order",
        )


def _record(event: GiftDeclared | GiftTaken | GiftDisposedOf, gift: Gift, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"gift:{gift.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
