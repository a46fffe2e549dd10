"""The four pillars on one screen, for the leadership and for a wall display; the month's report as PDF and as a workbook."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.supervision import pillar_report, queries
from qinglian.domain.supervision.policy import PILLAR_READERS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import areas_for
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.pillar_columns import pillar_columns
from qinglian.web.shared.tags import language
from qinglian.web.shared.years import day_asked

SCREEN_SECONDS = 60
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_roles(*PILLAR_READERS)
def pillars_page(request: HttpRequest) -> HttpResponse:
    """This will show the pillars, what each section owes, who is late, and where in the process the risks showed."""
    return render(request, "centre/pillars.html", _context(request))


@for_roles(*PILLAR_READERS)
def pillars_screen(request: HttpRequest) -> HttpResponse:
    """This will show the pillars large, without navigation, for a display on the wall; it renews itself every minute."""
    answer = render(request, "centre/pillars_screen.html", _context(request))
    answer["Refresh"] = str(SCREEN_SECONDS)
    return answer


@for_roles(*PILLAR_READERS)
def month_pdf(request: HttpRequest) -> HttpResponse:
    """This will give the month's report as a PDF."""
    on = day_asked(request)
    pdf = pillar_report.report_pdf(actor_of_request(request), on=on, language=language())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="qinglian-{on:%Y-%m}.pdf"'
    return answer


@for_roles(*PILLAR_READERS)
def month_workbook(request: HttpRequest) -> HttpResponse:
    """This will give the month's report as a workbook: one sheet for each table."""
    on = day_asked(request)
    book = pillar_report.report_workbook(actor_of_request(request), on=on, language=language())
    answer = HttpResponse(book, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="qinglian-{on:%Y-%m}.xlsx"'
    return answer


def _context(request: HttpRequest) -> dict[str, object]:
    by, on = actor_of_request(request), day_asked(request)
    steps = queries.steps_for(by, on=on)
    sees_all = may_see_all_duties(by)
    own = None if sees_all else roll_entry_of(by.id)
    sections = [
        (row, list(zip(PILLARS, PILLARS.values(), row.by_pillar, strict=True)), sees_all or bool(own and own.department == row.code))
        for row in queries.sections_for(by, on=on)
    ]  # fmt: skip
    return {
        "on": on,
        "is_past": on < clock.today(),
        "pillars": pillar_columns(by, on=on),
        "areas": areas_for(by.roles),
        "names": list(PILLARS.values()),
        "sections": sections,
        "sees_all": sees_all,
        "steps": steps,
        "most": max([step.warnings for step in steps], default=0),
        "late": [(one, DEPARTMENT_BY_CODE[one.department].name) for one in queries.late_for(by, on=on)],
        "overdue": sum(section.overdue for section, _, _ in sections),
        "months": _months(on),
    }


def _months(on: date) -> list[tuple[str, Text]]:
    return [
        (f"{on.year}-{month:02d}", Text(f"{month} 月", f"{on.year}-{month:02d}")) for month in range(1, on.month + 1)
    ]
