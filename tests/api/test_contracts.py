"""From the candidates to the award through the API."""

import pytest
from django.test import Client

from qinglian.record.clock import simulated_at
from tests.factories import contracts, people
from tests.factories.contracts import ADDRESS, AFTER, PUBLISHED

pytestmark = pytest.mark.django_db


def test_candidates_objection_answer_and_award_through_the_api() -> None:
    table = contracts.evaluated()
    section = table.room.refresh()
    tender = section.tender
    base = f"/api/contracts/sections/{tender.code}/1"
    officer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_operator"))
    reviewer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_reviewer"))
    loser = contracts.bidder_of(table, 3)
    with simulated_at(PUBLISHED):
        assert Client().get(base).status_code == 404
        typed = {"days": 3, "objection_address": ADDRESS}
        assert reviewer.post(base + "/candidates", typed, content_type="application/json").status_code == 403
        shown = officer.post(base + "/candidates", typed, content_type="application/json")
        assert shown.status_code == 201
        signed = contracts.objection(table, loser)
        raised = Client().post("/api/contracts/objections", signed, content_type="application/json")
        assert (raised.status_code, raised.json()["state"]) == (201, "waiting")
        assert Client().get(base + "/objections").json() == []
        answered = officer.post(
            base + "/objections/1/answer", {"answer": "不成立。", "upheld": False}, content_type="application/json"
        )
        assert (answered.status_code, answered.json()["state"]) == (200, "answered")
        assert [row["answer"] for row in Client().get(base + "/objections").json()] == ["不成立。"]
    first = shown.json()["candidates"][0]
    with simulated_at(AFTER):
        award = reviewer.post(base + "/award", {"number": first["number"]}, content_type="application/json")
        assert (award.status_code, award.json()["rank"]) == (201, 1)
        public = Client().get(base).json()
        assert (public["award"]["bidder"], public["is_public_now"]) == (first["bidder"], False)
        owner = next(contracts.bidder_of(table, number)[0] for number in (1, 2, 3) if number != first["number"])
        agent = people.sign_in(Client(), people.person(owner, "bidder_agent"))
        assert agent.get(base + "/reasons").json()["document"]["winner"] == first["number"]
        assert officer.get(base + "/reasons").status_code == 404


def test_withdraw_candidate_objection_through_the_api() -> None:
    table = contracts.publicised()
    contracts.objected(table)
    with simulated_at(PUBLISHED):
        signed = contracts.withdrawal(table, contracts.bidder_of(table, 3), 1)
        done = Client().post("/api/contracts/objections/withdrawals", signed, content_type="application/json")
        assert (done.status_code, done.json()["state"]) == (200, "withdrawn")
