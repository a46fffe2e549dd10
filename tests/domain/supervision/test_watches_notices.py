"""The watches of notices: periods, changes, persons, phrases, money; each broken in a published tender."""

from datetime import timedelta

import pytest

from qinglian.domain.supervision.watches import notices as watches
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.record.models import Fact
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
AT = tenders.PUBLISHED + timedelta(days=9)
LOCAL = "投标人须在江城市内注册，本地企业优先。"
OPINION = "该句为产业信息介绍，不作为资格条件，已请招标人说明并留存。"


def notice_fact(notice: Notice) -> tuple[int, ...]:
    """This will return the fact of a notice's publication."""
    return (Fact.objects.get(leaf=bytes.fromhex(notice.leaf)).pk,)


def slowly_published(notice: Notice | None = None, *, opinion: str = "已核对，同意。", minutes: int = 30) -> Notice:
    """This will publish a notice whose reviewer takes so many minutes."""
    notice = tenders.in_review(notice)
    at = tenders.AT + timedelta(minutes=minutes)
    notice = actions.approve_notice(notice, opinion=opinion, by=tenders.reviewer(notice.tender), at=at)
    return actions.publish_notice(notice, by=people.verifier(), at=tenders.PUBLISHED)


def amended(notice: Notice, *, days: int, **changes: bool) -> Notice:
    """This will publish an amendment nine days after the first notice that moves the deadline by so many days."""
    draft = tenders.amendment_drafted(notice, days=days, at=AT, **changes)
    return tenders.published(draft, at=AT, on=AT)


def free(*estimates_fen: int) -> list[Tender]:
    """This will publish tenders of one project that are called free of the duty, with these estimates."""
    project = projects.submitted()
    made = []
    for estimate in estimates_fen:
        tender = tenders.created(project, must_tender=False)
        Section.objects.filter(tender=tender).update(estimate_fen=estimate, price_cap_fen=estimate, bid_security_fen=0)
        made.append(tenders.published(tenders.drafted(tender)).tender)
    return made


def test_notices_in_order_find_nothing() -> None:
    slowly_published()
    every = ("tenders_split", "exclusive_terms", "second_person", "bid_period", "late_changes", "bid_security")
    assert {name: getattr(watches, name)(AT) for name in every if getattr(watches, name)(AT)} == {}


def test_tenders_split_is_yellow_when_a_projects_parts_reach_the_threshold_together() -> None:
    one, other = free(250_000_000, 160_000_000)
    (found,) = watches.tenders_split(AT)
    assert (found.level, found.subject) == ("yellow", f"project:{one.project.code}/works")
    assert found.words.zh == f"{one.code}、{other.code} 共 2 件标为非必须招标，估算合计 410 万元，达到 400 万元"
    assert found.facts == tuple(Fact.objects.filter(kind="notice-published/v1").values_list("id", flat=True))
    assert watches.tenders_split(AT + timedelta(days=365)) == []


def test_tenders_split_finds_nothing_below_the_threshold_or_in_two_projects() -> None:
    free(250_000_000, 140_000_000)
    free(390_000_000)
    assert watches.tenders_split(AT) == []


def test_tenders_split_is_red_when_one_alone_reaches_the_threshold() -> None:
    (tender,) = free(400_000_000)
    (found,) = watches.tenders_split(AT)
    assert (found.level, found.subject) == ("red", f"tender:{tender.code}")
    assert found.words.en == "Called free of the duty; estimates of 4,000,000 yuan reach 4,000,000"


@pytest.mark.parametrize("count", [1, 3])
def test_tenders_split_asks_two_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    free(*[450_000_000] * count)
    with django_assert_num_queries(2):
        assert len(watches.tenders_split(AT)) == count


def test_exclusive_terms_is_yellow_when_the_reviewer_answered() -> None:
    notice = slowly_published(tenders.drafted(qualification=LOCAL), opinion=OPINION)
    (found,) = watches.exclusive_terms(AT)
    assert (found.level, found.subject) == ("yellow", f"tender:{notice.tender.code}/v1")
    assert f"第 1 版带着 2 处疑似排斥条款发布，复核意见 {len(OPINION)} 个字" in found.words.zh
    assert found.facts == notice_fact(notice)


@pytest.mark.parametrize(("opinion", "told"), [("", "复核意见是空白"), ("同意发布。", "复核意见 5 个字")])
def test_exclusive_terms_is_red_when_the_opinion_says_nothing(opinion: str, told: str) -> None:
    notice = slowly_published(tenders.drafted(qualification=LOCAL), opinion=OPINION)
    Notice.objects.filter(pk=notice.pk).update(review_opinion=opinion)
    (found,) = watches.exclusive_terms(AT)
    assert (found.level, told in found.words.zh) == ("red", True)


