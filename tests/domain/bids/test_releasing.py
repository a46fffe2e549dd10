"""Releasing: nothing before the witnesses, nothing by strangers, no selection, no wrong share; then everything at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from qinglian.domain.bids.actions import allow_release, extend_window, release_from_paper, release_shares
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, Release, SealedBid
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record import blobs, keys
from qinglian.record.models import Fact
from qinglian.record.witnessing import ask_witnesses
from qinglian.trust.documents import sign_document
from qinglian.trust.strict import from_base64, read_json, to_base64
from tests.factories import bids, people, tenders
from tests.factories.record import sequence_all
from tests.factories.witness import running_witnesses

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=1)


def first_of(where: bids.Room, group: str) -> people.Guardian:
    """This will return a group's first guardian."""
    return where.holders[group][0]


@pytest.mark.meets("A-107")
def test_allow_release_waits_for_the_quorum_of_witnesses(settings: LazySettings) -> None:
    keys.make_keys()
    with running_witnesses(3, keys.log_signer().verifier()) as witnesses:
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        for witness in witnesses[1:]:
            witness.down = True
        where = bids.closed(3)
        sequence_all(bids.DEADLINE)
        ask_witnesses(at=bids.DEADLINE)
        with pytest.raises(NotNow) as refusal:
            allow_release(where.closing, at=AT)
        assert refusal.value.rule == "release_after_cosigned_closing"
        assert AnnouncedBid.objects.count() == 0
        witnesses[1].down = False
        ask_witnesses(at=bids.DEADLINE)
        allow_release(where.closing, at=AT)
    assert AnnouncedBid.objects.count() == 3


def test_allow_release_waits_for_the_sequencer() -> None:
    where = bids.closed(3)
    with pytest.raises(NotNow) as refusal:
        allow_release(where.closing, at=AT)
    assert refusal.value.rule == "release_after_cosigned_closing"


@pytest.mark.meets("A-108", "A-110")
def test_allow_release_announces_the_bidders_and_opens_the_window() -> None:
    where = bids.releasing(3)
    closing = where.closing
    assert closing.decrypt_until_at == closing.released_from_at + timedelta(minutes=30)
    announced = Fact.objects.get(kind="bidders-announced/v1").fact["body"]
    rows = read_json(blobs.public_path(announced["bidders"]).read_bytes(), limit=10**6, name="bidders")
    assert [(row["number"], row["bidder"], row["name"]) for row in rows] == [
        (number, organisation.pk, organisation.name) for number, (organisation, _) in enumerate(where.bidders, start=1)
    ]
    assert rows[0]["arrived_at"] == bids.BEFORE.isoformat()


def test_allow_release_discloses_every_sealed_fact_of_the_opening() -> None:
    where = bids.with_bids(3)
    gone = people.bidder()
    bids.received(where, gone)
    bids.actions.withdraw_bid(bids.withdrawal(where, gone), at=bids.BEFORE)
    bids.releasing(where=where)
    disclosed = Fact.objects.filter(disclosed_by__isnull=False, kind__startswith="bid-").values_list("kind", flat=True)
    assert sorted(disclosed) == ["bid-received/v1"] * 4 + ["bid-withdrawn/v1"]


def test_allow_release_publishes_heads_and_sheets_and_no_other_ciphertext() -> None:
    where = bids.releasing(3)
    for bid in AnnouncedBid.objects.select_related("sealed"):
        head = next(head for head in where.heads.values() if head.hash == bid.sealed.manifest_hash)
        assert blobs.public_path(bid.head).read_bytes() == head.raw
        assert bid.sheet == head.manifest["compartments"]["sheet"]["sha256"]
        assert blobs.public_path(bid.sheet).is_file()
        assert not blobs.public_path(head.manifest["compartments"]["business"]["sha256"]).exists()
        assert not blobs.public_path(bid.sealed.blob).exists()


def test_allow_release_twice_is_once() -> None:
    where = bids.releasing(3)
    with pytest.raises(NotNow):
        allow_release(where.closing, at=AT)
    assert Fact.objects.filter(kind="release-started/v1").count() == 1


@pytest.mark.meets("B-019")
def test_release_shares_stay_private_until_every_group_is_complete() -> None:
    where = bids.releasing(3)
    first = release_shares(bids.release_of(where, first_of(where, "supervision")), at=AT)
    assert not blobs.public_path(first.blob).exists()
    assert where.closing.shares_public_at is None
    second = release_shares(bids.release_of(where, first_of(where, "trade")), at=AT)
    assert [blobs.public_path(row.blob).is_file() for row in (first, second)] == [True, True]
    assert where.closing.shares_public_at == AT


