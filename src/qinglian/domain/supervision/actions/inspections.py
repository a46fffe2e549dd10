"""Weekly inspections: a seed is committed before the weeks, each lot is told on its morning, the seed revealed when the weeks are over."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.actions import Planned
from qinglian.domain.integrity.checklist_rows import WEEKLY_ITEMS
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.people.actions import open_duty
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS
from qinglian.domain.people.leading import at_post
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import not_now
from qinglian.domain.supervision.events import InspectionsCommitted, InspectionsRevealed
from qinglian.domain.supervision.inspecting import held_from, next_monday, over_at, scope_from
from qinglian.domain.supervision.inspection_vault import make_seed, seed_of
from qinglian.domain.supervision.lifecycle import INSPECTION_SEED
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.domain.supervision.queries.weeks import is_commitment_due, lots_due
from qinglian.domain.tenders.queries import working_calendar
from qinglian.law.actor import TIMETABLE
from qinglian.law.text import Text
from qinglian.record import failpoints
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.trust.weekly import Lot, commitment_of, monday_of


@transaction.atomic
def commit_inspections(*, at: datetime) -> InspectionSeed:
    """This will make a seed for the weeks from the next one to the end of its quarter, and publish the commitment. The timetable's act.

    NotNow when the next week is governed already. The seed goes to the key folder and nowhere else.
    """
    today = at.astimezone(CHINA).date()
    if not is_commitment_due(today):
        raise not_now(
            Text("下一周的抽查已经有承诺。", "The next week's inspection is committed to already."),
            Text("请等这一季度过完。", "Wait until the quarter is over."),
            rule="inspection_seed_committed",
        )

    sections = [row.code for row in DEPARTMENTS]
    scope = scope_from(next_monday(today), calendar=working_calendar(), sections=sections, on=today)
    weeks = sorted(scope["weeks"])
    commitment = commitment_of(scope, make_seed(scope["period"]))
    failpoints.reach("inspection-seed-on-disk")
    row = InspectionSeed.objects.create(
        period=scope["period"], first_week=weeks[0], last_week=weeks[-1], scope=scope, commitment=commitment, committed_at=at
    )  # fmt: skip

    event = InspectionsCommitted(scope["period"], scope["weeks"], scope["hours"], scope["sections"], commitment)
    append(event, subject=f"inspections:{row.period}", by=TIMETABLE.id, at=at)
    return row


@transaction.atomic
def call_inspections(*, at: datetime) -> list[Inspection]:
    """This will turn every lot whose morning has come into an inspection that discipline officers owe, once. The timetable's act."""
    list(InspectionSeed.objects.select_for_update().filter(state="committed"))  # two rounds at once call nothing twice
    return [_called(lot, at=at) for lot in lots_due(at)]


@transaction.atomic
def reveal_inspections(seed: InspectionSeed, *, at: datetime) -> InspectionSeed:
    """This will publish the seed once its last week is over: from now on anybody recomputes the lots. The timetable's act."""
    seed = InspectionSeed.objects.select_for_update().get(pk=seed.pk)
    move = INSPECTION_SEED.require("reveal_inspections", state=seed.state, by=TIMETABLE)
    if at < over_at(monday_of(seed.last_week)):
        raise not_now(
            Text("这一季度还没有过完，种子不能公开。", "The weeks are not over: the seed stays secret."),
            Text("请等最后一周过完。", "Wait until the last week is over."),
            rule="inspection_seed_revealed",
        )

    seed.state, seed.seed, seed.revealed_at = move.target, seed_of(seed.period).hex(), at
    seed.save(update_fields=["state", "seed", "revealed_at"])

    event = InspectionsRevealed(seed.period, seed.seed)
    append(event, subject=f"inspections:{seed.period}", by=TIMETABLE.id, at=at)
    return seed


def _called(lot: Lot, *, at: datetime) -> Inspection:
    name = DEPARTMENT_BY_CODE[lot.section].name
    plan = Planned(
        kind="weekly", period=lot.week, items=WEEKLY_ITEMS, subject_kind="department", subject=lot.section, department=lot.section,
        method="visit", planned_at=held_from(lot),
        title=Text(f"{lot.week} 周抽查{name.zh}", f"Weekly inspection {lot.week}: {name.en}"),
    )  # fmt: skip
    inspection = integrity.plan_inspection(plan, by=TIMETABLE, at=at)
    failpoints.reach("lot-called")
    due_on = held_from(lot).date()
    told = Text(f"{lot.week} 周抽查", f"Weekly inspection {lot.week}")  # more people see a title than may know the lot
    for entry in at_post("discipline_officer", on_roll()):
        open_duty(
            "inspection", owed_by=entry.person, about=f"inspection:{inspection.pk}", title=told, due_on=due_on, by=TIMETABLE, at=at
        )  # fmt: skip
    return inspection
