"""The roll as the predicates of self-checks need it."""

from qinglian.domain.people.models import RollEntry
from qinglian.domain.supervision.campaign_policy import OnRoll, heads_of


def on_roll() -> list[OnRoll]:
    """This will list everybody who is on the roll now. One query."""
    rows = RollEntry.objects.filter(until_at=None).order_by("pk")
    return [OnRoll(row.person_id, row.department, row.work_post, tuple(row.standings), tuple(row.area)) for row in rows]


def own_section(person: str, roll: list[OnRoll]) -> str:
    """This will return the section that a person heads ("" when none)."""
    return next(
        (one.department for one in roll if one.person == person and person in heads_of(one.department, roll)), ""
    )
