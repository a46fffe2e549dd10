"""Opening 1,528 bids (as many as a real opening in Quanzhou had): from the last guardian's release to every row read out.

Ratio = seconds of the platform / seconds of a bare loop. The platform's time begins when the release that completes the last group
arrives as a signed document and ends when the read-out query has returned all rows: signature and card checked, 1,528 shares against
their commitments, release stored (fsync) and published, bids opened in batches, each with its outcome, its fact and its ciphertext
read back from disk, SQLite with synchronous=FULL. The bare loop does the same combining, decrypting and parsing and nothing else, in
one process, from memory: parse the two releases and each manifest, check commitments, combine, decrypt, read the sheet and check it
against the form. Both run in turn on fresh copies of one prepared installation; the ratio is total over total.

    python -m benchmarks.opening [bids] [rounds]
"""

import json
import statistics
import sys

from benchmarks.crowd import crowd_of, run_inside

LIMIT = 4.0

PREPARE = """
import io, json, sys
from pathlib import Path
from django.conf import settings
from qinglian.domain.bids import actions
from qinglian.domain.bids.heads import heads_of
from qinglian.domain.bids.models import ClosingList
from qinglian.domain.tenders.models import Notice, Section
from qinglian.domain.tenders.queries import opening_of
from qinglian.record.clock import now
from qinglian.trust.release import make_release
from tests.factories import people
from tests.factories.record import sequence_all
section = Section.objects.select_related("tender", "notice").get()
for number, path in enumerate(sorted(Path(sys.argv[1]).glob("*.qlbid"))):
    at = section.notice.deadline_at - timedelta(hours=1) + timedelta(milliseconds=number)
    actions.receive_package(io.BytesIO(path.read_bytes()), at_end=lambda: at)
at = section.notice.deadline_at
closing = actions.close_bidding(section, at=at)
sequence_all(at)
closing = actions.allow_release(closing, at=at)
heads = list(heads_of(closing, with_envelopes=True).values())
kept = Path(settings.HOME) / "releases"
kept.mkdir()
for group, guardian, secret in json.loads(sys.argv[2]):
    from qinglian.trust.keys import Master
    signed = make_release(Master(bytes.fromhex(secret)), opening=opening_of(section), guardian=guardian, compartment="sheet",
                          closing=closing.root, heads=heads)[0]
    (kept / group).write_text(json.dumps(signed))
print(len(heads))
"""

MEASURE = """
import json, sys, time
from pathlib import Path
from django.conf import settings
from qinglian.domain.bids import actions
from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.domain.bids.queries import all_rows
from qinglian.domain.tenders.sheet_form import check_sheet
from qinglian.record import blobs
from qinglian.trust.manifest import PackageHead
from qinglian.trust.seal import open_compartment
from qinglian.trust.strict import from_base64

closing = ClosingList.objects.select_related("section__tender", "section__notice").get()
section, at = closing.section, closing.released_from_at + timedelta(minutes=1)
releases = {path.name: path.read_text() for path in (Path(settings.HOME) / "releases").iterdir()}
form = section.sheet_form
material = [(bid.sealed.manifest_hash, json.dumps(bid.manifest), blobs.read(bid.sheet))
            for bid in AnnouncedBid.objects.select_related("sealed").order_by("number")]

def bare():
    shares = {}
    for text in releases.values():
        document = json.loads(text)["document"]
        shares[document["guardian"]] = {row["manifest"]: row for row in document["shares"]}
    sheets = []
    for name, manifest, ciphertext in material:
        head = PackageHead(json.loads(manifest), name, "", {}, {}, b"")
        own = {guardian: (from_base64(rows[name]["salt"], name="salt"), from_base64(rows[name]["share"], name="share"))
               for guardian, rows in shares.items()}
        sheet = open_compartment(head, "sheet", ciphertext, own).sheet
        assert not check_sheet(form, sheet)
        sheets.append(sheet)
    return sheets

def ours():
    actions.release_shares(json.loads(releases["trade"]), at=at)
    while actions.open_bids(closing, at=at):
        pass
    return all_rows(section)

actions.release_shares(json.loads(releases["supervision"]), at=at)
start = time.perf_counter(); sheets = bare(); loop = time.perf_counter() - start
start = time.perf_counter(); rows = ours(); platform = time.perf_counter() - start
start = time.perf_counter(); bare(); loop = (loop + time.perf_counter() - start) / 2
assert [row.sheet for row in rows] == sheets and all(row.status == "opened" for row in rows)
print(json.dumps([loop, platform, len(rows)]))
"""


def main(bids: int, rounds: int) -> dict[str, object]:
    """This will prepare one opening, open it on `rounds` copies, and return the figures."""
    measured = []
    with crowd_of(bids, file_bytes=1_000) as crowd:
        folder = str(crowd.packages[0].parent)
        assert run_inside(crowd.installation, PREPARE, folder, json.dumps(crowd.guardians))[-1] == str(bids)
        for number in range(rounds):
            copy = crowd.installation.copied_to(crowd.installation.home.parent / f"copy{number}")
            loop, platform, read = json.loads(run_inside(copy, MEASURE)[-1])
            assert read == bids
            measured.append((loop, platform))
            print(f"round {number + 1}: platform {platform:.2f} s, bare {loop:.2f} s", file=sys.stderr, flush=True)
            copy.remove()
    ratios = sorted(platform / loop for loop, platform in measured)
    total_bare, total_ours = (sum(column) for column in zip(*measured, strict=True))
    return {
        "bench": "opening",
        "ratio": round(total_ours / total_bare, 2),
        "limit": LIMIT,
        "platform_seconds": round(total_ours / rounds, 3),
        "bare_seconds": round(total_bare / rounds, 3),
        "n": bids,
        "rounds": rounds,
        "round_ratios": [round(ratio, 2) for ratio in (ratios[0], statistics.median(ratios), ratios[-1])],
    }


if __name__ == "__main__":
    figures = main(int(sys.argv[1]) if len(sys.argv) > 1 else 1528, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
    print(json.dumps(figures))
    sys.exit(0 if float(str(figures["ratio"])) <= LIMIT else 1)
