"""Pages of rounds, pledges and lists of duties: each can be worked by hand from its first page to its end."""

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.experts.actions import add_expert
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.models import Adoption, DutyList, Pledge, PledgeCampaign, RiskProposal, RiskRound
from qinglian.domain.people.models import Duty
from qinglian.record.clock import simulated_at
from tests.factories import experts, people, projects, rounds, staff
from tests.house.test_words import HAN

pytestmark = pytest.mark.django_db
AT, YEAR = rounds.AT, rounds.TODAY.year


@pytest.fixture
def team() -> rounds.House:
    """This will staff the centre, at the hour at which the test stands."""
    with simulated_at(AT):
        yield rounds.house()


def page(who, address: str) -> str:
    """This will read a page as this person."""
    answer = people.sign_in(Client(), who, at=AT).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def press(who, address: str, **fields) -> int:
    """This will hand a form in as this person and return the status."""
    return people.sign_in(Client(), who, at=AT).post(address, fields).status_code


@pytest.mark.meets("Z58")
def test_a_round_is_worked_by_hand_and_the_point_page_shows_its_trace(team: rounds.House) -> None:
    assert "还没有查摆过风险点" in page(team.discipline, "/centre/rounds/")
    assert (
        press(team.discipline, "/centre/rounds/", title="2026 年度查摆", from_on="2026-11-02", until_on="2026-11-01")
        == 422
    )
    assert (
        press(team.discipline, "/centre/rounds/", title="2026 年度查摆", from_on="2026-11-02", until_on="2026-11-20")
        == 302
    )
    found = RiskRound.objects.get()
    address = f"/centre/rounds/{found.pk}/"
    assert f'href="{address}propose/"' in page(team.host, "/centre/mine/")
    typed = vars(rounds.typed())
    assert press(team.host, f"{address}propose/", **(typed | {"name": ""})) == 422
    assert press(team.host, f"{address}propose/", **typed) == 302
    row = RiskProposal.objects.get()
    assert "等您办" in page(team.head, address)
    assert press(team.head, address, act="review_proposals", proposal=row.pk) == 302
    assert '<option value="R22" selected>' in page(team.discipline, address)
    assert (
        press(team.discipline, address, act="examine_proposals", proposal=row.pk, **{f"point-{row.pk}": "R22"}) == 302
    )
    assert press(team.discipline, address, act="close_round") == 409
    assert press(team.secretary, address, act="adopt_proposals", proposal=row.pk) == 302
    assert press(team.discipline, address, act="close_round") == 302
    assert "列为 R22" in page(team.host, f"/centre/rounds/proposals/{row.pk}/")
    point = page(team.host, "/supervisor/wall/R22/")
    assert all(words in point for words in ("2026 年度查摆", "开标主持人提出，", "2026-11-02 采纳", "科长甲"))
    assert "还没有经过风险查摆" in page(team.host, "/supervisor/wall/R01/")
    assert "1 / 56" in page(team.host, "/centre/rounds/")


def test_a_proposal_is_refused_with_the_reason_on_its_page(team: rounds.House) -> None:
    row = rounds.proposed(rounds.opened_round(team.discipline), team.host)
    address = f"/centre/rounds/proposals/{row.pk}/"
    assert press(team.head, address, reason="") == 422
    assert press(team.secretary, address, reason="重复") == 409
    assert press(team.head, address, reason="与 R22 重复。") == 302
    assert "与 R22 重复。" in page(team.host, address)


