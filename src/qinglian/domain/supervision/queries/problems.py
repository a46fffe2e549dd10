"""Problems as each asker may see them: the registers, one problem, the counts by festival and style, the ledger of years."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from qinglian.domain.people import refusing
from qinglian.domain.people.share import Share
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns, may_see_problems
from qinglian.domain.supervision.models import Problem
from qinglian.domain.supervision.problem_kinds import STYLES, TENDERING
from qinglian.domain.supervision.queries.self_checks import readable_forms
from qinglian.law.actor import Actor
from qinglian.law.festivals import FESTIVALS
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

WHO = Text("监督、纪检、领导和科室负责人", "supervisors, discipline officers, leaders and heads of sections")
PROBLEM = Text("条问题", "problem")
ORDER = "finding__rectification__"  # the order to correct it (integrity)
CLOSED = Q(finding__rectification__state="closed")
STATES: dict[str, Q] = {
    "standing": ~CLOSED,
    "open": Q(finding__rectification__state__in=("ordered", "returned")),
    "handed_in": Q(finding__rectification__state="handed_in"),
    "closed": CLOSED,
}


@dataclass(frozen=True)
class LedgerYear:
    """One year of the ledger: which year it is of the campaign, how many problems, how they were marked, how many are closed."""

    year: int
    ordinal: int
    total: int
    new: int
    repeated: int
    closed: int

    @property
    def unmarked(self) -> int:
        """How many nobody has decided about yet."""
        return self.total - self.new - self.repeated

    @property
    def share(self) -> Share:
        """Repeated ones of those decided."""
        return Share(self.repeated, self.new + self.repeated)


@dataclass(frozen=True)
class StyleRow:
    """Problems of style around one festival ("" for those around none): by style, and how many are closed."""

    festival: str
    counts: tuple[int, ...]
    total: int
    closed: int


def visible_problems(asker: Actor) -> QuerySet[Problem]:
    """This will list the problems that the asker may read; those of a self-check only with the form itself."""
    rows = Problem.objects.select_related(
        "campaign", "form", "repeats__finding", "finding__rectification__owner", "finding__rectification__escalated_to"
    )
    if may_keep_campaigns(asker):
        return rows
    of_forms = Q(form__in=readable_forms(asker))
    return rows.filter(of_forms | Q(form=None)) if may_see_problems(asker) else rows.filter(of_forms)


def problems_for(
    asker: Actor, *, register: str, year: int | None = None, state: str = "", festival: str = "", style: str = "",
    campaign: int | None = None, mark: str = "", category: str = "",
) -> QuerySet[Problem]:  # fmt: skip
    """This will list a register, open ones first, then earliest due (NotAllowed for strangers)."""
    if not may_see_problems(asker):
        raise refusing.not_yours(WHO, rule="problems_readers")
    rows = visible_problems(asker).filter(register=register)
    wanted = {
        "finding__year": year,
        "festival": festival,
        "style": style,
        "campaign": campaign,
        "mark": mark,
        "category": category,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    rows = rows.filter(STATES.get(state, Q()))
    return rows.order_by(F(f"{ORDER}closed_at").asc(nulls_first=True), f"{ORDER}due_on", "pk")


def problem_for(number: int, *, asker: Actor) -> Problem:
    """This will return one problem (NotFound when there is none or it is not the asker's to see)."""
    found = visible_problems(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(PROBLEM)
    return found


def style_counts(asker: Actor, *, year: int) -> list[StyleRow]:
    """This will count a year's problems of style by festival and style, every festival named. One query."""
    found = problems_for(asker, register="style", year=year).order_by()
    told = found.values("festival", "style").annotate(n=Count("pk"), closed=Count("pk", filter=CLOSED))
    by_pair = {(row["festival"], row["style"]): (row["n"], row["closed"]) for row in told}
    return [_style_row(code, by_pair) for code in (*(row.code for row in FESTIVALS), "")]


def ledger_years(asker: Actor, *, on: date) -> list[LedgerYear]:
    """This will count the ledger by years, from its first to that of `on`, empty years too. One query."""
    found = problems_for(asker, register=TENDERING).order_by().values(year=F("finding__year"))
    told = found.annotate(
        total=Count("pk"),
        new=Count("pk", filter=Q(mark="new")),
        repeated=Count("pk", filter=Q(mark="repeated")),
        closed=Count("pk", filter=CLOSED),
    )
    by_year = {row["year"]: (row["total"], row["new"], row["repeated"], row["closed"]) for row in told}
    first = rule("ledger_first_year", on=on).number()
    return [LedgerYear(year, year - first + 1, *by_year.get(year, (0, 0, 0, 0))) for year in range(first, on.year + 1)]


def earlier_like(problem: Problem, *, asker: Actor) -> list[Problem]:
    """This will list problems of earlier years with the same category and risk point, latest first: what a person may find repeated."""
    rows = visible_problems(asker).filter(register=TENDERING, finding__year__lt=problem.finding.year)
    like = rows.filter(category=problem.category, finding__point=problem.finding.point)
    return list(like.order_by("-finding__year", "-pk")[:20])


def _style_row(festival: str, by_pair: dict[tuple[str, str], tuple[int, int]]) -> StyleRow:
    told = [by_pair.get((festival, style), (0, 0)) for style in STYLES]
    counts = tuple(n for n, _ in told)
    return StyleRow(festival, counts, sum(counts), sum(closed for _, closed in told))
