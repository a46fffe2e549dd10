"""Festivals, gifts, self-checks, campaigns, problems and the ledger by page: the way of each, and secrets that stay with the few."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from qinglian.domain.education import actions
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision.models import Campaign, Gift, Problem, SelfCheck
from qinglian.record.clock import simulated_at
from qinglian.web.centre.areas import AREAS
from qinglian.web.centre.duty_links import link_of
from tests.factories import people, staff
from tests.factories.campaigns import AT, Crew, crew, form_of, launched, style_problem, tendering_problem, through
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
SECRET = "秘而不宣"


@pytest.fixture
def who() -> Iterator[Crew]:
    """This will put the crew on the roll and let the tests' hour rule."""
    found = crew()
    with simulated_at(AT):
        yield found


def text(client: Client, address: str) -> str:
    """This will return a page's text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.meets("Z24")
def test_festivals_are_read_by_page_and_the_rate_names_who_is_missing(who: Crew) -> None:
    party, member, officer = signed_in(who.party_head), signed_in(who.member), signed_in(who.officer)
    assert "还没有排出来" in text(member, "/centre/festivals/")
    actions.plan_festivals(2027, by=staff.actor(who.party_head), at=AT)
    page = text(member, "/centre/festivals/?year=2027")
    assert all(
        day in page for day in ("2027-01-01", "2027-02-06", "2027-04-05", "2027-06-09", "2027-09-15", "2027-10-01")
    )
    reminder = FestivalReminder.objects.get(festival="new_year")
    address = reverse("centre_festival", args=(reminder.pk,))
    assert party.post(address, {"words_zh": "", "words_en": "x"}).status_code == 422
    assert party.post(address, {"words_zh": "元旦廉洁过节。", "words_en": "A clear New Year."}).status_code == 302
    assert "我已" not in text(member, address)
    assert party.post(address + "send/").status_code == 302
    duty = Duty.objects.get(kind="festival_reading", owed_by=who.member)
    assert link_of(duty) == address
    assert ">已读</button>" in text(member, address)
    assert member.post(address + "read/").status_code == 302
    assert "您已读" in text(member, address)
    told = text(officer, address)
    assert "12.5%" in told
    assert "科长甲" in told
    assert "科长甲" not in text(member, address)
    assert "12.5%" in text(member, "/centre/festivals/?year=2027")


def test_festival_reminder_that_asked_nobody_says_so(who: Crew) -> None:
    actions.plan_festivals(2027, by=staff.actor(who.party_head), at=AT)
    reminder = FestivalReminder.objects.get(festival="new_year")
    # sent on a day when the roll was empty
    FestivalReminder.objects.filter(pk=reminder.pk).update(state="sent", sent_at=AT)
    party = signed_in(who.party_head)
    for page in (text(party, "/centre/festivals/?year=2027"), text(party, f"/centre/festivals/{reminder.pk}/")):
        assert "发出时无人在册" in page
        assert "全部已读" not in page
        assert "都读过了" not in page
        assert "还没有发出" not in page


@pytest.mark.meets("Z27")
def test_self_check_goes_up_by_page_and_names_what_is_missing(who: Crew) -> None:
    campaign = launched(who)
    form = form_of(campaign, who.member)
    address = reverse("centre_self_check", args=(form.pk,))
    assert link_of(Duty.objects.get(kind="self_check", owed_by=who.member)) == address
    member, head, leader, officer = (signed_in(one) for one in (who.member, who.head, who.leader, who.officer))
    assert "去填" in text(member, "/centre/self-checks/")
    assert head.get(address).status_code == 404
    bad = member.post(address, {"item_gifts": "收过一盒茶叶。", "words": ""})
    assert bad.status_code == 422
    assert "收过一盒茶叶。" in bad.content.decode()
    assert member.post(address, {"item_gifts": "收过一盒茶叶。", "words": "自查一条。"}).status_code == 302
    assert "等我签的" in text(head, "/centre/self-checks/")
    assert head.post(address, {"item_delays": "答复超过两日。", "words": "属实。"}).status_code == 302
    assert "各级都签完了" in leader.post(address, {"words": "同意整改。"}, follow=True).content.decode()
    page = text(officer, reverse("supervisor_campaign", args=(campaign.pk,)))
    assert "没有审签完的自查表" in page
    assert "经办乙" in page
    assert "收过一盒茶叶。" in page
    assert SelfCheck.objects.get(pk=form.pk).state == "complete"
    assert Problem.objects.filter(form=form).count() == 2
    assert "已审签" in text(member, address)


@pytest.mark.meets("Z26")
def test_campaigns_are_launched_and_ended_by_page(who: Crew) -> None:
    officer, head = signed_in(who.officer), signed_in(who.head)
    told = {"kind": "two_leads_five", "from_on": "2026-11-02", "forms_due_on": "2026-11-20", "until_on": "2026-12-31"}
    assert head.post("/supervisor/campaigns/new/", told).status_code == 403
    assert officer.post("/supervisor/campaigns/new/", told | {"forms_due_on": "2027-01-20"}).status_code == 422
    for kind in ("two_leads_five", "illicit_profit"):
        assert officer.post("/supervisor/campaigns/new/", told | {"kind": kind}).status_code == 302
    again = officer.post("/supervisor/campaigns/new/", told)
    assert (again.status_code, "今年已经开展" in again.content.decode()) == (409, True)
    page = text(head, "/supervisor/campaigns/")
    assert "“两带头五整治”纠风防腐专项行动" in page
    assert "领导干部违规牟利专项整治" in page
    assert "0 / 8" in page
    assert "0 / 6" in page
    campaign = Campaign.objects.get(kind="two_leads_five")
    address = reverse("supervisor_campaign", args=(campaign.pk,))
    found = {
        "item": "waste",
        "severity": "serious",
        "department": "transaction",
        "source": "inspection",
        "found_on": "2026-11-02",
        "words": "会议铺张。",
    }
    assert officer.post(address + "problems/new/", found).status_code == 302
    assert "会议铺张。" in text(head, address)
    early = officer.post(address, {"conclusion": "有成效。"})
    assert (early.status_code, "8 张自查表没有审签完，1 条问题没有办结" in early.content.decode()) == (409, True)


@pytest.mark.meets("Z25")
def test_style_problems_are_registered_corrected_and_closed_by_page(who: Crew) -> None:
    officer, head, supervisor = signed_in(who.officer), signed_in(who.head), signed_in(people.supervisor())
    told = {"style": "hedonism", "severity": "serious", "department": "transaction", "source": "inspection", "found_on": "2026-09-22", "festival": "auto", "words": "收月饼券。", "concerns": SECRET}  # fmt: skip
    assert officer.post("/supervisor/style/new/", told | {"words": ""}).status_code == 422
    assert officer.post("/supervisor/style/new/", told).status_code == 302
    problem = Problem.objects.get()
    address = reverse("supervisor_problem", args=(problem.pk,))
    order = Rectification.objects.get()
    own, theirs = (
        reverse("centre_rectification", args=(order.pk,)),
        reverse("supervisor_rectification", args=(order.pk,)),
    )
    assert link_of(Duty.objects.get(kind="rectification")) == own
    assert (own in text(head, address), theirs in text(officer, address), address in text(head, own)) == (
        True,
        False,
        True,
    )
    for one in (head, supervisor):
        assert "收月饼券。" in text(one, "/supervisor/style/?year=2026")
        assert SECRET not in text(one, address)
    assert SECRET in text(officer, address)
    assert head.post(own, {"evidence": "已退还。"}).status_code == 302
    assert theirs in text(officer, address)
    assert officer.post(theirs, {"decision": "return", "words": "补凭据。"}).status_code == 422
    assert officer.post(theirs, {"decision": "return", "words": "补凭据。", "due_on": "2026-11-20"}).status_code == 302
    assert "补凭据。" in text(head, address)
    assert head.post(own, {"evidence": "已补凭据。"}).status_code == 302
    assert officer.post(theirs, {"decision": "close", "words": "整改到位。"}).status_code == 302
    page = text(supervisor, "/supervisor/style/?year=2026&festival=mid_autumn")
    assert "发现 1 条，办结 1 条" in page
    assert all(words in page for words in ("明察暗访", "享乐主义", "复查销号", "11-02"))


@pytest.mark.meets("Z28")
def test_ledger_compares_years_by_page_and_as_a_file(who: Crew) -> None:
    officer, supervisor = signed_in(who.officer), signed_in(people.supervisor())
    first = tendering_problem(who, year=2025)
    told = {"category": "collusion", "point": "R20", "severity": "grave", "department": "transaction", "source": "inspection", "found_on": "2026-06-01", "words": "=1+1"}  # fmt: skip
    assert officer.post("/supervisor/ledger/new/", told | {"found_on": "2022-06-01"}).status_code == 422
    answer = officer.post("/supervisor/ledger/new/", told)
    second = Problem.objects.get(finding__year=2026)
    address = reverse("supervisor_problem", args=(second.pk,))
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "是它的反复" in text(officer, address)
    marking = reverse("supervisor_mark_problem", args=(second.pk,))
    assert officer.post(marking, {"mark": "repeated", "repeats": first.pk}).status_code == 302
    assert officer.post(reverse("supervisor_mark_problem", args=(first.pk,)), {"mark": "new"}).status_code == 302
    page = text(supervisor, "/supervisor/ledger/")
    assert "反复 100%" in page
    assert "100%" in page
    assert text(supervisor, "/supervisor/ledger/?year=2026")
    book = load_workbook(BytesIO(supervisor.get("/supervisor/ledger/ledger.xlsx").content))
    years, entries = (list(sheet.values) for sheet in book.worksheets)
    assert [row[:5] for row in years[1:]] == [
        (2023, 1, 0, 0, 0),
        (2024, 2, 0, 0, 0),
        (2025, 3, 1, 1, 0),
        (2026, 4, 1, 0, 1),
    ]
    assert years[-1][6] == "100%"
    assert entries[2][3] == "=1+1"
    assert book.worksheets[1].cell(3, 4).data_type == "s"


def test_gifts_by_page_are_the_declarers_and_the_officers(who: Crew) -> None:
    member, officer, leader = signed_in(who.member), signed_in(who.officer), signed_in(who.leader)
    told = {
        "what": SECRET,
        "giver_kind": "agency",
        "received_on": "2026-10-30",
        "circumstances": "寄到单位。",
        "value_fen": "600.00",
    }
    assert member.post("/centre/gifts/new/", told | {"giver_kind": ""}).status_code == 422
    assert member.post("/centre/gifts/new/", told).status_code == 302
    address = reverse("centre_gift", args=(Gift.objects.get().pk,))
    for one in (member, officer):
        assert SECRET in text(one, "/centre/gifts/")
        assert "600.00" in text(one, address)
    page = text(leader, "/centre/gifts/")
    assert SECRET not in page
    assert "登记 1 件" in page
    assert leader.get(address).status_code == 404
    assert officer.post(address, {"handed_in_on": "2026-11-01"}).status_code == 302
    assert officer.post(address, {"disposal": "", "disposed_on": "2026-11-02", "remark": "x"}).status_code == 422
    assert officer.post(address, {"disposal": "treasury", "disposed_on": "2026-11-02", "remark": "缴库凭据 3 号。"}).status_code == 302  # fmt: skip
    assert "上缴国库" in text(member, address)


def test_secrets_of_self_checks_and_gifts_are_nowhere_else(who: Crew) -> None:
    """The secret words are put in; then every other role looks through every page and list that this part has, and the public facts."""
    campaign = launched(who)
    form = form_of(campaign, who.member)
    member = signed_in(who.member)
    member.post(reverse("centre_self_check", args=(form.pk,)), {"item_gifts": SECRET, "words": SECRET})
    member.post("/centre/gifts/new/", {"what": SECRET, "giver_kind": "agency", "giver": SECRET, "received_on": "2026-10-30", "circumstances": SECRET})  # fmt: skip
    problem, gift = Problem.objects.get(), Gift.objects.get()
    order = problem.finding.rectification
    signed_in(who.head).post(f"/centre/rectifications/{order.pk}/", {"evidence": SECRET})
    style_problem(who, concerns=SECRET)
    addresses = [
        "/centre/self-checks/", f"/centre/self-checks/{form.pk}/", "/centre/gifts/", f"/centre/gifts/{gift.pk}/", "/centre/mine/",
        "/centre/festivals/", "/supervisor/campaigns/", f"/supervisor/campaigns/{campaign.pk}/", f"/supervisor/problems/{problem.pk}/",
        "/supervisor/style/", "/supervisor/ledger/", "/api/supervision/self-checks", f"/api/supervision/self-checks/{form.pk}",
        "/api/supervision/campaigns", f"/api/supervision/campaigns/{campaign.pk}/missing", "/api/supervision/problems?register=campaign",
        "/api/supervision/problems?register=style", f"/api/supervision/problems/{problem.pk}", "/api/supervision/gifts",
        f"/api/supervision/gifts/{gift.pk}", f"/centre/rectifications/{order.pk}/", f"/supervisor/rectifications/{order.pk}/",
        "/centre/rectifications/", "/supervisor/rectifications/", "/api/inspections/findings", "/api/inspections/rectifications",
        f"/api/inspections/rectifications/{order.pk}", "/supervisor/assessments/", "/api/people/duties", f"/search/?q={SECRET[:2]}", "/record/",
    ]  # fmt: skip
    others = [
        who.leader, who.secretary, who.other, who.other_head, who.party_head, people.supervisor(),
        *(people.staff(role) for role in ("centre_verifier", "centre_host", "centre_admin", "expert_officer")),
        people.person(people.bidder()[0], "bidder_agent"),
    ]  # fmt: skip
    leaks = []
    for person in [*others, None]:
        client = signed_in(person) if person else Client()
        leaks += [(person, address) for address in addresses if SECRET in _body(client, address)]
    assert leaks == []
    assert SECRET in _body(signed_in(who.head), f"/centre/self-checks/{form.pk}/")
    assert SECRET not in _body(signed_in(who.head), f"/centre/gifts/{gift.pk}/")


def _body(client: Client, address: str) -> str:
    return client.get(address).content.decode(errors="replace").replace(f'value="{SECRET[:2]}"', "")


def test_pages_cost_the_same_with_more_forms_and_problems(who: Crew) -> None:
    officer, campaign = signed_in(who.officer), launched(who)
    addresses = [
        "/supervisor/campaigns/",
        f"/supervisor/campaigns/{campaign.pk}/",
        "/supervisor/style/",
        "/supervisor/ledger/",
    ]
    counted = []
    for many in (1, 3):
        for _ in range(many):
            style_problem(who)
            tendering_problem(who, year=2025)
        if many == 3:
            through(campaign, who, who.member)
        with CaptureQueriesContext(connection) as asked:
            for address in addresses:
                officer.get(address)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_areas_and_duties_lead_to_pages(who: Crew) -> None:
    member = signed_in(who.officer)
    for area in AREAS:
        if area.pillar == "promote":
            assert member.get(reverse(area.page)).status_code == 200, area.page
