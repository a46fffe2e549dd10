"""Rounds, pledges and lists of duties through the API: a whole round, a signature with step-up, and what strangers do not get."""

from typing import Any

import pytest
from django.test import Client

from qinglian.domain.integrity.models import DutyList
from qinglian.record.clock import simulated_at
from tests.clock import TestClock
from tests.factories import people, projects, rounds, staff
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
AT = rounds.AT


@pytest.fixture
def team(clock: TestClock) -> rounds.House:
    """This will staff the centre."""
    clock.set(AT)
    return rounds.house()


def post(who: Any, path: str, body: Any = None, *, status: int = 200) -> Any:
    """This will act and return the answer."""
    answer = signed_in(who).post(f"/api/integrity{path}", body or {}, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.mark.meets("Z58")
def test_a_round_from_its_opening_to_a_point_with_its_trace(team: rounds.House) -> None:
    period = {"title": "2026 年度查摆", "from_on": str(rounds.TODAY), "until_on": str(rounds.DUE)}
    assert post(team.host, "/rounds", period, status=403)["rule"] == "risk_round"
    number = post(team.discipline, "/rounds", period, status=201)["id"]
    typed = vars(rounds.typed())
    ids = [
        row["id"] for row in post(team.host, f"/rounds/{number}/proposals", {"proposals": [typed, typed]}, status=201)
    ]
    post(team.head, "/rounds/reviews", {"proposals": ids[:1]})
    post(team.head, f"/rounds/proposals/{ids[1]}/refusal", {"reason": "重复。"})
    post(team.discipline, "/rounds/examinations", {"examined": [{"proposal": ids[0], "point": "R22"}]})
    (row,) = post(team.secretary, "/rounds/adoptions", {"proposals": ids[:1]})
    assert (row["state"], row["point"]) == ("adopted", "R22")
    assert post(team.discipline, f"/rounds/{number}/close")["adopted"] == 1
    points = signed_in(team.host).get("/api/integrity/rounds/points?limit=56").json()
    trace = next(point for point in points["items"] if point["point"] == "R22")
    assert (points["total"], trace["round"], trace["work_post"], trace["adopted_on"], trace["owner"]) == (
        56, number, "host", str(rounds.TODAY), "科长甲",
    )  # fmt: skip
    assert signed_in(team.host).get("/api/integrity/rounds").json()["total"] == 1
    assert signed_in(team.host).get(f"/api/integrity/rounds/{number}/proposals?state=refused").json()["total"] == 1
    assert signed_in(team.host).get("/api/integrity/rounds/99/proposals").status_code == 404


@pytest.mark.meets("Z46")
def test_a_pledge_is_signed_with_a_step_up_and_covers(team: rounds.House) -> None:
    asked = {"year": rounds.TODAY.year, "due_on": str(rounds.DUE), "is_public": True}
    campaign = post(team.party, "/pledges/campaigns", asked, status=201)
    assert (campaign["signed"], campaign["staff"]) == (0, 6)
    own = signed_in(team.host).get("/api/integrity/pledges/own").json()
    assert all(topic in own["text"]["zh"] for topic in ("收送礼金", "违规宴请", "泄露工作信息"))
    late = people.sign_in(Client(), team.host, with_second_factor=False)
    people.step_up(late, at=people.AT.replace(year=2025))
    body = {"sha256": own["sha256"]}
    answer = late.post("/api/integrity/pledges/own", body, content_type="application/json")
    assert (answer.status_code, answer.json()["rule"]) in {(403, "step_up"), (403, "session.second_factor")}
    signed = post(team.host, "/pledges/own", body, status=201)
    assert signed["sha256"] == own["sha256"]
    rows = signed_in(team.party).get(f"/api/integrity/pledges/campaigns/{campaign['id']}/coverage").json()
    assert (rows["total"], sum(row["state"] == "signed" for row in rows["items"])) == (6, 1)
    assert signed_in(team.host).get(f"/api/integrity/pledges/campaigns/{campaign['id']}/coverage").json()["total"] == 1
    public = Client().get("/api/integrity/pledges/public").json()
    assert (public["total"], public["items"][0]["work_post"], team.host.name in str(public)) == (1, "host", False)
    assert signed_in(team.party).get(f"/api/integrity/pledges/signed/{signed['id']}").json()["text"] == own["text"]
    assert signed_in(staff.member("职工乙")).get(f"/api/integrity/pledges/signed/{signed['id']}").status_code == 404
    assert signed_in(team.party).get("/api/integrity/pledges/campaigns").json()["items"][0]["signed"] == 1


@pytest.mark.meets("Z17")
def test_lists_of_duties_from_draft_to_review(team: rounds.House) -> None:
    year = {"year": rounds.TODAY.year}
    assert post(team.party, "/duty-lists/drafts", year, status=201) == {"lists": 6}
    row = DutyList.objects.get(person=team.head, kind="business")
    path = f"/api/integrity/duty-lists/{row.pk}"
    changed = signed_in(team.party).put(path, {"items": ["公告逐条核验"]}, content_type="application/json").json()
    assert (changed["items"], signed_in(team.head).get(path).json()["items"]) == (["公告逐条核验"], ["公告逐条核验"])
    issue = year | {"due_on": str(rounds.DUE), "review_on": str(rounds.DUE)}
    assert post(team.party, "/duty-lists/issue", issue) == {"lists": 6}
    assert [one["state"] for one in post(team.head, "/duty-lists/signature", year)] == ["signed", "signed"]
    words = year | {"business": "全部完成。", "integrity": "按季自查。"}
    assert {one["review"] for one in post(team.head, "/duty-lists/review", words)} == {"全部完成。", "按季自查。"}
    holders = signed_in(team.party).get(f"/api/integrity/duty-lists?year={year['year']}").json()["items"]
    assert {one["name"]: one["has_signed"] for one in holders} == {"书记甲": False, "副主任甲": False, "科长甲": True}
    assert signed_in(team.host).get(f"/api/integrity/duty-lists?year={year['year']}").json()["total"] == 0


@pytest.mark.meets("D03")
def test_a_project_that_names_its_leader_passes_with_the_leaders_pledge(clock: TestClock) -> None:
    clock.set(AT)
    owner = projects.tenderer()
    officer = signed_in(people.person(owner, "buyer_operator"))
    leader = people.person(owner, "buyer_reviewer")
    (choice,) = [one for one in officer.get("/api/projects/own/leaders").json() if one["name"] == leader.name]
    typed = vars(projects.typed(leader=choice["id"]))
    code = officer.post("/api/projects", typed, content_type="application/json").json()["code"]
    refused = officer.post(f"/api/projects/{code}/submit", {}, content_type="application/json")
    assert (refused.status_code, refused.json()["rule"]) == (409, "leader_pledge")
    path = f"/api/projects/{code}/leader-pledge"
    assert officer.post(path, {}, content_type="application/json").json()["rule"] == "leader_pledge.own"
    assert signed_in(leader).post(path, {}, content_type="application/json").status_code == 201
    assert officer.post(f"/api/projects/{code}/submit", {}, content_type="application/json").status_code == 200
    (shown,) = Client().get(f"/api/integrity/pledges/leaders?words={code}").json()["items"]
    assert (shown["leader"], shown["project"], shown["text"].count("\n")) == (leader.name, code, 14)


def test_strangers_get_nothing() -> None:
    bidder = signed_in(people.person(people.bidder()[0], "bidder_agent"))
    with simulated_at(AT):
        for path in ("rounds", "rounds/points", "pledges/campaigns", "duty-lists?year=2026"):
            assert Client().get(f"/api/integrity/{path}").status_code == 401
            assert bidder.get(f"/api/integrity/{path}").status_code == 403
        assert bidder.get("/api/integrity/pledges/own").status_code == 404
        assert Client().get("/api/integrity/pledges/public").json()["total"] == 0
