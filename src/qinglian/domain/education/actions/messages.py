"""The party office keeps the collection and schedules days; the timetable releases the day's message."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from qinglian.domain.education.culture_policy import PARTY_OFFICE, may_keep_culture
from qinglian.domain.education.culture_words import FETCHED, HANDED, MESSAGE_KINDS
from qinglian.domain.education.events import (
    MessageEntered,
    MessageHanded,
    MessageReleased,
    MessageScheduled,
    MessageWithdrawn,
)
from qinglian.domain.education.lifecycle import MESSAGE
from qinglian.domain.education.models import ChannelLog, DayMessage, Message
from qinglian.domain.education.queries.messages import day_of, next_in_order, text_of
from qinglian.domain.people.refusing import not_now, not_valid, not_yours, require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@transaction.atomic
def add_message(*, kind: str, text: str, source: str, by: Actor, at: datetime) -> Message:
    """This will add a motto or a typical case at the end of the collection."""
    if not may_keep_culture(by):
        raise not_yours(PARTY_OFFICE, rule="messages_kept")
    if kind not in MESSAGE_KINDS:
        raise unlisted("kind", rule="message_kind")
    text = require_text(text, "text", Text("内容", "The text"), most=600)
    source = require_text(source, "source", Text("出处", "The source"), most=120)

    last = Message.objects.aggregate(last=Max("number"))["last"] or 0
    message = Message.objects.create(
        kind=kind, number=last + 1, text=text, source=source, entered_by=by.id, entered_at=at
    )  # fmt: skip

    append(MessageEntered(message.pk, kind, text), subject=f"message:{message.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)  # fmt: skip
    return message


@transaction.atomic
def schedule_message(message: Message, *, day: date, by: Actor, at: datetime) -> DayMessage:
    """This will have a message released on a day, in place of another that was scheduled (NotValid in the past, NotNow once released)."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    MESSAGE.require("schedule_message", state=message.state, by=by)
    if day < day_of(at):
        raise not_valid(
            "day",
            Text("这一天已经过了。", "This day is over."),
            Text("请填今天或者以后的日期。", "Give today or a later day."),
            rule="message_day_ahead",
        )
    row = DayMessage.objects.select_for_update().filter(day=day).first() or DayMessage(day=day)
    if row.released_at is not None:
        raise not_now(
            Text("这一天的消息已经推送。", "The message of this day is released."),
            Text("请安排以后的日期。", "Schedule a later day."),
            rule="message_day_ahead",
        )

    row.message, row.is_from_order = message, False
    row.save()

    event = MessageScheduled(message.pk, day.isoformat())
    append(event, subject=f"message:{message.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return row


@transaction.atomic
def withdraw_message(message: Message, *, reason: str, by: Actor, at: datetime) -> Message:
    """This will take a message out of use; days that it was scheduled for and that have not come fall back to the collection."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    move = MESSAGE.require("withdraw_message", state=message.state, by=by)
    reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)

    message.state = move.target
    message.save(update_fields=["state"])
    DayMessage.objects.filter(message=message, released_at=None).delete()

    event = MessageWithdrawn(message.pk, reason)
    append(event, subject=f"message:{message.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return message


@transaction.atomic
def release_message(*, by: Actor, at: datetime) -> DayMessage:
    """This will release the day's message to the channels that fetch it: portal, screen and feed, once (NotNow: released, or nothing to release).

    A day that lacks a message takes the next of the collection in its order.
    """
    if not by.has_role("timetable"):
        raise not_yours(Text("平台的定时任务", "the platform's timetable"), rule="message_hour")
    day = day_of(at)
    row = DayMessage.objects.select_for_update().select_related("message").filter(day=day).first()
    message = row.message if row else next_in_order()
    if message is None or (row and row.released_at):
        raise _nothing_to_release()

    row = row or DayMessage(day=day, message=message, is_from_order=True)
    row.released_at = at
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # another timetable was faster
        raise _nothing_to_release() from error
    for channel in FETCHED:
        _log(row, channel, at=at)

    event = MessageReleased(day.isoformat(), message.kind, message.text, message.source)
    append(event, subject=f"message-day:{day.isoformat()}", by=by.id, at=at)
    return row


@transaction.atomic
def log_handed(row: DayMessage, *, channel: str, by: Actor, at: datetime) -> ChannelLog:
    """This will note that a channel to which messages are handed has taken the day's message (NotNow: noted already)."""
    if not by.has_role("timetable"):
        raise not_yours(Text("平台的定时任务", "the platform's timetable"), rule="message_hour")
    if channel not in HANDED:
        raise unlisted("channel", rule="message_kind")

    try:
        with transaction.atomic():
            log = _log(row, channel, at=at)
    except IntegrityError as error:
        raise not_now(
            Text("这个渠道已经收下。", "The channel has taken it."),
            Text("不用再推送。", "Nothing is left to do."),
            rule="message_hour",
        ) from error

    event = MessageHanded(row.day.isoformat(), channel)
    append(event, subject=f"message-day:{row.day.isoformat()}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return log


def _nothing_to_release() -> NotNow:
    return not_now(
        Text("今天没有要推送的消息。", "There is nothing to release today."),
        Text("请先把格言和案例放进消息库。", "Put mottos and cases into the collection first."),
        rule="message_hour",
    )


def _log(row: DayMessage, channel: str, *, at: datetime) -> ChannelLog:
    return ChannelLog.objects.create(day=row.day, channel=channel, text=text_of(row.message), at=at)
