"""Study by hand: plan, open sign-in, scan, file; boards, films, venues; who may not, is told; nobody's answers leak."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.education import actions
from qinglian.domain.education.models import Activity, Attendance, Case, Directive, Film, Reflection, SelfTest, Venue
from qinglian.domain.education.sign_in_code import code_at
from qinglian.domain.people.models import Person
from qinglian.record.clock import simulated_at
from tests.clock import TestClock
from tests.factories import people, staff, study
from tests.factories.people import signed_in
from tests.factories.tenders import pdf_bytes

pytestmark = pytest.mark.django_db
AT = study.AT
PLAN = {
    "kind": "all_staff", "topic": "学习中央八项规定精神", "held_at": "2026-11-02T09:30", "place": "三楼会议室", "audience": "all:",
    "speaker": "", "film": "", "case": "", "venue": "", "series": "",
}  # fmt: skip


def page(client: Client, address: str, status: int = 200) -> str:
    """This will return a page's text."""
    answer = client.get(f"/centre/study/{address}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def officer() -> Person:
    """This will store a party officer."""
    return staff.party_officer()


def test_activity_from_plan_to_file_by_hand(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    member = staff.member("扫码甲")
    office, phone = signed_in(officer), signed_in(member)
    wrong = office.post("/centre/study/new/", PLAN | {"topic": ""})
    assert (wrong.status_code, "三楼会议室" in wrong.content.decode()) == (422, True)
    planned = office.post("/centre/study/new/", PLAN)
    activity = Activity.objects.get()
    here = f"/centre/study/{activity.pk}/"
    assert planned["Location"] == here
    assert "学习中央八项规定精神" in page(phone, "mine/")
    assert "没有开放" in page(office, f"{activity.pk}/screen/")
    assert office.post(here, {"act": "open"}).status_code == 302
    assert "去签到" in page(phone, "mine/")
    screen = page(office, f"{activity.pk}/screen/")
    code = code_at(activity.pk, at=AT)
    assert code in screen
    assert "<svg" in screen
    assert '<noscript><meta http-equiv="refresh"' in screen
    assert phone.get(f"{here}screen/").status_code == 403
    assert f'value="{code}"' in phone.get(f"{here}sign-in/?code={code}").content.decode()
    late = phone.post(f"{here}sign-in/", {"code": "999999" if code != "999999" else "111111"})
    assert (late.status_code, "签到码不对" in late.content.decode()) == (422, True)
    assert phone.post(f"{here}sign-in/", {"code": code}).status_code == 302
    assert "已签到" in page(phone, f"{activity.pk}/sign-in/")
    assert office.post(here, {"act": "list", "persons": [officer.pk]}).status_code == 302
    assert office.post(here, {"act": "end"}).status_code == 302
    assert "错过签到的" in page(signed_in(officer), f"{activity.pk}/sign-in/") or Attendance.objects.count() == 2
    assert office.post(here, {"act": "close", "minutes": ""}).status_code == 422
    assert office.post(here, {"act": "close", "minutes": study.MINUTES}).status_code == 302
    assert "一个不缺" in page(phone, f"{activity.pk}/")
    assert phone.post(here, {"act": "end"}).status_code == 403
    assert office.post(here, {"act": "open"}).status_code == 409


def test_screen_changes_with_the_half_minute_and_answers_304_meanwhile(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    activity = study.opened(staff.actor(officer))
    office, address = signed_in(officer), f"/centre/study/{activity.pk}/screen/live/"
    first = office.get(address)
    tag = first["ETag"]
    assert office.get(address, headers={"If-None-Match": tag}).status_code == 304
    clock.forward(seconds=30)
    second = office.get(address, headers={"If-None-Match": tag})
    assert (second.status_code, second["ETag"] == tag) == (200, False)


def test_material_is_a_checked_file(officer: Person, clock: TestClock) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    clock.set(AT)
    activity = study.planned(staff.actor(officer))
    office, here = signed_in(officer), f"/centre/study/{activity.pk}/"
    bad = office.post(here, {"act": "material", "title": "讲稿", "file": SimpleUploadedFile("a.pdf", b"not a pdf")})
    assert bad.status_code == 422
    good = office.post(here, {"act": "material", "title": "讲稿", "file": SimpleUploadedFile("a.pdf", pdf_bytes())})
    assert good.status_code == 302
    stored = activity.material.get()
    assert office.get(f"{here}material/{stored.sha256}/").status_code == 200
    assert office.get(f"{here}material/{'0' * 64}/").status_code == 404


def test_links_to_a_new_plan_bring_along_what_it_is_for(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    own = study.secretaries()
    office, secretary = signed_in(officer), signed_in(own["second"])
    typed = {"level": "city", "issuer": "江城市纪委监委", "title": "关于开展节前提醒的通知", "issued_on": "2026-10-30"}
    office.post("/centre/study/directives/", typed)
    office.post("/centre/study/cases/", {"title": "打招呼案", "summary": "评标前打招呼。", "article": "第一百一十六条"})
    directive, case, film = Directive.objects.get(), Case.objects.get(), study.film(staff.actor(officer))
    office.post(f"/centre/study/cases/{case.pk}/", {"due_on": "2026-11-20"})
    brought = {
        "directives/?state=standing": (f"?directive={directive.pk}", ["关于开展节前提醒的通知"], "directives"),
        f"films/{film.pk}/": (f"?film={film.pk}", [film.title], "film"),
    }
    for place, (link, words, field) in brought.items():
        assert f'/centre/study/new/{link}"' in page(office, place)
        form = page(office, f"new/{link}")
        assert all(f'name="topic" value="{one}"' in form for one in words)
        assert field in form
    link = f"new/?case={case.pk}&branch=second"
    assert link.replace("&", "&amp;") in page(secretary, f"cases/{case.pk}/")
    assert page(office, f"cases/{case.pk}/").count("计划讨论") == 3
    form = page(office, link)
    assert '<option value="branch:second" selected>' in form
    form = page(secretary, link)
    assert 'value="打招呼案"' in form
    assert '<option value="case_discussion" selected>' in form
    assert page(office, "lectures/").count("计划党课") == 3
    assert page(secretary, "lectures/").count("计划党课") == 1
    form = page(secretary, f"new/?speaker={own['second'].pk}")
    assert '<option value="party_lecture" selected>' in form
    assert f'<option value="{own["second"].pk}" selected>' in form
    assert "selected" in page(office, "new/?film=x&case=&directive=999")  # what is not offered is left out


def test_directives_lectures_cases_and_series_by_hand(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    own = study.secretaries()
    office = signed_in(officer)
    assert office.post("/centre/study/directives/", {"level": "city"}).status_code == 422
    typed = {"level": "city", "issuer": "江城市纪委监委", "title": "关于开展节前提醒的通知", "issued_on": "2026-10-30"}
    assert office.post("/centre/study/directives/", typed).status_code == 302
    assert "关于开展节前提醒的通知" in page(office, "directives/?state=standing")
    assert Directive.objects.get().due_on.isoformat() == "2026-12-02"
    assert office.post("/centre/study/lectures/").status_code == 302
    assert page(office, "lectures/").count("还没有讲") == 3
    typed = {"title": "打招呼案", "summary": "评标前打招呼。", "article": "纪律处分条例第一百一十六条"}
    assert office.post("/centre/study/cases/", typed).status_code == 302
    case = Case.objects.get()
    assert office.post(f"/centre/study/cases/{case.pk}/", {"due_on": "2026-11-20"}).status_code == 302
    secretary = signed_in(own["second"])
    assert "计划本支部的讨论" in page(secretary, f"cases/{case.pk}/")
    named = {"kind": "case_discussion", "audience": "branch:second", "case": str(case.pk)}
    assert secretary.post("/centre/study/new/", PLAN | named).status_code == 302
    assert secretary.post("/centre/study/new/", PLAN).status_code == 422
    here = f"/centre/study/{Activity.objects.get().pk}/"
    secretary.post(here, {"act": "open"})
    nobody = {"act": "commit", "person": "", "words": "值班手机统一保管。", "due_on": "2026-11-15"}
    assert secretary.post(here, nobody).status_code == 422
    undertaken = {"act": "commit", "person": own["second"].pk, "words": "值班手机统一保管。", "due_on": "2026-11-15"}
    assert secretary.post(here, undertaken).status_code == 302
    secretary.post(here, {"act": "list", "persons": [own["second"].pk]})
    secretary.post(here, {"act": "end"})
    assert secretary.post(here, {"act": "close", "minutes": study.MINUTES}).status_code == 302
    assert "值班手机统一保管。" in page(office, f"cases/{case.pk}/")
    kept = f"/centre/study/commitments/{Activity.objects.get().commitments.get().pk}/"
    assert signed_in(own["first"]).post(kept, {"evidence": "别人"}).status_code == 403
    assert secretary.post(kept, {"evidence": "保管柜已启用。"}).status_code == 302
    assert "已兑现" in page(office, f"cases/{case.pk}/")
    assert (
        office.post("/centre/study/series/", {"title": "警钟长鸣", "year": "2026", "standing": ""}).status_code == 302
    )
    assert page(office, "series/").count("警钟长鸣") == 1


def test_film_reflection_and_answer_by_hand(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    writer = staff.member("写作甲")
    office, me = signed_in(officer), signed_in(writer)
    typed = {"title": "失守的底线", "maker": "市纪委", "minutes": "45", "account_from": "0", "reenactment_from": "12", "confession_from": "50"}  # fmt: skip
    assert office.post("/centre/study/films/", typed).status_code == 422
    assert office.post("/centre/study/films/", typed | {"confession_from": "33"}).status_code == 302
    film = Film.objects.get()
    assert office.post(f"/centre/study/films/{film.pk}/", {"act": "assign", "due_on": "2026-11-20"}).status_code == 302
    assert "写作甲" in page(office, f"films/{film.pk}/")
    assert me.post(f"/centre/study/films/{film.pk}/", {"act": "seen"}).status_code == 302
    own = f"/centre/study/films/{film.pk}/reflection/"
    assert me.post(own, {"act": "save", "words": "草稿金丝雀"}).status_code == 302
    assert "草稿金丝雀" in page(me, f"films/{film.pk}/reflection/")
    short = me.post(own, {"act": "submit", "words": "短。"})
    assert (short.status_code, "不到 100 字" in short.content.decode()) == (422, True)
    assert me.post(own, {"act": "submit", "words": "守住底线。" * 30}).status_code == 302
    found = Reflection.objects.get()
    assert "写作甲" in page(office, f"reflections/{found.pk}/")
    assert signed_in(staff.head()).get(f"/centre/study/reflections/{found.pk}/").status_code == 404
    answer = office.post(f"/centre/study/reflections/{found.pk}/", {"act": "answer", "answer": "写得实在。"})
    assert answer.status_code == 302
    assert "写得实在。" in page(me, f"films/{film.pk}/reflection/")


def test_venue_by_hand(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    office = signed_in(officer)
    typed = {"name": "清廉展馆", "address": "滨江大道 6 号", "capacity": "40"}
    assert office.post("/centre/study/venues/", typed).status_code == 302
    here = f"/centre/study/venues/{Venue.objects.get().pk}/"
    booked = {"on": "2026-11-20", "half": "am", "unit": "交易中心", "people": "30"}
    assert office.post(here, booked).status_code == 302
    full = office.post(here, booked)
    assert (full.status_code, "只剩 10 个名额" in full.content.decode()) == (409, True)
    number = re.search(r"bookings/(\d+)/", office.get(here).content.decode())
    assert number is not None
    assert office.post(f"/centre/study/bookings/{number[1]}/", {"act": "visited", "visitors": "31"}).status_code == 422
    assert office.post(f"/centre/study/bookings/{number[1]}/", {"act": "visited", "visitors": "28"}).status_code == 302
    assert office.post(f"/centre/study/bookings/{number[1]}/", {"act": "cancel"}).status_code == 409
    assert signed_in(staff.member()).post(here, booked).status_code == 403


@pytest.mark.meets("Z52")
def test_answers_of_a_self_test_are_shown_to_the_learner_alone(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    by, learners = staff.actor(officer), [staff.member(f"学员{n}") for n in range(3)]
    activity = study.held(by, *learners)
    office, here = signed_in(officer), f"/centre/study/{activity.pk}/"
    asked = {"words_1": "能不能打听评委名单？", "options_1": "不能\n能", "right_1": "0", "right_2": "0", "right_3": "0"}
    assert office.post(f"{here}questions/", asked | {"options_1": "不能"}).status_code == 422
    assert office.post(f"{here}questions/", asked).status_code == 302
    office.post(here, {"act": "close", "minutes": study.MINUTES})
    answered = {"choice_0": "1", "usefulness": "5", "note_words": "金丝雀唱给自己"}
    assert signed_in(learners[0]).post(f"{here}test/", {"usefulness": "5"}).status_code == 422
    for learner in learners:
        assert signed_in(learner).post(f"{here}test/", answered).status_code == 302
    assert "金丝雀唱给自己" in page(signed_in(learners[0]), f"{activity.pk}/test/")
    assert SelfTest.objects.filter(note="金丝雀唱给自己").count() == 3
    others = [officer, staff.discipline_officer(), staff.party_secretary(), staff.head(), people.supervisor()]
    for person in others:
        client = signed_in(person)
        for address in (here, f"{here}test/", "/centre/study/coverage/", "/centre/study/", f"/api/study/activities/{activity.pk}/self-test", "/centre/mine/"):  # fmt: skip
            told = client.get(address).content.decode()
            assert "金丝雀唱给自己" not in told
            assert "您选的" not in told


@pytest.mark.meets("Z19")
def test_coverage_page_counts_reading_sessions_their_attendees_and_what_was_shared(
    officer: Person, clock: TestClock
) -> None:
    clock.set(AT)
    reader = staff.member("读者甲")
    for book in ("《曾国藩家书》", "《容斋随笔》"):
        session = study.closed(staff.actor(officer), reader, officer, kind="reading", book=book)
        for who in (reader, officer):
            told = {"act": "share", "words": f"{who.name}读{book}有感。"}
            assert signed_in(who).post(f"/centre/study/{session.pk}/", told).status_code == 302
    row = page(signed_in(officer), "coverage/").split("kind=reading")[1].split("</tr>")[0]
    assert all(words in row for words in ("分享心得 4 条", "<b>2</b>", "4 / 4"))
    assert "分享心得" not in page(signed_in(officer), "coverage/?year=2025")


def test_coverage_page_names_who_is_missing_and_what_was_not_used(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    staff.member("没去甲")
    study.closed(staff.actor(officer), officer, kind="site_visit", catch_up_on=study.DUE)
    told = page(signed_in(officer), "coverage/")
    assert "没去甲" in told
    assert "今年没有用" in told
    assert "今年没有用" in page(signed_in(people.supervisor()), "coverage/")


def test_list_costs_the_same_with_one_and_three_activities(officer: Person) -> None:
    counted, office = [], signed_in(officer)
    with simulated_at(AT):
        office.get("/centre/study/")
        for many in (1, 2):
            for _ in range(many):
                study.closed(staff.actor(officer), officer)
            with CaptureQueriesContext(connection) as asked:
                office.get("/centre/study/")
            counted.append(len(asked))
    assert counted[0] == counted[1]


def test_duties_of_study_lead_to_their_pages(officer: Person, clock: TestClock) -> None:
    clock.set(AT)
    member, by = staff.member("欠账甲"), staff.actor(officer)
    film = study.film(by)
    actions.assign_film(film, due_on=study.DUE, by=by, at=AT)
    told = signed_in(member).get("/centre/mine/").content.decode()
    assert f"/centre/study/films/{film.pk}/reflection/" in told
