"""A flow drawn as SVG out of its layout: ink on paper, the article in each box, risk points as small tiles with the word for their light."""

from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.domain.integrity.flows.flow import Flow, Node
from qinglian.domain.integrity.flows.layout import BOX, TILE_HEIGHT, TILES_A_ROW, Lane, Layout, Place, Route, laid_out
from qinglian.law.articles import spelt
from qinglian.law.text import Text
from qinglian.web.public.diagram import text_width
from qinglian.web.shared.tags import word

LIGHTS: dict[str, Text] = {
    "normal": Text("正常", "normal"),
    "attention": Text("注意", "watch"),
    "alarm": Text("告警", "alarm"),
    "manual": Text("人工", "people"),
    "overdue": Text("逾期", "overdue"),
}
UNSEEN = "manual"  # what no light is known for is seen by people
LINE, PAD, NOTES, LABELS = 18, 10, 3, 2
TILE = (BOX - PAD * (TILES_A_ROW + 1)) // TILES_A_ROW


def flow_drawing(flow: Flow, lights: Mapping[str, str]) -> SafeString:
    """This will draw a flow with the lights of its risk points (R01: normal, attention, alarm, manual, overdue), and say the same in a table."""
    context = {
        "svg": flow_svg(flow, lights),
        "finding": finding(flow, lights),
        "rows": _rows(flow, lights),
        "flow": flow,
    }
    return SafeString(render_to_string("supervisor/_flow_drawing.html", context))


def flow_svg(flow: Flow, lights: Mapping[str, str]) -> SafeString:
    """This will draw the chart alone; the table beside it says the same in words."""
    layout = laid_out(flow)
    parts = [
        *(_lane(lane, layout, is_first=i == 0) for i, lane in enumerate(layout.lanes)),
        *(_line(route) for route in layout.routes),
        *(_node(node, layout.places[node.code], lights) for node in flow.nodes),
        *(_label(route) for route in layout.routes if _says_more(route, flow)),
    ]
    return format_html(
        '<svg class="q-flow" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">{parts}</svg>',
        w=layout.width,
        h=layout.height,
        parts=format_html_join("", "{}", ((part,) for part in parts)),
    )


def finding(flow: Flow, lights: Mapping[str, str]) -> Text:
    """This will state in a sentence how many steps and risk points the flow has, and which of them are not calm."""
    points = sorted({point for node in flow.nodes for point in node.risk_points})
    loud = [point for point in points if lights.get(point) in ("attention", "alarm", "overdue")]
    steps = sum(node.kind == "task" for node in flow.nodes)
    if not loud:
        return Text(
            f"{steps} 个步骤，{len(points)} 个风险点，没有告警。",
            f"Steps: {steps}; risk points: {len(points)}; no alarm.",
        )
    return Text(
        f"{steps} 个步骤，{len(points)} 个风险点，其中须处理：{'、'.join(f'{one}（{LIGHTS[lights[one]].zh}）' for one in loud)}。",
        f"Steps: {steps}; risk points: {len(points)}; to be dealt with: {', '.join(f'{one} ({LIGHTS[lights[one]].en})' for one in loud)}.",
    )


def lines_of(text: str, *, width: int, most: int) -> list[str]:
    """This will break words into at most so many lines; what does not fit ends in …, and the table has it in full."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    lines.append(line.strip())
    if len(lines) > most:
        return [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return lines


def _pieces(text: str) -> Iterable[str]:
    """Chinese breaks after any character but before no mark; Latin words stay whole."""
    piece = ""
    for character in text:
        starts = ord(character) > 0x2E80 and character not in "，。、；：）？"
        if piece and (starts or piece[-1] == " "):
            yield piece
            piece = ""
        piece += character
    yield piece


def _lane(lane: Lane, layout: Layout, *, is_first: bool) -> SafeString:
    middle = lane.x + lane.width // 2
    edge = "" if is_first else format_html('<path class="q-flow-lane" d="M{} 8V{}"/>', lane.x, layout.height - 8)
    lines = lines_of(word(lane.role), width=lane.width - 2 * PAD, most=3)
    return format_html("{}{}", edge, _text(lines, x=middle, y=22, style="q-flow-role", anchor="middle"))


def _line(route: Route) -> SafeString:
    (x, y), *rest = route.points
    way = f"M{x} {y}" + "".join(f"L{a} {b}" for a, b in rest[:-1]) + f"V{rest[-1][1] - 7}"
    tip, foot = rest[-1]
    return format_html(
        '<path class="q-flow-line" d="{}"/><path class="q-flow-head" d="M{} {}l-5 -9h10z"/>', way, tip, foot
    )


def _says_more(route: Route, flow: Flow) -> bool:
    """A label that only repeats the next step's words is left out."""
    return bool(route.edge.label.zh) and route.edge.label != flow.node(route.edge.target).label


