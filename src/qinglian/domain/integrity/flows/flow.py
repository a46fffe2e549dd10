"""One key matter as a flow: nodes and edges, and the rules of a sound flow."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qinglian.law.text import Text

Kind = Literal["start", "task", "decision", "end"]
NOBODY = Text("", "")


@dataclass(frozen=True)
class Node:
    """One step: what is done, by whom, within which time, under which article, at which risk points.

    `move` is the lifecycle move ("section.open_bids") whose fact shows that the step was taken; "" when no fact shows it. Where `once`,
    only the first time leaves the fact: what was told is not told again.
    """

    code: str
    kind: Kind
    label: Text
    role: Text = NOBODY
    limit: Text = NOBODY
    article: str = ""
    risk_points: tuple[str, ...] = ()
    move: str = ""
    once: bool = False


@dataclass(frozen=True)
class Edge:
    """From one step to the next; what leaves a decision says in which case."""

    source: str
    target: str
    label: Text = NOBODY


@dataclass(frozen=True)
class Flow:
    """A key matter: its code (F01 to F20), its name, the section of the centre that answers for it."""

    code: str
    title: Text
    department: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, code: str) -> Node:
        """This will return the node with this code (KeyError when the flow has none)."""
        for node in self.nodes:
            if node.code == code:
                return node
        raise KeyError(code)

    def exits(self, code: str) -> tuple[Edge, ...]:
        """This will list the edges that leave a node, in the order of the flow."""
        return tuple(edge for edge in self.edges if edge.source == code)

    def start(self) -> Node:
        """This will return the node where every case begins."""
        return next(node for node in self.nodes if node.kind == "start")

    def moves(self) -> frozenset[str]:
        """This will list the moves by which the flow can be followed in facts."""
        return frozenset(node.move for node in self.nodes if node.move)


def check_flow(flow: Flow) -> list[Text]:
    """This will list what is wrong with a flow; a sound flow has no faults."""
    faults = [*_doubles(flow), *_dangling(flow)]
    if faults:
        return faults
    return [*_starts(flow), *_exits(flow), *_unreachable(flow)]


def _doubles(flow: Flow) -> Iterator[Text]:
    counts = Counter(node.code for node in flow.nodes)
    for code in (code for code, count in counts.items() if count > 1):
        yield Text(f"节点编码重复：{code}", f"A node's code appears twice: {code}")
    for edge in (edge for edge, count in Counter(_pairs(flow)).items() if count > 1):
        yield Text(f"连线重复：{edge[0]} 到 {edge[1]}", f"An edge appears twice: {edge[0]} to {edge[1]}")


def _pairs(flow: Flow) -> Iterable[tuple[str, str]]:
    return ((edge.source, edge.target) for edge in flow.edges)


def _dangling(flow: Flow) -> Iterator[Text]:
    codes = {node.code for node in flow.nodes}
    for end in dict.fromkeys(end for pair in _pairs(flow) for end in pair if end not in codes):
        yield Text(f"连线指向没有的节点：{end}", f"An edge names a node that does not exist: {end}")


def _starts(flow: Flow) -> Iterator[Text]:
    starts = [node.code for node in flow.nodes if node.kind == "start"]
    if len(starts) != 1:
        yield Text(f"应有一个起点，现有 {len(starts)} 个", f"A flow has one start; this has {len(starts)}")
    entered = {edge.target for edge in flow.edges}
    for code in starts:
        if code in entered:
            yield Text(f"起点不能有进入的连线：{code}", f"No edge may lead to the start: {code}")


def _exits(flow: Flow) -> Iterator[Text]:
    for node in flow.nodes:
        exits = flow.exits(node.code)
        if node.kind == "decision":
            labels = {edge.label for edge in exits if edge.label.zh and edge.label.en}
            if len(exits) < 2 or len(labels) < len(exits):
                yield Text(f"判断应有两个以上写明情形的出口：{node.code}", f"A decision has two or more exits, each with its own label: {node.code}")  # fmt: skip
        elif node.kind == "end":
            if exits:
                yield Text(f"终点不能有出口：{node.code}", f"An end has no exit: {node.code}")
        elif len(exits) != 1:
            yield Text(f"节点应有一个出口：{node.code}", f"A node has exactly one exit: {node.code}")


def _unreachable(flow: Flow) -> Iterator[Text]:
    """From the start every node is reached, and from every node an end."""
    onward = {node.code: {edge.target for edge in flow.exits(node.code)} for node in flow.nodes}
    back = {code: {edge.source for edge in flow.edges if edge.target == code} for code in onward}
    starts = [node.code for node in flow.nodes if node.kind == "start"]
    ends = [node.code for node in flow.nodes if node.kind == "end"]
    reached, ending = spread(starts, onward), spread(ends, back)
    for code in onward:
        if code not in reached:
            yield Text(f"从起点到不了：{code}", f"The start does not lead to: {code}")
        if code not in ending:
            yield Text(f"到不了终点：{code}", f"No end follows from: {code}")


def spread(begin: Iterable[str], onward: dict[str, set[str]]) -> set[str]:
    """This will return every node that can be reached from the first ones, those included."""
    seen: set[str] = set()
    waiting = list(begin)
    while waiting:
        code = waiting.pop()
        if code not in seen:
            seen.add(code)
            waiting.extend(onward[code])
    return seen
