"""The notice's pages over HTTP: from the project to the reviewer's desk by forms alone, and every refusal at its place."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qinglian.domain.projects.models import Project
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Notice
from tests.clock import TestClock
from tests.factories import people, tenders
from tests.web.buyer.windows import TIMES, Desk, address, get, own, post

pytestmark = pytest.mark.django_db
AT = tenders.AT


@pytest.mark.meets("A-036", "A-037", "A-038", "A-039", "A-051", "A-052", "A-204")
def test_notice_is_prepared_by_forms_alone(desk: Desk):
    project = {
        "code": "2026-330100-47-01-555555", "name": "江北新区中心幼儿园新建工程", "kind": "works", "region": "江城市",
        "approved_budget_fen": "20,000,000", "fund_source": "财政资金", "state_funded": "yes", "approval_number": "江发改〔2026〕1 号",
    }  # fmt: skip
    address = "/buyer/projects/2026-330100-47-01-555555/"
    post(desk.officer, "/buyer/projects/new/", project)
    assert "没有写明负责人" in post(desk.officer, address, project | {"act": "submit"}, 422)
    shown = get(desk.officer, address)
    assert f'<option value="{desk.leader.pk}">' in shown
    assert "项目负责人</label>" in shown.replace("\n", "")  # due before submission, so never told to be optional
    project |= {"leader": desk.leader.pk}
    assert "还没有签廉洁公开承诺书" in post(desk.officer, address, project | {"act": "submit"}, 422)
    post(desk.reviewer, f"{address}leader-pledge/", {})
    post(desk.officer, address, project | {"act": "submit"})
    assert Project.objects.get().approved_budget_fen == 2_000_000_000
    tender = {
        "name": "幼儿园施工", "kind": "works", "procedure": "open", "must_tender": "yes", "place": "文昌路 8 号",
        "supervisor": people.supervisor_office().pk, "agency": "",
    }  # fmt: skip
    assert post(desk.officer, "/buyer/tenders/new/", tender) == "/buyer/tenders/JC-2026-0001/sections/new/"
    section = {"number": "1", "name": "施工", "scope": "教学楼", "period_days": "300", "estimate_fen": "18000000"}
    post(desk.officer, "/buyer/tenders/JC-2026-0001/sections/new/", section)
    post(desk.officer, "/buyer/tenders/JC-2026-0001/draft/", {})
    holders = tenders.guardians(desk.tenderer)
    base = "/buyer/tenders/JC-2026-0001/notices/1/"
    post(desk.officer, base + "text/", {"text": "现公开招标。", "qualification": "二级", "consortium_allowed": "no"})
    post(desk.officer, base + "times/", TIMES)
    money = {"section-1-price_cap_fen": "17,800,000.00", "section-1-bid_security_fen": "320000"}
    post(desk.officer, base + "money/", money)
    method = {
        "section-1-evaluation_method": "lowest_evaluated_price",
        "section-1-sheet_form": ["period_days", "quality"],
    }
    post(desk.officer, base + "method/", method)
    file = SimpleUploadedFile("招标文件.docx", tenders.docx_bytes())
    post(desk.officer, base + "documents/add/", {"title": "招标文件", "file": file})
    keys = {
        "mode": "G+B", "decrypt_window_minutes": "30", "supervision_threshold": "1", "trade_threshold": "1",
        "supervision": [one.id for one in holders["supervision"]], "trade": [one.id for one in holders["trade"]],
    }  # fmt: skip
    post(desk.officer, base + "keys/", keys)
    assert "还缺密钥卡" in get(desk.officer, base + "preview/")
    assert post(desk.officer, base + "preview/", {"act": "submit"}) == "/buyer/tenders/JC-2026-0001/"
    notice = Notice.objects.get()
    stored = notice.tender.sections.get()
    assert (notice.state, notice.access["mode"], notice.deadline_at) == ("in_review", "G+B", tenders.DEADLINE)
    assert (stored.price_cap_fen, stored.bid_security_fen) == (1_780_000_000, 32_000_000)
    assert [field["name"] for field in stored.sheet_form] == ["price_fen", "period_days", "quality"]
    post(desk.reviewer, base + "approve/", {"opinion": "同意，卡发布前交齐。"})
    assert Notice.objects.get().state == "in_verification"


@pytest.mark.meets("B-004")
def test_broken_period_is_explained_and_repaired_in_one_press(desk: Desk):
    notice = own(desk)
    where = post(desk.officer, address(notice, "times"), TIMES | {"deadline_at": "2026-12-04T09:00", "act": "submit"})
    assert where == address(notice, "times") + "?checked=1"
    page = get(desk.officer, where)
    for words in (
        "还不能送复核，有 1 处违反规则",
        "投标期只有 15 日，少于 20 日",
        "自招标文件开始发出之日起至投标人提交投标文件截止之日止，最短不得少于二十日",
        "日历天，11-19 起算第 20 日为 12-09（星期三，工作日，无须顺延）。",
        "还差 5 日",
        "不可以。本项目依法必须招标",
        "改为 2026-12-09 09:00",
    ):
        assert words in page
    typed = TIMES | {"deadline_at": "2026-12-04T09:00"}
    assert post(desk.officer, address(notice, "times"), typed | {"repair": "deadline_at=2026-12-09T09:00"}) == address(
        notice, "times"
    )
    notice.refresh_from_db()
    assert notice.deadline_at == tenders.DEADLINE.replace(day=9, hour=9, minute=0)
    post(desk.officer, address(notice, "preview"), {"act": "submit"})
    notice.refresh_from_db()
    assert notice.state == "in_review"


def test_security_above_two_per_cent_is_repaired_in_yuan(desk: Desk):
    notice = own(desk)
    money = {"section-1-price_cap_fen": "", "section-1-bid_security_fen": "500,000.00"}
    where = post(desk.officer, address(notice, "money"), money)
    assert "保证金 2.77%，超过 2%" in get(desk.officer, where)
    post(desk.officer, address(notice, "money"), money | {"repair": "section-1-bid_security_fen=36000000"})
    section = notice.tender.sections.get()
    assert (section.bid_security_fen, section.price_cap_fen) == (36_000_000, None)


def test_floor_set_through_the_api_is_removed_in_one_press(desk: Desk):
    notice = own(desk, price_floor_fen=1_000_000_000)
    where = post(desk.officer, address(notice, "preview"), {"act": "submit"})
    assert where == address(notice, "money") + "?checked=1"
    assert "删去最低限价" in get(desk.officer, where)
    money = {
        "section-1-price_cap_fen": "17800000",
        "section-1-bid_security_fen": "320000",
        "repair": "price_floor_fen=",
    }
    post(desk.officer, address(notice, "money"), money)
    notice.refresh_from_db()
    assert notice.price_floor_fen is None


def test_form_keeps_what_was_typed_and_names_what_is_wrong(desk: Desk):
    notice = own(desk)
    page = post(
        desk.officer,
        address(notice, "times"),
        TIMES | {"bid_validity_days": "0", "questions_until_at": "nonsense"},
        422,
    )
    assert 'value="nonsense"' in page
    assert "还不能提交，有 2 处要改" in page
    page = post(
        desk.officer,
        address(notice, "money"),
        {"section-1-price_cap_fen": "1e5x", "section-1-bid_security_fen": "1"},
        422,
    )
    assert 'value="1e5x"' in page
    notice.refresh_from_db()
    assert notice.bid_validity_days == 90


def test_judging_follows_what_is_typed_and_stores_nothing(desk: Desk):
    notice = own(desk)
    path = f"/buyer/tenders/{notice.tender.code}/notices/1/judge/"
    page = post(desk.officer, path + "times/", TIMES | {"deadline_at": "2026-12-04T09:00"}, 200)
    assert "投标期只有 15 日，少于 20 日" in page
    page = post(
        desk.officer, path + "money/", {"section-1-price_cap_fen": "x", "section-1-bid_security_fen": "500000"}, 200
    )
    assert "保证金 2.77%，超过 2%" in page
    assert "限价 1,780 万元" in page
    page = post(desk.officer, path + "keys/", {"mode": "G", "supervision_threshold": "1", "trade_threshold": "1"}, 200)
    assert "监督组没有选保管人" in page
    page = post(desk.officer, path + "text/", {"text": "", "qualification": "", "consortium_allowed": ""}, 200)
    assert "没有写明是否接受联合体" in page
    notice.refresh_from_db()
    assert notice.deadline_at == tenders.DEADLINE


@pytest.mark.parametrize("part", ["sections", "text", "times", "money", "method", "documents", "keys", "preview"])
def test_every_part_is_shown_in_both_languages(desk: Desk, part: str):
    notice = own(desk, qualification="在本市设立分公司")
    assert get(desk.officer, address(notice, part) + "?checked=1")
    english = desk.officer.get(address(notice, part), headers={"Accept-Language": "en"}).content.decode()
    assert "Rules" in english
    assert 'lang="en"' in english


def test_wrong_upload_is_explained_at_its_field(desk: Desk):
    notice = own(desk)
    file = SimpleUploadedFile("a.pdf", b"MZ")
    page = post(desk.officer, address(notice) + "documents/add/", {"title": "图纸", "file": file}, 422)
    assert "不是 PDF 或 DOCX" in page
    assert "平台规则" in page
    post(desk.officer, address(notice) + "documents/add/", {"title": "图纸"}, 422)


def test_documents_are_uploaded_and_deleted(desk: Desk):
    notice = own(desk)
    file = SimpleUploadedFile("图纸.pdf", tenders.pdf_bytes())
    post(desk.officer, address(notice) + "documents/add/", {"title": "图纸", "file": file})
    document = notice.documents.get(title="图纸")
    assert "图纸.pdf" in get(desk.officer, address(notice, "documents"))
    post(desk.officer, f"{address(notice)}documents/{document.sha256}/delete/", {})
    assert list(notice.documents.values_list("title", flat=True)) == ["招标文件"]


def test_reviewer_decides_with_reasons(desk: Desk):
    notice = tenders.in_review(own(desk, qualification="在本市设立分公司"))
    page = get(desk.reviewer, address(notice))
    assert "您的决定" in page
    assert "复核意见" in post(desk.reviewer, address(notice) + "approve/", {"opinion": ""}, 422)
    assert "没有写明理由" in post(desk.reviewer, address(notice) + "return/", {"reason": ""}, 422)
    post(desk.reviewer, address(notice) + "return/", {"reason": "删去分公司条件"})
    assert "删去分公司条件" in get(desk.officer, address(notice, "text"))
    assert "被退回" in get(desk.officer, f"/buyer/tenders/{notice.tender.code}/")


def test_maker_with_both_roles_sees_that_a_second_person_must_decide(desk: Desk):
    person = people.person(desk.tenderer, "buyer_operator", "buyer_reviewer")
    both = people.sign_in(Client(), person)
    notice = own(desk)
    notice = actions.edit_notice(notice, typed=tenders.typed_of(notice), by=people.actor(person), at=AT)
    notice = tenders.in_review(notice)
    page = get(both, address(notice))
    assert "不能复核" in page
    assert "您的决定" not in page
    post(both, address(notice) + "approve/", {"opinion": "同意"}, 403)


def test_amendment_is_drafted_edited_and_handed_in(desk: Desk, clock: TestClock):
    notice = tenders.published(own(desk))
    clock.set(tenders.PUBLISHED + timedelta(days=3))
    code = notice.tender.code
    assert "没有写明理由" in post(
        desk.officer, f"/buyer/tenders/{code}/amend/", {"change": "", "affects_bids": "yes"}, 422
    )
    body = {"change": "更正清单第 0403 项。", "affects_bids": "yes"}
    base = f"/buyer/tenders/{code}/notices/2/"
    assert post(desk.officer, f"/buyer/tenders/{code}/amend/", body) == base + "times/"
    times = {name: value for name, value in TIMES.items() if name != "documents_from_at"} | {
        "deadline_at": "2026-12-18T09:30"
    }
    post(desk.officer, base + "times/", times)
    post(desk.officer, base + "money/", {"section-1-price_cap_fen": "17500000", "section-1-bid_security_fen": "300000"})
    post(desk.officer, base + "change/", {"change": "更正清单和限价。", "affects_bids": "yes"})
    assert notice.tender.sections.get().price_cap_fen == 1_780_000_000
    post(desk.officer, base + "preview/", {"act": "submit"})
    second = Notice.objects.get(version=2)
    assert (second.state, second.change, second.deadline_at) == (
        "in_review",
        "更正清单和限价。",
        tenders.DEADLINE + timedelta(days=7),
    )
    assert second.section_changes == {"1": {"price_cap_fen": 1_750_000_000, "bid_security_fen": 30_000_000}}
    assert "2026-12-18 09:30:00" in get(desk.reviewer, base)


def test_superseded_version_is_shown_as_it_was_published(desk: Desk):
    first = tenders.published(own(desk))
    at = tenders.PUBLISHED + timedelta(days=3)
    second = tenders.in_verification(tenders.amendment_drafted(first, at=at), at=at)
    actions.publish_notice(second, by=people.verifier(), at=at)
    page = get(desk.officer, address(first))
    assert "17,800,000.00 元" in page
    assert "没有标段" not in page


def test_published_notice_cannot_be_edited_by_its_old_address(desk: Desk):
    notice = tenders.published(own(desk))
    assert post(desk.officer, address(notice, "times"), TIMES) == address(notice)
    assert get(desk.officer, address(notice))
