"""Why a bid was not awarded: its own figures against the winner's, with the arithmetic. Pure; the document goes to its bidder alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from qinglian.law.evaluation.benchmark_price import Benchmark, LeftOut, Step
from qinglian.law.evaluation.explain import explain, explain_score
from qinglian.law.evaluation.price_score import PriceTerms, price_score
from qinglian.law.evaluation.rejection_grounds import BY_CODE
from qinglian.law.text import Text

Result = Mapping[str, Any]


def reasons_of(result: Result, *, number: int, winner: int, bidder: str) -> dict[str, Any]:
    """This will return `rejection-notice/v1`: rank, rejection or scores part by part for this bid and the winner, and the arithmetic."""
    ranked = {row["number"]: row for row in result["ranking"]}
    return {
        "type": "rejection-notice/v1",
        "opening": result["opening"],
        "bidder": bidder,
        "number": number,
        "winner": winner,
        "rejected": _rejected(result, number),
        "mine": ranked.get(number),
        "winners": ranked[winner],
        "scores": {
            "mine": _scores(result, number),
            "winners": _scores(result, winner),
        },
        "working": [{"zh": line.zh, "en": line.en} for line in base_lines(result) + price_lines(result, number)],
    }


def base_lines(result: Result) -> list[Text]:
    """This will tell the benchmark price line by line, from the result's own figures; nothing without a benchmark."""
    told = result["benchmark"]
    return explain(benchmark_in(told)) if told else []


def price_lines(result: Result, number: int) -> list[Text]:
    """This will tell the points of one bid's price; nothing for a rejected bid or without a benchmark."""
    row = next((row for row in result["ranking"] if row["number"] == number), None)
    if row is None or not result["benchmark"]:
        return []
    terms = price_terms(result)
    return explain_score(price_score(row["price_fen"], Decimal(result["benchmark"]["base"]), terms), terms)


def price_terms(result: Result) -> PriceTerms:
    """This will return the terms by which prices were scored."""
    price = result["terms"]["price"]
    floor = Decimal(price.get("floor", "0.00"))
    return PriceTerms(Decimal(price["full"]), Decimal(price["k_up"]), Decimal(price["k_down"]), floor)


def benchmark_in(told: Mapping[str, Any]) -> Benchmark:
    """This will read a benchmark as the result document tells it."""
    return Benchmark(
        formula=told["formula"],
        base=Decimal(told["base"]),
        steps=tuple(_step(row) for row in told["steps"]),
        left_out=tuple(LeftOut(row["number"], row["reason"]) for row in told["left_out"]),
        notes=tuple(Text(row["zh"], row["en"]) for row in told["notes"]),
    )


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        code=row["code"],
        label=Text(row["label"]["zh"], row["label"]["en"]),
        value=Decimal(row["value"]),
        how=row["how"],
        operands=tuple(Decimal(one) for one in row["operands"]),
        bids=tuple(row["bids"]),
        unit=row["unit"],
    )


def _rejected(result: Result, number: int) -> dict[str, Any] | None:
    row = next((row for row in result["rejected"] if row["number"] == number), None)
    if row is None:
        return None
    words = BY_CODE[row["ground"]].words
    return {"ground": row["ground"], "zh": words.zh, "en": words.en, "finding": row["finding"]}


def _scores(result: Result, number: int) -> Mapping[str, Any] | None:
    return next((row for row in result["scores"] if row["number"] == number), None)
