"""The roll and duties through the API."""

import pytest
from django.test import Client

from qinglian.domain.people.actions import open_duty
from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT = staff.AT


def test_roll_is_kept_through_the_api() -> None:
    officer = people.sign_in(Client(), staff.party_officer(), at=AT)
    person = people.person(people.centre(), "staff")
    entry = {"person": person.pk, "department": "office", "work_post": "archivist", "standings": ["key_post"]}
    with simulated_at(AT):
        made = officer.post("/api/people/roll", entry, content_type="application/json")
        assert (made.status_code, made.json()["standings"]) == (201, ["key_post"])
        wrong = officer.post("/api/people/roll", entry | {"work_post": "king"}, content_type="application/json")
        assert (wrong.status_code, wrong.json()["rule"]) == (422, "roll_kept")
        assert officer.get("/api/people/roll?department=office").json()["total"] == 1
        path = f"/api/people/roll/{made.json()['id']}/leave"
        assert officer.post(path, {"reason": "调离本单位"}, content_type="application/json").json()["until_at"]
        assert officer.post(path, {"reason": "调离本单位"}, content_type="application/json").status_code == 409
        assert officer.get("/api/people/roll?department=office").json()["total"] == 0


def test_duties_through_the_api_are_ones_own() -> None:
    member, other = staff.member("甲"), staff.member("乙")
    for person in (member, other):
        title = Text("签承诺", "Sign")
        open_duty(
            "pledge", owed_by=person, about="pledge:2026", title=title, due_on=AT.date(), by=people.admin(), at=AT
        )
    with simulated_at(AT):
        client = people.sign_in(Client(), member, at=AT)
        told = client.get("/api/people/duties").json()
        english = client.get("/api/people/duties", headers={"accept-language": "en"}).json()
    assert [(row["kind"], row["owed_by"]) for row in told["items"]] == [("pledge", member.pk)]
    assert [page["items"][0]["title"] for page in (told, english)] == ["签承诺", "Sign"]


def test_roll_is_not_for_strangers() -> None:
    stranger = people.sign_in(Client(), people.person(people.organisation(), "bidder_agent"), at=AT)
    with simulated_at(AT):
        assert stranger.get("/api/people/roll").status_code == 403
        body = {"person": "per-x", "department": "office", "work_post": "clerk"}
        assert stranger.post("/api/people/roll", body, content_type="application/json").status_code == 404
