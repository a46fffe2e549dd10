"""The chart of prices as SVG: bars over the bulk, the median and the cap as lines, likely entry errors beyond a drawn break, never cut away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.domain.bids.prices import Bin, Outlier, PriceChart
from qinglian.law.text import Text
from qinglian.web.shared.figures import wan_words
from qinglian.web.shared.tags import language, word

TOP, BASE, LEFT = 66, 300, 56
BREAK_WIDTH, MOST_OUTLIERS = 112, 3
CAP_REACH = 0.35


@dataclass(frozen=True)
class Frame:
    """Where the bars stand: prices from_fen..to_fen between x0 and x1, counts 0..top below TOP."""

    from_fen: int
    to_fen: int
    x0: float
    x1: float
    top: int

    def x(self, fen: float) -> float:
        """This will place a price."""
        return round(self.x0 + (self.x1 - self.x0) * (fen - self.from_fen) / max(1, self.to_fen - self.from_fen), 1)

    def y(self, count: float) -> float:
        """This will place a count."""
        return round(BASE - (BASE - TOP) * count / self.top, 1)


def draw_prices(chart: PriceChart, *, cap_fen: int | None, width: int, most_bars: int) -> SafeString:
    """This will draw the chart at a width in CSS pixels, neighbouring bars put together until at most `most_bars` are left."""
    if not chart.bins:
        return SafeString("")
    bins = merged(chart.bins, most=most_bars)
    low = [outlier for outlier in chart.outliers if outlier.price_fen < chart.bins[0].from_fen][:MOST_OUTLIERS]
    high = [outlier for outlier in chart.outliers if outlier.price_fen >= chart.bins[-1].to_fen][:MOST_OUTLIERS]
    frame = _frame(bins, cap_fen, width=width, low=len(low), high=len(high))
    parts = [
        *_grid(frame),
        *(_bar(bin_, frame) for bin_ in bins),
        *_axis(frame, bins, width=width),
        *_median(chart, frame),
        *_cap(cap_fen, frame),
        *_beyond(sorted(low, key=lambda o: o.price_fen), frame, start=LEFT, edge=frame.x0 - 24),
        *_beyond(sorted(high, key=lambda o: o.price_fen), frame, start=frame.x1 + 34, edge=frame.x1 + 16),
    ]
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>',
        width,
        BASE + 46,
        width,
        BASE + 46,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def finding(chart: PriceChart, *, cap_fen: int | None) -> Text:
    """This will state in one or two sentences what the chart shows."""
    if chart.median_fen is None:
        return Text("还没有唱出报价。", "No price has been read out yet.")
    median = Text(wan_words(chart.median_fen, language="zh"), wan_words(chart.median_fen, language="en"))
    first = Text(
        f"{chart.n:,} 家报价，中位数 {median.zh} 万元。", f"{chart.n:,} prices, median CNY {median.en} thousand."
    )
    if cap_fen is not None:
        share = 100 * (cap_fen - chart.median_fen) / cap_fen
        first = Text(
            f"{first.zh}中位数比最高限价低 {share:.2f}%。", f"{first.en} The median is {share:.2f} % below the cap."
        )
    if not chart.outliers:
        return first
    times = "、".join(f"{outlier.times_median:g} 倍" for outlier in chart.outliers[:MOST_OUTLIERS])
    times_en = ", ".join(f"{outlier.times_median:g}" for outlier in chart.outliers[:MOST_OUTLIERS])
    count = len(chart.outliers)
    return Text(
        f"{first.zh}{count} 家报价远离其余，是中位数的 {times}，可能是填报错误。平台只标出，不判定；由评标委员会按招标文件办理。",
        f"{first.en} {count} lies far from the rest ({times_en} times the median): likely an entry error. The platform marks it and does not judge; the committee decides by the documents.",
    )


def merged(bins: Sequence[Bin], *, most: int) -> list[Bin]:
    """This will put neighbouring bins together until at most `most` are left."""
    step = -(-len(bins) // most)
    groups = [bins[i : i + step] for i in range(0, len(bins), step)]
    width = (bins[0].to_fen - bins[0].from_fen) * step
    return [Bin(group[0].from_fen, group[0].from_fen + width, sum(item.count for item in group)) for group in groups]


def nice_top(most: int) -> tuple[int, int]:
    """This will return a round top of the axis and the step of its lines: three to five lines."""
    for power in (10**n for n in range(9)):
        for nice in (1, 2, 5):
            step = nice * power
            if step * 4 >= most:
                return step * max(1, -(-most // step)), step
    raise ValueError(f"{most} bidders in one bar")


def _frame(bins: Sequence[Bin], cap_fen: int | None, *, width: int, low: int, high: int) -> Frame:
    first, last = bins[0].from_fen, bins[-1].to_fen
    if cap_fen is not None and last < cap_fen <= last + CAP_REACH * (last - first):
        last = cap_fen + (last - first) // 40
    top, _ = nice_top(max(item.count for item in bins))
    return Frame(
        from_fen=first,
        to_fen=last,
        x0=LEFT + (low * BREAK_WIDTH + 40 if low else 0),
        x1=width - 14 - (high * BREAK_WIDTH + 24 if high else 0),
        top=top,
    )


def _grid(frame: Frame) -> list[SafeString]:
    _, step = nice_top(frame.top)
    unit = format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 10, TOP - 18, word(Text("家数", "bids"))
    )
    lines = [
        format_html(
            '<path class="q-chart-grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
            LEFT,
            frame.y(count),
            frame.x1,
            LEFT - 10,
            frame.y(count) + 5,
            count,
        )
        for count in range(0, frame.top + 1, step)
    ]
    return [unit, *lines]


def _bar(item: Bin, frame: Frame) -> SafeString:
    x, right, y = frame.x(item.from_fen), frame.x(item.to_fen), frame.y(item.count)
    gap = 1 if right - x > 4 else 0
    return format_html(
        '<rect class="q-chart-bar" x="{}" y="{}" width="{}" height="{}"/>',
        x,
        y,
        round(right - x - gap, 1),
        round(BASE - y, 1),
    )


def _axis(frame: Frame, bins: Sequence[Bin], *, width: int) -> list[SafeString]:
    room = max(2, int((frame.x1 - frame.x0) // 110))
    every = -(-len(bins) // room)
    edges = [item.from_fen for item in bins[::every]]
    labels = [
        format_html(
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            frame.x(fen),
            BASE + 22,
            wan_words(fen, language=language()),
        )
        for fen in edges
    ]
    unit = word(Text("报价（万元）", "price (thousand CNY)"))
    axis = format_html('<path class="q-chart-axis" d="M{} {}H{}"/>', frame.x0, BASE, frame.x1)
    name = format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', width - 14, BASE + 42, unit)
    return [axis, *labels, name]


def _median(chart: PriceChart, frame: Frame) -> list[SafeString]:
    if chart.median_fen is None or not frame.from_fen <= chart.median_fen <= frame.to_fen:
        return []
    label = word(Text("中位数 ", "median ")) + wan_words(chart.median_fen, language=language())
    return [_line("q-chart-guide", frame, chart.median_fen, label, y=TOP - 12, strong=True)]


def _cap(cap_fen: int | None, frame: Frame) -> list[SafeString]:
    if cap_fen is None or not frame.from_fen <= cap_fen <= frame.to_fen:
        return []
    label = word(Text("最高限价 ", "cap ")) + wan_words(cap_fen, language=language())
    return [_line("q-chart-limit", frame, cap_fen, label, y=TOP - 38, strong=True)]


def _line(style: str, frame: Frame, fen: int, label: str, *, y: int, strong: bool) -> SafeString:
    x = frame.x(fen)
    anchor = "end" if x > (frame.x0 + frame.x1) / 2 else "start"
    return format_html(
        '<path class="{}" d="M{} {}V{}"/><text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        style,
        x,
        y + 6,
        BASE,
        "q-chart-strong" if strong else "",
        x + (4 if anchor == "start" else -4),
        y,
        anchor,
        label,
    )


def _beyond(outliers: Sequence[Outlier], frame: Frame, *, start: float, edge: float) -> list[SafeString]:
    if not outliers:
        return []
    place: Callable[[int], float] = lambda i: start + BREAK_WIDTH * i + BREAK_WIDTH / 2  # noqa: E731 (one line says it)
    slashes = format_html(
        '<path class="q-chart-axis" d="M{} {}l8 -16M{} {}l8 -16"/>', edge - 8, BASE + 8, edge - 1, BASE + 8
    )
    axis = format_html('<path class="q-chart-axis" d="M{} {}H{}"/>', start, BASE, start + BREAK_WIDTH * len(outliers))
    marks = [_outlier(outlier, place(i), frame) for i, outlier in enumerate(outliers)]
    return [slashes, axis, *marks]


def _outlier(outlier: Outlier, x: float, frame: Frame) -> SafeString:
    y = min(frame.y(1), BASE - 3)
    top = min(BASE - 70, y - 34)
    return format_html(
        '<rect class="q-chart-bar-marked" x="{}" y="{}" width="14" height="{}"/><path class="q-chart-pointer" d="M{} {}V{}"/>'
        '<text class="q-chart-marked" x="{x}" y="{a}" text-anchor="middle">{what}</text>'
        '<text class="q-chart-marked" x="{x}" y="{b}" text-anchor="middle">{why}</text>'
        '<text class="q-chart-marked" x="{x}" y="{c}" text-anchor="middle">{price}</text>',
        x - 7,
        y,
        round(BASE - y, 1),
        x,
        top + 24,
        max(y - 4, top + 24),
        x=x,
        a=top,
        b=top + 18,
        c=BASE + 22,
        what=word(Text("远离其余", "far off")),
        why=word(Text("可能是填报错误", "an entry error?")),
        price=wan_words(outlier.price_fen, language=language()),
    )
