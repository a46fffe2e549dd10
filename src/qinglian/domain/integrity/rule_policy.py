"""Who may read, draft, comment on and issue institutional rules, and settle clauses. Pure predicates; `own` is the actor's own section."""

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.actor import Actor

READERS = ("supervisor", *CENTRE_ROLES)
DRAFTERS = ("party_officer", "section_head")


def may_read_rules(by: Actor) -> bool:
    """This will say whether the actor may read the rules and comment on them: the centre's staff and supervisors."""
    return by.has_role(*READERS)


def may_draft(by: Actor, *, department: str, own: str) -> bool:
    """This will say whether the actor drafts rules of this section: the party office for all, a head for the own one."""
    return by.has_role("party_officer") or (by.has_role("section_head") and bool(own) and own == department)


def may_see_draft(by: Actor, *, department: str, own: str) -> bool:
    """This will say whether the actor may see a draft before its consultation: who may draft it, and leaders."""
    return by.has_role("centre_leader") or may_draft(by, department=department, own=own)


def may_issue(by: Actor) -> bool:
    """This will say whether the actor issues and repeals rules, opens reviews and approves their outcomes."""
    return by.has_role("centre_leader")


def may_enter_rules(by: Actor) -> bool:
    """This will say whether the actor enters rules that were in force before the register was."""
    return by.has_role("party_officer", "centre_leader")


def may_propose(by: Actor, *, department: str, own: str) -> bool:
    """This will say whether the actor proposes what becomes of a rule: the head of the section that owns it."""
    return by.has_role("section_head") and bool(own) and own == department


def may_settle_clauses(by: Actor) -> bool:
    """This will say whether the actor matches, plans and sets aside clauses: the party office and heads of sections."""
    return by.has_role(*DRAFTERS)


def may_enter_documents(by: Actor) -> bool:
    """This will say whether the actor enters superior documents."""
    return by.has_role("party_officer")
