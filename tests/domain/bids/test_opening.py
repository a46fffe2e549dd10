"""Opening: every bid of the closing list is read out, or fails by whose fault it is; steps may be repeated and resumed."""

import io
import threading
from collections.abc import Callable
from datetime import timedelta
from secrets import token_bytes

import pyrage
import pytest
from django.db import connection

from qinglian.domain.bids.actions import end_window, open_bids, release_from_paper, release_shares
from qinglian.domain.bids.models import AnnouncedBid, OpenedBid, SealedBid
from qinglian.domain.tenders.queries import recipients_of
from qinglian.law.refusal import NotNow
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.access import split_over_groups
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.inner import write_padded
from qinglian.trust.keys import Master, age_recipient, identity_of, recipient_of
from qinglian.trust.manifest import PackageHead, read_package, write_head
from qinglian.trust.seal import share_commitment
from qinglian.trust.strict import to_base64
from tests.factories import bids, people

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=2)
END = bids.DEADLINE + timedelta(hours=1)
Spoil = Callable[[bids.Room, bids.Bidder], bytes]


def outcomes() -> list[tuple[int, str, str, str]]:
    """This will list (number, outcome, fault, reason) of every outcome."""
    rows = OpenedBid.objects.order_by("announced__number")
    return list(rows.values_list("announced__number", "outcome", "fault", "reason"))


def open_all(where: bids.Room) -> None:
    """This will open until nothing is left to open now."""
    while open_bids(where.closing, at=AT):
        pass


@pytest.mark.meets("A-113", "B-019")
def test_open_bids_reads_out_every_bid_of_the_closing_list() -> None:
    where = bids.opened(3)
    rows = OpenedBid.objects.order_by("announced__number").values_list("announced__number", "outcome", "price_fen")
    assert list(rows) == [(1, "opened", 1_700_000_000), (2, "opened", 1_701_000_000), (3, "opened", 1_702_000_000)]
    assert where.section.state == "opened"
    facts = [fact.fact["body"] for fact in Fact.objects.filter(kind="bid-opened/v1").order_by("pk")]
    assert [fact["sheet"]["price_fen"] for fact in facts] == [1_700_000_000, 1_701_000_000, 1_702_000_000]
    assert [fact["bidder"] for fact in facts] == [organisation.pk for organisation, _ in where.bidders]
    assert Fact.objects.get(kind="opening-finished/v1").fact["body"]["opened"] == 3


def test_open_bids_goes_batch_by_batch_and_says_how_many_are_left() -> None:
    where = bids.released(5)
    assert [open_bids(where.closing, at=AT, batch=2) for _ in range(3)] == [3, 1, 0]
    assert len(outcomes()) == 5
    assert where.refresh().state == "opened"


def test_open_bids_before_every_group_is_complete_is_refused() -> None:
    where = bids.releasing(3)
    release_shares(bids.release_of(where, where.holders["trade"][0]), at=AT)
    with pytest.raises(NotNow) as refusal:
        open_bids(where.closing, at=AT)
    assert refusal.value.rule == "opening_in_order"
    assert outcomes() == []


def test_open_bids_after_the_end_is_refused_and_changes_nothing() -> None:
    where = bids.opened(3)
    with pytest.raises(NotNow):
        open_bids(where.closing, at=AT)
    assert Fact.objects.filter(kind="opening-finished/v1").count() == 1


@pytest.mark.meets("A-110", "A-111", "A-112")
def test_bidder_that_keeps_its_lock_is_treated_as_having_revoked() -> None:
    where = bids.released(5, mode="G+B", locks=4)
    open_all(where)
    assert [row[1] for row in outcomes()] == ["opened"] * 4
    assert where.refresh().state == "releasing"
    with pytest.raises(NotNow):
        end_window(where.closing, at=where.closing.decrypt_until_at - timedelta(seconds=1))
    assert end_window(where.closing, at=END) == 0
    assert outcomes()[4] == (5, "failed", "bidder", "lock_not_released")
    assert Fact.objects.get(kind="bid-failed/v1").fact["body"]["treated_as"] == "revoked"
    assert where.refresh().state == "opened"


def test_end_window_opens_what_was_released_in_time() -> None:
    where = bids.released(4, mode="G+B", locks=3)
    assert end_window(where.closing, at=END) == 0
    assert [row[1] for row in outcomes()] == ["opened", "opened", "opened", "failed"]


@pytest.mark.meets("A-112")
def test_guardians_that_stay_away_are_not_the_bidders_fault() -> None:
    where = bids.releasing(3)
    release_shares(bids.release_of(where, where.holders["trade"][0]), at=AT)
    assert end_window(where.closing, at=END) == 0
    assert outcomes() == [(number, "failed", "", "share_missing") for number in (1, 2, 3)]
    treated = {fact.fact["body"]["treated_as"] for fact in Fact.objects.filter(kind="bid-failed/v1")}
    assert treated == {"withdrawn"}
    assert where.refresh().state == "failed"
    assert where.section.failure["reason"] == "fewer_than_three_valid"


