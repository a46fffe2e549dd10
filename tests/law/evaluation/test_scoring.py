"""Terms of a notice and score sheets: what is refused, what is averaged."""

import copy
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS
from qinglian.law.evaluation.benchmark_price import FORMULAS, default_parameters
from qinglian.law.evaluation.scoring import check_sheet, committee_scores, part_average
from qinglian.law.evaluation.terms import METHODS, check_terms, default_terms, needs_seed

TERMS = default_terms("comprehensive_scoring", "works")
SCORES = st.integers(0, 2000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")


def _with(path: str, value: Any) -> dict[str, Any]:
    """This will return the default terms with one place changed; `price.k_up`, `criteria.0.full`."""
    terms = copy.deepcopy(TERMS)
    *way, last = path.split(".")
    place: Any = terms
    for name in way:
        place = place[int(name)] if name.isdigit() else place[name]
    place[int(last) if last.isdigit() else last] = value
    return terms


@pytest.mark.parametrize("method", EVALUATION_METHODS)
@pytest.mark.parametrize("kind", KINDS)
def test_default_terms_have_no_fault(method: str, kind: str) -> None:
    assert check_terms(default_terms(method, kind)) == []


def test_methods_are_those_of_the_notice() -> None:
    assert tuple(EVALUATION_METHODS) == METHODS


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda row: row.code)
def test_every_base_formula_can_stand_in_the_terms(formula: Any) -> None:
    price = TERMS["price"] | {"formula": formula.code, "parameters": default_parameters(formula)}
    names = [fault.name for fault in check_terms(TERMS | {"price": price})]
    assert names == ([] if formula.is_base else ["price.formula"])
    without_cap = [
        fault.name for fault in check_terms(TERMS | {"price": price, "abnormally_low": None}, has_price_cap=False)
    ]
    assert without_cap == ([] if formula.is_base and not formula.needs_cap else ["price.formula"])


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        ("method", "lottery", "method"),
        ("method", ["comprehensive_scoring"], "method"),
        ("blind_technical", 1, "blind_technical"),
        ("trim_members", "yes", "trim_members"),
        ("candidates", 4, "candidates"),
        ("candidates", 0, "candidates"),
        ("candidates", True, "candidates"),
        ("candidates", "3", "candidates"),
        ("criteria", [], "criteria"),
        ("criteria", None, "criteria"),
        ("criteria.0", "plan", "criteria[0]"),
        ("criteria.0.code", "Plan", "criteria[0].code"),
        ("criteria.0.code", None, "criteria[0].code"),
        ("criteria.0.part", "price", "criteria[0].part"),
        ("criteria.0.full", "15", "criteria[0].full"),
        ("criteria.0.full", 15.0, "criteria[0].full"),
        ("criteria.0.full", "-1.00", "criteria[0].full"),
        ("criteria.0.full", "0.00", "criteria[0].full"),
        ("criteria.0.full", "１5.00", "criteria[0].full"),
        ("criteria.0.full", "15.00\n", "criteria[0].full"),
        ("criteria.0.full", "1e1", "criteria[0].full"),
        ("criteria.0.full", "NaN", "criteria[0].full"),
        ("criteria.0.full", "15.01", "criteria.full"),
        ("criteria.0.label", {"zh": "方案"}, "criteria[0].label"),
        ("criteria.0.label", {"zh": " ", "en": "Plan"}, "criteria[0].label"),
        ("criteria.0.guidance", {"zh": "长" * 2001, "en": ""}, "criteria[0].guidance"),
        ("criteria.1.code", "construction_plan", "criteria.code"),
        ("criteria.1.label", TERMS["criteria"][0]["label"], "criteria.label"),
        ("price", None, "price"),
        ("price.full", "50.000", "price.full"),
        ("price.k_up", "10.01", "price.k_up"),
        ("price.k_down", None, "price.k_down"),
        ("price.formula", "no_such", "price.formula"),
        ("price.formula", [], "price.formula"),
        ("price.formula", "abnormally_low", "price.formula"),
        ("price.parameters", {"k": "95.00"}, "price.parameters.k"),
        ("price.parameters", [], "price.parameters"),
        ("price.floor", "50.01", "price.floor"),
        ("abnormally_low", {"percent": "100.00"}, "abnormally_low.percent"),
        ("abnormally_low", {"percent": "85"}, "abnormally_low.percent"),
        ("abnormally_low", "85.00", "abnormally_low"),
        ("abnormally_low", {}, "abnormally_low.percent"),
        ("another", 1, ""),
    ],
)
def test_terms_are_refused(path: str, value: Any, name: str) -> None:
    assert [fault.name for fault in check_terms(_with(path, value))] == [name]


