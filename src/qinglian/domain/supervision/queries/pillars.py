"""The four pillars on one screen: every figure of every part, what each section owes, and where in the process the risks showed."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from qinglian.domain.education import queries as education
from qinglian.domain.integrity import queries as integrity
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.catalogue.places import STEPS
from qinglian.domain.outreach import queries as outreach
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had, had_not, late_on
from qinglian.domain.people.duty_kinds import DUTY_KINDS
from qinglian.domain.people.establishment import DEPARTMENTS, PILLARS
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import Duty
from qinglian.domain.people.queries import counted_on, standing_counts
from qinglian.domain.supervision.models import RiskWarning
from qinglian.domain.supervision.policy import may_see_pillars
from qinglian.domain.supervision.queries.campaigns import campaigns_figures
from qinglian.domain.supervision.queries.checks_figures import checks_figures
from qinglian.domain.supervision.queries.wall_figures import wall_figures
from qinglian.law.actor import Actor
from qinglian.law.text import Text

SOURCES: tuple[Callable[..., list[Figure]], ...] = (
    education.study_figures,
    education.talk_figures,
    integrity.meetings_figures,
    integrity.plans_figures,
    education.messages_figures,
    education.positions_figures,
    education.library_figures,
    education.home_visit_figures,
    education.family_figures,
    checks_figures,
    education.festivals_figures,
    campaigns_figures,
    wall_figures,
    integrity.rules_figures,
    integrity.pledges_figures,
    outreach.open_day_figures,
    outreach.suggestion_figures,
    outreach.rating_figures,
)
"""Every part's figures, in the order of the overview. Each is `(asker, *, on) -> list[Figure]`."""

_KINDS = {pillar: [kind.code for kind in DUTY_KINDS if kind.pillar == pillar] for pillar in PILLARS}


@dataclass(frozen=True)
class PillarTold:
    """One pillar: its name, its figures, and the duties of the year under it: done, due, overdue."""

    code: str
    name: Text
    figures: tuple[Figure, ...]
    done: int
    due: int
    overdue: int


@dataclass(frozen=True)
class SectionTold:
    """One section: for each pillar (done, due, overdue) of the year's duties of the people who work there now."""

    code: str
    name: Text
    by_pillar: tuple[tuple[int, int, int], ...]

    @property
    def overdue(self) -> int:
        """How many of its duties are late."""
        return sum(late for _, _, late in self.by_pillar)


@dataclass(frozen=True)
class StepTold:
    """One step of the trading process: its risk points, warnings of the year, and how many of them stand."""

    code: str
    label: Text
    points: int
    warnings: int
    standing: int


@dataclass(frozen=True)
class LateTold:
    """Somebody who is late: the name, the section, with how many duties, since when the oldest is due."""

    name: str
    department: str
    count: int
    since: date


def pillars_for(asker: Actor, *, on: date) -> list[PillarTold]:
    """This will tell the four pillars as they stood at the end of a day, for its year (NotAllowed for whom it is not)."""
    _require_reader(asker)
    figures = [figure for source in SOURCES for figure in source(asker, on=on)]
    counts = _duties_by_kind(on)
    return [
        PillarTold(
            code,
            name,
            tuple(figure for figure in figures if figure.pillar == code),
            *(sum(counts.get(kind, (0, 0, 0))[place] for kind in _KINDS[code]) for place in range(3)),
        )
        for code, name in PILLARS.items()
    ]


def sections_for(asker: Actor, *, on: date) -> list[SectionTold]:
    """This will tell what the people of each section owed this year and what is late. One query."""
    _require_reader(asker)
    rows = _counted(on).values("owed_by__roll_entries__department", "kind").annotate(**standing_counts(on))
    told = {(row["owed_by__roll_entries__department"], row["kind"]): _three(row) for row in rows}
    return [
        SectionTold(section.code, section.name, tuple(_sum(told, section.code, _KINDS[pillar]) for pillar in PILLARS))
        for section in DEPARTMENTS
    ]


def steps_for(asker: Actor, *, on: date) -> list[StepTold]:
    """This will tell where in the trading process the year's warnings lie. One query."""
    _require_reader(asker)
    rows = RiskWarning.objects.filter(had("opened_at", on=on), opened_at__year=on.year).values("point").order_by()
    every, standing, points = Counter[str](), Counter[str](), Counter(point.step for point in BY_CODE.values())
    for row in rows.annotate(n=Count("pk"), stand=Count("pk", filter=had_not("closed_at", on=on))):
        every[BY_CODE[row["point"]].step] += row["n"]
        standing[BY_CODE[row["point"]].step] += row["stand"]
    return [StepTold(step.code, step.label, points[step.code], every[step.code], standing[step.code]) for step in STEPS]


def late_for(asker: Actor, *, on: date, most: int = 20) -> list[LateTold]:
    """This will name who is late, most first: duties whose day has passed. One query."""
    _require_reader(asker)
    late = _counted(on).filter(late_on(on))
    people: dict[str, LateTold] = {}
    for row in late.order_by("due_on").values(
        "owed_by_id", "owed_by__name", "owed_by__roll_entries__department", "due_on"
    ):
        before = people.get(row["owed_by_id"])
        count, since = (before.count + 1, before.since) if before else (1, row["due_on"])
        people[row["owed_by_id"]] = LateTold(
            row["owed_by__name"], row["owed_by__roll_entries__department"], count, since
        )
    return sorted(people.values(), key=lambda one: (-one.count, one.since, one.name))[:most]


def _duties_by_kind(on: date) -> dict[str, tuple[int, int, int]]:
    return {row["kind"]: _three(row) for row in _counted(on).values("kind").annotate(**standing_counts(on))}


def _counted(on: date) -> QuerySet[Duty]:
    """The duties that fall due in the year of this day, of people on the roll now."""
    return Duty.objects.filter(counted_on(on), due_on__year=on.year)


def _three(row: Mapping[str, Any]) -> tuple[int, int, int]:
    return row["done"], row["due"], row["overdue"]


def _sum(told: dict[tuple[str, str], tuple[int, int, int]], section: str, kinds: list[str]) -> tuple[int, int, int]:
    rows = [told.get((section, kind), (0, 0, 0)) for kind in kinds]
    return sum(row[0] for row in rows), sum(row[1] for row in rows), sum(row[2] for row in rows)


def _require_reader(asker: Actor) -> None:
    if not may_see_pillars(asker):
        raise refusing.not_yours(
            Text("中心领导、机关党委、纪检人员、科室负责人和监督人员", "leaders, the party office, discipline officers, heads of sections and supervisors"),
            rule="pillars_readers",
        )  # fmt: skip
