"""The weekly lot: a pure function of seed and week, uniform over its options, bound by a commitment made before."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinglian.trust.canonical import sha256
from qinglian.trust.weekly import (
    commitment_of,
    is_revealed_rightly,
    lot_of,
    lots_of,
    monday_of,
    quarter_of,
    week_of,
)

SEED = bytes(range(32))
SCOPE: dict[str, Any] = {
    "period": "2026-Q4",
    "weeks": {
        "2026-W47": ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"],
        "2026-W48": ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"],
    },
    "hours": [9, 10, 14],
    "sections": ["office", "finance"],
}


def test_lots_follow_from_the_seed_and_nothing_else() -> None:
    lots = lots_of(SEED, scope=SCOPE)
    assert [lot.week for lot in lots] == ["2026-W47", "2026-W48"]
    assert lots == lots_of(SEED, scope={**SCOPE, "hours": [14, 9, 10], "sections": ["finance", "office"]})
    assert lots[1] == lot_of(SEED, week="2026-W48", scope=SCOPE)
    assert lots != lots_of(sha256(SEED), scope=SCOPE)


def test_commitment_binds_seed_and_what_is_drawn_from() -> None:
    commitment = commitment_of(SCOPE, SEED)
    assert is_revealed_rightly(SCOPE, commitment=commitment, seed=SEED)
    assert not is_revealed_rightly(SCOPE, commitment=commitment, seed=sha256(SEED))
    for name, value in (("hours", [9]), ("sections", ["office"]), ("weeks", {}), ("period", "2026-Q3")):
        assert not is_revealed_rightly({**SCOPE, name: value}, commitment=commitment, seed=SEED)


def test_lot_of_refuses_short_seeds_unknown_weeks_and_empty_options() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        lot_of(b"short", week="2026-W48", scope=SCOPE)
    with pytest.raises(KeyError):
        lot_of(SEED, week="2026-W49", scope=SCOPE)
    with pytest.raises(ValueError, match="nothing to draw"):
        lot_of(SEED, week="2026-W48", scope={**SCOPE, "hours": []})


def test_lots_are_uniform_over_days_hours_and_sections() -> None:
    """Chi-square over 30 options and 6,000 seeds; 29 degrees of freedom leave 1 in 10,000 beyond 66.2. The seeds are fixed."""
    counts: dict[object, int] = {}
    draws = 6000
    for number in range(draws):
        lot = lot_of(sha256(number.to_bytes(4, "big")), week="2026-W48", scope=SCOPE)
        counts[lot] = counts.get(lot, 0) + 1
    expected = draws / 30
    assert len(counts) == 30
    assert sum((count - expected) ** 2 / expected for count in counts.values()) < 66.2


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(st.integers(min_value=0, max_value=7670))
def test_every_day_has_one_week_and_every_week_one_quarter(number: int) -> None:
    day = date(2020, 1, 1) + timedelta(days=number)
    monday = monday_of(week_of(day))
    assert monday <= day < monday + timedelta(days=7)
    assert {quarter_of(monday + timedelta(days=n)) for n in range(7)} == {quarter_of(day)}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=32, max_size=32))
def test_every_seed_draws_within_the_options(seed: bytes) -> None:
    lot = lot_of(seed, week="2026-W47", scope=SCOPE)
    assert lot.day in SCOPE["weeks"]["2026-W47"]
    assert (lot.hour in SCOPE["hours"], lot.section in SCOPE["sections"]) == (True, True)
