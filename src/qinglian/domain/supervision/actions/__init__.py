"""Every act. One function, one act, one fact."""

from qinglian.domain.supervision.actions.campaigns import close_campaign, launch_campaign
from qinglian.domain.supervision.actions.checking import check_point
from qinglian.domain.supervision.actions.checks import call_off_check, hold_check, plan_check
from qinglian.domain.supervision.actions.gifts import declare_gift, dispose_of_gift, take_gift
from qinglian.domain.supervision.actions.handling import close_warning, explain_warning
from qinglian.domain.supervision.actions.inspections import call_inspections, commit_inspections, reveal_inspections
from qinglian.domain.supervision.actions.problems import (
    Told,
    mark_problem,
    register_campaign_problem,
    register_style_problem,
    register_tendering_problem,
)
from qinglian.domain.supervision.actions.self_checks import Seen, approve_self_check, review_self_check, sign_self_check
from qinglian.domain.supervision.actions.watching import run_watches

__all__ = [
    "Seen",
    "Told",
    "approve_self_check",
    "call_inspections",
    "call_off_check",
    "check_point",
    "close_campaign",
    "close_warning",
    "commit_inspections",
    "declare_gift",
    "dispose_of_gift",
    "explain_warning",
    "hold_check",
    "launch_campaign",
    "mark_problem",
    "plan_check",
    "register_campaign_problem",
    "register_style_problem",
    "register_tendering_problem",
    "reveal_inspections",
    "review_self_check",
    "run_watches",
    "sign_self_check",
    "take_gift",
]