def test_release_shares_by_two_of_one_group_completes_nothing() -> None:
    where = bids.releasing(3)
    for holder in where.holders["trade"]:
        release_shares(bids.release_of(where, holder), at=AT)
    assert where.closing.shares_public_at is None


def test_release_shares_the_same_twice_is_once() -> None:
    where = bids.releasing(3)
    signed = bids.release_of(where, first_of(where, "trade"))
    assert release_shares(signed, at=AT).pk == release_shares(signed, at=AT + timedelta(seconds=1)).pk
    assert (Release.objects.count(), Fact.objects.filter(kind="shares-released/v1").count()) == (1, 1)


def _changed(signed: dict[str, Any], holder: people.Guardian, change: Any) -> dict[str, Any]:
    return sign_document(holder.master, change(dict(signed["document"])))


def _wrong_share(document: dict[str, Any]) -> dict[str, Any]:
    row = document["shares"][1]
    share = bytearray(from_base64(row["share"], name="share"))
    share[0] ^= 1
    changed = [*document["shares"]]
    changed[1] = row | {"share": to_base64(bytes(share))}
    return document | {"shares": changed}


def test_release_shares_refuses_a_wrong_share_and_names_the_guardian() -> None:
    where = bids.releasing(3)
    holder = first_of(where, "trade")
    with pytest.raises(NotValid) as refusal:
        release_shares(_changed(bids.release_of(where, holder), holder, _wrong_share), at=AT)
    assert refusal.value.rule == "release_fits"
    assert holder.id in refusal.value.wrong.zh
    assert Release.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document | {"shares": document["shares"][:-1]},
        lambda document: document | {"shares": []},
        lambda document: document | {"shares": [*document["shares"], document["shares"][0]]},
        lambda document: document | {"shares": [*document["shares"], document["shares"][0] | {"manifest": "ab" * 32}]},
        lambda document: document | {"closing": "ab" * 32},
        lambda document: document | {"extra": 1},
    ],
)
def test_release_shares_refuses_a_selection_doubles_strangers_and_another_list(change: Any) -> None:
    where = bids.releasing(3)
    holder = first_of(where, "trade")
    with pytest.raises(NotValid):
        release_shares(_changed(bids.release_of(where, holder), holder, change), at=AT)
    assert Release.objects.count() == 0


def test_release_shares_refuses_a_guardian_of_another_tender() -> None:
    where = bids.releasing(3)
    stranger = people.guardian(people.supervisor_office())
    with pytest.raises(NotAllowed) as refusal:
        release_shares(_changed(bids.release_of(where, first_of(where, "trade")), stranger, dict), at=AT)
    assert refusal.value.rule == "guardian_card_valid"


def test_release_shares_refuses_a_guardian_whose_key_was_revoked() -> None:
    where = bids.releasing(3)
    holder = first_of(where, "trade")
    type(holder.key).objects.filter(pk=holder.key.pk).update(state="revoked")
    with pytest.raises(NotAllowed):
        release_shares(bids.release_of(where, holder), at=AT)
    assert Release.objects.count() == 0


def test_release_shares_before_the_release_has_started_is_refused() -> None:
    where = bids.closed(3)
    with pytest.raises(NotNow) as refusal:
        release_shares(bids.release_of(where, first_of(where, "trade")), at=AT)
    assert refusal.value.rule == "opening_in_order"


@pytest.mark.meets("A-110")
def test_release_shares_after_the_window_is_refused() -> None:
    where = bids.releasing(3)
    with pytest.raises(NotNow) as refusal:
        release_shares(bids.release_of(where, first_of(where, "trade")), at=where.closing.decrypt_until_at)
    assert refusal.value.rule == "decrypt_window_minutes"


def test_release_shares_of_business_files_is_refused_at_the_opening() -> None:
    where = bids.releasing(3)
    with pytest.raises(NotNow):
        release_shares(bids.release_of(where, first_of(where, "trade"), compartment="business"), at=AT)


@pytest.mark.parametrize(
    "broken", [None, [], {}, {"document": {}}, {"document": {"opening": 1, "compartment": "sheet"}}]
)
def test_release_shares_refuses_what_is_no_release(broken: object) -> None:
    with pytest.raises(NotValid):
        release_shares(broken, at=AT)


