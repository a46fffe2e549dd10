"""Step over candidates and award: the result that was signed, its ranking, the publicity period, objections, rank one, the order of facts."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.domain.contracts.award_causes import BY_CODE
from qinglian.law.rulebook import rule

ORDER = (
    "opening-record-signed/v1",
    "session-opened/v1",
    "files-unsealed/v1",
    "evaluation-finished/v1",
    "candidates-published/v1",
    "award-made/v1",
)
_ENDED = ("candidate-objection-answered/v1", "candidate-objection-withdrawn/v1")
_CAUSE = "objection_to_candidates"


def check_awards(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check every publication of candidates and every award against the signed result and the law's order."""
    step = report.step("中标候选人与定标", "Candidates and award")
    published = awarded = 0
    for case, opening in ((one, opening) for one in cases for opening in one.openings):
        candidates = opening.first("candidates-published/v1")
        award = opening.first("award-made/v1")
        _check_order(step, opening)
        if candidates is not None:
            published += 1
            _check_candidates(step, evidence, opening, candidates)
        if award is not None:
            awarded += 1
            _check_award(step, case, opening, candidates, award)
    if not published and not awarded:
        step.skip("还没有公示中标候选人", "no candidates yet")
        return
    step.note("{n} 次公示，{a} 次定标", "{n} publications of candidates, {a} awards", n=published, a=awarded)


def _check_order(step: Step, opening: OpeningCase) -> None:
    """Each of these facts stands after those before it, and none without them once the session began."""
    if opening.first("session-opened/v1") is None and opening.first("candidates-published/v1") is None:
        return
    found = [opening.first(kind) for kind in ORDER]
    last = max(place for place, fact in enumerate(found) if fact is not None)
    present = found[: last + 1]
    indices = [fact.index for fact in present if fact is not None]
    if len(indices) < len(present) or indices != sorted(indices):
        step.find("award_out_of_order", opening.where)


def _check_candidates(step: Step, evidence: Evidence, opening: OpeningCase, candidates: LoggedFact) -> None:
    finished = opening.first("evaluation-finished/v1")
    if finished is None or finished.body["result"] != candidates.body["result"]:
        step.find("result_swapped", candidates.where)
        return
    try:
        data = evidence.blob(str(candidates.body["result"]))
    except ValueError:
        step.find("result_changed", candidates.where)
        return
    if data is None:
        step.find("result_missing", candidates.where)
        return
    try:
        if _ranked(json.loads(data)) != [_named(row) for row in candidates.body["candidates"]]:
            step.find("ranking_differs", candidates.where)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        step.find("evaluation_malformed", candidates.where, why=error)


def _ranked(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [_named(row) for row in result["ranking"] if row["number"] in result["candidates"]]


def _named(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["rank"], row["number"], row["bidder"], row["price_fen"], row.get("total")


def _check_award(
    step: Step, case: TenderCase, opening: OpeningCase, candidates: LoggedFact | None, award: LoggedFact
) -> None:
    if candidates is None:
        return  # named by the order of facts
    at = award.at
    begun = candidates.at
    least = timedelta(days=rule("publicity_min_days", on=begun.date()).number())
    until = datetime.fromisoformat(str(candidates.body["until_at"]))
    if at < until or until - begun < least:
        step.find("publicity_short", award.where, until=until.isoformat())
    raised = [fact for fact in opening.of("candidate-objection-raised/v1") if fact.index < award.index]
    if not all(_is_over(case, opening, objection, award) for objection in raised):
        step.find("award_on_hold", award.where)
    _check_rank(step, opening, candidates, award)


def _is_over(case: TenderCase, opening: OpeningCase, objection: LoggedFact, award: LoggedFact) -> bool:
    """An objection is over before the award when it was withdrawn, or answered and not upheld; upheld, once its hold was lifted after that."""
    ended = [
        fact
        for fact in opening.of(*_ENDED)
        if fact.body["objection"] == objection.body["objection"] and fact.index < award.index
    ]
    lifted = _lifts_of_hold(case, objection)
    return any(not fact.body.get("upheld") or any(fact.index < at < award.index for at in lifted) for fact in ended)


def _lifts_of_hold(case: TenderCase, objection: LoggedFact) -> list[int]:
    """Where the hold was lifted that stands in the log just before the objection."""
    placed = [fact for fact in case.of("hold-placed/v1") if fact.index < objection.index]
    hold = placed[-1].body.get("hold") if placed and placed[-1].body.get("cause") == _CAUSE else None
    return [fact.index for fact in case.of("hold-lifted/v1") if hold is not None and fact.body.get("hold") == hold]


def _check_rank(step: Step, opening: OpeningCase, candidates: LoggedFact, award: LoggedFact) -> None:
    rows = {row.get("number"): row for row in candidates.body["candidates"]}
    chosen = rows.get(award.body["number"])
    if chosen is None or any(chosen.get(name) != award.body.get(name) for name in ("rank", "bidder", "price_fen")):
        step.find("award_not_candidate", award.where)
        return
    funded = opening.notice is None or bool(opening.notice.body.get("project", {}).get("state_funded", True))
    if award.body["rank"] != 1 and funded and (award.body.get("cause") not in BY_CODE or not award.body["evidence"]):
        step.find("rank_passed", award.where, rank=award.body["rank"])
