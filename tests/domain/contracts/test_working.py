"""How a ranking is told: whoever types the lines into a calculator gets the ranking."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from qinglian.domain.contracts.working import part_line, sheets_counted, working_of
from qinglian.domain.evaluation.result import EvaluatedOffer, Evaluation, evaluate
from qinglian.law.evaluation.rejection_grounds import GROUNDS
from qinglian.law.evaluation.terms import default_terms

SUM = re.compile(r"([\d(][\d.()+−×÷ ]*) = ([\d.]+)$")
MARKS = {"construction_plan": 15, "quality_and_safety": 10, "schedule": 10, "project_team": 8, "similar_works": 7}


def result(*, members: int = 5, seed: str | None = None, **changes: Any) -> dict[str, Any]:
    """This will evaluate three bids: seat s takes s/4 marks off the first item of each part."""
    terms = (
        default_terms(changes.pop("method", "comprehensive_scoring"), "works") | {"blind_technical": False} | changes
    )
    seats = range(1, members + 1)
    passed = {ground.code: {"pass": True, "evidence": ""} for ground in GROUNDS}
    sheets: dict[str, Any] = {"review": {seat: {str(bid): passed for bid in (1, 2, 3)} for seat in seats}}
    for part in ("technical", "business"):
        rows = [row for row in terms["criteria"] if row["part"] == part]
        sheets[part] = {
            seat: {
                str(bid): {
                    row["code"]: f"{MARKS[row['code']] - (Decimal(seat + bid) / 4 if at == 0 else 0):.2f}"
                    for at, row in enumerate(rows)
                }
                for bid in (1, 2, 3)
            }
            for seat in seats
        }
    lower = [{"reason": "付款条件", "fen": -50_000_000}, {"reason": "运费", "fen": 1_050}]
    sheets["adjustment"] = {seat: {"1": [], "2": lower, "3": []} for seat in seats}
    offers = tuple(EvaluatedOffer(bid, f"org-{bid}", 1_690_000_000 + 12_345_678 * bid) for bid in (1, 2, 3))
    return evaluate(Evaluation({}, "s", terms, None, offers, sheets, {}, seed))


def typed(line: str) -> tuple[Decimal, Decimal] | None:
    """This will type a line into a calculator that rounds to two places: (what it finds, what the line says)."""
    found = SUM.search(line.replace(",", ""))
    if found is None:
        return None
    spelt = re.sub(r"\d+(\.\d+)?", lambda number: f"Decimal('{number[0]}')", found[1])
    value = eval(spelt.replace("−", "-").replace("×", "*").replace("÷", "/"), {"Decimal": Decimal})
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(found[2])


@pytest.mark.parametrize("members", [5, 7])
@pytest.mark.parametrize("trims", [False, True])
def test_working_leads_every_bid_to_its_total(members: int, trims: bool) -> None:
    document = result(members=members, trim_members=trims)
    told = working_of(document, shows_totals=True)
    assert [bid.number for bid in told.bids] == [row["number"] for row in document["ranking"]]
    for bid, row in zip(told.bids, document["ranking"], strict=True):
        lines = [(line.zh.partition("：")[0], typed(line.zh), typed(line.en)) for line in bid.lines]
        assert all(zh == en for _, zh, en in lines)
        pairs = {name: pair for name, pair, _ in lines if pair}
        figures = {"技术得分": "technical", "商务得分": "business", "价格得分": "price", "总分": "total"}
        assert pairs == {name: (Decimal(row[key]), Decimal(row[key])) for name, key in figures.items()}
    assert sheets_counted(document) == members


def test_working_names_the_totals_that_seven_members_drop() -> None:
    document = result(members=7, trim_members=True)
    first = working_of(document, shows_totals=True).bids[0]
    assert "去掉最高的" in first.lines[0].zh
    assert "÷ 5 =" in first.lines[0].zh
    assert "without the highest" in first.lines[0].en
    rules = working_of(document, shows_totals=True).rules
    assert any("先去掉一个最高总分和一个最低总分" in rule.zh for rule in rules)


def test_working_tells_means_and_the_number_of_sheets_before_the_award() -> None:
    document = result(members=7, trim_members=True)
    for bid in working_of(document, shows_totals=False).bids:
        scores = next(row for row in document["scores"] if row["number"] == bid.number)
        text = " ".join(line.zh + line.en for line in bid.lines)
        totals = {total for part in ("technical", "business") for total in scores[part]["totals"].values()}
        means = {scores[part]["average"] for part in ("technical", "business")}
        assert [total for total in totals - means if total in text] == []
        assert "7 位评委的总分去掉 2 个，其余平均 = " in text
    part = next(row for row in result()["scores"])["business"]
    assert (
        part_line("business", part, shows_totals=False).en
        == f"Business points: mean of 5 members’ totals = {part['average']}"
    )


def test_working_adds_the_adjustments_of_the_lowest_evaluated_price() -> None:
    document = result(method="lowest_evaluated_price")
    told = working_of(document, shows_totals=True)
    assert [bid.number for bid in told.bids] == [2, 1, 3]
    assert told.bids[0].lines[0].zh == (
        "评审价：17,146,913.56 − 500,000.00（付款条件） + 10.50（运费） = 16,646,924.06"
    )
    assert told.bids[1].lines[0].en == "Evaluated price: 17,023,456.78 = 17,023,456.78"
    assert (told.base, sheets_counted(document)) == ([], 0)


def test_working_says_what_a_seed_decided() -> None:
    price = default_terms("comprehensive_scoring", "works")["price"]
    drawn = price | {"formula": "mean_times_k", "parameters": {"k_low": "95.00", "k_high": "98.00", "k_step": "0.50"}}
    told = working_of(result(seed="ab" * 32, price=drawn), shows_totals=True)
    assert any("ab" * 32 in rule.en for rule in told.rules)
    assert any("%" in line.zh and "系数 K" in line.zh for line in told.base)
