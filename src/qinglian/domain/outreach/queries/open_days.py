"""Open days as the public and as the centre sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.domain.outreach.models import Guest, OpenDay, Suggestion
from qinglian.domain.outreach.policy import may_see_outreach
from qinglian.domain.outreach.receipt_codes import digest_of
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

STAFF = Text("中心工作人员", "the centre's staff")


@dataclass(frozen=True)
class CategoryCount:
    """One category of guests: how many signed up, how many came."""

    code: str
    label: Text
    signed_up: int
    came: int

    @property
    def share(self) -> Share:
        """Who came of who signed up."""
        return Share(self.came, self.signed_up)


@dataclass(frozen=True)
class DayCount:
    """An open day in numbers, beside what the rulebook asks of it."""

    categories: list[CategoryCount]
    signed_up: int
    came: int
    came_of: int
    least: int
    suggestions: int
    answered: int

    @property
    def is_full(self) -> bool:
        """Whether enough guests of every category came."""
        return self.came >= self.least and self.came_of >= len(CATEGORIES)


def open_days_for(asker: Actor, *, year: int | None = None) -> QuerySet[OpenDay]:
    """This will list open days (of a year), newest first: those in preparation for the centre alone."""
    rows = OpenDay.objects.order_by("-starts_at", "-pk")
    rows = rows.filter(starts_at__year=year) if year else rows
    return rows if may_see_outreach(asker) else rows.exclude(state="draft")


def open_day_for(number: int, *, asker: Actor) -> OpenDay:
    """This will return one open day (NotFound when there is none, or it is not announced yet)."""
    found = open_days_for(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(Text("次开放日", "open day"))
    return found


def guests_for(day: OpenDay, *, asker: Actor) -> QuerySet[Guest]:
    """This will list a day's guests by category (NotAllowed for strangers: names and phones are the centre's alone)."""
    if not may_see_outreach(asker):
        raise refusing.not_yours(STAFF, rule="open_day_kept")
    return day.guests.order_by("category", "signed_up_at", "pk")


def guest_for(number: int, *, asker: Actor) -> Guest:
    """This will return one guest (NotFound otherwise)."""
    found = Guest.objects.select_related("day").filter(pk=number).first() if may_see_outreach(asker) else None
    if found is None:
        raise refusing.unknown(Text("位来宾", "guest"))
    return found


def guest_by_code(day: OpenDay, code: str) -> Guest:
    """This will return the guest of this day who holds the code (NotFound otherwise)."""
    found = day.guests.select_related("day").filter(code_digest=digest_of(code)).first()
    if found is None:
        raise refusing.unknown(Text("个来宾码", "guest's code"))
    return found


def count_of(day: OpenDay, *, at: datetime) -> DayCount:
    """This will count a day's guests and suggestions. Two queries."""
    return counts_of([day], at=at)[day.pk]


def counts_of(days: Iterable[OpenDay], *, at: datetime) -> dict[int, DayCount]:
    """This will count the guests and suggestions of several days, by their numbers. Two queries."""
    wanted, least = [day.pk for day in days], rule("open_day_least_guests", on=at.date()).number()
    came, done = Count("pk", filter=Q(came_at__isnull=False)), Count("pk", filter=Q(state="answered"))
    guests = (
        Guest.objects.filter(day__in=wanted).values("day", "category").order_by().annotate(all=Count("pk"), came=came)
    )
    told = {(row["day"], row["category"]): (row["all"], row["came"]) for row in guests}
    rows = Suggestion.objects.filter(day__in=wanted).values("day").order_by().annotate(all=Count("pk"), done=done)
    sums = {row["day"]: (row["all"], row["done"]) for row in rows}
    return {
        day: _count(
            [CategoryCount(code, label, *told.get((day, code), (0, 0))) for code, label in CATEGORIES.items()],
            least,
            sums.get(day, (0, 0)),
        )
        for day in wanted
    }


def open_day_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's figures: guests of open days, their categories ([] for strangers)."""
    if not may_see_outreach(asker):
        return []
    rows = Guest.objects.filter(had("came_at", on=on), day__state="held", day__starts_at__year=on.year)
    came = list(rows.values_list("category", flat=True))
    least, page, year = rule("open_day_least_guests", on=on).number(), "centre_open_days", f"year={on.year}"
    return [
        Figure("open_day_guests", "secure", Text("开放日到场来宾", "Guests of open days"), Text("人", "people"), len(came), max(least, len(came)), 0, page, year, part="guests"),
        Figure("open_day_categories", "secure", Text("开放日来宾类别", "Categories of guests"), Text("类", "categories"), len(set(came)), len(CATEGORIES), 0, page, year, part="categories"),
    ]  # fmt: skip


def _count(categories: list[CategoryCount], least: int, suggestions: tuple[int, int]) -> DayCount:
    signed_up, came = sum(row.signed_up for row in categories), sum(row.came for row in categories)
    return DayCount(categories, signed_up, came, sum(row.came > 0 for row in categories), least, *suggestions)
