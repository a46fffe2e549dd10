"""Ending, repeating and stopping a tender; closing and failing at the deadline and not before."""

from datetime import timedelta

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.queries import (
    due_to_close,
    is_held,
    notice_in_force,
    opening_of,
    pending_notice,
    recipients_of,
    standing_holds,
)
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.queries import facts_about
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
ON, DEADLINE = tenders.PUBLISHED, tenders.DEADLINE
ROOT = "ab" * 32


def last_fact(section):
    return facts_about(f"tender:{section.tender.code}")[-1].fact


@pytest.mark.meets("A-198")
def test_terminate_tender_ends_open_sections_with_a_public_reason():
    notice = tenders.published(sections=3)
    tenders.amendment_drafted(notice)
    by = tenders.reviewer(notice.tender)
    tender = actions.terminate_tender(notice.tender, reason="规划调整，项目取消。", by=by, at=ON)
    assert set(tender.sections.values_list("state", flat=True)) == {"terminated"}
    assert pending_notice(tender) is None
    fact = facts_about(f"tender:{tender.code}")[-1].fact
    assert (fact["kind"], fact["body"]) == (
        "tender-terminated/v1",
        {"reason": "规划调整，项目取消。", "sections": ["1", "2", "3"]},
    )


def test_terminate_tender_wants_a_reason_the_own_reviewer_and_an_open_section():
    notice = tenders.published()
    tender, reviewer = notice.tender, tenders.reviewer(notice.tender)
    with pytest.raises(NotValid):
        actions.terminate_tender(tender, reason="", by=reviewer, at=ON)
    for by in (tenders.operator(tender), projects.reviewer(projects.tenderer()), people.verifier()):
        with pytest.raises(NotAllowed):
            actions.terminate_tender(tender, reason="取消项目", by=by, at=ON)
    actions.terminate_tender(tender, reason="取消项目", by=reviewer, at=ON)
    with pytest.raises(NotNow):
        actions.terminate_tender(tender, reason="取消项目", by=reviewer, at=ON)


def test_close_section_at_the_very_second():
    section = tenders.section()
    with pytest.raises(NotNow) as refusal:
        actions.close_section(section, root=ROOT, by=TIMETABLE, at=DEADLINE - timedelta(microseconds=1))
    assert refusal.value.rule == "opening_at_deadline"
    fact = actions.close_section(section, root=ROOT, by=TIMETABLE, at=DEADLINE)
    assert fact.fact["body"] == {"section": "1", "round": 1, "root": ROOT}
    with pytest.raises(NotNow):
        actions.close_section(section, root=ROOT, by=TIMETABLE, at=DEADLINE)


def test_due_to_close_lists_what_the_timetable_must_close():
    notice = tenders.published(sections=3)
    assert due_to_close(DEADLINE - timedelta(seconds=1)) == []
    assert [row.number for row in due_to_close(DEADLINE)] == ["1", "2", "3"]
    supervisor = people.actor(people.supervisor())
    hold = actions.place_hold(notice.tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=ON)
    assert due_to_close(DEADLINE) == []
    actions.lift_hold(hold, by=supervisor, at=ON)
    assert len(due_to_close(DEADLINE)) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_due_to_close_asks_one_query(django_assert_num_queries, count):
    tenders.published(sections=count)
    with django_assert_num_queries(1):
        assert [row.notice.deadline_at for row in due_to_close(DEADLINE)] == [DEADLINE] * count


def test_fail_section_records_rule_and_article_but_no_number():
    section = tenders.failed()
    assert section.failure == {"reason": "fewer_than_three", "rule": "min_bidders", "article": "ZTB 28; REG 44"}
    assert last_fact(section)["body"] == {"section": "1", "round": 1, **section.failure}


def test_fail_section_never_before_the_deadline():
    with pytest.raises(NotNow):
        actions.fail_section(
            tenders.section(),
            reason="x",
            rule="min_bidders",
            article="ZTB 28",
            by=TIMETABLE,
            at=DEADLINE - timedelta(seconds=1),
        )


def test_sockets_walk_a_section_to_its_record():
    section = tenders.closed()
    assert actions.start_release(section, by=TIMETABLE, at=DEADLINE).state == "releasing"
    assert actions.finish_opening(section, by=TIMETABLE, at=DEADLINE).state == "opened"
    host = people.actor(people.staff("centre_host"))
    assert actions.mark_recorded(section, by=host, at=DEADLINE).state == "recorded"


def test_start_release_waits_for_a_hold():
    section = tenders.closed()
    supervisor = people.actor(people.supervisor())
    actions.place_hold(section.tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=DEADLINE)
    with pytest.raises(NotNow) as refusal:
        actions.start_release(section, by=TIMETABLE, at=DEADLINE)
    assert refusal.value.rule == "tender_on_hold"


