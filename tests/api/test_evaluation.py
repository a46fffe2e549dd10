"""An evaluation through the API: seats by credential, guardians and bidders by signed documents, the host by session."""

import pytest
from django.test import Client

from qinglian.domain.evaluation import actions, queries
from qinglian.record.clock import simulated_at
from qinglian.trust.session import sign_seat
from tests.factories import bids, evaluation, people
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db


def seat_client(table: evaluation.Table, number: int) -> Client:
    """This will return a client that holds a seat's credential."""
    return Client(headers={"x-seat": table.credentials[number]})


@pytest.mark.meets("A-146")
def test_seat_is_opened_by_its_credential_alone() -> None:
    table = evaluation.opened()
    assert Client().get("/api/evaluation/seat").status_code == 401
    assert Client(headers={"x-seat": "guessed"}).get("/api/evaluation/seat").status_code == 401
    shown = seat_client(table, 2).get("/api/evaluation/seat").json()
    assert (shown["seat"], shown["state"], shown["stage"], shown["bids"]) == (2, "expected", "open", [])


def test_take_seat_vote_and_score_through_the_api() -> None:
    table = evaluation.unsealed()
    with simulated_at(AT):
        for number in table.credentials:
            key = table.keys.setdefault(number, evaluation.Ed25519PrivateKey.generate())
            signed = sign_seat(key, opening=table.opening, session=table.session.code, seat=number)
            answer = seat_client(table, number).post("/api/evaluation/seat", signed, content_type="application/json")
            assert answer.status_code == 201
            actions.check_identity(table.session, number, by=bids.host(), at=AT)
        for number in table.credentials:
            seat_client(table, number).post("/api/evaluation/seat/votes", {"seat": 1}, content_type="application/json")
        early = seat_client(table, 2).post("/api/evaluation/seat/review", {}, content_type="application/json")
        assert (early.status_code, early.json()["rule"]) == (403, "session.start_review")
        begun = seat_client(table, 1).post("/api/evaluation/seat/review", {}, content_type="application/json")
        assert begun.json()["stage"] == "review"
        table.refresh()
        client = seat_client(table, 3)
        rows = evaluation.review_rows(table)
        draft = client.put("/api/evaluation/seat/sheets/review", {"rows": rows}, content_type="application/json")
        assert (draft.status_code, draft.json()["missing"]) == (200, [])
        signed = evaluation.signed_sheet(table, 3, "review", rows)
        locked = client.post("/api/evaluation/seat/sheets", signed, content_type="application/json").json()
        assert (locked["is_locked"], locked["locked"], locked["members"]) == (True, 1, 5)
        other = seat_client(table, 4).get("/api/evaluation/seat").json()
        assert (other["rows"], other["is_locked"], other["locked"]) == ({}, False, 1)
        bid = other["bids"][0]
        file = bid["files"][0]
        path = f"/api/evaluation/seat/files/{bid['key']}/{file['compartment']}/{file['sha256']}"
        assert seat_client(table, 4).get(path).content == f"business of {bid['name']}".encode()


def test_a_member_recuses_itself_at_its_seat_and_the_credential_opens_nothing_more() -> None:
    table = evaluation.reviewing()
    client = seat_client(table, 3)
    with simulated_at(AT):
        empty = client.post("/api/evaluation/seat/recusal", {"reason": ""}, content_type="application/json")
        assert empty.status_code == 422
        gone = client.post("/api/evaluation/seat/recusal", {"reason": "亲属投标"}, content_type="application/json")
        assert gone.status_code == 204
        assert client.get("/api/evaluation/seat").status_code == 401
    host = people.sign_in(Client(), people.staff("centre_host"))
    where = f"/api/evaluation/sections/{table.room.section.tender.code}/1"
    shown = host.get(where).json()
    assert (shown["replaced"], [row["seat"] for row in shown["seats"]]) == (1, [1, 2, 4, 5])


def test_room_shows_numbers_to_everybody_and_seats_to_the_host() -> None:
    table = evaluation.reviewing()
    address = f"/api/evaluation/sections/{table.room.section.tender.code}/1"
    public = Client().get(address).json()
    assert (public["members"], public["locked"], public["seats"]) == (5, 0, [])
    host = people.person(people.centre(), "centre_host")
    shown = people.sign_in(Client(), host).get(address).json()
    assert [row["seat"] for row in shown["seats"]] == [1, 2, 3, 4, 5]
    assert Client().post(address, {}, content_type="application/json").status_code == 401


def test_guardian_releases_to_the_session_through_the_api() -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    address = f"/api/evaluation/sections/{table.room.section.tender.code}/1/bundle?guardian={holder.id}&heads=true"
    bundle = Client().get(address).json()
    assert bundle["session"]["fact"]["body"]["recipient"] == table.session.recipient
    assert len(bundle["bids"]) == 3
    signed = evaluation.release_of(table, holder, "technical")
    with simulated_at(AT):
        answer = Client().post("/api/evaluation/releases", signed, content_type="application/json")
    assert (answer.status_code, answer.json()["group"]) == (201, "trade")


def test_bidder_answers_a_clarification_through_the_api() -> None:
    table = evaluation.reviewing()
    asked = actions.ask_clarification(table.member(1), number=1, question="工期？", minutes=30, at=AT)
    signed = evaluation.answer_of(table, asked, table.room.bidders[0], "含雨季。")
    with simulated_at(AT):
        answer = Client().post("/api/evaluation/clarifications", signed, content_type="application/json")
    assert (answer.status_code, answer.json()["answer"]) == (201, "含雨季。")
    assert queries.seat_view(table.member(2)).clarifications[0].answer == "含雨季。"
