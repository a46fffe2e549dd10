"""Acts of oversight. One function, one act, one fact."""

from qinglian.domain.supervision.actions.checking import check_point
from qinglian.domain.supervision.actions.checks import call_off_check, hold_check, plan_check
from qinglian.domain.supervision.actions.handling import close_warning, explain_warning
from qinglian.domain.supervision.actions.inspections import (
    call_inspections,
    commit_inspections,
    reveal_inspections,
)
from qinglian.domain.supervision.actions.watching import run_watches

__all__ = [
    "call_inspections",
    "call_off_check",
    "check_point",
    "close_warning",
    "commit_inspections",
    "explain_warning",
    "hold_check",
    "plan_check",
    "reveal_inspections",
    "run_watches",
]
