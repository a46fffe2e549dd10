"""A committee's question reaches the asked bidder's desk and page; the answer is signed there; nobody else reads either."""

import json
import re

import pytest
from django.test import Client

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import Clarification
from qinglian.record.clock import simulated_at
from qinglian.trust.documents import sign_document
from tests.factories import evaluation, people
from tests.factories.evaluation import AT, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    """This will have the chair ask bidder 1."""
    table = evaluation.reviewing()
    actions.ask_clarification(table.member(1), number=1, question="雨季工期如何安排？", minutes=60, at=AT)
    return table


def client_of(table: Table, number: int) -> Client:
    """This will sign an agent of a bidder in."""
    return people.sign_in(Client(), people.person(table.room.bidders[number - 1][0], "bidder_agent"))


@pytest.mark.meets("A-142")
def test_question_is_on_the_asked_bidders_desk_and_page_alone(table: Table) -> None:
    page = f"/bidder/tenders/{table.room.section.tender.code}/1/clarifications/"
    with simulated_at(AT):
        asked, other = client_of(table, 1), client_of(table, 2)
        assert "答复评标委员会的提问" in asked.get("/bidder/").content.decode()
        assert "雨季工期如何安排" in asked.get(page).content.decode()
        assert "答复评标委员会的提问" not in other.get("/bidder/").content.decode()
        assert "雨季工期如何安排" not in other.get(page).content.decode()


def test_answer_is_signed_as_the_page_shows_it_and_taken_once(table: Table) -> None:
    page = f"/bidder/tenders/{table.room.section.tender.code}/1/clarifications/"
    organisation, master = table.room.bidders[0]
    with simulated_at(AT):
        client = client_of(table, 1)
        typed = client.post(page, {"text": "已含雨季，共 180 日。"}).content.decode()
        found = re.search(r'<script id="q-release-data" type="application/json">(.*?)</script>', typed)
        assert found is not None
        data = json.loads(found[1])
        assert Clarification.objects.get().answered_at is None
        answer = Client().post(
            data["sign_url"], sign_document(master, data["document"]), content_type="application/json"
        )
        assert answer.status_code == 201
        shown = client.get(page).content.decode()
    assert (Clarification.objects.get().answer, organisation.pk) == (
        "已含雨季，共 180 日。",
        data["document"]["bidder"],
    )
    assert "已含雨季" in shown
    assert "下一步，签名" not in shown


def test_empty_answer_is_refused_at_its_field(table: Table) -> None:
    page = f"/bidder/tenders/{table.room.section.tender.code}/1/clarifications/"
    with simulated_at(AT):
        assert client_of(table, 1).post(page, {"text": " "}).status_code == 422
