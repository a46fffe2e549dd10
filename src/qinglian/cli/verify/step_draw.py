"""Steps over the draw of experts (docs/protocol.md 11): requests are counted, rosters approved, the seed is the parties'."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.draw_panel import check_disclosed
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.cli.verify.seed_faults import check_seed_faults
from qinglian.trust.deposit import PARTIES
from qinglian.trust.documents import open_document
from qinglian.trust.lots import combined_seed, seed_commitment
from qinglian.trust.strict import fields

_APPROVAL = ("type", "scope", "root", "size", "opening")


def check_draws(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check every draw: its number, the roster's approval, its seed, and after disclosure roots, calls and names."""
    step = report.step("评标专家的抽取", "The draw of experts")
    draws = disclosed = 0
    used: set[str] = set()
    for opening in (opening for case in cases for opening in case.openings):
        _check_numbers(step, opening)
        _check_commitments(step, opening, used)
        check_seed_faults(step, evidence, opening, "draw")
        for requested in opening.of("draw-requested/v1"):
            number = requested.body["draw"]
            draws += 1
            _check_approval(step, evidence, opening, number)
            _check_order_of_seeds(step, opening, number)
            _check_seed(step, opening, number)
            disclosed += _check_disclosed(step, evidence, opening, requested)
    step.note("{n} 次申请，{m} 次已公开名单并重算", "{n} requests; {m} disclosed and recomputed", n=draws, m=disclosed)


def _check_numbers(step: Step, opening: OpeningCase) -> None:
    """A second draw needs an abandoned first: nobody draws until the result pleases."""
    for place, fact in enumerate(opening.of("draw-requested/v1"), start=1):
        ended = opening.of_draw("draw-abandoned/v1", place - 1)
        if fact.body["draw"] != place or (place > 1 and (ended is None or ended.index > fact.index)):
            step.find("draw_hidden", fact.where)


def _check_commitments(step: Step, opening: OpeningCase, used: set[str]) -> None:
    for fact in opening.of("seed-committed/v1"):
        commitment = str(fact.body["commitment"])
        if commitment in used:
            step.find("commitment_reused", fact.where)
        used.add(commitment)


def _check_approval(step: Step, evidence: Evidence, opening: OpeningCase, number: Any) -> None:
    fixed = opening.of_draw("draw-roster-fixed/v1", number)
    approved = opening.of_draw("draw-roster-approved/v1", number)
    if fixed is None or (approved is None and opening.of_draw("draw-made/v1", number) is None):
        return
    if approved is None or not _approves(approved, fixed, evidence, opening):
        step.find("roster_unapproved", (approved or fixed).where)


def _approves(approved: LoggedFact, fixed: LoggedFact, evidence: Evidence, opening: OpeningCase) -> bool:
    """The approval is a pinned supervising guardian's, of this draw, and of the very roster whose root, size and opening were fixed."""
    try:
        document, key = open_document(approved.body["approval"], "roster-approval/v1")
        fields(document, _APPROVAL, name="approval")
    except ValueError:
        return False
    groups = opening.notice.body["access"]["groups"] if opening.notice else []
    chosen = {one for group in groups if group["name"] == "supervision" for one in group["guardians"]}
    pinned = {one.key for one in evidence.policy.guardians if one.guardian in chosen}
    of_roster = {"root": fixed.body["root"], "size": fixed.body["size"], "opening": fixed.body["opening_hash"]}
    stated = {name: document[name] for name in ("scope", *of_roster)}
    scope = opening.opening | {"draw": fixed.body["draw"]}
    return key in pinned and stated == {"scope": scope} | of_roster and fixed.index < approved.index


def _scope(opening: OpeningCase, number: Any) -> dict[str, Any]:
    roots = [opening.of_draw(kind, number) for kind in ("draw-roster-fixed/v1", "draw-exclusions-fixed/v1")]
    roster, exclusions = (fact.body["root"] if fact else None for fact in roots)
    return opening.opening | {"draw": number, "roster": roster, "exclusions": exclusions}


def _check_order_of_seeds(step: Step, opening: OpeningCase, number: Any) -> None:
    """Nobody commits before it is fixed who may be drawn, nobody tells after the draw, and every party's seed ends once."""
    fixed, made = opening.of_draw("draw-exclusions-fixed/v1", number), opening.of_draw("draw-made/v1", number)
    rows = [fact for fact in opening.facts if _is_seed_of(fact, number)]
    for fact in rows:
        if fact.kind == "seed-committed/v1" and (fixed is None or fact.index < fixed.index):
            step.find("seed_early", fact.where, party=fact.body["party"])
    told = [fact for fact in rows if fact.kind in ("seed-revealed/v1", "seed-failed/v1")]
    for fact in told:
        if made is not None and fact.index > made.index:
            step.find("seed_after_draw", fact.where, party=fact.body["party"])
    for party, times in Counter(str(fact.body["party"]) for fact in told).items():
        if times > 1:
            step.find("seed_told_twice", f"{opening.where} {number}", party=party)


def _is_seed_of(fact: LoggedFact, number: Any) -> bool:
    is_draw = fact.kind.startswith("seed-") and fact.body["purpose"] == "draw"
    return is_draw and fact.body["scope"].get("draw") == number


def _check_seed(step: Step, opening: OpeningCase, number: Any) -> None:
    """The seed of the draw is the combination of what the parties had committed to before any was known, in this scope."""
    made = opening.of_draw("draw-made/v1", number)
    if made is None:
        return
    scope = _scope(opening, number)
    rows = [fact for fact in opening.facts if _is_seed_of(fact, number) and fact.body["scope"] == scope]
    committed = [fact for fact in rows if fact.kind == "seed-committed/v1"]
    revealed = [fact for fact in rows if fact.kind == "seed-revealed/v1"]
    known = {str(fact.body["party"]): bytes.fromhex(fact.body["seed"]) for fact in revealed}
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
    if not fits or combined_seed("draw", scope, list(known.values())).hex() != made.body["seed"]:
        step.find("draw_rerolled", made.where)


def _check_disclosed(step: Step, evidence: Evidence, opening: OpeningCase, requested: LoggedFact) -> bool:
    number = requested.body["draw"]
    panel, made = opening.of_draw("panel-disclosed/v1", number), opening.of_draw("draw-made/v1", number)
    if panel is None:
        return False
    if made is None:
        step.find("draw_rerolled", panel.where)
        return False
    check_disclosed(step, evidence, opening, requested, made, panel)
    return True
