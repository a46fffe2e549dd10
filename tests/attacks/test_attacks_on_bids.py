"""Attacks 1 to 5: swap, drop, back-date, late insert, a choice among extra manifests. Each names the data that finds it."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from django.conf import LazySettings

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import AnnouncedBid, SealedBid
from qinglian.domain.tenders.models import Section
from qinglian.record import keys
from qinglian.record.keys import make_keys
from qinglian.trust.canonical import jcs
from qinglian.trust.closing import make_closing
from qinglian.trust.keys import Master, age_recipient
from qinglian.trust.manifest import write_head
from qinglian.trust.strict import to_base64
from tests.attacks import scene as scenes
from tests.attacks.attacker import Attacker
from tests.factories import bids, people
from tests.factories.record import note_fact
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
DEADLINE = bids.DEADLINE


def test_swap_of_a_ciphertext_is_found_from_the_tree_alone(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published tree and the pinned policy."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    manifest = next(iter(scene.where.heads.values())).manifest["compartments"]["sheet"]
    blob = folder / "blob" / manifest["sha256"]
    blob.write_bytes(pyrage.encrypt(bytes(4096), [age_recipient(manifest["recipient"])]))
    assert scenes.codes(scenes.report_on(folder, scene)) == {"ciphertext_changed", "outcome_differs"}


def test_swap_of_a_whole_bid_is_found_by_signature_witnesses_and_receipt(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy; besides, the bidder's receipt. He seals a bid of his own in the bidder's name."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    (victim, head), *_ = scene.where.heads.items()
    forged = write_head(
        Master(secrets.token_bytes(32)), head.manifest | {"supersedes": None, "nonce": "A" * 22 + "=="}, head.envelopes
    )
    _replace_bid(attacker, head.hash, forged.hash, head_blob=attacker.blob(forged.raw))
    attacker.rebuild()
    found = scenes.report_on(folder, scene, receipts=((victim, scene.where.receipts[victim], None),))
    expected = {
        "quorum_missing",
        "closing_unwitnessed",
        "release_invalid",
        "key_unbound",
        "outcome_differs",
        "receipt_not_in_log",
    }
    assert scenes.codes(found) == expected


def _replace_bid(attacker: Attacker, old: str, new: str, *, head_blob: str) -> None:
    """This will put another manifest into every fact and list that names the bid."""
    for row in attacker.rows:
        body = row.fact.get("body", {})
        if body.get("manifest") == old:
            attacker.change(row, manifest=new, **({"head": head_blob} if "head" in body else {}))
    listed = json.loads(
        (attacker.folder / "blob" / attacker.row("closing-list-disclosed/v1").fact["body"]["list"]).read_text()
    )
    manifests = [new if row["manifest"] == old else row["manifest"] for row in listed["entries"] if row["manifest"]]
    document, root = make_closing(listed["opening"], manifests)
    attacker.change(attacker.row("closing-list-disclosed/v1"), list=attacker.blob(jcs(document)))
    attacker.change(attacker.row("section-closed/v1"), root=root)
    _disclose_again(attacker)


def _disclose_again(attacker: Attacker) -> None:
    rows = [
        {"index": index, "salt": to_base64(row.salt), "fact": row.fact}
        for index, row in enumerate(attacker.rows)
        if row.kind == "bid-received/v1"
    ]
    disclosing = [row for row in attacker.rows if row.kind == "disclosed/v1"][-1]
    attacker.change(disclosing, blob=attacker.blob(jcs(rows)))


def test_drop_before_the_closing_is_found_by_the_bidders_receipt(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published tree, the pinned policy, the receipt of the dropped bid. Everything else is genuine and witnessed."""
    scene = scenes.bidding(witnesses, count=4)
    dropped = next(iter(scene.where.receipts))
    SealedBid.objects.filter(manifest_hash=scene.where.heads[dropped].hash).delete()
    scenes.opened(scenes.released(scenes.closed(scene)))
    folder = scenes.exported(tmp_path / "log")
    assert scenes.codes(scenes.report_on(folder, scene)) == set()  # so the tool says: no receipt was presented
    receipts = tuple((bidder, receipt, None) for bidder, receipt in scene.where.receipts.items())
    found = scenes.report_on(folder, scene, receipts=receipts)
    assert [(finding.code, finding.where) for finding in found.findings] == [("receipt_unresolved", dropped)]


def test_back_dating_is_found_by_a_checkpoint_that_was_kept_after_the_deadline(
    settings: LazySettings, tmp_path: Path
) -> None:
    """Data: the published tree, the pinned policy, one checkpoint that witnesses cosigned after the deadline and a stranger kept.

    The closing is delayed; a friend's bid comes in late and is given an hour before the deadline. The origin is a real one:
    under `.invalid` clocks are played and not compared with the witnesses'.
    """
    with _real_origin(settings) as witnesses:
        late = people.bidder()
        scene = _bidding_of_known_bidders(witnesses)
        _set_clocks(witnesses, DEADLINE + timedelta(minutes=4))
        note_fact(subject="tender:OTHER", at=DEADLINE + timedelta(minutes=4))
        scene.settle("after the deadline", DEADLINE + timedelta(minutes=4))
        bids.received(scene.where, late, at=DEADLINE - timedelta(minutes=1))
        _set_clocks(witnesses, DEADLINE + timedelta(minutes=10))
        scenes.opened(scenes.released(scenes.closed(scene)))
        folder = scenes.exported(tmp_path / "log")
        since = (("kept", scene.kept["after the deadline"]),)
        found = scenes.report_on(folder, scene, since=since)
        assert scenes.codes(found) == {"fact_after_witness", "fact_backdated"}
        manifest = scene.where.heads[late[0].pk].hash
        assert any("bid-received/v1" in finding.where for finding in found.findings), manifest


