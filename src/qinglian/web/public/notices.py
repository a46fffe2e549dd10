"""The notice board: search, tabs, sorting, pages, and the same rows as a table to download."""

import csv
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse

from qinglian.domain.tenders.procedures import KINDS
from qinglian.domain.tenders.queries import board
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.web.public.stages import Standing, leading, standing
from qinglian.web.shared.figures import moment_words, yuan_words
from qinglian.web.shared.framed import framed
from qinglian.web.shared.paging import HasQuery, Sheet, page_number
from qinglian.web.shared.shown import Asked, shown
from qinglian.web.shared.tags import language, word

PAGE_SIZE = 20
MOST_EXPORTED = 100
LONGEST_SEARCH = 80
TABS: tuple[tuple[str, Text], ...] = (
    ("", Text("全部", "All")),
    ("open", Text("投标中", "Open for bids")),
    ("changed", Text("变更与澄清", "Amended")),
    ("opened", Text("已截止和已开标", "Closed and opened")),
    ("failed", Text("流标和终止", "Failed and terminated")),
)
SORTS = ("published", "deadline", "cap", "name")


@dataclass(frozen=True)
class Line:
    """One line of the board as a page shows it."""

    row: board.BoardLine
    kind: Text
    standing: Standing
    is_open: bool


@dataclass(frozen=True)
class Tab:
    """A tab with its count."""

    code: str
    label: Text
    count: int


def notices_page(request: HttpRequest) -> HttpResponse:
    """This will show one page of the board."""
    return framed(request, "public/notices.html", _shown(request), "public/_notices_main.html")


@shown
def _shown(asked: Asked, *, by: Actor, at: datetime) -> dict[str, Any]:  # noqa: ARG001  the same for everybody
    wanted = wanted_of(asked)
    counted = tabs(wanted)
    return {
        "now": at,
        "sheet": sheet(wanted, counted, number=page_number(asked), size=PAGE_SIZE),
        "tabs": counted,
        "wanted": wanted,
        "sort": wanted.sort,
        "kinds": KINDS.items(),
        "heads": {
            "name": Text("项目", "Tender"),
            "cap": Text("最高限价（万元）", "Cap (thousand CNY)"),
            "published": Text("发布", "Published"),
            "deadline": Text("投标截止", "Deadline"),
        },
    }


def notices_file(request: HttpRequest) -> HttpResponse:
    """This will hand out the matching lines (at most 100, by the same sort) as a CSV file that spreadsheets open."""
    file = StringIO()
    writer = csv.writer(file)
    names = ("code", "name", "tenderer", "kind", "cap_yuan", "published", "deadline", "state")
    writer.writerow(names)
    for line in _lines(wanted_of(request), limit=MOST_EXPORTED, offset=0):
        writer.writerow(_cells(line))
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notices.csv"'
    return response


def wanted_of(asked: HasQuery) -> board.BoardWanted:
    """This will read what is wanted from the query; unknown tabs, kinds and sorts count as none."""
    tab, kind, sort = (asked.GET.get(name, "") for name in ("tab", "kind", "sort"))
    return board.BoardWanted(
        words=asked.GET.get("q", "").strip()[:LONGEST_SEARCH],
        kind=kind if kind in KINDS else "",
        tab=tab if tab in dict(TABS) else "",
        sort=sort if sort.removeprefix("-") in SORTS else "-published",
    )


def sheet(wanted: board.BoardWanted, counted: list[Tab], *, number: int, size: int) -> Sheet[Line]:
    """This will cut one page out of the board; the tabs have counted it."""
    total = next(tab.count for tab in counted if tab.code == wanted.tab)
    number = min(number, max(1, -(-total // size)))
    rows = _lines(wanted, limit=size, offset=(number - 1) * size)
    first = (number - 1) * size + 1 if rows else 0
    last = (number - 1) * size + len(rows)
    return Sheet(
        rows, number, first, last, total, number - 1 if number > 1 else None, number + 1 if last < total else None
    )


def tabs(wanted: board.BoardWanted) -> list[Tab]:
    """This will count the tabs."""
    counted = board.count_tabs(wanted)
    return [Tab(code, label, counted[code]) for code, label in TABS]


def _lines(wanted: board.BoardWanted, *, limit: int, offset: int) -> list[Line]:
    return [line_of(row) for row in board.board(wanted, limit=limit, offset=offset)]


def line_of(row: board.BoardLine) -> Line:
    """This will say where a line's tender stands."""
    section = leading(row.sections)
    state = standing(section, is_held=row.is_held) if section else Standing("wait", Text("准备中", "In preparation"))
    return Line(row, KINDS[row.kind], state, section is not None and section.state == "bidding" and not row.is_held)


def _cells(line: Line) -> list[str]:
    row = line.row
    cap = "" if row.cap_fen is None else yuan_words(row.cap_fen).replace(",", "")
    published, deadline = (moment_words(at, language=language()) for at in (row.published_at, row.deadline_at))
    words = (row.name, row.tenderer, word(line.kind))
    return [row.code, *map(_harmless, words), cap, published, deadline, word(line.standing.word)]


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula: a leading apostrophe makes it text."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
