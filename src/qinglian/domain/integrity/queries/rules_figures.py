"""What institutional rules and benchmarking bring to the four pillars, for the year of a day. Each figure opens to the records that it counts."""

from datetime import date

from qinglian.domain.integrity.models import ReviewCampaign
from qinglian.domain.integrity.queries.benchmarks import clause_coverage
from qinglian.domain.integrity.queries.rule_reviews import review_figures
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.law.actor import Actor
from qinglian.law.text import Text

RULES = Text("项", "rules")
REVIEW, CLAUSES = "centre_rule_review", "centre_benchmarks"


def rules_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will return the figures of the year's review (reviewed, kept, revised, repealed) and of the clauses. Three queries."""
    return _review(on) + _clauses(asker, on)


def _review(on: date) -> list[Figure]:
    campaign = ReviewCampaign.objects.filter(had("opened_at", on=on), year=on.year).first()
    if campaign is None:
        return []
    told, here = review_figures(campaign, on=on), (on.year,)
    late = told.waiting if campaign.due_on < on else 0
    counts = (
        ("rules_kept", Text("保留的制度", "Rules kept"), told.kept, "stayed"),
        ("rules_revised", Text("其中修订的制度", "Of them revised"), told.revised, "revised"),
        ("rules_repealed", Text("废止的制度", "Rules repealed"), told.repealed, "repealed"),
    )
    return [
        Figure("rules_reviewed", "secure", Text("制度审查", "Rules reviewed"), RULES, told.decided, told.reviewed, late, REVIEW, args=here),
        *(Figure(code, "secure", label, RULES, done, 0, 0, REVIEW, f"state=approved&outcome={outcome}", args=here) for code, label, done, outcome in counts),
        Figure("rules_reissued", "secure", Text("修订后重新发布", "Revised and issued anew"), RULES, told.reissued, told.revised, 0, REVIEW, "state=approved&outcome=revised", args=here, part="reissued"),
    ]  # fmt: skip


def _clauses(asker: Actor, on: date) -> list[Figure]:
    rows = clause_coverage(on=on, asker=asker).values()
    if not rows:
        return []
    done, due, late = (sum(getattr(row, name) for row in rows) for name in ("matched", "due", "overdue"))
    label, unit = Text("对标条款", "Clauses matched"), Text("条", "clauses")
    return [Figure("clauses_matched", "build", label, unit, done, due, late, CLAUSES)]
