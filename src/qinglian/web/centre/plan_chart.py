"""The plan over the year, by section: a mark for each task at its day; its shape and word tell how it stands. Inline SVG."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.law.text import Text
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import WorkTask
    from qinglian.domain.integrity.queries import SectionProgress

WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 1120, 264, 110, 34, 44, 16
MONTHS = 12


def drawn(sections: Sequence["SectionProgress"], *, year: int, on: date) -> SafeString:
    """This will draw a row for each section: its year as a bar filled to what is done, and its tasks at their days."""
    height = TOP + ROW * len(sections) + 8
    rows = format_html_join("", "{}", ((_row(n, section, year, on),) for n, section in enumerate(sections)))
    now = _x(on, year) if on.year == year else None
    label = word(
        Text(f"{year} 年各科室任务的完成情况，数字见下表", f"Tasks of {year} by section; the figures stand in the table below")
    )  # fmt: skip
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        WIDTH, height, label, _grid(height), rows, _today(now, height),
    )  # fmt: skip


def _grid(height: int) -> SafeString:
    months = [(_month(n), _month(n), height - 8, _month(n) + 6, TOP - 14, _name(n + 1)) for n in range(MONTHS)]
    return format_html_join(
        "", '<line class="q-chart-grid" x1="{}" y1="22" x2="{}" y2="{}"/><text x="{}" y="{}">{}</text>', months
    )


def _today(x: float | None, height: int) -> SafeString:
    if x is None:
        return SafeString("")
    return format_html(
        '<line class="q-chart-pointer" x1="{}" y1="22" x2="{}" y2="{}"/>', round(x, 1), round(x, 1), height - 8
    )


def _row(n: int, section: "SectionProgress", year: int, on: date) -> SafeString:
    y = TOP + ROW * n + ROW // 2
    width, progress = WIDTH - LEFT - RIGHT, section.progress
    filled = round(width * progress.done / progress.due, 1) if progress.due else 0
    figures = f"{progress.done} / {progress.due}"
    late = word(Text(f"逾期 {progress.overdue}", f"{progress.overdue} late")) if progress.overdue else ""
    bar = format_html(
        '<text class="q-chart-strong" x="0" y="{}">{}</text><rect class="q-plan-track" x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="q-plan-done" x="{}" y="{}" width="{}" height="{}"/>',
        y + 5, word(section.department.name), LEFT, y - BAR // 2, width, BAR, LEFT, y - BAR // 2, filled, BAR,
    )  # fmt: skip
    marks = format_html_join(
        "", "{}", ((_mark(task, y, year, on),) for task in section.tasks if task.due_on.year == year)
    )
    end = format_html(
        '<text class="q-chart-strong" x="{}" y="{}">{}</text><text class="q-chart-marked" x="{}" y="{}">{}</text>',
        WIDTH - RIGHT + 12, y + 5, figures, WIDTH - RIGHT + 58, y + 5, late,
    )  # fmt: skip
    return format_html("{}{}{}", bar, marks, end)


def _mark(task: "WorkTask", y: int, year: int, on: date) -> SafeString:
    x = round(_x(task.due_on, year), 1)
    if task.state == "closed":
        return format_html(
            '<circle class="q-plan-closed" cx="{}" cy="{}" r="6"><title>{}</title></circle>', x, y, task.title
        )
    if task.due_on < on:
        points = f"{x},{y - 8} {x + 8},{y} {x},{y + 8} {x - 8},{y}"
        return format_html('<polygon class="q-plan-late" points="{}"><title>{}</title></polygon>', points, task.title)
    return format_html(
        '<circle class="q-plan-ahead" cx="{}" cy="{}" r="6"><title>{}</title></circle>', x, y, task.title
    )


def _x(day: date, year: int) -> float:
    passed = (day - date(year, 1, 1)).days / (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return LEFT + (WIDTH - LEFT - RIGHT) * passed


def _month(n: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * n / MONTHS, 1)


def _name(month: int) -> str:
    return word(Text(f"{month} 月", date(2024, month, 1).strftime("%b")))
