"""The watches up to the opening as a whole: they are those of the catalogue, a sound life finds nothing, breaches open warnings."""

from datetime import timedelta

import pytest
from django.db.models import F

from qinglian.domain.bids import actions as bid_acts
from qinglian.domain.integrity.catalogue import BY_WATCH
from qinglian.domain.integrity.catalogue.watches_before import BEFORE as CATALOGUE
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation
from qinglian.domain.supervision.actions.watching import run_watches
from qinglian.domain.supervision.models import LightChange, RiskWarning, WatchRun
from qinglian.domain.supervision.queries.lights import light_of
from qinglian.domain.supervision.watches.before import BEFORE
from qinglian.domain.supervision.watches.evidence import span
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.models import Document, Notice
from qinglian.record import blobs
from qinglian.record.models import Fact
from tests.factories import bids, evaluation, people, tenders

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(hours=3)


def made_sound() -> None:
    """This will add what the factories leave out: verified filings, bidders who share nothing, a reviewer who reads."""
    for number, row in enumerate(Organisation.objects.exclude(kinds=["centre"])):
        details = {
            "legal_representative": f"法人{number}",
            "contact_phone": f"0571-{number:08}",
            "address": f"{number} 号",
        }
        Organisation.objects.filter(pk=row.pk).update(details=row.details | details)
        Filing.objects.create(
            organisation=row, number=1, state="verified", name=row.name, credit_code=row.credit_code, kinds=row.kinds,
            agreement=VERSION, agreed_at=people.AT, verified_at=people.AT,
        )  # fmt: skip
    Notice.objects.update(reviewed_at=F("submitted_at") + timedelta(minutes=20))


def test_the_watches_are_those_of_the_catalogue_and_each_guards_a_point() -> None:
    assert list(BEFORE) == [watch.code for watch in CATALOGUE]
    assert [code for code in BEFORE if code not in BY_WATCH] == []


def test_a_sound_life_finds_nothing_at_any_stage() -> None:
    where = bids.with_bids(3)
    made_sound()
    found: dict[tuple[str, str], list[Found]] = {}
    for step in (None, bids.closed, bids.releasing, bids.released, bids.opened):
        if step is bids.closed:
            bids.closed(where=where)
        elif step is bids.releasing:
            bids.cosign_everything()
            bid_acts.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
        elif step is bids.released:
            for holders in where.holders.values():
                bid_acts.release_shares(bids.release_of(where, holders[0]), at=bids.DEADLINE + timedelta(minutes=1))
        elif step is bids.opened:
            bid_acts.open_bids(where.closing, at=bids.DEADLINE + timedelta(minutes=2))
            evaluation.signed_record(where)
        at = bids.DEADLINE - timedelta(hours=1) if step is None else bids.DEADLINE + timedelta(minutes=2)
        found |= {(code, where.refresh().state): rows for code, watch in BEFORE.items() if (rows := watch(at))}
    assert where.section.state == "recorded"
    assert found == {}


def test_the_watches_write_nothing() -> None:
    bids.opened(3)
    before = Fact.objects.count()
    told = [one for watch in BEFORE.values() for one in watch(AT)]
    assert len(told) > 0
    assert (Fact.objects.count(), RiskWarning.objects.count()) == (before, 0)


def test_a_watch_names_no_bidder_before_the_opening() -> None:
    where = bids.closed(3)  # no filings, all of one address, reviewed within a second
    told = [str(one) for code, watch in BEFORE.items() if code != "keys_bound" for one in watch(bids.DEADLINE)]
    names = [word for owner, _ in where.bidders for word in (owner.pk, owner.name)]
    assert told != []
    assert [name for name in names for words in told if name in words] == []


def test_run_watches_opens_one_warning_for_a_hasty_review_and_turns_the_light() -> None:
    notice = tenders.published()
    point = BY_WATCH["second_person"].code
    assert run_watches(at=AT, only=["second_person"]) == 1
    assert run_watches(at=AT + timedelta(minutes=1), only=["second_person"]) == 0
    warning = RiskWarning.objects.get()
    assert (warning.point, warning.level) == (point, "yellow")
    assert (warning.subject, len(warning.facts)) == (f"tender:{notice.tender.code}/v1", 3)
    assert warning.words_zh == f"复核人在送审后 0 秒通过，{notice.tender.code} 第 1 版"
    assert (light_of(point), WatchRun.objects.get().failure) == ("yellow", "")


def test_run_watches_turns_a_light_red_and_green_again_when_the_document_is_restored() -> None:
    tenders.published()
    document, point = Document.objects.get(), BY_WATCH["documents_whole"].code
    path = blobs.public_path(document.sha256)
    path.unlink()
    path.write_bytes(b"another")
    assert run_watches(at=AT, only=["documents_whole"]) == 1
    assert (RiskWarning.objects.get().level, light_of(point)) == ("red", "red")
    path.unlink()
    blobs.publish(document.sha256)
    assert run_watches(at=AT + timedelta(minutes=1), only=["documents_whole"]) == 0
    assert RiskWarning.objects.get().ended_at == AT + timedelta(minutes=1)
    lights = LightChange.objects.filter(point=point).order_by("pk").values_list("light", flat=True)
    assert list(lights) == ["red", "green"]


def test_run_watches_turns_yellow_to_red_at_the_second_extension() -> None:
    where, point = bids.releasing(3), BY_WATCH["window_extended"].code
    for level in ("yellow", "red"):
        until = where.closing.decrypt_until_at
        assert until is not None
        more = until + timedelta(minutes=10)
        bid_acts.extend_window(where.closing, until=more, reason="保管人网络中断", by=bids.host(), at=bids.DEADLINE)
        assert run_watches(at=AT, only=["window_extended"]) == 1
        assert light_of(point) == level
    assert list(RiskWarning.objects.order_by("pk").values_list("level", "ended_at")) == [("yellow", AT), ("red", None)]


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (72, "1 分 12 秒", "1 min 12 s"),
        (3600, "1 小时", "1 h"),
        (3605, "1 小时", "1 h"),
        (183_600, "2 日 3 小时", "2 d 3 h"),
    ],
)
def test_span_tells_the_two_largest_units(seconds: int, zh: str, en: str) -> None:
    told = span(timedelta(seconds=seconds))
    assert (told.zh, told.en) == (zh, en)
