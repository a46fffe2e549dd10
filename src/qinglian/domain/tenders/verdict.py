"""One rule's verdict on a notice: in plain words with its figures, the article, and how to repair it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qinglian.law.rulebook import rule
from qinglian.law.text import Text

OUTCOMES: dict[str, Text] = {
    "broken": Text("违反", "Broken"),
    "note": Text("注意", "Note"),
    "unverified": Text("依据待核", "Source unverified"),
    "met": Text("符合", "Met"),
}


@dataclass(frozen=True)
class Repair:
    """The value that would mend a broken rule: for which field, in the field's own form, and as a button says it."""

    field: str
    value: str
    label: Text


@dataclass(frozen=True)
class Gap:
    """The drawing of a period that is too short: its first day, the day chosen, the earliest lawful day, days had and due."""

    first: date
    chosen: date
    earliest: date
    have: int
    need: int


@dataclass(frozen=True)
class Verdict:
    """What one rule of the rulebook says about a notice. `field` is the form's field; `counted` says how it was reckoned."""

    rule: str
    label: Text
    finding: Text
    article: str
    outcome: str
    field: str = ""
    repair: Repair | None = None
    gap: Gap | None = None
    counted: Text | None = None
    exception: Text | None = None
    quote: str = ""


def judged(
    key: str,
    *,
    on: date,
    outcome: str,
    finding: Text,
    field: str = "",
    repair: Repair | None = None,
    gap: Gap | None = None,
    counted: Text | None = None,
    exception: Text | None = None,
) -> Verdict:
    """This will make a verdict with label, article and quote of the rulebook's row. An unverified row never breaks or passes."""
    row = rule(key, on=on)
    stated = outcome if row.verified else "unverified"
    return Verdict(key, row.label, finding, row.article, stated, field, repair, gap, counted, exception, row.quote)


def in_order(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """This will sort: broken, note, unverified, met; inside each the order in which the rules were asked."""
    rank = {outcome: position for position, outcome in enumerate(OUTCOMES)}
    return sorted(verdicts, key=lambda verdict: rank[verdict.outcome])


def counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """This will count the verdicts by outcome, zeros included, in the order of OUTCOMES."""
    found = [verdict.outcome for verdict in verdicts]
    return {outcome: found.count(outcome) for outcome in OUTCOMES}


def first_broken(verdicts: Iterable[Verdict]) -> Verdict | None:
    """This will return the first broken rule, or None when nothing forbids publication."""
    return next((verdict for verdict in verdicts if verdict.outcome == "broken"), None)
