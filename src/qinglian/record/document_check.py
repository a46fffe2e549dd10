"""Is an uploaded file really a readable PDF or DOCX? It is parsed, not guessed by its name; bombs, macros and scripts are refused. Pure.

Limits come from the rulebook. The text found is returned for the scan of exclusionary terms.
"""

import threading
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import IO

import docx
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_TEXT = 400_000
_SMALL_PART = 1_000_000
PDFIUM = threading.Lock()  # PDFium is not safe for threads: whoever calls it holds this


@dataclass(frozen=True)
class CheckedFile:
    """What a file turned out to be: media type, pages (0 for DOCX), and its text up to a limit."""

    media_type: str
    pages: int
    text: str


def check_document(file: IO[bytes], *, name: str, size: int, on: date) -> CheckedFile:
    """This will parse the seekable file and return what it is, or raise NotValid with the rule that it breaks."""
    most = rule("document_max_bytes", on=on).number()
    if not 0 < size <= most:
        raise _refused(
            "document_max_bytes",
            Text(
                f"文件“{name}”应大于 0，不超过 {most // 2**20} MiB。",
                f"“{name}” must have between 1 byte and {most // 2**20} MiB.",
            ),
        )
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"%PDF-") and name.lower().endswith(".pdf"):
        return _check_pdf(file, name)
    if start.startswith(b"PK\x03\x04") and name.lower().endswith(".docx"):
        return _check_docx(file, name, on=on)
    raise _refused(
        "document_types",
        Text(
            f"文件“{name}”不是 PDF 或 DOCX，或者扩展名与内容不符。",
            f"“{name}” is neither PDF nor DOCX, or its name does not fit its content.",
        ),
    )


def _check_pdf(file: IO[bytes], name: str) -> CheckedFile:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(file, autoclose=False)
        except pdfium.PdfiumError:
            raise _unreadable(name) from None
        try:
            if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0 or document.count_attachments() > 0:
                raise _refused(
                    "document_readable", Text(f"文件“{name}”含脚本或附件。", f"“{name}” holds scripts or attachments.")
                )
            if len(document) == 0:
                raise _unreadable(name)
            return CheckedFile(PDF, len(document), _text_of_pdf(document, name))
        finally:
            document.close()


def _text_of_pdf(document: "pdfium.PdfDocument", name: str) -> str:
    parts: list[str] = []
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage().get_text_bounded()
        except pdfium.PdfiumError:
            raise _unreadable(name) from None
        parts.append(words)
        length += len(words)
        page.close()
        if length > _MOST_TEXT:
            break
    return "\n".join(parts)[:_MOST_TEXT]


def _check_docx(file: IO[bytes], name: str, *, on: date) -> CheckedFile:
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package, name, on=on)
        file.seek(0)
        document = docx.Document(file)
        words = [paragraph.text for paragraph in document.paragraphs]
        words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except NotValid:
        raise
    except Exception:
        raise _unreadable(name) from None
    return CheckedFile(DOCX, 0, "\n".join(words)[:_MOST_TEXT])


def _check_parts(package: zipfile.ZipFile, name: str, *, on: date) -> None:
    parts = package.infolist()
    most_parts, most_bytes = (
        rule("document_parts_max", on=on).number(),
        rule("document_unpacked_max_bytes", on=on).number(),
    )
    ratio = rule("document_ratio_max", on=on).number()
    if len(parts) > most_parts:
        raise _refused("document_parts_max", Text(f"文件“{name}”内部件过多。", f"“{name}” has too many parts inside."))
    if sum(part.file_size for part in parts) > most_bytes:
        raise _refused(
            "document_unpacked_max_bytes", Text(f"文件“{name}”解压后过大。", f"“{name}” is too large when unpacked.")
        )
    if any(part.file_size > _SMALL_PART and part.file_size > ratio * max(part.compress_size, 1) for part in parts):
        raise _refused(
            "document_ratio_max",
            Text(f"文件“{name}”压缩比过高，疑为压缩炸弹。", f"“{name}” is compressed too much to be trusted."),
        )
    names = {part.filename for part in parts}
    if {"[Content_Types].xml", "word/document.xml"} - names:
        raise _unreadable(name)
    if any(
        part.endswith(("vbaProject.bin", ".bin", ".exe", ".dll")) or ".." in part or part.startswith("/")
        for part in names
    ):
        raise _refused(
            "document_readable",
            Text(f"文件“{name}”含宏、嵌入程序或可疑路径。", f"“{name}” holds macros, embedded programs or odd paths."),
        )
    for part in parts:
        _check_part(package, part, name)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Bytes are counted while they are unpacked, because a zip's own table of sizes may lie; XML parts may declare no entities."""
    with package.open(part) as stream:
        start, unpacked = stream.read(4096), 0
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in start:
            raise _refused(
                "document_readable", Text(f"文件“{name}”含外部实体声明。", f"“{name}” declares XML entities.")
            )
        unpacked = len(start)
        while chunk := stream.read(65536):
            unpacked += len(chunk)
            if unpacked > part.file_size:
                raise _unreadable(name)


def _unreadable(name: str) -> NotValid:
    return _refused(
        "document_readable",
        Text(
            f"文件“{name}”打不开：已损坏、加密或格式不符。",
            f"“{name}” cannot be opened: damaged, encrypted or malformed.",
        ),
    )


def _refused(key: str, wrong: Text) -> NotValid:
    next_step = Text("请另存为不加密的 PDF 或 DOCX 后重新上传。", "Save it as a plain PDF or DOCX and upload it again.")
    return NotValid(wrong, rule=key, article="PLT", next_step=next_step, field="documents")
