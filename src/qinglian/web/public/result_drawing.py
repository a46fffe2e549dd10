"""The result as SVG: every price against the base, every score by its parts. A table with the same figures stands beside each."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.law.text import Text
from qinglian.web.shared.figures import wan_words
from qinglian.web.shared.tags import language, word

WIDTH, LEFT, ROW, TOP = 640, 64, 34, 34
END = WIDTH - 96
PARTS = (("technical", "q-part-technical"), ("business", "q-part-business"), ("price", "q-part-price"))


def draw_against_base(rows: Sequence[dict[str, Any]], *, base: str | None) -> SafeString:
    """This will draw each price by its distance from the base (in percent of the widest), the base as a line in the middle."""
    if not rows or base is None:
        return SafeString("")
    centre_fen = int(Decimal(base) * 100)
    reach = max(1, *(abs(row["price_fen"] - centre_fen) for row in rows))
    middle = (LEFT + END) / 2
    bars = []
    for place, row in enumerate(rows):
        x = round(middle + (END - LEFT) / 2 * (row["price_fen"] - centre_fen) / reach, 1)
        y = TOP + ROW * place
        bars.append(
            (
                min(x, middle),
                y,
                max(2, round(abs(x - middle), 1)),
                row["number"],
                wan_words(row["price_fen"], language=language()),
            )
        )
    label = word(Text("基准价 ", "base ")) + wan_words(centre_fen, language=language())
    height = TOP + ROW * len(rows) + 8
    line = format_html(
        '<path class="q-chart-guide" d="M{} {}V{}"/><text class="q-chart-strong" x="{}" y="{}" text-anchor="middle">{}</text>',
        middle, TOP - 10, height, middle, TOP - 16, label,
    )  # fmt: skip
    return _svg(height, line, _bars(bars))


def draw_scores(rows: Sequence[dict[str, Any]]) -> SafeString:
    """This will draw each total as technical, business and price points end to end."""
    scored = [row for row in rows if "total" in row]
    if not scored:
        return SafeString("")
    pieces, labels = [], []
    for place, row in enumerate(scored):
        x, y = float(LEFT), TOP + ROW * place
        for part, style in PARTS:
            width = round((END - LEFT) * float(row[part]) / 100, 1)
            pieces.append((style, x, y, width))
            x = round(x + width, 1)
        labels.append((LEFT - 10, y + 16, row["number"], x + 8, y + 16, row["total"]))
    drawn = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="20"/>', pieces)
    words = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text><text class="q-chart-strong" x="{}" y="{}">{}</text>',
        labels,
    )
    return _svg(TOP + ROW * len(scored) + 8, drawn, words)


def _bars(bars: Sequence[tuple[float, int, float, int, str]]) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text><rect class="q-chart-bar" x="{}" y="{}" width="{}" height="20"/><text x="{}" y="{}">{}</text>',
        ((LEFT - 10, y + 16, number, x, y, width, END + 8, y + 16, price) for x, y, width, number, price in bars),
    )


def _svg(height: int, *parts: SafeString) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>',
        WIDTH, height, WIDTH, height, format_html_join("", "{}", ((part,) for part in parts)),
    )  # fmt: skip
