"""Offline verification of a log of 1,000,000 leaves, against bare hashing of the same nodes.

Ours: `qinglian verify`'s steps over a folder on disk: pinned policy, checkpoint signature, two cosignatures, every entry bundle,
every tile of every level, the signed root, consistency with a checkpoint remembered at 600,000 leaves. Reference: the same leaves in
memory, SHA-256 of every leaf and every inner node and nothing else. Each runs in a fresh process, five times, taken turn about; the
ratio is of the medians of processor seconds (user and system, reading the files included), which other load on the machine hardly
moves; wall seconds are reported beside them. Gate: ratio <= 2.5 and peak memory of the verifying process < 500 MB. Reading the facts feed beside the log
is measured too and reported, not gated: its cost grows with the facts, not with the nodes.
"""

import argparse
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.report import Report
from qinglian.cli.verify.source import FolderSource
from qinglian.cli.verify.step_facts import check_facts
from qinglian.cli.verify.step_log import begin, check_checkpoint, check_policy, check_remembered, check_tree
from qinglian.trust.keys import Master
from qinglian.trust.log import TILE_WIDTH, Frontier, entry_bundle, facts_path, leaf_hash, root_of, tile_path
from qinglian.trust.note import COSIGNATURE_V1, Signer, cosign, new_signer_key, sign_checkpoint, with_signatures

LEAVES = 1_000_000
REMEMBERED = 600_000
RUNS = 5
MOST_RATIO, MOST_MEMORY_MB = 2.5, 500
ORIGIN = "benchmark.qinglian.invalid"


