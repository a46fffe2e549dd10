"""Meetings, plans, messages, positions and the reading room through the API; strangers get nothing but the day's message."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qinglian.jobs.posting import default_outlet, post_message
from qinglian.record.clock import simulated_at
from tests.domain.integrity.test_plans import sheet
from tests.factories import culture, people, staff
from tests.factories.culture import AT, TODAY, YEAR
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
LISTS = (
    "integrity/meetings",
    "integrity/plans",
    "education/messages",
    "education/positions",
    "education/library/books",
)


def post(client: Client, path: str, body: dict[str, Any] | None = None, *, method: str = "post") -> tuple[int, Any]:
    """This will send a document and return status and answer."""
    answer = getattr(client, method)(f"/api/{path}", body or {}, content_type="application/json")
    return answer.status_code, answer.json()


def test_meetings_through_the_api() -> None:
    secretary, officer = staff.party_secretary(), signed_in(staff.party_officer())
    items = [{"topic": "business", "title": "业务"}]
    typed = {
        "title": "第一次党委会",
        "held_on": TODAY.isoformat(),
        "place": "三楼",
        "chair": secretary.pk,
        "items": items,
    }
    with simulated_at(AT):
        status, meeting = post(officer, "integrity/meetings", typed)
        path = f"integrity/meetings/{meeting['id']}"
        assert (status, meeting["state"]) == (201, "planned")
        agenda = {"items": [{"topic": "integrity", "title": "廉政"}]}
        assert post(officer, f"{path}/agenda", agenda, method="put")[1]["items"][0]["topic"] == "integrity"
        assert post(officer, f"{path}/hold")[1]["state"] == "held"
        assert officer.get(f"/api/integrity/meetings/topics?year={YEAR}").json()["integrity"] == 1
        decided = {"item": 1, "words": "整改", "owner": secretary.pk, "due_on": TODAY.isoformat()}
        assert post(officer, f"{path}/decisions", decided | {"item": 9})[0] == 404
        decisions = [post(officer, f"{path}/decisions", decided)[1]["id"] for _ in range(2)]
        leader = signed_in(secretary)
        done = post(leader, f"integrity/meetings/decisions/{decisions[0]}/carry-out", {"evidence": "材料"})
        dropped = post(officer, f"integrity/meetings/decisions/{decisions[1]}/drop", {"reason": "合并"})
        assert (done[1]["state"], dropped[1]["state"]) == ("done", "dropped")
        assert leader.get("/api/integrity/meetings/decisions").json()["total"] == 2
        assert post(officer, f"{path}/cancel", {"reason": "重复"})[1]["state"] == "cancelled"
        assert officer.get(f"/api/integrity/meetings/topics?year={YEAR}").json()["integrity"] == 0
        assert officer.get(f"/api/{path}").json()["reason"] == "重复"


def test_plan_through_the_api() -> None:
    leader, owner, officer = staff.deputy("卢甲"), staff.head("齐乙"), signed_in(staff.party_officer())
    head, chief = signed_in(owner), signed_in(leader)
    good = (1, "业务", "建廉", "压缩核验时限", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", None)
    pair = (2, "廉政", "建廉", "抽查", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", 1)
    with simulated_at(AT):
        plan = post(officer, "integrity/plans", {"year": YEAR, "title": "方案"})[1]
        path = f"/api/integrity/plans/{plan['id']}"
        wrong = officer.post(
            f"{path}/sheet", {"file": SimpleUploadedFile("t.xlsx", sheet(good, (*pair[:6], "无此人", *pair[7:])))}
        )
        assert (wrong.status_code, wrong.json()["errors"][0]["field"], wrong.json()["rule"]) == (
            422,
            "3 责任人",
            "plan_sheet_form",
        )
        assert officer.post(f"{path}/sheet", {"file": SimpleUploadedFile("t.xlsx", b"none")}).status_code == 422
        added = officer.post(f"{path}/sheet", {"file": SimpleUploadedFile("t.xlsx", sheet(good, pair))})
        assert (added.status_code, added.json()) == (201, {"added": 2})
        assert officer.get(f"{path}/sheet.xlsx").content[:2] == b"PK"
        assert post(officer, f"integrity/plans/{plan['id']}/issue")[0] == 403
        assert post(chief, f"integrity/plans/{plan['id']}/issue")[1]["state"] == "issued"
        tasks = {row["number"]: row["id"] for row in officer.get(f"{path}/tasks?standing=overdue").json()["items"]}
        for number in (1, 2):
            for stage in ("deploy", "advance"):
                post(head, f"integrity/plans/tasks/{tasks[number]}/stages", {"stage": stage, "words": "办了"})
            file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
            answer = head.post(
                f"/api/integrity/plans/tasks/{tasks[number]}/evidence", {"evidence": "材料", "file": file}
            )
            assert (answer.status_code, answer.json()["evidence_file"]) == (200, "a.pdf")
            if number == 1:
                assert post(chief, f"integrity/plans/tasks/{tasks[1]}/close")[0] == 409
        assert post(chief, f"integrity/plans/tasks/{tasks[2]}/return", {"reason": "补充"})[1]["state"] == "open"
        assert head.post(f"/api/integrity/plans/tasks/{tasks[2]}/evidence", {"evidence": "补齐"}).status_code == 200
        status, closed = post(chief, f"integrity/plans/tasks/{tasks[1]}/close")
        assert (status, {row["state"] for row in closed}) == (200, {"closed"})
        typed = {
            "number": 3,
            "kind": "daily",
            "pillar": "build",
            "title": "值班",
            "leader": leader.pk,
            "department": "office",
        }
        task = post(
            officer, f"integrity/plans/{plan['id']}/tasks", typed | {"owner": owner.pk, "due_on": f"{YEAR}-12-01"}
        )[1]
        standing = officer.get(f"{path}/standing").json()
        assert standing == {"due": 3, "done": 2, "overdue": 0, "percent": 66, "lacking_pair": 1}
        assert post(officer, f"integrity/plans/tasks/{task['id']}/drop", {"reason": "停办"})[1][0]["state"] == "dropped"
        assert head.get(f"/api/integrity/plans/tasks/{task['id']}").json()["state"] == "dropped"


@pytest.mark.meets("Z16")
def test_plan_of_2023_has_its_table_and_its_completion_is_computed_from_evidence() -> None:
    leader, owner, officer = staff.deputy("卢甲"), staff.head("齐乙"), signed_in(staff.party_officer())
    head, chief = signed_in(owner), signed_in(leader)
    told = [
        (n, "廉政", pillar, f"第 {n} 项廉政任务", "卢甲", "交易管理科", "齐乙", f"2023-{n:02}-28", None)
        for n, pillar in ((3, "学廉"), (6, "建廉"), (9, "促廉"), (12, "固廉"))
    ]
    with simulated_at(AT):
        plan = post(officer, "integrity/plans", {"year": 2023, "title": "2023 年清廉建设实施方案"})[1]
        path = f"/api/integrity/plans/{plan['id']}"
        table = SimpleUploadedFile("任务分解表.xlsx", sheet(*told))
        assert officer.post(f"{path}/sheet", {"file": table}).json() == {"added": 4}
        assert post(chief, f"integrity/plans/{plan['id']}/issue")[1]["year"] == 2023
        tasks = head.get(f"{path}/tasks").json()["items"]
        assert [(row["number"], row["leader"]["name"], row["department"], row["due_on"]) for row in tasks] == [
            (row[0], "卢甲", "transaction", row[7]) for row in told
        ]
        first = f"integrity/plans/tasks/{tasks[0]['id']}"
        assert post(chief, f"{first}/close")[0] == 409
        assert head.get(f"{path}/standing").json()["percent"] == 0
        assert head.post(f"/api/{first}/evidence", {"evidence": "学习记录 12 份。"}).status_code == 200
        assert post(chief, f"{first}/close")[0] == 200
        standing = head.get(f"{path}/standing").json()
        assert (standing["due"], standing["done"], standing["percent"], standing["overdue"]) == (4, 1, 25, 3)
        late = head.get(f"{path}/tasks?standing=overdue").json()["items"]
        assert [row["number"] for row in late] == [6, 9, 12]


def test_messages_positions_and_library_through_the_api() -> None:
    owner, officer = staff.head(), signed_in(staff.party_officer())
    reader = signed_in(owner)
    with simulated_at(AT):
        told = {"kind": "motto", "text": "廉者，政之本也。", "source": "《晏子春秋》"}
        message = post(officer, "education/messages", told)[1]
        assert post(officer, f"education/messages/{message['id']}/days", {"day": TODAY.isoformat()})[0] == 201
        post_message(default_outlet(), at=AT)
        assert Client().get("/api/education/messages/released").json()[0]["text"] == "廉者，政之本也。"
        assert officer.get(f"/api/education/messages/log?day={TODAY}").json()["total"] == 5
        assert (
            post(officer, f"education/messages/{message['id']}/withdraw", {"reason": "停用"})[1]["state"] == "withdrawn"
        )
        typed = {
            "name": "走廊",
            "kind": "corridor",
            "area": "office",
            "place": "一楼",
            "keeper": owner.pk,
            "interval_days": 30,
        }
        shown = {"words": "内容", "renewed_on": TODAY.isoformat()}
        photo = SimpleUploadedFile("a.jpg", culture.photograph(size=(50, 50)))
        position = officer.post("/api/education/positions", typed | shown | {"photo": photo}).json()
        assert (position["has_photo"], position["is_overdue"]) == (True, False)
        assert (
            reader.post(f"/api/education/positions/{position['id']}/renew", shown | {"words": "新"}).json()["words"]
            == "新"
        )
        assert post(officer, f"education/positions/{position['id']}/retire", {"reason": "撤"})[1]["state"] == "retired"
        book = {"code": "D-1", "title": "准则", "author": "党内法规", "category": "discipline_law", "copies": 1}
        number = post(officer, "education/library/books", book)[1]["id"]
        assert post(officer, f"education/library/books/{number}/copies", {"copies": 1})[1]["held"] == 2
        loan = post(reader, f"education/library/books/{number}/loans")[1]
        assert post(reader, f"education/library/loans/{loan['id']}/return")[0] == 200
        assert post(officer, f"education/library/books/{number}/copies/2/withdraw", {"reason": "破损"})[0] == 200
        period = reader.get(f"/api/education/library/lending?first={TODAY}&last={TODAY}").json()
        assert period == {"lent": 1, "returned": 1}
        assert officer.get("/api/education/library/categories").json()["discipline_law"] == 1


def test_strangers_get_nothing() -> None:
    bidder = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"), at=AT)
    with simulated_at(AT):
        for path in LISTS:
            assert Client().get(f"/api/{path}").status_code == 401
            assert bidder.get(f"/api/{path}").status_code == 403
