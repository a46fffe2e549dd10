"""Study through the API: an activity from plan to file, coverage, boards; strangers get nothing."""

from typing import Any

import pytest
from django.test import Client

from qinglian.domain.education.sign_in_code import code_at
from qinglian.record.clock import simulated_at
from tests.factories import people, staff, study

pytestmark = pytest.mark.django_db
AT = study.AT


def post(client: Client, path: str, body: Any = None, *, put: bool = False) -> tuple[int, Any]:
    """This will send a document and return status and answer."""
    send = client.put if put else client.post
    answer = send(f"/api/study{path}", body or {}, content_type="application/json")
    return answer.status_code, answer.json()


def test_activity_and_coverage_through_the_api() -> None:
    officer, member = staff.party_officer(), staff.member("扫码甲")
    office, phone = people.sign_in(Client(), officer, at=AT), people.sign_in(Client(), member, at=AT)
    plan = {
        "kind": "all_staff",
        "topic": "学习八项规定",
        "held_at": AT.isoformat(),
        "place": "会议室",
        "audience": "all",
    }
    with simulated_at(AT):
        assert post(phone, "/activities", plan)[0] == 403
        status, made = post(office, "/activities", plan)
        here = f"/activities/{made['id']}"
        assert (status, made["state"], made["pillar"]) == (201, "planned", "learn")
        assert post(office, here, plan | {"topic": "学习八项规定精神"}, put=True)[1]["topic"] == "学习八项规定精神"
        assert post(phone, f"{here}/sign-in", {"code": "000000"})[0] == 409
        assert post(office, f"{here}/sign-in/open")[1]["attendance"] == {"done": 0, "due": 2, "percent": "0%"}
        assert post(phone, f"{here}/sign-in", {"code": code_at(made["id"], at=AT)})[1]["how"] == "qr"
        question = {"words": "能不能打听评委？", "options": ["不能", "能"], "right": 0}
        assert post(office, f"{here}/questions", {"questions": [question]}, put=True)[1] == {"count": 1}
        assert post(office, f"{here}/attendance", {"persons": [officer.pk]})[1] == {"count": 1}
        assert post(office, f"{here}/sign-in/end")[1]["state"] == "held"
        assert post(office, f"{here}/close", {"minutes": study.MINUTES})[1]["attendance"]["percent"] == "100%"
        assert post(phone, f"{here}/self-test", {"choices": [0], "usefulness": 5})[1] == {"right": 1, "of": 1}
        result = office.get(f"/api/study{here}/self-test").json()
        assert (result["n"], result["right"], result["questions"]) == (1, None, [])
        told = phone.get("/api/study/coverage?year=2026").json()
        assert (told["sessions"], told["attendance"]["percent"], told["not_visited"]) == (
            1,
            "100%",
            ["党务甲", "扫码甲"],
        )
        assert phone.get("/api/study/activities?kind=all_staff").json()["total"] == 1
        assert phone.get("/api/study/activities?kind=reading").json()["total"] == 0


def test_strangers_get_nothing() -> None:
    bidder = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"), at=AT)
    with simulated_at(AT):
        for path in ("activities", "coverage", "directives", "lectures", "films", "venues"):
            assert Client().get(f"/api/study/{path}").status_code == 401
            assert bidder.get(f"/api/study/{path}").status_code == 403
        assert bidder.get("/api/study/activities/1").status_code == 404
