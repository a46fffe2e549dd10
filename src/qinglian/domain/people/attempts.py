"""How often the same place may try: counted by the hour under a keyed hash, so that no table says who came from where."""

import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.db.models import F

from qinglian.domain.people.models import AttemptCount
from qinglian.law.refusal import TooOften
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

WINDOW = timedelta(hours=1)


def count_registration(address: str, *, at: datetime) -> None:
    """This will count one registration from this network address; TooOften when the hour's number (filing.per_hour) is used up."""
    most = settings.QINGLIAN_REGISTRATIONS_PER_HOUR or rule("filing.per_hour", on=at.date()).number()
    if is_counted("registration", address, most=most, at=at):
        return
    raise TooOften(
        Text(
            f"从这个网络地址一小时内已经提交了 {most} 次登记。",
            f"{most} registrations came from this network address within the hour.",
        ),
        rule="filing.per_hour",
        article="PLT",
        next_step=Text(
            "下一个整点后再试；多家机构共用一个网络、等不及的，请联系中心核验员。",
            "Try again after the next full hour; if many of you share one network and cannot wait, call the centre.",
        ),
    )


@transaction.atomic
def is_counted(what: str, address: str, *, most: int, at: datetime) -> bool:
    """This will count one more of `what` from this address in the running hour, or say False when `most` were counted already.

    The update itself compares, so that two at once never pass on one place. Counts of hours gone by are deleted.
    """
    mark = mark_of(what, address, at=at)
    AttemptCount.objects.filter(until_at__lte=at).delete()
    AttemptCount.objects.bulk_create(
        [AttemptCount(mark=mark, count=0, until_at=_hour_of(at) + WINDOW)], ignore_conflicts=True
    )
    return AttemptCount.objects.filter(mark=mark, count__lt=most).update(count=F("count") + 1) == 1


def mark_of(what: str, address: str, *, at: datetime) -> str:
    """This will return the HMAC-SHA256 under the server's key of what, where and which hour."""
    told = f"qinglian/attempts\n{what}\n{place_of(address)}\n{_hour_of(at).isoformat()}"
    return hmac.digest(settings.SECRET_KEY.encode(), told.encode(), "sha256").hex()


def place_of(address: str) -> str:
    """This will return the address as it counts: an IPv6 host changes its last 64 bits at will, so the /64 counts."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, 64), strict=False)) if isinstance(known, IPv6Address) else str(known)


def _hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
