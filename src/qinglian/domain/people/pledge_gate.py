"""Whoever is late with the own integrity pledge does not act for the centre: asked here by registers, and by `integrity` for what lies above."""

from datetime import date, datetime

from qinglian.domain.people.as_of import late_on
from qinglian.domain.people.models import Duty
from qinglian.domain.people.refusing import not_now
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


def require_no_late_pledge(by: Actor, *, act: Text, at: datetime) -> None:
    """This will refuse (NotNow, rule pledge_signed) when a pledge that was asked of the actor is late. `act` completes "cannot".

    Registers lie below `integrity` and know the duty, not the pledge: `integrity.queries.require_pledge` also sees one that has expired.
    """
    rows = Duty.objects.filter(late_on(at.astimezone(CHINA).date()), kind="pledge", owed_by_id=by.id, waived_at=None)
    late = rows.order_by("due_on").first()
    if late is not None:
        year = int(late.about.removeprefix("pledge:").partition("-")[0])
        raise pledge_missing(act, year=year, expired=False, due_on=late.due_on)


def pledge_missing(act: Text, *, year: int, expired: bool, due_on: date) -> NotNow:
    """This will say that an act waits for the actor's own pledge."""
    if expired:
        why = Text("您的岗位廉政承诺已经到期，", "Your integrity pledge has expired: ")
    else:
        why = Text(
            f"您的 {year} 年度岗位廉政承诺 {due_on.isoformat()} 到期未签，",
            f"Your integrity pledge for {year} was due on {due_on.isoformat()} and is not signed: ",
        )
    return not_now(
        Text(f"{why.zh}不能{act.zh}。", f"{why.en}you cannot {act.en}."),
        Text("请到“要我办的”签承诺，签完即可办理。", "Sign it under “Asked of me”; then it goes through."),
        rule="pledge_signed",
    )
