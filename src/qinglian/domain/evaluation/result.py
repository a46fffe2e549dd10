"""The result of an evaluation from the members' signed sheets, as `qinglian verify` recomputes it (docs/protocol.md 12). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian.domain.evaluation.committee import is_majority
from qinglian.law.evaluation.benchmark_price import Benchmark, benchmark
from qinglian.law.evaluation.outliers import far_scores
from qinglian.law.evaluation.price_score import PriceScore, PriceTerms, price_score
from qinglian.law.evaluation.ranking import (
    Adjustment,
    Priced,
    Rejected,
    Scored,
    rank_by_evaluated_price,
    rank_by_score,
)
from qinglian.law.evaluation.rejection_grounds import GROUNDS
from qinglian.law.evaluation.scoring import PartScore, part_average

Rows = Mapping[str, Any]  # bid key -> what one member wrote
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class EvaluatedOffer:
    """One opened bid: its number, its bidder, its price, and why its files could not be unsealed ("" when they could)."""

    number: int
    bidder: str
    price_fen: int
    failed: str = ""


@dataclass(frozen=True)
class Evaluation:
    """All that the result follows from. `sheets` is kind -> seat -> rows, of seats in force alone; `codes` is blind code -> number."""

    opening: dict[str, Any]
    session: str
    terms: Mapping[str, Any]
    price_cap_fen: int | None
    offers: tuple[EvaluatedOffer, ...]
    sheets: Mapping[str, Mapping[int, Rows]]
    codes: Mapping[str, int]
    seed: str | None  # hex, of the drawn coefficients


def evaluate(given: Evaluation) -> dict[str, Any]:
    """This will return the `evaluation-result/v1`. ValueError when a sheet lacks what the terms ask for."""
    rejected = _rejected(given)
    valid = [offer for offer in given.offers if offer.number not in {row.number for row in rejected}]
    document: dict[str, Any] = {
        "type": "evaluation-result/v1",
        "opening": given.opening,
        "session": given.session,
        "method": given.terms["method"],
        "terms": given.terms,
        "seed": given.seed,
        "price_cap_fen": given.price_cap_fen,
        "review": _review(given),
        "rejected": [{"number": r.number, "ground": r.ground, "finding": r.finding} for r in rejected],
        "scores": [],
        "benchmark": None,
        "ranking": [],
        "outliers": [],
    }
    if valid:
        by_price = given.terms["method"] == "lowest_evaluated_price"
        document |= _by_price(given, valid, rejected) if by_price else _by_score(given, valid, rejected)
    document["candidates"] = [row["number"] for row in document["ranking"][: given.terms["candidates"]]]
    return document


def rejected_in_review(given: Evaluation) -> dict[int, str]:
    """This will return number -> ground of the bids that the review (or their own sealing) ended."""
    return {row.number: row.ground for row in _rejected(given)}


def _rejected(given: Evaluation) -> list[Rejected]:
    sheets = given.sheets.get("review", {})
    found = []
    for offer in given.offers:
        if offer.failed:
            found.append(Rejected(offer.number, "not_responsive", f"unsealed: {offer.failed}"))
            continue
        for ground in GROUNDS:
            against = [seat for seat, rows in sheets.items() if not rows[str(offer.number)][ground.code]["pass"]]
            if is_majority(len(against), of=len(sheets)):
                evidence = "；".join(rows_of(sheets, seat, offer.number, ground.code) for seat in sorted(against))
                found.append(Rejected(offer.number, ground.code, evidence))
                break
    return found


def rows_of(sheets: Mapping[int, Rows], seat: int, number: int, code: str) -> str:
    """This will return what one member wrote as evidence for one ground."""
    return str(sheets[seat][str(number)][code]["evidence"])


def _review(given: Evaluation) -> list[dict[str, Any]]:
    sheets = given.sheets.get("review", {})
    return [
        {
            "number": offer.number,
            "against": {
                ground.code: against
                for ground in GROUNDS
                if (against := sum(not rows[str(offer.number)][ground.code]["pass"] for rows in sheets.values()))
            },
        }
        for offer in given.offers
        if not offer.failed
    ]


def _by_score(given: Evaluation, valid: list[EvaluatedOffer], rejected: list[Rejected]) -> dict[str, Any]:
    parts = {
        offer.number: {part: _part(given, offer.number, part) for part in ("technical", "business")} for offer in valid
    }
    base = _benchmark(given, valid)
    terms = _price_terms(given.terms["price"])
    points = {offer.number: price_score(offer.price_fen, base.base, terms) for offer in valid}
    ranking = rank_by_score([_scored(offer, parts[offer.number], points[offer.number]) for offer in valid], rejected)
    bidders = {offer.number: offer.bidder for offer in given.offers}
    return {
        "benchmark": _told(base),
        "scores": [_score_row(offer, parts[offer.number], points[offer.number]) for offer in valid],
        "ranking": [
            {
                "rank": row.rank, "number": row.bid.number, "bidder": bidders[row.bid.number], "price_fen": row.bid.price_fen,
                "technical": str(row.bid.technical), "business": str(row.bid.business),
                "price": str(row.bid.price_score), "total": str(row.total), "tie": row.tie,
            }
            for row in ranking.rows
        ],
        "outliers": _outliers(given, valid),
    }  # fmt: skip


def _by_price(given: Evaluation, valid: list[EvaluatedOffer], rejected: list[Rejected]) -> dict[str, Any]:
    bids = [Priced(offer.number, offer.price_fen, _adjustments(given, offer.number)) for offer in valid]
    bidders = {offer.number: offer.bidder for offer in given.offers}
    ranking = rank_by_evaluated_price(bids, rejected)
    return {
        "ranking": [
            {
                "rank": row.rank, "number": row.bid.number, "bidder": bidders[row.bid.number], "price_fen": row.bid.price_fen,
                "adjustments": [{"reason": one.reason, "fen": one.fen} for one in row.bid.adjustments],
                "evaluated_fen": row.evaluated_fen, "tie": row.tie,
            }
            for row in ranking.rows
        ]
    }  # fmt: skip


def _adjustments(given: Evaluation, number: int) -> tuple[Adjustment, ...]:
    """An adjustment counts when more than half of the members state it alike."""
    sheets = given.sheets.get("adjustment", {})
    stated = [(str(item["reason"]), int(item["fen"])) for rows in sheets.values() for item in rows[str(number)]]
    agreed = [one for one in dict.fromkeys(stated) if is_majority(stated.count(one), of=len(sheets))]
    return tuple(Adjustment(reason, fen) for reason, fen in agreed)


def _part(given: Evaluation, number: int, part: str) -> PartScore | None:
    if not any(row["part"] == part for row in given.terms["criteria"]):
        return None
    key = _key(given, number, part)
    sheets = {seat: rows[key] for seat, rows in given.sheets[part].items()}
    return part_average(sheets, trim_members=bool(given.terms.get("trim_members")))


def _key(given: Evaluation, number: int, part: str) -> str:
    """The key of a bid on a sheet: its blind code on technical sheets where the terms say blind, else its number."""
    if part == "technical" and given.terms["blind_technical"]:
        return next(code for code, owner in given.codes.items() if owner == number)
    return str(number)


def _benchmark(given: Evaluation, valid: list[EvaluatedOffer]) -> Benchmark:
    price = given.terms["price"]
    return benchmark(
        price["formula"],
        {offer.number: offer.price_fen for offer in valid},
        parameters=price["parameters"],
        price_cap_fen=given.price_cap_fen,
        seed=bytes.fromhex(given.seed) if given.seed else None,
    )


def _price_terms(price: Mapping[str, Any]) -> PriceTerms:
    floor = Decimal(price["floor"]) if "floor" in price else ZERO
    return PriceTerms(Decimal(price["full"]), Decimal(price["k_up"]), Decimal(price["k_down"]), floor)


def _scored(offer: EvaluatedOffer, parts: Mapping[str, PartScore | None], points: PriceScore) -> Scored:
    technical, business = (part.average if (part := parts[name]) else ZERO for name in ("technical", "business"))
    return Scored(offer.number, offer.price_fen, technical, business, points.score)


def _score_row(offer: EvaluatedOffer, parts: Mapping[str, PartScore | None], points: PriceScore) -> dict[str, Any]:
    row: dict[str, Any] = {"number": offer.number}
    for name, part in parts.items():
        row[name] = _told_part(part) if part else None
    row["price"] = {"deviation": str(points.deviation), "k": str(points.k), "score": str(points.score)}
    return row


def _told_part(part: PartScore) -> dict[str, Any]:
    totals = {str(seat): str(total) for seat, total in part.totals.items()}
    return {"totals": totals, "dropped": list(part.dropped), "average": str(part.average)}


def _told(base: Benchmark) -> dict[str, Any]:
    return {
        "formula": base.formula,
        "drawn": {name: str(value) for name, value in base.drawn.items()},
        "base": str(base.base),
        "steps": [
            {"code": step.code, "label": {"zh": step.label.zh, "en": step.label.en}, "value": str(step.value), "how": step.how,
             "operands": [str(one) for one in step.operands], "bids": list(step.bids), "unit": step.unit}
            for step in base.steps
        ],
        "left_out": [{"number": one.number, "reason": one.reason} for one in base.left_out],
        "notes": [{"zh": note.zh, "en": note.en} for note in base.notes],
    }  # fmt: skip


def _outliers(given: Evaluation, valid: list[EvaluatedOffer]) -> list[dict[str, Any]]:
    found = []
    for part in ("technical", "business"):
        fulls = {str(row["code"]): str(row["full"]) for row in given.terms["criteria"] if row["part"] == part}
        for offer in valid if fulls else ():
            key = _key(given, offer.number, part)
            sheets = {seat: rows[key] for seat, rows in given.sheets[part].items()}
            found += [
                {
                    "number": offer.number, "part": part, "seat": far.seat, "criterion": far.criterion,
                    "score": str(far.score), "median": str(far.median), "z": str(far.robust_z) if far.robust_z is not None else None,
                }
                for far in far_scores(sheets, fulls)
            ]  # fmt: skip
    return found
