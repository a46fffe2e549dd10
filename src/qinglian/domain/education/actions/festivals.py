"""The six festivals of a year are planned, written, sent to everybody on the roll, and read."""

from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.education.events import ReminderSent, ReminderWritten
from qinglian.domain.education.festival_policy import may_write_reminders
from qinglian.domain.education.festival_words import WORDS
from qinglian.domain.education.lifecycle import REMINDER
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.education.queries.festivals import KIND, about, own_reading
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import Actor
from qinglian.law.festivals import FESTIVAL_BY_CODE, FIRST_YEAR, LAST_YEAR, festivals_of
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import failpoints
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

WRITERS = Text("机关党委和纪检人员", "the party office and discipline officers")


@transaction.atomic
def plan_festivals(year: int, *, by: Actor, at: datetime) -> int:
    """This will plan the six reminders of a year in our own words, each once, and return how many were new.

    The timetable's act, or the party office's. It leaves no fact of its own: days follow from the calendar, words are told when they are sent.
    """
    if not (by.has_role("timetable") or may_write_reminders(by)):
        raise refusing.not_yours(WRITERS, rule="festivals_kept")
    if not FIRST_YEAR < year <= LAST_YEAR:
        wrong = Text(
            f"只能排{FIRST_YEAR + 1}至{LAST_YEAR}年的节日。",
            f"Years from {FIRST_YEAR + 1} to {LAST_YEAR} can be planned.",
        )
        raise refusing.not_valid("year", wrong, Text("请换一个年份。", "Choose another year."), rule="field_form")  # fmt: skip
    ahead = timedelta(days=rule("festival_reminder_days", on=at.astimezone(CHINA).date()).number())
    rows = [
        FestivalReminder(
            year=year, festival=festival.code, day=day, send_on=day - ahead, planned_at=at,
            words_zh=WORDS[festival.code].zh, words_en=WORDS[festival.code].en,
        )
        for festival, day in festivals_of(year)
    ]  # fmt: skip
    before = FestivalReminder.objects.filter(year=year).count()
    FestivalReminder.objects.bulk_create(rows, ignore_conflicts=True)
    return FestivalReminder.objects.filter(year=year).count() - before


@transaction.atomic
def write_reminder(
    reminder: FestivalReminder, *, words_zh: str, words_en: str, by: Actor, at: datetime
) -> FestivalReminder:
    """This will put other words into a reminder that has not been sent."""
    reminder = FestivalReminder.objects.select_for_update().get(pk=reminder.pk)
    move = REMINDER.require("write_reminder", state=reminder.state, by=by)
    zh = refusing.require_text(words_zh, "words_zh", Text("提醒的中文", "The reminder in Chinese"))
    en = refusing.require_text(words_en, "words_en", Text("提醒的英文", "The reminder in English"))

    reminder.state, reminder.words_zh, reminder.words_en, reminder.written_by = move.target, zh, en, by.id
    reminder.save(update_fields=["state", "words_zh", "words_en", "written_by"])

    _record(ReminderWritten(reminder.year, reminder.festival, zh, en), reminder, by=by, at=at)
    return reminder


@transaction.atomic
def send_reminder(reminder: FestivalReminder, *, by: Actor, at: datetime) -> FestivalReminder:
    """This will send a reminder: everybody on the roll owes its reading by the festival's day. A festival that is over is not recalled any more (NotNow)."""
    reminder = FestivalReminder.objects.select_for_update().get(pk=reminder.pk)
    move = REMINDER.require("send_reminder", state=reminder.state, by=by)
    if at.astimezone(CHINA).date() > reminder.day:
        raise refusing.not_now(
            Text("节日已经过了。", "The festival is over."),
            Text("请准备下一个节日的提醒。", "Prepare the next festival's reminder."),
            rule="festival_reminder_days",
        )

    reminder.state, reminder.sent_at = move.target, at
    reminder.save(update_fields=["state", "sent_at"])
    entries = list(on_roll())
    name = FESTIVAL_BY_CODE[reminder.festival].name
    title = Text(f"{reminder.year}年{name.zh}廉洁提醒", f"Integrity reminder, {name.en} {reminder.year}")
    for entry in entries:
        open_duty(KIND, owed_by=entry.person, about=about(reminder), title=title, due_on=reminder.day, by=by, at=at)
        failpoints.reach("reminder-half-sent")

    told = (reminder.year, reminder.festival, reminder.day.isoformat(), len(entries), reminder.words_zh, reminder.words_en)  # fmt: skip
    _record(ReminderSent(*told), reminder, by=by, at=at)
    return reminder


@transaction.atomic
def read_reminder(reminder: FestivalReminder, *, by: Actor, at: datetime) -> FestivalReminder:
    """This will note that the actor has read the reminder; reading it again changes nothing (NotNow: it was not sent to the actor).

    The fact is the duty's.
    """
    was_read = fulfil_duty(KIND, owed_by=by.id, about=about(reminder), evidence=about(reminder), by=by, at=at)
    if not was_read and not _has_read(reminder, by):
        raise refusing.not_now(
            Text("这条提醒没有发给您。", "This reminder was not sent to you."),
            Text("提醒发出时在花名册上的人才需要阅读。", "Whoever was on the roll when it was sent is asked to read it."),
            rule="festival_reminder_days",
        )  # fmt: skip
    return reminder


def _has_read(reminder: FestivalReminder, by: Actor) -> bool:
    found = own_reading(reminder, asker=by)
    return found is not None and found.fulfilled_at is not None


def _record(event: ReminderWritten | ReminderSent, reminder: FestivalReminder, *, by: Actor, at: datetime) -> None:
    subject = f"festival:{reminder.year}-{reminder.festival}"
    append(event, subject=subject, by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
