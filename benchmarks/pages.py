"""Four public pages at 100 concurrent readers: the board of notices, a tender, an opening hall with 50 bids read out, a result.

Ratio = pages a second of the platform / pages a second of a bare view. Both are served by the real server (`manage.py serve`: granian,
two workers of eight threads), under the same settings and the same middleware, DEBUG off, SQLite on disk with 300 published notices.
The bare view (`pages_bare`) answers with the very bytes that the platform gave for the page, kept in memory, and does nothing else.

No answer is kept: each of our requests asks the database whether anything was written and puts its page together. What ours keeps of
the parts of a page is named in docs/scale.md: the frame by every value that it shows, the main part for as long as nobody writes and the
second is the same. All readers of a round want the same page and nobody writes, the best case for what is kept; so the same pages are
raced again while facts are appended to the record (`ratio_while_written`).

Both sides take turns in rounds of some seconds in the same run; who is first alternates. A page's ratio is the median of its rounds',
the gate is the smallest page's. Every answer must be 200 with the length of the captured page, give or take a fraction of a second
that it tells; bytes and headers of the two sides are compared beforehand. The readers run on the same machine and take their share of
its processors from both.

    python -m benchmarks.pages [rounds] [seconds]
"""

import csv
import http.client
import json
import shutil
import statistics
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from benchmarks.crowd import Server, run_inside
from benchmarks.readers import Read, read
from qinglian.record.clock import CHINA
from tests.factories.installation import ROOT, Installation, new_installation
from tests.places import REPOSITORY

OPENING_1528 = REPOSITORY.parent / "shared" / "data" / "opening" / "quanzhou_opening_1528.csv"
READERS = 100
NOTICES = 300
WRITES = 10  # facts appended in a second while pages are raced again
BIDS, SCORED = 50, 8
LIMIT = 0.5
NOW = datetime(2026, 12, 21, 10, 0, tzinfo=CHINA)  # the opening and the award lie behind, the board's deadlines ahead

PREPARE = """
import csv, json, sys
from django.contrib.auth.hashers import Argon2PasswordHasher
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
from qinglian.domain.evaluation.actions import disclose_session
from qinglian.law.evaluation.terms import default_terms
from qinglian.record.clock import simulated_at
from tests.factories import bids, contracts, evaluation, people, projects, tenders
from tests.factories.record import sequence_all
notices, opened, scored, names = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4])
terms = default_terms("comprehensive_scoring", "works") | {"abnormally_low": None}

def recorded(count):
    where = bids.room(terms=terms)
    for number in range(count):
        owner = people.bidder(names.pop())
        bids.received(where, owner, price_fen=1_700_000_000 + 1_370_000 * (number * 7 % 53), at=bids.BEFORE + timedelta(minutes=number),
                      sealed_files=evaluation.files(owner[0].name))
    return evaluation.signed_record(bids.opened(where=where))

later = timedelta(days=28)
typed = tenders.notice_typed()
times = {name: getattr(typed, name) + later for name in ("documents_from_at", "documents_until_at", "questions_until_at", "deadline_at")}
owners = [projects.tenderer(f"江城市第{n}建设管理中心") for n in range(1, 21)]
parts, things = ("滨江区", "江北新区", "文昌街道", "云溪镇", "高新区"), ("道路改造", "小学扩建", "排水管网", "公园景观", "社区用房", "桥梁加固")
for number in range(notices):
    project = projects.submitted(owners[number % len(owners)])
    name = f"{parts[number % 5]}{things[number % 6]}工程（{number + 1} 期）施工"
    tender = tenders.created(project, at=tenders.AT + later, name=name)
    tenders.published(tenders.drafted(tender, at=tenders.AT + later, **times), at=tenders.AT + later, on=tenders.PUBLISHED + later)
    if number % 50 == 49:
        print(number + 1, "notices", file=sys.stderr, flush=True)
hall = recorded(opened).section.tender.code
table = contracts.publicised(evaluation.finished(evaluation.summarised(evaluation.reviewing(evaluation.unsealed(evaluation.opened(recorded(scored)))))))
contracts.awarded(table)
sequence_all(contracts.AFTER)
assert disclose_session(table.refresh(), at=contracts.AFTER)
sequence_all(tenders.PUBLISHED + later)
print(json.dumps({"hall": hall, "result": table.room.section.tender.code}))
"""

COUNT = "print(Fact.objects.filter(subject='tender:elsewhere').count())"
WRITE = """
import time
while True:
    note_fact(subject="tender:elsewhere")
    time.sleep(1 / {writes})
"""


