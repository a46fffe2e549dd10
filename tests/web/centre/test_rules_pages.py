"""The pages of institutional rules by hand: draft to issue, search, compare, the yearly review, clauses; a fixed number of queries."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.models import Clause, RuleReview, RuleVersion, WorkRule
from qinglian.record.clock import simulated_at
from tests.factories import people, staff, tenders
from tests.factories import work_rules as rules
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
AT, TODAY = rules.AT, rules.TODAY


def text_of(answer: object) -> str:
    """This will return a page's text."""
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_rule_is_drafted_uploaded_consulted_answered_and_issued_by_hand() -> None:
    office, leader, member = (
        signed_in(rules.officer()),
        signed_in(rules.leader()),
        signed_in(staff.actor(staff.member("职工甲"))),
    )
    draft = {
        "number": "JZ-9",
        "title": "公务接待管理办法",
        "category": "office",
        "department": "office",
        "text": "",
        "change": "",
    }
    with simulated_at(AT):
        assert office.post("/centre/rules/new/", draft | {"number": ""}).status_code == 422
        assert office.post("/centre/rules/new/", draft).status_code == 302
        assert office.post("/centre/rules/new/", draft).status_code == 422
        page = f"/centre/rules/{WorkRule.objects.get().pk}/versions/1/"
        assert member.get(page).status_code == 404
        bad = SimpleUploadedFile("办法.docx", b"no document")
        assert office.post(page + "upload/", {"file": bad}).status_code == 422
        good = SimpleUploadedFile("办法.docx", tenders.docx_bytes("第一条 公务接待实行公函制。"))
        assert office.post(page + "upload/", {"file": good}).status_code == 302
        assert "公函制" in text_of(office.get(page))
        early = office.post(page + "consult/", {"consult-until": "2026-11-03"})
        assert (early.status_code, "请填 2026-11-07 或者以后的日期" in early.content.decode()) == (422, True)
        assert office.post(page + "consult/", {"consult-until": "2026-11-09"}).status_code == 302
        assert "公务接待管理办法" in text_of(member.get("/centre/rules/consultations/"))
        assert member.post(page + "comment/", {"comment-words": "建议写明陪餐人数。"}).status_code == 302
        assert "职工甲" in text_of(member.get(page))
        assert leader.post(page + "issue/", {"issue-in_force_from": "2026-12-01"}).status_code == 409
    with simulated_at(rules.later(9)):
        comment = RuleVersion.objects.get().comments.get().pk
        assert member.post(page + f"answers/{comment}/", {}).status_code == 403
        assert office.post(page + f"answers/{comment}/", {f"c{comment}-is_adopted": "yes"}).status_code == 422
        answer = {f"c{comment}-is_adopted": "yes", f"c{comment}-answer": "采纳，见第三条。"}
        assert office.post(page + f"answers/{comment}/", answer).status_code == 302
        assert "采纳，见第三条。" in text_of(member.get(page))
        assert leader.post(page + "issue/", {"issue-in_force_from": "2026-12-01"}).status_code == 302
        assert "2026-12-01 起施行" in text_of(member.get(f"/centre/rules/{WorkRule.objects.get().pk}/"))
        assert member.get(page + "file/").content == tenders.docx_bytes("第一条 公务接待实行公函制。")
        assert office.get(page + "edit/").status_code == 409
        assert office.post(page + "burn/").status_code == 404


def test_search_shows_the_sentence_and_filters_narrow_the_register() -> None:
    (one,) = rules.entered(title="开标现场管理办法")
    (gone,) = rules.entered(title="旧的办法", department="office")
    actions.repeal_rule(gone, reason="过时", by=rules.leader(), at=AT)
    reader = signed_in(staff.actor(staff.member()))
    with simulated_at(AT):
        page = text_of(reader.get("/centre/rules/?words=见证"))
        assert "开标现场由主持人负责，<mark>见证</mark>人员到场。" in page
        assert "没有制度写到这些字" in text_of(reader.get("/centre/rules/?words=飞船"))
        assert one.title not in text_of(reader.get("/centre/rules/?state=repealed"))
        assert "2026-11-02 起废止" in text_of(reader.get("/centre/rules/?department=office"))
        assert "过时" in text_of(reader.get(f"/centre/rules/{gone.pk}/"))


