"""The verdicts: what the pictures show, every rule broken once, boundary days, and properties over many notices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.domain.tenders.access import build_access
from qinglian.domain.tenders.rules import verdicts
from qinglian.domain.tenders.terms import PreviousTerms, TermFinding
from qinglian.domain.tenders.verdict import Repair, Verdict, counts, first_broken
from qinglian.law.articles import spelt
from qinglian.law.calendar import days_between
from qinglian.law.holiday_notices import official_calendar
from qinglian.law.text import Text
from tests.factories.terms import ACCESS, moment, section, terms

CALENDAR = official_calendar()
PREVIOUS = PreviousTerms(documents_from_at=moment(11, 19), deadline_at=moment(12, 11, 9, 30))


def judge(**changes: object) -> list[Verdict]:
    return verdicts(terms(**changes), calendar=CALENDAR)


def one(rule: str, **changes: object) -> Verdict:
    found = [verdict for verdict in judge(**changes) if verdict.rule == rule]
    assert len(found) == 1, (rule, found)
    return found[0]


def test_lawful_notice_breaks_nothing():
    assert counts(judge()) == {"broken": 0, "note": 0, "unverified": 2, "met": len(judge()) - 2}


def test_short_bid_period_says_what_the_picture_says():
    found = one("min_bid_period_days", deadline_at=moment(12, 4))
    assert found.outcome == "broken"
    assert found.finding.zh == "投标期只有 15 日，少于 20 日"
    assert spelt(found.article).zh == "招标投标法第二十四条"
    assert found.quote == "自招标文件开始发出之日起至投标人提交投标文件截止之日止，最短不得少于二十日"
    assert found.counted == Text(
        "日历天，11-19 起算第 20 日为 12-09（星期三，工作日，无须顺延）。",
        "Calendar days: day 20 after 11-19 is 12-09 (Wed, a working day, not moved).",
    )
    assert found.repair == Repair(
        "deadline_at", "2026-12-09T09:00", Text("改为 2026-12-09 09:00", "Change to 2026-12-09 09:00")
    )
    assert (found.gap.have, found.gap.need, found.gap.earliest) == (15, 20, date(2026, 12, 9))
    assert found.exception is not None


@pytest.mark.parametrize(("day", "outcome"), [(8, "broken"), (9, "met"), (10, "met")])
def test_bid_period_at_its_boundary(day, outcome):
    assert one("min_bid_period_days", deadline_at=moment(12, day)).outcome == outcome


def test_bid_period_of_a_voluntary_tender_is_only_advice():
    found = one("min_bid_period_days", must_tender=False, deadline_at=moment(12, 4))
    assert (found.outcome, found.exception) == ("note", None)


def test_bid_period_counts_from_the_judging_when_publication_is_late():
    late = {"judged_at": moment(11, 24), "deadline_at": moment(12, 11)}
    assert one("min_bid_period_days", **late).finding.zh == "投标期只有 17 日，少于 20 日"


def test_repair_of_a_period_that_ends_in_a_holiday_moves_behind_it():
    found = one(
        "min_bid_period_days",
        judged_at=moment(9, 10),
        documents_from_at=moment(9, 11),
        documents_until_at=moment(9, 18),
        questions_until_at=moment(9, 14),
        deadline_at=moment(9, 28),
    )
    assert found.repair.value == "2026-10-08T09:00"
    assert "国庆节假期，顺延到 10-08" in found.counted.zh


def test_deadline_in_a_holiday_is_broken_and_on_a_weekend_noted():
    holiday = one(
        "deadline_on_working_day", deadline_at=moment(10, 3), judged_at=moment(9, 1), documents_from_at=moment(9, 2)
    )
    weekend = one("deadline_on_working_day", deadline_at=moment(12, 12))
    assert (holiday.outcome, holiday.repair.value) == ("broken", "2026-10-08T09:00")
    assert (weekend.outcome, weekend.repair.value) == ("note", "2026-12-14T09:00")


def test_deadline_in_a_year_without_notice_says_provisional():
    found = one("deadline_on_working_day", deadline_at=moment(1, 12, year=2027))
    assert "2027 年放假通知未公布" in found.finding.zh


def broken_by(**changes: object) -> set[str]:
    return {verdict.rule for verdict in judge(**changes) if verdict.outcome == "broken"}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("min_bid_period_days", {"deadline_at": moment(12, 8)}),
        ("doc_sale_min_days", {"documents_until_at": moment(11, 23)}),
        ("times_in_order", {"questions_until_at": moment(12, 12)}),
        ("times_in_order", {"questions_until_at": moment(11, 19)}),
        ("bid_security_max_percent", {"sections": (section(bid_security_fen=36_000_001),)}),
        ("price_floor", {"price_floor_fen": 1_500_000_000}),
        ("project_approved", {"approval_number": " "}),
        ("funds_stated", {"fund_source": ""}),
        ("notice_contents", {"place": ""}),
        ("notice_contents", {"tenderer_address": ""}),
        ("notice_contents", {"text": ""}),
        ("consortium_stated", {"consortium_allowed": None}),
        ("document_present", {"document_count": 0}),
        ("section_present", {"sections": ()}),
        ("evaluation_method_named", {"sections": (section(evaluation_method=""),)}),
        ("sheet_form_complete", {"sections": (section(sheet_form=[]),)}),
        ("bid_validity_stated", {"bid_validity_days": 0}),
        ("opening_key_groups", {"access": {}}),
        ("opening_key_groups", {"access": {"mode": "G", "groups": ACCESS["groups"][:1]}}),
        ("guardian_groups_apart", {"guardian_organisations": {"grd-1": "org-b", "grd-3": "org-b"}}),
        ("guardian_cards_complete", {"cards_missing": ("grd-1",), "for_publication": True}),
        ("change_stated", {"version": 2, "previous": PREVIOUS, "change": " "}),
        ("deadline_never_earlier", {"version": 2, "previous": PREVIOUS, "change": "更正", "deadline_at": moment(12, 10)}),
        ("postpone_when_late", {"version": 2, "previous": PREVIOUS, "change": "更正", "affects_bids": True, "judged_at": moment(11, 27)}),
    ],
)  # fmt: skip
def test_rule_is_broken_alone(rule, changes):
    assert broken_by(**changes) == {rule}


def test_deadline_that_has_passed_is_broken():
    assert "deadline_in_future" in broken_by(judged_at=moment(12, 11, 9, 30))


@pytest.mark.parametrize(("day", "outcome"), [(26, "met"), (27, "broken")])
def test_change_that_affects_bids_at_its_boundary(day, outcome):
    found = one(
        "postpone_when_late", version=2, previous=PREVIOUS, change="更正", affects_bids=True, judged_at=moment(11, day)
    )
    assert found.outcome == outcome
    if found.repair:
        assert found.repair.value == "2026-12-12T09:30"


def test_change_that_does_not_affect_bids_needs_no_postponement():
    assert (
        broken_by(version=2, previous=PREVIOUS, change="更正联系电话", affects_bids=False, judged_at=moment(12, 9))
        == set()
    )


def test_missing_cards_are_a_note_until_the_publication():
    assert one("guardian_cards_complete", cards_missing=("grd-1（标段 1）",)).outcome == "note"


@pytest.mark.parametrize(("fen", "outcome"), [(0, "met"), (36_000_000, "met"), (36_000_001, "broken")])
def test_security_at_two_per_cent(fen, outcome):
    found = one("bid_security_max_percent", sections=(section(bid_security_fen=fen),))
    assert found.outcome == outcome
    if outcome == "broken":
        assert found.repair == Repair(
            "section-1-bid_security_fen", "36000000", Text("改为 36 万元", "Change to 360,000.00 yuan")
        )
        assert found.finding.zh == "保证金 2%，超过 2%"


def test_security_above_the_unverified_amount_only_advises():
    found = one(
        "bid_security_max_works_fen", sections=(section(estimate_fen=90_000_000_000, bid_security_fen=90_000_000),)
    )
    assert (found.outcome, found.finding.zh) == ("unverified", "保证金 90 万元，超过 80 万元")


def test_each_section_is_judged_and_named():
    two = (section(), section(number="2", bid_security_fen=40_000_000))
    found = [verdict for verdict in judge(sections=two) if verdict.rule == "bid_security_max_percent"]
    assert [(verdict.outcome, verdict.finding.zh[:5], verdict.field) for verdict in found] == [
        ("broken", "标段 2：", "section-2-bid_security_fen"),
        ("met", "标段 1：", "section-1-bid_security_fen"),
    ]


def test_phrases_are_noted_with_their_place():
    finding = TermFinding("exclusionary_terms", "本地服务机构", "设有本地服务机构的得 2 分", "《评分办法》")
    found = one("exclusionary_terms", findings=(finding,))
    assert (found.outcome, found.finding.zh) == ("note", "《评分办法》“本地服务机构”或有排斥")


@pytest.mark.parametrize(
    ("where", "zh", "en"),
    [
        ("qualification", "资格要求", "the qualification"),
        ("text", "公告正文", "the notice's text"),
        ("section:2", "标段 2 内容", "the scope of section 2"),
        ("《评分办法》", "《评分办法》", "《评分办法》"),
    ],
)
def test_phrases_name_their_place_in_both_languages(where, zh, en):
    found = one("exclusionary_terms", findings=(TermFinding("exclusionary_terms", "本地企业", "本地企业优先", where),))
    assert found.finding == Text(f"{zh}“本地企业”或有排斥", f"“本地企业” in {en} may exclude bidders")


def test_mode_of_the_bidder_alone_is_noted():
    found = one("opening_key_groups", access=build_access("B", supervision=[], trade=[]))
    assert found.outcome == "note"


def test_voluntary_tender_above_the_threshold_is_for_somebody_to_check():
    found = one("must_tender_works_fen", must_tender=False)
    assert (found.outcome, found.finding.zh) == ("unverified", "标为非必须招标，估算 1,800 万元，已达 400 万元")


def test_order_is_broken_note_unverified_met():
    outcomes = [verdict.outcome for verdict in judge(deadline_at=moment(12, 5), qualification="")]
    rank = ["broken", "note", "unverified", "met"]
    assert outcomes == sorted(outcomes, key=rank.index)
    assert set(outcomes) == set(rank)


def test_every_verdict_can_be_said():
    for verdict in judge(deadline_at=moment(12, 5), price_floor_fen=1, version=2, previous=PREVIOUS):
        assert verdict.label.zh
        assert verdict.finding.en
        assert spelt(verdict.article).zh


DAYS = st.integers(0, 300)


@given(start=DAYS, length=st.integers(-5, 90), hour=st.integers(0, 23))
def test_period_is_met_exactly_from_twenty_days_on(start, length, hour):
    first = moment(1, 5) + timedelta(days=start)
    deadline = (first + timedelta(days=length)).replace(hour=hour)
    found = one("min_bid_period_days", judged_at=first, documents_from_at=first, deadline_at=deadline)
    assert (found.outcome == "met") == (length >= 20)


@given(start=DAYS, length=st.integers(0, 40))
def test_repairs_together_give_a_notice_that_breaks_nothing(start, length):
    first = moment(1, 5) + timedelta(days=start)
    case = terms(
        judged_at=first,
        documents_from_at=first,
        documents_until_at=first + timedelta(hours=1),
        questions_until_at=first + timedelta(hours=2),
        deadline_at=first + timedelta(days=length, hours=3),
        sections=(section(bid_security_fen=100_000_000),),
        price_floor_fen=5,
    )
    for _ in range(8):
        broken = first_broken(verdicts(case, calendar=CALENDAR))
        if broken is None:
            break
        case = repaired(case, broken.repair)
    assert first_broken(verdicts(case, calendar=CALENDAR)) is None
    assert days_between(first.date(), case.deadline_at.date()) >= 20
    assert CALENDAR.holiday_on(case.deadline_at.date()) is None


def repaired(case, repair):
    if repair.field.startswith("section-"):
        return replace(case, sections=(replace(case.sections[0], bid_security_fen=int(repair.value)),))
    if repair.field == "price_floor_fen":
        return replace(case, price_floor_fen=None)
    value = moment(1, 1).fromisoformat(repair.value).replace(tzinfo=case.judged_at.tzinfo)
    return replace(case, **{repair.field: value})


@given(estimate=st.integers(1, 10**13), security=st.integers(0, 10**13))
def test_security_is_met_exactly_up_to_two_per_cent(estimate, security):
    found = one("bid_security_max_percent", sections=(section(estimate_fen=estimate, bid_security_fen=security),))
    assert (found.outcome == "met") == (50 * security <= estimate)
