"""Kill -9 at every write point of the sequencer, in a real process: the next run ends with one log, whole, that extends what was signed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian.record.failpoints import POINTS
from qinglian.trust.log import TileReader, leaf_hash, root_of, verify_consistency
from qinglian.trust.note import Checkpoint, Signer, cosignatures_of, open_checkpoint
from tests.factories.installation import Installation, new_installation
from tests.factories.witness import running_witnesses

RUN = """
from qinglian.record.sequencer import sequence_once
from qinglian.record.witnessing import ask_witnesses
sequence_once(at=START)
ask_witnesses(at=START)
"""
LEAVES = """
import json
from qinglian.record.models import Fact, Checkpoint, LogHead
rows = list(Fact.objects.order_by("id").values_list("index", "leaf"))
print(json.dumps({"rows": [[index, bytes(leaf).hex()] for index, leaf in rows], "head": LogHead.objects.get().size,
                  "signed": list(Checkpoint.objects.order_by("size").values_list("size", flat=True))}))
"""
SEQUENCER_POINTS, WITNESS_POINTS = POINTS[:6], POINTS[6:]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation whose log has 250 leaves."""
    made = new_installation(tmp_path_factory.mktemp("crash") / "template")
    made.said("note_facts(250); sequence_all()")
    yield made
    made.remove()


@pytest.fixture
def installation(template: Installation, tmp_path: Path) -> Iterator[Installation]:
    copied = template.copied_to(tmp_path / "copy")
    yield copied
    copied.remove()


def tree_of(installation: Installation, name: str = "checkpoint") -> Checkpoint:
    key = Signer.from_string((installation.home / "keys/log.key").read_text())
    return open_checkpoint((installation.home / "log" / name).read_text(), log=key.verifier())


def require_whole_log(installation: Installation, *, before: list[Checkpoint], size: int, told: str) -> None:
    """A stranger's look at the files, then the rows: same leaves, same order, nothing missing, every older tree is a beginning."""
    after = tree_of(installation)
    reader = TileReader(lambda path: (installation.home / "log" / path).read_bytes())
    leaves = [leaf for n in range(-(-size // 256)) for leaf in reader.entries(n, size)]
    assert (after.size, after.root) == (size, root_of([leaf_hash(leaf) for leaf in leaves]))
    assert after == tree_of(installation, "checkpoint.signed")
    for old in before:
        proof = reader.consistency_proof(old.size, size)
        verify_consistency(old=old.size, size=size, old_root=old.root, root=after.root, proof=proof)
    rows = json.loads(told)
    assert rows["rows"] == [[index, leaf.hex()] for index, leaf in enumerate(leaves)]
    assert (rows["head"], rows["signed"][-1]) == (size, size)


@pytest.mark.parametrize("point", SEQUENCER_POINTS)
def test_sequence_once_killed_at_any_write_point_is_finished_by_the_next_run(installation: Installation, point: str):
    before = tree_of(installation)
    assert installation.run("note_facts(20)" + RUN, QINGLIAN_FAILPOINT=point).returncode == -9
    seen = tree_of(installation, "checkpoint.signed")
    told = installation.said("note_facts(1); sequence_all()" + LEAVES)
    require_whole_log(installation, before=[before, seen], size=271, told=told)


def test_sequence_once_killed_again_and_again_still_makes_one_log(installation: Installation):
    seen = [tree_of(installation)]
    for point in SEQUENCER_POINTS:
        assert installation.run("note_facts(3)" + RUN, QINGLIAN_FAILPOINT=point).returncode == -9
        seen.append(tree_of(installation, "checkpoint.signed"))
    told = installation.said("sequence_all()" + LEAVES)
    require_whole_log(installation, before=seen, size=268, told=told)


@pytest.mark.parametrize("point", WITNESS_POINTS)
def test_ask_witnesses_killed_between_answer_and_publication_gets_its_quorum_next_time(
    installation: Installation, point: str
):
    key = Signer.from_string((installation.home / "keys/log.key").read_text()).verifier()
    with running_witnesses(2, key) as witnesses:
        named = ",".join(witness.setting for witness in witnesses)
        killed = installation.run("note_facts(20)" + RUN, QINGLIAN_FAILPOINT=point, QINGLIAN_WITNESSES=named)
        assert killed.returncode == -9
        installation.said(RUN, QINGLIAN_WITNESSES=named)
    note = (installation.home / "log/checkpoint").read_text()
    assert tree_of(installation).size == 270
    assert len(cosignatures_of(note, [witness.signer.verifier() for witness in witnesses])) == 2


def test_failpoints_are_dead_outside_simulated_origins(tmp_path: Path, template: Installation):
    code = "from qinglian.record.failpoints import reach\nreach('tile-written')\nprint('alive')"
    assert template.said(code, QINGLIAN_FAILPOINT="tile-written", QINGLIAN_ORIGIN="log.example.org") == "alive"
    assert template.run(code, QINGLIAN_FAILPOINT="tile-written").returncode == -9
