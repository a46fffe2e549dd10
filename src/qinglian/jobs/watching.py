"""The watches over the risk points, in a process of their own: a slow question delays no statutory clock."""

from datetime import datetime

from qinglian.domain.integrity.actions import ask_for_new_pledges
from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.queries import are_watches_due


def watch(at: datetime) -> int:
    """This will run every watch when the rulebook's minutes have passed, and return how many warnings were opened.

    Whoever changed the post since is asked for the new post's pledge.
    """
    if not are_watches_due(at):
        return 0
    ask_for_new_pledges(at=at)
    return run_watches(at=at)
