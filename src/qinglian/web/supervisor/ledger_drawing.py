"""The ledger's years as bars: new, repeated and undecided problems, with the share of repeated ones written on each."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.domain.supervision.queries import LedgerYear
from qinglian.law.text import Text
from qinglian.web.shared.tags import word

LEFT, TOP, ROW, BAR, RIGHT = 96, 8, 56, 22, 176


def draw_years(years: Sequence[LedgerYear], *, width: int) -> SafeString:
    """This will draw one bar for each year, on one scale that begins at 0."""
    most = max((row.total for row in years), default=0) or 1
    scale = (width - LEFT - RIGHT) / most
    rows = format_html_join("", "{}", ((_row(row, place, scale),) for place, row in enumerate(years)))
    height = TOP + ROW * len(years)
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>',
        width,
        height,
        width,
        height,
        rows,
    )


def _row(row: LedgerYear, place: int, scale: float) -> SafeString:
    y = TOP + ROW * place
    pieces, x = [], float(LEFT)
    for name, n in (
        ("q-chart-bar", row.new),
        ("q-chart-bar-marked", row.repeated),
        ("q-ledger-undecided", row.unmarked),
    ):
        pieces.append((name, f"{x:.1f}", y + 6, f"{n * scale:.1f}", BAR))
        x += n * scale
    bars = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', pieces)
    ordinal = word(Text(f"第{row.ordinal}年", f"year {row.ordinal}"))
    return format_html(
        '<text class="q-chart-strong" x="0" y="{}">{}</text><text x="0" y="{}">{}</text>{}<text x="{}" y="{}">{}</text>',
        y + 16, row.year, y + 34, ordinal, bars, f"{x + 8:.1f}", y + 22, _share(row),
    )  # fmt: skip


def _share(row: LedgerYear) -> str:
    if not row.share.due:
        return (
            word(Text(f"{row.total} 条，还没有判断", f"{row.total}, undecided"))
            if row.total
            else word(Text("没有", "none"))
        )
    share = row.share.words
    return word(Text(f"{row.total} 条，反复 {share}", f"{row.total}, repeated {share}"))
