"""Steps over the draw of experts (docs/protocol.md 11): requests are counted, the seed is the parties', every call is recomputed."""

from collections.abc import Sequence
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.trust.documents import open_document
from qinglian.trust.draw import STANDING, Called, exclusion_leaf, out_of_order, roster_leaf, salted_root
from qinglian.trust.lots import combined_seed, seed_commitment
from qinglian.trust.strict import from_base64, read_json

MOST_ROWS_BYTES = 64 * 1024 * 1024
PARTIES = ("tenderer", "centre", "supervisor")


def check_draws(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check every draw: its number, the roster's approval, its seed, and after disclosure roots, calls and names."""
    step = report.step("评标专家的抽取", "The draw of experts")
    draws = disclosed = 0
    used: set[str] = set()
    for opening in (opening for case in cases for opening in case.openings):
        _check_numbers(step, opening)
        _check_commitments(step, opening, used)
        for requested in opening.of("draw-requested/v1"):
            number = requested.body.get("draw")
            draws += 1
            _check_approval(step, evidence, opening, number)
            _check_seed(step, opening, number)
            disclosed += _check_disclosed(step, evidence, opening, requested)
    step.note("{n} 次申请，{m} 次已公开名单并重算", "{n} requests; {m} disclosed and recomputed", n=draws, m=disclosed)


def _of(opening: OpeningCase, kind: str, number: Any) -> LoggedFact | None:
    return next((fact for fact in opening.of(kind) if fact.body.get("draw") == number), None)


def _check_numbers(step: Step, opening: OpeningCase) -> None:
    """A second draw needs an abandoned first: nobody draws until the result pleases."""
    for place, fact in enumerate(opening.of("draw-requested/v1"), start=1):
        number = fact.body.get("draw")
        ended = _of(opening, "draw-abandoned/v1", place - 1)
        if number != place or (place > 1 and (ended is None or ended.index > fact.index)):
            step.find("draw_hidden", fact.where)


def _check_commitments(step: Step, opening: OpeningCase, used: set[str]) -> None:
    for fact in opening.of("seed-committed/v1"):
        commitment = str(fact.body.get("commitment"))
        if commitment in used:
            step.find("commitment_reused", fact.where)
        used.add(commitment)


def _check_approval(step: Step, evidence: Evidence, opening: OpeningCase, number: Any) -> None:
    fixed, approved = _of(opening, "draw-roster-fixed/v1", number), _of(opening, "draw-roster-approved/v1", number)
    made = _of(opening, "draw-made/v1", number)
    if fixed is None or (approved is None and made is None):
        return
    if approved is None or not _approves(approved, fixed, evidence, opening):
        step.find("roster_unapproved", (approved or fixed).where)


def _approves(approved: LoggedFact, fixed: LoggedFact, evidence: Evidence, opening: OpeningCase) -> bool:
    try:
        document, key = open_document(approved.body["approval"], "roster-approval/v1")
    except (ValueError, KeyError, TypeError):
        return False
    groups = opening.notice.body["access"]["groups"] if opening.notice else []
    chosen = {one for group in groups if group["name"] == "supervision" for one in group["guardians"]}
    pinned = {one.key for one in evidence.policy.guardians if one.guardian in chosen}
    scope = opening.opening | {"draw": fixed.body["draw"]}
    stated = (document.get("scope"), document.get("root"), document.get("size"))
    return key in pinned and stated == (scope, fixed.body["root"], fixed.body["size"]) and fixed.index < approved.index


def _scope(opening: OpeningCase, number: Any) -> dict[str, Any]:
    roots = [_of(opening, kind, number) for kind in ("draw-roster-fixed/v1", "draw-exclusions-fixed/v1")]
    roster, exclusions = (fact.body.get("root") if fact else None for fact in roots)
    return opening.opening | {"draw": number, "roster": roster, "exclusions": exclusions}


def _check_seed(step: Step, opening: OpeningCase, number: Any) -> None:
    """The seed of the draw is the combination of what the parties had committed to before any was known, in this scope."""
    made = _of(opening, "draw-made/v1", number)
    if made is None:
        return
    scope = _scope(opening, number)
    rows = [fact for fact in opening.facts if fact.body.get("purpose") == "draw" and fact.body.get("scope") == scope]
    committed = [fact for fact in rows if fact.kind == "seed-committed/v1"]
    revealed = [fact for fact in rows if fact.kind == "seed-revealed/v1"]
    known = {str(fact.body["party"]): bytes.fromhex(str(fact.body["seed"])) for fact in revealed}
    failed = {fact.body["party"] for fact in rows if fact.kind == "seed-failed/v1"}
    fits = (
        sorted(fact.body["party"] for fact in committed) == sorted(PARTIES)
        and set(known) | failed == set(PARTIES)
        and bool(known)
        and max(fact.index for fact in committed) < min(fact.index for fact in revealed)
        and all(
            seed_commitment("draw", scope, str(fact.body["party"]), known[fact.body["party"]]).hex()
            == fact.body["commitment"]
            for fact in committed
            if fact.body["party"] in known
        )
    )
    if not fits or combined_seed("draw", scope, list(known.values())).hex() != made.body.get("seed"):
        step.find("draw_rerolled", made.where)


def _check_disclosed(step: Step, evidence: Evidence, opening: OpeningCase, requested: LoggedFact) -> bool:
    number = requested.body.get("draw")
    panel, made = _of(opening, "panel-disclosed/v1", number), _of(opening, "draw-made/v1", number)
    if panel is None:
        return False
    if made is None:
        step.find("draw_rerolled", panel.where)
        return False
    try:
        roster = _rows(evidence, panel.body["roster"])
        exclusions = _rows(evidence, panel.body["exclusions"])
        _check_roots(step, opening, number, panel, roster, exclusions)
        _check_calls(step, opening, requested, made, roster, exclusions)
        _check_panel(step, opening, number, panel)
    except (ValueError, KeyError, TypeError) as error:
        step.find("panel_differs", panel.where, why=str(error))
    return True


def _rows(evidence: Evidence, name: Any) -> list[dict[str, Any]]:
    data = evidence.blob(str(name))
    if data is None:
        raise ValueError(f"blob {name} is not published")
    return list(read_json(data, limit=MOST_ROWS_BYTES, name="rows"))


def _check_roots(  # noqa: PLR0917
    step: Step,
    opening: OpeningCase,
    number: Any,
    panel: LoggedFact,
    roster: list[dict[str, Any]],
    exclusions: list[dict[str, Any]],
) -> None:
    scope = _scope(opening, number)
    if salted_root(bytes.fromhex(row["leaf"]) for row in roster) != scope["roster"]:
        step.find("roster_root_differs", panel.where)
    root = salted_root(
        exclusion_leaf(
            from_base64(row["salt"], name="salt", size=32),
            leaf=row["leaf"],
            reason=row["reason"],
            evidence=row["evidence"],
        )
        for row in exclusions
    )
    fixed = _of(opening, "draw-exclusions-fixed/v1", number)
    if root != scope["exclusions"] or fixed is None or fixed.body.get("closing") != opening.root:
        step.find("exclusion_dropped", panel.where)


def _check_calls(  # noqa: PLR0917
    step: Step,
    opening: OpeningCase,
    requested: LoggedFact,
    made: LoggedFact,
    roster: list[dict[str, Any]],
    exclusions: list[dict[str, Any]],
) -> None:
    number, seed = requested.body["draw"], bytes.fromhex(made.body["seed"])
    called = [fact for fact in opening.of("expert-called/v1") if fact.body["draw"] == number]
    called.sort(key=lambda fact: int(fact.body["order"]))
    strata = {row["leaf"]: row["strata"] for row in roster}
    calls = [Called(fact.body["leaf"], fact.body["stratum"]) for fact in called]
    wrong = out_of_order(seed=seed, strata=strata, excluded={row["leaf"] for row in exclusions}, calls=calls)
    orders = [fact.body["order"] for fact in called]
    for order in wrong or ([] if orders == list(range(1, len(orders) + 1)) else [len(orders)]):
        step.find("call_out_of_order", called[order - 1].where)
    for fact in _needless(opening, requested, called):
        step.find("call_out_of_order", fact.where)


def _needless(opening: OpeningCase, requested: LoggedFact, called: list[LoggedFact]) -> list[LoggedFact]:
    """This will list the calls that were made while every place of their speciality was spoken for."""
    counts = {row["speciality"]: row["count"] for row in requested.body["strata"]}
    found = []
    for fact in called:
        before = [one for one in called if one.body["stratum"] == fact.body["stratum"] and one.index < fact.index]
        standing = sum(_answer(opening, one, before=fact.index) in STANDING for one in before)
        if standing >= counts.get(fact.body["stratum"], 0):
            found.append(fact)
    return found


def _answer(opening: OpeningCase, called: LoggedFact, *, before: int | None = None) -> str | None:
    """This will return the last answer of a called leaf (before an index of the log)."""
    same = [
        fact
        for fact in opening.of("expert-answered/v1")
        if (fact.body["draw"], fact.body["leaf"]) == (called.body["draw"], called.body["leaf"])
        if before is None or fact.index < before
    ]
    return str(same[-1].body["answer"]) if same else None


def _check_panel(step: Step, opening: OpeningCase, number: Any, panel: LoggedFact) -> None:
    called = sorted(
        (fact for fact in opening.of("expert-called/v1") if fact.body["draw"] == number),
        key=lambda fact: int(fact.body["order"]),
    )
    accepted = [fact.body["leaf"] for fact in called if _answer(opening, fact) == "accepted"]
    if [row["leaf"] for row in panel.body["panel"]] != accepted:
        step.find("panel_differs", panel.where, why="who accepted")
    for row in panel.body["panel"]:
        named = {name: row[name] for name in ("expert", "name", "unit", "specialities")}
        if roster_leaf(from_base64(row["salt"], name="salt", size=32), **named).hex() != row["leaf"]:
            step.find("panel_differs", panel.where, why="a name does not give its leaf")
