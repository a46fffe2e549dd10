"""Who inspects, who reads inspections, whose correction it is. Pure predicates."""

from qinglian.law.actor import Actor

INSPECTORS = ("supervisor", "discipline_officer")
READERS = (*INSPECTORS, "centre_leader")


def may_inspect(by: Actor) -> bool:
    """This will say whether the actor plans and holds inspections, notes findings and orders corrections."""
    return by.has_role(*INSPECTORS)


def may_read_inspections(by: Actor) -> bool:
    """This will say whether the actor reads inspections, findings and orders of correction."""
    return by.has_role(*READERS)


def may_read_private(by: Actor) -> bool:
    """This will say whether the actor reads what people told of themselves."""
    return by.has_role("discipline_officer")


def may_recheck(by: Actor, *, corrected_by: str) -> bool:
    """This will say whether the actor may judge a correction: never who handed it in."""
    return may_inspect(by) and by.id != corrected_by
