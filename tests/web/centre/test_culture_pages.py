"""Pages of meetings, plans, messages, positions and the reading room: what an officer, a leader and an owner can do there."""

import json
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.education.culture_words import MESSAGE_KINDS
from qinglian.domain.education.models import CulturePosition, Loan, Message
from qinglian.domain.integrity import actions
from qinglian.domain.integrity.models import Decision, Meeting, WorkTask
from qinglian.domain.people.models import Person
from qinglian.jobs.posting import default_outlet, post_message
from qinglian.record.clock import simulated_at
from tests.domain.integrity.test_plans import sheet
from tests.factories import culture, staff
from tests.factories.culture import AT, TODAY, YEAR
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.meets("Z15")
def test_officer_enters_holds_and_cancels_a_meeting_and_the_count_follows() -> None:
    secretary, officer = staff.party_secretary(), signed_in(staff.party_officer())
    with simulated_at(AT):
        typed = {
            "title": "第十次党委会",
            "held_on": TODAY,
            "place": "三楼",
            "chair": secretary.pk,
            "topic1": "integrity",
            "item1": "",
        }
        answer = officer.post("/centre/meetings/new/", typed)
        assert (answer.status_code, "第十次党委会" in answer.content.decode()) == (422, True)
        answer = officer.post("/centre/meetings/new/", typed | {"item1": "听取党风廉政建设汇报"})
        meeting = Meeting.objects.get()
        address = f"/centre/meetings/{meeting.pk}/"
        assert answer["Location"] == address
        assert "研究党风廉政建设 0 次" in officer.get("/centre/meetings/").content.decode()
        officer.post(address, {"act": "hold"})
        assert "研究党风廉政建设 1 次" in officer.get("/centre/meetings/").content.decode()
        decided = {"act": "decide", "decide-item": "1", "decide-words": "更新风险目录", "decide-owner": secretary.pk}
        assert officer.post(address, decided | {"decide-due_on": "昨天"}).status_code == 422
        officer.post(address, decided | {"decide-due_on": TODAY.isoformat()})
        decision = Decision.objects.get()
        leader = signed_in(secretary)
        assert f"/centre/meetings/decisions/{decision.pk}/" in leader.get("/centre/mine/").content.decode()
        evidence = {"act": "carry-out", "carry-out-evidence": "已经更新，见目录。"}
        assert leader.post(f"/centre/meetings/decisions/{decision.pk}/", evidence).status_code == 302
        assert "已经更新，见目录。" in leader.get(f"/centre/meetings/decisions/{decision.pk}/").content.decode()
        officer.post(address, {"act": "cancel", "cancel-reason": "登记错误"})
        assert "研究党风廉政建设 0 次" in officer.get("/centre/meetings/").content.decode()


@pytest.mark.meets("Z14")
def test_pages_refuse_to_close_one_side_of_a_pair_and_say_why() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan, item, pair = culture.issued_pair(by, leader, owner)
    alone = actions.add_task(plan, culture.task_input(leader, owner, 3, "daily"), by=by, at=AT)
    head, chief = signed_in(owner), signed_in(leader)
    with simulated_at(AT):
        assert f"/centre/plans/tasks/{item.pk}/" in head.get("/centre/mine/").content.decode()
        address = f"/centre/plans/tasks/{item.pk}/"
        head.post(address, {"act": "stage", "stage-stage": "deploy", "stage-words": "科务会部署"})
        head.post(address, {"act": "stage", "stage-stage": "advance", "stage-words": "月中检查"})
        file = SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 minutes")
        head.post(address, {"act": "evidence", "evidence-evidence": "见纪要", "evidence-file": file})
        assert WorkTask.objects.get(pk=item.pk).state == "evidenced"
        assert b"".join(head.get(f"{address}file")) == b"%PDF-1.7 minutes"  # type: ignore[arg-type]
        refused = chief.post(address, {"act": "close"})
        assert (refused.status_code, "不能单独销号" in refused.content.decode()) == (409, True)
        listed = chief.get(f"/centre/plans/{plan.pk}/?standing=unpaired").content.decode()
        assert ("缺廉政任务" in listed, f"/tasks/{alone.pk}/" in listed, f"/tasks/{item.pk}/" in listed) == (
            True,
            True,
            False,
        )
        culture.evidenced(pair, staff.actor(owner))
        assert chief.post(address, {"act": "close"}).status_code == 302
    assert set(WorkTask.objects.filter(pk__in=[item.pk, pair.pk]).values_list("state", flat=True)) == {"closed"}


