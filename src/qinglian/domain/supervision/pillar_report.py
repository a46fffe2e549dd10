"""The month's report of the four pillars: one set of tables, laid out as a PDF (typst) and as a workbook."""

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
from qinglian.trust.canonical import jcs

_WIDEST = 48


@dataclass(frozen=True)
class ReportTable:
    """One table: its title, its columns' names and its rows (words and figures)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def tables_of(asker: Actor, *, on: date) -> list[ReportTable]:
    """This will compute the report's tables at the end of a day: figures by pillar, sections, steps, who is late."""
    figures = [(pillar.name.zh, figure) for pillar in queries.pillars_for(asker, on=on) for figure in pillar.figures]
    sections, names = queries.sections_for(asker, on=on), tuple(name.zh for name in PILLARS.values())
    return [
        ReportTable(
            "四廉指标",
            ("支柱", "指标", "已办", "应办", "完成率", "逾期", "单位"),
            tuple((pillar, figure.label.zh, *_counts(figure), figure.unit.zh) for pillar, figure in figures),
        ),
        ReportTable(
            "各科室任务",
            ("科室", *names, "逾期"),
            tuple((row.name.zh, *(_of(done, due) for done, due, _ in row.by_pillar), row.overdue) for row in sections),
        ),
        ReportTable(
            "交易各环节",
            ("环节", "风险点", "本年预警", "未办结"),
            tuple(
                (step.label.zh, step.points, step.warnings, step.standing) for step in queries.steps_for(asker, on=on)
            ),
        ),
        ReportTable(
            "逾期名单",
            ("姓名", "科室", "项数", "最早期限"),
            tuple(
                (one.name, DEPARTMENT_BY_CODE[one.department].name.zh, one.count, one.since.isoformat())
                for one in queries.late_for(asker, on=on, most=200)
            ),
        ),
    ]


def report_pdf(asker: Actor, *, on: date) -> bytes:
    """This will lay the report out as a PDF/A-2b; equal records give equal bytes."""
    tables = tables_of(asker, on=on)
    told = {
        "title": f"{on.year} 年 {on.month} 月清廉建设月报",
        "on": f"数字截至 {on:%Y-%m-%d}，由平台记录计算，不手工填写",
        "tables": [
            {"title": table.title, "columns": list(table.columns), "rows": [[str(cell) for cell in row] for row in table.rows]}
            for table in tables
        ],
    }  # fmt: skip
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("pillar_report.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"report": jcs(told).decode()},
        pdf_standards="a-2b",
        timestamp=int(end_of(on).timestamp()),
    )
    return pdf


def report_workbook(asker: Actor, *, on: date) -> bytes:
    """This will write the report as a workbook (XLSX): a sheet for each table, figures as numbers."""
    book = Workbook()
    book.remove(book.active)
    for table in tables_of(asker, on=on):
        sheet = book.create_sheet(table.title)
        sheet.append(table.columns)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in table.rows:
            sheet.append(row)
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


def _counts(figure: Figure) -> tuple[int, str | int, str, int]:
    if figure.is_count:
        return figure.done, "", "", figure.overdue
    return figure.done, figure.due, f"{min(figure.done, figure.due) * 1000 // figure.due / 10}%", figure.overdue


def _of(done: int, due: int) -> str:
    return f"{done}/{due}" if due else "—"
