"""The ledger as a spreadsheet: the years compared, and every problem in a row."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from qinglian.domain.supervision.queries import LedgerYear
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.web.shared.tags import word
from qinglian.web.supervisor.problem_rows import ProblemRow

YEARS = (
    Text("年度", "Year"), Text("第几年", "Year of the campaign"), Text("问题总数", "Problems"), Text("新发", "New"), Text("反复发生", "Repeated"),
    Text("未判断", "Undecided"), Text("反复率", "Share repeated"), Text("已办结", "Closed"),
)  # fmt: skip
ENTRIES = (
    Text("编号", "Number"), Text("年度", "Year"), Text("发现日期", "Found on"), Text("问题", "Problem"), Text("类别", "Category"),
    Text("风险点", "Risk point"), Text("科室", "Section"), Text("来源", "Source"), Text("新发或者反复", "New or repeated"),
    Text("往年编号", "Repeats"), Text("整改情况", "Correction"), Text("状态", "State"), Text("办结日期", "Closed on"),
)  # fmt: skip
WIDTHS = (8, 8, 12, 56, 18, 28, 16, 12, 14, 10, 48, 14, 12)


def ledger_workbook(years: Sequence[LedgerYear], rows: Iterable[ProblemRow]) -> bytes:
    """This will write the workbook; whatever was typed is text, never a formula."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = word(Text("逐年比较", "Years"))
    _fill(first, YEARS, [_year(row) for row in years], (8, 12, 12, 10, 12, 12, 12, 12))
    second = book.create_sheet(word(Text("问题台账", "Ledger")))
    _fill(second, ENTRIES, [_entry(row) for row in rows], WIDTHS)
    written = BytesIO()
    save_workbook(book, written)
    return written.getvalue()


def _fill(sheet: Worksheet, head: Sequence[Text], rows: Iterable[Sequence[object]], widths: Sequence[int]) -> None:
    for number, line in enumerate([[word(label) for label in head], *rows], start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # "=..." stays what was typed
            cell.font = Font(bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    sheet.freeze_panes = "A2"


def _year(row: LedgerYear) -> list[object]:
    share = row.share.words if row.share.due else ""
    return [row.year, row.ordinal, row.total, row.new, row.repeated, row.unmarked, share, row.closed]


def _entry(row: ProblemRow) -> list[object]:
    one, order = row.problem, row.order
    closed: date | None = order.closed_at.astimezone(CHINA).date() if order.closed_at else None
    told = [step.words for step in order.steps.all() if step.act == "hand_in_rectification"]
    texts = (row.kind, row.place, row.department, row.source, row.mark)
    kind, place, department, source, mark = (word(text) if text else "" for text in texts)
    return [
        one.pk, row.finding.year, row.finding.found_at.astimezone(CHINA).date(), row.finding.problem, kind, place, department, source,
        mark, one.repeats_id, told[-1] if told else "", word(row.chip[1]), closed,
    ]  # fmt: skip
