"""Two sequencers and many writers at once, each a process of its own: one log, gap-free, every signed state of it a beginning."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian.trust.log import TileReader, leaf_hash, root_of
from qinglian.trust.note import Signer, open_checkpoint
from tests.factories.installation import Installation, new_installation

WRITERS, FACTS_EACH = 3, 120
WRITE = f"""
for n in range({FACTS_EACH}):
    note_fact(f"note {{n}}", secrecy=(Secrecy.OPEN, Secrecy.SEALED)[n % 2])
"""
SEQUENCE = """
import time
end = time.monotonic() + 60
while Fact.objects.filter(index__isnull=False).count() < {expected} and time.monotonic() < end:
    sequence_once(at=START, limit=17)
"""
LOOK = """
import json
from qinglian.record.models import Checkpoint
rows = [[index, bytes(leaf).hex()] for index, leaf in Fact.objects.order_by("index").values_list("index", "leaf")]
print(json.dumps({"rows": rows, "signed": [[row.size, row.note] for row in Checkpoint.objects.order_by("size")]}))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = new_installation(tmp_path / "contention")
    yield made
    made.remove()


def test_two_sequencers_among_many_writers_make_one_gap_free_log(installation: Installation):
    expected = WRITERS * FACTS_EACH
    running = [installation.start(SEQUENCE.format(expected=expected)) for _ in range(2)]
    running += [installation.start(WRITE) for _ in range(WRITERS)]
    assert [process.wait(timeout=120) for process in running] == [0] * 5
    told = json.loads(installation.said(LOOK))
    assert [index for index, _ in told["rows"]] == list(range(expected))
    assert len({leaf for _, leaf in told["rows"]}) == expected
    hashes = [leaf_hash(bytes.fromhex(leaf)) for _, leaf in told["rows"]]
    key = Signer.from_string((installation.home / "keys/log.key").read_text()).verifier()
    assert len(told["signed"]) > expected // 17
    for size, note in told["signed"]:
        assert open_checkpoint(note, log=key).root == root_of(hashes[:size])
    reader = TileReader(lambda path: (installation.home / "log" / path).read_bytes())
    assert reader.root(expected) == root_of(hashes)
