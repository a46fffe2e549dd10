"""Who may do or see what at an opening, and when. Pure predicates."""

from datetime import datetime, timedelta

from qinglian.law.actor import Actor

OWN_LOCK = ("G+B", "B")


def needs_own_lock(access: dict[str, object]) -> bool:
    """This will say whether each bidder must release its own lock (modes G+B and B)."""
    return access["mode"] in OWN_LOCK


def organisation_of(by: Actor) -> str:
    """This will return the organisation that the actor stands for: a key holder is one, a person acts for one."""
    return by.organisation or by.id


def has_closed(deadline_at: datetime, *, at: datetime) -> bool:
    """This will say whether the deadline has come: a bid whose last byte arrives at that very moment is late (REG 36)."""
    return at >= deadline_at


def may_sign_in(deadline_at: datetime, *, at: datetime, window_minutes: int) -> bool:
    """This will say whether sign-in is open: from the window's start until the deadline (practice; CTS A-106)."""
    return deadline_at - timedelta(minutes=window_minutes) <= at < deadline_at


def is_window_over(decrypt_until_at: datetime, *, at: datetime) -> bool:
    """This will say whether the decryption window has passed (CTS A-110)."""
    return at >= decrypt_until_at


def may_host(by: Actor) -> bool:
    """This will say whether the actor hosts openings for the centre."""
    return by.has_role("centre_host")


def may_answer_objections(by: Actor, *, tenderer: str, agency: str | None) -> bool:
    """This will say whether the actor answers for the tenderer: its own people, its agency's, or the host (REG 44)."""
    return may_host(by) or (by.has_role("buyer_operator", "buyer_reviewer") and by.organisation in {tenderer, agency})


def treated_as(fault: str) -> str:
    """This will say what the law makes of a bid that did not open: the bidder's fault is 撤销, anyone else's 撤回 (O20 31)."""
    return "revoked" if fault == "bidder" else "withdrawn"
