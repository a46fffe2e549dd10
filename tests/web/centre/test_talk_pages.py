"""Talks, home visits and families on the pages: done by hand, and what is private unreadable for every other role, page, API and fact."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from qinglian.domain.education import actions
from qinglian.domain.education.actions import Told, VisitDetails
from qinglian.domain.education.models import FamilyContest, FamilyVideo, HomeVisit, Talk
from qinglian.domain.education.talk_tiers import GROUP_WORDS
from qinglian.domain.people.models import Duty
from qinglian.domain.people.roles import ROLES
from qinglian.record.clock import simulated_at
from qinglian.record.models import Fact, Secrecy
from tests.factories import people, rows, staff
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
AT = staff.AT
DUE = f"{AT.year}-12-20"
CANARY = "金丝雀"


@pytest.mark.meets("Z11", "Z12")
def test_round_is_opened_talk_recorded_and_matrix_read_by_hand() -> None:
    party, secretary, deputy, head = staff.party_officer(), staff.party_secretary(), staff.deputy(), staff.head()
    outside = staff.head("科长乙", department="finance", branch="first")
    office, leader, boss = signed_in(party), signed_in(deputy), signed_in(secretary)
    with simulated_at(AT):
        assert "本年还没有安排" in office.get("/centre/talks/").content.decode()
        assert office.post("/centre/talks/", {"due_on": ""}).status_code == 422
        assert office.post("/centre/talks/", {"due_on": DUE}).status_code == 302
        talk = Talk.objects.get(talker=secretary, listener=head)
        mine = boss.get("/centre/mine/").content.decode()
        assert f"/centre/talks/{talk.pk}/" in mine
        words = {"held_at": "2026-11-02T08:00", "place": "谈话室", "requirements": CANARY, "reply": ""}
        wrong = boss.post(f"/centre/talks/{talk.pk}/", words)
        assert (wrong.status_code, CANARY in wrong.content.decode()) == (422, True)
        assert boss.post(f"/centre/talks/{talk.pk}/", words | {"reply": f"{CANARY}表态"}).status_code == 302
        assert f"{CANARY}表态" in boss.get(f"/centre/talks/{talk.pk}/").content.decode()
        page = office.get("/centre/talks/").content.decode()
        assert all(words.zh in page for words in GROUP_WORDS.values())
        assert ("科长乙" in page, "进行中" in page, "五类全部谈完" in page, CANARY in page) == (
            True,
            True,
            False,
            False,
        )
        assert "谈话内容不公开" in office.get(f"/centre/talks/{talk.pk}/").content.decode()
        plan = leader.get("/centre/talks/plan/").content.decode()
        assert (head.pk in plan, outside.pk in plan) == (True, False)
        assert leader.post("/centre/talks/plan/", {"listener": outside.pk, "due_on": DUE}).status_code == 422
        assert leader.post("/centre/talks/plan/", {"listener": head.pk, "due_on": DUE}).status_code == 302
        for listener in (deputy, outside):
            talk = Talk.objects.get(talker=secretary, listener=listener)
            assert boss.post(f"/centre/talks/{talk.pk}/", words | {"reply": "照办"}).status_code == 302
        assert "五类全部谈完" in office.get("/centre/talks/").content.decode()


@pytest.mark.meets("Z13")
def test_promotion_lists_a_talk_that_is_recorded_by_hand() -> None:
    secretary = staff.party_secretary()
    new = staff.member("新任甲", standings=("key_post",), cause="appointed")
    boss, entry = signed_in(secretary), staff.entry(new)
    with simulated_at(AT):
        address = f"/centre/talks/appointed/{entry.pk}/"
        assert address in boss.get("/centre/mine/").content.decode()
        assert address in boss.get("/centre/talks/").content.decode()
        words = {"held_at": "2026-11-02T08:00", "place": "谈话室", "requirements": "守纪", "reply": "照办"}
        assert boss.post(address, words).status_code == 302
        assert address not in boss.get("/centre/mine/").content.decode()
        assert signed_in(new).get(address).status_code == 404


def test_days_of_talks_and_lectures_are_those_of_the_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    rows.changed(monkeypatch, talk_round_day="11-30", talk_on_appointment_days=10, study_lecture_day="12-15")
    secretary, office = staff.party_secretary(), staff.party_officer()
    client = signed_in(office)
    with simulated_at(AT):
        assert 'value="2026-11-30"' in client.get("/centre/talks/").content.decode()
        assert "2026-12-15 以前讲完" in client.get("/centre/study/lectures/").content.decode()
        client.post("/centre/study/lectures/")
    staff.member("新任甲", cause="promoted")
    due = {duty.kind: duty.due_on for duty in Duty.objects.filter(owed_by=secretary)}
    assert due == {"lecture": date(2026, 12, 15), "talk_on_appointment": AT.date() + timedelta(days=10)}


def test_words_of_a_talk_and_a_visit_are_on_no_other_page_api_or_open_fact(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    party, secretary, deputy, head = staff.party_officer(), staff.party_secretary(), staff.deputy(), staff.head()
    by = staff.actor(party)
    actions.open_talk_round(year=AT.year, due_on=AT.date() + timedelta(20), by=by, at=AT)
    talk = Talk.objects.get(talker=secretary, listener=deputy)
    told = Told(AT, f"{CANARY}室", f"{CANARY}要求", f"{CANARY}表态")
    actions.hold_talk(talk, told=told, by=staff.actor(secretary), at=AT)
    visit = actions.plan_home_visit(head, visitor=deputy, due_on=AT.date(), by=by, at=AT)
    details = VisitDetails(f"{CANARY}配偶", f"{CANARY}情况", f"{CANARY}跟进")
    actions.record_home_visit(visit, made_on=AT.date(), details=details, by=staff.actor(deputy), at=AT)
    pages = (
        "/centre/", "/centre/mine/", "/centre/talks/", f"/centre/talks/{talk.pk}/", "/centre/home-visits/",
        f"/centre/home-visits/{visit.pk}/", "/centre/families/", "/record/", "/supervisor/", "/supervisor/wall/",
        "/centre/organisations/", "/api/education/talks", "/api/education/talk-matrix",
        f"/api/education/talks/{talk.pk}/words", "/api/education/home-visits", f"/api/education/home-visits/{visit.pk}/details",
        "/api/people/duties", "/api/people/roll", "/api/record/facts",
    )  # fmt: skip
    others = {role.code: people.staff(role.code) for role in ROLES if role.code not in ("supervisor", "party_officer", "discipline_officer")}  # fmt: skip
    others |= {"supervisor": people.supervisor(), "head": head}
    with simulated_at(AT):
        for name, person in others.items():
            client = signed_in(person)
            for page in pages:
                assert CANARY not in client.get(page).content.decode(errors="replace"), (name, page)
        office, officer = signed_in(party), signed_in(staff.discipline_officer())
        assert CANARY not in office.get(f"/centre/talks/{talk.pk}/").content.decode()
        assert office.get(f"/api/education/talks/{talk.pk}/words").status_code == 403
        assert f"{CANARY}情况" in office.get(f"/centre/home-visits/{visit.pk}/").content.decode()
        assert f"{CANARY}要求" in officer.get(f"/centre/talks/{talk.pk}/").content.decode()
        assert officer.get(f"/centre/home-visits/{visit.pk}/").status_code == 404
        assert officer.get(f"/api/education/talks/{talk.pk}/words").json()["requirements"] == f"{CANARY}要求"
    assert CANARY not in str(list(Fact.objects.values_list("fact", flat=True)))
    assert not Fact.objects.filter(secrecy=Secrecy.OPEN, subject__startswith="talk").exists()
    assert CANARY not in caplog.text


@pytest.mark.meets("Z20")
def test_home_visit_is_planned_recorded_and_seen_by_hand() -> None:
    party, deputy, head, host = staff.party_officer(), staff.deputy(), staff.head(), staff.member()
    office, leader, ordinary = signed_in(party), signed_in(deputy), signed_in(host)
    with simulated_at(AT):
        plan = {"member": head.pk, "visitor": deputy.pk, "due_on": DUE}
        assert office.post("/centre/home-visits/", plan).status_code == 302
        visit = HomeVisit.objects.get()
        assert f"/centre/home-visits/{visit.pk}/" in leader.get("/centre/mine/").content.decode()
        told = {"made_on": "2026-11-02", "met": "配偶", "found": f"{CANARY}情况", "follow_up": ""}
        assert leader.post(f"/centre/home-visits/{visit.pk}/", told | {"found": ""}).status_code == 422
        assert leader.post(f"/centre/home-visits/{visit.pk}/", told).status_code == 302
        seen = ordinary.get("/centre/home-visits/").content.decode()
        assert ("科长甲" in seen, "100%" in seen, CANARY in seen) == (True, True, False)
        assert ordinary.get(f"/centre/home-visits/{visit.pk}/").status_code == 404


@pytest.mark.meets("Z56")
def test_family_joins_and_withdraws_by_hand() -> None:
    party, head = signed_in(staff.party_officer()), signed_in(staff.head())
    with simulated_at(AT):
        letter = {"kind": "letter", "title": "一封信", "words": "见字如面。", "held_on": "2026-11-02"}
        address = party.post("/centre/families/new/", letter)["Location"]
        assert head.post(address, {"told": "已读"}).status_code == 302
        page = head.get("/centre/families/").content.decode()
        assert ("已读" in page, "100%" in page) == (True, True)
        withdraw = page.split('action="/centre/families/parts/')[1].split("/")[0]
        assert head.post(f"/centre/families/parts/{withdraw}/withdraw/").status_code == 302
        page = head.get("/centre/families/").content.decode()
        assert ("已读" in page, "0%" in page) == (False, True)
        assert head.post("/centre/families/", {"told": "常提醒、常算账"}).status_code == 302


@pytest.mark.meets("Z21")
def test_contest_by_hand_takes_one_vote_a_person() -> None:
    party, head, host = staff.party_officer(), staff.head(), staff.member()
    office, voter, family = signed_in(party), signed_in(host), signed_in(head)
    with simulated_at(AT):
        office.post("/centre/families/contests/", {"title": "清廉家庭评比"})
        contest = FamilyContest.objects.get()
        address = f"/centre/families/contests/{contest.pk}/"
        for member in (head, host):
            assert voter.post(address, {"member": member.pk, "story": f"{CANARY}事迹"}).status_code == 302
        first, second = contest.nominations.order_by("pk")
        assert "投票开始" in office.post(f"{address}move/", follow=True).content.decode()
        assert voter.post(f"/centre/families/nominations/{first.pk}/vote/").status_code == 302
        assert voter.post(f"/centre/families/nominations/{second.pk}/vote/").status_code == 409
        assert "您已投票" in voter.get(address).content.decode()
        office.post(f"{address}move/")
        assert office.post(address, {"review": "同意"}).status_code == 422
        assert office.post(address, {"awarded": [first.pk], "review": "家风优良。"}).status_code == 302
        other = signed_in(staff.member("旁人甲"))
        shown = other.get(address).content.decode()
        assert ("清廉家庭" in shown, CANARY in shown) == (True, False)
        consented = family.post(f"/centre/families/nominations/{first.pk}/consent/", {"agreed": "yes"}, follow=True)
        assert "您已同意刊出" in consented.content.decode()
        assert CANARY in other.get(address).content.decode()


@pytest.mark.meets("Z22")
def test_videos_are_shown_on_the_internal_network_alone_and_plays_counted(settings: LazySettings) -> None:
    party, head, host = signed_in(staff.party_officer()), signed_in(staff.head()), signed_in(staff.member())
    staff.deputy()
    film = SimpleUploadedFile("film.webm", b"\x1a\x45\xdf\xa3" + b"0" * 64, content_type="video/webm")
    with simulated_at(AT):
        assert party.post("/centre/families/videos/", {"act": "ask", "due_on": DUE}).status_code == 302
        assert "没有" in host.get("/centre/families/videos/").content.decode()
        assert head.post("/centre/families/videos/", {"title": "家书", "file": film}).status_code == 302
        told = host.get("/centre/families/videos/").content.decode()
        rows = {row.split("</th>")[0]: ">没有</span>" in row for row in told.split('<th scope="row">')[1:]}
        assert rows == {"科长甲": False, "副主任甲": True}
        fake = SimpleUploadedFile("film.mp4", b"MZ" + b"0" * 64, content_type="video/mp4")
        assert party.post("/centre/families/videos/", {"title": "假的", "file": fake}).status_code == 422
        video = FamilyVideo.objects.get()
        page = host.post(f"/centre/families/videos/{video.pk}/")
        assert "media-src 'self'" in page["Content-Security-Policy"]
        assert "<video" in page.content.decode()
        played = host.get(f"/centre/families/videos/{video.pk}/file")
        assert (played["Content-Type"], b"".join(played)[:4]) == ("video/webm", b"\x1a\x45\xdf\xa3")
        video.refresh_from_db()
        assert video.plays == 1
        uncounted = host.get(f"/centre/families/videos/{video.pk}/file", headers={"X-Forwarded-For": "10.0.0.7"})
        assert uncounted.status_code == 403  # a proxy that the settings do not count hides who asks
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
        for address in ("", f"{video.pk}/", f"{video.pk}/file"):
            outside = host.get(f"/centre/families/videos/{address}", REMOTE_ADDR="203.0.113.9")
            assert (outside.status_code, "内部网络" in outside.content.decode()) == (403, True)
        forged = host.get("/centre/families/videos/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="10.0.0.1")
        assert forged.status_code == 403
        assert host.get("/api/education/families/videos", REMOTE_ADDR="203.0.113.9").status_code == 403
        assert head.post(f"/centre/families/videos/{video.pk}/withdraw/").status_code == 302
        assert host.get(f"/centre/families/videos/{video.pk}/").status_code == 404
