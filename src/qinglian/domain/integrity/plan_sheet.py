"""The decomposition table as a spreadsheet: reading its cells, writing it. Pure; what the words mean is asked by queries.sheet."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from qinglian.law.text import Text

HEADS = (
    Text("编号", "Number"), Text("类别", "Kind"), Text("四廉", "Pillar"), Text("任务", "Task"), Text("责任领导", "Leader"),
    Text("责任科室", "Section"), Text("责任人", "Owner"), Text("完成时限", "Due on"), Text("配对编号", "Paired with"),
)  # fmt: skip
TOLD = (Text("现状", "State"), Text("落实依据", "Evidence"))
LANGUAGES = ("zh", "en")
WIDTHS = (6, 8, 8, 48, 12, 16, 12, 14, 10, 12, 48)
MOST_UNPACKED = 50_000_000


class UnreadableSheet(ValueError):
    """The bytes are no spreadsheet of the template's form, in either language."""


def read(data: bytes, *, most: int) -> list[tuple[int, tuple[str, ...]]]:
    """This will return the filled rows with their numbers as texts (UnreadableSheet: no XLSX, other heads, too many rows)."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise UnreadableSheet("too large when unpacked")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = list(sheet.iter_rows(max_col=len(HEADS), max_row=most + 2, values_only=True))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, OSError) as error:
        raise UnreadableSheet(str(error)) from error
    if not rows or [_text(cell) for cell in rows[0]] not in [said(HEADS, language) for language in LANGUAGES]:
        raise UnreadableSheet("other heads")
    told = [(number, tuple(_text(cell) for cell in row)) for number, row in enumerate(rows[1:], start=2)]
    filled = [(number, row) for number, row in told if any(row)]
    if len(filled) > most:
        raise UnreadableSheet("too many rows")
    return filled


def said(texts: Sequence[Text], language: str) -> list[str]:
    """This will say texts in one language."""
    return [text.said_in(language) for text in texts]


def written(rows: Sequence[Sequence[Any]], *, title: str, heads: Sequence[str]) -> bytes:
    """This will return an XLSX with these heads and rows. Texts stay texts: what begins with = is no formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=False), start=1):
        cell = sheet.cell(row=1, column=column, value=head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
