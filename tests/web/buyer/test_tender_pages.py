"""The workspace and a tender's own page: next steps, what can be done, what others cannot see."""

from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.projects.models import Project
from qinglian.domain.tenders.models import Tender
from tests.clock import TestClock
from tests.factories import projects, tenders
from tests.web.buyer.windows import TIMES, Desk, address, get, own, post

pytestmark = pytest.mark.django_db


def test_desk_lists_next_steps_with_verb_and_article(desk: Desk):
    tenders.in_review(own(desk))
    own(desk, deadline_at=tenders.DEADLINE.replace(day=8))
    tenders.published(own(desk))
    page = get(desk.officer, "/buyer/")
    assert page.index("更正公告后送复核") < page.index("等第二人复核") < page.index("等投标截止")
    assert "有 1 处违反规则" in page
    assert "招标投标法第三十四条" in page
    assert "复核公告" in get(desk.reviewer, "/buyer/")


def test_empty_desk_says_what_comes_first(desk: Desk):
    assert "还没有招标项目。" in get(desk.officer, "/buyer/")
    assert "还没有已提交的投资项目。" in get(desk.officer, "/buyer/tenders/new/")


def test_tender_page_offers_what_can_be_done(desk: Desk):
    notice = tenders.published(own(desk))
    path = f"/buyer/tenders/{notice.tender.code}/"
    assert "发澄清修改或顺延" in get(desk.officer, path)
    assert "终止招标" in get(desk.reviewer, path)
    assert "没有写明理由" in post(desk.reviewer, path + "terminate/", {"reason": ""}, 422)
    post(desk.reviewer, path + "terminate/", {"reason": "规划调整"})
    assert notice.tender.sections.get().state == "terminated"
    assert get(desk.officer, path)


def test_failed_section_is_tendered_again_from_its_page(desk: Desk, clock: TestClock):
    section = tenders.failed(tenders.section(tenders.published(own(desk))))
    clock.set(tenders.DEADLINE + timedelta(days=1))
    path = f"/buyer/tenders/{section.tender.code}/"
    assert "重新招标" in get(desk.officer, path)
    post(desk.officer, path + "sections/1/retender/", {})
    assert "起草招标公告" in get(desk.officer, path)
    post(desk.officer, path + "draft/", {})
    assert "第 2 版" in get(desk.officer, path)


def test_sections_and_drafts_are_changed_and_deleted(desk: Desk):
    tender = tenders.created(projects.submitted(desk.tenderer), sections=2)
    path = f"/buyer/tenders/{tender.code}/"
    body = {"number": "2", "name": "装修", "scope": "", "period_days": "", "estimate_fen": "1000000"}
    assert "已被使用" in post(desk.officer, path + "sections/1/", body, 422)
    post(desk.officer, path + "sections/2/", body)
    post(desk.officer, path + "sections/2/delete/", {})
    edited = {
        "name": "改名",
        "kind": "works",
        "procedure": "open",
        "must_tender": "no",
        "place": "",
        "supervisor": "",
        "agency": "",
    }
    post(desk.officer, path + "edit/", edited)
    assert Tender.objects.get().name == "改名"
    post(desk.officer, path + "draft/", {})
    post(desk.officer, path + "notices/1/delete/", {})
    post(desk.officer, path + "delete/", {})
    assert Tender.objects.count() == 0


def test_projects_are_listed_searched_and_deleted(desk: Desk):
    project = projects.draft(desk.tenderer, name="望江路排水改造")
    assert "望江路排水改造" in get(desk.officer, "/buyer/projects/?q=排水")
    assert "没有这样的投资项目" in get(desk.officer, "/buyer/projects/?q=无此")
    body = {
        "code": project.code,
        "name": "",
        "kind": "works",
        "region": "",
        "approved_budget_fen": "x",
        "state_funded": "yes",
    }
    assert "还不能提交" in post(desk.officer, f"/buyer/projects/{project.code}/", body, 422)
    post(desk.officer, f"/buyer/projects/{project.code}/delete/", {})
    assert Project.objects.count() == 0


def test_others_find_nothing_of_a_draft(desk: Desk):
    notice = own(desk)
    for path in (
        f"/buyer/tenders/{notice.tender.code}/",
        address(notice),
        address(notice, "times"),
        f"/buyer/projects/{notice.tender.project.code}/",
    ):
        if "projects" not in path:
            get(desk.other, path, 404)
    post(desk.other, address(notice, "times"), TIMES, 404)
    post(desk.other, address(notice) + "judge/times/", TIMES, 404)
    post(desk.reviewer, f"/buyer/tenders/{notice.tender.code}/amend/", {}, 403)
    assert Client().get("/buyer/").status_code == 302


def test_published_tender_of_another_organisation_has_no_desk_page(desk: Desk):
    notice = tenders.published(own(desk))
    get(desk.other, f"/buyer/tenders/{notice.tender.code}/", 404)


@pytest.mark.parametrize("count", [1, 3])
def test_tender_page_costs_the_same_for_one_and_three_sections(desk: Desk, django_assert_max_num_queries, count: int):
    notice = tenders.published(tenders.drafted(tenders.created(projects.submitted(desk.tenderer), sections=count)))
    with django_assert_max_num_queries(22):
        get(desk.officer, f"/buyer/tenders/{notice.tender.code}/")
