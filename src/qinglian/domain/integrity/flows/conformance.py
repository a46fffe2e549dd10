"""Does a case go its way? The moves seen in its facts against a flow: what was skipped, what came out of turn.

The cheapest explanation of what was seen is sought (an alignment, van der Aalst, Process Mining, 8.3): a walk along the flow's edges on
which as few steps as possible are missing and as few moves as possible are left over. A lawful walk costs nothing and has no deviation.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from qinglian.domain.integrity.flows.flow import Flow, Node
from qinglian.law.text import Text

SKIPPED, LEFT_OVER, UNSEEN_LOOP = (
    2,
    11,
    22,
)  # a gap of five steps is likelier than a move out of turn, a whole loop unseen less likely than both


@dataclass(frozen=True)
class Deviation:
    """One departure of a case from its flow: which node, how, and which move was seen instead (`seen` is "" at the end of a case)."""

    kind: Literal["skipped", "out_of_turn"]
    node: str
    label: Text
    seen: str
    at: datetime | None
    sentence: Text


@dataclass(frozen=True)
class _Step:
    """One step of an explanation: a node skipped, or a move left over, with the place in what was seen."""

    kind: Literal["skipped", "left_over"]
    node: str
    index: int


def deviations(flow: Flow, passed: Sequence[tuple[str, datetime]], *, finished: bool = False) -> list[Deviation]:
    """This will name the steps that a case skipped or took out of turn, in the order in which they were found.

    `passed` is what the facts show, earliest first; moves that the flow does not know are another matter's and are passed over. A running
    case may stand anywhere; a finished one must have come to an end.
    """
    known = flow.moves()
    seen = [one for one in passed if one[0] in known]
    steps = _explained(flow, [move for move, _ in seen], finished=finished)
    return _named(flow, seen, steps)


def onward(flow: Flow, code: str) -> list[Node]:
    """This will list the observable nodes that can follow a node: nothing observable lies between."""
    found: dict[str, Node] = {}
    waiting, been = [edge.target for edge in flow.exits(code)], set()
    while waiting:
        node = flow.node(waiting.pop(0))
        if node.code in been:
            continue
        been.add(node.code)
        if node.move:
            found[node.code] = node
        else:
            waiting += [edge.target for edge in flow.exits(node.code)]
    return list(found.values())


def may_end(flow: Flow, code: str) -> bool:
    """This will say whether a case that stands behind this node may be at its end: only unobservable nodes follow."""
    waiting, been = [code], set()
    while waiting:
        node = flow.node(waiting.pop())
        if node.kind == "end":
            return True
        been.add(node.code)
        follow = [flow.node(edge.target) for edge in flow.exits(node.code)]
        waiting += [one.code for one in follow if not one.move and one.code not in been]
    return False


def _explained(flow: Flow, seen: Sequence[str], *, finished: bool) -> tuple[_Step, ...]:
    """The cheapest way through flow and facts (Dijkstra). Between equals the one that names fewer and earlier nodes."""
    follow = {node.code: onward(flow, node.code) for node in flow.nodes}
    far = _far(flow)
    ends = {node.code for node in flow.nodes if not finished or may_end(flow, node.code)}
    queue: list[tuple[int, int, tuple[tuple[int, str, str], ...], int, str]] = [(0, 0, (), 0, flow.start().code)]
    done: set[tuple[int, str]] = set()
    while queue:
        cost, _, steps, index, code = heapq.heappop(queue)
        if (index, code) in done:
            continue
        done.add((index, code))
        if index == len(seen) and code in ends:
            return tuple(
                _Step("skipped" if kind == "skipped" else "left_over", node, place) for place, node, kind in steps
            )
        for node in follow[code]:
            if index < len(seen) and node.move == seen[index]:
                heapq.heappush(queue, (cost, -index - 1, steps, index + 1, node.code))
            if node.once and node.move in seen[:index]:  # told already: taken again, it leaves no fact
                heapq.heappush(queue, (cost, -index, steps, index, node.code))
                continue
            dear = SKIPPED if far[node.code] > far[code] else UNSEEN_LOOP
            heapq.heappush(queue, (cost + dear, -index, (*steps, (index, node.code, "skipped")), index, node.code))
        if index < len(seen):
            left = (*steps, (index, _node_of(flow, seen[index]), "left_over"))
            heapq.heappush(queue, (cost + LEFT_OVER, -index - 1, left, index + 1, code))
    raise ValueError(f"{flow.code} has no end")


def _far(flow: Flow) -> dict[str, int]:
    """How many edges a node is away from the start: what leads nearer to the start is a loop."""
    far = {flow.start().code: 0}
    waiting = [flow.start().code]
    for code in waiting:
        for edge in flow.exits(code):
            if edge.target not in far:
                far[edge.target] = far[code] + 1
                waiting.append(edge.target)
    return far


def _node_of(flow: Flow, move: str) -> str:
    return next(node.code for node in flow.nodes if node.move == move)


def _named(flow: Flow, seen: Sequence[tuple[str, datetime]], steps: Sequence[_Step]) -> list[Deviation]:
    """A node that was skipped and whose move is left over elsewhere was not skipped: it came out of turn."""
    left = {flow.node(step.node).move for step in steps if step.kind == "left_over"}
    return [
        _skipped(flow, flow.node(step.node), seen, step.index)
        if step.kind == "skipped"
        else _out_of_turn(flow, seen, step.index)
        for step in steps
        if step.kind == "left_over" or flow.node(step.node).move not in left
    ]


def _skipped(flow: Flow, node: Node, seen: Sequence[tuple[str, datetime]], index: int) -> Deviation:
    if index == len(seen):
        ended = Text("“{what}”没有做，事项就结束了。", "“{what}” was skipped: the case came to its end.")
        return Deviation("skipped", node.code, node.label, "", None, _filled(ended, what=node.label))
    move, at = seen[index]
    instead = flow.node(_node_of(flow, move)).label
    sentence = Text("“{what}”没有做，就出现了“{instead}”。", "“{what}” was skipped: “{instead}” came instead.")
    return Deviation("skipped", node.code, node.label, move, at, _filled(sentence, what=node.label, instead=instead))


def _out_of_turn(flow: Flow, seen: Sequence[tuple[str, datetime]], index: int) -> Deviation:
    move, at = seen[index]
    node = flow.node(_node_of(flow, move))
    before = flow.node(_node_of(flow, seen[index - 1][0])).label if index else flow.start().label
    sentence = Text(
        "“{what}”不在应有的次序：它出现在“{before}”之后。", "“{what}” is out of turn: it came after “{before}”."
    )
    return Deviation("out_of_turn", node.code, node.label, move, at, _filled(sentence, what=node.label, before=before))


def _filled(sentence: Text, **labels: Text) -> Text:
    return Text(
        sentence.zh.format(**{name: label.zh for name, label in labels.items()}),
        sentence.en.format(**{name: label.en for name, label in labels.items()}),
    )
