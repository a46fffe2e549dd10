"""Who may see the register and act in a draw. Pure predicates; the lifecycle tables say which role does which act."""

from qinglian.law.actor import Actor

NOTIFIER = Actor(id="notifier", roles=frozenset({"notifier"}))
CALLED = Actor(id="called", roles=frozenset({"called"}))  # whoever holds a call's credential; facts name nobody
BEFORE_EVALUATION = ("bidding", "closed", "releasing", "opened", "recorded")
REPLACING = ("drawn", "complete")  # states of a draw in which a place can be filled anew
AFTER_AWARD = ("awarded",)


def may_keep_register(by: Actor) -> bool:
    """This will say whether the actor keeps the register of experts."""
    return by.has_role("expert_officer")


def may_see_register(by: Actor) -> bool:
    """This will say whether the actor may see who is in the register: its keeper and supervisors."""
    return by.has_role("expert_officer", "supervisor")
