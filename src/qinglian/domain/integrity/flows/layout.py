"""Where the parts of a flow stand: a layered layout in whole pixels, from top to bottom, one lane per role.

Layers by the longest path (Sugiyama); loops are set aside first. Edges leave a node at the middle of its foot and run at right angles through
channels between the layers and gutters left of the columns, each on a track of its own, so that no line covers another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qinglian.domain.integrity.flows.flow import Edge, Flow, Node
from qinglian.domain.integrity.flows.tracks import Tracks
from qinglian.law.text import Text

BOX, GUTTER, PORT = 196, 26, 16
HEIGHTS = {"start": 44, "end": 44, "decision": 50, "task": 110}
TILE_HEIGHT, TILES_A_ROW = 26, 2
HEAD, TRACK, EDGE_OF_CHANNEL, MARGIN = 64, 20, 22, 12


@dataclass(frozen=True)
class Place:
    """The box in which a node is drawn."""

    code: str
    x: int
    y: int
    width: int
    height: int
    lane: int

    @property
    def middle(self) -> int:
        """Where edges leave."""
        return self.x + self.width // 2

    @property
    def foot(self) -> int:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Lane:
    """One role's strip, from top to bottom."""

    role: Text
    x: int
    width: int


@dataclass(frozen=True)
class Route:
    """An edge's way: its corners, and where its label begins (to the left of `label_x` when `leads_left`)."""

    edge: Edge
    points: tuple[tuple[int, int], ...]
    label_x: int
    label_y: int
    leads_left: bool


@dataclass(frozen=True)
class Layout:
    """A whole drawing."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    places: Mapping[str, Place]
    routes: tuple[Route, ...]


def laid_out(flow: Flow) -> Layout:
    """This will lay out a sound flow (check_flow)."""
    return _Drawing(flow).layout()


def layers_of(flow: Flow) -> dict[str, int]:
    """This will return each node's layer: one below the lowest that leads to it, loops aside."""
    loops = loops_of(flow)
    layer: dict[str, int] = {}
    order = [node.code for node in flow.nodes]
    forward = [edge for edge in flow.edges if edge not in loops]
    for _ in order:
        for code in order:
            above = [layer.get(edge.source, 0) + 1 for edge in forward if edge.target == code]
            layer[code] = max(above, default=0)
    return layer


def loops_of(flow: Flow) -> frozenset[Edge]:
    """This will return the edges that lead back: to a node that is still on the way (depth first, in the order of the exits)."""
    loops: set[Edge] = set()
    done: set[str] = set()

    def walk(code: str, way: frozenset[str]) -> None:
        for edge in flow.exits(code):
            if edge.target in way:
                loops.add(edge)
            elif edge.target not in done:
                walk(edge.target, way | {edge.target})
        done.add(code)

    start = flow.start().code
    walk(start, frozenset({start}))
    return frozenset(loops)


