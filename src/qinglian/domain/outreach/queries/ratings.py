"""What people think of the centre's work: totals with n beside them, and every remark."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qinglian.domain.outreach.models import Rating
from qinglian.domain.outreach.policy import may_see_outreach
from qinglian.domain.outreach.rating_kinds import RATING_KINDS, SCORES
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text


@dataclass(frozen=True)
class RatingTotals:
    """The totals of one kind: n, favourable ones, and how many gave each score (5 first)."""

    code: str
    label: Text
    n: int
    favourable: int
    by_score: list[tuple[int, Text, int]]

    @property
    def share(self) -> Share:
        """Favourable ones of all."""
        return Share(self.favourable, self.n)

    @property
    def critical(self) -> int:
        """How many are not favourable."""
        return self.n - self.favourable


def rating_totals(*, on: date, about: str = "", year: int | None = None) -> list[RatingTotals]:
    """This will count every rating there is by kind (about one thing, given in a year), for everybody to see. One query."""
    rows = Rating.objects.filter(about=about) if about else Rating.objects.all()
    rows = rows.filter(at__year=year) if year else rows
    told = {(row["kind"], row["overall"]): row["n"] for row in rows.values("kind", "overall").annotate(n=Count("pk"))}
    least = rule("rating_favourable", on=on).number()
    return [_totals(kind.code, kind.label, told, least) for kind in RATING_KINDS]


def remarks_of(about: str = "", *, year: int | None = None) -> QuerySet[Rating]:
    """This will list every rating with a remark (given in a year), the critical ones too, newest first. Its words are public with the answer
    (`suggestion`); until then only that there is one."""
    rows = Rating.objects.exclude(remark="").select_related("suggestion")
    rows = rows.filter(about=about) if about else rows
    rows = rows.filter(at__year=year) if year else rows
    return rows.order_by("-at", "-pk")


def rating_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's figure: favourable ratings of all ([] for strangers)."""
    if not may_see_outreach(asker):
        return []
    least = rule("rating_favourable", on=on).number()
    told = Rating.objects.filter(had("at", on=on), at__year=on.year).aggregate(
        n=Count("pk"), good=Count("pk", filter=Q(overall__gte=least))
    )
    label, unit, query = Text("好评", "Favourable ratings"), Text("条", "ratings"), f"year={on.year}"
    return [Figure("ratings", "secure", label, unit, told["good"], told["n"], 0, "public:ratings", query)]


def _totals(code: str, label: Text, told: dict[tuple[str, int], int], least: int) -> RatingTotals:
    by_score = [(score, words, told.get((code, score), 0)) for score, words in SCORES.items()]
    favourable = sum(n for score, _, n in by_score if score >= least)
    return RatingTotals(code, label, sum(n for _, _, n in by_score), favourable, by_score)
