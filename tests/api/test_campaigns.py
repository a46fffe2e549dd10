"""Campaigns, self-checks, problems, gifts and festivals through the API; strangers get nothing, secrets stay with the few."""

from typing import Any

import pytest
from django.test import Client

from qinglian.record.clock import simulated_at
from tests.factories import people, staff
from tests.factories.campaigns import AT, Crew, crew
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
S = "/api/supervision"


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


def post(client: Client, path: str, body: dict[str, Any] | None = None, *, method: str = "post") -> tuple[int, Any]:
    """This will act and return status and answer."""
    answer = getattr(client, method)(path, body or {}, content_type="application/json")
    return answer.status_code, answer.json()


def test_campaign_and_self_check_through_the_api(who: Crew) -> None:
    officer, member, head, leader = (signed_in(one) for one in (who.officer, who.member, who.head, who.leader))
    other = signed_in(who.other)
    with simulated_at(AT):
        data = {
            "kind": "two_leads_five",
            "from_on": "2026-11-02",
            "until_on": "2026-12-31",
            "forms_due_on": "2026-11-20",
        }
        assert post(head, f"{S}/campaigns", data)[0] == 403
        status, campaign = post(officer, f"{S}/campaigns", data)
        assert (status, campaign["due"], campaign["by_layer"]["self"]) == (201, 8, 0)
        assert post(officer, f"{S}/campaigns", data)[0] == 409
        form = member.get(f"{S}/self-checks").json()["own"][0]["id"]
        path = f"{S}/self-checks/{form}"
        signed = {"words": "自查一条。", "seen": [{"item": "gifts", "words": "一盒茶叶。"}]}
        assert post(head, f"{path}/review", signed)[0] == 404
        assert post(other, f"{path}/signature", signed)[0] == 404
        assert post(member, f"{path}/signature", signed)[1]["state"] == "with_head"
        assert other.get(path).status_code == leader.get(path).status_code == 404
        assert [row["id"] for row in head.get(f"{S}/self-checks").json()["to_sign"]] == [form]
        assert post(head, f"{path}/review", {"words": "属实。"})[1]["state"] == "with_leader"
        done = post(leader, f"{path}/approval", {"words": "同意。"})[1]
        assert (done["state"], [one["layer"] for one in done["signatures"]]) == ("complete", ["self", "head", "leader"])
        missing = officer.get(f"{S}/campaigns/{campaign['id']}/missing").json()
        assert (len(missing), missing[0]["state"]) == (7, "owed")
        assert officer.get(f"{S}/campaigns").json()["items"][0]["problems"] == 1
        assert officer.get(f"{S}/campaigns/{campaign['id']}").json()["complete"] == 1
        assert post(officer, f"{S}/campaigns/{campaign['id']}/closing", {"conclusion": "结束。"})[0] == 409
        found = {"campaign": campaign["id"], "item": "waste", "words": "浪费。", "department": "office", "source": "inspection", "found_on": "2026-11-02"}  # fmt: skip
        assert post(officer, f"{S}/problems/campaign", found)[1]["layer"] == "discipline"
        assert head.get(f"{S}/problems?register=campaign").json()["total"] == 2
        assert signed_in(who.other_head).get(f"{S}/problems?register=campaign").json()["total"] == 1