def height_of(node: Node) -> int:
    """This will return how high a node's box is: a task holds a row of tiles for every two risk points."""
    rows = -(-len(node.risk_points) // TILES_A_ROW)
    return HEIGHTS[node.kind] + rows * TILE_HEIGHT


class _Drawing:
    """Rows, lanes and columns first, then the tracks of the edges, then pixels."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.row = layers_of(flow)
        self.rows = max(self.row.values()) + 1
        self.roles: list[Text] = []
        self.lane: dict[str, int] = {}
        self._set_lanes()
        self.column: dict[str, int] = {}
        self.columns: list[int] = []  # the lane of each column
        self._set_columns()
        self.channels = [Tracks() for _ in range(self.rows + 1)]  # channel r lies above row r
        self.gutters = [Tracks() for _ in self.columns]
        self.is_taken = {(self.row[code], self.column[code]) for code in self.row}

    def layout(self) -> Layout:
        """This will return the finished drawing."""
        ways = [self._way(edge) for edge in self.flow.edges]
        xs, width = self._across()
        ys, height = self._down()
        places = {node.code: self._place(node, xs, ys) for node in self.flow.nodes}
        routes = tuple(self._route(edge, way, places, xs, ys) for edge, way in zip(self.flow.edges, ways, strict=True))
        return Layout(width, height, self._lanes(xs, width), places, routes)

    def _set_lanes(self) -> None:
        """A task stands in its role's lane; what has no role stands with what leads to it, the start with what follows."""
        for node in sorted(self.flow.nodes, key=lambda node: self.row[node.code]):
            if node.kind == "task":
                if node.role not in self.roles:
                    self.roles.append(node.role)
                self.lane[node.code] = self.roles.index(node.role)
        for node in sorted(self.flow.nodes, key=lambda node: self.row[node.code]):
            if node.code not in self.lane:
                before = [edge.source for edge in self.flow.edges if edge.target == node.code]
                known = [self.lane[code] for code in before if code in self.lane]
                self.lane[node.code] = known[0] if known else 0

    def _set_columns(self) -> None:
        """Nodes of one lane and one row stand side by side."""
        for lane in range(len(self.roles)):
            mine = [node.code for node in self.flow.nodes if self.lane[node.code] == lane]
            beside = [[code for code in mine if self.row[code] == row] for row in range(self.rows)]
            first = len(self.columns)
            self.columns += [lane] * max(len(codes) for codes in beside)
            self.column.update({code: first + i for codes in beside for i, code in enumerate(codes)})

    def _way(self, edge: Edge) -> tuple[int, ...]:
        """The tracks of an edge: none when it runs straight down, (track) through one channel, or (track, gutter's track, track)."""
        row, column = self.row[edge.source], self.column[edge.source]
        to_row, to_column = self.row[edge.target], self.column[edge.target]
        between = {(one, to_column) for one in range(row + 1, to_row)}
        if to_row > row and column == to_column and not between & self.is_taken:
            return ()
        if to_row > row and not between & self.is_taken:
            return (self.channels[row + 1].take(2 * column, 2 * to_column),)
        gutter = 2 * to_column - 1  # columns stand at even places, their gutters left of them at odd ones
        first = self.channels[row + 1].take(2 * column, gutter)
        upright = self.gutters[to_column].take(row + 1, to_row)
        return (first, upright, self.channels[to_row].take(gutter, 2 * to_column))

    def _across(self) -> tuple[list[int], int]:
        xs, x = [], 0
        for gutter in self.gutters:
            x += GUTTER + MARGIN * gutter.count
            xs.append(x)
            x += BOX
        return xs, x + GUTTER

    def _down(self) -> tuple[list[int], int]:
        """The top of each row; the channel above holds its tracks."""
        ys, y = [], HEAD
        for row in range(self.rows):
            y += self._channel_height(row)
            ys.append(y)
            y += max(height_of(node) for node in self.flow.nodes if self.row[node.code] == row)
        return ys, y + self._channel_height(self.rows)

    def _channel_height(self, row: int) -> int:
        return 2 * EDGE_OF_CHANNEL + TRACK * max(0, self.channels[row].count - 1)

    def _place(self, node: Node, xs: list[int], ys: list[int]) -> Place:
        code = node.code
        return Place(code, xs[self.column[code]], ys[self.row[code]], BOX, height_of(node), self.lane[code])

    def _lanes(self, xs: list[int], width: int) -> tuple[Lane, ...]:
        firsts = [self.columns.index(lane) for lane in range(len(self.roles))]
        lefts = [xs[first] - GUTTER // 2 - MARGIN * self.gutters[first].count for first in firsts] + [width]
        return tuple(Lane(role, lefts[i], lefts[i + 1] - lefts[i]) for i, role in enumerate(self.roles))

    def _route(self, edge: Edge, way: tuple[int, ...], places: Mapping[str, Place], xs: list[int], ys: list[int]) -> Route:  # fmt: skip
        source, target = places[edge.source], places[edge.target]
        x, top = source.middle, target.y
        if not way:
            points: list[tuple[int, int]] = [(x, source.foot), (x, top)]
            return Route(edge, tuple(points), x, top - 8, False)
        first = self._track_y(self.row[edge.source] + 1, way[0], ys)
        if len(way) == 1:
            into = target.middle + (-PORT if x < target.middle else PORT)
            points = [(x, source.foot), (x, first), (into, first), (into, top)]
            return Route(edge, tuple(points), x, first - 4, into < x)
        column = self.column[edge.target]
        upright = xs[column] - MARGIN * (way[1] + 1)
        last = self._track_y(self.row[edge.target], way[2], ys)
        into = target.middle - PORT
        points = [(x, source.foot), (x, first), (upright, first), (upright, last), (into, last), (into, top)]
        return Route(edge, tuple(points), x, first - 4, upright < x)

    def _track_y(self, row: int, track: int, ys: list[int]) -> int:
        foot = ys[row] if row < self.rows else self._down()[1]
        return foot - self._channel_height(row) + EDGE_OF_CHANNEL + TRACK * track
