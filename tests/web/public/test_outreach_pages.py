"""Open days, the suggestion box and ratings as a citizen uses them, and as the centre answers."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.outreach import actions
from qinglian.domain.outreach.actions import GuestData
from qinglian.domain.outreach.models import Guest, OpenDay, Rating, Suggestion
from qinglian.domain.people.models import Person
from qinglian.law.actor import ANYONE
from qinglian.record.clock import simulated_at
from qinglian.record.models import Fact
from tests.factories import people, staff

pytestmark = pytest.mark.django_db
AT = staff.AT
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
CANARY = "金丝雀"


@pytest.fixture
def office() -> Client:
    """This will sign the office's head in."""
    head = staff.head("办公室主任", department="office", branch="first")
    return people.sign_in(Client(), head, at=AT)


@pytest.mark.meets("Z48")
def test_open_day_by_hand_from_its_announcement_to_an_answer_with_a_date(office: Client) -> None:
    citizen, begins = Client(), AT + timedelta(days=3)
    with simulated_at(AT):
        form = {"theme": "请您监督", "starts_at": "2026-11-05T09:00", "place": "大厅", "agenda": "参观、座谈"}
        address = office.post("/centre/open-days/new/", form)["Location"]
        day = OpenDay.objects.get()
        assert citizen.get(f"/open-days/{day.pk}/").status_code == 404
        office.post(f"{address}announce/")
        invited = office.post(
            address, {"category": "media", "name": f"{CANARY}记者", "unit": "日报", "phone": "13900000001"}
        )
        assert CODE.search(invited.content.decode())
        mine = {"category": "citizen", "name": f"{CANARY}市民", "unit": "", "phone": "13900000002"}
        assert citizen.post(f"/open-days/{day.pk}/", mine | {"category": ""}).status_code == 422
        wrong = citizen.post(f"/open-days/{day.pk}/", mine | {"phone": "12"})
        assert (wrong.status_code, "至少七位的电话号码" in wrong.content.decode()) == (422, True)
        code = CODE.search(citizen.post(f"/open-days/{day.pk}/", mine).content.decode())
        assert code
        assert CANARY not in citizen.get(f"/open-days/{day.pk}/").content.decode()
    with simulated_at(begins + timedelta(minutes=1)):
        office = people.sign_in(Client(), Person.objects.get(name="办公室主任"), at=begins)
        for guest in Guest.objects.all():
            came = office.post(f"/centre/open-days/guests/{guest.pk}/came/", follow=True)
            assert "已登记到场" in came.content.decode()
        suggest = {"words": "多开几次", "guest_code": code[0]}
        assert citizen.post(f"/suggestions/?day={day.pk}", suggest | {"guest_code": "AAAA"}).status_code == 422
        assert citizen.post(f"/suggestions/?day={day.pk}", suggest).status_code == 200
        closed = office.post(address, {"act": "close", "words": "到场 2 人。"}, follow=True)
        assert "开放日已结束" in closed.content.decode()
        assert "0 / 1 条已答复" in citizen.get(f"/open-days/{day.pk}/").content.decode()
        number = Suggestion.objects.get().pk
        assert f"/centre/suggestions/{number}/" in office.get("/centre/mine/").content.decode()
        assert office.post(f"/centre/suggestions/{number}/", {"answer": "每季度一次。"}).status_code == 302
        page = citizen.get(f"/open-days/{day.pk}/").content.decode()
        assert "1 / 1 条已答复" in page
        assert "2026-11-05 答复" in page
        assert "没有达到要求" in office.get(address).content.decode()


