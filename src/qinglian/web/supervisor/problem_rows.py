"""A problem in the reader's words, as lists and its own page show it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE, item_of
from qinglian.domain.supervision.problem_kinds import CATEGORIES, LAYERS, MARKS, REGISTERS, SOURCES, STYLES
from qinglian.law.festivals import FESTIVAL_BY_CODE
from qinglian.law.text import Text
from qinglian.web.shared.rectification_rows import chip_of

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Finding, Rectification
    from qinglian.domain.supervision.models import Problem

NO_FESTIVAL = Text("不在节日前后", "No festival")


@dataclass(frozen=True)
class ProblemRow:
    """A problem, its finding, the order to correct it, and the words for its codes: `kind` is its style, item or category; `place` festival,
    campaign or risk point."""

    problem: "Problem"
    finding: "Finding"
    order: "Rectification"
    chip: tuple[str, Text]
    register: Text
    department: Text
    source: Text
    kind: Text
    place: Text
    layer: Text | None
    mark: Text | None


def problem_row(problem: "Problem", *, today: date) -> ProblemRow:
    """This will put a problem into words."""
    finding, (kind, place) = problem.finding, _kind_and_place(problem)
    return ProblemRow(
        problem=problem,
        finding=finding,
        order=finding.rectification,
        chip=chip_of(finding.rectification, on=today),
        register=REGISTERS[problem.register],
        department=DEPARTMENT_BY_CODE[finding.department].name,
        source=SOURCES[problem.source],
        kind=kind,
        place=place,
        layer=LAYERS.get(problem.layer),
        mark=MARKS.get(problem.mark),
    )


def _kind_and_place(problem: "Problem") -> tuple[Text, Text]:
    if problem.campaign is not None:
        kind = KIND_BY_CODE[problem.campaign.kind]
        return item_of(kind.code, problem.item).label, kind.name
    if problem.register == "style":
        festival = FESTIVAL_BY_CODE.get(problem.festival)
        return STYLES[problem.style], festival.name if festival else NO_FESTIVAL
    point = BY_CODE[problem.finding.point]
    return CATEGORIES[problem.category], Text(f"{point.code} {point.title.zh}", f"{point.code} {point.title.en}")
