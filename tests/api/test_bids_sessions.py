"""What persons do at openings through the API, signed in: the bidder's agent, the host, the tenderer's side."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinglian.domain.bids.models import AnnouncedBid, OpeningObjection, SealedBid
from qinglian.record.models import Fact
from tests.clock import TestClock
from tests.factories import bids, people

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=5)


def agent(where: bids.Room, number: int = 0) -> Client:
    """This will sign in a bidder's agent."""
    return signed_in(people.person(where.bidders[number][0], "bidder_agent"))


def host() -> Client:
    """This will sign in the opening's host."""
    return signed_in(people.staff("centre_host"))


def signed_in(who: Any) -> Client:
    """This will open a session with a second factor."""
    return people.sign_in(Client(headers={"accept-language": "en"}), who)


def post(client: Client, where: bids.Room, act: str, body: Any = None) -> Any:
    """This will post an act of the section's opening."""
    path = f"/api/bids/openings/{where.section.tender.code}/1/{act}"
    return client.post(path, json.dumps(body or {}), content_type="application/json")


@pytest.mark.meets("A-106")
def test_agent_signs_in_to_the_opening_and_sees_its_own_bids(clock: TestClock) -> None:
    where = bids.with_bids(2)
    clock.set(bids.DEADLINE - timedelta(minutes=5))
    client = agent(where)
    assert post(client, where, "sign-in").status_code == 204
    assert SealedBid.objects.filter(signed_in_at=clock.now).count() == 1
    mine = client.get("/api/bids/mine").json()
    assert [(bid["state"], bid["manifest"]) for bid in mine] == [("in_force", where.heads[where.bidders[0][0].pk].hash)]
    assert Client().get("/api/bids/mine").status_code == 401


def test_agent_confirms_its_row_and_objects_and_the_host_answers(clock: TestClock) -> None:
    where = bids.opened(3)
    clock.set(AT)
    client = agent(where, 1)
    assert post(client, where, "confirmation").status_code == 204
    assert AnnouncedBid.objects.get(number=2).confirmed_at == AT
    raised = post(client, where, "objections", {"text": "工期读错"})
    assert raised.status_code == 201, raised.content
    path = f"/api/bids/objections/{raised.json()['id']}/answer"
    answer = host().post(path, json.dumps({"answer": "已核对"}), content_type="application/json")
    assert (answer.status_code, answer.json()["answer"]) == (200, "已核对")
    assert OpeningObjection.objects.get().answered_at == AT


def test_answer_by_another_bidder_is_refused(clock: TestClock) -> None:
    where = bids.opened(3)
    clock.set(AT)
    raised = post(agent(where), where, "objections", {"text": "有异议"}).json()
    path = f"/api/bids/objections/{raised['id']}/answer"
    answer = agent(where, 1).post(path, json.dumps({"answer": "我来答"}), content_type="application/json")
    assert (answer.status_code, answer.json()["rule"]) == (403, "opening_hosted")
    missing = host().post(
        "/api/bids/objections/999999/answer", json.dumps({"answer": "x"}), content_type="application/json"
    )
    assert missing.status_code == 404


def test_host_extends_the_window_with_a_reason(clock: TestClock) -> None:
    where = bids.releasing(3)
    clock.set(AT)
    until = where.closing.decrypt_until_at + timedelta(minutes=30)
    body = {"until": until.isoformat(), "reason": "保管人网络中断"}
    assert post(host(), where, "window", body).status_code == 204
    assert where.closing.decrypt_until_at == until
    refused = post(agent(where), where, "window", body)
    assert (refused.status_code, refused.json()["article"]) == (403, "ZTB 35")


@pytest.mark.meets("A-112")
def test_host_types_in_an_identity_that_a_guardian_read_out(clock: TestClock) -> None:
    where = bids.releasing(3)
    clock.set(AT)
    document = json.dumps(bids.identity_of(where, where.holders["trade"][0]))
    answer = host().post("/api/bids/paper-releases", document, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert (answer.json()["group"], answer.json()["is_public"]) == ("trade", False)
    refused = agent(where).post("/api/bids/paper-releases", document, content_type="application/json")
    assert refused.status_code == 403


@pytest.mark.meets("A-114")
def test_host_draws_up_and_signs_the_record(clock: TestClock) -> None:
    where = bids.opened(3)
    clock.set(AT)
    client = host()
    made = post(client, where, "record")
    assert (made.status_code, made.json()["signed_by_host_at"]) == (201, None)
    signed = post(client, where, "record/signature")
    assert signed.status_code == 201, signed.content
    assert signed.json()["signed_by_host_at"] is not None
    assert where.refresh().state == "recorded"
    assert Fact.objects.filter(kind="opening-record-signed/v1").count() == 1
    again = post(client, where, "record/signature")
    assert (again.status_code, again.json()["rule"]) == (409, "opening_in_order")


def test_acts_before_the_closing_are_not_found(clock: TestClock) -> None:
    where = bids.with_bids(3)
    clock.set(bids.BEFORE)
    client = host()
    answers = [post(client, where, act, body).status_code for act, body in (("record", {}), ("record/signature", {}))]
    assert answers == [404, 404]


def test_unpublished_and_unknown_sections_look_alike() -> None:
    where = bids.room()
    code = where.section.tender.code
    for path in (
        f"/api/bids/openings/{code}/9",
        "/api/bids/openings/JC-0000-0000/1",
        f"/api/bids/openings/{code}/9/read-out",
    ):
        assert Client().get(path).status_code == 404, path