def test_release_shares_takes_a_bidders_own_lock_and_nobody_elses() -> None:
    where = bids.releasing(3, mode="G+B")
    mine, other = where.bidders[0], where.bidders[1]
    release_shares(bids.lock_of(where, mine), at=AT)
    assert AnnouncedBid.objects.get(bidder=mine[0]).lock_released_at == AT
    foreign = bids.lock_of(where, (mine[0], other[1]))  # another's key over one's own bid: the envelope does not open
    with pytest.raises(NotValid):
        release_shares(foreign, at=AT)
    assert Release.objects.count() == 1


def test_release_shares_asks_for_no_lock_where_guardians_open() -> None:
    where = bids.releasing(3)
    with pytest.raises((NotNow, NotValid)):
        release_shares(bids.lock_of(where, where.bidders[0]), at=AT)


@pytest.mark.meets("A-112")
def test_release_from_paper_opens_as_a_signed_release_does() -> None:
    where = bids.releasing(3)
    row = release_from_paper(bids.identity_of(where, first_of(where, "supervision")), by=bids.host(), at=AT)
    release_shares(bids.release_of(where, first_of(where, "trade")), at=AT)
    assert row.on_paper
    assert bids.actions.open_bids(where.closing, at=AT) == 0
    assert set(SealedBid.objects.values_list("state", flat=True)) == {"opened"}


def test_release_from_paper_refuses_an_identity_that_is_not_the_cards() -> None:
    where = bids.releasing(3)
    holder, other = where.holders["supervision"]
    read = bids.identity_of(where, other) | {"guardian": holder.id}
    with pytest.raises(NotValid):
        release_from_paper(read, by=bids.host(), at=AT)
    mistyped = bids.identity_of(where, holder)
    mistyped["identity"] = mistyped["identity"][:-1] + ("Q" if mistyped["identity"][-1] != "Q" else "P")
    with pytest.raises(NotValid):
        release_from_paper(mistyped, by=bids.host(), at=AT)
    assert Release.objects.count() == 0


def test_release_from_paper_is_the_hosts_act() -> None:
    where = bids.releasing(3)
    with pytest.raises(NotAllowed):
        release_from_paper(
            bids.identity_of(where, first_of(where, "trade")), by=tenders.operator(where.section.tender), at=AT
        )


def test_extend_window_moves_its_end_with_a_public_reason() -> None:
    where = bids.releasing(3)
    until = where.closing.decrypt_until_at + timedelta(minutes=20)
    extend_window(where.closing, until=until, reason="保管人网络中断", by=bids.host(), at=AT)
    assert where.closing.decrypt_until_at == until
    assert Fact.objects.get(kind="decrypt-window-extended/v1").fact["body"]["reason"] == "保管人网络中断"


@pytest.mark.parametrize(
    ("minutes", "reason", "at", "by"),
    [
        (-1, "理由", AT, bids.Actor("per-host", "org", frozenset({"centre_host"}))),
        (20, " ", AT, bids.Actor("per-host", "org", frozenset({"centre_host"}))),
        (20, "理由", bids.DEADLINE + timedelta(hours=2), bids.Actor("per-host", "org", frozenset({"centre_host"}))),
        (20, "理由", AT, bids.Actor("per-x", "org", frozenset({"buyer_operator"}))),
    ],
)
def test_extend_window_refuses_shortening_silence_lateness_and_others(
    minutes: int, reason: str, at: Any, by: Actor
) -> None:
    where = bids.releasing(3)
    before = where.closing.decrypt_until_at
    with pytest.raises((NotValid, NotNow, NotAllowed)):
        extend_window(where.closing, until=before + timedelta(minutes=minutes), reason=reason, by=by, at=at)
    assert where.closing.decrypt_until_at == before


@pytest.mark.django_db(transaction=True)
def test_release_shares_by_two_guardians_at_once_publishes_once() -> None:
    where = bids.releasing(3)
    signed = [
        bids.release_of(where, first_of(where, group)) for group in ("supervision", "trade", "supervision", "trade")
    ]
    start, broken = threading.Barrier(4), []

    def release(document: dict[str, Any]) -> None:
        start.wait(10)
        try:
            release_shares(document, at=AT)
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=release, args=(document,)) for document in signed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken == []
    assert Release.objects.count() == 2
    assert Fact.objects.filter(kind="shares-published/v1").count() == 1
    assert ClosingList.objects.get().shares_public_at == AT
