"""What the addresses of the centre's integrity work name, for the page matrix."""

from typing import Any

from tests.factories import culture, study, work_rules


def samples() -> dict[str, Any]:
    """This will build one thing of each kind and map the names in addresses to it."""
    return _rules() | study.samples() | _culture()


def _rules() -> dict[str, Any]:
    version = work_rules.consulted()
    work_rules.campaign(1)
    clause = work_rules.document().clauses.order_by("place")[0]
    return {
        "rule": version.rule_id, "rule_version": 1, "version_act": "consult", "comment": 1, "year": 2026,
        "document": clause.document_id, "clause": clause.pk, "clause_act": "match",
    }  # fmt: skip


def _culture() -> dict[str, Any]:
    culture.furnished()
    return dict.fromkeys(("meeting", "decision", "plan", "task", "message", "position", "content", "book", "loan"), 1)
