"""Talks, families and outreach through the API: acts and lists, each for whom it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qinglian.domain.people.models import Person
from qinglian.record.clock import simulated_at
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT = staff.AT
DUE = f"{AT.year}-12-20"


class Desk:
    """A member of staff who works through the API."""

    def __init__(self, person: Person | None) -> None:
        self.client = people.sign_in(Client(), person, at=AT) if person else Client()

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        """This will post a document and return status and answer."""
        answer = self.client.post(f"/api{path}", body or {}, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    def get(self, path: str) -> Any:
        """This will ask and return the answer."""
        return self.client.get(f"/api{path}").json()


def test_talks_through_the_api() -> None:
    party, secretary, head = staff.party_officer(), staff.party_secretary(), staff.head()
    office, boss, listener = Desk(party), Desk(secretary), Desk(head)
    with simulated_at(AT):
        assert office.post("/education/talk-rounds", {"year": AT.year, "due_on": DUE})[0] == 201
        assert boss.post("/education/talk-rounds", {"year": AT.year, "due_on": DUE})[0] == 403
        (talk,) = boss.get("/education/talks")["items"]
        told = {"held_at": AT.isoformat(), "place": "谈话室", "requirements": "守纪", "reply": "照办"}
        path = f"/education/talks/{talk['id']}"
        assert listener.post(f"{path}/record", told)[0] == 403
        assert boss.post(f"{path}/record", told | {"held_at": "2026-11-02T08:00:00"})[0] == 422
        assert boss.post(f"{path}/record", told)[1]["state"] == "held"
        assert boss.post(f"{path}/record", told)[0] == 409
        assert listener.get(f"{path}/words") == {"requirements": "守纪", "reply": "照办"}
        matrix = office.get("/education/talk-matrix")
        assert (matrix["is_complete"], matrix["everybody"]["missing"]) == (True, [party.pk])
        assert listener.client.get("/api/education/talk-matrix").status_code == 403
        assert boss.post("/education/talks", {"listener": head.pk, "due_on": DUE})[0] == 201
        assert boss.post("/education/talks", {"listener": party.pk, "due_on": DUE})[0] == 422
        new = staff.member("新任甲", cause="promoted", at=AT)
        entry = staff.entry(new).pk
        assert boss.post(f"/education/appointments/{entry}/talk", told)[0] == 201
        assert listener.post(f"/education/appointments/{entry}/talk", told)[0] == 404


def test_home_visits_through_the_api() -> None:
    party, deputy, head = staff.party_officer(), staff.deputy(), staff.head()
    office, visitor, visited = Desk(party), Desk(deputy), Desk(head)
    with simulated_at(AT):
        plan = {"member": head.pk, "visitor": deputy.pk, "due_on": DUE}
        assert visited.post("/education/home-visits", plan)[0] == 403
        one = office.post("/education/home-visits", plan)[1]["id"]
        told = {"made_on": AT.date().isoformat(), "met": "配偶", "found": "和睦"}
        assert visited.post(f"/education/home-visits/{one}/record", told)[0] == 404
        assert visitor.post(f"/education/home-visits/{one}/record", told)[1]["state"] == "made"
        assert office.get(f"/education/home-visits/{one}/details")["found"] == "和睦"
        assert visited.client.get(f"/api/education/home-visits/{one}/details").status_code == 404
        assert visited.get("/education/home-visits")["total"] == 1
        other = office.post("/education/home-visits", plan)[1]["id"]
        assert office.post(f"/education/home-visits/{other}/call-off", {"reason": "出差"})[1]["state"] == "called_off"


def test_families_through_the_api() -> None:
    party, head, host = staff.party_officer(), staff.head(), staff.member()
    office, family, other = Desk(party), Desk(head), Desk(host)
    with simulated_at(AT):
        letter = {"kind": "letter", "title": "一封信", "words": "见字如面。", "held_on": AT.date().isoformat()}
        assert family.post("/education/families/events", letter)[0] == 403
        event = office.post("/education/families/events", letter)[1]["id"]
        part = family.post(f"/education/families/events/{event}/parts", {"told": "已读"})[1]["id"]
        assert family.get("/education/families/reached") == {"done": 1, "due": 1, "percent": 100}
        assert family.get("/education/families/events")["items"][0]["taking_part"] == 1
        assert other.post(f"/education/families/parts/{part}/withdraw")[0] == 404
        assert family.post(f"/education/families/parts/{part}/withdraw")[1]["withdrawn"] is True
        assert family.post("/education/families/pledges", {"told": "常提醒"})[0] == 201
        contest = office.post("/education/families/contests", {"title": "评比"})[1]["id"]
        path = f"/education/families/contests/{contest}"
        first, _ = (
            other.post(f"{path}/nominees", {"member": who.pk, "story": "事迹"})[1]["count"] for who in (head, host)
        )
        assert other.post(f"{path}/open-voting")[0] == 403
        assert office.post(f"{path}/open-voting")[1]["state"] == "voting"
        assert other.post(f"/education/families/nominations/{first}/votes")[0] == 204
        assert other.post(f"/education/families/nominations/{first}/votes")[0] == 409
        assert office.post(f"{path}/close-voting")[1]["votes_cast"] == 1
        assert office.post(f"{path}/award", {"awarded": [first], "review": "优良"})[1]["state"] == "awarded"
        assert family.post(f"/education/families/nominations/{first}/consent", {"agreed": True})[0] == 204
        assert other.get(f"{path}/nominees")["items"][0]["story"] == "事迹"
        assert other.get("/education/families/contests")["total"] == 1


def test_family_videos_through_the_api() -> None:
    office, head = Desk(staff.party_officer()), staff.head()
    family = Desk(head)
    with simulated_at(AT):
        assert office.post("/education/families/videos/ask", {"due_on": DUE})[1] == {"count": 1}
        film = SimpleUploadedFile("film.webm", b"\x1a\x45\xdf\xa3" + b"0" * 64)
        made = family.client.post("/api/education/families/videos", {"title": "家书", "file": film})
        assert made.status_code == 201
        (row,) = family.get("/education/families/videos")["items"]
        assert (row["member"], row["video"], row["plays"]) == (head.pk, made.json()["video"], 0)
        assert family.post(f"/education/families/videos/{row['video']}/withdraw")[0] == 204
        assert family.get("/education/families/videos")["items"][0]["video"] is None


def test_outreach_through_the_api() -> None:
    head, other = staff.head("办公室主任", department="office"), staff.head("科长乙")
    office, anybody = Desk(head), Desk(None)
    begins = AT + timedelta(hours=2)
    guest = {"category": "citizen", "name": "市民甲", "phone": "1"}
    with simulated_at(AT):
        day = {"theme": "请您监督", "starts_at": begins.isoformat(), "place": "大厅", "agenda": "参观"}
        assert anybody.post("/outreach/open-days", day)[0] == 401
        number = office.post("/outreach/open-days", day)[1]["id"]
        path = f"/outreach/open-days/{number}"
        assert anybody.post(f"{path}/sign-up", guest)[0] == 404
        assert office.post(f"{path}/announce")[1]["state"] == "announced"
        signed = anybody.post(f"{path}/sign-up", guest)[1]
        assert office.post(f"{path}/guests", guest | {"name": "记者甲", "category": "media"})[0] == 201
        assert office.get(f"{path}/guests")["total"] == 2
    with simulated_at(begins):
        assert office.post(f"/outreach/guests/{signed['id']}/came")[0] == 200
        body = {"words": "多开几次", "day": number, "guest_code": signed["code"]}
        receipt = anybody.post("/outreach/suggestions", body)[1]
        rated = anybody.post("/outreach/ratings", {"overall": 5, "day": number, "guest_code": signed["code"]})
        assert (rated[0], rated[1]["n"], rated[1]["rate"]) == (201, 1, 10_000)
        assert anybody.post("/outreach/receipts", {"code": receipt["code"]})[1]["state"] == "received"
        assert office.get("/outreach/suggestions?state=received")["total"] == 1
        assert anybody.client.get("/api/outreach/suggestions").status_code == 401
        passed = f"/outreach/suggestions/{receipt['id']}/pass-on"
        assert office.post(passed, {"to": other.pk})[0] == 200
        answer = {"answer": "每季度一次。"}
        assert office.post(f"/outreach/suggestions/{receipt['id']}/answer", answer)[0] == 403
        assert Desk(other).post(f"/outreach/suggestions/{receipt['id']}/answer", answer)[1]["state"] == "answered"
        assert anybody.get("/outreach/answers")["items"][0]["answer"] == "每季度一次。"
        closed = office.post(f"{path}/close", {"words": "到场 1 人。"})[1]
        assert (closed["state"], closed["came"], closed["answered"]) == ("held", 1, 1)
        assert anybody.get("/outreach/open-days")["total"] == 1
        later = office.post("/outreach/open-days", day | {"starts_at": (begins + timedelta(1)).isoformat()})[1]["id"]
        called = office.post(f"/outreach/open-days/{later}/call-off", {"words": "场地维修"})
        assert called[1]["state"] == "called_off"
