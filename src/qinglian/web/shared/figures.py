"""Moments, money, sizes and hashes as pages write them (look.md 4). Pure: each takes the reader's language."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = ("B", "KB", "MB", "GB")


def in_china(value: datetime | str) -> datetime:
    """This will return the moment in Asia/Shanghai; facts write theirs as RFC 3339 text."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.astimezone(CHINA)


def ends_at_midnight(at: datetime, *, is_end: bool) -> tuple[datetime, str]:
    """This will return the day and the clock figures; an end at midnight is 24:00:00 of the day before."""
    if is_end and (at.hour, at.minute, at.second) == (0, 0, 0):
        return at - timedelta(days=1), "24:00:00"
    return at, f"{at:%H:%M:%S}"


def moment_words(value: datetime | str, *, language: str, is_end: bool = False) -> str:
    """This will write `2026-11-25 09:30:00 星期三`, where law counts."""
    day, figures = ends_at_midnight(in_china(value), is_end=is_end)
    weekdays = WEEKDAYS_EN if language.startswith("en") else WEEKDAYS_ZH
    return f"{day:%Y-%m-%d} {figures} {weekdays[day.weekday()]}"


def short_words(value: datetime | str, *, this_year: int, is_end: bool = False) -> str:
    """This will write `11-25 09:30`, with the year when it is not this one."""
    day, figures = ends_at_midnight(in_china(value), is_end=is_end)
    return f"{day:%m-%d} {figures[:5]}" if day.year == this_year else f"{day:%Y-%m-%d} {figures[:5]}"


def yuan_words(fen: int) -> str:
    """This will write fen as yuan with two decimals: `53,919,880.00`."""
    return f"{Decimal(fen) / 100:,.2f}"


def wan_words(fen: int, *, language: str) -> str:
    """This will write fen in 万元 with two decimals, for English readers in thousand yuan: the same precision, a known unit."""
    if language.startswith("en"):
        return f"{Decimal(fen) / 100_000:,.1f}"
    return f"{Decimal(fen) / 1_000_000:,.2f}"


def size_words(size: int) -> str:
    """This will write a file's size in bytes as `8.4 MB`."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{size} B" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def hash_words(digest: str) -> str:
    """This will write a hex hash in groups of four with the middle left out: `c41e 77b0 ⋯ 9d52`."""
    return f"{digest[:4]} {digest[4:8]} ⋯ {digest[-4:]}"


def time_left(deadline: datetime, *, now: datetime) -> tuple[int, str]:
    """This will return whole days and the figures `HH:MM:SS` that remain (0 and zeros when passed)."""
    seconds = max(0, int((deadline - now).total_seconds()))
    days, rest = divmod(seconds, 86_400)
    return days, f"{rest // 3600:02d}:{rest % 3600 // 60:02d}:{rest % 60:02d}"