@pytest.mark.meets("B-033")
def test_fewer_than_three_valid_bids_after_decryption_fail_the_section_by_article() -> None:
    where = bids.released(4, mode="G+B", locks=2)
    open_all(where)
    end_window(where.closing, at=END)
    assert where.refresh().state == "failed"
    assert where.section.failure == {
        "reason": "fewer_than_three_valid",
        "rule": "min_bidders",
        "article": "ZTB 28; REG 44",
    }


def _sealed_by_hand(where: bids.Room, owner: bids.Bidder, inner: bytes) -> bytes:
    """This will seal other bytes as the sheet, with honest shares and envelopes: the shares will fit, the inside will not."""
    head, ciphertexts = read_package(io.BytesIO(bids.sealed(where, owner)))
    secret, access = token_bytes(32), head.manifest["access"]
    recipient = recipient_of(identity_of(secret))
    ciphertexts["sheet"] = pyrage.encrypt(inner, [age_recipient(recipient)])
    entries, envelopes, to = [], {}, recipients_of(where.section)
    for guardian, share in split_over_groups(secret, access).items():
        salt = token_bytes(32)
        content = {"opening": where.opening, "compartment": "sheet", "guardian": guardian}
        content |= {"salt": to_base64(salt), "share": to_base64(share)}
        envelopes[guardian] = pyrage.encrypt(jcs(content), [age_recipient(to[guardian]["sheet"])])
        group = next(group["name"] for group in access["groups"] if guardian in group["guardians"])
        entry = {"group": group, "guardian": guardian, "sha256": sha256(envelopes[guardian]).hex()}
        entries.append(entry | {"commitment": share_commitment(salt, share)})
    head.manifest["compartments"]["sheet"] |= {"recipient": recipient, "envelopes": entries}
    head.envelopes["sheet"] = envelopes
    return _with_sheet(head, ciphertexts, owner)


def _with_sheet(head: PackageHead, ciphertexts: dict[str, bytes], owner: bids.Bidder) -> bytes:
    """This will name the sheet's present ciphertext in the manifest and sign it again with the bidder's own key."""
    named = {"sha256": sha256(ciphertexts["sheet"]).hex(), "size": len(ciphertexts["sheet"])}
    head.manifest["compartments"]["sheet"] |= named
    return b"".join([write_head(owner[1], head.manifest, head.envelopes).prefix, *ciphertexts.values()])


def _foreign(where: bids.Room, owner: bids.Bidder) -> bytes:
    padded = write_padded(
        opening=where.opening,
        compartment="sheet",
        bidder="org-other",
        nonce=bytes(16),
        files=(),
        sheet=bids.sheet(),
        machine=None,
    )
    return _sealed_by_hand(where, owner, padded)


def _other_recipient(where: bids.Room, owner: bids.Bidder) -> bytes:
    head, ciphertexts = read_package(io.BytesIO(bids.sealed(where, owner)))
    head.manifest["compartments"]["sheet"]["recipient"] = Master(bytes(32)).recipient(where.opening, "sheet")
    return _with_sheet(head, ciphertexts, owner)


def _garbage(where: bids.Room, owner: bids.Bidder) -> bytes:
    head, ciphertexts = read_package(io.BytesIO(bids.sealed(where, owner)))
    return _with_sheet(head, ciphertexts | {"sheet": b"no age file at all"}, owner)


SPOILED: dict[str, Spoil] = {
    "recipient_mismatch": _other_recipient,
    "not_decryptable": _garbage,
    "malformed_inner": lambda where, owner: _sealed_by_hand(where, owner, b"\x00" * 4096),
    "foreign_inner": _foreign,
    "sheet_invalid": lambda where, owner: bids.sealed(where, owner, sheet=bids.sheet() | {"price_fen": "a lot"}),
}


@pytest.mark.parametrize("reason", sorted(SPOILED))
@pytest.mark.meets("A-112", "A-113")
def test_bid_that_its_bidder_spoiled_fails_by_the_bidders_fault_and_the_others_go_on(reason: str) -> None:
    where, owner = bids.with_bids(3), people.bidder()
    package = SPOILED[reason](where, owner)
    bids.hand_in(package, at=bids.BEFORE + timedelta(hours=1))
    where.heads[owner[0].pk] = read_package(io.BytesIO(package))[0]
    bids.released(where=where)
    open_all(where)
    if reason == "recipient_mismatch":  # a further share might still open it: it stays in doubt until the window ends
        assert AnnouncedBid.objects.get(number=4).doubt == reason
        assert where.refresh().state == "releasing"
        end_window(where.closing, at=END)
    assert outcomes() == [
        (1, "opened", "", ""),
        (2, "opened", "", ""),
        (3, "opened", "", ""),
        (4, "failed", "bidder", reason),
    ]
    assert OpenedBid.objects.get(outcome="failed").sheet is None
    assert Fact.objects.get(kind="bid-failed/v1").fact["body"]["treated_as"] == "revoked"
    assert where.refresh().state == "opened"


