"""Long runs of the log: a million leaves, and kill -9 at random moments while facts pour in."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian.trust.log import TileReader, leaf_hash, root_of
from qinglian.trust.note import Signer, Verifier, open_checkpoint
from tests.factories.installation import Installation, new_installation

pytestmark = pytest.mark.soak
MILLION, KILLS = 1_000_000, 60
GROW = f"""
import json, resource, time
from qinglian.record.sequencer import sequence_once
for _ in range({MILLION} // 20_000):
    note_facts(20_000)
seconds = []
while True:
    start = time.monotonic()
    if not sequence_once(at=START):
        break
    seconds.append(time.monotonic() - start)
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""
WRITE = """
n = 0
while True:
    note_fact(f"note {n}", secrecy=(Secrecy.OPEN, Secrecy.SEALED)[n % 2])
    n += 1
    print(n, flush=True)
"""
SEQUENCE = """
print("ready", flush=True)
while True:
    sequence_once(at=START, limit=50)
"""
LOOK = """
import json
print(json.dumps([[index, bytes(leaf).hex()] for index, leaf in Fact.objects.order_by("index").values_list("index", "leaf")]))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = new_installation(tmp_path / "soak")
    yield made
    made.remove()


def key_of(installation: Installation) -> Verifier:
    return Signer.from_string((installation.home / "keys/log.key").read_text()).verifier()


def test_a_million_leaves_are_integrated_at_an_even_pace_in_little_memory(installation: Installation):
    done = installation.run(GROW, timeout=3600)
    assert done.returncode == 0, done.stderr
    seconds, megabytes = json.loads(done.stdout)
    signed = open_checkpoint((installation.home / "log/checkpoint").read_text(), log=key_of(installation))
    assert signed.size == MILLION
    assert TileReader(lambda path: (installation.home / "log" / path).read_bytes()).root(MILLION) == signed.root
    early, late = sorted(seconds[5:25])[10], sorted(seconds[-25:-5])[10]
    assert late < 3 * early
    assert megabytes < 400


def test_kills_at_random_moments_lose_no_committed_fact_and_fork_nothing(installation: Installation):
    key, chance, seen = key_of(installation), random.Random(20261125), []
    writer = installation.start(WRITE)
    for _ in range(KILLS):
        sequencer = installation.start(SEQUENCE)
        assert sequencer.stdout is not None
        sequencer.stdout.readline()
        time.sleep(chance.random())
        sequencer.kill()
        sequencer.wait()
        signed = installation.home / "log/checkpoint.signed"
        seen += [open_checkpoint(signed.read_text(), log=key)] if signed.exists() else []
    writer.kill()
    acknowledged = int(writer.communicate()[0].split("\n")[-2])
    installation.said("sequence_all()")
    rows = json.loads(installation.said(LOOK))
    assert [index for index, _ in rows] == list(range(len(rows)))
    assert acknowledged <= len(rows) <= acknowledged + 1
    hashes = [leaf_hash(bytes.fromhex(leaf)) for _, leaf in rows]
    assert len(seen) > KILLS // 2
    for checkpoint in seen:
        assert checkpoint.root == root_of(hashes[: checkpoint.size])
