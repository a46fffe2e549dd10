"""Institutional rules: entered, drafted, commented on, issued, superseded, repealed; searched and compared; each by whom it may."""

from datetime import date, timedelta

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.models import RuleVersion, WorkRule
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.document_check import DOCX
from qinglian.record.models import Fact
from tests.factories import people, staff, tenders
from tests.factories import work_rules as rules

pytestmark = pytest.mark.django_db
AT, TODAY = rules.AT, rules.TODAY


def issue(version: RuleVersion, *, days: int = 8, **changes: object) -> RuleVersion:
    """This will issue a version some days on."""
    wanted = {"in_force_from": TODAY + timedelta(days=days)} | changes
    return actions.issue_version(version, by=rules.leader(), at=rules.later(days), **wanted)  # type: ignore[arg-type]


def test_rule_goes_from_draft_through_consultation_to_issue_with_every_comment_answered() -> None:
    version = rules.consulted()
    staff_member = staff.actor(staff.member())
    comment = actions.comment_on_version(version, words="第二条建议写明人数。", by=staff_member, at=AT)
    with pytest.raises(NotNow, match="征求意见到"):
        issue(version, days=3)
    with pytest.raises(NotNow, match="还有 1 条意见没有答复"):
        issue(version)
    with pytest.raises(NotAllowed):
        actions.answer_comment(comment, is_adopted=True, answer="采纳。", by=staff_member, at=AT)
    answered = actions.answer_comment(comment, is_adopted=False, answer="人数由值班表定。", by=rules.officer(), at=AT)
    assert (answered.is_adopted, answered.answer) == (False, "人数由值班表定。")
    with pytest.raises(NotNow):
        actions.answer_comment(comment, is_adopted=True, answer="改主意了。", by=rules.officer(), at=AT)
    with pytest.raises(NotAllowed):
        actions.issue_version(version, in_force_from=TODAY, by=rules.officer(), at=rules.later(8))
    issued = issue(version)
    assert (issued.state, issued.rule.state, issued.issued_on) == ("issued", "issued", date(2026, 11, 10))
    assert Fact.objects.get(kind="work-rule-issued/v1").secrecy == "open"


def test_revision_supersedes_the_version_in_force_and_keeps_both_texts() -> None:
    (one,) = rules.entered()
    version = actions.draft_revision(one, change="机构调整", by=rules.head(), at=AT)
    with pytest.raises(NotNow):
        actions.draft_revision(one, change="再来一次", by=rules.head(), at=AT)
    text = rules.TEXT.replace("见证人员到场", "见证人员、监督人员到场")
    actions.edit_version(version, title="新的办法", text=text, by=rules.head(), at=AT)
    issue(rules.consulted(version))
    states = list(one.versions.order_by("number").values_list("state", flat=True))
    assert (states, WorkRule.objects.get().title) == (["superseded", "issued"], "新的办法")
    kinds = [row.kind for row in queries.changes_between(one, 1, 2, asker=rules.leader())]
    assert kinds == ["same", "removed", "added", "same"]


def test_rule_that_replaces_others_repeals_them_and_they_say_since_when_and_by_what() -> None:
    old = rules.entered(2)
    issued = issue(rules.consulted(), replaces=old)
    for one in WorkRule.objects.filter(pk__in=[row.pk for row in old]):
        told = (one.state, one.repealed_on, one.successor_id, one.repeal_ground)
        assert told == ("repealed", date(2026, 11, 10), issued.rule_id, "由《开标现场管理办法》代替")
        assert one.repeal_ground_en == "Replaced by 开标现场管理办法"
    assert Fact.objects.filter(kind="work-rule-repealed/v1", secrecy="open").count() == 2


def test_repeal_rule_is_a_leaders_with_a_reason_and_a_successor_in_force() -> None:
    one, other = rules.entered(2)
    with pytest.raises(NotAllowed):
        actions.repeal_rule(one, reason="不再适用", by=rules.officer(), at=AT)
    with pytest.raises(NotValid):
        actions.repeal_rule(one, reason=" ", by=rules.leader(), at=AT)
    with pytest.raises(NotValid):
        actions.repeal_rule(one, reason="重复", successor=one, by=rules.leader(), at=AT)
    repealed = actions.repeal_rule(one, reason="与上位规定重复", successor=other, by=rules.leader(), at=AT)
    assert (repealed.state, repealed.repealed_on, repealed.successor) == ("repealed", TODAY, other)
    with pytest.raises(NotNow):
        actions.repeal_rule(one, reason="再废止", by=rules.leader(), at=AT)
    with pytest.raises(NotNow):
        actions.draft_revision(repealed, change="修订", by=rules.officer(), at=AT)