@pytest.mark.meets("Z42")
def test_compendium_matches_56_points_with_56_measures_none_without_owner(team: rounds.House) -> None:
    shown = page(team.host, "/centre/rounds/compendium/")
    assert "没有负责人：" in shown
    for department in ("office", "party", "service", "supervision", "expert", "information", "finance"):
        staff.head(f"{department}科长", department=department)
    shown = page(team.host, "/centre/rounds/compendium/")
    assert "56 个风险点，56 条防控措施，一一对应" in shown
    assert "负责人齐备" in shown
    for point in POINTS:
        assert shown.count(f'/supervisor/wall/{point.code}/"') == 1
        assert point.measure.what.zh in shown
    answer = people.sign_in(Client(), team.host, at=AT).get("/centre/rounds/compendium.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_compendium_as_a_file_speaks_the_readers_language(team: rounds.House) -> None:
    client = people.sign_in(Client(), team.host, at=AT)
    answer = client.get("/centre/rounds/compendium.pdf", headers={"accept-language": "en"})
    document = pypdfium2.PdfDocument(answer.content)
    words = "".join(part.get_textpage().get_text_range() for part in document)
    assert "56 risk points, 56 measures, one for each" in words
    assert set(HAN.findall(words)) <= set(team.head.name + team.deputy.name)  # a line may end within a name


@pytest.mark.meets("Z46")
def test_a_pledge_is_asked_for_read_signed_and_counted(team: rounds.House) -> None:
    assert press(team.party, "/centre/pledges/", due_on="2026-10-01", is_public="no") == 422
    assert press(team.party, "/centre/pledges/", due_on="2026-11-20", is_public="no") == 302
    campaign = PledgeCampaign.objects.get()
    assert 'href="/centre/pledges/own/"' in page(team.host, "/centre/mine/")
    own = page(team.host, "/centre/pledges/own/")
    assert all(words in own for words in ("不收送礼金", "不违规宴请", "不泄露工作信息", "R22", "我已读完，签订"))
    assert own != page(team.party, "/centre/pledges/own/")
    read = own.split('name="read" value="')[1][:64]
    old = people.sign_in(Client(), team.host, at=AT.replace(year=2025))
    answer = old.post("/centre/pledges/own/", {"read": read})
    assert (answer.status_code, "/accounts/" in answer["Location"], Pledge.objects.count()) == (302, True, 0)
    assert press(team.host, "/centre/pledges/own/", read="0" * 64) == 409
    assert press(team.host, "/centre/pledges/own/", read=read) == 302
    pledge = Pledge.objects.get()
    assert "已签" in page(team.host, f"/centre/pledges/signed/{pledge.pk}/")
    coverage = page(team.party, f"/centre/pledges/{campaign.pk}/")
    assert "已签 1 / 6 人" in coverage
    assert all(name in coverage for name in ("书记甲", "副主任甲", "党务甲", "纪检甲", "科长甲", "主持甲"))
    assert "书记甲" not in page(team.host, f"/centre/pledges/{campaign.pk}/")
    assert "主持甲" not in Client().get("/pledges/").content.decode()


@pytest.mark.meets("Z46")
def test_all_of_the_staff_sign_the_words_of_their_posts_and_a_year_later_anew(team: rounds.House) -> None:
    everybody = (team.secretary, team.deputy, team.party, team.discipline, team.head, team.host)
    texts = set()
    for year, at in ((YEAR, AT), (YEAR + 1, AT.replace(year=YEAR + 1))):
        campaign = rounds.campaign(team.party, due_on=rounds.DUE.replace(year=year), at=at)
        address = f"/centre/pledges/{campaign.pk}/"
        with simulated_at(at):
            office = people.sign_in(Client(), team.party, at=at)
            assert "已签 0 / 6 人" in office.get(address).content.decode()
            for who in everybody:
                client = people.sign_in(Client(), who, at=at)
                own = client.get("/centre/pledges/own/").content.decode()
                assert all(words in own for words in ("不收送礼金", "不违规宴请", "不泄露工作信息", "我已读完，签订"))
                texts.add(own.split("<article")[1].split("</article>")[0])
                read = own.split('name="read" value="')[1][:64]
                assert client.post("/centre/pledges/own/", {"read": read}).status_code == 302
            told = office.get(address).content.decode()
            assert all(words in told for words in ("已签 6 / 6 人", "全部签订", f"{year + 1}-11-02"))
    assert len(texts) == 2 * 5  # the head holds the host's post: five posts, in each of two years


def test_own_pledge_says_when_nothing_is_asked(team: rounds.House) -> None:
    assert "现在没有要您签的承诺" in page(team.host, "/centre/pledges/own/")


def test_a_missing_pledge_stops_an_expert_at_the_keepers_page_and_says_so(team: rounds.House) -> None:
    keeper = staff.member("库管甲", department="expert", work_post="register_keeper", roles=("expert_officer", "staff"))
    rounds.campaign(team.party, due_on=rounds.TODAY)
    expert = add_expert(experts.typed(), by=experts.officer(), at=AT)
    with simulated_at(AT.replace(day=10)):
        client = people.sign_in(Client(), keeper, at=AT.replace(day=10))
        answer = client.post(f"/centre/experts/{expert.pk}/admit/")
        assert (answer.status_code, "到期未签，不能审核专家入库" in answer.content.decode()) == (409, True)
        rounds.signed(keeper, at=AT.replace(day=10))
        assert client.post(f"/centre/experts/{expert.pk}/admit/").status_code == 302


@pytest.mark.meets("Z17")
def test_lists_are_drafted_changed_issued_signed_and_reviewed_and_the_missing_are_named(team: rounds.House) -> None:
    assert press(team.party, "/centre/duty-lists/draft/") == 302
    assert press(team.party, "/centre/duty-lists/draft/") == 409
    row = DutyList.objects.get(person=team.head, kind="business")
    assert press(team.party, f"/centre/duty-lists/{row.pk}/", items="") == 422
    assert press(team.party, f"/centre/duty-lists/{row.pk}/", items="公告逐条核验\n开标按时主持") == 302
    assert press(team.party, "/centre/duty-lists/issue/", due_on="", review_on="") == 422
    assert press(team.party, "/centre/duty-lists/issue/", due_on="2026-11-20", review_on="2026-12-31") == 302
    assert Duty.objects.filter(kind="duty_list").count() == 3
    assert 'href="/centre/duty-lists/own/"' in page(team.head, "/centre/mine/")
    assert "两份一起签" in page(team.head, "/centre/duty-lists/own/")
    assert press(team.head, "/centre/duty-lists/own/", act="sign") == 302
    named = page(team.party, "/centre/duty-lists/")
    missing = named.split("还没签")[1].split("</b>")[0]
    assert ("书记甲" in missing, "副主任甲" in missing, "科长甲" in missing) == (True, True, False)
    assert press(team.head, "/centre/duty-lists/own/", act="review", business="完成", integrity="") == 422
    assert press(team.head, "/centre/duty-lists/own/", act="review", business="完成", integrity="履行") == 302
    assert "履行" in page(team.head, "/centre/duty-lists/own/")
    assert "没有下发给您的清单" in page(team.host, "/centre/duty-lists/own/")
    assert "一行一条" not in page(team.secretary, f"/centre/duty-lists/{row.pk}/")


@pytest.mark.meets("D03")
def test_a_leader_signs_on_the_projects_page_and_the_public_reads_all_ten_points() -> None:
    with simulated_at(AT):
        owner = projects.tenderer()
        leader = people.person(owner, "buyer_reviewer")
        project = projects.draft(owner, leader=leader.pk)
        officer = people.person(owner, "buyer_operator")
        address = f"/buyer/projects/{project.code}/"
        assert "我是负责人" not in page(officer, address)
        assert "我是负责人，签订并公布" in page(leader, address)
        assert press(officer, f"{address}leader-pledge/") == 403
        assert press(leader, f"{address}leader-pledge/") == 302
        shown = Client().get("/pledges/").content.decode()
    assert all(words in shown for words in (leader.name, project.name, owner.name, "不规避招标", "不回避监督"))
    assert shown.count('<span class="q-note"><span class="q-nowrap">') == 10


def test_coverage_costs_the_same_with_three_and_six(team: rounds.House) -> None:
    campaign = rounds.campaign(team.party)
    client, counted = people.sign_in(Client(), team.party, at=AT), []
    client.get(f"/centre/pledges/{campaign.pk}/")
    for who in (team.host, team.head, team.party):
        rounds.signed(who)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/centre/pledges/{campaign.pk}/")
        counted.append(len(asked))
    assert len(set(counted)) == 1


def test_round_page_costs_the_same_with_one_and_three(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    client, counted = people.sign_in(Client(), team.head, at=AT), []
    client.get(f"/centre/rounds/{found.pk}/")
    for many in (1, 2):
        for _ in range(many):
            rounds.proposed(found, team.host)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/centre/rounds/{found.pk}/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert Adoption.objects.count() == 0
