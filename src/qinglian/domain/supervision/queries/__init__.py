"""Every question about risk lights, warnings, checks, campaigns, problems and gifts, filtered for who asks."""

from qinglian.domain.supervision.queries.campaigns import (
    CampaignCounts,
    campaign_counts,
    campaign_for,
    campaigns_figures,
    campaigns_for,
    gift_counts,
)
from qinglian.domain.supervision.queries.gifts import gift_for, gifts_for
from qinglian.domain.supervision.queries.lights import LightHistory, Tile, are_watches_due, history_of, tiles_for
from qinglian.domain.supervision.queries.problems import (
    LedgerYear,
    StyleRow,
    correctors_of,
    earlier_like,
    ledger_years,
    problem_for,
    problems_for,
    style_counts,
)
from qinglian.domain.supervision.queries.self_checks import (
    Missing,
    may_sign_now,
    missing_forms,
    own_self_checks,
    self_check_for,
    self_checks_signed_by,
    self_checks_to_sign,
)
from qinglian.domain.supervision.queries.warnings import checks_of, evidence_of, warning_for, warnings_for

__all__ = [
    "CampaignCounts",
    "LedgerYear",
    "LightHistory",
    "Missing",
    "StyleRow",
    "Tile",
    "are_watches_due",
    "campaign_counts",
    "campaign_for",
    "campaigns_figures",
    "campaigns_for",
    "checks_of",
    "correctors_of",
    "earlier_like",
    "evidence_of",
    "gift_counts",
    "gift_for",
    "gifts_for",
    "history_of",
    "ledger_years",
    "may_sign_now",
    "missing_forms",
    "own_self_checks",
    "problem_for",
    "problems_for",
    "self_check_for",
    "self_checks_signed_by",
    "self_checks_to_sign",
    "style_counts",
    "tiles_for",
    "warning_for",
    "warnings_for",
]
