"""Findings and their correction: every state with every act, the re-check by another person, reminders and escalation by themselves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.actions import Found
from qinglian.domain.integrity.lifecycle import RECTIFICATION
from qinglian.domain.integrity.models import Finding, Rectification
from qinglian.domain.people.models import Duty, Person
from qinglian.jobs.inspecting import oversee
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT = people.AT
DUE = AT.date() + timedelta(days=10)
SUPERVISOR = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))
BIDDER = Actor(id="per-bidder", organisation="org-b", roles=frozenset({"bidder_agent"}))


def finding(by: Actor = SUPERVISOR, *, problem: str = "两件退款超过五日才办") -> Finding:
    """This will note a finding of the finance section."""
    found = Found("periodic", "inspection:7", "post:cashier", "finance", problem, "serious", "R43")
    return actions.note_finding(found, by=by, at=AT)


def ordered(owner: Person, *, due_on: date = DUE) -> Rectification:
    """This will order the correction of a finding."""
    return actions.order_rectification(
        finding(), advice="逐笔核对后退款，设到期提醒。", owner=owner, due_on=due_on, by=SUPERVISOR, at=AT
    )


def in_state(state: str, owner: Person) -> Rectification:
    """This will bring a correction into a state."""
    row = ordered(owner)
    if state != "ordered":
        row = actions.hand_in_rectification(row, evidence="已退款。", by=staff.actor(owner), at=AT)
    if state == "closed":
        row = actions.close_rectification(row, words="属实。", by=SUPERVISOR, at=AT)
    if state == "returned":
        row = actions.return_rectification(row, words="缺凭证。", due_on=DUE, by=SUPERVISOR, at=AT)
    return row


ACTS: dict[str, Callable[[Rectification, Person, datetime], Any]] = {
    "hand_in_rectification": lambda row, owner, at: actions.hand_in_rectification(
        row, evidence="已退款。", by=staff.actor(owner), at=at
    ),
    "close_rectification": lambda row, _owner, at: actions.close_rectification(
        row, words="属实。", by=SUPERVISOR, at=at
    ),
    "return_rectification": lambda row, _owner, at: actions.return_rectification(
        row, words="缺凭证。", due_on=at.date() + timedelta(days=5), by=SUPERVISOR, at=at
    ),
    "remind_rectification": lambda row, _owner, at: actions.remind_rectification(row, at=at),
    "escalate_rectification": lambda row, _owner, at: actions.escalate_rectification(row, at=at),
}


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("state", [state.code for state in RECTIFICATION.states])
def test_every_act_in_every_state(state: str, act: str) -> None:
    owner = staff.head(department="finance")
    row, late = in_state(state, owner), AT + timedelta(days=20)
    targets = {move.target for move in RECTIFICATION.moves_from(state) if move.act == act}
    if not targets:
        with pytest.raises(NotNow):
            ACTS[act](row, owner, late)
        return
    ACTS[act](row, owner, late)
    assert {Rectification.objects.get().state} == targets


@pytest.mark.meets("Z45")
def test_close_rectification_needs_evidence_and_a_recheck_by_another_person() -> None:
    officer = staff.discipline_officer()
    row = ordered(officer)
    with pytest.raises(NotNow):  # nothing was handed in yet
        actions.close_rectification(row, words="属实。", by=SUPERVISOR, at=AT)
    with pytest.raises(NotAllowed):  # another than the owner
        actions.hand_in_rectification(row, evidence="已退款。", by=staff.actor(staff.head()), at=AT)
    with pytest.raises(NotValid):
        actions.hand_in_rectification(row, evidence=" ", by=staff.actor(officer), at=AT)
    actions.hand_in_rectification(row, evidence="已退款，附凭证。", by=staff.actor(officer), at=AT)
    with pytest.raises(NotAllowed) as refused:  # an inspector, but the one who corrected
        actions.close_rectification(row, words="属实。", by=staff.actor(officer), at=AT)
    assert refused.value.rule == "recheck_by_other"
    with pytest.raises(NotAllowed):
        actions.return_rectification(row, words="缺凭证。", due_on=DUE, by=staff.actor(officer), at=AT)
    closed = actions.close_rectification(row, words="核对凭证属实。", by=SUPERVISOR, at=AT)
    assert (closed.state, closed.rechecked_by, closed.corrected_by) == ("closed", "per-watch", officer.pk)
    assert [step.act for step in closed.steps.all()] == ["order_rectification", "hand_in_rectification", "close_rectification"]  # fmt: skip
    assert set(Fact.objects.filter(subject=f"finding:{row.finding_id}").values_list("secrecy", flat=True)) == {
        "confidential"
    }


@pytest.mark.meets("Z45")
def test_overdue_correction_is_reminded_and_escalates_by_itself_once() -> None:
    owner = staff.head(department="transaction")
    staff.party_secretary()
    leader = staff.deputy(area=("finance",))
    row = ordered(owner)
    oversee(AT)
    assert oversee(AT + timedelta(days=6)) == 0
    oversee(AT + timedelta(days=7))
    row.refresh_from_db()
    assert (row.reminded_at, row.escalated_at) == (AT + timedelta(days=7), None)
    late = AT + timedelta(days=13)
    oversee(late)
    row.refresh_from_db()
    assert (row.escalated_at, row.escalated_to) == (late, leader)
    assert list(Duty.objects.filter(kind="urge").values_list("owed_by_id", flat=True)) == [leader.pk]
    oversee(late + timedelta(minutes=1))
    assert [step.act for step in row.steps.all()] == ["order_rectification", "remind_rectification", "escalate_rectification"]  # fmt: skip
    assert [step.words_en for step in row.steps.all()] == [
        "", f"Due on {DUE}: please see to it.", "Late: the leader in charge is asked to press it.",
    ]  # fmt: skip
    actions.hand_in_rectification(row, evidence="已整改。", by=staff.actor(owner), at=late)
    assert not Duty.objects.filter(kind__in=["urge", "rectification"], fulfilled_at=None).exists()


def test_duties_of_owner_and_rechecker_come_and_go_with_each_round() -> None:
    officer, owner = staff.discipline_officer(), staff.head(department="finance")
    row = in_state("returned", owner)
    assert list(Duty.objects.order_by("pk").values_list("kind", "about", "owed_by_id")) == [
        ("rectification", f"rectification:{row.pk}", owner.pk),
        ("recheck", f"rectification:{row.pk}", officer.pk),
        ("rectification", f"rectification:{row.pk}-2", owner.pk),
    ]
    assert Duty.objects.get(kind="recheck").waived_at == AT  # the supervisor did it
    actions.hand_in_rectification(row, evidence="补了凭证。", by=staff.actor(owner), at=AT)
    actions.close_rectification(row, words="属实。", by=staff.actor(officer), at=AT)
    assert Duty.objects.get(kind="recheck", about=f"rectification:{row.pk}-2").fulfilled_at == AT


def test_findings_and_orders_are_inspectors_acts_and_well_formed() -> None:
    owner = staff.head()
    with pytest.raises(NotAllowed):
        finding(by=staff.actor(owner))
    with pytest.raises(NotValid):
        finding(problem=" ")
    found = finding()
    with pytest.raises(NotAllowed):
        actions.order_rectification(found, advice="改。", owner=owner, due_on=DUE, by=staff.actor(owner), at=AT)
    with pytest.raises(NotValid):
        actions.order_rectification(found, advice="改。", owner=owner, due_on=AT.date(), by=SUPERVISOR, at=AT)
    actions.order_rectification(found, advice="改。", owner=owner, due_on=DUE, by=SUPERVISOR, at=AT)
    with pytest.raises(NotNow):
        actions.order_rectification(found, advice="再改。", owner=owner, due_on=DUE, by=SUPERVISOR, at=AT)


def test_take_finding_keeps_what_was_told_of_oneself_to_owner_officers_and_the_leader_who_presses() -> None:
    owner, leader, other = staff.head(), staff.deputy(), staff.head("科长乙")
    officer, secretary = staff.discipline_officer(), staff.party_secretary()
    told = Found(
        "campaign",
        "self_check:1",
        "department:transaction",
        "transaction",
        "金丝雀茶叶",
        "minor",
        found_on=date(2026, 9, 1),
        is_private=True,
    )
    row = actions.take_finding(
        told, advice=Text("改。", "Mend it."), owner=owner, due_on=DUE, by=staff.actor(other), at=AT
    )
    assert row.finding.found_at == datetime(2026, 9, 1, tzinfo=CHINA)

    def readers() -> set[Person]:
        asked = {one: staff.actor(one) for one in (owner, leader, other, officer, secretary)}
        return {one for one, asker in asked.items() if row in queries.rectifications_for(asker)}

    assert (readers(), row in queries.rectifications_for(SUPERVISOR)) == ({owner, officer}, False)
    oversee(AT + timedelta(days=20))
    assert readers() == {owner, officer, leader}
    row = actions.hand_in_rectification(row, evidence="金丝雀退还", by=staff.actor(owner), at=AT)
    actions.return_rectification(row, words="金丝雀凭据", due_on=DUE, by=staff.actor(officer), at=AT)
    assert readers() == {owner, officer}
    assert "金丝雀" not in str(list(Fact.objects.values_list("fact", flat=True)))


def test_corrections_are_seen_by_readers_owner_and_the_sections_head() -> None:
    owner = staff.member("钱甲", department="finance", work_post="cashier", branch="first")
    row = ordered(owner)
    head, other = staff.head(department="finance"), staff.head("科长乙")
    for asker in (SUPERVISOR, staff.actor(owner), staff.actor(head), staff.actor(staff.party_secretary())):
        assert queries.rectification_for(row.pk, asker=asker) == row
    for asker in (staff.actor(other), BIDDER):
        with pytest.raises(NotFound):
            queries.rectification_for(row.pk, asker=asker)
        assert list(queries.rectifications_for(asker)) == []
        with pytest.raises(NotAllowed):
            queries.findings_for(asker)
        with pytest.raises(NotFound):
            queries.finding_for(row.finding_id, asker=asker)
    assert queries.finding_for(row.finding_id, asker=SUPERVISOR).source == "inspection:7"
    assert list(queries.findings_for(SUPERVISOR, source="inspection:7", year=AT.year)) == [row.finding]
    assert list(queries.rectifications_for(SUPERVISOR, overdue_on=DUE + timedelta(days=1))) == [row]
