"""The rulebook: every constant of the law in one table. A tender is governed by the rows in force on the day of its notice."""

from collections.abc import Iterable
from datetime import date

from qinglian.law.lifecycle import Lifecycle
from qinglian.law.rule import Rule
from qinglian.law.rules_campaigns import CAMPAIGNS
from qinglian.law.rules_checks import CHECKS
from qinglian.law.rules_culture import CULTURE
from qinglian.law.rules_institution import INSTITUTION
from qinglian.law.rules_people import PEOPLE
from qinglian.law.rules_platform import PLATFORM
from qinglian.law.rules_pledges import PLEDGES
from qinglian.law.rules_study import STUDY
from qinglian.law.rules_talks import TALKS
from qinglian.law.rules_unverified import UNVERIFIED
from qinglian.law.rules_verified import VERIFIED
from qinglian.trust.canonical import jcs, sha256

RULEBOOK: tuple[Rule, ...] = (
    *VERIFIED,
    *UNVERIFIED,
    *PLATFORM,
    *PEOPLE,
    *CAMPAIGNS,
    *CULTURE,
    *INSTITUTION,
    *CHECKS,
    *PLEDGES,
    *STUDY,
    *TALKS,
)


def rule(key: str, *, on: date) -> Rule:
    """This will return the row with this key in force on that day (KeyError when there is none: a bug of ours)."""
    for row in RULEBOOK:
        if row.key == key and _stands(row, on):
            return row
    raise KeyError(f"the rulebook has no row {key!r} in force on {on.isoformat()}")


def in_force(*, on: date) -> tuple[Rule, ...]:
    """This will return the rows in force on that day, sorted by key."""
    return tuple(sorted((row for row in RULEBOOK if _stands(row, on)), key=lambda row: row.key))


def document(*, on: date) -> bytes:
    """This will return the rows in force as RFC 8785 bytes: the file that is published under its own hash."""
    return jcs([row.row() for row in in_force(on=on)])


def digest(*, on: date) -> str:
    """This will return the hex SHA-256 of `document(on=)`; the notice's fact carries it."""
    return sha256(document(on=on)).hex()


def is_known_rule(name: str, *, lifecycles: Iterable[Lifecycle]) -> bool:
    """This will say whether a refusal's `rule` is a key of the rulebook or an act (`section.close_section`) of one of the lifecycles."""
    if any(row.key == name for row in RULEBOOK):
        return True
    return any(name == f"{table.name}.{move.act}" for table in lifecycles for move in table.moves)


def _stands(row: Rule, on: date) -> bool:
    return row.in_force_from <= on and (row.in_force_until is None or on <= row.in_force_until)
