"""The tenderer's next step from the opening record to the award, and how many questions it takes to know it."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.contracts.queries import all_tasks_of
from qinglian.domain.evaluation.actions import name_representative, open_session
from qinglian.domain.experts.models import Draw
from qinglian.domain.objections.actions import answer_objection
from qinglian.domain.tenders.queries import tasks_of
from qinglian.law.actor import Actor
from tests.factories import bids, contracts, evaluation, tenders
from tests.factories.contracts import AFTER, PUBLISHED
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db


def told(actor: Actor, at: datetime = AT) -> list[tuple[str, bool]]:
    """This will list the acts that are due, and whether the asker can do them."""
    return [(task.act, task.mine) for task in all_tasks_of(actor, at=at)]


def test_tasks_go_on_from_the_record_to_the_experts_and_representatives() -> None:
    room = evaluation.recorded()
    officer, stranger = tenders.operator(room.section.tender), tenders.operator(tenders.created())
    assert told(officer) == [("request_experts", True)]
    assert told(stranger) == [("draft_notice", True)]
    evaluation.complete_draw(room, experts=4, representatives=1)
    assert told(officer) == [("wait_for_session", False)]
    Draw.objects.update(state="drawn")
    assert told(officer) == [("wait_for_experts", False)]
    Draw.objects.update(state="complete")
    session = open_session(room.section, by=bids.host(), at=AT)
    assert told(officer) == [("name_representatives", True)]
    name_representative(session, 5, name="吴敏", by=officer, at=AT)
    assert told(officer) == [("wait_for_report", False)]


def test_tasks_go_on_from_the_report_to_the_award() -> None:
    table = contracts.evaluated()
    tender = table.room.refresh().tender
    officer, reviewer = tenders.operator(tender), tenders.reviewer(tender)
    assert (told(officer), told(reviewer)) == ([("announce_candidates", True)], [("announce_candidates", False)])
    (task,) = all_tasks_of(officer, at=AT)
    assert (task.due_at, task.article) == (datetime.fromisoformat("2026-12-15T00:00:00+08:00"), "REG 54")
    contracts.publicised(table)
    assert told(reviewer, PUBLISHED) == [("wait_for_publicity", False)]
    objection = contracts.objected(table)
    assert told(officer, PUBLISHED) == [("answer_objection", True)]
    answer_objection(objection, answer="不成立。", upheld=False, by=officer, at=PUBLISHED)
    assert (told(officer, AFTER), told(reviewer, AFTER)) == ([("make_award", False)], [("make_award", True)])
    contracts.awarded(table)
    assert told(officer, AFTER) == [("nothing", False)]


def test_tasks_after_the_opening_cost_a_fixed_number_of_questions() -> None:
    table = contracts.evaluated()
    officer = tenders.operator(table.room.section.tender)
    extra = _questions(all_tasks_of, officer) - _questions(tasks_of, officer)
    assert extra == 6
    other = evaluation.recorded().section.tender
    type(other).objects.filter(pk=other.pk).update(tenderer=table.room.section.tender.tenderer)
    assert told(officer) == [("announce_candidates", True), ("request_experts", True)]
    assert _questions(all_tasks_of, officer) - _questions(tasks_of, officer) == extra


def _questions(ask: Any, actor: Actor) -> int:
    with CaptureQueriesContext(connection) as found:
        ask(actor, at=AT)
    return len(found)