def main() -> int:
    """This will build the log, measure both in turn and print one JSON line last."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--leaves", type=int, default=LEAVES)
    parser.add_argument("--run", choices=["ours", "reference"])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.run:
        print(json.dumps(ours(chosen.folder) if chosen.run == "ours" else reference(chosen.folder)))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="qinglian-bench-log-"))
    try:
        print(f"building a log of {chosen.leaves:,} leaves")
        build(folder, chosen.leaves)
        return report(folder, chosen.leaves)
    finally:
        shutil.rmtree(folder)


def report(folder: Path, leaves: int) -> int:
    """This will measure, print, and return 0 when both gates hold."""
    found: dict[str, list[dict[str, float]]] = {"ours": [], "reference": []}
    for _ in range(RUNS):
        for name, rows in found.items():
            rows.append(_in_fresh_process(name, folder))
            print(f"{name:10} {rows[-1]['seconds']:.2f} s  {rows[-1]['peak_mb']:.0f} MB")
    seconds = {name: [row["seconds"] for row in rows] for name, rows in found.items()}
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    memory = max(row["peak_mb"] for row in found["ours"])
    ratio = medians["ours"] / medians["reference"]
    line = {
        "bench": "log",
        "ratio": round(ratio, 2),
        "limit": MOST_RATIO,
        "ours_seconds": round(medians["ours"], 2),
        "reference_seconds": round(medians["reference"], 2),
        "ours_spread": [round(value, 2) for value in sorted(seconds["ours"])],
        "reference_spread": [round(value, 2) for value in sorted(seconds["reference"])],
        "wall_seconds": {
            name: round(statistics.median(row["wall_seconds"] for row in rows), 2) for name, rows in found.items()
        },
        "peak_mb": round(memory),
        "peak_limit_mb": MOST_MEMORY_MB,
        "facts_feed_seconds": round(statistics.median(row["facts_seconds"] for row in found["ours"]), 2),
        "leaves": leaves,
        "runs": RUNS,
        "ok": ratio <= MOST_RATIO and memory < MOST_MEMORY_MB,
    }
    print(json.dumps(line))
    return 0 if line["ok"] else 1


def ours(folder: Path) -> dict[str, float]:
    """This will verify the folder as a stranger does."""
    policy, remembered = (folder / "pinned.json").read_bytes(), (folder / "remembered").read_text()
    source, seen = FolderSource(folder), Report()
    begun, wall = time.process_time(), time.perf_counter()
    trusted = check_policy(seen, source, policy)
    wanted = Wanted(since=(("remembered", remembered),))
    evidence = begin(source, wanted, trusted, check_checkpoint(seen, source, trusted))
    check_tree(seen, evidence)
    check_remembered(seen, evidence)
    seconds, wall = time.process_time() - begun, time.perf_counter() - wall
    check_facts(seen, evidence)
    facts = time.process_time() - begun - seconds
    assert seen.findings == [], seen.findings
    return {"seconds": seconds, "wall_seconds": wall, "facts_seconds": facts, "peak_mb": _peak_mb()}


def reference(folder: Path) -> dict[str, float]:
    """This will hash every leaf and every inner node, in memory."""
    data = (folder / "leaves").read_bytes()
    leaves = [data[at : at + 32] for at in range(0, len(data), 32)]
    begun, wall = time.process_time(), time.perf_counter()
    row = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(row) > 1:
        odd = [row[-1]] if len(row) % 2 else []
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)] + odd
    seconds, wall = time.process_time() - begun, time.perf_counter() - wall
    assert row[0].hex() in (folder / "root").read_text()
    return {"seconds": seconds, "wall_seconds": wall, "peak_mb": _peak_mb()}


def build(folder: Path, count: int) -> None:
    """This will write a whole log: entries, tiles, facts, signed and cosigned checkpoints, policy, and the leaves for the reference."""
    data = random.Random(count).randbytes(32 * count)
    leaves = [data[at : at + 32] for at in range(0, len(data), 32)]
    (folder / "leaves").write_bytes(data)
    for at in range(0, count, TILE_WIDTH):
        part = leaves[at : at + TILE_WIDTH]
        _write(folder / tile_path("entries", at // TILE_WIDTH, len(part)), entry_bundle(part))
        rows = [{"index": at + n, "leaf": leaf.hex()} for n, leaf in enumerate(part)]
        _write(folder / facts_path(at // TILE_WIDTH, len(part)), json.dumps(rows).encode())
    hashes = [leaf_hash(leaf) for leaf in leaves]
    _write_tiles(folder, hashes)
    _sign(folder, hashes)


def _write_tiles(folder: Path, hashes: list[bytes]) -> None:
    level = 0
    while hashes:
        for at in range(0, len(hashes), TILE_WIDTH):
            part = hashes[at : at + TILE_WIDTH]
            _write(folder / tile_path(level, at // TILE_WIDTH, len(part)), b"".join(part))
        full = len(hashes) // TILE_WIDTH * TILE_WIDTH
        hashes = [root_of(hashes[at : at + TILE_WIDTH]) for at in range(0, full, TILE_WIDTH)]
        level += 1


def _sign(folder: Path, hashes: list[bytes]) -> None:
    log = Signer.from_string(new_signer_key(ORIGIN))
    witnesses = [Signer.from_string(new_signer_key(f"w{n}.invalid", COSIGNATURE_V1)) for n in range(2)]
    frontier, half = Frontier(), min(REMEMBERED, len(hashes) // 2 + 1)
    for name, part in (("remembered", hashes[:half]), ("checkpoint", hashes[half:])):
        frontier.extend(part)
        note = sign_checkpoint(log, origin=ORIGIN, size=frontier.size, root=frontier.root())
        lines = [cosign(witness, note, timestamp=1_764_000_000) for witness in witnesses]
        (folder / name).write_text(with_signatures(note, lines))
    (folder / "root").write_text(frontier.root().hex())
    policy = {
        "type": "policy/v1",
        "origin": ORIGIN,
        "log": log.verifier().vkey,
        "receipt_key": Master(bytes(32)).public(),
        "witnesses": [{"name": witness.name, "key": witness.verifier().vkey} for witness in witnesses],
        "quorum": 2,
        "guardians": [],
    }
    (folder / "pinned.json").write_text(json.dumps(policy))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _in_fresh_process(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.log", "--run", name, "--folder", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _peak_mb() -> float:
    """Peak resident memory of this process alone: ru_maxrss would inherit what the parent held when it forked."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    raise SystemExit(main())
