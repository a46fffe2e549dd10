"""The measures of what a transaction costs, computed by hand on a few rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from qinglian.analysis.costs import MEASURES, costs_of
from qinglian.analysis.schema import KeyComparison, Transaction

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DEADLINE = START + timedelta(days=20)
ROW = Transaction(
    tender="JC-2026-0001", section="1", round=1, kind="works", outcome="awarded", ended_at=DEADLINE + timedelta(days=10),
    estimate_fen=1_000_000_00, security_fen=20_000_00, bids=4, documents=3, sheet_fields=4, files=10, files_known=True,
    expert_fees_fen=2_000_00, published_at=START, deadline_at=DEADLINE, opened_at=DEADLINE + timedelta(hours=12),
    evaluated_at=DEADLINE + timedelta(days=1, hours=12), candidates_at=DEADLINE + timedelta(days=2),
    awarded_at=DEADLINE + timedelta(days=10),
)  # fmt: skip
KEY = KeyComparison("org-1", START, "phone")


def told(rows, before=(), keys=(), keys_before=()):
    return {cost.measure.code: cost for cost in costs_of(2026, rows, before, keys, keys_before)}


def test_costs_of_one_section_are_its_own():
    values = {code: cost.value for code, cost in told([ROW]).items()}
    assert values == {
        "expert_fees": Decimal("2000"), "security": Decimal("20000"), "security_days": Decimal("10"),
        "tied_up": Decimal("80"),  # 2 wan x 4 bidders x 10 days
        "days_to_deadline": Decimal("20"), "hours_to_opened": Decimal("12"), "hours_to_evaluated": Decimal("24"),
        "days_to_candidates": Decimal("0.5"), "days_to_award": Decimal("8"), "days_in_all": Decimal("30"),
        "documents": Decimal("3"), "sheet_fields": Decimal("4"), "files_a_bid": Decimal("2.5"), "visits": None,
    }  # fmt: skip
    assert len(values) == len(MEASURES) + 1


def test_costs_of_tell_median_n_and_the_change_against_the_year_before():
    rows = [replace(ROW, documents=number) for number in (2, 3, 7)]
    cost = told(rows, [replace(ROW, documents=4), replace(ROW, documents=6)])["documents"]
    assert (cost.n, cost.value, cost.n_before, cost.before) == (3, Decimal("3"), 2, Decimal("5"))
    assert (cost.change, cost.change_percent) == (Decimal("-2"), Decimal("-40.0"))


def test_costs_of_count_no_step_that_was_not_reached():
    failed = replace(
        ROW, outcome="failed", ended_at=DEADLINE, bids=0, opened_at=None, evaluated_at=None, candidates_at=None, awarded_at=None,
        expert_fees_fen=None, files=0, files_known=False,
    )  # fmt: skip
    costs = told([failed, ROW])
    reached = {code: cost.n for code, cost in costs.items()}
    assert reached["days_to_deadline"] == reached["security"] == reached["documents"] == 2
    assert {reached[code] for code in ("expert_fees", "tied_up", "security_days", "days_in_all", "files_a_bid")} == {1}
    assert costs["days_in_all"].value == Decimal("30")


def test_costs_of_compare_nothing_with_nothing():
    cost = told([ROW])["documents"]
    assert (cost.n_before, cost.before, cost.change, cost.change_percent) == (0, None, None, None)
    free = told([replace(ROW, security_fen=5)], [replace(ROW, security_fen=0)])["security"]
    assert (free.change, free.change_percent) == (Decimal("0.05"), None)
    assert all(cost.n == 0 and cost.value is None for cost in told([]).values())


def test_costs_of_count_visits_over_organisations():
    keys = [
        KEY,
        replace(KEY, compared="in_person"),
        replace(KEY, compared="in_person"),
        replace(KEY, organisation="org-2"),
    ]
    cost = told([], keys=keys, keys_before=[replace(KEY, compared="paper")])["visits"]
    assert (cost.n, cost.value, cost.n_before, cost.before) == (2, Decimal("1"), 1, Decimal("0"))
