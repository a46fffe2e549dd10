"""The roll and duties: who is counted, who owes what, and that a promotion asks for a talk at once."""

from datetime import date, timedelta

import pytest

from qinglian.domain.people import actions, queries
from qinglian.domain.people.models import Duty, RollEntry
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.models import Fact, Secrecy
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT, LATER = staff.AT, staff.AT + timedelta(days=5)
DUE = date(2026, 12, 1)
TITLE = Text("签岗位廉政承诺", "Sign the pledge")
ADMIN = Actor("timetable", roles=frozenset({"timetable"}))


def test_enter_roll_puts_a_person_of_the_centre_on_it_and_a_move_ends_the_former_entry() -> None:
    member = staff.member("甲", department="office", work_post="archivist")
    moved = actions.enter_roll(
        member, department="finance", work_post="cashier", cause="moved", by=people.admin(), at=LATER
    )
    rows = list(RollEntry.objects.filter(person=member).order_by("pk"))
    assert [(row.department, row.until_at) for row in rows] == [("office", LATER), ("finance", None)]
    assert queries.roll_entry_of(member.pk) == moved
    facts = Fact.objects.filter(kind="roll-entered/v1", subject=f"person:{member.pk}")
    assert [fact.secrecy for fact in facts] == [Secrecy.CONFIDENTIAL] * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"department": "nowhere"}, "department"),
        ({"work_post": "king"}, "work_post"),
        ({"branch": "ninth"}, "branch"),
        ({"standings": ["saint"]}, "standings"),
        ({"area": ["nowhere"]}, "area"),
        ({"cause": "bored"}, "cause"),
    ],
)
def test_enter_roll_refuses_what_the_establishment_does_not_know(changes: dict[str, object], field: str) -> None:
    person = people.person(people.centre(), "staff")
    entry: dict[str, object] = {"department": "office", "work_post": "clerk"} | changes
    with pytest.raises(NotValid) as refusal:
        actions.enter_roll(person, **entry, by=people.admin(), at=AT)  # type: ignore[arg-type]
    assert (refusal.value.field, RollEntry.objects.count()) == (field, 0)


def test_enter_roll_is_for_the_party_office_and_for_people_of_the_centre() -> None:
    person = people.person(people.centre(), "staff")
    with pytest.raises(NotAllowed):
        actions.enter_roll(person, department="office", work_post="clerk", by=people.actor(person), at=AT)
    stranger = people.person(people.organisation(), "bidder_agent")
    with pytest.raises(NotNow):
        actions.enter_roll(stranger, department="office", work_post="clerk", by=people.admin(), at=AT)
    with pytest.raises(NotFound):
        queries.person_at_centre(stranger.pk, asker=people.admin())


@pytest.mark.meets("Z13")
@pytest.mark.parametrize("cause", ["promoted", "appointed"])
def test_promotion_opens_a_talk_duty_of_the_secretary_at_once(cause: str) -> None:
    secretary, member = staff.party_secretary(), staff.member("乙")
    assert Duty.objects.count() == 0
    entry = actions.enter_roll(
        member, department="finance", work_post="fee_clerk", cause=cause, by=people.admin(), at=AT
    )
    duty = Duty.objects.get()
    assert (duty.kind, duty.owed_by, duty.about) == ("talk_on_appointment", secretary, f"roll:{entry.pk}")
    assert (duty.due_on, duty.title_zh) == (date(2026, 12, 2), "与乙任前廉政谈话")


def test_promotion_without_a_secretary_is_refused_and_changes_nothing() -> None:
    member = staff.member("丙")
    with pytest.raises(NotNow):
        actions.enter_roll(
            member, department="finance", work_post="cashier", cause="promoted", by=people.admin(), at=LATER
        )
    assert (staff.entry(member).department, Duty.objects.count()) == ("transaction", 0)


def test_leave_roll_ends_the_entry_once_with_a_reason() -> None:
    entry = staff.entry(staff.member("丁"))
    with pytest.raises(NotValid):
        actions.leave_roll(entry, reason=" ", by=people.admin(), at=LATER)
    with pytest.raises(NotAllowed):
        actions.leave_roll(entry, reason="调离本单位", by=people.actor(entry.person), at=LATER)
    assert actions.leave_roll(entry, reason="调离本单位", by=people.admin(), at=LATER).until_at == LATER
    with pytest.raises(NotNow):
        actions.leave_roll(entry, reason="调离本单位", by=people.admin(), at=LATER)


