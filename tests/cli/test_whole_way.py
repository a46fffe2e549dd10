"""A tender by the command line alone: kit, seal, hand in, receipt, release with every check, verify."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian.cli.refused import Refused
from qinglian.cli.server import Server
from qinglian.domain.bids import actions
from qinglian.trust.documents import sign_document
from qinglian.trust.manifest import read_head
from qinglian.trust.note import COSIGNATURE_V1, Signer, new_signer_key
from tests.attacks import scene as scenes
from tests.cli.conftest import Run
from tests.cli.light_key import WORDS, key_file
from tests.clock import TestClock
from tests.factories import bids, people
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
SHEET = (
    "--sheet",
    "price=17,034,567.89",
    "--sheet",
    "period_days=300",
    "--sheet",
    "quality=合格",
    "--sheet",
    "project_manager=王一",
)


def test_a_bid_goes_the_whole_way_by_command_line(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    where = bids.room(mode="G+B")
    bidder = people.bidder()
    for _ in range(2):
        bids.received(where)
    origin, code = where.opening["origin"], where.section.tender.code
    key = key_file(tmp_path / "bidder.qlkey", bidder[1], origin=origin, holder=bidder[0].pk)
    (tmp_path / "letter.txt").write_text("CANARY-LETTER")
    clock.set(bids.BEFORE + timedelta(minutes=10))
    package = tmp_path / "bid.qlbid"
    scene = scenes.pinned(where, witnesses)
    (tmp_path / "policy.json").write_bytes(scene.policy)
    policy = ("--policy", tmp_path / "policy.json")

    sealed = cli(
        "seal",
        package,
        "--key",
        key,
        "--server",
        platform,
        "--tender",
        code,
        *policy,
        *SHEET,
        "--business",
        tmp_path / "letter.txt",
        "--hand-in",
    )
    assert sealed.exit_code == 0, (sealed.output, sealed.exception)
    assert b"CANARY" not in package.read_bytes()
    scene.settle("eve", clock.now)
    receipt = tmp_path / "bid.receipt.json"
    checked = cli("receipt", receipt, *policy, "--server", platform)
    assert checked.exit_code == 0, (checked.output, checked.exception)
    assert "witness0.invalid, witness1.invalid" in checked.output
    manifest = json.loads(receipt.read_text())["document"]["manifest"]

    where.bidders.append(bidder)
    where.heads[bidder[0].pk] = read_head(io.BytesIO(package.read_bytes()))
    clock.set(bids.DEADLINE - timedelta(minutes=5))
    bids.sign_in_all(where, at=clock.now)
    scenes.closed(scene)
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    where.refresh()
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    for group in ("supervision", "trade"):
        holder = where.holders[group][0]
        guardian_key = key_file(tmp_path / f"{group}.qlkey", holder.master, origin=origin, holder=holder.id)
        released = cli("release", "--key", guardian_key, *policy, "--tender", code, "--server", platform)
        assert released.exit_code == 0, (released.output, released.exception)
        assert "3 shares released" in released.output
    mine = cli("release", "--key", key, *policy, "--tender", code, "--server", platform, "--lock", manifest)
    assert mine.exit_code == 0, (mine.output, mine.exception)
    for other in where.bidders[:2]:
        actions.release_shares(bids.lock_of(where, other), at=clock.now)
    scenes.opened(scene)

    folder = scenes.exported(tmp_path / "log")
    verified = cli("verify", folder, *policy, "--receipt", receipt, "--json")
    report = json.loads(verified.output)
    assert (verified.exit_code, report["findings"], report["opened"]) == (0, [], 3)
    assert any("bid.receipt.json: opened" in note["en"] for step in report["steps"] for note in step["notes"])


def test_release_refuses_before_the_witnesses_have_seen_the_closing(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene = scenes.closed(scenes.bidding(witnesses))
    where = scene.where
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    policy = json.loads(scene.policy)
    policy |= {"witnesses": [*policy["witnesses"], _another_witness()], "quorum": 3}
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    holder = where.holders["trade"][0]
    key = key_file(tmp_path / "g.qlkey", holder.master, origin=where.opening["origin"], holder=holder.id)
    refused = cli(
        "release", "--key", key, "--policy", tmp_path / "policy.json", "--tender", scene.code, "--server", platform
    )
    assert isinstance(refused.exception, Refused)
    assert str(refused.exception).startswith("Nothing was released: checkpoint of")
    assert "2 of 3 witnesses cosigned" in str(refused.exception)


def _another_witness() -> dict[str, str]:
    return {
        "name": "w3.invalid",
        "key": Signer.from_string(new_signer_key("w3.invalid", COSIGNATURE_V1)).verifier().vkey,
    }


def test_release_refuses_a_selection_and_a_foreign_key(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene = scenes.closed(scenes.bidding(witnesses))
    where = scene.where
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    (tmp_path / "policy.json").write_bytes(scene.policy)
    holder = where.holders["trade"][0]
    key = key_file(tmp_path / "g.qlkey", holder.master, origin=where.opening["origin"], holder=holder.id)
    bundle = _bundle(platform, scene, holder.id)
    bundle["bids"] = bundle["bids"][:1]
    (tmp_path / "bundle.json").write_text(json.dumps(bundle))
    common = ("--policy", tmp_path / "policy.json", "--tender", scene.code, "--bundle", tmp_path / "bundle.json")
    refused = cli("release", "--key", key, *common)
    assert "the list has 3 bids, 1 are shown" in str(refused.exception)
    other = key_file(tmp_path / "o.qlkey", people.master(99), origin=where.opening["origin"], holder=holder.id)
    assert "pins no guardian" in str(cli("release", "--key", other, *common).exception)


def test_release_names_an_envelope_that_does_not_open_and_refuses_when_none_opens(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    where = bids.with_bids(3)
    holder, mate = where.holders["trade"]
    bad = bids.spoiled(where, holder.id)
    scene = scenes.closed(scenes.pinned(where, witnesses))
    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    (tmp_path / "policy.json").write_bytes(scene.policy)
    common = ("release", "--policy", tmp_path / "policy.json", "--tender", scene.code, "--server", platform)
    key = key_file(tmp_path / "g.qlkey", holder.master, origin=where.opening["origin"], holder=holder.id)
    done = cli(*common, "--key", key, "--out", tmp_path / "release.json")
    assert f"No share in the envelope {bad.hash}" in done.output.replace("\n", "")
    assert "3 shares released" in done.output
    document = json.loads((tmp_path / "release.json").read_text())["document"]
    assert document["unopened"] == [{"manifest": bad.hash, "reason": "not_decryptable"}]
    other = key_file(tmp_path / "m.qlkey", mate.master, origin=where.opening["origin"], holder=mate.id)
    refused = cli(*common, "--key", other, "--epoch", "7")
    assert str(refused.exception).startswith("None of the 4 envelopes opens")


def _bundle(platform: str, scene: scenes.Scene, guardian: str) -> dict[str, list[object]]:
    path = f"/api/bids/openings/{scene.code}/1/bundle"
    bundle: dict[str, list[object]] = Server(platform).get(path, guardian=guardian)
    return bundle


def test_release_on_paper_prints_the_identity_of_this_opening_alone(
    witnesses: list[TestWitness], cli: Run, tmp_path: Path
) -> None:
    scene = scenes.closed(scenes.bidding(witnesses))
    (tmp_path / "policy.json").write_bytes(scene.policy)
    holder = scene.where.holders["supervision"][0]
    key = key_file(tmp_path / "g.qlkey", holder.master, origin=scene.where.opening["origin"], holder=holder.id)
    common = ("release", "--key", key, "--policy", tmp_path / "policy.json", "--tender", scene.code, "--paper")
    printed = cli(*common, "--closing", scene.where.closing.root)
    identity = bids.identity_of(scene.where, holder)["identity"]
    assert printed.output.split("\n")[0].replace(" ", "") == identity
    assert "withdrawn bid" in printed.output
    assert "closing root" in str(cli(*common).exception)


def test_seal_refuses_a_kit_whose_card_was_swapped(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene = scenes.bidding(witnesses)
    clock.set(bids.BEFORE)
    kit = Server(platform).get(f"/api/tenders/{scene.code}/sections/1/kit")
    kit["cards"][0] = sign_document(people.master(77), kit["cards"][0]["document"])
    (tmp_path / "kit.json").write_text(json.dumps(kit))
    bidder = people.bidder()
    key = key_file(tmp_path / "b.qlkey", bidder[1], origin=kit["opening"]["origin"], holder=bidder[0].pk)
    refused = cli("seal", tmp_path / "x.qlbid", "--key", key, "--kit", tmp_path / "kit.json", *SHEET)
    assert "is not signed by the key that the policy pins" in str(refused.exception)
    assert not (tmp_path / "x.qlbid").exists()


@pytest.mark.parametrize(
    ("sheet", "wrong"),
    [
        (("--sheet", "price=17.034"), "is no amount in yuan"),
        (("--sheet", "colour=red"), "name=value was expected"),
        (("--sheet", "price=1"), "period_days: It is missing."),
        (("--sheet", "period_days=many"), "Days are a whole number"),
    ],
)
def test_seal_refuses_a_sheet_that_does_not_fit(
    witnesses: list[TestWitness],
    platform: str,
    cli: Run,
    clock: TestClock,
    tmp_path: Path,
    sheet: tuple[str, ...],
    wrong: str,
) -> None:
    scene = scenes.bidding(witnesses)
    clock.set(bids.BEFORE)
    bidder = people.bidder()
    key = key_file(tmp_path / "b.qlkey", bidder[1], origin=scene.where.opening["origin"], holder=bidder[0].pk)
    refused = cli("seal", tmp_path / "x.qlbid", "--key", key, "--server", platform, "--tender", scene.code, *sheet)
    assert wrong in str(refused.exception)


def test_the_key_files_words_are_asked(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGLIAN_PASSPHRASE", WORDS + "x")
    key = key_file(tmp_path / "b.qlkey", people.master(1), origin="x.invalid", holder="org-a")
    (tmp_path / "kit.json").write_text("{}")
    refused = cli("seal", tmp_path / "x.qlbid", "--key", key, "--kit", tmp_path / "kit.json")
    assert "passphrase does not open" in str(refused.exception)
