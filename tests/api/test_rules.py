"""Institutional rules through the API: a life from draft to repeal, a review of many at once, clauses; strangers get nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qinglian.record.clock import simulated_at
from tests.factories import people, staff, tenders
from tests.factories import work_rules as rules
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
AT = rules.AT
DRAFT = {"number": "JZ-9", "title": "公务接待管理办法", "category": "office", "department": "office"}


def act(by: Client, path: str, body: object = None, *, put: bool = False) -> tuple[int, dict[str, object]]:
    """This will act and return status and answer."""
    send = by.put if put else by.post
    answer = send(f"/api/rules{path}", body or {}, content_type="application/json")
    return answer.status_code, answer.json()


def test_rule_lives_from_draft_to_repeal_through_the_api() -> None:
    office, leader = signed_in(rules.officer()), signed_in(rules.leader())
    with simulated_at(AT):
        status, version = act(office, "", DRAFT)
        one = f"/{version['rule']}"
        path = f"{one}/versions/1"
        assert status == 201
        assert act(leader, path, {"title": "甲", "text": "乙"}, put=True)[0] == 403
        assert act(office, path, {"title": "公务接待办法", "text": "第一条 实行公函制。"}, put=True)[0] == 200
        upload = {"file": SimpleUploadedFile("办法.docx", tenders.docx_bytes("第一条 实行公函制度。"))}
        assert office.post(f"/api/rules{path}/file", upload).json()["text"] == "第一条 实行公函制度。"
        assert office.get(f"/api/rules{path}/file").content == tenders.docx_bytes("第一条 实行公函制度。")
        assert act(office, path + "/consultation", {"until": "2026-11-09"})[1]["state"] == "consultation"
        assert act(leader, path + "/return", {"reason": "再想想"})[1]["state"] == "draft"
        act(office, path + "/consultation", {"until": "2026-11-09"})
        comment = act(leader, path + "/comments", {"words": "写明人数。"})[1]["id"]
        assert leader.get(f"/api/rules{path}/comments").json()["total"] == 1
        answer = {"is_adopted": True, "answer": "采纳。"}
        assert act(office, f"{path}/comments/{comment}/answer", answer)[1]["is_adopted"] is True
        assert act(leader, path + "/issue", {"in_force_from": "2026-12-01"})[0] == 409
    with simulated_at(rules.later(9)):
        assert act(leader, path + "/issue", {"in_force_from": "2026-12-01"})[1]["state"] == "issued"
        (found,) = office.get("/api/rules?words=公函").json()["items"]
        assert (found["sentence"], found["state"]) == ("第一条 实行公函制度。", "issued")
        assert act(office, one + "/versions", {"change": "修订"})[0] == 201
        assert office.get(f"/api/rules{one}/changes/1/2").json() == [{"kind": "same", "text": "第一条 实行公函制度。"}]
        assert act(office, f"{one}/versions/2/drop", {"reason": "不改了"})[1]["state"] == "dropped"
        assert office.get(f"/api/rules{one}/versions").json()["total"] == 2
        assert act(leader, one + "/repeal", {"reason": "过时", "successor": "JZ-无"})[0] == 404
        assert act(leader, one + "/repeal", {"reason": "过时"})[1]["repeal_ground"] == "过时"
        assert office.get(f"/api/rules{one}").json()["repealed_on"] == "2026-11-11"


def test_review_of_many_rules_at_once_through_the_api() -> None:
    office, head, leader = signed_in(rules.officer()), signed_in(rules.head()), signed_in(rules.leader())
    row = {"category": "trading", "department": "transaction", "issued_on": "2024-01-01", "in_force_from": "2024-01-01"}
    rows = [row | {"number": f"A-{n}", "title": f"办法{n}"} for n in range(3)]
    with simulated_at(AT):
        assert act(office, "/entries", {"rows": rows})[0] == 201
        assert act(office, "/entries", {"rows": rows})[0] == 422
        assert act(office, "/reviews", {"due_on": "2026-12-31"})[0] == 403
        assert act(leader, "/reviews", {"due_on": "2026-12-31"})[1]["reviewed"] == 3
        reviews = head.get("/api/rules/reviews/2026/rules?state=open").json()["items"]
        ids = [one["id"] for one in reviews]
        told = [
            {"review": pk, "outcome": say, "reason": "对照"}
            for pk, say in zip(ids, ("kept", "revised", "repealed"), strict=True)
        ]
        assert act(head, "/reviews/2026/outcomes", {"rows": [told[0] | {"review": 999}]})[0] == 404
        assert act(head, "/reviews/2026/outcomes", {"rows": told})[0] == 200
        assert act(leader, f"/reviews/2026/rules/{ids[0]}/return", {"reason": "写具体"})[1]["state"] == "open"
        assert act(leader, "/reviews/2026/close")[0] == 409
        act(head, "/reviews/2026/outcomes", {"rows": told})
        assert act(leader, "/reviews/2026/approvals", {"reviews": ids})[0] == 200
        closed = act(leader, "/reviews/2026/close")[1]
        figures = [closed[name] for name in ("state", "reviewed", "kept", "revised", "repealed", "faults")]
        assert figures == ["closed", 3, 2, 1, 1, []]
        assert head.get("/api/rules/reviews/2026").json() == closed


def test_clauses_through_the_api() -> None:
    office, owner = signed_in(rules.officer()), staff.member()
    (rule,) = rules.entered()
    body = {
        "title": "意见",
        "number": "省〔2026〕1号",
        "issuer": "省厅",
        "issued_on": "2026-03-01",
        "clauses": ["一、甲", "二、乙", "三、丙"],
    }
    with simulated_at(AT):
        status, document = act(office, "/benchmarks/documents", body)
        assert (status, document["unmatched"]) == (201, 3)
        rows = office.get(f"/api/rules/benchmarks/clauses?document={document['id']}").json()["items"]
        first, second, third = (f"/benchmarks/clauses/{row['id']}" for row in rows)
        assert act(office, first + "/match", {})[0] == 422
        assert act(office, first + "/match", {"rule": rule.number, "point": "R01"})[1]["rule"] == rule.pk
        plan = {"words": "办好", "owner": owner.pk, "due_on": "2026-12-01"}
        assert act(office, second + "/plan", plan)[1]["owner"] == owner.pk
        assert act(office, third + "/aside", {"reason": "没有这项业务"})[1]["state"] == "inapplicable"
        assert act(office, third + "/reopen", {"reason": "有了"})[1]["state"] == "unmatched"
        (listed,) = office.get("/api/rules/benchmarks/documents").json()["items"]
        assert [listed[name] for name in ("matched", "planned", "inapplicable", "unmatched")] == [1, 1, 0, 1]


def test_strangers_get_nothing() -> None:
    bidder = people.sign_in(Client(), people.person(people.organisation(), "bidder_agent"), at=AT)
    with simulated_at(AT):
        for path in ("", "/reviews/2026", "/benchmarks/documents", "/benchmarks/clauses"):
            assert Client().get(f"/api/rules{path}").status_code == 401
            assert bidder.get(f"/api/rules{path}").status_code == 403