def test_a_genuine_opening_under_a_real_origin_is_not_called_back_dated(settings: LazySettings, tmp_path: Path) -> None:
    """Data as before. The same tender without the late bid."""
    with _real_origin(settings) as witnesses:
        scene = _bidding_of_known_bidders(witnesses)
        _set_clocks(witnesses, DEADLINE + timedelta(seconds=2))
        scenes.opened(scenes.released(scenes.closed(scene)))
        report = scenes.report_on(scenes.exported(tmp_path / "log"), scene, since=tuple(scene.kept.items()))
        assert (scenes.codes(report), report.simulated) == (set(), False)


@contextmanager
def _real_origin(settings: LazySettings) -> Iterator[list[TestWitness]]:
    settings.QINGLIAN_ORIGIN = "log.jiangcheng.example"
    settings.QINGLIAN_KEY_DIR = settings.QINGLIAN_KEY_DIR.with_name("real-keys")
    make_keys()
    assert keys.log_signer().name == settings.QINGLIAN_ORIGIN
    with scenes.witnessed(settings) as witnesses:
        _set_clocks(witnesses, bids.BEFORE + timedelta(hours=1))
        yield witnesses


def _set_clocks(witnesses: list[TestWitness], moment: datetime) -> None:
    for witness in witnesses:
        witness.now = int(moment.timestamp())


def _bidding_of_known_bidders(witnesses: list[TestWitness]) -> scenes.Scene:
    """This will register everybody before the notice, so that the log stands in the order of its times."""
    known = [people.bidder() for _ in range(3)]
    where = bids.room()
    for number, bidder in enumerate(known):
        bids.received(where, bidder, at=bids.BEFORE + timedelta(minutes=number))
    return scenes.pinned(where, witnesses)


def test_a_late_insert_after_the_closing_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. The friend's bid is let in after the deadline and put on the list."""
    scene = scenes.closed(scenes.bidding(witnesses))
    Section.objects.update(state="bidding")
    bids.received(scene.where, at=DEADLINE - timedelta(minutes=1))
    Section.objects.update(state="closed")
    scene.settle("late", DEADLINE + timedelta(seconds=5))
    closing = scene.where.closing
    manifests = [bid.manifest_hash for bid in SealedBid.objects.all()]
    closing.entries = make_closing(scene.where.opening, manifests)[0]["entries"]
    closing.save()
    actions.allow_release(closing, at=DEADLINE + timedelta(seconds=10))
    scene.settle("released", DEADLINE + timedelta(seconds=20))
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "one"), scene)) == {"closing_list_other"}


def test_a_late_insert_with_a_closing_of_its_own_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. A second closing fact names the longer list."""
    scene = scenes.closed(scenes.bidding(witnesses))
    Section.objects.update(state="bidding")
    bids.received(scene.where, at=DEADLINE - timedelta(minutes=1))
    scene.settle("late", DEADLINE + timedelta(seconds=5))
    scene.where.closing.delete()
    scenes.opened(scenes.released(scenes.closed(scene)))
    found = scenes.codes(scenes.report_on(scenes.exported(tmp_path / "two"), scene))
    assert found >= {"closed_twice", "lifecycle_broken", "closing_list_other", "bid_not_in_list"}


def test_a_choice_among_extra_manifests_is_found_from_the_tree_alone(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. A friend has two bids on the list; after the release the worse one vanishes."""
    scene = scenes.bidding(witnesses)
    friend = scene.where.bidders[0]
    SealedBid.objects.filter(manifest_hash=scene.where.heads[friend[0].pk].hash).update(owner_tag=secrets.token_hex(32))
    unwanted = scene.where.heads[friend[0].pk].hash
    first = scene.where.heads[friend[0].pk]
    bids.received(scene.where, friend, price_fen=1_600_000_000, at=DEADLINE - timedelta(minutes=1))
    scene.where.heads["first"] = first
    scene.settle("two bids", DEADLINE - timedelta(seconds=30))
    scenes.released(scenes.closed(scene))
    both = scenes.opened(scene)
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "both"), both)) == {"bidder_twice"}
    folder = scenes.exported(tmp_path / "one")
    attacker = Attacker(scene, folder)
    attacker.rows = [row for row in attacker.rows if not _is_outcome_of(row.fact, unwanted)]
    attacker.change(attacker.row("opening-finished/v1"), opened=3)
    attacker.rebuild()
    assert scenes.codes(scenes.report_on(folder, scene)) == {"bid_unopened", "quorum_missing"}


def test_a_choice_made_before_anything_is_opened_is_found_though_witnessed(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the published tree and the pinned policy. The unwanted bid is taken from the database between release and opening."""
    scene = scenes.released(scenes.closed(scenes.bidding(witnesses, count=4)))
    unwanted = next(iter(scene.where.heads.values())).hash
    AnnouncedBid.objects.filter(sealed__manifest_hash=unwanted).delete()
    scenes.opened(scene)
    assert scenes.codes(scenes.report_on(scenes.exported(tmp_path / "log"), scene)) == {"bid_unopened"}


def _is_outcome_of(fact: dict[str, object], manifest: str) -> bool:
    body = fact.get("body")
    return fact.get("kind") == "bid-opened/v1" and isinstance(body, dict) and body.get("manifest") == manifest
