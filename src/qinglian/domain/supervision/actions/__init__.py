"""Acts of oversight. One function, one act, one fact."""

from qinglian.domain.supervision.actions.checking import check_point
from qinglian.domain.supervision.actions.handling import close_warning, explain_warning
from qinglian.domain.supervision.actions.watching import run_watches

__all__ = ["check_point", "close_warning", "explain_warning", "run_watches"]