def test_problems_through_the_api(who: Crew) -> None:
    officer, head = signed_in(who.officer), signed_in(who.head)
    with simulated_at(AT):
        data = {"style": "hedonism", "words": "收月饼券。", "department": "transaction", "source": "report", "found_on": "2026-09-20", "concerns": "某甲"}  # fmt: skip
        assert post(head, f"{S}/problems/style", data)[0] == 403
        status, made = post(officer, f"{S}/problems/style", data)
        assert (status, made["festival"], made["concerns"], made["register"]) == (201, "mid_autumn", "某甲", "style")
        path = f"{S}/problems/{made['id']}"
        assert head.get(path).json()["concerns"] == ""
        order = f"/api/inspections/rectifications/{made['rectification']}"
        assert post(head, f"{order}/evidence", {"words": "退还。"})[1]["state"] == "handed_in"
        back = {"words": "补凭据。", "due_on": "2026-11-20"}
        assert post(officer, f"{order}/return", back)[1]["state"] == "returned"
        assert head.get(f"{S}/problems?register=style&state=open").json()["items"][0]["due_on"] == "2026-11-20"
        assert post(head, f"{order}/evidence", {"words": "补了。"})[1]["round"] == 2
        assert post(officer, f"{order}/closing", {"words": "到位。"})[0] == 200
        assert head.get(path).json()["closed_at"]
        assert [row["total"] for row in head.get(f"{S}/problems/styles").json() if row["festival"] == "mid_autumn"] == [
            1
        ]
        assert head.get(f"{S}/problems?register=style&state=standing").json()["total"] == 0
        entry = {
            "category": "collusion",
            "point": "R20",
            "words": "雷同。",
            "department": "transaction",
            "source": "inspection",
        }
        first = post(officer, f"{S}/problems/tendering", entry | {"found_on": "2025-05-01"})[1]["id"]
        second = post(officer, f"{S}/problems/tendering", entry | {"found_on": "2026-05-01"})[1]["id"]
        assert post(officer, f"{S}/problems/{second}/mark", {"mark": "repeated"})[0] == 422
        assert (
            post(officer, f"{S}/problems/{second}/mark", {"mark": "repeated", "repeats": first})[1]["repeats"] == first
        )
        assert head.get(f"{S}/problems/ledger").json()[-1]["repeated_basis_points"] == 10_000


def test_gifts_through_the_api(who: Crew) -> None:
    officer, member, leader = signed_in(who.officer), signed_in(who.member), signed_in(who.leader)
    with simulated_at(AT):
        data = {"what": "茶叶一盒", "giver_kind": "agency", "circumstances": "寄到单位。", "received_on": "2026-10-30"}
        status, gift = post(member, f"{S}/gifts", data)
        assert (status, gift["state"], gift["due_on"]) == (201, "declared", "2026-11-29")
        path = f"{S}/gifts/{gift['id']}"
        assert leader.get(path).status_code == 404
        assert leader.get(f"{S}/gifts").json()["total"] == 0
        assert member.get(path).json()["what"] == "茶叶一盒"
        assert post(member, f"{path}/receipt", {"handed_in_on": "2026-11-01"})[0] == 403
        assert post(officer, f"{path}/receipt", {"handed_in_on": "2026-11-01"})[1]["state"] == "handed_in"
        told = {"disposal": "returned", "disposed_on": "2026-11-02", "remark": "退还签收单。"}
        assert post(officer, f"{path}/disposal", told)[1]["state"] == "disposed"


def test_festivals_through_the_api(who: Crew) -> None:
    party, member = signed_in(who.party_head), signed_in(who.member)
    with simulated_at(AT):
        assert post(member, "/api/education/festivals", {"year": 2027})[0] == 403
        status, rows = post(party, "/api/education/festivals", {"year": 2027})
        assert (status, len(rows), rows[0]["day"]) == (201, 6, "2027-01-01")
        path = f"/api/education/festivals/{rows[0]['id']}"
        assert post(member, f"{path}/reading")[0] == 409
        words = {"words_zh": "新年廉洁过节。", "words_en": "A clear New Year."}
        assert post(party, path, words, method="put")[1]["words"]["zh"] == "新年廉洁过节。"
        assert post(party, f"{path}/sending")[1]["asked"] == 8
        assert post(member, f"{path}/reading")[1]["read"] == 1
        assert len(party.get(path).json()["missing"]) == 7
        assert member.get(path).json()["missing"] == []
        assert len(member.get("/api/education/festivals?year=2027").json()) == 6
        assert member.get("/api/education/festivals").json() == []


def test_strangers_get_nothing() -> None:
    bidder = signed_in(people.person(people.bidder()[0], "bidder_agent"))
    staff.member()
    with simulated_at(AT):
        for path in (
            f"{S}/campaigns", f"{S}/problems?register=style", f"{S}/problems/ledger", f"{S}/gifts", "/api/education/festivals",
        ):  # fmt: skip
            assert Client().get(path).status_code == 401
            assert bidder.get(path).status_code == 403
        assert bidder.get(f"{S}/self-checks").json() == {"own": [], "to_sign": []}