@pytest.mark.meets("Z16")
def test_plan_is_begun_filled_from_a_sheet_issued_and_its_standing_computed() -> None:
    leader, officer = staff.deputy("卢甲"), signed_in(staff.party_officer())
    staff.head("齐乙")
    with simulated_at(AT):
        answer = officer.post("/centre/plans/new/", {"year": YEAR, "title": "实施方案"})
        address = answer["Location"]
        good = (1, "业务", "建廉", "压缩核验时限", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", None)
        wrong = sheet(good, (2, "廉政", "建廉", "抽查", "卢甲", "交易管理科", "无此人", f"{YEAR}-06-30", 1))
        page = officer.post(f"{address}sheet/", {"file": SimpleUploadedFile("t.xlsx", wrong)})
        assert (page.status_code, "第 3 行" in page.content.decode()) == (422, True)
        right = sheet(good, (2, "廉政", "建廉", "抽查", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", 1))
        assert officer.post(f"{address}sheet/", {"file": SimpleUploadedFile("t.xlsx", right)}).status_code == 302
        assert signed_in(leader).post(address, {"act": "issue"}).status_code == 302
        page = officer.get(address).content.decode()
        assert "2 项任务，销号 0 项（0%），逾期 2 项" in page
        assert page.count("q-plan-late") == 2
        assert officer.get(f"{address}sheet.xlsx").content[:2] == b"PK"
        assert officer.get("/centre/plans/template.xlsx").content[:2] == b"PK"
        typed = {
            "number": 3, "kind": "daily", "pillar": "promote", "title": "值班抽查", "leader": leader.pk, "department": "service",
            "owner": leader.pk, "due_on": f"{YEAR}-12-01", "pairs": "",
        }  # fmt: skip
        assert officer.post(f"{address}tasks/new/", typed | {"number": 1}).status_code == 422
        assert officer.post(f"{address}tasks/new/", typed).status_code == 302


@pytest.mark.meets("Z18")
def test_day_message_is_on_portal_screen_and_feeds_without_a_login() -> None:
    officer, visitor = signed_in(staff.party_officer()), Client()
    with simulated_at(AT):
        assert "今天还没有消息" in visitor.get("/messages/screen/").content.decode()
        typed = {"kind": "motto", "text": "清风不染尘。", "source": "家训"}
        assert officer.post("/centre/messages/new/", typed | {"text": ""}).status_code == 422
        assert "已放进消息库" in officer.post("/centre/messages/new/", typed, follow=True).content.decode()
        message = Message.objects.get()
        officer.post(f"/centre/messages/{message.pk}/", {"act": "schedule", "schedule-day": "2026-11-20"})
        assert ">2026-11-20<" in officer.get(f"/centre/messages/{message.pk}/").content.decode()
        post_message(default_outlet(), at=AT)
        for address in ("/", "/messages/screen/", "/messages/screen/live/", "/centre/messages/"):
            client = officer if address.startswith("/centre") else visitor
            assert "清风不染尘。" in client.get(address).content.decode()
        feed = json.loads(visitor.get("/messages/feed.json").content)
        assert (feed["version"], feed["items"][0]["content_text"]) == (
            "https://jsonfeed.org/version/1.1",
            "清风不染尘。",
        )
        english = json.loads(visitor.get("/messages/feed.json", headers={"accept-language": "en"}).content)
        assert (english["language"], english["title"].endswith("integrity day by day")) == ("en", True)
        assert english["items"][0]["title"] in {kind.en for kind in MESSAGE_KINDS.values()}
        told = fromstring(visitor.get("/messages/feed.xml", headers={"accept-language": "en"}).content)
        assert told.findtext("channel/description") == "Each day a maxim on integrity or a case"
        rss = fromstring(visitor.get("/messages/feed.xml").content)
        assert (rss.get("version"), rss.findtext("channel/item/description")) == ("2.0", "清风不染尘。——家训")
        live = visitor.get("/messages/screen/live/")
        assert visitor.get("/messages/screen/live/", headers={"If-None-Match": live["ETag"]}).status_code == 304
        page = officer.get("/centre/messages/log/").content.decode()
        assert '<p class="q-note" id="counted" data-due="1" data-done="1">' in page
        assert all(
            f'<span class="q-nowrap">{word} <time' in page
            for word in ("门户网站", "LED 屏", "订阅源", "桌牌", "工作群")
        )


@pytest.mark.meets("Z54")
def test_positions_of_both_areas_are_listed_with_photograph_and_what_is_due_is_flagged() -> None:
    officer, keeper = signed_in(staff.party_officer()), staff.member("容与")
    typed = {
        "name": "交易大厅电子屏", "kind": "screen", "area": "trading", "place": "二楼", "keeper": keeper.pk, "interval_days": 30,
        "words": "廉洁从业十条", "renewed_on": (TODAY - timedelta(days=31)).isoformat(),
    }  # fmt: skip
    with simulated_at(AT):
        culture.position(staff.actor(Person.objects.get(pk=officer.session["_auth_user_id"])), keeper)
        bad = SimpleUploadedFile("a.jpg", b"no picture")
        assert officer.post("/centre/positions/new/", typed | {"photo": bad}).status_code == 422
        good = SimpleUploadedFile("a.jpg", culture.photograph())
        address = officer.post("/centre/positions/new/", typed | {"photo": good})["Location"]
        page = officer.get("/centre/positions/").content.decode()
        assert all(word in page for word in ("办公区", "交易现场", "该更新了", "2 处，1 处过了更新日期"))
        own = signed_in(keeper)
        assert "更新“交易大厅电子屏”" in own.get("/centre/mine/").content.decode()
        position = CulturePosition.objects.get(name="交易大厅电子屏")
        photo = own.get(f"/centre/positions/contents/{position.contents.get().pk}/photo")
        assert (photo["Content-Type"], b"".join(photo)[:2]) == ("image/jpeg", b"\xff\xd8")  # type: ignore[arg-type]
        assert own.get(f"/centre/positions/contents/{position.contents.get().pk}/")["Location"] == address
        own.post(address, {"act": "renew", "renew-words": "新内容", "renew-renewed_on": TODAY.isoformat()})
        assert "2 处，0 处过了更新日期" in officer.get("/centre/positions/").content.decode()


@pytest.mark.meets("Z55")
def test_officer_catalogues_and_a_colleague_borrows_and_brings_back() -> None:
    officer, reader = signed_in(staff.party_officer()), staff.member("简宜")
    own = signed_in(reader)
    with simulated_at(AT):
        assert "“优良家风”还没有图书" in officer.get("/centre/library/").content.decode()
        typed = {
            "code": "F-001",
            "title": "家风家训选读",
            "author": "本中心编",
            "category": "family_virtues",
            "copies": 1,
        }
        address = officer.post("/centre/library/new/", typed)["Location"]
        assert own.post(address, {"act": "borrow"}).status_code == 302
        assert "去归还" in own.get(address).content.decode()
        assert "都借出了" in own.get("/centre/library/?words=家风").content.decode()
        again = officer.post(address, {"act": "lend", "lend-borrower": reader.pk})
        assert (again.status_code, "这种书已经借了一册" in again.content.decode()) == (409, True)
        refused = officer.post(address, {"act": "lend", "lend-borrower": staff.member("白简").pk})
        assert (refused.status_code, "没有可借的册" in refused.content.decode()) == (409, True)
        loan = Loan.objects.get()
        assert f"/centre/library/loans/{loan.pk}/" in own.get("/centre/mine/").content.decode()
        assert own.post(f"/centre/library/loans/{loan.pk}/", {"act": "return"}).status_code == 302
        assert "借出 1 册，归还 1 册" in officer.get("/centre/library/loans/?state=returned").content.decode()


def test_lists_cost_the_same_with_one_and_three_rows() -> None:
    by, secretary, leader, keeper = culture.officer(), staff.party_secretary(), staff.deputy(), staff.member()
    officer = signed_in(Person.objects.get(pk=by.id))
    plan, _, _ = culture.issued_pair(by, leader, keeper)
    counted: dict[str, set[int]] = {}
    with simulated_at(AT):
        for many in (1, 3):
            for n in range(many):
                culture.meeting(by, secretary)
                culture.position(by, keeper, name=f"阵地 {many}-{n}")
                culture.book(by, code=f"B-{many}-{n}")
                culture.message(by)
                actions.add_task(plan, culture.task_input(leader, keeper, 10 * many + n, "daily"), by=by, at=AT)
            for address in ("meetings/", f"plans/{plan.pk}/", "positions/", "library/", "messages/"):
                officer.get(f"/centre/{address}")
                with CaptureQueriesContext(connection) as asked:
                    officer.get(f"/centre/{address}")
                counted.setdefault(address, set()).add(len(asked))
    assert {address: len(numbers) for address, numbers in counted.items()} == dict.fromkeys(counted, 1)
