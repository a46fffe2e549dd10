"""Home visits: that they took place for everybody at the centre, what was found for the visitor and the party office alone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from qinglian.domain.education.models import HomeVisit
from qinglian.domain.education.visit_policy import may_read_visit, may_see_visits
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.secret_text import open_words

STAFF = Text("中心工作人员", "the centre's staff")


@dataclass(frozen=True)
class VisitCoverage:
    """Holders of key posts on the roll now, and how many of them were visited in the year; who was not."""

    due: int
    done: int
    missing: list[RollEntry]

    @property
    def share(self) -> Share:
        """Visited of all."""
        return Share(self.done, self.due)


@dataclass(frozen=True)
class VisitFound:
    """A visit's details."""

    met: str
    found: str
    follow_up: str


def home_visits_for(asker: Actor, *, year: int) -> QuerySet[HomeVisit]:
    """This will list visits: all of a year for the party office, made ones and one's own for others (NotAllowed for strangers)."""
    if not may_see_visits(asker):
        raise refusing.not_yours(STAFF, rule="home_visit_private")
    rows = HomeVisit.objects.select_related("member", "visitor").filter(due_on__year=year)
    rows = rows if asker.has_role("party_officer") else rows.filter(state="made") | rows.filter(visitor_id=asker.id)
    return rows.order_by("-state", "-made_on", "due_on", "pk")


def home_visit_for(number: int, *, asker: Actor) -> HomeVisit:
    """This will return a visit with its page: for the visitor and the party office alone (NotFound otherwise)."""
    found = HomeVisit.objects.select_related("member", "visitor").filter(pk=number).first()
    if found is None or not may_read_visit(found, asker):
        raise refusing.unknown(Text("次家访", "home visit"))
    return found


def visit_details_of(visit: HomeVisit, *, asker: Actor) -> VisitFound | None:
    """This will return a visit's details, None before it was made (NotAllowed but for the visitor and the party office)."""
    if not may_read_visit(visit, asker):
        raise refusing.not_yours(
            Text("家访人和机关党委", "the visitor and the party office"), rule="home_visit_private"
        )
    return VisitFound(**open_words(bytes(visit.sealed), about=f"visit:{visit.pk}")) if visit.state == "made" else None


def home_visit_coverage(asker: Actor, *, year: int, on: date | None = None) -> VisitCoverage:
    """This will count holders of key posts who are on the roll now and had been visited in the year by a day (None: now). Two queries."""
    if not may_see_visits(asker):
        raise refusing.not_yours(STAFF, rule="home_visit_private")
    entries = RollEntry.objects.filter(until_at=None).select_related("person").order_by("department", "pk")
    key = [row for row in entries if "key_post" in row.standings]
    made = set(HomeVisit.objects.filter(had("made_on", on=on), made_on__year=year).values_list("member_id", flat=True))
    missing = [row for row in key if row.person_id not in made]
    return VisitCoverage(len(key), len(key) - len(missing), missing)


def home_visit_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's coverage of key posts ([] for strangers)."""
    if not may_see_visits(asker):
        return []
    told = home_visit_coverage(asker, year=on.year, on=on)
    late = (
        HomeVisit.objects.filter(late_on(on, done="made_on"), due_on__year=on.year).exclude(state="called_off").count()
    )
    label, unit = Text("重点岗位家访", "Home visits to key posts"), Text("人", "people")
    return [
        Figure("home_visits", "build", label, unit, told.done, told.due, late, "centre_home_visits", f"year={on.year}")
    ]
