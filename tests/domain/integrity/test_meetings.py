"""Committee meetings: the year's figure is counted, decisions are owed and end with evidence, every act in every state."""

from datetime import date, timedelta

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import DECISION, MEETING
from qinglian.domain.integrity.models import Decision, Meeting
from qinglian.domain.people.models import Duty
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import culture, people, staff
from tests.factories.culture import AT, TODAY, YEAR

pytestmark = pytest.mark.django_db


@pytest.mark.meets("Z15")
def test_figure_of_the_year_is_counted_from_held_meetings_and_falls_when_one_is_cancelled() -> None:
    secretary, by = staff.party_secretary(), culture.officer()
    held = [culture.meeting(by, secretary, on=date(YEAR, month, 3)) for month in (2, 4, 6, 9)]
    culture.meeting(by, secretary, topic="business")
    culture.meeting(by, secretary, held=False, on=TODAY + timedelta(days=3))
    culture.meeting(by, secretary, on=date(YEAR - 1, 3, 3))

    def figure() -> int:
        return queries.meetings_figures(by, on=TODAY)[0].done

    assert (figure(), queries.topics_counted(YEAR, asker=by)["business"]) == (4, 1)
    actions.cancel_meeting(held[1], reason="登记重复", by=by, at=AT)
    assert figure() == 3
    row = queries.meetings_figures(by, on=TODAY)[0]
    assert (row.pillar, row.is_count, row.records) == ("build", True, "centre_meetings")


def test_decision_is_owed_by_its_owner_and_ends_with_evidence() -> None:
    secretary, by, owner = staff.party_secretary(), culture.officer(), staff.head()
    meeting = culture.meeting(by, secretary)
    item = queries.item_in(meeting, 1)
    decision = actions.record_decision(
        meeting, item=item, words="六月底前完成廉政风险点更新", owner=owner, due_on=TODAY + timedelta(days=5), by=by, at=AT
    )  # fmt: skip
    duty = Duty.objects.get(kind="decision")
    assert (duty.owed_by, duty.about, duty.due_on) == (owner, f"decision:{decision.pk}", decision.due_on)
    late = queries.meetings_figures(by, on=TODAY + timedelta(days=9))[1]
    assert (late.done, late.due, late.overdue) == (0, 1, 1)
    with pytest.raises(NotAllowed):
        actions.carry_out_decision(decision, evidence="办了", by=staff.actor(staff.member()), at=AT)
    with pytest.raises(NotValid):
        actions.carry_out_decision(decision, evidence=" ", by=staff.actor(owner), at=AT)
    actions.carry_out_decision(decision, evidence="更新后的目录见附件。", by=staff.actor(owner), at=AT)
    assert Duty.objects.get().fulfilled_at == AT
    with pytest.raises(NotNow):
        actions.carry_out_decision(decision, evidence="再报一次", by=staff.actor(owner), at=AT)
    assert {fact.secrecy for fact in Fact.objects.filter(subject=f"meeting:{meeting.pk}")} == {"confidential"}


def test_cancel_meeting_drops_open_decisions_and_waives_their_duties() -> None:
    secretary, by, owner = staff.party_secretary(), culture.officer(), staff.head()
    meeting = culture.meeting(by, secretary)
    told = {
        "item": queries.item_in(meeting, 1),
        "words": "修订值班制度",
        "owner": owner,
        "due_on": TODAY,
        "by": by,
        "at": AT,
    }
    decision = actions.record_decision(meeting, **told)
    actions.cancel_meeting(meeting, reason="会议没有开成", by=by, at=AT)
    assert Decision.objects.get(pk=decision.pk).state == "dropped"
    assert Duty.objects.get().waived_at == AT


