"""A PDF's pages as images with their text: what an evaluator reads. Properties, attachments and scripts of the file stay behind."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from qinglian.record.document_check import PDFIUM

WIDTH = 1280  # pixels of a page's image


@dataclass(frozen=True)
class Page:
    """One page: its number from 1, how many there are, the image (PNG) and its size in pixels, the text on it."""

    number: int
    pages: int
    png: bytes
    width: int
    height: int
    text: str


def page_count(data: bytes) -> int:
    """This will count the pages; 0 for what is no readable PDF."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return 0
        with document:
            return len(document)


def page_of(data: bytes, number: int) -> Page | None:
    """This will draw one page, 1,280 pixels wide; None where there is no such page, or no readable PDF."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return None
        with document:
            return _drawn(document, number) if 1 <= number <= len(document) else None


def _drawn(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number - 1]
    width, height = page.get_size()
    scale = WIDTH / max(width, height / 4, 1)  # a strip, however long, stays within four widths
    image = page.render(scale=scale).to_pil()
    kept = BytesIO()
    image.save(kept, "PNG")
    text = page.get_textpage().get_text_bounded().strip()
    return Page(number, len(document), kept.getvalue(), image.width, image.height, text)