def test_revision_is_begun_edited_and_compared_by_hand_and_a_rule_repealed() -> None:
    one, other = rules.entered(2)
    head, leader = signed_in(rules.head()), signed_in(rules.leader())
    page = f"/centre/rules/{one.pk}/"
    with simulated_at(AT):
        assert head.post(page + "revise/", {"reason": ""}).status_code == 422
        assert head.post(page + "revise/", {"reason": "机构调整"}).status_code == 302
        typed = {"title": one.title, "text": rules.TEXT + "\n第四条 由办公室解释。", "change": "机构调整"}
        assert head.post(page + "versions/2/edit/", typed | {"title": ""}).status_code == 422
        assert head.post(page + "versions/2/edit/", typed).status_code == 302
        compared = text_of(head.get(page + "compare/?old=1&new=2"))
        assert "<ins>第四条 由办公室解释。</ins>" in compared
        assert head.post(page + "revise/", {"reason": "又一次"}).status_code == 409
        assert head.post(page + "versions/2/drop/", {"drop-reason": "不改了"}).status_code == 302
        assert leader.post(page + "repeal/", {"reason": "", "successor": ""}).status_code == 422
        assert leader.post(page + "repeal/", {"reason": "合并", "successor": other.number}).status_code == 302
        assert other.title in text_of(head.get(page))


@pytest.mark.meets("Z41")
def test_figures_of_the_year_come_out_of_records_and_changing_one_record_changes_them() -> None:
    rules.entered(127)
    head, leader = signed_in(rules.head()), signed_in(rules.leader())
    with simulated_at(AT):
        assert leader.post("/centre/rules/reviews/", {"due_on": "2026-12-31"}).status_code == 302
        reviews = list(RuleReview.objects.order_by("pk"))
        told = ["kept"] * 78 + ["revised"] * 37 + ["repealed"] * 12
        body: dict[str, object] = {f"r{row.pk}-outcome": say for row, say in zip(reviews, told, strict=True)}
        body |= {f"r{row.pk}-reason": "逐条对照" for row in reviews}
        assert head.post("/centre/rules/reviews/2026/outcomes/", body).status_code == 302
        chosen = {"reviews": [row.pk for row in reviews], "do": "approve", "reason": ""}
        assert leader.post("/centre/rules/reviews/2026/decisions/", chosen).status_code == 302
        page = text_of(leader.get("/centre/rules/reviews/2026/"))
        assert "保留 115 加废止 12 等于审查 127，修订 37 包含在保留之内" in page
        assert (WorkRule.objects.filter(state="issued").count(), WorkRule.objects.filter(state="repealed").count()) == (
            115,
            12,
        )
        assert queries.rules_for(rules.leader(), outcome="stayed", year=2026).count() == 115
        RuleReview.objects.filter(pk=reviews[-1].pk).update(outcome="kept")
        assert "保留 116 加废止 11 等于审查 127" in text_of(leader.get("/centre/rules/reviews/2026/"))
        assert leader.post("/centre/rules/reviews/2026/close/").status_code == 302


def test_review_pages_explain_refusals_and_keep_what_was_typed() -> None:
    campaign = rules.campaign(2)
    first, second = campaign.reviews.order_by("rule__number")
    head, leader = signed_in(rules.head()), signed_in(rules.leader())
    page = "/centre/rules/reviews/2026/"
    with simulated_at(AT):
        assert "本科室待审查" in text_of(head.get("/centre/rules/reviews/"))
        answer = head.post(page + "outcomes/", {f"r{first.pk}-outcome": "kept", f"r{first.pk}-reason": ""})
        assert (answer.status_code, "有的结论没有写理由" in text_of(answer)) == (422, True)
        body = {f"r{one.pk}-outcome": "kept" for one in (first, second)} | {
            f"r{one.pk}-reason": "适用" for one in (first, second)
        }
        assert head.post(page + "outcomes/", body).status_code == 302
        assert leader.post(page + "decisions/", {"do": "approve"}).status_code == 422
        back = {"reviews": [first.pk], "do": "return", "reason": ""}
        assert leader.post(page + "decisions/", back).status_code == 422
        assert leader.post(page + "decisions/", back | {"reason": "写具体"}).status_code == 302
        assert "退回：写具体" in text_of(head.get(page))
        assert "交易管理科 2 项" in text_of(leader.post(page + "close/"))
        assert leader.get("/centre/rules/reviews/2019/").status_code == 404


