"""The home page: search, the day's openings, notices, the latest results beside the log."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.education.queries import message_of_day
from qinglian.domain.tenders.procedures import KINDS
from qinglian.domain.tenders.queries import board
from qinglian.record import clock, queries
from qinglian.web.public import notices
from qinglian.web.public.log_pages import quorum_words, witness_rows
from qinglian.web.public.openings import OpeningRow, day_of, opening_rows

NOTICES_SHOWN = 7
RESULTS_SHOWN = 5
RESULTS = ("opened", "recorded", "evaluating", "evaluated", "publicised", "awarded", "failed")
COMING_DAYS = 14


def home_page(request: HttpRequest) -> HttpResponse:
    """This will show the home page."""
    now = clock.now()
    wanted = board.BoardWanted(tab=notices.wanted_of(request).tab or "open")
    today = _today(now)
    counted, newest = notices.tabs(wanted), queries.latest_checkpoint()
    context = {
        "now": now,
        "today": today,
        "motto": message_of_day(now),
        "coming": [] if today else _coming(now),
        "sheet": notices.sheet(wanted, counted, number=1, size=NOTICES_SHOWN),
        "tabs": [tab for tab in counted if tab.code],
        "tab": wanted.tab,
        "results": _results(now),
        "kinds": KINDS.items(),
        "checkpoint": newest,
        "root": bytes(newest.root).hex() if newest else "",
        "witnesses": witness_rows(),
        "quorum": quorum_words(),
    }
    return render(request, "public/home.html", context)


def _today(now: datetime) -> list[OpeningRow]:
    start, end = day_of(now)
    return opening_rows(board.openings(from_at=start, until_at=end, limit=12))


def _coming(now: datetime) -> list[OpeningRow]:
    return opening_rows(board.openings(from_at=now, until_at=now + timedelta(days=COMING_DAYS * 4), limit=5))


def _results(now: datetime) -> list[OpeningRow]:
    past = opening_rows(board.openings(until_at=now, limit=20))
    return [row for row in past if row.section.state in RESULTS][:RESULTS_SHOWN]
