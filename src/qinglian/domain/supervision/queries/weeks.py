"""The weekly inspections: every week that a commitment governs or should have governed, and what became of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from qinglian.domain.integrity.checklist_policy import may_inspect
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.integrity.queries import require_inspection_reader
from qinglian.domain.supervision.inspecting import known_from, next_monday, over_at
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.law.actor import Actor
from qinglian.record.clock import CHINA
from qinglian.trust.weekly import Lot, is_revealed_rightly, lot_of, lots_of, monday_of, week_of


@dataclass(frozen=True)
class Week:
    """One ISO week: its Monday, whether its inspection was held, and the inspection once its lot may be known.

    `status`: held (within the week), missed (the week is over), called (the lot is known, the inspection is to be held), secret
    (the lot is not told yet), uncovered (no commitment governed the week).
    """

    week: str
    monday: date
    status: str
    inspection: Inspection | None = None


@dataclass(frozen=True)
class LotShown:
    """One week of a revealed seed: what anybody recomputes, the lot that was inspected, and whether they agree."""

    lot: Lot
    held: tuple[str, int, str] | None  # day, hour, section of the inspection's plan
    was_held: bool

    @property
    def agrees(self) -> bool:
        """Whether the inspection that was called is the one that was drawn."""
        return self.held == (self.lot.day, self.lot.hour, self.lot.section)


DUE = ("held", "missed", "uncovered")
"""The statuses of weeks whose inspection is judged."""


def is_commitment_due(on: date) -> bool:
    """This will say whether the week after this one is without commitment: a new one has to be published now. One query."""
    week = week_of(next_monday(on))
    return not any(week in row.scope["weeks"] for row in InspectionSeed.objects.filter(last_week__gte=week))


def lots_due(at: datetime) -> list[Lot]:
    """This will list the lots whose morning has come and that no inspection was made of yet, for the timetable.

    It is asked every ten seconds, so it draws no lot that cannot be due: only those of weeks with a day that has come and without an
    inspection. Two queries.
    """
    today = at.astimezone(CHINA).date().isoformat()
    committed = InspectionSeed.objects.filter(state="committed", committed_at__lt=at).order_by("first_week")
    begun = [
        (seed, week) for seed in committed for week, days in sorted(seed.scope["weeks"].items()) if min(days) <= today
    ]
    rows = Inspection.objects.filter(kind="weekly", period__in=[week for _, week in begun])
    called = set(rows.values_list("period", flat=True)) if begun else set()
    lots = [lot_of(seed_of(seed.period), week=week, scope=seed.scope) for seed, week in begun if week not in called]
    return [lot for lot in lots if known_from(lot) <= at]


def seeds_to_reveal(at: datetime) -> list[InspectionSeed]:
    """This will list the committed seeds whose last week is over."""
    rows = InspectionSeed.objects.filter(state="committed").order_by("first_week")
    return [row for row in rows if over_at(monday_of(row.last_week)) <= at]


def seeds() -> QuerySet[InspectionSeed]:
    """This will list the commitments for everybody, newest first: they hold the seed only once it is revealed."""
    return InspectionSeed.objects.order_by("-first_week")


def weeks_for(asker: Actor, *, at: datetime) -> list[Week]:
    """This will list every week from the first commitment to the present one, newest first. Two queries.

    A lot that is called and not yet held is told to inspectors alone.
    """
    require_inspection_reader(asker)
    weeks = weeks_until(at)
    if may_inspect(asker):
        return weeks
    return [replace(week, status="secret", inspection=None) if week.status == "called" else week for week in weeks]


def weeks_until(at: datetime) -> list[Week]:
    """This will list every week from the first commitment to the present one, newest first, for figures and pages that were allowed."""
    governed = {week for row in InspectionSeed.objects.all() for week in row.scope["weeks"]}
    if not governed:
        return []
    called = {row.period: row for row in Inspection.objects.filter(kind="weekly")}
    monday, last = monday_of(min(governed)), at.astimezone(CHINA).date()
    weeks = []
    while monday <= last:
        week = week_of(monday)
        weeks.append(Week(week, monday, _status(week, monday, governed, called, at), called.get(week)))
        monday += timedelta(days=7)
    return weeks[::-1]


def recomputed(seed: InspectionSeed) -> list[LotShown] | None:
    """This will recompute a revealed seed's lots beside the inspections that were called; None while it is secret.

    ValueError when seed and commitment do not fit: somebody changed one of them.
    """
    if not seed.seed:
        return None
    found = bytes.fromhex(seed.seed)
    if not is_revealed_rightly(seed.scope, commitment=seed.commitment, seed=found):
        raise ValueError(f"{seed.period}: the revealed seed does not fit its commitment")
    called = {row.period: row for row in Inspection.objects.filter(kind="weekly", period__in=seed.scope["weeks"])}
    return [_shown(lot, called.get(lot.week)) for lot in lots_of(found, scope=seed.scope)]


def _shown(lot: Lot, inspection: Inspection | None) -> LotShown:
    if inspection is None:
        return LotShown(lot, None, False)
    planned = inspection.planned_at.astimezone(CHINA)
    was_held = inspection.held_at is not None and inspection.held_at < over_at(monday_of(lot.week))
    return LotShown(lot, (planned.date().isoformat(), planned.hour, inspection.subject), was_held)


def _status(week: str, monday: date, governed: set[str], called: dict[str, Inspection], at: datetime) -> str:
    end, inspection = over_at(monday), called.get(week)
    held_at = inspection.held_at if inspection is not None else None
    if held_at is not None and held_at <= at and held_at < end:
        return "held"
    if week not in governed:
        return "uncovered"
    if end <= at:
        return "missed"
    return "called" if inspection is not None else "secret"
