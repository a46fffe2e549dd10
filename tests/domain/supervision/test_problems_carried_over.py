"""Problems that were registered before they were findings: the migration carries each over with what was written and what is owed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision.models import Problem
from tests.factories import staff

pytestmark = pytest.mark.django_db(transaction=True)
AT, FOUND_ON = staff.AT, date(2026, 9, 20)
BEFORE, AFTER = ("supervision", "0003_what_the_platform_writes_in_english"), ("supervision", "0006_problem_is_an_entry")


def to(target: tuple[str, str]) -> Any:
    """This will migrate to a state and return the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return MigrationExecutor(connection).loader.project_state([target]).apps


@pytest.fixture
def old() -> Iterator[Any]:
    """This will go back to the tables before the change, and come forward again whatever happens."""
    yield to(BEFORE)
    to(AFTER)


def test_problem_is_carried_over_with_its_correction_and_its_duty(old: Any) -> None:
    head, other, officer = staff.head(), staff.head("副科长"), staff.discipline_officer()
    told = {"words": "收月饼券。", "department": "transaction", "found_on": FOUND_ON, "raised_by_id": officer.pk, "raised_at": AT, "due_on": date(2026, 11, 17), "year": 2026}  # fmt: skip
    style = told | {
        "register": "style",
        "style": "hedonism",
        "festival": "mid_autumn",
        "source": "report",
        "concerns": "某甲",
    }
    corrected = {"correction": "已退还。", "corrected_by": head.pk, "corrected_at": AT + timedelta(days=1)}
    closed = corrected | {"remark": "到位。", "closed_by": officer.pk, "closed_at": AT + timedelta(days=2)}
    for changes in (
        {},
        corrected | {"state": "corrected"},
        corrected | {"remark": "补凭据。"},
        closed | {"state": "closed"},
    ):
        row = old.get_model("supervision", "Problem").objects.create(**style | changes)
        for person in (head, other):
            done = {"fulfilled_at": closed["closed_at"]} if changes.get("state") == "closed" else {}
            Duty.objects.create(
                kind="problem_correction", owed_by_id=person.pk, about=f"problem:{row.pk}", title_zh="整改", title_en="Correct",
                due_on=row.due_on, opened_at=AT, **done,
            )  # fmt: skip
    to(AFTER)

    rows = list(Rectification.objects.select_related("finding", "owner").order_by("pk"))
    assert [(row.state, row.round, row.owner, row.due_on) for row in rows] == [
        ("ordered", 1, head, told["due_on"]), ("handed_in", 1, head, told["due_on"]), ("returned", 2, head, told["due_on"]),
        ("closed", 1, head, told["due_on"]),
    ]  # fmt: skip
    problem, finding = Problem.objects.order_by("pk")[0], rows[0].finding
    assert (problem.finding, problem.style, problem.festival, problem.concerns) == (
        finding,
        "hedonism",
        "mid_autumn",
        "某甲",
    )
    assert (finding.problem, finding.department, finding.year, finding.found_by) == (
        "收月饼券。",
        "transaction",
        2026,
        officer.pk,
    )
    assert (finding.found_at.isoformat(), finding.is_private) == ("2026-09-19T16:00:00+00:00", False)
    assert [[(step.act, step.words) for step in row.steps.all()][1:] for row in rows] == [
        [], [("hand_in_rectification", "已退还。")],
        [("hand_in_rectification", "已退还。"), ("return_rectification", "补凭据。")],
        [("hand_in_rectification", "已退还。"), ("close_rectification", "到位。")],
    ]  # fmt: skip
    standing = Duty.objects.filter(fulfilled_at=None, waived_at=None).order_by("pk")
    assert [(duty.kind, duty.owed_by, duty.about) for duty in standing] == [
        ("rectification", head, f"rectification:{rows[0].pk}"), ("rectification", head, f"rectification:{rows[2].pk}-2"),
        ("recheck", officer, f"rectification:{rows[1].pk}"),
    ]  # fmt: skip
    assert not Duty.objects.filter(kind="problem_correction").exists()
    assert (rows[3].corrected_by, rows[3].rechecked_by, rows[3].closed_at) == (head.pk, officer.pk, closed["closed_at"])


def test_problem_of_a_self_check_is_carried_over_as_private(old: Any) -> None:
    member = staff.member("经办甲")
    told = {"from_on": FOUND_ON, "until_on": FOUND_ON, "forms_due_on": FOUND_ON}
    campaign = old.get_model("supervision", "Campaign").objects.create(kind="two_leads_five", year=2026, launched_by="x", launched_at=AT, **told)  # fmt: skip
    form = old.get_model("supervision", "SelfCheck").objects.create(
        campaign=campaign, person_id=member.pk, department="transaction", rank="staff", due_on=FOUND_ON
    )
    old.get_model("supervision", "Problem").objects.create(
        register="campaign", words="收过一盒茶叶。", department="transaction", source="self_check", found_on=AT.date(), raised_by_id=member.pk,
        raised_at=AT, due_on=FOUND_ON, campaign=campaign, form=form, layer="self", item="gifts", year=2026,
    )  # fmt: skip
    to(AFTER)
    (row,) = Rectification.objects.select_related("finding")
    assert (row.finding.is_private, row.finding.source, row.finding.found_at) == (True, f"self_check:{form.pk}", AT)
    assert (row.owner, row.state) == (member, "ordered")  # nobody owed it: who registered it owns it
