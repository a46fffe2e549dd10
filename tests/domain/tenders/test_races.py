"""Two at once on a real database: one act happens, the other is refused, nothing is left half done."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import GuardianCard, Notice, Tender
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import Refusal
from qinglian.record.models import Fact
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db(transaction=True)
AT, ON = tenders.AT, tenders.PUBLISHED


def at_once(act: Callable[[], object], times: int = 2) -> list[str]:
    """Run the act in as many threads at the same moment; the outcomes, sorted: "done" or the refusal's rule."""
    barrier, outcomes = threading.Barrier(times), []

    def run() -> None:
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.rule)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_publish_notice_by_two_verifiers_at_once_happens_once():
    notice, by = tenders.in_verification(), people.verifier()
    assert at_once(lambda: actions.publish_notice(notice, by=by, at=ON)) == ["done", "notice.publish_notice"]
    assert Fact.objects.filter(kind="notice-published/v1").count() == 1


def test_publish_and_refuse_at_once_leave_one_outcome():
    notice, by = tenders.in_verification(), people.verifier()
    acts = [
        lambda: actions.publish_notice(notice, by=by, at=ON),
        lambda: actions.refuse_notice(notice, reason="附件缺清单", by=by, at=ON),
    ]

    def next_act() -> None:
        acts.pop()()

    outcomes = at_once(next_act)
    assert outcomes.count("done") == 1
    published = Fact.objects.filter(kind="notice-published/v1").count()
    assert (Notice.objects.get().state == "published") == (published == 1)


def test_submit_notice_twice_at_once_happens_once():
    notice = tenders.drafted()
    by = tenders.operator(notice.tender)
    assert at_once(lambda: actions.submit_notice(notice, by=by, at=AT)) == ["done", "notice.submit_notice"]
    assert Fact.objects.filter(kind="notice-submitted/v1").count() == 1


def test_draft_notice_twice_at_once_makes_one():
    tender = tenders.created()
    by = tenders.operator(tender)
    assert at_once(lambda: actions.draft_notice(tender, by=by, at=AT)) == ["done", "draft_only"]


def test_create_tender_at_once_gives_two_codes():
    project = projects.submitted()
    by = projects.operator(project.owner)
    assert (
        at_once(lambda: actions.create_tender(project, typed=tenders.tender_typed(), by=by, at=AT), 3) == ["done"] * 3
    )
    assert sorted(Tender.objects.values_list("code", flat=True)) == [f"JC-2026-000{number}" for number in (1, 2, 3)]


def test_close_section_by_two_timetables_at_once_happens_once():
    section = tenders.section()
    at = section.notice.deadline_at
    outcomes = at_once(lambda: actions.close_section(section, root="ab" * 32, by=TIMETABLE, at=at))
    assert outcomes == ["done", "section.close_section"]
    assert Fact.objects.filter(kind="section-closed/v1").count() == 1


def test_retender_twice_at_once_makes_one_round():
    section = tenders.failed()
    by, at = tenders.operator(section.tender), section.notice.deadline_at
    assert at_once(lambda: actions.retender(section, by=by, at=at)) == ["done", "section.retender"]
    section.refresh_from_db()
    assert section.round == 2


def test_hand_in_card_twice_at_once_keeps_one():
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    by = tenders.operator(tender)
    actions.draft_notice(tender, typed=tenders.notice_typed(tenders.access_with(holders)), by=by, at=AT)
    signed = tenders.card(tender.sections.get(), holders["trade"][0], group="trade")
    assert at_once(lambda: actions.hand_in_card(signed, at=AT)) == ["done", "guardian_card_valid"]
    assert GuardianCard.objects.count() == 1


def test_lift_hold_twice_at_once_happens_once():
    tender = tenders.published().tender
    hold = actions.place_hold(tender, cause="objection", article="REG 22", reason="异议未答", by=TIMETABLE, at=ON)
    assert at_once(lambda: actions.lift_hold(hold, by=TIMETABLE, at=ON)) == ["done", "tender_on_hold"]
