"""The month's report of the four pillars: one set of tables, laid out as a PDF (typst) and as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from io import BytesIO

import typst
from openpyxl import Workbook
from openpyxl.styles import Font

from qinglian.domain.bids.record_pdf import fonts
from qinglian.domain.people.as_of import end_of
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS
from qinglian.domain.people.figure import Figure
from qinglian.domain.supervision import queries
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.trust.canonical import jcs

_WIDEST = 48


_OVERDUE, _SECTION = Text("逾期", "Overdue"), Text("科室", "Section")
_FIGURES = (
    Text("支柱", "Pillar"), Text("指标", "Figure"), Text("已办", "Done"), Text("应办", "Due"), Text("完成率", "Share"), _OVERDUE, Text("单位", "Unit"),
)  # fmt: skip
_STEPS = (Text("环节", "Step"), Text("风险点", "Risk points"), Text("本年预警", "Warnings"), Text("未办结", "Standing"))
_LATE = (Text("姓名", "Name"), _SECTION, Text("项数", "Duties"), Text("最早期限", "Due since"))


@dataclass(frozen=True)
class ReportTable:
    """One table: its title, its columns' names and its rows (words and figures)."""

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text | str | int, ...], ...]


def tables_of(asker: Actor, *, on: date) -> list[ReportTable]:
    """This will compute the report's tables at the end of a day: figures by pillar, sections, steps, who is late."""
    figures = [(pillar.name, figure) for pillar in queries.pillars_for(asker, on=on) for figure in pillar.figures]
    sections, steps = queries.sections_for(asker, on=on), queries.steps_for(asker, on=on)
    return [
        ReportTable(
            Text("四廉指标", "Figures"),
            _FIGURES,
            tuple((pillar, figure.label, *_counts(figure), figure.unit) for pillar, figure in figures),
        ),
        ReportTable(
            Text("各科室任务", "Sections"),
            (_SECTION, *PILLARS.values(), _OVERDUE),
            tuple((row.name, *(_of(done, due) for done, due, _ in row.by_pillar), row.overdue) for row in sections),
        ),
        ReportTable(
            Text("交易各环节", "Steps of the trading"),
            _STEPS,
            tuple((step.label, step.points, step.warnings, step.standing) for step in steps),
        ),
        ReportTable(
            Text("逾期名单", "Who is late"),
            _LATE,
            tuple(
                (one.name, DEPARTMENT_BY_CODE[one.department].name, one.count, one.since.isoformat())
                for one in queries.late_for(asker, on=on, most=200)
            ),
        ),
    ]


def report_pdf(asker: Actor, *, on: date, language: str) -> bytes:
    """This will lay the report out as a PDF/A-2b in one language; equal records give equal bytes."""
    title = Text(f"{on.year} 年 {on.month} 月清廉建设月报", f"The four pillars: report of {on:%B %Y}")
    source = Text(
        f"数字截至 {on:%Y-%m-%d}，由平台记录计算，不手工填写",
        f"As of {on:%Y-%m-%d}, computed from the platform's records; nobody types a figure",
    )
    told = {
        "lang": Text("zh", "en").said_in(language),
        "title": title.said_in(language),
        "on": source.said_in(language),
        "none": Text("没有。", "None.").said_in(language),
        "tables": [_told(table, language) for table in tables_of(asker, on=on)],
    }
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("pillar_report.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"report": jcs(told).decode()},
        pdf_standards="a-2b",
        timestamp=int(end_of(on).timestamp()),
    )
    return pdf


def report_workbook(asker: Actor, *, on: date, language: str) -> bytes:
    """This will write the report as a workbook (XLSX) in one language: a sheet for each table, figures as numbers."""
    book = Workbook()
    book.remove(book.active)
    for table in tables_of(asker, on=on):
        sheet = book.create_sheet(table.title.said_in(language))
        sheet.append(_said(table.columns, language))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in table.rows:
            sheet.append(_said(row, language))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a name that begins with "=" is a name
        for column in sheet.columns:
            widest = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(_WIDEST, 2 * widest + 2)
        sheet.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _told(table: ReportTable, language: str) -> dict[str, object]:
    rows = [[str(cell) for cell in _said(row, language)] for row in table.rows]
    return {"title": table.title.said_in(language), "columns": _said(table.columns, language), "rows": rows}


def _said(cells: Iterable[Text | str | int], language: str) -> list[str | int]:
    return [cell.said_in(language) if isinstance(cell, Text) else cell for cell in cells]


def _counts(figure: Figure) -> tuple[int, str | int, str, int]:
    if figure.is_count:
        return figure.done, "", "", figure.overdue
    return figure.done, figure.due, f"{min(figure.done, figure.due) * 1000 // figure.due / 10}%", figure.overdue


def _of(done: int, due: int) -> str:
    return f"{done}/{due}" if due else "—"
