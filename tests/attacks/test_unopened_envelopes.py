"""Attack 11: envelopes that hold no share, and guardians who say so falsely. Each names the data that settles it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.cli.verify.report import Report
from qinglian.domain.bids import actions
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import sign_document
from tests.attacks import scene as scenes
from tests.factories import bids
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=1)


def releasing(witnesses: list[TestWitness], *spoiled: int) -> scenes.Scene:
    """This will bring four bids to the release, the fourth spoiled for these guardians of the trade group."""
    where = bids.with_bids(3)
    bids.spoiled(where, *(where.holders["trade"][place].id for place in spoiled), at=bids.BEFORE + timedelta(minutes=9))
    scene = scenes.closed(scenes.pinned(where, witnesses))
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    where.refresh()
    actions.release_shares(bids.release_of(where, where.holders["supervision"][0]), at=AT)
    return scene


def fourth(scene: scenes.Scene) -> str:
    """This will return the fourth bid's manifest."""
    return scene.where.heads[scene.where.bidders[3][0].pk].hash


def ended(scene: scenes.Scene, folder: Path) -> Report:
    """This will open what opens, end the window when bids are left, and verify."""
    while actions.open_bids(scene.where.closing, at=AT):
        pass
    if scene.where.closing.finished_at is None:
        actions.end_window(scene.where.closing, at=bids.DEADLINE + timedelta(hours=1))
    scene.settle("opened", bids.DEADLINE + timedelta(hours=2))
    return scenes.report_on(scenes.exported(folder), scene)


def notes(report: Report) -> list[str]:
    """This will list what the step on releases says about declarations."""
    return [note.en for step in report.steps for note in step.notes if "hold no share" in note.en]


def test_a_bad_envelope_is_no_finding_when_the_mate_opens_the_bid(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = releasing(witnesses, 0)
    for holder in scene.where.holders["trade"]:
        actions.release_shares(bids.release_of(scene.where, holder), at=AT)
    report = ended(scene, tmp_path / "log")
    assert (scenes.codes(report), report.counts["opened"]) == (set(), 4)
    assert len(notes(report)) == 1
    assert scene.where.holders["trade"][0].id in notes(report)[0]


def test_an_identity_proves_a_bad_envelope_to_a_stranger(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = releasing(witnesses, 0, 1)
    for holder in scene.where.holders["trade"]:
        actions.release_shares(bids.release_of(scene.where, holder), at=AT)
    actions.release_from_paper(bids.identity_of(scene.where, scene.where.holders["trade"][1]), by=bids.host(), at=AT)
    report = ended(scene, tmp_path / "log")
    assert (scenes.codes(report), report.counts["opened"], report.counts["failed"]) == (set(), 3, 1)


def test_two_lying_guardians_fail_a_bid_by_nobodys_fault_and_are_named(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    scene = releasing(witnesses)
    for holder in scene.where.holders["trade"]:
        actions.release_shares(bids.declaring(scene.where, holder, fourth(scene)), at=AT)
    report = ended(scene, tmp_path / "log")
    assert (scenes.codes(report), report.counts["failed"]) == (set(), 1)
    said = " ".join(notes(report))
    assert all(holder.id in said for holder in scene.where.holders["trade"])


def test_a_guardian_whose_own_identity_opens_what_it_declared_unopened_is_found(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    scene = releasing(witnesses)
    liar = scene.where.holders["trade"][0]
    actions.release_shares(bids.declaring(scene.where, liar, fourth(scene)), at=AT)
    actions.release_from_paper(bids.identity_of(scene.where, liar), by=bids.host(), at=AT)
    report = ended(scene, tmp_path / "log")
    assert (scenes.codes(report), report.counts["opened"]) == ({"release_untrue"}, 4)
    assert liar.id in report.findings[0].said.en


def test_silence_about_one_bid_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = releasing(witnesses)
    silent, mate = scene.where.holders["trade"]
    document: dict[str, Any] = bids.declaring(scene.where, silent, fourth(scene))["document"]
    del document["unopened"]
    scenes.publish_release(scene, silent, "trade", jcs(sign_document(silent.master, document)))
    actions.release_shares(bids.release_of(scene.where, mate), at=AT)
    assert scenes.codes(ended(scene, tmp_path / "log")) == {"release_selective"}