def main(rounds: int, seconds: float) -> dict[str, object]:
    """This will prepare an installation, capture the pages, measure both in turn and return the figures."""
    with prepared() as (installation, addresses), both(installation) as (ours, bare):
        pages = {name: capture(ours, address) for name, address in addresses.items()}
        keep(installation, {addresses[name]: body for name, (_, body) in pages.items()})
        figures = {}
        for name, address in addresses.items():
            headers, body = pages[name]
            assert capture(bare, address) == (headers, body), "the bare view differs"
            figures[name] = race(name, ours, bare, address, length=len(body), rounds=rounds, seconds=seconds)
        with written(installation):
            for name, address in addresses.items():
                length = len(pages[name][1])
                found = race(
                    f"{name} while written", ours, bare, address, length=length, rounds=rounds, seconds=seconds
                )
                figures[name] |= {"ratio_while_written": found["ratio"], "spread_while_written": found["spread"]}
        facts = int(installation.said(COUNT))
        assert facts, "nothing was written"
    ratios = [float(str(page["ratio"])) for page in figures.values()]
    return {
        "bench": "pages",
        "ratio": min(ratios),
        "limit": LIMIT,
        "readers": READERS,
        "rounds": rounds,
        "facts_written": facts,
        "pages": figures,
    }


@contextmanager
def prepared() -> Iterator[tuple[Installation, dict[str, str]]]:
    """This will fill an installation and return it with the addresses of the four pages; it is removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="qinglian-bench-"))
    try:
        installation = new_installation(home / "server")
        assert installation.manage("setup").returncode == 0
        counts = (str(NOTICES), str(BIDS), str(SCORED))
        codes = json.loads(run_inside(installation, PREPARE, *counts, json.dumps(_bidders(BIDS + SCORED)))[-1])
        addresses = {
            "list": "/notices/",
            "tender": f"/notices/{codes['hall']}/",
            "hall": f"/openings/{codes['hall']}/1/",
            "result": f"/tenders/{codes['result']}/1/result/",
        }
        yield installation, addresses
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def both(installation: Installation) -> Iterator[tuple[Server, Server]]:
    """This will serve the platform and the bare view at the same time, the bare one without the other loops."""
    ahead = (NOW - datetime.now(CHINA)).total_seconds()
    shared = {"QINGLIAN_CLOCK_AHEAD_SECONDS": str(ahead), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    ours = Server(installation, environment=shared)
    bare = Server(installation, environment=shared | {"DJANGO_SETTINGS_MODULE": "benchmarks.pages_bare"})
    bare.start("--no-timetable", "--no-sequencer", "--no-notifier")
    try:
        ours.start()
        try:
            yield ours, bare
        finally:
            ours.stop()
    finally:
        bare.stop()


@contextmanager
def written(installation: Installation) -> Iterator[None]:
    """This will append facts to the record inside the block; the platform's own sequencer numbers them."""
    writer = installation.start(WRITE.format(writes=WRITES))
    try:
        yield
        assert writer.poll() is None, "the writer stopped"
    finally:
        writer.kill()
        writer.communicate()


def capture(server: Server, address: str) -> tuple[dict[str, str], bytes]:
    """This will return a page's headers and bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", address, headers={"Accept": "text/html", "Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (address, answer.status, server.log()[-2000:])
    connection.close()
    return {name: value for name, value in answer.getheaders() if name.lower() != "date"}, body


def keep(installation: Installation, pages: dict[str, bytes]) -> None:
    """This will lay the captured pages where the bare view finds them."""
    path = installation.home / "bare" / "pages.json"
    path.parent.mkdir()
    path.write_text(json.dumps({address: b64encode(body).decode() for address, body in pages.items()}))


def race(
    name: str, ours: Server, bare: Server, address: str, *, length: int, rounds: int, seconds: float
) -> dict[str, object]:
    """This will let both answer in turn and compare."""

    def reading(server: Server, lasting: float) -> Read:
        return read(server.port, address, length=length, readers=READERS, seconds=lasting)

    for server in (ours, bare):
        reading(server, 1)  # so that both workers are warm
    found: list[tuple[Read, Read]] = []
    for number in range(rounds):
        first, second = (ours, bare) if number % 2 == 0 else (bare, ours)
        one, other = reading(first, seconds), reading(second, seconds)
        found.append((one, other) if number % 2 == 0 else (other, one))
    ratios = [one.per_second / other.per_second for one, other in found]
    page = {
        "ratio": round(statistics.median(ratios), 3),
        "spread": [round(min(ratios), 3), round(max(ratios), 3)],
        **_side("ours", [one for one, _ in found]),
        **_side("bare", [other for _, other in found]),
        "bytes": length,
    }
    print(name, json.dumps(page), file=sys.stderr, flush=True)
    return page


def _side(name: str, reads: list[Read]) -> dict[str, object]:
    waits = sorted(wait for one in reads for wait in one.waits)
    return {
        f"{name}_per_second": round(len(waits) / sum(one.seconds for one in reads), 1),
        f"{name}_n": len(waits),
        f"{name}_p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        f"{name}_p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 1),
    }


def _bidders(count: int) -> list[str]:
    """Names from a real opening where it is at hand."""
    if not OPENING_1528.is_file():
        return [f"江城第{number}建设有限公司" for number in range(count)]
    with OPENING_1528.open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)][:count]


if __name__ == "__main__":
    found = main(int(sys.argv[1]) if len(sys.argv) > 1 else 6, float(sys.argv[2]) if len(sys.argv) > 2 else 2.0)
    print(json.dumps(found))
    sys.exit(0 if float(str(found["ratio"])) >= LIMIT else 1)