@pytest.mark.parametrize(
    "terms",
    [
        None,
        [],
        "x",
        {},
        {"method": "comprehensive_scoring"},
        {name: TERMS[name] for name in TERMS if name != "trim_members"},
    ],
)
def test_what_is_no_set_of_terms_is_refused(terms: object) -> None:
    assert [fault.name for fault in check_terms(terms)] == [""]


@pytest.mark.parametrize(
    ("formula", "changed", "name"),
    [
        ("mean_times_k", {"k_low": "79.99"}, "k_low"),
        ("mean_times_k", {"k_high": "100.01"}, "k_high"),
        ("mean_times_k", {"k_low": "98.00", "k_high": "95.00"}, "k_step"),
        ("mean_times_k", {"k_step": "0.70"}, "k_step"),
        ("mean_times_k", {"k_step": "0.00"}, "k_step"),
        ("mean_times_k", {"k_low": "95"}, "k_low"),
        ("abc_synthesis", {"a": "50.01"}, ""),
        ("random_nine", {"count": "9.50"}, "count"),
        ("random_nine", {"count": "3.00"}, "count"),
    ],
)
def test_parameters_outside_their_range_are_refused(formula: str, changed: dict[str, str], name: str) -> None:
    row = next(row for row in FORMULAS if row.code == formula)
    terms = _with("price", TERMS["price"] | {"formula": formula, "parameters": default_parameters(row) | changed})
    assert [fault.name for fault in check_terms(terms)] == [f"price.parameters.{name}".rstrip(".")]


def test_lowest_is_base_takes_one_point_a_percent_and_nothing_else() -> None:
    price = TERMS["price"] | {"formula": "lowest_is_base", "k_up": "2.00"}
    assert [fault.name for fault in check_terms(_with("price", price))] == ["price.k_up"]


def test_the_lowest_evaluated_price_scores_nothing() -> None:
    terms = default_terms("lowest_evaluated_price", "goods")
    assert [fault.name for fault in check_terms(terms | {"price": TERMS["price"]})] == ["criteria"]
    assert [fault.name for fault in check_terms(terms | {"criteria": TERMS["criteria"]})] == ["criteria"]


def test_an_abnormally_low_line_needs_a_cap() -> None:
    assert [fault.name for fault in check_terms(TERMS, has_price_cap=False)] == ["abnormally_low"]


@pytest.mark.parametrize(("method", "kind"), [("lottery", "works"), ("comprehensive_scoring", "secrets")])
def test_default_terms_know_only_methods_and_kinds(method: str, kind: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        default_terms(method, kind)


SHEET = {"project_team": "8.00", "similar_works": "0.00"}


def test_a_whole_sheet_has_no_fault() -> None:
    assert check_sheet(TERMS["criteria"], SHEET, "business") == []


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (SHEET | {"project_team": "8.01"}, ["project_team"]),
        (SHEET | {"project_team": "8"}, ["project_team"]),
        (SHEET | {"project_team": 8}, ["project_team"]),
        (SHEET | {"project_team": "-0.01"}, ["project_team"]),
        (SHEET | {"project_team": None}, ["project_team"]),
        ({"project_team": "8.00"}, ["similar_works"]),
        (SHEET | {"schedule": "1.00"}, ["schedule"]),
        ({}, ["project_team", "similar_works"]),
        ([], [""]),
    ],
)
def test_sheets_are_refused(sheet: object, names: list[str]) -> None:
    assert [fault.name for fault in check_sheet(TERMS["criteria"], sheet, "business")] == names