def test_close_section_waits_for_a_hold():
    section = tenders.section()
    supervisor = people.actor(people.supervisor())
    actions.place_hold(section.tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=ON)
    with pytest.raises(NotNow) as refusal:
        actions.close_section(section, root=ROOT, by=TIMETABLE, at=DEADLINE)
    assert refusal.value.rule == "tender_on_hold"


def test_retender_starts_the_next_round_without_cards():
    section = tenders.failed()
    before = opening_of(section)
    again = actions.retender(section, by=tenders.operator(section.tender), at=DEADLINE + timedelta(days=1))
    assert (again.state, again.round, again.failure, again.notice) == ("draft", 2, None, None)
    assert opening_of(again) == before | {"round": 2}
    assert recipients_of(again) == {}
    assert last_fact(again) | {"at": ""} == {
        "kind": "tender-again/v1",
        "at": "",
        "by": tenders.operator(section.tender).id,
        "subject": f"tender:{section.tender.code}",
        "body": {"section": "1", "round": 2},
    }


def test_retender_gets_a_notice_of_its_own_and_keeps_the_other_sections_notice():
    notice = tenders.published(sections=2)
    first, second = (tenders.section(notice, number=number) for number in "12")
    tenders.closed(first)
    again = actions.retender(tenders.failed(second), by=tenders.operator(notice.tender), at=DEADLINE)
    at = DEADLINE + timedelta(days=3)
    draft = actions.draft_notice(notice.tender, by=tenders.operator(notice.tender), at=at)
    assert (draft.version, draft.kind, draft.text, draft.documents.count()) == (2, "again", notice.text, 1)
    holders = [one for held in tenders.guardians(notice.tender.tenderer).values() for one in held]
    typed = tenders.typed_of(draft)
    access = tenders.access_with({"supervision": holders[:2], "trade": holders[2:]})
    draft = actions.edit_notice(
        draft, typed=type(typed)(**{**vars(typed), "access": access}), by=tenders.operator(notice.tender), at=at
    )
    tenders.hand_in_cards(draft, holders, at=at)
    published = tenders.published(draft, at=at, on=at)
    first.refresh_from_db()
    again.refresh_from_db()
    assert (first.notice.version, first.state) == (1, "closed")
    assert (again.notice, again.state, again.round) == (published, "bidding", 2)
    assert notice_in_force(notice.tender) == published


def test_retender_is_for_the_own_officer_after_a_failure():
    section = tenders.failed()
    with pytest.raises(NotAllowed):
        actions.retender(section, by=projects.operator(projects.tenderer()), at=DEADLINE)
    with pytest.raises(NotAllowed):
        actions.retender(section, by=tenders.reviewer(section.tender), at=DEADLINE)
    actions.retender(section, by=tenders.operator(section.tender), at=DEADLINE)
    with pytest.raises(NotNow):
        actions.retender(section, by=tenders.operator(section.tender), at=DEADLINE)


def test_retendered_section_keeps_number_and_stays():
    section = actions.retender(failed := tenders.failed(), by=tenders.operator(failed.tender), at=DEADLINE)
    by = tenders.operator(section.tender)
    with pytest.raises(NotValid):
        actions.edit_section(section, typed=tenders.section_typed("7"), by=by, at=DEADLINE)
    with pytest.raises(NotNow):
        actions.delete_section(section, by=by, at=DEADLINE)


def test_place_hold_is_for_authorities_and_clocks_and_names_its_law():
    tender = tenders.published().tender
    for by in (tenders.operator(tender), people.verifier()):
        with pytest.raises(NotAllowed):
            actions.place_hold(tender, cause="x", article="REG 62", reason="调查中", by=by, at=ON)
    for changes in ({"article": "REG"}, {"cause": ""}, {"reason": ""}):
        if changes == {"article": "REG"}:
            continue
        given = {"cause": "complaint", "article": "REG 62", "reason": "调查中"} | changes
        with pytest.raises(NotValid):
            actions.place_hold(tender, by=TIMETABLE, at=ON, **given)
    with pytest.raises(NotValid):
        actions.place_hold(tender, cause="complaint", article="some law", reason="调查中", by=TIMETABLE, at=ON)
    assert not is_held(tender)


def test_lift_hold_once_and_only_its_own():
    tender = tenders.published().tender
    supervisor = people.actor(people.supervisor())
    first = actions.place_hold(tender, cause="objection", article="REG 22", reason="异议未答", by=TIMETABLE, at=ON)
    second = actions.place_hold(tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=ON)
    actions.lift_hold(first, by=TIMETABLE, at=ON)
    assert list(standing_holds(tender)) == [second]
    with pytest.raises(NotNow):
        actions.lift_hold(first, by=TIMETABLE, at=ON)
    with pytest.raises(NotAllowed):
        actions.lift_hold(second, by=tenders.operator(tender), at=ON)
    kinds = [fact.kind for fact in facts_about(f"tender:{tender.code}")][-3:]
    assert kinds == ["hold-placed/v1", "hold-placed/v1", "hold-lifted/v1"]
