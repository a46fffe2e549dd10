"""Attacks 8 to 10: a swapped card, one selected bid opened, another closing list. Each names the data that finds it."""

import secrets
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian.domain.bids import actions
from qinglian.domain.bids.events import BidOpened, OpeningFinished
from qinglian.domain.bids.models import AnnouncedBid, SealedBid
from qinglian.domain.tenders.actions import draft_notice
from qinglian.domain.tenders.models import GuardianCard
from qinglian.domain.tenders.queries import section_in
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.models import Checkpoint
from qinglian.trust.canonical import jcs
from qinglian.trust.card import make_card
from qinglian.trust.closing import make_closing
from qinglian.trust.keys import Master
from qinglian.trust.seal import open_compartment
from qinglian.trust.strict import from_base64
from tests.attacks import scene as scenes
from tests.factories import bids, tenders
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
DEADLINE = bids.DEADLINE


def test_a_swapped_card_is_found_by_the_pinned_policy(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published tree and the pinned policy, as soon as the notice is published. The operator puts in a card of his own."""
    where = _room_with_swapped_card()
    for number in range(3):
        bids.received(where, price_fen=1_700_000_000 + number)
    scene = scenes.pinned(where, witnesses)
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene)
    assert scenes.codes(report) == {"card_swapped"}
    assert where.holders["supervision"][0].id in report.findings[0].said.en


def _room_with_swapped_card() -> bids.Room:
    """This will publish a section whose first supervising guardian's card the operator replaced in the database."""
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    by = tenders.operator(tender)
    notice = draft_notice(tender, typed=tenders.notice_typed(tenders.access_with(holders)), by=by, at=tenders.AT)
    tenders.add_document(notice, by=by)
    tenders.hand_in_cards(notice, [one for held in holders.values() for one in held])
    victim = GuardianCard.objects.get(guardian=holders["supervision"][0].key)
    victim.signed = _swapped(victim.signed["document"])
    victim.save()
    notice.refresh_from_db()
    tenders.published(notice)
    return bids.Room(section_in(tender.code, "1"), holders)


def _swapped(card: dict[str, object]) -> dict[str, object]:
    names = ("opening", "group", "guardian", "organisation", "name", "epoch")
    return make_card(Master(secrets.token_bytes(32)), **{name: card[name] for name in names})  # type: ignore[arg-type]


def test_one_selected_bid_opened_is_found_though_guardians_colluded(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. One guardian of each group releases the friend's share alone."""
    scene = scenes.closed(scenes.bidding(witnesses))
    actions.allow_release(scene.where.closing, at=DEADLINE + timedelta(seconds=10))
    scene.where.refresh()
    _open_one(scene)
    scene.settle("opened", DEADLINE + timedelta(minutes=3))
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene)
    assert scenes.codes(report) == {"release_selective", "bid_unopened"}
    assert len([finding for finding in report.findings if finding.code == "release_selective"]) == 2


def _open_one(scene: scenes.Scene) -> None:
    """This will write the facts of one bid's opening past every rule, with genuine signatures of two colluding guardians."""
    where, at = scene.where, DEADLINE + timedelta(minutes=2)
    friend = AnnouncedBid.objects.order_by("number").first()
    assert friend is not None
    head, shares = where.heads[friend.bidder_id], {}
    for group in ("supervision", "trade"):
        holder = where.holders[group][0]
        signed = bids.release_of(where, holder, heads=[head])
        row = signed["document"]["shares"][0]
        shares[holder.id] = (_bytes(row["salt"]), _bytes(row["share"]))
        scenes.publish_release(scene, holder, group, jcs(signed))
    sheet = open_compartment(head, "sheet", blobs.read(friend.sheet), shares).sheet
    opened = BidOpened("1", 1, friend.number, head.hash, friend.bidder_id, friend.head, sheet or {})
    for event in (opened, OpeningFinished("1", 1, 1, 0)):
        append(event, subject=f"tender:{scene.code}", by="timetable", at=at)


def _bytes(written: str) -> bytes:
    return from_base64(written, name="written")


def test_a_release_before_the_closing_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. A colluding guardian's shares are logged on the eve."""
    scene = scenes.bidding(witnesses)
    scenes.publish_release(scene, scene.where.holders["trade"][0], "trade", b"{}")
    scene.settle("early", bids.BEFORE + timedelta(hours=1, minutes=1))
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "log"), scene)) == {
        "release_before_closing",
        "release_invalid",
    }


@pytest.mark.parametrize("drop", [True, False])
def test_another_closing_list_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path, drop: bool
) -> None:
    """Data: the published tree and the pinned policy. After the closing a bid is left out, or the same bids are salted anew."""
    scene = scenes.closed(scenes.bidding(witnesses, count=4))
    manifests = list(SealedBid.objects.order_by("pk").values_list("manifest_hash", flat=True))[1 if drop else 0 :]
    closing = scene.where.closing
    closing.entries = make_closing(scene.where.opening, manifests)[0]["entries"]
    closing.save()
    actions.allow_release(closing, at=DEADLINE + timedelta(seconds=10))
    scene.settle("released", DEADLINE + timedelta(seconds=20))
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "log"), scene)) == {"closing_list_other"}


def test_a_release_without_witnesses_is_found_from_the_tree_alone(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published tree and the pinned policy. The operator starts the release on a checkpoint that nobody cosigned."""
    scene = scenes.bidding(witnesses)
    for witness in witnesses:
        witness.down = True
    actions.close_bidding(scene.where.section, at=DEADLINE)
    scene.where.refresh()
    scene.settle("unwitnessed", DEADLINE + timedelta(seconds=1))
    _pretend_quorum()
    actions.allow_release(scene.where.closing, at=DEADLINE + timedelta(seconds=10))
    for witness in witnesses:
        witness.down = False
    scene.settle("later", DEADLINE + timedelta(seconds=30))
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "log"), scene)) == {"closing_unwitnessed"}


def _pretend_quorum() -> None:
    Checkpoint.objects.filter(quorum_at__isnull=True).update(quorum_at=DEADLINE)
