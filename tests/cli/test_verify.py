"""Verification of a genuine tender passes; every changed byte of what it reads is found; hostile files never break it."""

import json
import random
import zipfile
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.findings import FINDINGS
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import FolderSource, WebSource, ZipSource
from qinglian.domain.bids import actions
from qinglian.published.pack import pack_of
from qinglian.trust.canonical import jcs
from tests.attacks import scene as scenes
from tests.attacks.attacker import Attacker
from tests.cli.conftest import Run
from tests.factories import bids
from tests.factories.record import note_facts
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mode", ["G", "G+B"])
def test_verify_passes_a_genuine_opening(witnesses: list[TestWitness], tmp_path: Path, mode: str) -> None:
    scene = scenes.genuine(witnesses, mode=mode)
    since = tuple(scene.kept.items())
    receipts = tuple((bidder, receipt, None) for bidder, receipt in scene.where.receipts.items())
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene, since=since, receipts=receipts)
    assert [(finding.code, finding.where, finding.said.en) for finding in report.findings] == []
    assert (report.counts["bids"], report.counts["opened"], report.counts["tenders"]) == (3, 3, 1)
    assert (report.simulated, report.pinned, len(report.steps)) == (True, True, 20)


def test_verify_passes_what_was_replaced_withdrawn_and_failed(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """A superseded bid, a withdrawn one, a lock that is never released: each receipt ends as what it is."""
    where = bids.with_bids(5, mode="G+B", signed_in=False)
    receipts = {f"{n}": receipt for n, receipt in enumerate(where.receipts.values())}
    first, leaving, silent = where.bidders[0], where.bidders[1], where.bidders[2]
    again = bids.received(where, first, supersedes=where.heads[first[0].pk].hash, at=bids.BEFORE + timedelta(minutes=9))
    gone = actions.withdraw_bid(bids.withdrawal(where, leaving), at=bids.BEFORE + timedelta(minutes=10))
    where.bidders.remove(leaving)
    bids.sign_in_all(where)
    scene = scenes.closed(scenes.pinned(where, witnesses))
    where.heads.pop(leaving[0].pk)
    where.bidders.remove(silent)
    scenes.released(scene)
    while actions.open_bids(where.closing, at=bids.DEADLINE + timedelta(minutes=2)):
        pass
    while actions.end_window(where.closing, at=bids.DEADLINE + timedelta(minutes=31)):
        pass
    scene.settle("ended", bids.DEADLINE + timedelta(minutes=32))
    presented = tuple((name, receipt, None) for name, receipt in (receipts | {"again": again, "gone": gone}).items())
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene, receipts=presented)
    assert scenes.codes(report) == set()
    assert (report.counts["opened"], report.counts["failed"]) == (3, 1)
    endings = [note.en for note in report.steps[-1].notes]
    assert endings == [
        "0: superseded",
        "1: withdrawn",
        "2: failed to open",
        "3: opened",
        "4: opened",
        "again: opened",
        "gone: withdrawn",
    ]


