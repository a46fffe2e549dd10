"""The watches over the risk points, in a process of their own: a slow question delays no statutory clock."""

from datetime import datetime

from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.queries import are_watches_due


def watch(at: datetime) -> int:
    """This will run every watch when the rulebook's minutes have passed, and return how many warnings were opened."""
    return run_watches(at=at) if are_watches_due(at) else 0
