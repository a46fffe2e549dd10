"""Cover leaves: random bytes among the sealed leaves, so that counting leaves tells little about the number of bids.

The law keeps the number of bidders secret until the opening (ZTB 22). Every sealed leaf looks like every other, but a stranger can
count them. Into each window (a day; the last days before a deadline) therefore falls a geometric number of cover leaves with a mean
that everybody may know, at random moments shaped like bidders' habits. The arithmetic stands in docs/threat-model.md, "Counting leaves".
"""

from datetime import date, datetime, time, timedelta
from math import floor, log
from random import SystemRandom
from secrets import token_bytes

from django.db import transaction

from qinglian.record.clock import CHINA
from qinglian.record.models import CoverPlan, CoverWindow, Fact, Secrecy

MEAN_PER_DAY = 48
MEAN_PER_DEADLINE = 60
DEADLINE_WINDOW = timedelta(hours=72)
LAST_RUSH = timedelta(minutes=40)
_chance = SystemRandom()


def plan_day(day: date) -> int:
    """This will plan the cover leaves of one day in China, once, evenly over its hours, and return how many (0 when planned before)."""
    start = datetime.combine(day, time(), tzinfo=CHINA)
    moments = [start + timedelta(days=_chance.random()) for _ in range(geometric(MEAN_PER_DAY))]
    return _plan(f"day:{day.isoformat()}", moments)


def plan_deadline(name: str, *, deadline: datetime, at: datetime) -> int:
    """This will plan the cover leaves of one deadline, once per name and deadline: half over its last 72 hours, half in the last rush."""
    moments = [_before(deadline) for _ in range(geometric(MEAN_PER_DEADLINE))]
    return _plan(f"deadline:{name}:{deadline.timestamp():.0f}"[:60], [max(moment, at) for moment in moments])


def place_due(*, at: datetime) -> int:
    """This will append the cover leaves whose moment has come, as rows that only the database's owner can tell from sealed facts."""
    if not CoverPlan.objects.filter(due_at__lte=at).exists():
        return 0
    with transaction.atomic():
        due = list(CoverPlan.objects.select_for_update().filter(due_at__lte=at)[:500])
        Fact.objects.bulk_create([_cover_leaf(at) for _ in due])
        CoverPlan.objects.filter(pk__in=[plan.pk for plan in due]).delete()
    return len(due)


def geometric(mean: int) -> int:
    """This will draw n >= 0 with P(n) = (1 - a) a^n and a = mean / (mean + 1), from the system's secure source."""
    return floor(log(1 - _chance.random()) / log(mean / (mean + 1)))


def _plan(name: str, moments: list[datetime]) -> int:
    if CoverWindow.objects.filter(name=name).exists():
        return 0  # asked every second: no write lock for nothing
    with transaction.atomic():
        _, is_new = CoverWindow.objects.get_or_create(name=name)
        if not is_new:
            return 0
        CoverPlan.objects.bulk_create([CoverPlan(due_at=moment) for moment in moments])
    return len(moments)


def _before(deadline: datetime) -> datetime:
    if _chance.random() < 0.5:
        return deadline - DEADLINE_WINDOW * _chance.random()
    return deadline - min(LAST_RUSH * _chance.expovariate(1), DEADLINE_WINDOW)


def _cover_leaf(at: datetime) -> Fact:
    return Fact(leaf=token_bytes(32), salt=b"", kind="cover", subject="", fact={}, secrecy=Secrecy.COVER, at=at)