def test_verify_passes_a_release_from_paper_and_names_the_bidder_whose_envelope_is_empty(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """One bidder sealed to wrong keys: nothing opens with the guardian's identity, which everybody can see."""
    where = bids.with_bids(3)
    wrong = {
        g.id: {c: bids.people.master(5).recipient(where.opening, c) for c in ("sheet", "business", "technical")}
        for held in where.holders.values()
        for g in held
    }
    bids.received(where, recipients=wrong, at=bids.BEFORE + timedelta(minutes=9))
    scene = scenes.closed(scenes.pinned(where, witnesses))
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    where.refresh()
    for group in ("supervision", "trade"):
        identity = bids.identity_of(where, where.holders[group][0])
        actions.release_from_paper(identity, by=bids.host(), at=bids.DEADLINE + timedelta(minutes=1))
    while actions.open_bids(where.closing, at=bids.DEADLINE + timedelta(minutes=2)):
        pass
    while actions.end_window(where.closing, at=bids.DEADLINE + timedelta(minutes=31)):
        pass
    scene.settle("ended", bids.DEADLINE + timedelta(minutes=32))
    folder = scenes.exported(tmp_path / "log")
    report = scenes.report_on(folder, scene)
    assert scenes.codes(report) == set()
    assert (report.counts["opened"], report.counts["failed"]) == (3, 1)
    failed = Attacker(scene, folder).row("bid-failed/v1").fact["body"]
    assert (failed["fault"], failed["reason"]) == ("bidder", "envelope_unopenable")


def test_verify_passes_a_section_that_failed_for_too_few(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = scenes.closed(scenes.bidding(witnesses, count=2))
    receipts = tuple((name, receipt, None) for name, receipt in scene.where.receipts.items())
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene, receipts=receipts)
    assert scenes.codes(report) == set()
    assert {note.en.partition(": ")[2] for note in report.steps[-1].notes} == {
        "never opened: the section failed or was terminated"
    }


def test_verify_finds_every_changed_byte_of_the_tree(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Every file of the tree, one byte at three places."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    chance = random.Random(7)
    needed = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_read(path)]
    assert len(needed) >= 15
    for path in needed:
        data = path.read_bytes()
        for at in {0, len(data) - 1, chance.randrange(len(data))}:
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            report = scenes.report_on(folder, scene)
            assert report.findings, (path.name, at)
        path.write_bytes(data)
    assert scenes.codes(scenes.report_on(folder, scene)) == set()


def _is_read(path: Path) -> bool:
    """The newest width of each tile is read, older partial ones are not."""
    if ".p" in path.parent.name:
        return int(path.name) == max(int(other.name) for other in path.parent.iterdir())
    return True


def test_verify_never_breaks_on_hostile_facts(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """The attacker signs facts of every kind with bodies of any shape: each is a finding, none an error."""
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    kinds = {row.kind for row in Attacker(scene, folder).rows if row.kind}
    for body in (
        {},
        {"section": 1},
        {"section": "1", "round": "x"},
        {"section": "1", "round": 1},
        {"opening": [], "manifest": 3},
    ):
        attacker = Attacker(scene, folder)
        for kind in sorted(kinds):
            attacker.add(
                {
                    "kind": kind,
                    "at": "2026-12-12T10:00:00+08:00",
                    "by": None,
                    "subject": f"tender:{scene.code}",
                    "body": body,
                }
            )
        attacker.rebuild()
        assert "fact_malformed" in scenes.codes(scenes.report_on(folder, scene))


@pytest.mark.parametrize(
    "fact",
    [
        {},
        {"kind": 1},
        [],
        "x",
        {"kind": "a", "at": "now", "by": None, "subject": "s", "body": {}},
        {"kind": "a", "at": "2026-12-12T10:00:00", "by": None, "subject": "s", "body": {}},
    ],
)
def test_verify_never_breaks_on_malformed_facts(witnesses: list[TestWitness], tmp_path: Path, fact: object) -> None:
    scene = scenes.bidding(witnesses)
    folder = scenes.exported(tmp_path / "log")
    attacker = Attacker(scene, folder)
    attacker.add({"x": 1}).fact = fact  # type: ignore[assignment]
    attacker.rows[-1].leaf = b"x" * 32
    attacker.rebuild()
    assert "facts_malformed" in scenes.codes(scenes.report_on(folder, scene))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"[1]", b'[{"index":0}]', b"\xff", b"null", b"[[[[[[" * 2000])
def test_verify_never_breaks_on_a_malformed_bundle(
    witnesses: list[TestWitness], tmp_path: Path, content: bytes
) -> None:
    scene = scenes.bidding(witnesses)
    folder = scenes.exported(tmp_path / "log")
    for path in (folder / "facts").rglob("*"):
        if path.is_file():
            path.write_bytes(content)
    assert "facts_malformed" in scenes.codes(scenes.report_on(folder, scene))


