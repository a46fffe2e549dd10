"""How long candidates are public, and what their notice says. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from qinglian.law.calendar import WorkingCalendar
from qinglian.record.clock import CHINA


def end_of_day(day: date) -> datetime:
    """This will return the midnight that ends a day in China."""
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def period_end(at: datetime, *, days: int, calendar: WorkingCalendar) -> datetime:
    """This will return the end of a period of days: the first day is not counted, a last day on a holiday moves to a working day."""
    return end_of_day(calendar.last_day(at.astimezone(CHINA).date(), days).on)


def candidate_rows(
    result: Mapping[str, Any], *, names: Mapping[int, str], sheets: Mapping[int, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """This will return the candidates with what the law wants public (O10 6): rank, name, price, quality, period, total, project manager."""
    ranked: Sequence[Mapping[str, Any]] = result["ranking"]
    return [
        {
            "rank": row["rank"],
            "number": row["number"],
            "bidder": row["bidder"],
            "name": names[row["number"]],
            "price_fen": row["price_fen"],
            "quality": str(sheets[row["number"]].get("quality", "")),
            "period_days": sheets[row["number"]].get("period_days"),
            "project_manager": str(sheets[row["number"]].get("project_manager", "")),
            "total": row.get("total"),
        }
        for row in ranked
        if row["number"] in result["candidates"]
    ]
