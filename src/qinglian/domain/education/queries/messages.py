"""The day's message, the collection and its schedule, and what each channel took."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from qinglian.domain.education.culture_policy import STAFF, may_see_culture
from qinglian.domain.education.culture_words import CHANNELS, HANDED
from qinglian.domain.education.models import ChannelLog, DayMessage, Message
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

FEED_DAYS = 30


@dataclass(frozen=True)
class DayText:
    """What one day says to the public: `released_at` is None while the hour has not come."""

    day: date
    kind: str
    text: str
    source: str
    released_at: datetime | None


@dataclass(frozen=True)
class DayPlan:
    """One day of the schedule: its row, None while the day takes the next of the collection."""

    day: date
    row: DayMessage | None


def day_of(at: datetime) -> date:
    """This will return the day in China."""
    return at.astimezone(CHINA).date()


def text_of(message: Message) -> str:
    """This will write a message with its source, as channels take it."""
    return f"{message.text}——{message.source}"


def next_in_order() -> Message | None:
    """This will return the message that a day without one takes: the next of the collection behind the last that was taken so, round and round."""
    last = (
        DayMessage.objects.filter(is_from_order=True).order_by("-day").values_list("message__number", flat=True).first()
    )
    kept = Message.objects.filter(state="kept").order_by("number")
    return kept.filter(number__gt=last or 0).first() or kept.first()


def message_of_day(at: datetime) -> DayText | None:
    """This will return the message that stands now: today's once it is released, until then the last one (None before the first). Public."""
    rows = DayMessage.objects.filter(released_at__isnull=False, day__lte=day_of(at)).select_related("message")
    row = rows.order_by("-day").first()
    return _told(row) if row else None


def messages_released(at: datetime) -> list[DayText]:
    """This will list the messages of the last days, newest first. Public: what the feeds hold."""
    rows = DayMessage.objects.filter(released_at__isnull=False, day__lte=day_of(at)).select_related("message")
    return [_told(row) for row in rows.order_by("-day")[:FEED_DAYS]]


def messages_for(asker: Actor, *, kind: str = "", state: str = "") -> QuerySet[Message]:
    """This will list the collection in its order (NotAllowed for strangers)."""
    _require_reader(asker)
    rows = Message.objects.order_by("number")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(state=state) if state else rows


def message_for(number: int, *, asker: Actor) -> Message:
    """This will return one message of the collection by its key (NotFound when there is none, or it is not yours to see)."""
    found = Message.objects.filter(pk=number).first() if may_see_culture(asker) else None
    if found is None:
        raise unknown(Text("条消息", "message"))
    return found


def schedule_for(asker: Actor, *, on: date, days: int = 14) -> list[DayPlan]:
    """This will list the coming days with their messages (NotAllowed for strangers)."""
    _require_reader(asker)
    rows = DayMessage.objects.filter(day__gte=on, day__lt=on + timedelta(days=days)).select_related("message")
    by_day = {row.day: row for row in rows}
    return [DayPlan(on + timedelta(days=n), by_day.get(on + timedelta(days=n))) for n in range(days)]


def days_of(message: Message, *, asker: Actor, on: date) -> list[date]:
    """This will list the days from `on` that a message is scheduled for (NotAllowed for strangers)."""
    _require_reader(asker)
    return list(DayMessage.objects.filter(message=message, day__gte=on).order_by("day").values_list("day", flat=True))


def channel_log_for(asker: Actor, *, channel: str = "", day: date | None = None) -> QuerySet[ChannelLog]:
    """This will list what each channel took when, newest first (NotAllowed for strangers)."""
    _require_reader(asker)
    rows = ChannelLog.objects.order_by("-day", "channel")
    rows = rows.filter(channel=channel) if channel in CHANNELS else rows
    return rows.filter(day=day) if day else rows


def days_logged(asker: Actor, *, channel: str = "", year: int | None = None) -> QuerySet[ChannelLog, Any]:
    """This will list the days (of a year) whose message a channel took, newest first: `day`, and `n`, how many channels took it."""
    _require_reader(asker)
    rows = ChannelLog.objects.values("day").annotate(n=Count("pk")).order_by("-day")
    rows = rows.filter(day__in=channel_log_for(asker, channel=channel).values("day")) if channel else rows
    return rows.filter(day__year=year) if year else rows


def is_release_due(at: datetime) -> bool:
    """This will say whether the hour has come and today's message is not released yet."""
    hour = rule("message_hour", on=day_of(at)).number()
    if at.astimezone(CHINA).hour < hour:
        return False
    released = DayMessage.objects.filter(day=day_of(at), released_at__isnull=False).exists()
    return not released and (
        DayMessage.objects.filter(day=day_of(at)).exists() or Message.objects.filter(state="kept").exists()
    )


def to_hand(at: datetime) -> list[tuple[DayMessage, str]]:
    """This will list today's released message with each channel that it was not handed to yet."""
    row = DayMessage.objects.filter(day=day_of(at), released_at__isnull=False).select_related("message").first()
    if row is None:
        return []
    taken = set(ChannelLog.objects.filter(day=row.day).values_list("channel", flat=True))
    return [(row, channel) for channel in HANDED if channel not in taken]


def messages_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count the days of the year on which every channel took the day's message, of the days that had one. One query."""
    days = [row["n"] for row in days_logged(asker, year=on.year).filter(had("at", on=on))]
    label, unit = Text("廉政消息推送到各渠道", "Messages released to every channel"), Text("天", "days")
    whole = sum(n == len(CHANNELS) for n in days)
    return [Figure("messages", "build", label, unit, whole, len(days), 0, "centre_message_log", f"year={on.year}")]


def _told(row: DayMessage) -> DayText:
    return DayText(row.day, row.message.kind, row.message.text, row.message.source, row.released_at)


def _require_reader(asker: Actor) -> None:
    if not may_see_culture(asker):
        raise not_yours(STAFF, rule="messages_kept")
