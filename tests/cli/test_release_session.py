"""`qinglian release --session`: a guardian's shares for the evaluation, after the session's fact and the closing list are proved."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.cli import release_session
from qinglian.cli.refused import Refused
from qinglian.cli.server import Server
from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import SessionRelease
from qinglian.record.models import Fact
from qinglian.trust.bundle import CheckedSession, check_session_bundle
from qinglian.trust.keys import identity_of, recipient_of
from qinglian.trust.policy import read_policy
from tests.attacks import scene as scenes
from tests.cli.conftest import Run
from tests.cli.light_key import key_file
from tests.clock import TestClock
from tests.factories import bids, evaluation, people
from tests.factories.evaluation import AT
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
Bend = Callable[[dict[str, Any]], None]


def opened(witnesses: list[TestWitness], clock: TestClock, *, mode: str = "G") -> tuple[scenes.Scene, evaluation.Table]:
    """This will open a session and have the log witnessed."""
    scene = scenes.pinned(evaluation.bidding(mode=mode), witnesses)
    if mode == "G+B":
        bids.sign_in_all(scene.where, at=bids.DEADLINE - timedelta(minutes=5))
    scenes.opened(scenes.released(scenes.closed(scene)))
    table = evaluation.opened(evaluation.signed_record(scene.where))
    scene.settle("session", AT + timedelta(minutes=1))
    clock.set(AT + timedelta(minutes=2))
    return scene, table


def asked(scene: scenes.Scene, folder: Path, holder: people.Guardian, platform: str) -> list[Any]:
    """This will write a guardian's key and the pinned policy and return the command's words."""
    (folder / "policy.json").write_bytes(scene.policy)
    origin = scene.where.opening["origin"]
    key = key_file(folder / f"{holder.id}.qlkey", holder.master, origin=origin, holder=holder.id)
    words = ["release", "--session", "--key", key, "--policy", folder / "policy.json"]
    return [*words, "--tender", scene.code, "--server", platform]


def bundle(platform: str, table: evaluation.Table, guardian: str, part: str = "business") -> dict[str, Any]:
    """This will fetch the session bundle as the tool does."""
    path = f"/api/evaluation/sections/{table.room.section.tender.code}/1/bundle"
    return dict(Server(platform).get(path, guardian=guardian, compartment=part))


def test_release_to_a_session_hands_both_compartments_in_and_the_files_unseal(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene, table = opened(witnesses, clock)
    for group in ("supervision", "trade"):
        words = asked(scene, tmp_path, table.room.holders[group][0], platform)
        done = cli(*words, "--out", tmp_path / f"{group}.json")
        assert done.exit_code == 0, (done.output, done.exception)
        assert table.session.recipient in done.output.replace("\n", "")
        assert set(json.loads((tmp_path / f"{group}.json").read_text())) == {"business", "technical"}
    rows = SessionRelease.objects.order_by("pk").values_list("group", "compartment")
    assert list(rows) == [
        ("supervision", "business"), ("supervision", "technical"), ("trade", "business"), ("trade", "technical"),
    ]  # fmt: skip
    assert actions.unseal_files(table.refresh(), at=clock.now)
    failed = [row["failed"] for row in Fact.objects.get(kind="files-unsealed/v1").fact["body"]["bids"]]
    assert failed == [None, None, None]


def test_release_to_a_session_takes_a_bidders_own_lock(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene, table = opened(witnesses, clock, mode="G+B")
    organisation, master = table.room.bidders[0]
    (tmp_path / "policy.json").write_bytes(scene.policy)
    key = key_file(tmp_path / "b.qlkey", master, origin=scene.where.opening["origin"], holder=organisation.pk)
    mine = table.room.heads[organisation.pk].hash
    done = cli(
        "release", "--session", "--key", key, "--policy", tmp_path / "policy.json", "--tender", scene.code,
        "--server", platform, "--lock", mine,
    )  # fmt: skip
    assert done.exit_code == 0, (done.output, done.exception)
    assert list(SessionRelease.objects.values_list("group", "guardian")) == [("bidder", organisation.pk)] * 2


def test_release_to_a_session_refuses_before_the_witnesses_have_seen_it(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene = scenes.opened(scenes.released(scenes.closed(scenes.pinned(evaluation.bidding(), witnesses))))
    table = evaluation.opened(evaluation.signed_record(scene.where))
    refused = cli(*asked(scene, tmp_path, table.room.holders["trade"][0], platform))
    assert isinstance(refused.exception, Refused)
    assert SessionRelease.objects.count() == 0


def other_recipient(value: dict[str, Any]) -> None:
    """The operator puts a recipient of his own in the place of the session's."""
    value["session"]["fact"]["body"]["recipient"] = recipient_of(identity_of(b"\x07" * 32))


def other_round(value: dict[str, Any]) -> None:
    """The fact of another round's session."""
    value["session"]["fact"]["body"]["round"] = 2


def one_bid_less(value: dict[str, Any]) -> None:
    """One bid of the list is kept back."""
    value["bids"].pop()


def closing_as_session(value: dict[str, Any]) -> None:
    """A fact that is well proved, and no session's."""
    value["session"] = value["closed"]


def other_list(value: dict[str, Any]) -> None:
    """Another closing list than the logged root's."""
    value["list"]["entries"].pop()


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (other_recipient, "Nothing was released"),
        (other_round, "the fact is not the session of this opening"),
        (one_bid_less, "the list has 3 bids, 2 are shown"),
        (closing_as_session, "Nothing was released: bundle.session"),
        (other_list, "Nothing was released"),
    ],
)
def test_release_to_a_session_signs_nothing_that_is_not_proved(
    witnesses: list[TestWitness],
    platform: str,
    cli: Run,
    clock: TestClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bend: Bend,
    said: str,
) -> None:
    """The platform bends the second bundle; nothing of the first was handed in before both were checked."""
    scene, table = opened(witnesses, clock)

    class Bending(Server):
        """A platform that answers falsely for the technical part."""

        def get(self, path: str, **query: Any) -> Any:
            value = super().get(path, **query)
            if query["compartment"] == "technical":
                bend(value)
            return value

    monkeypatch.setattr(release_session, "Server", Bending)
    out = tmp_path / "out.json"
    refused = cli(*asked(scene, tmp_path, table.room.holders["trade"][0], platform), "--out", out)
    assert isinstance(refused.exception, Refused)
    assert said in str(refused.exception)
    assert (SessionRelease.objects.count(), out.exists()) == (0, False)


def test_release_to_a_session_refuses_two_sessions_paper_and_a_missing_server(
    witnesses: list[TestWitness], platform: str, cli: Run, clock: TestClock, tmp_path: Path
) -> None:
    scene, table = opened(witnesses, clock)
    holder = table.room.holders["trade"][0]
    words = asked(scene, tmp_path, holder, platform)
    assert "by network alone" in str(cli(*words, "--paper").exception)
    assert "Give --server" in str(cli(*words[:-2]).exception)
    checked = check_session_bundle(
        bundle(platform, table, holder.id), opening=table.opening, policy=read_policy(json.loads(scene.policy)),
        compartment="business", guardian=holder.id,
    )  # fmt: skip
    assert (checked.session, checked.recipient) == (table.session.code, table.session.recipient)
    other = CheckedSession(checked.bundle, checked.session, "age1other", checked.index)
    with pytest.raises(Refused, match="two different sessions|两个不同"):
        release_session.require_one_session([checked, other])