@given(
    st.dictionaries(st.integers(1, 12), st.fixed_dictionaries({"x": SCORES, "y": SCORES}), min_size=1),
    st.booleans(),
)
def test_part_average_is_the_mean_of_the_totals(sheets: dict[int, dict[str, str]], trims: bool) -> None:
    totals = sorted(sum((Fraction(score) for score in sheet.values()), Fraction(0)) for sheet in sheets.values())
    counted = totals[1:-1] if trims and len(totals) >= 7 else totals
    mean = Fraction(floor(sum(counted) / len(counted) * 100 + Fraction(1, 2)), 100)
    found = part_average(sheets, trim_members=trims)
    assert Fraction(found.average) == mean
    assert {seat: Fraction(total) for seat, total in found.totals.items()} == {
        seat: Fraction(sheet["x"]) + Fraction(sheet["y"]) for seat, sheet in sheets.items()
    }
    assert len(found.dropped) == len(totals) - len(counted)


def test_part_average_drops_the_higher_seat_of_equal_totals() -> None:
    """Seats are numbers: seat 10 comes after seat 9."""
    scores = ("9.00", "9.00", "5.00", "5.00", "6.00", "7.00", "8.00")
    sheets = {seat: {"x": score} for seat, score in zip((9, 10, 2, 11, 4, 5, 6), scores, strict=True)}
    found = part_average(sheets, trim_members=True)
    assert (found.dropped, found.average) == ((10, 11), Decimal("7.00"))
    assert part_average(sheets).dropped == ()


@pytest.mark.parametrize(("members", "dropped"), [(5, 0), (6, 0), (7, 2), (9, 2)])
def test_members_are_trimmed_from_seven_on(members: int, dropped: int) -> None:
    sheets = {seat: {"x": f"{seat}.00"} for seat in range(1, members + 1)}
    assert len(part_average(sheets, trim_members=True).dropped) == dropped


def test_a_bid_that_nobody_scored_has_no_average() -> None:
    with pytest.raises(ValueError, match="no member"):
        part_average({})


def _part(*scores: tuple[str, str]) -> dict[int, dict[int, dict[str, str]]]:
    """One row for each seat: its scores of bid 1 and bid 2."""
    return {
        seat: {1: {"plan": one, "team": "1.00"}, 2: {"plan": two, "team": "2.50"}}
        for seat, (one, two) in enumerate(scores, 1)
    }


def test_the_committee_s_scores_are_the_means_of_each_bid_and_part() -> None:
    technical = _part(("10.00", "12.00"), ("11.00", "12.00"), ("11.00", "12.01"))
    business = _part(("0.00", "7.00"), ("0.01", "7.00"), ("0.00", "7.00"))
    found = committee_scores({"technical": technical, "business": business})
    means = {number: {part: str(score.average) for part, score in parts.items()} for number, parts in found.items()}
    assert means == {1: {"technical": "11.67", "business": "1.00"}, 2: {"technical": "14.50", "business": "9.50"}}
    assert found[1]["technical"].totals == {1: Decimal("11.00"), 2: Decimal("12.00"), 3: Decimal("12.00")}


def test_the_committee_s_scores_are_trimmed_where_the_notice_says_so() -> None:
    part = _part(*((f"{seat}.00", f"{10 - seat}.00") for seat in (1, 3, 4, 5, 6, 7, 9)))
    found = committee_scores({"technical": part}, trim_members=True)
    assert (found[1]["technical"].dropped, found[2]["technical"].dropped) == ((7, 1), (1, 7))
    assert str(found[1]["technical"].average) == "6.00"


def test_a_mean_over_some_of_the_committee_is_none() -> None:
    whole = _part(("1.00", "2.00"), ("1.00", "2.00"))
    for parts in (
        {},
        {"technical": {}},
        {"technical": whole, "business": {1: whole[1]}},
        {"technical": whole | {2: {1: whole[2][1]}}},
    ):
        with pytest.raises(ValueError, match="same bids"):
            committee_scores(parts)


@pytest.mark.parametrize("formula", [row for row in FORMULAS if row.is_base], ids=lambda row: row.code)
def test_terms_need_a_seed_where_chance_decides(formula: Any) -> None:
    price = TERMS["price"] | {"formula": formula.code, "parameters": default_parameters(formula)}
    assert needs_seed(TERMS | {"price": price}) == (
        formula.code not in {"trimmed_mean", "graded_trim", "lowest_is_base"}
    )


def test_the_lowest_evaluated_price_needs_no_seed() -> None:
    assert not needs_seed(default_terms("lowest_evaluated_price", "works"))