def _label(route: Route) -> SafeString:
    return format_html(
        '<text class="q-flow-label" x="{}" y="{}" text-anchor="{}">{}</text>',
        route.label_x + (-8 if route.leads_left else 8),
        route.label_y,
        "end" if route.leads_left else "start",
        word(route.edge.label),
    )


def _node(node: Node, place: Place, lights: Mapping[str, str]) -> SafeString:
    if node.kind == "decision":
        x, y, w, h = place.x, place.y, place.width, place.height
        shape = format_html('<path class="q-flow-decision" d="M{} {}h{}l20 {}l-20 {}h-{}l-20 -{}z"/>', x + 20, y, w - 40, h // 2, h // 2, w - 40, h // 2)  # fmt: skip
        return format_html("{}{}", shape, _centred(node, place, style="q-flow-note", inset=20))
    if node.kind != "task":
        style = "q-flow-start" if node.kind == "start" else "q-flow-end"
        return format_html(
            "{}{}", _rect(place, style, radius=22), _centred(node, place, style="q-flow-strong", inset=14)
        )
    return format_html(
        "{}{}{}", _rect(place, "q-flow-task", radius=4), _words(node, place), _tiles(node, place, lights)
    )


def _rect(place: Place, style: str, *, radius: int) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        style,
        place.x,
        place.y,
        place.width,
        place.height,
        radius,
    )


def _centred(node: Node, place: Place, *, style: str, inset: int) -> SafeString:
    lines = lines_of(word(node.label), width=BOX - 2 * inset, most=LABELS)
    y = place.y + place.height // 2 + 5 - LINE * (len(lines) - 1) // 2
    return _text(lines, x=place.middle, y=y, style=style, anchor="middle")


def _words(node: Node, place: Place) -> SafeString:
    label = lines_of(word(node.label), width=BOX - 2 * PAD, most=LABELS)
    source = lines_of(word(spelt(node.article)), width=BOX - 2 * PAD, most=NOTES)
    left = NOTES - len(source)
    told = lines_of(word(node.limit), width=BOX - 2 * PAD, most=left) if left and node.limit.zh else []
    top = _text(label, x=place.x + PAD, y=place.y + 22, style="q-flow-strong")
    return format_html(
        "{}{}", top, _text(told + source, x=place.x + PAD, y=place.y + 24 + LINE * len(label), style="q-flow-note")
    )


def _tiles(node: Node, place: Place, lights: Mapping[str, str]) -> SafeString:
    rows = -(-len(node.risk_points) // TILES_A_ROW)
    top = place.foot - rows * TILE_HEIGHT - 4
    return format_html_join(
        "",
        '<rect class="q-flow-tile q-flow-{0}" x="{1}" y="{2}" width="{3}" height="22" rx="3"/>'
        '<text class="q-flow-on-{0}" x="{4}" y="{5}">{6}</text>',
        (
            (
                lights.get(point, UNSEEN),
                x := place.x + PAD + (TILE + PAD) * (i % TILES_A_ROW),
                y := top + TILE_HEIGHT * (i // TILES_A_ROW),
                TILE,
                x + 6,
                y + 16,
                f"{point} {word(LIGHTS[lights.get(point, UNSEEN)])}",
            )
            for i, point in enumerate(node.risk_points)
        ),
    )


def _text(lines: list[str], *, x: int, y: int, style: str, anchor: str = "start") -> SafeString:
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((style, x, y + LINE * i, anchor, line) for i, line in enumerate(lines)),
    )


def _rows(flow: Flow, lights: Mapping[str, str]) -> list[dict[str, object]]:
    """The steps in the order of the drawing, each with what follows it."""
    number = {node.code: i for i, node in enumerate(_in_order(flow), 1)}
    return [
        {
            "number": number[node.code],
            "node": node,
            "points": [
                (point, lights.get(point, UNSEEN), LIGHTS[lights.get(point, UNSEEN)]) for point in node.risk_points
            ],
            "next": [(word(edge.label), number[edge.target]) for edge in flow.exits(node.code)],
        }
        for node in _in_order(flow)
    ]


def _in_order(flow: Flow) -> list[Node]:
    places = laid_out(flow).places
    return sorted(flow.nodes, key=lambda node: (places[node.code].y, places[node.code].x))
