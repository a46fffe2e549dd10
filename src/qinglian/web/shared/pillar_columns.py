"""The four pillars' columns, as the overview, the wall display and the risk wall show them."""

from dataclasses import dataclass
from datetime import date

from django.urls import resolve, reverse

from qinglian.domain.people.figure import Figure
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.supervision import queries
from qinglian.domain.supervision.queries import PillarTold
from qinglian.law.actor import Actor
from qinglian.web.shared.tags import language

FIRST: dict[str, str] = {
    "learn": "talks_everybody",
    "build": "plan_tasks",
    "promote": "weekly_inspections",
    "secure": "rectifications",
}
"""The figure that stands large in each column; where nothing is due under it, the one that is furthest from whole."""


@dataclass(frozen=True)
class FigureShown:
    """A figure with its share in basis points (None for a count) and the address of its records ("" when that page is not the reader's)."""

    figure: Figure
    share: int | None
    link: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.figure.is_count or self.figure.done >= self.figure.due


@dataclass(frozen=True)
class PillarShown:
    """One pillar's column: its sign, the figure that stands large, the others, and the address of the duties under it ("" when the reader
    may not see all of them)."""

    pillar: PillarTold
    sign: str
    first: FigureShown | None
    others: list[FigureShown]
    duties: str


def pillar_columns(asker: Actor, *, on: date, most: int | None = None) -> list[PillarShown]:
    """This will return the pillars' columns as they stood at the end of a day; with `most` only that many other figures, the latest first."""
    return [_shown(pillar, asker, on, most) for pillar in queries.pillars_for(asker, on=on)]


def _shown(pillar: PillarTold, asker: Actor, on: date, most: int | None) -> PillarShown:
    figures = [_figure(figure, asker) for figure in pillar.figures]
    shares = [one for one in figures if one.share is not None]
    lowest = min(shares, key=lambda one: one.share or 0) if shares else None
    first = next((one for one in shares if one.figure.code == FIRST[pillar.code]), lowest)
    others = [one for one in figures if one is not first]
    if most is not None:
        others = sorted(others, key=lambda one: (-one.figure.overdue, one.is_whole))[:most]
    sign = pillar.name.en if language() == "en" else pillar.name.zh[0]
    duties = f"{reverse('centre_duties')}?pillar={pillar.code}&month={on:%Y-%m}" if may_see_all_duties(asker) else ""
    return PillarShown(pillar, sign, first, others, duties)


def _figure(figure: Figure, asker: Actor) -> FigureShown:
    share = None if figure.is_count else min(figure.done, figure.due) * 10_000 // figure.due
    return FigureShown(figure, share, _link(figure, asker))


def _link(figure: Figure, asker: Actor) -> str:
    address = reverse(figure.records, args=figure.args) if figure.records else ""
    if not address or not _opens(address, asker):
        return ""
    return f"{address}?{figure.query}#{figure.part}" if figure.query else f"{address}#{figure.part}"


def _opens(address: str, asker: Actor) -> bool:
    """Whether the page at this address is for the asker (access.for_roles marks it)."""
    roles: tuple[str, ...] | None = getattr(resolve(address).func, "qinglian_roles", None)
    return roles is None or asker.has_role(*roles)
