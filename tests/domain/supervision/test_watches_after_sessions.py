"""Controls of the evaluation, broken one by one in a running session."""

from datetime import timedelta

import pytest

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import EvaluatedBid, Member, Session, Sheet
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.experts.models import RosterLeaf
from qinglian.record.models import Fact
from tests.factories import bids, contracts, evaluation, watched
from tests.factories.evaluation import AT
from tests.factories.watched import only

pytestmark = pytest.mark.django_db
SHORT, LONG = AT + timedelta(minutes=29), AT + timedelta(minutes=31)


def lock(table: evaluation.Table, number: int, kind: str, rows: evaluation.Rows | None = None) -> None:
    """This will let one member lock its sheet."""
    rows = rows or (
        evaluation.review_rows(table) if kind == "review" else evaluation.score_rows(table, kind, seat=number)
    )
    actions.lock_sheet(table.member(number), evaluation.signed_sheet(table, number, kind, rows), at=AT)


def test_identities_checked_is_yellow_for_a_seat_unchecked_for_half_an_hour() -> None:
    table = evaluation.unsealed()
    evaluation.seat(table, 1)
    evaluation.seated(table, 2)
    assert watched.watched("identities_checked", SHORT) == []
    found = only("identities_checked", LONG)
    assert (found.level, found.subject) == ("yellow", f"tender:{table.room.section.tender.code}/1/seat-2")
    assert found.words.zh == "2 号席位签到 31 分钟还没有核对身份。"
    assert [Fact.objects.get(pk=pk).kind for pk in found.facts] == ["seat-taken/v1"]


def test_a_finding_of_a_second_round_is_another_subject_than_the_first_rounds() -> None:
    table = evaluation.unsealed()
    evaluation.seated(table, 2)
    Session.objects.update(round=2)
    assert watched.watched("identities_checked", LONG) == [("yellow", "1/round-2/seat-2")]


def test_identities_checked_is_red_for_a_sheet_locked_at_an_unchecked_seat() -> None:
    table = evaluation.reviewing()
    lock(table, 3, "review")
    Member.objects.filter(session=table.session, seat=3).update(identity_checked_by="")
    found = only("identities_checked", AT)
    assert (found.level, found.words.en) == ("red", "Seat 3 locked a sheet without an identity check.")


def far_off(table: evaluation.Table, *, bids_off: int) -> evaluation.Table:
    """This will let seat 3 give no points to so many bids, and the others agree."""
    for number in table.keys:
        rows = evaluation.score_rows(table, "technical", seat=1)
        for key in list(rows)[: bids_off if number == 3 else 0]:
            rows[key] = dict.fromkeys(rows[key], "0.00")
        lock(table, number, "technical", rows)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    return watched.scored(table)


@pytest.mark.parametrize(("count", "level"), [(0, None), (1, "yellow"), (3, "red")])
def test_outliers_tells_the_seat_and_how_many_bids_and_not_which(count: int, level: str | None) -> None:
    contracts.publicised(evaluation.finished(far_off(watched.reviewed(evaluation.opened()), bids_off=count)))
    found = {one.subject.partition("/")[2]: one for one in watched.WATCHERS["outliers"](AT)}
    mine = found.get("1/seat-3")
    assert (mine.level if mine else None) == level
    if mine:
        assert mine.words.zh == f"3 号席位对 {count} 份投标文件的打分明显偏离其他评委。"


def test_outliers_and_report_signatures_tell_nothing_before_the_result_is_public() -> None:
    table = far_off(watched.reviewed(evaluation.opened()), bids_off=3)
    assert Fact.objects.filter(kind="outliers-noticed/v1").count() == 1
    assert watched.watched("outliers", AT) == []
    actions.make_report(table.member(1), at=AT)
    table.refresh()
    for number in table.keys:
        evaluation.sign(table, number, dissent="价格分的依据我不同意。" if number == 2 else "")
    assert actions.finish_evaluation(table.session, at=AT)
    assert [watched.watched(code, AT) for code in ("outliers", "report_signatures")] == [[], []]
    contracts.publicised(table)
    assert watched.watched("outliers", AT) == [("red", "1/seat-3")]
    assert watched.watched("report_signatures", AT) == [("yellow", "1")]


def test_outliers_are_told_when_the_section_failed_after_them() -> None:
    table = far_off(watched.reviewed(evaluation.opened()), bids_off=1)
    EvaluatedBid.objects.filter(number=3).update(state="rejected")
    actions.fail_evaluation(table.member(1), at=AT)
    assert watched.watched("outliers", AT) == [("yellow", "1/seat-3")]


