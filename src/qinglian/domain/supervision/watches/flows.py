"""Running cases against their flows: a step that was skipped, or taken out of turn, is named (domain/integrity/flows)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from qinglian.domain.integrity.flows.conformance import Deviation, deviations
from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.supervision.flows import FLOW_BY_CODE, MOVES_OF_FACT, moves_of
from qinglian.domain.supervision.watches.evidence import since, tender_subject
from qinglian.domain.supervision.watches.found import Found
from qinglian.law.text import Text
from qinglian.record.models import Fact

BY: dict[str, tuple[str, ...]] = {  # what tells the cases of one tender apart
    "F03": ("version",),
    "F04": ("section",),
    "F05": ("section", "round"),
    "F06": ("section", "round", "draw"),
    "F08": ("section", "round", "session"),
    "F09": ("section", "round"),
}
KINDS = frozenset(key.split()[0] for key in MOVES_OF_FACT)
Row = tuple[int, str, str, datetime, dict[str, Any]]


def flow_conformance(at: datetime) -> list[Found]:
    """This will compare the facts of every tender of the last 400 days with the core flows. One query."""
    rows = Fact.objects.filter(
        subject__startswith=tender_subject(""), kind__in=KINDS, at__gte=since(at), erased_at=None
    )
    told = rows.order_by("subject", "id").values_list("id", "subject", "kind", "at", "fact")
    found: list[Found] = []
    for subject, facts in groupby(told, key=lambda row: row[1]):
        found += _of_tender(subject, [(pk, name, kind, when, fact["body"]) for pk, name, kind, when, fact in facts])
    return found


def _of_tender(subject: str, rows: Sequence[Row]) -> Iterator[Found]:
    for code, names in BY.items():
        flow = FLOW_BY_CODE[code]
        for case in _cases(rows, flow, names):
            own = [row for row in rows if _is_of(row[4], case)]
            passed = [(move, row[3]) for row in own for move in moves_of(row[2], row[4])]
            place = "/".join([subject, *(str(value) for value in case.values())])
            for one in deviations(flow, passed):
                yield _found(flow, one, place=place, facts=tuple(row[0] for row in own))


def _cases(rows: Sequence[Row], flow: Flow, names: tuple[str, ...]) -> list[dict[str, Any]]:
    known, cases = flow.moves(), []
    for _, _, kind, _, body in rows:
        case = {name: body[name] for name in names if name in body}
        if len(case) == len(names) and case not in cases and any(move in known for move in moves_of(kind, body)):
            cases.append(case)
    return cases


def _is_of(body: dict[str, Any], case: dict[str, Any]) -> bool:
    """A fact that does not name a section is about all of them."""
    return all(body.get(name, value) == value for name, value in case.items())


def _found(flow: Flow, one: Deviation, *, place: str, facts: tuple[int, ...]) -> Found:
    words = Text(f"{flow.title.zh}：{one.sentence.zh}", f"{flow.title.en}: {one.sentence.en}")
    own = flow.node(one.node).risk_points
    point = own[0] if own else next(code for node in flow.nodes for code in node.risk_points)
    return Found("red", f"{place}/{flow.code}/{one.node}", words, facts, point=point)
