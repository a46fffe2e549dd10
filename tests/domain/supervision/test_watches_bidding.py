"""The watches of the bid period: documents, holds, related bidders, the deadline; each broken in a running tender."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.bids import actions as bid_acts
from qinglian.domain.bids.models import ClosingList, SealedBid
from qinglian.domain.people.models import Organisation
from qinglian.domain.supervision.watches.bidding import documents_whole, holds_obeyed, late_bids, related_bidders
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Document, Hold, Section, Tender
from qinglian.record import blobs
from qinglian.record.models import Fact, WitnessState
from qinglian.trust.note import COSIGNATURE_V1, Signer, new_signer_key
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db
ON, DEADLINE = tenders.PUBLISHED, tenders.DEADLINE
LATER = DEADLINE + timedelta(minutes=30)


def facts(*kinds: str) -> tuple[int, ...]:
    """This will list the primary keys of the facts of these kinds, in the order of the log."""
    return tuple(Fact.objects.filter(kind__in=kinds).order_by("id").values_list("id", flat=True))


def held(tender: Tender, *, at: datetime) -> Hold:
    """This will have the supervising authority stop a tender."""
    by = people.actor(people.supervisor())
    return actions.place_hold(tender, cause="complaint", article="REG 62", reason="投诉处理期间暂停。", by=by, at=at)


def strangers(where: bids.Room) -> None:
    """This will give each bidder a legal representative, a phone and an address of its own in the register."""
    for number, (organisation, _) in enumerate(where.bidders, start=1):
        own = {"legal_representative": f"法人{number}", "contact_phone": f"0571-8800000{number}"}
        details = organisation.details | own | {"address": f"江城市文昌路 {number} 号"}
        Organisation.objects.filter(pk=organisation.pk).update(details=details)


def alike(where: bids.Room, *numbers: int, **details: str) -> None:
    """This will give the bidders with these numbers the same details in the register."""
    for number in numbers:
        organisation = Organisation.objects.get(pk=where.bidders[number - 1][0].pk)
        organisation.details |= details
        organisation.save()


def test_documents_whole_finds_nothing_in_what_was_published() -> None:
    tenders.published()
    assert documents_whole(ON) == []


def test_documents_whole_is_red_when_the_public_bytes_were_changed() -> None:
    notice = tenders.published()
    document = Document.objects.get()
    path = blobs.public_path(document.sha256)
    path.unlink()
    path.write_bytes(tenders.docx_bytes("第一章 只限本地企业"))
    (found,) = documents_whole(ON)
    assert (found.level, found.subject) == ("red", f"tender:{notice.tender.code}/file-{document.sha256[:12]}")
    assert f"第 1 版的《招标文件》哈希不一致：公告记下 {document.sha256[:12]}，现在是 " in found.words.zh
    assert found.facts == facts("notice-published/v1")


def test_documents_whole_is_yellow_when_a_document_is_gone_until_the_award() -> None:
    tenders.published()
    document = Document.objects.get()
    blobs.public_path(document.sha256).unlink()
    (found,) = documents_whole(ON)
    assert (found.level, found.words.zh) == ("yellow", "第 1 版的《招标文件》在公开存储里找不到")
    Section.objects.update(state="awarded")
    assert documents_whole(ON) == []


def test_holds_obeyed_finds_nothing_when_the_tender_stood_still() -> None:
    section = tenders.section()
    hold = held(section.tender, at=ON)
    assert holds_obeyed(ON + timedelta(days=10)) == []
    actions.lift_hold(hold, by=people.actor(people.supervisor()), at=ON + timedelta(days=10))
    tenders.closed(section)
    assert holds_obeyed(DEADLINE) == []


def test_holds_obeyed_is_yellow_after_ten_days() -> None:
    section = tenders.section()
    hold = held(section.tender, at=ON)
    (found,) = holds_obeyed(ON + timedelta(days=10, hours=5))
    assert (found.level, found.subject) == ("yellow", f"tender:{section.tender.code}/hold-{hold.pk}")
    assert (found.words.zh, found.facts) == ("暂停已经 10 日 5 小时，还没有解除", facts("hold-placed/v1"))


def test_holds_obeyed_is_red_when_an_insider_lifts_the_hold_in_the_table() -> None:
    section = tenders.section()
    hold = held(section.tender, at=ON)
    Hold.objects.update(lifted_at=ON + timedelta(hours=1))  # no fact says so
    tenders.closed(section)
    (found,) = holds_obeyed(DEADLINE)
    assert (found.level, found.subject) == ("red", f"tender:{section.tender.code}/hold-{hold.pk}")
    assert found.words.zh == "暂停没有解除，就办理了 1 件：截止"
    assert found.facts == facts("hold-placed/v1", "section-closed/v1")


@pytest.mark.parametrize("count", [1, 3])
def test_holds_obeyed_asks_two_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        held(tenders.created(), at=ON)
    with django_assert_num_queries(2):
        assert len(holds_obeyed(ON + timedelta(days=11))) == count


def test_related_bidders_finds_nothing_among_strangers() -> None:
    where = bids.releasing(3)
    strangers(where)
    assert related_bidders(LATER) == []


def test_related_bidders_tells_numbers_and_no_values_of_the_register() -> None:
    where = bids.releasing(3)
    strangers(where)
    alike(where, 1, 3, legal_representative="陈 立")
    alike(where, 2, 3, contact_phone="057188001234")
    alike(where, 2, contact_phone="0571-8800 1234")
    red, yellow = related_bidders(LATER)
    code = where.section.tender.code
    assert (red.level, red.subject, red.words.zh) == ("red", f"tender:{code}/1", "第 1、3 号投标人登记了同一法定代表人")
    assert (yellow.level, yellow.words.en) == ("yellow", "Bidders 2, 3 are registered with one phone")
    assert red.facts == yellow.facts == facts("bidders-announced/v1")


def test_related_bidders_says_nothing_before_the_opening() -> None:
    where = bids.with_bids(3)  # all of one address
    assert related_bidders(DEADLINE - timedelta(hours=1)) == []
    bids.closed(where=where)
    assert related_bidders(DEADLINE) == []
    bids.cosign_everything()
    bid_acts.allow_release(where.closing, at=LATER)
    assert [found.level for found in related_bidders(LATER)] == ["red", "yellow"]


def test_late_bids_finds_nothing_after_a_closing_at_the_deadline() -> None:
    bids.closed(3)
    assert late_bids(LATER) == []


def test_late_bids_is_red_for_a_bid_in_force_that_arrived_at_the_deadline() -> None:
    where = bids.closed(3)
    bid = SealedBid.objects.order_by("pk")[1]
    SealedBid.objects.filter(pk=bid.pk).update(arrived_at=DEADLINE + timedelta(seconds=4))
    (found,) = late_bids(LATER)
    assert (found.level, found.subject) == ("red", f"tender:{where.section.tender.code}/1")
    assert found.words.zh == "1 份生效的投标文件送达不早于截止时间，最早一份在截止后 4 秒"
    assert found.facts == (bid.fact_id,)
    assert [owner.name for owner, _ in where.bidders if owner.name in str(found) or owner.pk in str(found)] == []
    SealedBid.objects.filter(pk=bid.pk).update(state="withdrawn")
    assert late_bids(LATER) == []


def test_late_bids_is_yellow_when_the_list_came_late_without_a_hold() -> None:
    where = bids.with_bids(3)
    assert late_bids(DEADLINE + timedelta(minutes=2)) == []
    (still_open,) = late_bids(DEADLINE + timedelta(minutes=9))
    assert still_open.words.zh == "截止清单比 12-11 09:30 晚了 9 分"
    bid_acts.close_bidding(where.section, at=DEADLINE + timedelta(minutes=11, seconds=5))
    (found,) = late_bids(LATER)
    assert (found.level, found.subject) == ("yellow", f"tender:{where.section.tender.code}/1")
    assert found.words.zh == "截止清单比 12-11 09:30 晚了 11 分 5 秒"
    assert found.facts == facts("section-closed/v1")


def test_late_bids_waits_for_the_end_of_a_hold() -> None:
    where = bids.with_bids(3)
    hold = held(where.section.tender, at=DEADLINE - timedelta(hours=1))
    assert late_bids(DEADLINE + timedelta(hours=2)) == []
    actions.lift_hold(hold, by=people.actor(people.supervisor()), at=DEADLINE + timedelta(hours=3))
    bid_acts.close_bidding(where.section, at=DEADLINE + timedelta(hours=3, seconds=1))
    assert late_bids(DEADLINE + timedelta(hours=4)) == []
    ClosingList.objects.update(closed_at=DEADLINE + timedelta(hours=4))
    (found,) = late_bids(DEADLINE + timedelta(hours=4))
    assert found.words.en == "The closing list is 1 h later than 12-11 12:30"


@pytest.mark.parametrize(("ahead", "count"), [(10, 0), (11, 1)])
def test_late_bids_is_yellow_when_our_clock_runs_ahead(settings, ahead: int, count: int) -> None:  # type: ignore[no-untyped-def]
    key = Signer.from_string(new_signer_key("witness.invalid", COSIGNATURE_V1)).verifier().vkey
    settings.QINGLIAN_WITNESSES = [f"{key} http://127.0.0.1:9"]
    WitnessState.objects.create(name="witness.invalid", seen_at=ON, ahead_seconds=ahead)
    found = late_bids(ON)
    assert [(one.level, one.subject, one.words.zh) for one in found] == [
        ("yellow", "clock", "平台时钟比见证方快 11 秒")
    ] * count
