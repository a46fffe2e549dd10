"""Declared gifts: one's own; all of them for discipline officers. Nobody else sees more than their number."""

from django.db.models import QuerySet

from qinglian.domain.people import refusing
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.campaign_policy import may_keep_gifts
from qinglian.domain.supervision.models import Gift
from qinglian.law.actor import Actor
from qinglian.law.text import Text

GIFT = Text("件登记", "declared gift")
STAFF = Text("中心工作人员", "the centre's staff")


def gifts_for(asker: Actor, *, year: int | None = None, state: str = "") -> QuerySet[Gift]:
    """This will list the gifts that the asker declared, and for discipline officers all of them, newest first (NotAllowed for strangers)."""
    if not asker.has_role(*CENTRE_ROLES):
        raise refusing.not_yours(STAFF, rule="gifts_confidential")
    rows = Gift.objects.select_related("declared_by").order_by("-received_on", "-pk")
    rows = rows if may_keep_gifts(asker) else rows.filter(declared_by_id=asker.id)
    rows = rows.filter(received_on__year=year) if year else rows
    return rows.filter(state=state) if state else rows


def gift_for(number: int, *, asker: Actor) -> Gift:
    """This will return one gift (NotFound when there is none or it is not the asker's to see)."""
    is_staff = asker.has_role(*CENTRE_ROLES)
    found = gifts_for(asker).filter(pk=number).first() if is_staff else None
    if found is None:
        raise refusing.unknown(GIFT)
    return found
