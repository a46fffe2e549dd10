"""The next step of each tender, for who asks."""

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.queries import tasks_of, verdicts_if, verdicts_on
from qinglian.law.actor import ANYONE, TIMETABLE
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
AT, ON, DEADLINE = tenders.AT, tenders.PUBLISHED, tenders.DEADLINE


def told(actor, at=AT) -> list[tuple[str, bool]]:
    return [(task.act, task.mine) for task in tasks_of(actor, at=at)]


def test_tasks_follow_a_tender_from_its_sections_to_its_record():
    tender = tenders.created(sections=0)
    officer, reviewer = tenders.operator(tender), tenders.reviewer(tender)
    assert told(officer) == [("add_section", True)]
    actions.add_section(tender, typed=tenders.section_typed(), by=officer, at=AT)
    assert told(officer) == [("draft_notice", True)]
    notice = tenders.drafted(tender)
    assert (told(officer), told(reviewer)) == ([("submit_notice", True)], [("submit_notice", False)])
    notice = tenders.in_review(notice)
    assert (told(officer), told(reviewer)) == ([("wait_for_review", False)], [("review_notice", True)])
    notice = tenders.in_verification(notice.tender and actions.return_notice(notice, reason="请改", by=reviewer, at=AT))
    assert told(officer) == [("wait_for_centre", False)]
    section = tenders.section(actions.publish_notice(notice, by=people.verifier(), at=ON))
    assert told(officer) == [("wait_for_deadline", False)]
    section = tenders.closed(section)
    assert told(officer) == [("attend_opening", True)]
    actions.start_release(section, by=TIMETABLE, at=DEADLINE)
    actions.finish_opening(section, by=TIMETABLE, at=DEADLINE)
    assert told(officer) == [("wait_for_record", False)]
    actions.mark_recorded(section, by=people.actor(people.staff("centre_host")), at=DEADLINE)
    assert told(officer) == [("nothing", False)]


def test_tasks_name_a_returned_or_broken_notice_to_mend():
    notice = tenders.drafted(deadline_at=DEADLINE.replace(day=8))
    task = tasks_of(tenders.operator(notice.tender), at=AT)[0]
    assert (task.act, task.broken, task.due_at) == ("mend_notice", 1, tenders.ISSUE)


def test_tasks_offer_a_further_round_and_a_pending_amendment():
    section = tenders.failed()
    assert told(tenders.operator(section.tender)) == [("retender", True)]
    amendment = tenders.amendment_drafted()
    assert told(tenders.operator(amendment.tender)) == [("submit_notice", True), ("wait_for_deadline", False)]


def test_tasks_sort_own_before_others_before_done_and_by_hour():
    owner = projects.tenderer()
    project = projects.submitted(owner)
    tenders.published(tenders.drafted(tenders.created(project)))
    tenders.drafted(tenders.created(project))
    tenders.created(project)
    ended = tenders.published(tenders.drafted(tenders.created(project)))
    actions.terminate_tender(ended.tender, reason="取消项目", by=projects.reviewer(owner), at=ON)
    assert told(projects.operator(owner)) == [
        ("submit_notice", True),
        ("draft_notice", True),
        ("wait_for_deadline", False),
        ("nothing", False),
    ]


def test_tasks_are_the_own_organisations_alone():
    tenders.drafted()
    assert told(projects.operator(projects.tenderer())) == []
    assert told(ANYONE) == []


def test_verdicts_if_stores_nothing():
    notice = tenders.drafted()
    typed = tenders.notice_typed(notice.access, deadline_at=DEADLINE.replace(day=8))
    changed = type(typed)(**{**vars(typed), "section_changes": {"1": {"bid_security_fen": 50_000_000}}})
    broken = {verdict.rule for verdict in verdicts_if(notice, changed, at=AT) if verdict.outcome == "broken"}
    assert broken == {"min_bid_period_days", "bid_security_max_percent"}
    notice.refresh_from_db()
    assert {verdict.outcome for verdict in verdicts_on(notice, at=AT)} == {"met", "unverified"}
