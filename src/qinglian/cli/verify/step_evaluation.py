"""Step over the evaluation: what the session unsealed, what each member signed, and the result computed again from the sheets."""

import json
from collections.abc import Sequence
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.coefficient import check_coefficient_seeds, drawn_seed
from qinglian.cli.verify.committee_sheets import (
    Sheets,
    blind_codes,
    replaced_seats,
    seat_keys,
    session_of,
    sheets_in_force,
)
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.cli.verify.seed_faults import check_seed_faults
from qinglian.domain.evaluation.result import EvaluatedOffer, Evaluation, evaluate
from qinglian.law.evaluation.terms import needs_seed
from qinglian.trust.canonical import jcs
from qinglian.trust.session import SESSION_COMPARTMENTS, blind_root_of, check_report_signature


def check_evaluations(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check every evaluation as far as it is public: before the award the ciphertexts, after it every figure."""
    step = report.step("评标：文件、评分表与结果", "Evaluation: files, sheets and the result")
    sessions = computed = 0
    for opening in (opening for case in cases for opening in case.openings):
        check_coefficient_seeds(step, opening)
        check_seed_faults(step, evidence, opening, "coefficient")
        if opening.first("session-opened/v1") is None:
            continue
        sessions += 1
        _check_ciphertexts(step, opening)
        computed += _check_result(step, evidence, opening)
    if not sessions:
        step.skip("还没有评标", "no evaluation yet")
        return
    step.note(
        "{n} 场评标，{c} 场由公开的评分表重算", "{n} evaluations, {c} computed again from the disclosed sheets",
        n=sessions, c=computed,
    )  # fmt: skip


def _check_ciphertexts(step: Step, opening: OpeningCase) -> None:
    """The files that the session opened are those that the bidders sealed."""
    unsealed = opening.first("files-unsealed/v1")
    for row in unsealed.body["bids"] if unsealed else ():
        bid = opening.bids.get(str(row.get("manifest")))
        if bid is None:
            step.find("unsealed_unknown_bid", unsealed.where if unsealed else "")
            continue
        for part in SESSION_COMPARTMENTS:
            if bid.head.manifest["compartments"][part]["sha256"] != row.get(part):
                step.find("unsealed_other_file", opening.where, number=row.get("number"), part=part)


def _check_result(step: Step, evidence: Evidence, opening: OpeningCase) -> bool:
    """This will compute the result again when the sheets are disclosed, and say whether it was computed."""
    finished = opening.first("evaluation-finished/v1")
    sheets_facts = opening.of("sheet-locked/v1")
    if finished is None or not sheets_facts:
        return False
    published = _published(step, evidence, opening, finished)
    try:
        terms = _terms(opening, published)
        sheets = sheets_in_force(step, opening, terms, _offers(opening), ended=finished.index)
        _check_signatures(step, opening, str(finished.body["result"]))
        if published is not None:
            _compare(step, opening, published, terms, sheets)
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        step.find("evaluation_malformed", opening.where, why=error)
    return published is not None


def _published(step: Step, evidence: Evidence, opening: OpeningCase, finished: LoggedFact) -> dict[str, Any] | None:
    try:
        data = evidence.blob(str(finished.body["result"]))
    except ValueError:
        step.find("result_changed", finished.where)
        return None
    if data is None:
        step.find("result_missing", finished.where)
        return None
    document: dict[str, Any] = json.loads(data)
    if document.get("opening") != opening.opening:
        step.find("result_differs", finished.where, why="opening")
    return document


def _check_signatures(step: Step, opening: OpeningCase, result: str) -> None:
    keys, gone, session, signed = seat_keys(opening), replaced_seats(opening), session_of(opening), set()
    for fact in opening.of("report-signed/v1"):
        seat = int(fact.body["seat"])
        signed.add(seat)
        if fact.body["signature"] is None:
            continue  # kept silent past the rule's time: agreement (REG 53)
        try:
            check_report_signature(
                fact.body["signature"],
                opening=opening.opening,
                session=session,
                seat=seat,
                key=keys[seat],
                result=result,
            )
        except (ValueError, KeyError) as error:
            step.find("report_signature_invalid", fact.where, seat=seat, why=error)
    for seat in sorted(set(keys) - gone - signed):
        step.find("report_unsigned", opening.where, seat=seat)


def _terms(opening: OpeningCase, published: dict[str, Any] | None) -> dict[str, Any]:
    """The notice's terms; where it states none, those that the result was computed by."""
    terms = opening.terms.get("evaluation") or (published or {}).get("terms")
    if not isinstance(terms, dict) or not terms:
        raise ValueError("no terms")
    return terms


def _compare(
    step: Step, opening: OpeningCase, published: dict[str, Any], terms: dict[str, Any], sheets: Sheets
) -> None:
    """This will compute the result from notice, opening, sheets and revealed seeds, and name what the published one has otherwise."""
    unsealed, revealed = opening.first("files-unsealed/v1"), opening.first("blind-codes-revealed/v1")
    if unsealed and revealed and blind_root_of(revealed.body["rows"]) != unsealed.body["blind_root"]:
        step.find("blind_codes_other", revealed.where)
    if terms != published["terms"]:
        step.find("terms_differ", opening.where)
    seed = drawn_seed(opening) if needs_seed(terms) else None
    if published["seed"] != seed:
        step.find("coefficient_differs", opening.where)
    given = Evaluation(
        opening=opening.opening,
        session=session_of(opening),
        terms=terms,
        price_cap_fen=opening.terms.get("price_cap_fen"),
        offers=tuple(_offers(opening)),
        sheets=sheets,
        codes=blind_codes(opening),
        seed=seed,
    )
    computed = evaluate(given)
    different = sorted(name for name in {*computed, *published} if jcs(computed.get(name)) != jcs(published.get(name)))
    if different:
        step.find("result_differs", opening.where, why=", ".join(different))


def _offers(opening: OpeningCase) -> list[EvaluatedOffer]:
    unsealed = opening.first("files-unsealed/v1")
    failed = {str(row["manifest"]): row.get("failed") or "" for row in (unsealed.body["bids"] if unsealed else ())}
    facts = sorted(opening.of("bid-opened/v1"), key=lambda fact: int(fact.body["number"]))
    return [
        EvaluatedOffer(
            int(fact.body["number"]), str(fact.body["bidder"]), int(_sheet_of(opening, fact)["price_fen"]),
            failed.get(str(fact.body["manifest"]), ""),
        )
        for fact in facts
    ]  # fmt: skip


def _sheet_of(opening: OpeningCase, fact: LoggedFact) -> dict[str, Any]:
    """The sheet as it was decrypted again by an earlier step; the published one where that step had nothing to decrypt."""
    bid = opening.bids.get(str(fact.body["manifest"]))
    return bid.sheet if bid is not None and bid.sheet is not None else dict(fact.body["sheet"])
