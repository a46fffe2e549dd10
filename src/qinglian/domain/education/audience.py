"""Whom an activity is for: the people on the roll at a moment who belong to its audience."""

from datetime import datetime

from django.db.models import Q

from qinglian.domain.education.models import Activity
from qinglian.domain.people.models import RollEntry


def roll_at(at: datetime) -> list[RollEntry]:
    """This will list the entries of the roll that stood at this moment."""
    standing = Q(until_at=None) | Q(until_at__gt=at)
    return list(RollEntry.objects.filter(standing, from_at__lte=at).select_related("person").order_by("pk"))


def is_audience(activity: Activity, entry: RollEntry) -> bool:
    """This will say whether somebody with this entry belongs to the activity's audience."""
    return {
        "all": True,
        "members": entry.is_party_member,
        "branch": entry.branch == activity.audience_of,
        "department": entry.department == activity.audience_of,
        "standing": activity.audience_of in entry.standings,
        "listed": entry.person_id in activity.listed,
    }[activity.audience]
