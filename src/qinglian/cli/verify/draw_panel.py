"""A disclosed draw, recomputed: the lists that were fixed, every call in its order, completion, and the names of who accepted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qinglian.cli.verify.cases import OpeningCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Step
from qinglian.cli.verify.shapes_draw import exclusion_rows, roster_rows
from qinglian.trust.draw import STANDING, Called, exclusion_leaf, out_of_order, roster_leaf, salted_root
from qinglian.trust.strict import from_base64, read_json

MOST_ROWS_BYTES = 64 * 1024 * 1024
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class _Draw:
    """One draw after its disclosure: its facts and the two published lists."""

    opening: OpeningCase
    requested: LoggedFact
    made: LoggedFact
    panel: LoggedFact
    roster: Rows
    exclusions: Rows

    def one(self, kind: str) -> LoggedFact | None:
        """This will return the draw's first fact of this kind."""
        return self.opening.of_draw(kind, self.requested.body["draw"])

    def all(self, kind: str) -> list[LoggedFact]:
        """This will list the draw's facts of this kind in the order of the log."""
        return [fact for fact in self.opening.of(kind) if fact.body["draw"] == self.requested.body["draw"]]

    @property
    def called(self) -> list[LoggedFact]:
        """This will list the calls in their order."""
        return sorted(self.all("expert-called/v1"), key=lambda fact: int(fact.body["order"]))

    def answer(self, called: LoggedFact, *, before: int | None = None) -> str | None:
        """This will return the last answer of a called leaf (before an index of the log), None while it is awaited."""
        same = [
            fact
            for fact in self.all("expert-answered/v1")
            if fact.body["leaf"] == called.body["leaf"] and (before is None or fact.index < before)
        ]
        return str(same[-1].body["answer"]) if same else None


def check_disclosed(  # noqa: PLR0917
    step: Step,
    evidence: Evidence,
    opening: OpeningCase,
    requested: LoggedFact,
    made: LoggedFact,
    panel: LoggedFact,
) -> None:
    """This will check lists, calls, completion and names of a disclosed draw; what cannot be read is a finding too."""
    try:
        roster = _rows(evidence, panel.body["roster"], roster_rows)
        exclusions = _rows(evidence, panel.body["exclusions"], exclusion_rows)
        draw = _Draw(opening, requested, made, panel, roster, exclusions)
        _check_roots(step, draw)
        _check_counts(step, draw)
        _check_calls(step, draw)
        _check_completion(step, draw)
        _check_panel(step, draw)
    except (ValueError, KeyError, TypeError) as error:
        step.find("panel_differs", panel.where, why=str(error))


def _rows(evidence: Evidence, name: str, checked: Callable[[Any], Rows]) -> Rows:
    data = evidence.blob(name)
    if data is None:
        raise ValueError(f"blob {name} is not published")
    return checked(read_json(data, limit=MOST_ROWS_BYTES, name="rows"))


def _check_roots(step: Step, draw: _Draw) -> None:
    fixed, excluded = draw.one("draw-roster-fixed/v1"), draw.one("draw-exclusions-fixed/v1")
    root = salted_root(bytes.fromhex(row["leaf"]) for row in draw.roster)
    if fixed is None or root != fixed.body["root"]:
        step.find("roster_root_differs", draw.panel.where)
    root = salted_root(
        exclusion_leaf(
            from_base64(row["salt"], name="salt", size=32),
            leaf=row["leaf"],
            reason=row["reason"],
            evidence=row["evidence"],
        )
        for row in draw.exclusions
    )
    if excluded is None or (excluded.body["root"], excluded.body["closing"]) != (root, draw.opening.root):
        step.find("exclusion_dropped", draw.panel.where)


def _check_counts(step: Step, draw: _Draw) -> None:
    """The sizes that were public before the names are those of the lists: whoever watched the draw saw the true odds."""
    fixed, excluded = draw.one("draw-roster-fixed/v1"), draw.one("draw-exclusions-fixed/v1")
    if fixed is None or excluded is None:
        return  # named with the roots
    wanted = [row["speciality"] for row in draw.requested.body["strata"]]
    strata = {one: sum(one in row["strata"] for row in draw.roster) for one in wanted}
    for fact, published, computed in (
        (fixed, (fixed.body["size"], fixed.body["strata"]), (len(draw.roster), strata)),
        (excluded, excluded.body["count"], len(draw.exclusions)),
    ):
        if published != computed:
            step.find("draw_counts_differ", fact.where, published=published, computed=computed)


def _check_calls(step: Step, draw: _Draw) -> None:
    called = draw.called
    strata = {row["leaf"]: row["strata"] for row in draw.roster}
    calls = [Called(fact.body["leaf"], fact.body["stratum"]) for fact in called]
    seed, excluded = bytes.fromhex(draw.made.body["seed"]), {row["leaf"] for row in draw.exclusions}
    wrong = out_of_order(seed=seed, strata=strata, excluded=excluded, calls=calls)
    orders = [fact.body["order"] for fact in called]
    for order in wrong or ([] if orders == list(range(1, len(orders) + 1)) else [len(orders)]):
        step.find("call_out_of_order", called[order - 1].where)
    for fact in _needless(draw, called):
        step.find("call_out_of_order", fact.where)


def _needless(draw: _Draw, called: list[LoggedFact]) -> list[LoggedFact]:
    """This will list the calls that were made while every place of their speciality was spoken for."""
    counts = {row["speciality"]: row["count"] for row in draw.requested.body["strata"]}
    found = []
    for fact in called:
        before = [one for one in called if one.body["stratum"] == fact.body["stratum"] and one.index < fact.index]
        standing = sum(draw.answer(one, before=fact.index) in STANDING for one in before)
        if standing >= counts.get(fact.body["stratum"], 0):
            found.append(fact)
    return found


def _check_completion(step: Step, draw: _Draw) -> None:
    """A draw is complete when so many had accepted for every speciality as were requested, and its counts follow from the calls."""
    wanted = {row["speciality"]: row["count"] for row in draw.requested.body["strata"]}
    completed = draw.all("draw-completed/v1")
    if not completed:
        step.find("draw_completion_differs", draw.panel.where, published="-", computed=len(draw.called))
    for fact in completed:
        calls = [one for one in draw.called if one.index < fact.index]
        places = [one.body["stratum"] for one in calls if draw.answer(one, before=fact.index) == "accepted"]
        published, computed = (fact.body["members"], fact.body["calls"]), (len(places), len(calls))
        if published != computed or {one: places.count(one) for one in {*wanted, *places}} != wanted:
            step.find("draw_completion_differs", fact.where, published=published, computed=computed)


def _check_panel(step: Step, draw: _Draw) -> None:
    accepted = [fact.body["leaf"] for fact in draw.called if draw.answer(fact) == "accepted"]
    rows = draw.panel.body["panel"]
    if [row["leaf"] for row in rows] != accepted:
        step.find("panel_differs", draw.panel.where, why="who accepted")
    for row in rows:
        named = {name: row[name] for name in ("expert", "name", "unit", "specialities")}
        if roster_leaf(from_base64(row["salt"], name="salt", size=32), **named).hex() != row["leaf"]:
            step.find("panel_differs", draw.panel.where, why="a name does not give its leaf")
