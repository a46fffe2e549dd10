"""Bids and the timetable meet in the deadline's second, from several processes: who got a receipt is in the closing list, nobody else."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.installation import Installation, new_installation

BIDDERS, DESKS = 12, 2
PREPARE = f"""
from django.conf import settings
from tests.factories import bids, people
where = bids.room()
for n in range({BIDDERS}):
    (settings.HOME / f"package-{{n}}").write_bytes(bids.sealed(where, people.bidder()))
sequence_all(bids.BEFORE)
"""
START_TOGETHER = """
import json, time
from django.conf import settings
from tests.factories import bids
print("ready", flush=True)
while not (settings.HOME / "deadline").exists():
    time.sleep(0.01)
deadline = float((settings.HOME / "deadline").read_text())
def simulated():
    return bids.DEADLINE + timedelta(seconds=time.time() - deadline)
"""
DESK = """
from qinglian.law.refusal import NotNow
time.sleep(max(0, deadline - 0.25 - time.time()))
receipts, late = [], 0
for n in range({first}, {bidders}, {desks}):
    try:
        with (settings.HOME / f"package-{{n}}").open("rb") as package:
            receipts.append(bids.actions.receive_package(package, at_end=simulated)["document"]["manifest"])
    except NotNow:
        late += 1
    time.sleep(0.05)
print(json.dumps([receipts, late]))
"""
TIMETABLE = """
from qinglian.jobs.timetable import tick
from qinglian.domain.bids.models import ClosingList
while not ClosingList.objects.exists():
    tick(at=simulated())
    time.sleep(0.02)
"""
LOOK = """
import json
from qinglian.domain.bids.models import ClosingList, SealedBid
closing = ClosingList.objects.get()
print(json.dumps([entry["manifest"] for entry in closing.entries if entry["manifest"]]))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = new_installation(tmp_path / "deadline")
    yield made
    made.remove()


def test_every_receipt_of_the_last_second_is_in_the_closing_list_and_nothing_else(installation: Installation):
    installation.said(PREPARE)
    programs = [DESK.format(first=n, bidders=BIDDERS, desks=DESKS) for n in range(DESKS)] + [TIMETABLE] * 2
    running = [installation.start(START_TOGETHER + program) for program in programs]
    assert [process.stdout.readline() for process in running] == ["ready\n"] * 4
    (installation.home / "draft").write_text(str(time.time() + 0.6))
    (installation.home / "draft").rename(installation.home / "deadline")
    told = [process.communicate(timeout=90) for process in running]
    assert [process.returncode for process in running] == [0] * 4, told
    answers = [json.loads(out) for out, _ in told[:DESKS]]
    receipts = [manifest for received, _ in answers for manifest in received]
    late = sum(count for _, count in answers)
    assert sorted(receipts) == sorted(json.loads(installation.said(LOOK)))
    assert (len(receipts) + late, len(receipts) > 0, late > 0) == (BIDDERS, True, True)
