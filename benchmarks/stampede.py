"""The last minutes before a deadline: 2,000 bidders hand in sealed bids of 100 KB over HTTP, on SQLite with synchronous=FULL.

Ratio = acknowledged bids a second of the real server (`manage.py serve`: two web workers, timetable and sequencer running) divided by
those of one process that does nothing but make the same bytes durable: write the package to a file, fsync file and folder, rename, and
commit a row of the size of ours to a SQLite database in WAL mode with synchronous=FULL. Both sides take turns in rounds of 200 bids on
the same disk in the same run; the ratio is the median of the rounds', with the least and the greatest beside it. Sealing is done
before and not timed; the workers have answered a question each before the first bid comes, as they have at any deadline.

Second pass: more bids while the server is killed (SIGKILL to the whole process group) ten times. A bidder whose connection breaks sends
the same package again and, told that it was received already, fetches its receipt. No acknowledged bid may be missing from database,
disk or closing list.

    python -m benchmarks.stampede [bidders] [kills]
"""

import json
import os
import signal
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from benchmarks.crowd import Crowd, Server, crowd_of, hand_in, receipt_of, run_inside

ROUND = 200
AT_ONCE = 32  # connections that the crowd holds open at the same time
FILE_BYTES = 60_000  # and a fifth of it in another compartment; sealed, padded and with its head a package has 100 KB
KILLED_BIDDERS = 600
LIMIT = 0.25
ROW = b"\x5a" * 1_100  # bytes of our row, its sealed fact and their salt together


def main(bidders: int, kills: int) -> dict[str, object]:
    """This will run both passes and return the figures."""
    with crowd_of(bidders + (KILLED_BIDDERS if kills else 0), file_bytes=FILE_BYTES) as crowd:
        figures = race(crowd, crowd.packages[:bidders])
        if kills:
            figures |= survive(crowd, crowd.packages[bidders:], kills)
    return {"bench": "stampede", **figures}


def race(crowd: Crowd, packages: Sequence[Path]) -> dict[str, object]:
    """This will let server and bare loop take turns, and compare."""
    server = Server(crowd.installation)
    server.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(server.ask, range(AT_ONCE * 4)))
    ours, bare, waits, rounds = 0.0, 0.0, [], []
    try:
        with tempfile.TemporaryDirectory(dir=crowd.installation.home.parent) as folder:
            loop = BareLoop(Path(folder))
            for start in range(0, len(packages), ROUND):
                data = [path.read_bytes() for path in packages[start : start + ROUND]]
                bare_seconds = loop.commit_all(data)
                our_seconds, round_waits = hand_in_all(server.port, data)
                ours, bare, waits = ours + our_seconds, bare + bare_seconds, waits + round_waits
                rounds.append(bare_seconds / our_seconds)
                say(f"{start + len(data)} bids: {len(data) / our_seconds:.0f}/s, bare {len(data) / bare_seconds:.0f}/s")
    finally:
        server.stop()
    waits.sort()
    return {
        "ratio": round(statistics.median(rounds), 3),
        "limit": LIMIT,
        "total_ratio": round(bare / ours, 3),
        "acknowledged_per_second": round(len(packages) / ours, 1),
        "bare_per_second": round(len(packages) / bare, 1),
        "n": len(packages),
        "bytes_a_bid": packages[0].stat().st_size,
        "spread": [round(min(rounds), 3), round(max(rounds), 3)],
        "p50_ms": round(waits[len(waits) // 2] * 1000),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000),
    }


class BareLoop:
    """One process, one loop: the same bytes on the same disk, as durable as ours, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "blobs"
        self._folder.mkdir()
        self._database = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute("CREATE TABLE bid (name TEXT PRIMARY KEY, row BLOB)")

    def commit_all(self, packages: Sequence[bytes]) -> float:
        """This will make each package durable, one after the other, and return the seconds that it took."""
        start = time.perf_counter()
        for data in packages:
            name = sha256(data).hexdigest()
            self._store(name, data)
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("INSERT INTO bid VALUES (?, ?)", (name, ROW))
            self._database.execute("COMMIT")
        return time.perf_counter() - start

    def _store(self, name: str, data: bytes) -> None:
        draft = self._folder / f".{name}"
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._folder / name)
        descriptor = os.open(self._folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def hand_in_all(port: int, packages: Sequence[bytes]) -> tuple[float, list[float]]:
    """This will hand in all packages, AT_ONCE at a time, each over its own connection; every one must be acknowledged."""

    def one(data: bytes) -> float:
        sent = time.perf_counter()
        status, answer = hand_in(port, data)
        assert status == 201, answer[:500]
        return time.perf_counter() - sent

    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waits = list(pool.map(one, packages))
    return time.perf_counter() - start, waits


def survive(crowd: Crowd, packages: Sequence[Path], kills: int) -> dict[str, object]:
    """This will kill the server `kills` times while bids come in, then look for every acknowledged one."""
    server = Server(crowd.installation)
    server.start()
    receipts: dict[str, str] = {}  # manifest -> leaf
    repeated, left = [0], list(packages)
    lock, done = threading.Lock(), threading.Event()

    def bidder() -> None:
        while not done.is_set():
            with lock:
                if not left:
                    return
                path = left.pop()
            receipt = insist(server, path.read_bytes(), repeated)
            with lock:
                receipts[receipt["manifest"]] = receipt["leaf"]

    threads = [threading.Thread(target=bidder) for _ in range(16)]
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            wanted = len(packages) * (number + 1) // (kills + 1)
            while len(receipts) < wanted and any(thread.is_alive() for thread in threads):
                time.sleep(0.02)
            server.kill()
            say(f"killed {number + 1} times, {len(receipts)} receipts")
            server.start()
        for thread in threads:
            thread.join()
    finally:
        done.set()
        server.stop()
    lost = json.loads(run_inside(crowd.installation, LOST, json.dumps(receipts))[-1])
    return {"kills": kills, "acknowledged": len(receipts), "attempts_without_server": repeated[0], "lost": len(lost)}


def insist(server: Server, data: bytes, repeated: list[int]) -> dict[str, str]:
    """This will hand in one package until there is a receipt, as a bidder's tool does, and return the receipt's document."""
    while True:
        try:
            status, answer = hand_in(server.port, data)
            if status == 409:
                return receipt_of(server, data)
        except OSError:
            repeated[0] += 1
            time.sleep(0.1)
            continue
        assert status == 201, (answer[:500], server.log()[-2000:])
        return dict(json.loads(answer)["document"])


LOST = """
import json, sys
from qinglian.domain.bids.actions import close_bidding
from qinglian.domain.bids.models import ClosingList, SealedBid
from qinglian.domain.tenders.models import Section
from qinglian.record import blobs
receipts = json.loads(sys.argv[1])
section = Section.objects.select_related("tender", "notice").get()
closing = close_bidding(section, at=section.notice.deadline_at)
listed = {entry["manifest"] for entry in closing.entries}
kept = {bid.manifest_hash: bid for bid in SealedBid.objects.select_related("fact").filter(state="in_force")}
def is_kept(manifest, leaf):
    bid = kept.get(manifest)
    if bid is None or manifest not in listed or bytes(bid.fact.leaf).hex() != leaf:
        return False
    return len(blobs.read(bid.blob)) > 0
print(json.dumps([manifest for manifest, leaf in receipts.items() if not is_kept(manifest, leaf)]))
"""


def say(line: str) -> None:
    """This will tell how far it is."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped with us
    figures = main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 10)
    print(json.dumps(figures))
    sys.exit(0 if float(str(figures["ratio"])) >= LIMIT and figures.get("lost", 0) == 0 else 1)
