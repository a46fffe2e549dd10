"""How a person on the roll stands towards the pledge of the present post: signed, due, overdue or expired. Pure."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from qinglian.law.rulebook import rule
from qinglian.law.text import Text

SIGNED, DUE, OVERDUE, EXPIRED = "signed", "due", "overdue", "expired"
STATES: dict[str, Text] = {
    SIGNED: Text("已签", "Signed"),
    DUE: Text("待签", "To be signed"),
    OVERDUE: Text("逾期未签", "Overdue"),
    EXPIRED: Text("已到期，待重签", "Expired, to be renewed"),
}


@dataclass(frozen=True)
class Signed:
    """What counts of a signed pledge."""

    year: int
    work_post: str
    expires_on: date


def standing(
    *, work_post: str, year: int, due_on: date, signed: Iterable[Signed], on: date
) -> str:  # fmt: skip
    """This will say how somebody in this post stands towards the campaign of this year, on this day."""
    own = [one for one in signed if one.work_post == work_post]
    now = next((one for one in own if one.year == year), None)
    if now is not None:
        return SIGNED if on <= now.expires_on else EXPIRED
    if own and max(one.expires_on for one in own) < on:
        return EXPIRED
    return OVERDUE if on > due_on else DUE


def due_for(*, campaign_due_on: date, opened_on: date, in_post_since: date) -> date:
    """This will say by when somebody signs: the campaign's day, or for who came into the post later the rulebook's days after that."""
    if in_post_since <= opened_on:
        return campaign_due_on
    days = rule("pledge_move_days", on=in_post_since).number()
    return max(campaign_due_on, in_post_since + timedelta(days=days))


def expiry_of(signed_on: date) -> date:
    """This will say the last day on which a pledge signed on this day counts (rule pledge_months)."""
    months = signed_on.year * 12 + signed_on.month - 1 + rule("pledge_months", on=signed_on).number()
    year, month = divmod(months, 12)
    return date(year, month + 1, min(signed_on.day, monthrange(year, month + 1)[1]))
