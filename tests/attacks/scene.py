"""A genuine small tender for strangers to verify and for attackers to spoil: real actions, real keys, two real witnesses.

The attacker owns the database, the blob store, the published folder and the log's key. Guardians' and witnesses' keys are not his,
nor are the bidders'. The policy was pinned before the attack.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import LazySettings

from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.report import Report
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import FolderSource
from qinglian.domain.bids import actions
from qinglian.domain.bids.events import SharesReleased
from qinglian.domain.tenders.queries import pinned_guardians
from qinglian.record import blobs, keys
from qinglian.record.actions import append
from qinglian.record.policy import write_policy
from qinglian.record.witnessing import ask_witnesses
from tests.factories import bids, people
from tests.factories.record import sequence_all
from tests.factories.witness import TestWitness, running_witnesses

DEADLINE = bids.DEADLINE


@dataclass
class Scene:
    """One tender with what a stranger pinned: the policy, checkpoints kept on the way, the bidders' receipts."""

    where: bids.Room
    witnesses: list[TestWitness]
    policy: bytes
    kept: dict[str, str] = field(default_factory=dict)  # name -> checkpoint note

    @property
    def code(self) -> str:
        """This will return the tender's code."""
        return self.where.section.tender.code

    def settle(self, name: str, at: datetime) -> None:
        """This will sequence what waits, have it witnessed, and keep the checkpoint under this name."""
        sequence_all(at)
        ask_witnesses(at=at)
        self.kept[name] = published("checkpoint").decode()


@contextmanager
def witnessed(settings: LazySettings, count: int = 2) -> Iterator[list[TestWitness]]:
    """This will run witnesses and name them in the settings."""
    with running_witnesses(count, keys.log_signer().verifier()) as witnesses:
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        settings.QINGLIAN_QUORUM = count
        yield witnesses


def bidding(witnesses: list[TestWitness], *, mode: str = "G", count: int = 3) -> Scene:
    """This will bring a tender to the eve of its deadline with `count` bids, pinned and witnessed."""
    return pinned(bids.with_bids(count, mode=mode), witnesses)


def pinned(where: bids.Room, witnesses: list[TestWitness]) -> Scene:
    """This will pin the policy and have the log witnessed on the eve of the deadline."""
    scene = Scene(where, witnesses, b"")
    write_policy(pinned_guardians(DEADLINE))
    scene.policy = published("policy.json")
    scene.settle("eve", bids.BEFORE + timedelta(hours=1))
    return scene


def closed(scene: Scene) -> Scene:
    """This will close it at its second, witnessed."""
    actions.close_bidding(scene.where.section, at=DEADLINE)
    scene.where.refresh()
    scene.settle("closed", DEADLINE + timedelta(seconds=1))
    return scene


def released(scene: Scene) -> Scene:
    """This will start the release and have one guardian of each group and every bidder with a lock release."""
    where, at = scene.where, DEADLINE + timedelta(minutes=1)
    actions.allow_release(where.closing, at=DEADLINE + timedelta(seconds=10))
    where.refresh()
    for group in ("supervision", "trade"):
        actions.release_shares(bids.release_of(where, where.holders[group][0]), at=at)
    for bidder in where.bidders if where.section.notice.access["mode"] == "G+B" else ():
        actions.release_shares(bids.lock_of(where, bidder), at=at)
    scene.settle("released", DEADLINE + timedelta(minutes=1))
    return scene


def opened(scene: Scene) -> Scene:
    """This will open every bid."""
    while actions.open_bids(scene.where.closing, at=DEADLINE + timedelta(minutes=2)):
        pass
    scene.where.refresh()
    scene.settle("opened", DEADLINE + timedelta(minutes=3))
    return scene


def genuine(witnesses: list[TestWitness], *, mode: str = "G", count: int = 3) -> Scene:
    """This will play a whole tender to its opening."""
    return opened(released(closed(bidding(witnesses, mode=mode, count=count))))


def publish_release(scene: Scene, holder: people.Guardian, group: str, data: bytes) -> None:
    """This will log and publish a guardian's release past every rule."""
    name, _ = blobs.store([data])
    blobs.publish(name)
    event = SharesReleased("1", 1, holder.id, group, "sheet", None, name)
    append(event, subject=f"tender:{scene.code}", by=holder.key.organisation_id, at=DEADLINE + timedelta(minutes=1))


def published(path: str) -> bytes:
    """This will read a file of the published tree."""
    from django.conf import settings

    return (Path(settings.QINGLIAN_LOG_DIR) / path).read_bytes()


def exported(folder: Path) -> Path:
    """This will copy the published tree as any mirror would: the log's folder, and public blobs under `blob/`."""
    from django.conf import settings

    shutil.copytree(settings.QINGLIAN_LOG_DIR, folder, ignore=shutil.ignore_patterns(".*", "checkpoint.signed"))
    (folder / "blob").mkdir()
    for path in (Path(settings.QINGLIAN_BLOB_DIR) / "public").glob("*/*"):
        shutil.copy(path, folder / "blob" / path.name)
    return folder


def report_on(folder: Path, scene: Scene, **wanted: object) -> Report:
    """This will verify an exported folder with the pinned policy."""
    return verify(FolderSource(folder), Wanted(**wanted), policy=scene.policy)  # type: ignore[arg-type]


def codes(report: Report) -> set[str]:
    """This will return the codes of all findings."""
    return {finding.code for finding in report.findings}
