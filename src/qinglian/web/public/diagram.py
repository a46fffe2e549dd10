"""A lifecycle drawn as SVG from its table: states in a column, each act an arrow. Nothing is placed by hand."""

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.law.lifecycle import Lifecycle, Move
from qinglian.web.shared.tags import word

BOX_X = 10
PORT_HEIGHT, GAP, LEAST_HEIGHT = 26, 46, 48
LANE_STEP = 24
WIDE, NARROW = 14.2, 7.6  # what a Chinese and a Latin character takes at 14 px


@dataclass
class Port:
    """A place at a box's right edge where a lane begins or ends."""

    move: Move
    is_target: bool
    y: int = 0


@dataclass
class Box:
    """One state: its place in the column, its ports, the acts that leave it as it is."""

    code: str
    label: str
    is_end: bool
    ports: list[Port] = field(default_factory=list)
    loops: list[str] = field(default_factory=list)
    y: int = 0

    @property
    def height(self) -> int:
        """This will return the height that holds all ports."""
        return max(LEAST_HEIGHT, PORT_HEIGHT * (len(self.ports) + len(self.loops)) + 14)


@dataclass(frozen=True)
class Columns:
    """Where the boxes end and the lanes begin, so wide that the longest label fits."""

    box: int
    lanes: int


def text_width(text: str) -> float:
    """This will estimate the width of a label in pixels."""
    return sum(WIDE if ord(character) > 0x2E80 else NARROW for character in text)


def draw(lifecycle: Lifecycle) -> SafeString:
    """This will return the drawing; the table of moves beside it says the same in words."""
    boxes = [Box(state.code, word(state.label), not lifecycle.moves_from(state.code)) for state in lifecycle.states]
    steps, lanes = _sorted_moves(lifecycle, boxes)
    _place(boxes)
    columns = _columns(boxes, lanes)
    width = columns.lanes + LANE_STEP * max(1, len(lanes)) + 10
    height = boxes[-1].y + boxes[-1].height + 10
    parts = [_box(box, columns) for box in boxes] + [_step(move, boxes) for move in steps]
    parts += [
        _lane(move, columns.lanes + LANE_STEP * i, boxes, edge=BOX_X + columns.box) for i, move in enumerate(lanes)
    ]
    return format_html(
        '<svg class="q-diagram" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">{parts}</svg>',
        w=width,
        h=height,
        parts=format_html_join("", "{}", ((part,) for part in parts)),
    )


def _sorted_moves(lifecycle: Lifecycle, boxes: list[Box]) -> tuple[list[Move], list[Move]]:
    order = {box.code: i for i, box in enumerate(boxes)}
    steps: list[Move] = []
    lanes: list[Move] = []
    taken: set[str] = set()
    for move in lifecycle.moves:
        if move.source == (move.target,):
            boxes[order[move.target]].loops.append(word(move.label))
        elif len(move.source) == 1 and order[move.target] == order[move.source[0]] + 1 and move.source[0] not in taken:
            steps.append(move)
            taken.add(move.source[0])
        else:
            lanes.append(move)
    lanes.sort(
        key=lambda move: (
            max(order[c] for c in (*move.source, move.target)) - min(order[c] for c in (*move.source, move.target))
        )
    )
    for move in lanes:
        for code in dict.fromkeys(move.source):
            boxes[order[code]].ports.append(Port(move, False))
        boxes[order[move.target]].ports.append(Port(move, True))
    return steps, lanes


def _columns(boxes: list[Box], lanes: list[Move]) -> Columns:
    box = int(max([150.0, *(text_width(one.label) + 28 for one in boxes)]))
    labels = [f"↻ {label}" for one in boxes for label in one.loops] + [word(move.label) for move in lanes]
    return Columns(box, int(BOX_X + box + 40 + max([40.0, *map(text_width, labels)])))


def _place(boxes: list[Box]) -> None:
    y = 10
    for box in boxes:
        box.y = y
        free = box.height - PORT_HEIGHT * (len(box.ports) + len(box.loops))
        for i, port in enumerate(box.ports):
            port.y = y + free // 2 + PORT_HEIGHT * (i + len(box.loops)) + PORT_HEIGHT // 2 + 4
        y += box.height + GAP


def _box(box: Box, columns: Columns) -> SafeString:
    loops = format_html_join(
        "",
        '<text class="q-diagram-note" x="{}" y="{}">↻ {}</text>',
        ((BOX_X + columns.box + 12, box.y + 24 + PORT_HEIGHT * i, label) for i, label in enumerate(box.loops)),
    )
    return format_html(
        '<rect class="q-diagram-box{}" x="{}" y="{}" width="{}" height="{}" rx="4"/><text x="{}" y="{}" text-anchor="middle">{}</text>{}',
        " q-diagram-end" if box.is_end else "",
        BOX_X,
        box.y,
        columns.box,
        box.height,
        BOX_X + columns.box // 2,
        box.y + box.height // 2 + 5,
        box.label,
        loops,
    )


def _step(move: Move, boxes: list[Box]) -> SafeString:
    source = next(box for box in boxes if box.code == move.source[0])
    target = next(box for box in boxes if box.code == move.target)
    x, top, bottom = BOX_X + 40, source.y + source.height, target.y
    return format_html(
        '<path class="q-diagram-arrow" d="M{x} {top}V{tip}"/><path class="q-diagram-head" d="M{x} {bottom}l-5 -9h10z"/>'
        '<text class="q-diagram-note" x="{tx}" y="{ty}">{label}</text>',
        x=x,
        top=top,
        tip=bottom - 6,
        bottom=bottom,
        tx=x + 12,
        ty=(top + bottom) // 2 + 5,
        label=word(move.label),
    )


def _lane(move: Move, x: int, boxes: list[Box], *, edge: int) -> SafeString:
    ports = [port for box in boxes for port in box.ports if port.move is move]
    target = next(port for port in ports if port.is_target)
    top, bottom = min(port.y for port in ports), max(port.y for port in ports)
    lines = "".join(f"M{edge} {port.y}H{x}" for port in ports if not port.is_target)
    return format_html(
        '<path class="q-diagram-arrow" d="{lines}M{x} {top}V{bottom}M{x} {y}H{tip}"/><path class="q-diagram-head" d="M{edge} {y}l9 -5v10z"/>'
        '<text class="q-diagram-note" x="{tx}" y="{ty}">{label}</text>',
        lines=lines,
        x=x,
        top=top,
        bottom=bottom,
        y=target.y,
        tip=edge + 6,
        edge=edge,
        tx=edge + 14,
        ty=target.y - 6,
        label=word(move.label),
    )