def test_verify_stops_where_nothing_later_could_stand(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = scenes.bidding(witnesses)
    folder = scenes.exported(tmp_path / "log")
    (folder / "checkpoint").write_text("no note")
    report = scenes.report_on(folder, scene)
    assert ([finding.code for finding in report.findings], len(report.steps)) == (["checkpoint_invalid"], 2)
    (folder / "checkpoint").unlink()
    assert scenes.codes(scenes.report_on(folder, scene)) == {"checkpoint_missing"}
    broken = verify(FolderSource(folder), Wanted(), policy=b"{}")
    assert ([finding.code for finding in broken.findings], len(broken.steps)) == (["policy_unreadable"], 1)


def test_verify_says_when_the_policy_is_the_servers_own(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    report = verify(FolderSource(folder), Wanted(), policy=None)
    assert (report.is_verified, report.pinned) == (True, False)
    assert "CONSISTENT, but" in report.verdict.en
    assert "the policy came from the server" in report.limits[0].en
    served = json.loads((folder / "policy.json").read_text()) | {"quorum": 0}
    (folder / "policy.json").write_bytes(jcs(served))
    assert scenes.codes(scenes.report_on(folder, scene)) == {"policy_differs"}


def test_verify_of_a_pack_says_what_it_leaves_out(witnesses: list[TestWitness], tmp_path: Path) -> None:
    note_facts(600, subject="tender:OTHER", at=bids.tenders.AT)
    scene = scenes.genuine(witnesses)
    packed = pack_of(scene.code)
    assert packed is not None
    receipts = tuple((name, receipt, None) for name, receipt in scene.where.receipts.items())
    wanted = Wanted(scene.code, tuple(scene.kept.items())[-1:], receipts)
    report = verify(ZipSource(packed), wanted, policy=scene.policy)
    assert scenes.codes(report) == set()
    assert any("this partial copy leaves out" in limit.en for limit in report.limits)
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(packed).extractall(folder)
    assert scenes.codes(scenes.report_on(folder, scene, tender=scene.code)) == set()
    assert scenes.codes(scenes.report_on(folder, scene, tender="JC-1")) == {"tender_unknown"}


def test_verify_of_a_server_demands_every_file(witnesses: list[TestWitness], platform: str) -> None:
    scene = scenes.genuine(witnesses)
    client = httpx.Client(transport=httpx.WSGITransport(app=get_wsgi_application()))
    report = verify(WebSource(platform, client), Wanted(), policy=scene.policy)
    assert (scenes.codes(report), report.counts["opened"]) == (set(), 3)
    entries = next(path for path in (settings.QINGLIAN_LOG_DIR / "tile/entries").rglob("*") if path.is_file())
    for path in entries.parent.iterdir():
        path.unlink()
    assert "tile_missing" in scenes.codes(verify(WebSource(platform, client), Wanted(), policy=scene.policy))


def test_verify_command_prints_steps_verdict_and_limits(witnesses: list[TestWitness], cli: Run, tmp_path: Path) -> None:
    scene = scenes.genuine(witnesses)
    folder = scenes.exported(tmp_path / "log")
    (tmp_path / "policy.json").write_bytes(scene.policy)
    shown = cli("verify", folder, "--policy", tmp_path / "policy.json", "--remember", tmp_path / "seen")
    assert shown.exit_code == 0
    lines = shown.output.split("\n")
    assert lines[0] == "SIMULATED: jiangcheng.qinglian.invalid"
    assert next(line for line in lines if line.startswith("✓")) == "✓  1. Policy: whose signatures count"
    assert "VERIFIED" in lines
    assert "What this cannot show:" in lines
    again = cli("verify", folder, "--policy", tmp_path / "policy.json", "--since", tmp_path / "seen", "--json")
    assert (again.exit_code, json.loads(again.output)["verified"]) == (0, True)
    (folder / "blob" / Attacker(scene, folder).row("notice-published/v1").fact["body"]["rulebook"]).unlink()
    failed = cli("verify", folder, "--policy", tmp_path / "policy.json")
    assert failed.exit_code == 1
    assert "FAILED: 1 findings" in failed.output
    assert "rulebook_missing" in failed.output


def test_verify_command_refuses_what_is_no_source(cli: Run, tmp_path: Path) -> None:
    assert "is no folder" in str(cli("verify", tmp_path / "nothing").exception)


def test_every_finding_speaks_both_languages() -> None:
    assert all(text.zh and text.en and text.zh != text.en for text in FINDINGS.values())
