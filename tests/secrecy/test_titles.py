"""A duty's title is read by more people than the thing it names: no finding, lot, book or visited person stands in one."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from qinglian.domain.education import actions as education
from qinglian.domain.education.models import Book
from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity import queries as integrity_queries
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.inspecting import known_from
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotFound
from qinglian.record.clock import CHINA, simulated_at
from qinglian.trust.weekly import Lot, lots_of
from tests.factories import culture, people, staff

pytestmark = pytest.mark.django_db
SECRET = "金丝雀两件退款"
AT = staff.AT
SUPERVISOR = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))


def titles() -> str:
    """This will return every duty's title, and what the duties page and the API tell somebody who sees all duties."""
    officer = people.sign_in(Client(), staff.party_officer(), at=AT)
    with simulated_at(AT):
        page = officer.get("/centre/duties/").content.decode()
    return page + str(list(Duty.objects.values_list("title_zh", "title_en", "about")))


def test_a_finding_stands_in_no_title() -> None:
    owner = staff.member("责任人", department="finance", work_post="cashier")
    officer, second = staff.discipline_officer(), staff.discipline_officer("纪检乙")
    told = integrity.Found("periodic", "inspection:7", "post:cashier", "finance", SECRET, "serious", "R43")
    found = integrity.note_finding(told, by=SUPERVISOR, at=AT)
    due_on = AT.date() + timedelta(days=10)
    row = integrity.order_rectification(found, advice="逐笔核对。", owner=owner, due_on=due_on, by=SUPERVISOR, at=AT)
    row = integrity.hand_in_rectification(row, evidence="已退。", by=staff.actor(owner), at=AT)
    integrity.return_rectification(row, words="还差一件。", due_on=due_on, by=staff.actor(officer), at=AT)
    assert Duty.objects.filter(kind__in=("rectification", "recheck")).count() == 4
    assert second.duties.exists()
    assert SECRET not in titles()


def test_a_book_and_a_visited_person_stand_in_no_title() -> None:
    leader, member = staff.deputy(), staff.member("金丝雀住户", standings=("key_post",))
    by = staff.actor(staff.party_officer("党务乙"))
    education.plan_home_visit(member, visitor=leader, due_on=AT.date() + timedelta(days=9), by=by, at=AT)
    book = culture.book(by)
    Book.objects.filter(pk=book.pk).update(title="金丝雀家书")
    book.refresh_from_db()
    education.lend_book(book, borrower=member, by=staff.actor(member), at=AT)
    assert Duty.objects.filter(kind__in=("home_visit", "return_book")).count() == 2
    told = str(list(Duty.objects.values_list("title_zh", "title_en")))
    assert ("金丝雀住户" in told, "金丝雀家书" in told) == (False, False)


@pytest.fixture
def lot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lot:
    """This will commit to a quarter's weeks and return the first one's lot."""
    monkeypatch.setattr(settings, "QINGLIAN_KEY_DIR", tmp_path)
    seed = actions.commit_inspections(at=datetime(2026, 8, 19, 9, 0, tzinfo=CHINA))
    return lots_of(seed_of(seed.period), scope=seed.scope)[0]


def test_a_called_lot_is_told_to_inspectors_alone_until_it_was_held(lot: Lot) -> None:
    officer, leader = staff.actor(staff.discipline_officer()), staff.actor(staff.party_secretary())
    at = known_from(lot)
    (inspection,) = actions.call_inspections(at=at)
    assert DEPARTMENT_BY_CODE[lot.section].name.zh not in str(list(Duty.objects.values_list("title_zh", flat=True)))
    assert [week.status for week in (queries.weeks_for(asker, at=at)[0] for asker in (officer, leader))] == [
        "called",
        "secret",
    ]
    assert [list(integrity_queries.inspections_for(asker)) for asker in (officer, leader)] == [[inspection], []]
    with pytest.raises(NotFound):
        integrity_queries.inspection_for(inspection.pk, asker=leader)
