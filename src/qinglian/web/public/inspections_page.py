"""The weekly inspections for everybody: what was committed to, and once the weeks are over, every lot recomputed from the seed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.supervision import queries
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.supervision.models import InspectionSeed
    from qinglian.domain.supervision.queries import LotShown

PERIODS_SHOWN = 8


@dataclass(frozen=True)
class Shown:
    """One commitment: its lots once they are public, whether seed and commitment fit, how many weeks were inspected."""

    seed: "InspectionSeed"
    weeks: int
    lots: "list[tuple[LotShown, Text]]"
    fits: bool
    held: int


def inspections_page(request: HttpRequest) -> HttpResponse:
    """This will show the commitments, newest first, and recompute the lots of those that were revealed."""
    return render(
        request, "public/inspections.html", {"rows": [_shown(row) for row in queries.seeds()[:PERIODS_SHOWN]]}
    )


def _shown(seed: "InspectionSeed") -> Shown:
    try:
        lots = queries.recomputed(seed) or []
    except ValueError:  # seed and commitment do not fit: said on the page, not hidden by an error
        return Shown(seed, len(seed.scope["weeks"]), [], False, 0)
    named = [(row, DEPARTMENT_BY_CODE[row.lot.section].name) for row in lots]
    return Shown(seed, len(seed.scope["weeks"]), named, True, sum(row.was_held for row in lots))
