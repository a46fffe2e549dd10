"""The weekly unannounced inspection (docs/adr/0014): day, hour and section of each ISO week follow from a seed that was committed before.

A commitment holds, for every week that it governs, the days on which an inspection may fall, and the hours and sections for all of them. All
that is inside the commitment, so neither the seed nor what is drawn from can be changed afterwards without showing.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qinglian.trust.canonical import jcs, tag
from qinglian.trust.lots import SEED_BYTES, seed_commitment

PURPOSE = "weekly-inspection"
PARTY = "centre"
SCOPE = ("period", "weeks", "hours", "sections")


@dataclass(frozen=True)
class Lot:
    """When and where one week's inspection falls: the day, the full hour (China Standard Time) and the section's code."""

    week: str
    day: str
    hour: int
    section: str


def week_of(day: date) -> str:
    """This will name the ISO week of a day: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """This will return the Monday of a week named `2026-W48` (ValueError for another form)."""
    return date.fromisocalendar(int(week[:4]), int(week.removeprefix(f"{week[:4]}-W")), 1)


def quarter_of(day: date) -> str:
    """This will name the quarter that a day's ISO week belongs to, that of its Thursday: each week belongs to one. `2026-Q4`."""
    thursday = day + timedelta(days=3 - day.weekday())
    return f"{thursday.year}-Q{(thursday.month + 2) // 3}"


def commitment_of(scope: Mapping[str, Any], seed: bytes) -> str:
    """This will return the hex commitment to the seed and to what is drawn from (KeyError when the scope lacks a part)."""
    return seed_commitment(PURPOSE, {name: scope[name] for name in SCOPE}, PARTY, seed).hex()


def lot_of(seed: bytes, *, week: str, scope: Mapping[str, Any]) -> Lot:
    """This will draw one week's lot: of every day, hour and section the one whose HMAC-SHA-256 under the seed is the least.

    Uniform over all of them, and of one week independent of the others. KeyError for a week that the scope does not govern.
    """
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes, not {len(seed)}")
    options = [
        Lot(week, day, hour, section)
        for day in scope["weeks"][week]
        for hour in scope["hours"]
        for section in scope["sections"]
    ]
    if not options:
        raise ValueError(f"{week}: there is nothing to draw from")
    return min(options, key=lambda lot: _place(seed, lot))


def lots_of(seed: bytes, *, scope: Mapping[str, Any]) -> list[Lot]:
    """This will recompute the lots of every week that a commitment governs, in the order of the weeks."""
    return [lot_of(seed, week=week, scope=scope) for week in sorted(scope["weeks"])]


def is_revealed_rightly(scope: Mapping[str, Any], *, commitment: str, seed: bytes) -> bool:
    """This will say whether this seed, and drawing from these days, hours and sections, is what was committed to."""
    return hmac.compare_digest(commitment_of(scope, seed), commitment)


def _place(seed: bytes, lot: Lot) -> bytes:
    row = {"week": lot.week, "day": lot.day, "hour": lot.hour, "section": lot.section}
    return hmac.digest(seed, tag("weekly-lot/v1") + jcs(row), "sha256")
