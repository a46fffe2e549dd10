"""One's own bids, receipts and the bundle for releasing."""

from datetime import timedelta

import pytest

from qinglian.domain.bids.actions import withdraw_bid
from qinglian.domain.bids.queries import own_bid_in_force, own_bids, receipt_of, receipt_proof, release_bundle
from qinglian.domain.tenders.queries import pinned_guardians
from qinglian.law.refusal import NotFound, NotNow
from qinglian.record import keys
from qinglian.record.policy import current_policy
from qinglian.trust.policy import read_policy
from qinglian.trust.receipt import check_receipt, check_receipt_proof
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db


def test_own_bids_lists_every_bid_of_the_organisation_and_no_other() -> None:
    first, second, owner = bids.room(), bids.room(), people.bidder()
    bids.received(first)
    old = bids.received(first, owner)["document"]["manifest"]
    bids.received(first, owner, supersedes=old, at=bids.BEFORE + timedelta(minutes=1))
    bids.received(second, owner, at=bids.BEFORE + timedelta(minutes=2))
    found = own_bids(owner[0].pk, at=bids.BEFORE)
    assert [(bid.section.pk, bid.state, bid.may_change) for bid in found] == [
        (second.section.pk, "in_force", True),
        (first.section.pk, "in_force", True),
        (first.section.pk, "superseded", False),
    ]
    assert own_bids(people.bidder()[0].pk, at=bids.BEFORE) == []


def test_own_bids_says_when_the_notice_was_amended_since() -> None:
    where, owner = bids.room(), people.bidder()
    on = tenders.PUBLISHED + timedelta(days=2)
    bids.received(where, owner, at=on)
    assert own_bids(owner[0].pk, at=on)[0].is_to_current_notice
    tenders.published(tenders.amendment_drafted(where.section.notice, at=on), at=on, on=on + timedelta(hours=1))
    assert not own_bids(owner[0].pk, at=on)[0].is_to_current_notice


def test_own_bid_in_force_is_the_newest() -> None:
    where, owner = bids.room(), people.bidder()
    assert own_bid_in_force(where.section, owner[0].pk) is None
    bids.received(where, owner)
    found = own_bid_in_force(where.section, owner[0].pk)
    assert found is not None
    assert found.manifest_hash == where.heads[owner[0].pk].hash


@pytest.mark.meets("A-101")
def test_receipt_and_its_proof_stand_against_the_policy() -> None:
    keys.make_keys()
    where = bids.with_bids(2)
    bids.cosign_everything()
    policy = read_policy(current_policy(pinned_guardians(bids.BEFORE)))
    for organisation, _ in where.bidders:
        manifest = where.heads[organisation.pk].hash
        receipt = check_receipt(where.receipts[organisation.pk], policy, manifest=manifest)
        index, witnessed = check_receipt_proof(receipt, receipt_proof(manifest), policy)
        assert 0 <= index < witnessed.checkpoint.size
        assert receipt_of(manifest).receipt == where.receipts[organisation.pk]


def test_receipt_of_a_withdrawn_bid_comes_with_that_of_the_withdrawal() -> None:
    where, owner = bids.room(), people.bidder()
    bids.received(where, owner)
    receipt = withdraw_bid(bids.withdrawal(where, owner), at=bids.BEFORE)
    found = receipt_of(where.heads[owner[0].pk].hash)
    assert (found.state, found.withdrawal) == ("withdrawn", receipt)
    with pytest.raises(NotFound):
        receipt_of("ab" * 32)


def test_release_bundle_before_the_release_is_refused() -> None:
    with pytest.raises(NotNow):
        release_bundle(bids.closed(3).section, guardian="bidder")


def test_release_bundle_narrows_to_one_bid() -> None:
    where = bids.releasing(3, mode="G+B")
    organisation, _ = where.bidders[1]
    manifest = where.heads[organisation.pk].hash
    bundle = release_bundle(where.section, guardian="bidder", manifest=manifest)
    assert [bid["manifest"]["document"]["bidder"] for bid in bundle["bids"]] == [organisation.pk]
    assert len([entry for entry in bundle["list"]["entries"] if entry["manifest"]]) == 3
