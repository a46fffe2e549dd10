"""What may be known of a draw from outside: numbers while the names are secret, places on the roster once they are disclosed (ZTB 37).

A guardian who approved the roster knows which place is which expert. Places that were called are therefore told to nobody before the
disclosure: numbers alone.
"""

from collections import Counter
from dataclasses import dataclass

from qinglian.domain.experts import refusals
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.domain.experts.policy import BEFORE_EVALUATION
from qinglian.domain.experts.queries.draws import supervision_of
from qinglian.domain.tenders.models import Section
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text


@dataclass(frozen=True)
class Progress:
    """How far the calls of a draw have come, in numbers."""

    called: int
    accepted: int
    wanted: int


@dataclass(frozen=True)
class Opened:
    """A disclosed draw: how many were excluded for which reason, every place in the order of the ranking, the calls in theirs."""

    exclusions: list[tuple[str, int]]
    ranking: list[RosterLeaf]
    calls: list[Call]


def progress_of(draw: Draw) -> Progress:
    """This will count the calls of a draw and those that were accepted."""
    states = list(Call.objects.filter(draw=draw).exclude(state="due").values_list("state", flat=True))
    return Progress(len(states), states.count("accepted"), draw.size - draw.representatives)


def opened_draw(draw: Draw) -> Opened | None:
    """This will return what the disclosure made public of a draw, None before it."""
    if draw.disclosed_at is None:
        return None
    ranking = list(draw.leaves.order_by("rank"))
    counts = Counter(leaf.exclusion for leaf in ranking if leaf.exclusion)
    calls = Call.objects.filter(draw=draw).select_related("leaf").order_by("order")
    return Opened(sorted(counts.items()), ranking, list(calls))


def drawn_among(sections: list[int]) -> set[int]:
    """This will return those of these sections (primary keys) for which experts were ever requested."""
    return set(Draw.objects.filter(section__in=sections).values_list("section_id", flat=True))


def hindrance_of(section: Section) -> NotNow | None:
    """This will say why no experts can be requested for a section now, None when they can."""
    if section.state not in BEFORE_EVALUATION:
        return refusals.out_of_time(
            Text("公告发布后、评标开始前才能申请抽取。", "Experts are requested between notice and evaluation.")
        )
    if not supervision_of(section):
        return refusals.out_of_time(
            Text("没有监督组，无人核对名册。", "There is no supervision group to check the roster.")
        )
    if Draw.objects.filter(section=section, round=section.round).exclude(state="abandoned").exists():
        return refusals.drawn_once()
    return None
