"""A flow out of a lifecycle's table: the main way is named, its failures, returns and loops follow from the table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qinglian.domain.integrity.flows.flow import NOBODY, Edge, Flow, Node
from qinglian.domain.people.roles import ROLES
from qinglian.law.lifecycle import Lifecycle, Move
from qinglian.law.text import Text

ROLE_WORDS: dict[str, Text] = {role.code: role.label for role in ROLES} | {
    "timetable": Text("时刻表", "Timetable"),
    "notifier": Text("通知程序", "Notifier"),
    "bidder": Text("投标人", "Bidder"),
    "committee": Text("评委", "Committee member"),
    "chair": Text("评标组长", "Chair"),
    "called": Text("被抽中的专家", "Drawn expert"),
}


@dataclass(frozen=True)
class Plan:
    """What a table cannot tell: the main way, what may be repeated before one goes on, what is left out, what no fact shows, what a
    fact shows only the first time (`once`).

    `limits` and `risks` belong to acts. `rests` are states in which a case may end although moves lead out of them.
    """

    path: tuple[str, ...]
    born: Text
    repeated: Collection[str] = ()
    left_out: Collection[str] = ()
    silent: Collection[str] = ()
    once: Collection[str] = ()
    rests: Collection[str] = ()
    limits: Mapping[str, Text] = field(default_factory=dict)
    risks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Point:
    """A place between two acts: the state, and how far the main way has come (-1 beside it)."""

    state: str
    step: int


def flow_of(lifecycle: Lifecycle, plan: Plan, *, code: str, title: Text, department: str) -> Flow:
    """This will derive the flow of a lifecycle (ValueError when the main way is none in its table)."""
    return _Derivation(lifecycle, plan).flow(code, title, department)


class _Derivation:
    """Points become decisions where more than one move leads on, and nothing where one does; moves become tasks."""

    def __init__(self, lifecycle: Lifecycle, plan: Plan) -> None:
        self.lifecycle, self.plan = lifecycle, plan
        self.main = _main_way(lifecycle, plan.path)
        self.points = [_Point(move_from, i) for i, (move_from, _) in enumerate(self.main)]
        self.points.append(_Point(self.main[-1][1].target, len(self.main)))
        self.tasks: dict[tuple[str, _Point], Node] = {}
        self.ends: dict[str, Node] = {}
        self.decisions: dict[_Point, Node] = {}
        self.edges: list[Edge] = []

    def flow(self, code: str, title: Text, department: str) -> Flow:
        """This will walk every point once, the main way first."""
        start = Node("start", "start", self.plan.born)
        waiting, seen = list(self.points), set(self.points)
        exits: dict[_Point, list[tuple[Node, Text]]] = {}
        while waiting:
            point = waiting.pop(0)
            exits[point] = self._ending(point)
            for move, target in self._moves(point):
                exits[point].append((self._task(move, target), move.label))
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
            exits[point] += self._resting(point)
        self.edges.append(Edge("start", self._entry(self.points[0], exits)))
        for point, found in exits.items():
            if len(found) > 1:
                entry = self._entry(point, exits)
                self.edges += [Edge(entry, node.code, label) for node, label in found]
        for (_, target), task in self.tasks.items():
            self.edges.append(Edge(task.code, self._entry(target, exits)))
        nodes = (start, *self.decisions.values(), *self.tasks.values(), *self.ends.values())
        return Flow(code, title, department, nodes, tuple(self.edges))

    def _entry(self, point: _Point, exits: Mapping[_Point, Sequence[tuple[Node, Text]]]) -> str:
        """The node that stands for a point: its decision, or the only thing that can follow."""
        if len(exits[point]) == 1:
            return exits[point][0][0].code
        if point not in self.decisions:
            same = sum(known.state == point.state for known in self.decisions)
            code = _numbered(f"at_{point.state}", same)
            self.decisions[point] = Node(code, "decision", self.lifecycle.state(point.state).label)
        return self.decisions[point].code

    def _moves(self, point: _Point) -> list[tuple[Move, _Point]]:
        """What is lawful here: the main way's next act, its repetition, then the table's other moves."""
        found: list[tuple[Move, _Point]] = []
        if 0 <= point.step < len(self.main):
            found.append((self.main[point.step][1], self.points[point.step + 1]))
        before = self.main[point.step - 1][1] if point.step > 0 else None
        if before is not None and before.act in self.plan.repeated:
            found.append((before, point))
        taken = {move.act for move, _ in found}
        for move in self.lifecycle.moves_from(point.state):
            if move.act not in taken and self._is_side(move, point):
                found.append((move, self._target(move, point)))
        return found

    def _is_side(self, move: Move, point: _Point) -> bool:
        """The main way's own acts are side moves only where the main way does not pass."""
        if move.act in self.plan.left_out:
            return False
        passes = {(state, main.act) for state, main in self.main}
        return (point.state, move.act) not in passes

    def _target(self, move: Move, point: _Point) -> _Point:
        if move.target == point.state:
            return self._before_repeated(point)
        for known in self.points:
            if known.state == move.target:
                return known
        return _Point(move.target, -1)

    def _before_repeated(self, point: _Point) -> _Point:
        """Who comes anew does anew what each has to do: a loop leads back before the repeated act."""
        if point.step > 0 and self.main[point.step - 1][1].act in self.plan.repeated:
            return self.points[point.step - 1]
        return point

    def _ending(self, point: _Point) -> list[tuple[Node, Text]]:
        """At the end of the main way the case is over, unless something else comes."""
        return [self._end(point.state)] if point.step == len(self.main) else []

    def _resting(self, point: _Point) -> list[tuple[Node, Text]]:
        """Beside the main way a case ends where nothing leads on, or where the plan lets it rest."""
        is_over = point.state in self.plan.rests or not self._moves(point)
        return [self._end(point.state)] if is_over and point.step < len(self.main) else []

    def _task(self, move: Move, target: _Point) -> Node:
        key = (move.act, target)
        if key not in self.tasks:
            same = sum(act == move.act for act, _ in self.tasks)
            self.tasks[key] = replace(self._node(move), code=_numbered(move.act, same))
        return self.tasks[key]

    def _node(self, move: Move) -> Node:
        roles = [ROLE_WORDS[role] for role in move.roles]
        return Node(
            move.act,
            "task",
            move.label,
            role=Text("、".join(role.zh for role in roles), ", ".join(role.en for role in roles)),
            limit=self.plan.limits.get(move.act, NOBODY),
            article=move.article,
            risk_points=self.plan.risks.get(move.act, (move.risk_point,) if move.risk_point else ()),
            move="" if move.act in self.plan.silent else f"{self.lifecycle.name}.{move.act}",
            once=move.act in self.plan.once,
        )

    def _end(self, state: str) -> tuple[Node, Text]:
        if state not in self.ends:
            self.ends[state] = Node(f"end_{state}", "end", self.lifecycle.state(state).label)
        return self.ends[state], self.ends[state].label


def _main_way(lifecycle: Lifecycle, path: Sequence[str]) -> list[tuple[str, Move]]:
    """This will pair each act of the main way with the state in which it is done."""
    first = next(move for move in lifecycle.moves if move.act == path[0])
    state = first.source[0]
    way: list[tuple[str, Move]] = []
    for act in path:
        move = next((move for move in lifecycle.moves_from(state) if move.act == act), None)
        if move is None:
            raise ValueError(f"{lifecycle.name}: {act} is not lawful in {state}")
        way.append((state, move))
        state = move.target
    return way


def _numbered(code: str, same: int) -> str:
    return code if same == 0 else f"{code}_{same + 1}"