def test_agenda_needs_items_of_known_topics_and_a_meeting_is_held_on_its_day() -> None:
    secretary, by = staff.party_secretary(), culture.officer()
    meeting = culture.meeting(by, secretary, held=False, on=TODAY + timedelta(days=1))
    for items in ([], [actions.Item("weather", "天气")], [actions.Item("integrity", " ")]):
        with pytest.raises(NotValid):
            actions.change_agenda(meeting, items=items, by=by, at=AT)
    actions.change_agenda(
        meeting, items=[actions.Item("business", "一"), actions.Item("integrity", "二")], by=by, at=AT
    )
    assert [item.topic for item in meeting.items.order_by("number")] == ["business", "integrity"]
    with pytest.raises(NotNow):
        actions.hold_meeting(meeting, by=by, at=AT)
    actions.hold_meeting(meeting, by=by, at=AT + timedelta(days=1))


def test_strangers_see_no_meeting_and_an_owner_sees_the_own_decision_alone() -> None:
    secretary, by, owner, other = staff.party_secretary(), culture.officer(), staff.member(), staff.member()
    meeting = culture.meeting(by, secretary)
    decision = actions.record_decision(
        meeting, item=queries.item_in(meeting, 1), words="公开抽查结果", owner=owner, due_on=TODAY, by=by, at=AT
    )  # fmt: skip
    bidder = staff.actor(people.person(people.bidder()[0], "bidder_agent"))
    for asker in (bidder, staff.actor(other), staff.actor(owner)):
        with pytest.raises(NotAllowed):
            queries.meetings_for(asker)
        with pytest.raises(NotFound):
            queries.meeting_for(meeting.pk, asker=asker)
    assert queries.decision_for(decision.pk, asker=staff.actor(owner)) == decision
    with pytest.raises(NotFound):
        queries.decision_for(decision.pk, asker=staff.actor(other))
    with pytest.raises(NotAllowed):
        culture.meeting(staff.actor(owner), secretary)


@pytest.mark.parametrize("state", [state.code for state in MEETING.states])
def test_every_act_on_a_meeting_in_every_state(state: str) -> None:
    secretary, by = staff.party_secretary(), culture.officer()
    item = actions.Item("integrity", "议题")
    owner = staff.head()

    def record(meeting: Meeting) -> object:
        told = {"words": "决定", "owner": owner, "due_on": TODAY, "by": by, "at": AT}
        return actions.record_decision(meeting, item=meeting.items.get(), **told)

    acts = {
        "change_agenda": lambda meeting: actions.change_agenda(meeting, items=[item], by=by, at=AT),
        "hold_meeting": lambda meeting: actions.hold_meeting(meeting, by=by, at=AT),
        "record_decision": record,
        "cancel_meeting": lambda meeting: actions.cancel_meeting(meeting, reason="取消", by=by, at=AT),
    }
    assert set(acts) == {move.act for move in MEETING.moves}
    for act, run in acts.items():
        meeting = culture.meeting(by, secretary, held=False)
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
        if act in {move.act for move in MEETING.moves_from(state)}:
            run(meeting)
        else:
            with pytest.raises(NotNow):
                run(meeting)


@pytest.mark.parametrize("state", [state.code for state in DECISION.states])
def test_every_act_on_a_decision_in_every_state(state: str) -> None:
    secretary, by = staff.party_secretary(), culture.officer()
    meeting = culture.meeting(by, secretary)
    acts = {
        "carry_out_decision": lambda one: actions.carry_out_decision(one, evidence="材料", by=by, at=AT),
        "drop_decision": lambda one: actions.drop_decision(one, reason="停办", by=by, at=AT),
    }
    assert set(acts) == {move.act for move in DECISION.moves}
    for act, run in acts.items():
        decision = actions.record_decision(
            meeting, item=meeting.items.get(), words="决定", owner=secretary, due_on=TODAY, by=by, at=AT
        )  # fmt: skip
        Decision.objects.filter(pk=decision.pk).update(state=state, evidence="材料" if state == "done" else "")
        if act in {move.act for move in DECISION.moves_from(state)}:
            run(decision)
        else:
            with pytest.raises(NotNow):
                run(decision)


def test_only_centre_roles_act() -> None:
    secretary, by = staff.party_secretary(), culture.officer()
    meeting = culture.meeting(by, secretary)
    with pytest.raises(NotAllowed):
        actions.cancel_meeting(meeting, reason="无权", by=Actor(id="per-x", roles=frozenset({"staff"})), at=AT)