def test_second_person_is_yellow_when_the_reviewer_took_72_seconds() -> None:
    notice = slowly_published()
    assert notice.submitted_at is not None
    Notice.objects.update(reviewed_at=notice.submitted_at + timedelta(seconds=72))
    (found,) = watches.second_person(AT)
    code = notice.tender.code
    assert (found.level, found.subject) == ("yellow", f"tender:{code}/v1")
    assert found.words.zh == f"复核人在送审后 1 分 12 秒通过，{code} 第 1 版"
    kinds = list(Fact.objects.filter(pk__in=found.facts).order_by("id").values_list("kind", flat=True))
    assert kinds == ["notice-submitted/v1", "notice-approved/v1", "notice-published/v1"]


def test_second_person_is_red_when_one_person_did_two_of_the_three() -> None:
    notice = slowly_published()
    preparer = notice.prepared_by
    for changes, told in (
        ({"reviewed_by": preparer}, "编制和复核是同一人"),
        ({"reviewed_by": notice.verified_by}, "复核和核验是同一人"),
        ({"reviewed_by": notice.reviewed_by, "verified_by": preparer}, "编制和核验是同一人"),
        ({"verified_by": ""}, "没有复核或者核验就发布"),
    ):
        Notice.objects.filter(pk=notice.pk).update(**changes)
        (found,) = watches.second_person(AT)
        assert (found.level, found.words.zh) == ("red", f"{notice.tender.code} 第 1 版：{told}")


def moved(notice: Notice, **days: int) -> None:
    """This will move moments of a notice, as an insider at the database could."""
    Notice.objects.filter(pk=notice.pk).update(
        **{name: getattr(notice, name) + timedelta(days=number) for name, number in days.items()}
    )


def test_bid_period_is_red_below_the_legal_days() -> None:
    notice = tenders.published()
    moved(notice, deadline_at=-3)
    (found,) = watches.bid_period(AT)
    assert (found.level, found.subject) == ("red", f"tender:{notice.tender.code}/v1")
    assert found.words.zh == "投标期只有 19 日，少于 20 日"
    assert found.facts == notice_fact(notice)
    moved(notice, deadline_at=0, documents_until_at=-11)
    (found,) = watches.bid_period(AT)
    assert (found.level, found.words.zh) == ("red", "文件获取期只有 4 日，少于 5 日")


def test_bid_period_is_yellow_when_a_long_holiday_fills_just_the_minimum() -> None:
    notice = tenders.published()
    moved(notice, deadline_at=-2)
    assert watches.bid_period(AT) == []  # just 20 days, without a holiday
    moved(notice, documents_from_at=-54, documents_until_at=-54, deadline_at=-56)  # from 09-26 to 10-16
    (found,) = watches.bid_period(AT)
    assert (found.level, found.words.zh) == ("yellow", "投标期恰为 20 日，其中有国庆节假期")


def test_late_changes_finds_nothing_when_the_deadline_moved_along() -> None:
    amended(tenders.published(), days=7)
    assert watches.late_changes(AT) == []


def test_late_changes_is_red_when_the_deadline_is_moved_back() -> None:
    change = amended(tenders.published(), days=7)
    moved(change, deadline_at=-7)
    (found,) = watches.late_changes(AT)
    code = change.tender.code
    assert (found.level, found.subject) == ("red", f"tender:{code}/v2")
    assert found.words.zh == f"{code} 第 2 版影响投标，距截止只有 13 日，不足 15 日"
    assert found.facts == notice_fact(change)


def test_late_changes_is_yellow_when_a_late_change_is_called_without_effect() -> None:
    change = amended(tenders.published(), days=0, affects_bids=False)
    (found,) = watches.late_changes(AT)
    assert (found.level, found.subject) == ("yellow", f"tender:{change.tender.code}/v2")
    assert "距截止只有 13 日，被标为不影响投标" in found.words.zh


def test_late_changes_is_yellow_at_the_third_change() -> None:
    notice = tenders.published()
    for days in (7, 0):
        notice = amended(notice, days=days)
    assert watches.late_changes(AT) == []
    amended(notice, days=0)
    (found,) = watches.late_changes(AT)
    assert (found.level, found.subject) == ("yellow", f"tender:{notice.tender.code}/changes")
    assert (found.words.zh, len(found.facts)) == ("公告已修改 3 次", 3)


@pytest.mark.parametrize(
    ("asked", "estimate", "level", "told"),
    [
        (36_000_001, 1_800_000_000, "red", "超过估算价的 2%（36 万元）"),
        (36_000_000, 1_800_000_000, "", ""),
        (90_000_000, 9_000_000_000, "yellow", "投标保证金 90 万元，超过 80 万元的封顶"),
        (80_000_000, 9_000_000_000, "", ""),
    ],
)
def test_bid_security_compares_share_and_ceiling(asked: int, estimate: int, level: str, told: str) -> None:
    section = tenders.section()
    Section.objects.filter(pk=section.pk).update(bid_security_fen=asked, estimate_fen=estimate)
    found = watches.bid_security(AT)
    assert [(one.level, one.subject, told in one.words.zh) for one in found] == (
        [(level, f"tender:{section.tender.code}/1", True)] if level else []
    )
