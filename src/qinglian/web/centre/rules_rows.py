"""How rules, versions and clauses stand, in chips and words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian.domain.integrity.lifecycle import CLAUSE, RULE_REVIEW, RULE_VERSION, WORK_RULE
from qinglian.domain.integrity.rule_categories import CATEGORIES, OUTCOMES
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.law.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qinglian.domain.integrity.models import Clause, RuleReview, RuleVersion, WorkRule
    from qinglian.domain.integrity.rule_search import Found
    from qinglian.law.lifecycle import Lifecycle

Chip = tuple[str, Text]
_ICONS = {
    "planned": "run", "issued": "ok", "under_review": "run", "repealed": "stop", "dropped": "wait",
    "draft": "wait", "consultation": "run", "superseded": "wait",
    "open": "wait", "proposed": "run", "approved": "ok", "closed": "ok",
    "unmatched": "stop", "matched": "ok", "inapplicable": "wait",
}  # fmt: skip
_OUTCOME_ICONS = {"kept": "ok", "revised": "warn", "repealed": "stop"}


@dataclass(frozen=True)
class RuleRow:
    """One line of the register."""

    rule: "WorkRule"
    chip: Chip
    category: Text
    department: Text
    version: "RuleVersion | None"  # the one in force, or the last that was
    unfinished: Chip | None
    sentence: "Found | None" = None


@dataclass(frozen=True)
class ReviewRow:
    """One line of a review."""

    review: "RuleReview"
    chip: Chip
    outcome: Chip | None
    department: Text


def rule_row(rule: "WorkRule", sentences: "Mapping[int, Found] | None" = None) -> RuleRow:
    """This will say one rule as the register does; its versions are fetched already."""
    versions = sorted(rule.versions.all(), key=lambda row: -row.number)
    told = next((row for row in versions if row.state in ("issued", "superseded")), None)
    unfinished = next((row for row in versions if row.state == "consultation"), None)
    return RuleRow(
        rule=rule,
        chip=chip_of(WORK_RULE, rule.state),
        category=CATEGORIES[rule.category],
        department=DEPARTMENT_BY_CODE[rule.department].name,
        version=told,
        unfinished=chip_of(RULE_VERSION, unfinished.state) if unfinished else None,
        sentence=(sentences or {}).get(rule.pk),
    )


def review_row(review: "RuleReview") -> ReviewRow:
    """This will say one review."""
    outcome = (_OUTCOME_ICONS[review.outcome], OUTCOMES[review.outcome]) if review.outcome else None
    return ReviewRow(review, chip_of(RULE_REVIEW, review.state), outcome, DEPARTMENT_BY_CODE[review.department].name)


def version_chip(version: "RuleVersion") -> Chip:
    """This will say how a version stands."""
    return chip_of(RULE_VERSION, version.state)


def clause_chip(clause: "Clause", *, is_late: bool) -> Chip:
    """This will say how a clause stands."""
    if clause.state == "planned":
        return ("stop", Text("计划逾期", "Plan overdue")) if is_late else ("run", CLAUSE.state("planned").label)
    return chip_of(CLAUSE, clause.state)


def chip_of(lifecycle: "Lifecycle", state: str) -> Chip:
    """This will return icon and word of a state."""
    return _ICONS[state], lifecycle.state(state).label