def test_suggestion_box_gives_a_code_that_reads_the_answer(office: Client) -> None:
    citizen = Client()
    with simulated_at(AT):
        assert citizen.post("/suggestions/", {"words": " "}).status_code == 422
        code = CODE.search(citizen.post("/suggestions/", {"words": f"{CANARY}午间值班"}).content.decode())
        assert code
        assert CANARY not in citizen.get("/suggestions/").content.decode()
        assert "待答复" in citizen.post("/suggestions/receipt/", {"code": code[0]}).content.decode()
        assert citizen.post("/suggestions/receipt/", {"code": "AAAA-AAAA-AAAA-AAAA"}).status_code == 422
        number = Suggestion.objects.get().pk
        moderated = {"answer": "已安排。", "shown_words": "午间请值班", "moderated_because": ""}
        assert office.post(f"/centre/suggestions/{number}/", moderated).status_code == 422
        office.post(f"/centre/suggestions/{number}/", moderated | {"moderated_because": "隐去姓名"})
        page = citizen.get("/suggestions/").content.decode()
        assert ("午间请值班" in page, "隐去姓名" in page, CANARY in page) == (True, True, False)
        assert "已安排。" in citizen.post("/suggestions/receipt/", {"code": code[0]}).content.decode()
    assert CANARY not in str(list(Fact.objects.values_list("fact", flat=True)))


def test_suggestion_is_passed_on_by_hand(office: Client) -> None:
    other = staff.head("科长乙")
    suggestion, _ = actions.hand_in_suggestion(words="意见", by=ANYONE, at=AT)
    with simulated_at(AT):
        address = f"/centre/suggestions/{suggestion.pk}/"
        assert office.post(address, {"act": "pass", "to": other.pk}).status_code == 302
        assert "科长乙" in office.get(address).content.decode()
        assert office.post(address, {"answer": "我来答"}).status_code == 403


def test_eleventh_suggestion_of_an_hour_is_refused() -> None:
    with simulated_at(AT):
        for _ in range(10):
            assert Client().post("/suggestions/", {"words": "意见"}).status_code == 200
        assert Client().post("/suggestions/", {"words": "意见"}).status_code == 429
        api = Client().post("/api/outreach/suggestions", {"words": "意见"}, content_type="application/json")
        assert api.status_code == 429


@pytest.mark.meets("Z49")
def test_ratings_page_shows_the_rate_with_n_and_criticism_with_its_answer(office: Client) -> None:
    with simulated_at(AT):
        assert Client().post("/ratings/", {"remark": "好"}).status_code == 422
        for overall, remark in (("5", ""), ("5", ""), ("1", f"{CANARY}太慢")):
            assert (
                Client().post("/ratings/", {"overall": overall, "openness": "4", "remark": remark}).status_code == 200
            )
        page = Client().get("/ratings/").content.decode()
        assert ("66.6%" in page, "2 / 3" in page, "还有 1 条评语待答复" in page) == (True, True, True)
        critical = Rating.objects.get(overall=1)
        office.post(f"/centre/suggestions/{critical.suggestion_id}/", {"answer": "已增开窗口。"})
        page = Client().get("/ratings/").content.decode()
        assert (f"{CANARY}太慢" in page, "已增开窗口。" in page) == (True, True)
        totals = {row["kind"]: row for row in Client().get("/api/outreach/ratings").json()}
        assert (totals["public"]["n"], totals["public"]["critical"]) == (3, 1)


def test_guests_are_listed_for_the_centre_alone(office: Client) -> None:
    by = staff.actor(staff.head("科长丙"))
    day = actions.draft_open_day(theme="开放日", starts_at=AT + timedelta(1), place="大厅", agenda="参观", by=by, at=AT)
    actions.announce_open_day(day, by=by, at=AT)
    actions.invite_guest(day, data=GuestData("media", f"{CANARY}记者", "13900000001"), by=by, at=AT)
    bidder = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"), at=AT)
    with simulated_at(AT):
        path = f"/api/outreach/open-days/{day.pk}/guests"
        assert (Client().get(path).status_code, bidder.get(path).status_code) == (401, 403)
        assert office.get(path).json()["items"][0]["name"] == f"{CANARY}记者"
        for page in ("/open-days/", f"/open-days/{day.pk}/", "/record/", "/api/outreach/open-days"):
            assert CANARY not in bidder.get(page).content.decode()
        assert office.post(f"/centre/open-days/{day.pk}/call-off/", {"reason": "场地维修，另行通知"}).status_code == 302
