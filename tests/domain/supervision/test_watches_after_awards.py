"""Controls from the report to the award, broken one by one."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.contracts.actions import make_award
from qinglian.domain.contracts.models import Award, Candidacy, Rejection
from qinglian.domain.evaluation.models import Fee, Member
from qinglian.domain.objections.actions import answer_objection
from qinglian.domain.objections.models import Objection
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import contracts, evaluation, tenders, watched
from tests.factories.contracts import AFTER, PUBLISHED
from tests.factories.evaluation import AT
from tests.factories.watched import only

pytestmark = pytest.mark.django_db


def test_candidates_late_is_yellow_after_two_days_and_red_after_the_law_says() -> None:
    table = contracts.evaluated()
    assert watched.watched("candidates_late", AT + timedelta(days=1)) == []
    found = only("candidates_late", AT + timedelta(days=2))
    assert (found.level, found.words.zh) == ("yellow", "评标结束 2 日还没有公示中标候选人。")
    assert watched.watched("candidates_late", AT + timedelta(days=4)) == [("red", "1")]
    contracts.publicised(table, at=AT + timedelta(days=5))
    found = only("candidates_late", AT + timedelta(days=6))
    assert (found.level, found.words.en) == ("red", "The candidates were published 5 days after the evaluation.")


def test_publicity_kept_is_red_for_a_period_that_an_insider_cut_short() -> None:
    contracts.publicised()
    assert watched.watched("publicity_kept", AFTER) == []
    row = Candidacy.objects.get()
    Candidacy.objects.update(until_at=row.until_at - timedelta(days=1))
    found = only("publicity_kept", AFTER)
    assert (found.level, found.words.zh) == ("red", "公示只有 2 日。")


def test_publicity_kept_is_red_for_an_award_before_the_end() -> None:
    award = contracts.awarded()
    Award.objects.update(awarded_at=PUBLISHED + timedelta(hours=3))
    found = only("publicity_kept", AFTER)
    assert (found.level, [Fact.objects.get(pk=pk).kind for pk in found.facts]) == (
        "red", ["candidates-published/v1", "award-made/v1"],
    )  # fmt: skip
    assert f"{award.candidacy.until_at - timedelta(seconds=1):%d}" in found.words.en


def test_publicity_kept_is_yellow_for_three_days_of_holiday() -> None:
    contracts.publicised()
    Candidacy.objects.update(
        published_at=datetime(2026, 9, 30, 9, 0, tzinfo=CHINA), until_at=datetime(2026, 10, 4, 0, 0, tzinfo=CHINA)
    )
    found = only("publicity_kept", AFTER)
    assert (found.level, found.words.zh) == ("yellow", "公示 3 日，其中没有一个工作日。")


def test_objections_late_is_yellow_on_the_last_day_and_red_past_its_time() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    due = objection.answer_until_at
    assert watched.watched("objections_late", due - timedelta(hours=25)) == []
    found = only("objections_late", due - timedelta(hours=5))
    assert (found.level, found.words.zh) == ("yellow", "第 1 号异议还有 5 小时到期，没有答复。")
    found = only("objections_late", due + timedelta(hours=7))
    assert (found.level, found.words.zh) == ("red", "第 1 号异议过期 7 小时还没有答复。")
    by = tenders.operator(table.room.section.tender)
    answer_objection(objection, answer="已核实，没有在建工程。", upheld=False, by=by, at=due - timedelta(hours=1))
    assert watched.watched("objections_late", due + timedelta(hours=7)) == []
    Objection.objects.update(answered_at=due + timedelta(hours=2))
    assert watched.watched("objections_late", due + timedelta(hours=7)) == [("red", "1/objection-1")]


def test_candidates_complete_is_yellow_for_an_empty_field_and_red_for_another_price() -> None:
    contracts.publicised()
    assert watched.watched("candidates_complete", PUBLISHED) == []
    rows = Candidacy.objects.get().rows
    Candidacy.objects.update(rows=[rows[0] | {"project_manager": "", "quality": ""}, *rows[1:]])
    found = only("candidates_complete", PUBLISHED)
    assert (found.level, found.words.zh) == ("yellow", "公示的质量、工期、项目负责人有 2 栏空着。")
    Candidacy.objects.update(rows=[rows[0] | {"price_fen": 1}, *rows[1:]])
    assert watched.watched("candidates_complete", PUBLISHED) == [("red", "1")]


def test_candidates_complete_is_red_for_a_candidate_left_out() -> None:
    contracts.publicised()
    Candidacy.objects.update(rows=Candidacy.objects.get().rows[:2])
    found = only("candidates_complete", PUBLISHED)
    assert found.words.en == "2 candidates were published; number, rank or price differs from the report."


def test_award_rank_is_yellow_with_a_lawful_cause_and_red_without() -> None:
    table = contracts.publicised()
    section = table.room.refresh()
    second = contracts.candidacy_of(section).rows[1]["number"]
    by = tenders.reviewer(section.tender)
    make_award(section, number=second, cause="gave_up", evidence="放弃函，12 月 15 日", by=by, at=AFTER)
    found = only("award_rank", AFTER)
    assert (found.level, found.words.zh) == ("yellow", "定标给第 2 名，写明了法定事由和依据。")
    Award.objects.update(cause="")
    found = only("award_rank", AFTER)
    assert (found.level, found.words.en) == ("red", "Rank 2 was awarded without a lawful cause and its evidence.")
    Award.objects.update(number=99)
    assert watched.watched("award_rank", AFTER) == [("red", "1")]


def test_rejections_sent_is_red_for_a_bidder_who_was_not_told_and_yellow_without_notices() -> None:
    contracts.awarded()
    assert watched.watched("rejections_sent", AFTER + timedelta(days=2)) == []
    Rejection.objects.first().delete()
    found = only("rejections_sent", AFTER)
    assert (found.level, found.words.zh) == ("red", "未中标的有 2 家，落选通知只有 1 份。")
    Fact.objects.filter(kind="award-notices-sent/v1").delete()
    assert watched.watched("rejections_sent", AFTER + timedelta(hours=23)) == []
    found = only("rejections_sent", AFTER + timedelta(hours=25))
    assert (found.level, found.words.en) == ("yellow", "The notices are not out 25 hours after the award.")


def test_expert_fees_is_red_for_an_amount_that_somebody_typed_and_for_who_never_sat() -> None:
    evaluation.finished()
    assert watched.watched("expert_fees", AT) == []
    Fee.objects.filter(member__seat=2).update(amount_fen=100_000)
    found = only("expert_fees", AT)
    assert (found.level, found.words.zh) == ("red", "2 号席位的劳务费 1000.00 元，按签到和结束时间应为 400.00 元。")
    Fee.objects.filter(member__seat=2).update(amount_fen=40_000)
    Member.objects.filter(seat=5).update(seated_at=None)
    found = only("expert_fees", AT)
    assert (found.subject.partition("/")[2], found.words.en) == (
        "1/seat-5", "Seat 5: a fee of 400.00 yuan; sign-in and end give 0.00 yuan.",
    )  # fmt: skip


def test_expert_fees_is_yellow_for_more_than_two_half_days() -> None:
    evaluation.finished(at=AT + timedelta(hours=9))
    assert watched.watched("expert_fees", AFTER) == [("yellow", f"1/seat-{seat}") for seat in range(1, 6)]
