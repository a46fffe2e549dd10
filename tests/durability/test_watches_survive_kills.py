"""The watches' process is killed (SIGKILL) while it keeps the office's clocks; the next round loses nothing and does nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.nursery import Nursery, nursery_of
from tests.factories.installation import new_installation

FIRST = """
import json
from django.contrib.auth.hashers import Argon2PasswordHasher
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.integrity.models import Checklist, Inspection
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision.inspecting import held_from, known_from
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.jobs.management.commands.watches import keep_office
from qinglian.trust.weekly import commitment_of, lots_of
from tests.factories import staff
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
BEGUN, AHEAD = datetime(2026, 12, 14, 9, tzinfo=CHINA), datetime(2026, 12, 27, 9, tzinfo=CHINA)
def count(*kinds):
    return [Fact.objects.filter(kind=f"{kind}/v1").count() for kind in kinds]
def sent():
    duties = Duty.objects.filter(kind="festival_reading")
    told = {"sent": FestivalReminder.objects.filter(state="sent").count(), "duties": duties.count()}
    print(json.dumps(told | {"people": duties.values("owed_by").distinct().count(), "facts": count("festival-reminder-sent", "duty-opened")}))
def called():
    rows = list(Inspection.objects.order_by("pk").values_list("period", flat=True))
    told = {"inspections": rows, "checklists": Checklist.objects.count(), "duties": Duty.objects.filter(kind="inspection").count()}
    print(json.dumps(told | {"facts": count("inspection-planned", "duty-opened")}))
"""
STAFF = """
for name in "甲乙丙丁戊":
    staff.member(name)
"""
OFFICERS = """
for name in ("纪检甲", "纪检乙"):
    staff.discipline_officer(name)
"""
MORNING = """
seed = InspectionSeed.objects.get()
lot = lots_of(seed_of(seed.period), scope=seed.scope)[0]
keep_office(known_from(lot))
called()
"""


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """This will give the test processes to kill, over an installation of its own."""
    with nursery_of(new_installation(tmp_path / "own"), first=FIRST) as nursery:
        yield nursery


def test_reminder_killed_between_its_duties_is_sent_once_and_to_everybody(nursery: Nursery) -> None:
    nursery.said(STAFF)
    for _ in range(2):
        nursery.killed("keep_office(AHEAD)", at="reminder-half-sent")
        assert nursery.said("sent()") == [{"sent": 0, "duties": 0, "people": 0, "facts": [0, 0]}]
    whole = {"sent": 1, "duties": 5, "people": 5, "facts": [1, 5]}
    assert nursery.said("keep_office(AHEAD)\nsent()") == [whole]
    assert nursery.said("keep_office(AHEAD + timedelta(minutes=1))\nsent()") == [whole]


def test_commitment_killed_between_seed_and_row_is_made_to_the_seed_on_disk(nursery: Nursery) -> None:
    nursery.killed("keep_office(BEGUN)", at="inspection-seed-on-disk")
    assert nursery.said("print(InspectionSeed.objects.count(), count('inspections-committed'))") == ["0 [0]"]
    kept = nursery.said("print(seed_of('2026-Q4').hex())")
    committed = """
keep_office(BEGUN)
row = InspectionSeed.objects.get()
print(seed_of(row.period).hex())
print(row.commitment == commitment_of(row.scope, seed_of(row.period)), count("inspections-committed"))
"""
    assert nursery.said(committed) == [*kept, "True [1]"]
    assert nursery.said(committed) == [*kept, "True [1]"]


def test_lot_killed_before_its_fact_or_its_duties_is_called_once_and_as_it_was_drawn(nursery: Nursery) -> None:
    nursery.said(OFFICERS + "keep_office(BEGUN)")
    for point in ("inspection-inserted", "lot-called"):
        nursery.killed(MORNING, at=point)
        assert nursery.said("called()") == [{"inspections": [], "checklists": 0, "duties": 0, "facts": [0, 0]}]
    whole = {"inspections": ["2026-W52"], "checklists": 1, "duties": 2, "facts": [1, 2]}
    assert nursery.said(MORNING) == [whole]
    drawn = (
        MORNING + "row = Inspection.objects.get()\nprint(row.subject == lot.section, row.planned_at == held_from(lot))"
    )
    assert nursery.said(drawn) == [whole, "True True"]