def with_successors(table: evaluation.Table) -> evaluation.Table:
    """This will put two further leaves behind the drawn ones."""
    for number in (6, 7):
        RosterLeaf.objects.create(
            draw=table.session.draw, number=number, leaf=f"{number:064x}", strata=["A0801"], rank=number
        )
    return table


def test_members_replaced_is_yellow_for_one_and_red_for_two() -> None:
    table = with_successors(evaluation.reviewing())
    actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)
    assert watched.watched("members_replaced", AT) == [("yellow", "1")]
    actions.replace_member(table.session, 4, reason="突发疾病", by=bids.host(), at=AT)
    found = only("members_replaced", AT)
    assert (found.level, found.words.en) == (
        "red", "Members replaced: 2 (seats 2, 4), after a score sheet was locked: 0.",
    )  # fmt: skip


def test_members_replaced_is_red_for_one_after_a_score_sheet_was_locked() -> None:
    table = with_successors(watched.reviewed(evaluation.opened()))
    lock(table, 2, "technical")
    actions.replace_member(table.session, 2, reason="打分不合意", by=bids.host(), at=LONG)
    found = only("members_replaced", LONG)
    assert (found.level, found.words.zh) == ("red", "本次评标更换了 1 名评委（席位 2），其中 1 名在评分表锁定以后。")


def test_sheets_kept_is_red_for_a_sheet_that_an_insider_changed() -> None:
    table = watched.reviewed(evaluation.opened())
    assert watched.watched("sheets_kept", AT) == []
    sheet = Sheet.objects.get(member__seat=4, kind="review")
    signed = sheet.signed | {"signature": "AAAA"}
    Sheet.objects.filter(pk=sheet.pk).update(signed=signed)
    found = only("sheets_kept", AT)
    assert (found.level, found.subject) == ("red", f"tender:{table.room.section.tender.code}/1")
    assert found.words.zh == "与日志不符的评分表 1 张，作废与否不对的 0 张（席位 4）。"
    assert Fact.objects.get(pk=found.facts[0]).fact["body"]["seat"] == 4


def test_sheets_kept_is_red_for_a_replaced_members_sheet_that_counts_again_and_for_one_voided_without_cause() -> None:
    table = with_successors(evaluation.reviewing())
    for number in (1, 2):
        lock(table, number, "review")
    actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)
    assert watched.watched("sheets_kept", AT) == []
    Sheet.objects.filter(member__seat=2).update(is_void=False)
    Sheet.objects.filter(member__seat=1).update(is_void=True)
    found = only("sheets_kept", AT)
    assert found.words.en == "Sheets that differ from the log: 0; wrongly void or wrongly counted: 2 (seats 1, 2)."


def test_sheets_kept_is_yellow_for_the_last_sheet_held_back_for_two_hours() -> None:
    table = evaluation.reviewing()
    for number in (1, 2, 3, 4):
        lock(table, number, "review")
    assert watched.watched("sheets_kept", AT + timedelta(minutes=119)) == []
    found = only("sheets_kept", AT + timedelta(minutes=121))
    assert (found.level, found.words.zh) == ("yellow", "其他 4 张评分表已锁定 2 小时，还有 1 张没有锁定。")
    lock(table, 5, "review")
    assert watched.watched("sheets_kept", AT + timedelta(hours=3)) == []


def test_files_viewed_is_red_for_who_opened_none_and_yellow_for_who_opened_under_half() -> None:
    table = watched.reviewed(evaluation.opened())
    assert len(bids_at(table.session, "technical")) == 3
    for number, most in ((1, 0), (2, 1), (3, 2), (4, 3), (5, 3)):
        watched.read_all(table, number, most=most)
        lock(table, number, "technical")
    found = {one.subject.partition("/")[2]: one for one in watched.WATCHERS["files_viewed"](AT)}
    assert {name: one.level for name, one in found.items()} == {"1/seat-1": "red", "1/seat-2": "yellow"}
    assert found["1/seat-2"].words.zh == "2 号席位锁定技术评分表时，3 份文件打开过 1 份。"
    assert Fact.objects.get(pk=found["1/seat-1"].facts[0]).kind == "sheet-locked/v1"


def test_report_signatures_is_yellow_for_a_dissent_and_red_for_silence() -> None:
    table = evaluation.summarised()
    actions.make_report(table.member(1), at=AT)
    table.refresh()
    for number in (1, 2, 3, 4):
        evaluation.sign(table, number, dissent="价格分的依据我不同意。" if number == 2 else "")
    assert actions.finish_evaluation(table.session, at=AT + timedelta(hours=4))
    contracts.publicised(table)
    assert watched.watched("report_signatures", AT + timedelta(hours=4)) == [("red", "1"), ("yellow", "1")]
    assert Session.objects.get().state == "finished"
