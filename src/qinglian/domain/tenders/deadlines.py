"""Days of a tender: how they are counted, the earliest lawful deadline, and the times that a new notice starts with. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from qinglian.law.calendar import DayAnswer, WorkingCalendar, days_between
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MORNING = time(9, 0)
_EVENING = time(17, 30)
_SALE_DAYS = 15
_QUESTION_DAYS = 17  # before the deadline: answers still reach everybody 15 days before it


@dataclass(frozen=True)
class Times:
    """The four moments of a notice."""

    documents_from_at: datetime
    documents_until_at: datetime
    questions_until_at: datetime
    deadline_at: datetime


def bid_period(first: datetime, deadline: datetime) -> int:
    """This will count the bid period's calendar days: the day of issue is not counted, the day of the deadline is (ZTB 24)."""
    return days_between(first.date(), deadline.date())


def earliest_deadline(first: date, *, days: int, calendar: WorkingCalendar) -> DayAnswer:
    """This will return the earliest lawful day of a deadline `days` after `first`, moved off a statutory holiday."""
    return calendar.last_day(first, days)


def on_day(day: date, *, like: datetime) -> datetime:
    """This will return the moment on that day with the hour and zone of another moment."""
    return datetime.combine(day, like.timetz())


def proposed_times(at: datetime, *, calendar: WorkingCalendar) -> Times:
    """This will propose lawful times for a notice begun at `at`: issue on the second next working day, twenty days and a margin of two."""
    start = calendar.add_working_days(at.date(), 2).on
    days = rule("min_bid_period_days", on=at.date()).number() + 2
    last = calendar.working_day_from(calendar.last_day(start, days).on).on
    until = min(calendar.working_day_from(start + timedelta(days=_SALE_DAYS)).on, last - timedelta(days=1))
    return Times(
        documents_from_at=datetime.combine(start, _MORNING, at.tzinfo),
        documents_until_at=datetime.combine(until, _EVENING, at.tzinfo),
        questions_until_at=datetime.combine(last - timedelta(days=_QUESTION_DAYS), _EVENING, at.tzinfo),
        deadline_at=datetime.combine(last, _MORNING, at.tzinfo),
    )


def how_counted(first: date, answer: DayAnswer, *, days: int, calendar: WorkingCalendar) -> Text:
    """This will say how a period was counted: 日历天，11-19 起算第 20 日为 12-09（星期三，工作日，无须顺延）."""
    start, counted = f"{first:%m-%d}", f"{answer.counted:%m-%d}"
    zh = f"日历天，{start} 起算第 {days} 日为 {counted}（星期{WEEKDAYS_ZH[answer.counted.weekday()]}"
    en = f"Calendar days: day {days} after {start} is {counted} ({WEEKDAYS_EN[answer.counted.weekday()]}"
    if answer.holiday is not None and answer.is_moved:
        zh += f"，{answer.holiday.name.zh}假期，顺延到 {answer.on:%m-%d}）"
        en += f", {answer.holiday.name.en}: moved to {answer.on:%m-%d})"
    else:
        works = calendar.is_working_day(answer.counted)
        zh += "，工作日，无须顺延）" if works else "，休息日，非法定节假日，不顺延）"
        en += ", a working day, not moved)" if works else ", a rest day but no public holiday, not moved)"
    if not answer.confirmed:
        zh += f"。{answer.on.year} 年放假通知尚未公布，按推算"
        en += f". The notice of holidays for {answer.on.year} is not out: provisional"
    return Text(zh + "。", en + ".")
