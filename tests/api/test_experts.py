"""Draws through the API: everybody sees how far one is, the called answer, and who asks for names is refused and noted."""

from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.people.models import Person
from qinglian.record.models import Fact
from tests.clock import TestClock
from tests.factories import bids, experts, people, tenders

pytestmark = pytest.mark.django_db
AT = experts.AT


@pytest.fixture(autouse=True)
def at_the_hour(clock: TestClock) -> None:
    """These tests stand an hour after the deadline."""
    clock.set(AT)


def address(hall: experts.Hall, rest: str = "") -> str:
    """This will return the draw's address."""
    return f"/api/experts/draws/{hall.room.section.tender.code}/1{rest}"


def credential_in(message) -> dict:
    """This will return the header with the credential of a message."""
    return {"X-Call": message.link.rstrip("/").rsplit("/", 1)[1]}


def test_everybody_follows_a_draw_without_a_name() -> None:
    hall = experts.complete()
    answer = Client().get(address(hall))
    assert answer.status_code == 200
    (row,) = answer.json()
    assert (row["state"], row["seed"], row["size"]) == ("complete", hall.draw.seed, 5)
    names = [one["name"] for one in experts.queries.register_rows(hall.draw, asker=people.actor(people.supervisor()))]
    assert [name for name in names if name in answer.content.decode()] == []


@pytest.mark.meets("Z32")
def test_names_are_refused_before_the_award_and_the_asking_is_noted() -> None:
    hall = experts.complete()
    client = people.sign_in(Client(), people.supervisor())
    answer = client.post(address(hall, "/names"))
    assert (answer.status_code, answer.json()["rule"]) == (403, "committee_secret")
    assert Fact.objects.get(kind="names-sought/v1").fact["body"]["draw"] == 1


def test_the_tenderer_requests_experts_for_an_hour_with_its_zone() -> None:
    where = bids.releasing(3)
    experts.pool()
    client = people.sign_in(Client(), Person.objects.get(id=tenders.operator(where.section.tender).id), at=AT)
    typed = vars(experts.request()) | {"evaluation_at": "2026-12-11T14:30:00+08:00"}
    path = f"/api/experts/draws/{where.section.tender.code}/1"
    answer = client.post(path, typed, content_type="application/json")
    assert (answer.status_code, answer.json()["evaluation_at"]) == (201, "2026-12-11T14:30:00+08:00")
    naive = client.post(path, typed | {"evaluation_at": "2026-12-11T14:30:00"}, content_type="application/json")
    assert naive.status_code == 422


def test_a_guardian_approves_by_signature_alone() -> None:
    hall = experts.rostered()
    answer = Client().post(address(hall, "/approval"), experts.approval(hall), content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (201, "approved")


@pytest.mark.meets("A-131")
def test_a_called_expert_answers_by_credential(clock: TestClock) -> None:
    hall = experts.drawn()
    texts = [message for message in experts.messages() if message.kind == "sms"]
    client = Client()
    shown = client.get("/api/experts/call", headers=credential_in(texts[0])).json()
    assert (shown["state"], shown["place"]) == ("waiting", hall.draw.place)
    assert hall.room.section.tender.code not in str(shown)
    answers = [
        client.post(
            "/api/experts/call", {"answer": word}, content_type="application/json", headers=credential_in(texts[at])
        ).json()["state"]
        for at, word in enumerate(("accept", "decline"))
    ]
    assert answers == ["accepted", "declined"]
    gone = client.post(
        "/api/experts/call", {"answer": "recuse"}, content_type="application/json", headers=credential_in(texts[0])
    )
    assert (gone.status_code, gone.json()["state"]) == (200, "recused")
    never = client.post(
        "/api/experts/call", {"answer": "recuse"}, content_type="application/json", headers=credential_in(texts[2])
    )
    assert (never.status_code, never.json()["rule"]) == (409, "call.recuse_expert")
    clock.set(AT + timedelta(minutes=31))
    late = client.post(
        "/api/experts/call", {"answer": "accept"}, content_type="application/json", headers=credential_in(texts[2])
    )
    assert late.status_code == 409
    assert client.get("/api/experts/call", headers={"X-Call": "x" * 32}).status_code == 404