@pytest.mark.meets("Z53")
def test_clauses_are_matched_planned_or_set_aside_by_hand_and_the_rest_is_listed() -> None:
    (one,) = rules.entered()
    owner = staff.member("责任人乙")
    office = signed_in(rules.officer())
    typed = {
        "title": "廉洁风险防控意见",
        "number": "省公管〔2026〕8号",
        "issuer": "省公共资源交易管理局",
        "issued_on": "2026-03-01",
    }
    with simulated_at(AT):
        assert office.post("/centre/rules/benchmarks/new/", typed).status_code == 422
        text = {"clauses": "一、健全制度。\n逐项清理。\n二、建立档案。\n三、边境口岸联查。\n四、公开流程。"}
        assert office.post("/centre/rules/benchmarks/new/", typed | text).status_code == 302
        first, second, third, fourth = Clause.objects.order_by("place")
        page = "/centre/rules/clauses/{}/"
        assert office.post(page.format(first.pk) + "match/", {"match-rule": one.number}).status_code == 302
        plan = {"plan-words": "建档案", "plan-owner": owner.pk, "plan-due_on": "2026-11-30"}
        assert office.post(page.format(second.pk) + "plan/", plan | {"plan-due_on": "2026-01-01"}).status_code == 422
        assert office.post(page.format(second.pk) + "plan/", plan).status_code == 302
        assert office.post(page.format(third.pk) + "aside/", {"aside-reason": ""}).status_code == 422
        assert office.post(page.format(third.pk) + "aside/", {"aside-reason": "中心没有口岸业务"}).status_code == 302
        listed = text_of(office.get("/centre/rules/benchmarks/"))
        assert all(word in listed for word in ("四、公开流程。", "33.3%"))
        assert "三、边境口岸联查。" not in listed
        whole = text_of(office.get(f"/centre/rules/benchmarks/{first.document_id}/"))
        assert all(word in whole for word in (one.title, "责任人乙", "中心没有口岸业务", "未对标"))
        mine = signed_in(staff.actor(owner))
        assert f"/centre/rules/clauses/{second.pk}/" in text_of(mine.get("/centre/mine/"))
        assert mine.post(page.format(second.pk) + "match/", {"match-words": "档案已建"}).status_code == 302
        assert office.post(page.format(third.pk) + "reopen/", {"reopen-reason": "业务变化"}).status_code == 302
        assert office.post(page.format(fourth.pk) + "reopen/", {"reopen-reason": "未办"}).status_code == 409


@pytest.mark.parametrize(
    "address",
    ["/centre/rules/", "/centre/rules/?words=开标", "/centre/rules/reviews/2026/", "/centre/rules/benchmarks/"],
)
def test_lists_cost_the_same_with_one_and_three_rows(address: str) -> None:
    rules.campaign(1)
    rules.document()
    reader = signed_in(staff.actor(staff.member()))
    counted = []
    with simulated_at(AT):
        for _ in range(2):
            reader.get(address)
            with CaptureQueriesContext(connection) as asked:
                reader.get(address)
            counted.append(len(asked))
            one = rules.entered(2)[0]
            WorkRule.objects.filter(pk=one.pk).update(state="under_review")
            RuleReview.objects.create(
                campaign_id=RuleReview.objects.first().campaign_id, rule=one, department="transaction"
            )  # type: ignore[union-attr]
            rules.document()
            rules.document()
    assert counted[0] == counted[1]


def test_register_is_for_staff_and_supervisors() -> None:
    bidder = people.sign_in(Client(), people.person(people.organisation(), "bidder_agent"), at=AT)
    supervisor = people.sign_in(Client(), people.supervisor(), at=AT)
    with simulated_at(AT + timedelta(minutes=1)):
        for address in (
            "/centre/rules/",
            "/centre/rules/reviews/",
            "/centre/rules/benchmarks/",
            "/centre/rules/consultations/",
        ):
            assert (bidder.get(address).status_code, supervisor.get(address).status_code) == (403, 200)
        assert supervisor.get("/centre/rules/new/").status_code == 403
