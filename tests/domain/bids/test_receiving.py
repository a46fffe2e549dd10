"""Receiving sealed bids: what comes in whole, in time and sealed as asked is kept and receipted; nothing is kept of the rest."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from qinglian.domain.bids.actions import receive_package
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.models import Section
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, Refusal
from qinglian.record.keys import receipt_signer
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.documents import open_document
from qinglian.trust.manifest import read_head, read_package, write_head
from tests.clock import TestClock
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], dict[str, Any]]


def kept(home: Path) -> tuple[int, int, list[str]]:
    """This will count bids and sealed facts and list the files of the private blob store that are no tender documents."""
    files = [path for path in (home / "blobs/private").rglob("*") if path.is_file()]
    packages = [path.name for path in files if path.read_bytes().startswith(b"qinglian-bid") or ".draft" in path.name]
    return SealedBid.objects.count(), Fact.objects.filter(kind__startswith="bid-").count(), packages


def signed_again(package: bytes, owner: bids.Bidder, change: Change) -> bytes:
    """This will change a package's manifest and sign it again with the bidder's own key."""
    head, ciphertexts = read_package(io.BytesIO(package))
    changed = write_head(owner[1], change(dict(head.manifest)), head.envelopes)
    return b"".join([changed.prefix, *ciphertexts.values()])


@pytest.mark.meets("A-091", "A-101", "A-100")
def test_receive_package_keeps_the_bid_and_signs_a_receipt(home: Path) -> None:
    where = bids.room()
    receipt = bids.received(where, price_fen=1_699_000_000)
    bid = SealedBid.objects.get()
    document, key = open_document(receipt, "bid-receipt/v1")
    assert key == receipt_signer().public()
    assert document["manifest"] == bid.manifest_hash == next(iter(where.heads.values())).hash
    assert document["arrived_at"] == bids.BEFORE.isoformat()
    assert document["leaf"] == bytes(bid.fact.leaf).hex()
    assert (bid.state, bid.arrived_at, bid.fact.secrecy) == ("in_force", bids.BEFORE, Secrecy.SEALED)
    assert kept(home) == (1, 1, [bid.blob])


def test_receive_package_records_no_bidder() -> None:
    bids.received(bids.room())
    fact = SealedBid.objects.get().fact
    assert fact.fact["by"] is None
    assert sorted(fact.fact["body"]) == ["manifest", "opening", "supersedes"]


@pytest.mark.meets("A-096", "B-016")
def test_receive_package_leaves_the_bidder_unreadable_on_disk(home: Path) -> None:
    where = bids.room()
    organisation, master = people.bidder()
    bids.received(where, (organisation, master))
    blob = next(path for path in (home / "blobs/private").rglob(SealedBid.objects.get().blob))
    data = blob.read_bytes()
    assert [
        word for word in (organisation.pk, master.public(), where.section.tender.code) if word.encode() in data
    ] == []


def test_receive_package_replaces_the_bid_that_it_names_and_destroys_the_old_ciphertext(home: Path) -> None:
    where = bids.room()
    owner = people.bidder()
    bids.received(where, owner)
    old = SealedBid.objects.get()
    bids.received(where, owner, supersedes=old.manifest_hash, at=bids.BEFORE + timedelta(minutes=1))
    old.refresh_from_db()
    new = SealedBid.objects.get(state="in_force")
    assert (old.state, old.ended_at) == ("superseded", bids.BEFORE + timedelta(minutes=1))
    assert new.fact.fact["body"]["supersedes"] == old.manifest_hash
    assert kept(home) == (2, 2, [new.blob])


@pytest.mark.parametrize(
    ("change", "rule", "article"),
    [
        (lambda m: m | {"opening": m["opening"] | {"origin": "other.example"}}, "bid_fits_opening", "PLT"),
        (lambda m: m | {"opening": m["opening"] | {"round": 2}}, "bid_fits_opening", "PLT"),
        (lambda m: m | {"notice": "ab" * 32}, "bid_fits_notice", "ZTB 23"),
        (lambda m: m | {"supersedes": "ab" * 32}, "bid_replaces_own", "ZTB 29"),
    ],
)
def test_receive_package_refuses_a_manifest_that_does_not_fit(
    home: Path, change: Change, rule: str, article: str
) -> None:
    where, owner = bids.room(), people.bidder()
    package = (
        signed_again(bids.sealed(where, owner), owner, change) if rule != "bid_whole" else _reordered(where, owner)
    )
    with pytest.raises((NotValid, NotNow)) as refusal:
        bids.hand_in(package)
    assert (refusal.value.rule, refusal.value.article) == (rule, article)
    assert kept(home) == (0, 0, [])


def _reordered(where: bids.Room, owner: bids.Bidder) -> bytes:
    access = where.section.notice.access
    return bids.sealed(where, owner, access=access | {"groups": access["groups"][::-1]})


def test_receive_package_refuses_another_access_structure(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(_reordered(where, owner))
    assert (refusal.value.rule, refusal.value.article, refusal.value.field) == (
        "unsealed_bid_refused",
        "REG 36",
        "access",
    )
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_fewer_recipients_than_the_notice_names(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    access = where.section.notice.access
    fewer = access | {"groups": [group | {"guardians": group["guardians"][:1]} for group in access["groups"]]}
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(bids.sealed(where, owner, access=fewer))
    assert refusal.value.rule == "unsealed_bid_refused"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_an_unknown_tender(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    package = signed_again(
        bids.sealed(where, owner), owner, lambda m: m | {"opening": m["opening"] | {"tender": "JC-0000-0000"}}
    )
    with pytest.raises(NotFound) as refusal:
        bids.hand_in(package)
    assert refusal.value.rule == "nothing_found"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_a_notice_that_was_amended_since(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)
    on = tenders.PUBLISHED + timedelta(days=4)
    tenders.published(tenders.amendment_drafted(where.section.notice, at=on), at=on, on=on)
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(package)
    assert (refusal.value.rule, refusal.value.article) == ("bid_fits_notice", "ZTB 23")
    assert kept(home) == (0, 0, [])


@pytest.mark.parametrize("cut", [10, 200, -1, -5000])
@pytest.mark.meets("A-093")
def test_receive_package_refuses_what_is_cut_off(home: Path, cut: int) -> None:
    where = bids.room()
    package = bids.sealed(where, people.bidder())
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(package[:cut])
    assert (refusal.value.rule, refusal.value.article) == ("bid_whole", "REG 36")
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_bytes_left_over(home: Path) -> None:
    where = bids.room()
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(bids.sealed(where, people.bidder()) + b"x")
    assert refusal.value.rule == "bid_whole"
    assert kept(home) == (0, 0, [])


@pytest.mark.meets("A-090")
def test_receive_package_refuses_a_changed_byte(home: Path) -> None:
    where = bids.room()
    package = bytearray(bids.sealed(where, people.bidder()))
    package[-10] ^= 1
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(bytes(package))
    assert refusal.value.rule == "bid_whole"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_too_many_bytes_before_it_reads_them(home: Path, settings: LazySettings) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)
    settings.QINGLIAN_MAX_BID_BYTES = len(package) - 1
    stream = io.BytesIO(package)
    with pytest.raises(NotValid) as refusal:
        receive_package(stream, at_end=lambda: bids.BEFORE)
    assert refusal.value.rule == "bid_max_bytes"
    assert stream.tell() == len(read_head(io.BytesIO(package)).prefix)
    assert kept(home) == (0, 0, [])


@pytest.mark.meets("A-092", "A-093")
def test_receive_package_refuses_a_last_byte_at_the_deadline(home: Path, clock: TestClock) -> None:
    where = bids.room()
    package = bids.sealed(where, people.bidder())
    moments = iter([bids.DEADLINE - timedelta(seconds=1), bids.DEADLINE])
    with pytest.raises(NotNow) as refusal:
        receive_package(io.BytesIO(package), at_end=lambda: next(moments))
    assert (refusal.value.rule, refusal.value.article) == ("late_bid_refused", "ZTB 28; REG 36")
    assert "2026-12-11 09:30:00" in refusal.value.wrong.zh
    assert kept(home) == (0, 0, [])


def test_receive_package_takes_a_last_byte_in_the_last_second(home: Path) -> None:
    where = bids.room()
    receipt = bids.received(where, at=bids.DEADLINE - timedelta(microseconds=1))
    assert receipt["document"]["arrived_at"] == "2026-12-11T09:29:59+08:00"


def test_receive_package_refuses_after_the_closing_even_when_the_clock_jumps_back(home: Path) -> None:
    where = bids.closed(3)
    before = kept(home)
    with pytest.raises(NotNow) as refusal:
        bids.hand_in(bids.sealed(where, people.bidder()), at=bids.BEFORE)
    assert refusal.value.rule == "late_bid_refused"
    assert kept(home) == before


def test_receive_package_refuses_when_the_section_closes_while_it_is_read(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)

    def close_first() -> datetime:
        Section.objects.filter(pk=where.section.pk).update(state="closed")
        return bids.BEFORE

    clocks = iter([lambda: bids.BEFORE, close_first])

    def at_end() -> datetime:
        return next(clocks)()

    with pytest.raises(NotNow) as refusal:
        receive_package(io.BytesIO(package), at_end=at_end)
    assert refusal.value.rule == "late_bid_refused"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_the_same_package_twice(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)
    bids.hand_in(package)
    before = kept(home)
    with pytest.raises(NotNow) as refusal:
        bids.hand_in(package)
    assert refusal.value.rule == "bid_counts_once"
    assert kept(home) == before


def test_receive_package_refuses_a_withdrawn_package_that_is_replayed(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)
    bids.received(where, owner)
    bids.actions.withdraw_bid(bids.withdrawal(where, owner), at=bids.BEFORE)
    where.bidders.clear()
    replayed = bids.hand_in(package)  # sealed before, handed in for the first time: no replay
    assert replayed["document"]["type"] == "bid-receipt/v1"
    bids.actions.withdraw_bid(bids.withdrawal(where, owner, manifest=replayed["document"]["manifest"]), at=bids.BEFORE)
    with pytest.raises(NotNow) as refusal:
        bids.hand_in(package)
    assert refusal.value.rule == "bid_counts_once"
    assert kept(home)[2] == []


def test_receive_package_refuses_a_nonce_used_before(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    first = bids.received(where, owner)["document"]["manifest"]
    nonce = where.heads[owner[0].pk].manifest["nonce"]
    second = bids.sealed(where, owner, supersedes=first)
    with pytest.raises(NotValid) as refusal:
        bids.hand_in(signed_again(second, owner, lambda m: m | {"nonce": nonce}))
    assert (refusal.value.rule, refusal.value.field) == ("bid_counts_once", "nonce")
    assert SealedBid.objects.get().state == "in_force"


def test_receive_package_refuses_a_second_bid_that_replaces_none(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    with pytest.raises(NotNow) as refusal:
        bids.hand_in(bids.sealed(where, owner))
    assert (refusal.value.rule, refusal.value.field) == ("bid_replaces_own", "supersedes")
    assert SealedBid.objects.count() == 1


def test_receive_package_refuses_to_replace_another_bidders_bid(home: Path) -> None:
    where, owner = bids.room(), people.bidder()
    theirs = bids.received(where)["document"]["manifest"]
    with pytest.raises(NotNow) as refusal:
        bids.hand_in(bids.sealed(where, owner, supersedes=theirs))
    assert refusal.value.rule == "bid_replaces_own"
    assert SealedBid.objects.get().state == "in_force"


def test_receive_package_refuses_a_key_that_nobody_bound(home: Path) -> None:
    where, (organisation, _) = bids.room(), people.bidder()
    with pytest.raises(NotAllowed) as refusal:
        bids.hand_in(bids.sealed(where, (organisation, people.master(77))))
    assert refusal.value.rule == "key.in_force"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_another_organisations_key(home: Path) -> None:
    where, (organisation, _), (_, other) = bids.room(), people.bidder(), people.bidder()
    with pytest.raises(NotAllowed) as refusal:
        bids.hand_in(bids.sealed(where, (organisation, other)))
    assert (refusal.value.rule, refusal.value.field) == ("key.bind_key", "bidder")
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_a_revoked_key_and_a_suspended_organisation(home: Path) -> None:
    where, first, second = bids.room(), people.bidder(), people.bidder()
    first[0].keys.update(state="revoked")
    Organisation.objects.filter(pk=second[0].pk).update(state="suspended")
    for owner in (first, second):
        with pytest.raises(NotAllowed):
            bids.hand_in(bids.sealed(where, owner))
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_a_guardians_key(home: Path) -> None:
    where = bids.room()
    holder = where.holders["trade"][0]
    package = bids.sealed(where, (holder.key.organisation, holder.master))
    with pytest.raises(NotAllowed):
        bids.hand_in(package)
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_the_tenderer_as_bidder(home: Path) -> None:
    where = bids.room()
    tenderer = where.section.tender.tenderer
    tenderer.kinds = [*tenderer.kinds, "bidder"]
    tenderer.save()
    master, _ = people.bound_key(tenderer)
    with pytest.raises(NotAllowed) as refusal:
        bids.hand_in(bids.sealed(where, (tenderer, master)))
    assert (refusal.value.rule, refusal.value.article) == ("interested_bidders", "REG 34")
    assert kept(home) == (0, 0, [])


@pytest.mark.parametrize(
    "package", [b"", b"PK\x03\x04" + b"x" * 100, b"qinglian-bid-package/v1\n\xff\xff\xff\xff", b"x" * 300_000]
)
def test_receive_package_refuses_what_is_no_package(home: Path, package: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        bids.hand_in(package)
    assert refusal.value.rule == "bid_whole"
    assert kept(home) == (0, 0, [])


def test_receive_package_refuses_a_connection_that_breaks(home: Path) -> None:
    where = bids.room()
    package = bids.sealed(where, people.bidder())

    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > len(package) // 2:
                raise ConnectionResetError("gone")
            return super().read(size)

    with pytest.raises(NotValid) as refusal:
        receive_package(Breaking(package), at_end=lambda: bids.BEFORE)
    assert refusal.value.rule == "bid_whole"
    assert kept(home) == (0, 0, [])
