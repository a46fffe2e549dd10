"""Lists of openings: today's on the home page, all of them on their own page. Numbers of bidders appear only after the announcement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids.queries.tally import Tally, tallies
from qinglian.domain.tenders.procedures import KINDS
from qinglian.domain.tenders.queries import board
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.public.fact_words import FAILED_BECAUSE
from qinglian.web.public.stages import Standing, standing

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

DAYS_AHEAD = 30
LISTED = 50


@dataclass(frozen=True)
class OpeningRow:
    """One opening in a list: the section, its chip, how far it is once the bidders are announced, one line of words."""

    section: Section
    deadline_at: datetime
    kind: Text
    standing: Standing
    tally: Tally | None
    words: Text
    is_waiting: bool
    is_running: bool
    has_result: bool


def openings_page(request: HttpRequest) -> HttpResponse:
    """This will list today's openings, those of the coming month, and the latest that are over."""
    now = clock.now()
    start, end = day_of(now)
    coming = board.openings(from_at=end, until_at=end + timedelta(days=DAYS_AHEAD), limit=LISTED)
    past = board.openings(until_at=start, limit=LISTED)
    today = board.openings(from_at=start, until_at=end, limit=LISTED)
    groups = (
        (Text("今天", "Today"), opening_rows(today), Text("今天没有开标。", "No opening today.")),
        (
            Text("今后 30 天", "The next 30 days"),
            opening_rows(coming),
            Text("今后 30 天还没有安排。", "None is planned yet."),
        ),
        (Text("已经到点的", "Past"), opening_rows(past), Text("还没有开过标。", "None so far.")),
    )
    return render(request, "public/openings.html", {"groups": groups, "now": now})


def day_of(at: datetime) -> tuple[datetime, datetime]:
    """This will return the first moment of this day in China and of the next."""
    start = at.astimezone(clock.CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def opening_rows(sections: Sequence[Section]) -> list[OpeningRow]:
    """This will put openings into rows: two queries for all of them."""
    counted = tallies(sections)
    held = board.held_among([section.tender_id for section in sections])
    return [
        _row(section, counted.get(section.pk), is_held=section.tender_id in held)
        for section in sections
        if section.notice
    ]


def _row(section: Section, tally: Tally | None, *, is_held: bool) -> OpeningRow:
    assert section.notice is not None  # asked for by the board
    return OpeningRow(
        section=section,
        deadline_at=section.notice.deadline_at,
        kind=KINDS[section.tender.kind],
        standing=standing(section, is_held=is_held),
        tally=tally,
        words=_words(section, tally, is_held=is_held),
        is_waiting=section.state == "bidding" and not is_held,
        is_running=section.state == "releasing",
        has_result=section.state in ("publicised", "awarded"),
    )


def _words(section: Section, tally: Tally | None, *, is_held: bool) -> Text:
    if is_held and section.state == "bidding":
        return Text("时间另行公告", "New times will be announced")
    if section.state == "failed":
        reason = str((section.failure or {}).get("reason", ""))
        return FAILED_BECAUSE.get(reason, Text(reason, reason))
    if section.state == "closed":
        return Text("截止清单等待见证", "The closing list waits for the witnesses")
    if tally is None:
        return Text("", "")
    if section.state == "releasing":
        return Text(
            f"{tally.opened:,} / {tally.announced:,} 家已解密", f"{tally.opened:,} of {tally.announced:,} opened"
        )
    if not tally.failed:
        return Text(f"{tally.announced:,} 家投标，全部解密", f"{tally.announced:,} bids, all opened")
    return Text(
        f"{tally.announced:,} 家投标，解密 {tally.opened:,} 家，失败 {tally.failed:,} 家",
        f"{tally.announced:,} bids: {tally.opened:,} opened, {tally.failed:,} failed",
    )