def test_envelope_that_holds_no_share_is_proved_by_the_guardians_identity() -> None:
    where, owner = bids.with_bids(3), people.bidder()
    nobody = Master(bytes(32))
    recipients = {
        holder.id: {c: nobody.recipient(where.opening, c) for c in ("sheet", "business", "technical")}
        for holder in where.holders["trade"]
    }
    honest = {
        holder.id: {c: holder.master.recipient(where.opening, c) for c in ("sheet", "business", "technical")}
        for holder in where.holders["supervision"]
    }
    package = bids.sealed(where, owner, recipients=honest | recipients)
    bids.hand_in(package, at=bids.BEFORE + timedelta(hours=1))
    where.heads[owner[0].pk] = read_package(io.BytesIO(package))[0]
    bids.releasing(where=where)
    release_shares(bids.release_of(where, where.holders["supervision"][0]), at=AT)
    release_from_paper(bids.identity_of(where, where.holders["trade"][0]), by=bids.host(), at=AT)
    open_all(where)
    assert AnnouncedBid.objects.get(number=4).doubt == "envelope_unopenable"
    end_window(where.closing, at=END)
    assert outcomes()[3] == (4, "failed", "bidder", "envelope_unopenable")


def test_bid_in_doubt_is_opened_by_another_guardians_share() -> None:
    where, owner = bids.with_bids(3), people.bidder()
    first, second = where.holders["trade"]
    cards = {
        holder.id: {c: holder.master.recipient(where.opening, c) for c in ("sheet", "business", "technical")}
        for holder in [*where.holders["supervision"], second]
    }
    wrong = {first.id: {c: Master(bytes(32)).recipient(where.opening, c) for c in ("sheet", "business", "technical")}}
    package = bids.sealed(where, owner, recipients=cards | wrong)
    bids.hand_in(package, at=bids.BEFORE + timedelta(hours=1))
    where.heads[owner[0].pk] = read_package(io.BytesIO(package))[0]
    bids.releasing(where=where)
    release_shares(bids.release_of(where, where.holders["supervision"][0]), at=AT)
    release_from_paper(bids.identity_of(where, first), by=bids.host(), at=AT)
    open_all(where)
    assert [row[1] for row in outcomes()] == ["opened"] * 3
    release_shares(bids.release_of(where, second), at=AT)
    open_all(where)
    assert [row[1] for row in outcomes()] == ["opened"] * 4
    assert where.refresh().state == "opened"


def test_stored_ciphertext_that_changed_is_nobodys_fault() -> None:
    where = bids.released(4)
    bid = AnnouncedBid.objects.get(number=2)
    path = blobs.path_of(bid.sheet)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    open_all(where)
    assert outcomes()[1] == (2, "failed", "", "ciphertext_mismatch")
    assert Fact.objects.get(kind="bid-failed/v1").fact["body"]["treated_as"] == "withdrawn"


def test_superseded_and_withdrawn_bids_are_never_opened() -> None:
    where, gone, changed = bids.with_bids(3), people.bidder(), people.bidder()
    bids.received(where, gone)
    bids.actions.withdraw_bid(bids.withdrawal(where, gone), at=bids.BEFORE)
    old = bids.received(where, changed, price_fen=1)["document"]["manifest"]
    bids.received(where, changed, price_fen=1_500_000_000, supersedes=old)
    where.heads.pop(gone[0].pk)
    bids.opened(where=where)
    prices = sorted(OpenedBid.objects.values_list("price_fen", flat=True))
    assert prices == [1_500_000_000, 1_700_000_000, 1_701_000_000, 1_702_000_000]
    assert sorted(SealedBid.objects.exclude(state="opened").values_list("state", flat=True)) == [
        "superseded",
        "withdrawn",
    ]


@pytest.mark.django_db(transaction=True)
def test_open_bids_by_two_workers_at_once_opens_each_bid_once() -> None:
    where = bids.released(6)
    broken: list[BaseException] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait(10)
        try:
            while open_bids(where.closing, at=AT, batch=2):
                pass
        except NotNow:
            pass  # the other one was faster
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken == []
    assert [row[0] for row in outcomes()] == [1, 2, 3, 4, 5, 6]
    assert Fact.objects.filter(kind="bid-opened/v1").count() == 6
    assert Fact.objects.filter(kind="opening-finished/v1").count() == 1
