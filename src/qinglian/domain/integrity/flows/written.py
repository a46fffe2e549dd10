"""The words in which a flow is written down by hand: steps, ways through them, cases of a decision."""

from itertools import pairwise

from qinglian.domain.integrity.flows.flow import NOBODY, Edge, Node
from qinglian.law.text import Text


def start(zh: str, en: str) -> Node:
    """This will make the start: what sets the matter going."""
    return Node("start", "start", Text(zh, en))


def task(code: str, label: Text, *, role: Text, limit: Text = NOBODY, article: str = "PLT", risks: tuple[str, ...] = (), move: str = "") -> Node:  # fmt: skip
    """This will make a step that somebody takes."""
    return Node(code, "task", label, role, limit, article, risks, move)


def decision(code: str, zh: str, en: str) -> Node:
    """This will make a question on which the way depends."""
    return Node(code, "decision", Text(zh, en))


def end(code: str, zh: str, en: str) -> Node:
    """This will make an end: how the matter stands then."""
    return Node(code, "end", Text(zh, en))


def way(*codes: str) -> tuple[Edge, ...]:
    """This will join steps one after another."""
    return tuple(Edge(source, target) for source, target in pairwise(codes))


def cases(source: str, *exits: tuple[str, str, str]) -> tuple[Edge, ...]:
    """This will join a decision with what follows in each case: (target, 中文, English)."""
    return tuple(Edge(source, target, Text(zh, en)) for target, zh, en in exits)