def test_duty_is_opened_once_fulfilled_once_and_waived() -> None:
    member, other = staff.member("戊"), staff.member("己")
    for person in (member, member, other):
        actions.open_duty("pledge", owed_by=person, about="pledge:2026", title=TITLE, due_on=DUE, by=ADMIN, at=AT)
    assert [duty.owed_by_id for duty in queries.asked_of(staff.actor(member))] == [member.pk]
    done = {
        "owed_by": member.pk,
        "about": "pledge:2026",
        "evidence": "pledge:1",
        "by": staff.actor(member),
        "at": LATER,
    }
    assert [actions.fulfil_duty("pledge", **done), actions.fulfil_duty("pledge", **done)] == [True, False]  # type: ignore[arg-type]
    assert actions.waive_duties("pledge", about="pledge:2026", reason="改期", by=ADMIN, at=LATER) == 1
    kinds = list(Fact.objects.filter(kind__startswith="duty-").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["duty-opened/v1", "duty-opened/v1", "duty-fulfilled/v1", "duty-waived/v1"]
    assert (list(queries.asked_of(staff.actor(other))), len(queries.done_by(staff.actor(member)))) == ([], 1)


def test_what_was_waived_may_be_owed_anew_and_what_was_fulfilled_is_not() -> None:
    member = staff.member("庚")
    owed: dict[str, object] = {
        "owed_by": member,
        "about": "suggestion:1",
        "title": TITLE,
        "due_on": DUE,
        "by": ADMIN,
        "at": AT,
    }
    first = actions.open_duty("answer_suggestion", **owed)  # type: ignore[arg-type]
    actions.waive_duties("answer_suggestion", about="suggestion:1", reason="转办", by=ADMIN, at=AT)
    second = actions.open_duty("answer_suggestion", **owed)  # type: ignore[arg-type]
    assert (second.pk != first.pk, [duty.pk for duty in queries.asked_of(staff.actor(member))]) == (True, [second.pk])
    done = {"owed_by": member.pk, "about": "suggestion:1", "evidence": "suggestion:1", "by": ADMIN, "at": LATER}
    actions.fulfil_duty("answer_suggestion", **done)  # type: ignore[arg-type]
    assert actions.open_duty("answer_suggestion", **owed).pk == second.pk  # type: ignore[arg-type]


def test_coverage_counts_people_on_the_roll_now_and_no_waived_duty() -> None:
    members = [staff.member(name) for name in "甲乙丙丁"]
    for person in members:
        actions.open_duty("pledge", owed_by=person, about="pledge:2026", title=TITLE, due_on=DUE, by=ADMIN, at=AT)
    done = {"about": "pledge:2026", "evidence": "pledge:1", "by": ADMIN, "at": LATER}
    actions.fulfil_duty("pledge", owed_by=members[0].pk, **done)  # type: ignore[arg-type]
    assert queries.coverage_of(["pledge"], on=DUE) == queries.Coverage(due=4, done=1, overdue=0)
    assert queries.coverage_of(["pledge"], on=DUE + timedelta(days=1)).overdue == 3
    actions.leave_roll(staff.entry(members[3]), reason="调离本单位", by=people.admin(), at=LATER)
    assert queries.coverage_of(["pledge"], on=DUE) == queries.Coverage(due=3, done=1, overdue=0)
    assert queries.coverage_of(["talk"], on=DUE) == queries.Coverage(0, 0, 0)


def test_duties_are_seen_by_their_owner_the_own_head_and_those_who_see_all() -> None:
    member, head, other = staff.member("甲"), staff.head(), staff.head("别科科长", department="finance")
    actions.open_duty("pledge", owed_by=member, about="pledge:2026", title=TITLE, due_on=DUE, by=ADMIN, at=AT)
    seen = {
        name: queries.duties_for(staff.actor(who), kind="pledge").count()
        for name, who in (("own", member), ("head", head), ("other", other), ("party", staff.party_officer()))
    }
    assert seen == {"own": 1, "head": 1, "other": 0, "party": 1}


def test_roll_is_seen_by_the_centre_and_supervisors_alone() -> None:
    entry = staff.entry(staff.member("甲", branch="second", standings=("key_post",)))
    asker = people.actor(people.supervisor())
    assert queries.roll_for(asker, department="transaction", branch="second", standing="key_post") == [entry]
    assert queries.roll_for(asker, standing="leadership") == []
    stranger = people.actor(people.person(people.organisation(), "bidder_agent"))
    with pytest.raises(NotAllowed):
        queries.roll_for(stranger)
    with pytest.raises(NotFound):
        queries.roll_entry_for(entry.pk, asker=stranger)
    with pytest.raises(NotFound):
        queries.staff_member(entry.person_id, asker=stranger)
