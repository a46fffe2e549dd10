"""Festivals' reminders, who has read them and who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Value

from qinglian.domain.education.festival_policy import may_see_reminders
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import end_of, had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import Duty, RollEntry
from qinglian.domain.people.queries import duties_for
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.festivals import FESTIVALS
from qinglian.law.text import Text

KIND = "festival_reading"
STAFF = Text("中心工作人员和监督人员", "the centre's staff and supervisors")
REMINDER = Text("条节日提醒", "festival reminder")
REMINDERS, READ = Text("节日廉洁提醒", "Festival reminders"), Text("节日提醒已读", "Festival reminders read")


@dataclass(frozen=True)
class ReadRate:
    """Of how many who are on the roll now how many have read a reminder, and, where a day was named, how many were late on it."""

    asked: int
    read: int
    late: int = 0

    @property
    def share(self) -> Share:
        """Who has read it, of all who were asked."""
        return Share(self.read, self.asked)


def about(reminder: FestivalReminder) -> str:
    """This will name the reminder as duties about it do."""
    return f"festival:{reminder.pk}"


def reminders_for(asker: Actor, *, year: int) -> QuerySet[FestivalReminder]:
    """This will list a year's reminders, earliest first (NotAllowed for strangers)."""
    if not may_see_reminders(asker):
        raise refusing.not_yours(STAFF, rule="festivals_kept")
    return FestivalReminder.objects.filter(year=year).order_by("day", "festival")


def reminder_for(number: int, *, asker: Actor) -> FestivalReminder:
    """This will return one reminder (NotFound when there is none, or for strangers)."""
    found = FestivalReminder.objects.filter(pk=number).first() if may_see_reminders(asker) else None
    if found is None:
        raise refusing.unknown(REMINDER)
    return found


def read_rates(reminders: Iterable[FestivalReminder], *, on: date | None = None) -> dict[int, ReadRate]:
    """This will return each reminder's read rate by its number, at the end of a day (None: now). One query."""
    rows = list(reminders)
    told = _asked([about(row) for row in rows]).values("about")
    late = Count("pk", filter=late_on(on)) if on else Value(0)
    counted = told.annotate(asked=Count("pk"), read=Count("pk", filter=had("fulfilled_at", on=on)), late=late)
    by_about = {row["about"]: ReadRate(row["asked"], row["read"], row["late"]) for row in counted}
    return {row.pk: by_about.get(about(row), ReadRate(0, 0)) for row in rows}


def not_read_by(reminder: FestivalReminder, *, asker: Actor) -> list[Duty]:
    """This will list who is on the roll and has not read it: all of them for those who may see all duties, the own section's for its head, oneself otherwise."""
    standing = duties_for(asker, kind=KIND, about=about(reminder), standing=True)
    return list(standing.filter(owed_by__in=_on_roll()).order_by("owed_by__name", "pk"))


def sections_of(people: Iterable[str]) -> dict[str, str]:
    """This will return the section of each of these people who is on the roll now. One query."""
    rows = RollEntry.objects.filter(person__in=list(people), until_at=None)
    return dict(rows.values_list("person_id", "department"))


def own_reading(reminder: FestivalReminder, *, asker: Actor) -> Duty | None:
    """This will return the asker's own duty to read it, done or not (None when nothing was asked)."""
    return Duty.objects.filter(kind=KIND, about=about(reminder), owed_by_id=asker.id, waived_at=None).first()


def are_festivals_planned(years: Iterable[int]) -> bool:
    """This will say whether all six of each of these years are planned."""
    wanted = list(years)
    return FestivalReminder.objects.filter(year__in=wanted).count() == len(wanted) * len(FESTIVALS)


def reminders_due(on: date) -> list[FestivalReminder]:
    """This will list what is to be sent on that day: its day to be sent has come and the festival is not over."""
    return list(FestivalReminder.objects.filter(state="planned", send_on__lte=on, day__gte=on).order_by("day", "pk"))


def festivals_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count the year's reminders sent of six, and how many of those asked had read them at the end of a day. Two queries."""
    rows = list(reminders_for(asker, year=on.year))
    sent = [row for row in rows if row.sent_at is not None and row.sent_at <= end_of(on)]
    missed = [row for row in rows if row not in sent and row.day < on]
    rates = read_rates(sent, on=on).values()
    page, query = "centre_festivals", f"year={on.year}"
    return [
        Figure("festivals_sent", "promote", REMINDERS, Text("次", "reminders"), len(sent), len(FESTIVALS), len(missed), page, query, part="sent"),
        Figure("festivals_read", "promote", READ, Text("人次", "readings"), sum(one.read for one in rates), sum(one.asked for one in rates), sum(one.late for one in rates), page, query, part="read"),
    ]  # fmt: skip


def _asked(abouts: list[str]) -> QuerySet[Duty]:
    return Duty.objects.filter(kind=KIND, about__in=abouts, waived_at=None, owed_by__in=_on_roll())


def _on_roll() -> QuerySet[RollEntry, str]:
    return RollEntry.objects.filter(until_at=None).values_list("person_id", flat=True)