def test_head_drafts_for_the_own_section_alone_and_strangers_see_no_draft() -> None:
    head, other = rules.head("finance"), rules.head("expert")
    version = actions.draft_rule(
        number="JZ-1", title="差旅费管理办法", category="finance", department="finance", text="第一条 密语。", by=head, at=AT
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.edit_version(version, title="改", text="改", by=other, at=AT)
    with pytest.raises(NotAllowed):
        actions.draft_rule(number="JZ-2", title="甲", category="finance", department="expert", by=head, at=AT)
    for asker in (other, staff.actor(staff.member()), people.actor(people.supervisor())):
        assert (list(queries.rules_for(asker)), queries.search_rules("密语", asker=asker)) == ([], [])
        with pytest.raises(NotFound):
            queries.rule_for(version.rule_id, asker=asker)
    for asker in (head, rules.officer(), rules.leader()):
        assert [hit.rule.number for hit in queries.search_rules("密语", asker=asker)] == ["JZ-1"]
    with pytest.raises(NotAllowed):
        queries.rules_for(people.actor(people.person(people.organisation(), "bidder_agent")))


def test_version_goes_back_with_a_reason_and_dropping_the_first_drops_the_rule() -> None:
    version = rules.consulted()
    returned = actions.return_version(version, reason="条文有冲突", by=rules.leader(), at=AT)
    assert (returned.state, returned.consult_until) == ("draft", None)
    with pytest.raises(NotValid):
        actions.drop_version(version, reason="", by=rules.officer(), at=AT)
    dropped = actions.drop_version(version, reason="并入另一项", by=rules.officer(), at=AT)
    assert (dropped.state, WorkRule.objects.get().state) == ("dropped", "dropped")


def test_consultation_wants_a_text_and_five_days_and_ends_with_its_day() -> None:
    with pytest.raises(NotValid):
        rules.consulted(rules.drafted(text=""))
    version = rules.drafted()
    with pytest.raises(NotValid):
        rules.consulted(version, days=4)
    version = rules.consulted(version, days=5)
    with pytest.raises(NotNow):
        actions.comment_on_version(version, words="迟了。", by=rules.head(), at=rules.later(6))
    stranger = people.actor(people.person(people.organisation(), "bidder_agent"))
    with pytest.raises(NotAllowed):
        actions.comment_on_version(version, words="外人。", by=stranger, at=AT)


def test_upload_takes_the_text_out_of_a_file_and_keeps_the_file() -> None:
    version = rules.drafted(text="")
    data = tenders.docx_bytes("第一条 公车使用须登记里程。")
    stored = actions.upload_version(version, file_name="办法.docx", chunks=[data], by=rules.officer(), at=AT)
    assert (stored.text, stored.file_name, queries.file_of(stored)) == (
        "第一条 公车使用须登记里程。",
        "办法.docx",
        data,
    )
    assert DOCX.startswith("application/")
    for name, bad in (("办法.docx", b"PK\x03\x04 damaged"), ("办法.exe", b"MZ"), ("空.docx", tenders.docx_bytes(" "))):
        with pytest.raises(NotValid) as refused:
            actions.upload_version(version, file_name=name, chunks=[bad], by=rules.officer(), at=AT)
        assert refused.value.field in ("file", "text")
    edited = actions.edit_version(stored, title="甲", text="第一条 另写。", by=rules.officer(), at=AT)
    assert (edited.blob, queries.file_of(edited).decode()) == ("", "第一条 另写。")


@pytest.mark.parametrize("words", ["开标", "现场", "开标 现场", "标", "ＪＺ", "jz", "主持人负责"])
def test_search_finds_two_characters_and_says_the_sentence(words: str) -> None:
    rules.entered(title="开标现场管理办法（JZ）")
    rules.entered(title="车辆使用办法", text="第一条 公务车辆集中停放。")
    (hit,) = queries.search_rules(words, asker=rules.leader())
    assert hit.rule.title == "开标现场管理办法（JZ）"
    assert hit.sentence.words.casefold() in ("开标", "标", "jz", "现场", "主持人负责", "ｊｚ")
    assert queries.search_rules("标开", asker=rules.leader()) == []
    assert queries.search_rules("办标 场现", asker=rules.leader()) == []


def test_enter_rules_is_all_or_none() -> None:
    row = actions.Existing("A-1", "甲", "office", "office", date(2024, 1, 1), date(2024, 1, 1))
    wrong = actions.Existing("A-1", "乙", "office", "office", date(2024, 1, 1), date(2024, 1, 1))
    with pytest.raises(NotValid, match="已经有了"):
        actions.enter_rules([row, wrong], by=rules.officer(), at=AT)
    early = actions.Existing("A-2", "丙", "office", "office", date(2024, 1, 2), date(2024, 1, 1))
    unknown = actions.Existing("A-3", "丁", "nowhere", "office", date(2024, 1, 1), date(2024, 1, 1))
    for bad in (early, unknown):
        with pytest.raises(NotValid):
            actions.enter_rules([bad], by=rules.officer(), at=AT)
    with pytest.raises(NotAllowed):
        actions.enter_rules([row], by=rules.head(), at=AT)
    assert WorkRule.objects.count() == 0
