"""Who may see and change a tender. Pure predicates; the lifecycle tables say which role does which act."""

from typing import Protocol

from qinglian.law.actor import Actor


class Owned(Protocol):
    """What the predicates need to know of a tender."""

    tenderer_id: str
    agency_id: str | None


class Reviewed(Protocol):
    """What the predicates need to know of a notice."""

    prepared_by: str
    editors: list[str]


def may_work_on(tender: Owned, by: Actor) -> bool:
    """This will say whether the actor acts for the tenderer or its agency."""
    return bool(by.organisation) and by.organisation in (tender.tenderer_id, tender.agency_id)


def may_review(notice: Reviewed, by: Actor) -> bool:
    """This will say whether the actor is a second person: nobody who prepared or changed this version."""
    return by.id != notice.prepared_by and by.id not in notice.editors


def may_see_drafts(tender: Owned, by: Actor) -> bool:
    """This will say whether the actor may see what is not published yet: the tenderer's side alone."""
    return may_work_on(tender, by) and by.has_role("buyer_operator", "buyer_reviewer")


def may_see_submitted(tender: Owned, by: Actor) -> bool:
    """This will say whether the actor may see a notice once it was approved: the tenderer's side, the centre, supervisors."""
    return may_see_drafts(tender, by) or by.has_role("centre_verifier", "centre_host", "supervisor")


def may_hold(by: Actor) -> bool:
    """This will say whether the actor may stop a tender: a supervising authority (REG 62), or a statutory clock (REG 22)."""
    return by.has_role("supervisor", "timetable")
