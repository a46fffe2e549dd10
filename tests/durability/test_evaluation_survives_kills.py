"""Real processes are killed (SIGKILL) at every step of an evaluation; the next one finds a correct state, deals no code twice, and goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.nursery import Nursery, nursery_of
from tests.factories.installation import new_installation

FIRST = """
import json, pickle
from pathlib import Path
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import FolderSource
from qinglian.domain.evaluation import actions, queries, vault
from qinglian.domain.evaluation.models import *
from qinglian.domain.tenders.queries import pinned_guardians
from qinglian.law.refusal import Refusal
from qinglian.record.models import Fact
from qinglian.record.policy import write_policy
from tests.attacks import scene as scenes
from tests.factories import bids, evaluation
from tests.factories.evaluation import AT
KEPT = Path(settings.HOME) / "kept"
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
KEPT.mkdir(parents=True, exist_ok=True)
def keep(room, credentials, keys={}):
    raw = {seat: key.private_bytes_raw() for seat, key in keys.items()}
    (KEPT / "table").write_bytes(pickle.dumps((room, credentials, raw)))
def kept():
    room, credentials, raw = pickle.loads((KEPT / "table").read_bytes())
    keys = {seat: Ed25519PrivateKey.from_private_bytes(key) for seat, key in raw.items()}
    return evaluation.Table(room, queries.session_at(room.refresh()), credentials, keys)
def count(*kinds):
    return [Fact.objects.filter(kind=f"{kind}/v1").count() for kind in kinds]
"""
PREPARE = """
where = evaluation.recorded(3)
write_policy(pinned_guardians(bids.DEADLINE))
keep(where, evaluation.complete_draw(where))
"""
OPEN = """
where, credentials, _ = pickle.loads((KEPT / "table").read_bytes())
actions.open_session(where.refresh(), by=bids.host(), at=AT)
sequence_all(AT)
"""
SIGN = """
table = kept()
signed = [
    evaluation.release_of(table, table.room.holders[group][0], compartment)
    for group in ("supervision", "trade") for compartment in ("business", "technical")
]
(KEPT / "releases").write_text(json.dumps(signed))
"""
RELEASE = """
session = Session.objects.get()
for signed in json.loads((KEPT / "releases").read_text()):
    actions.release_to_session(queries.session_at(session.section), signed, at=AT)
print(json.dumps({"releases": SessionRelease.objects.count(), "facts": count("session-shares-released")}))
"""
CODES = """
print(json.dumps({"codes": vault.blind_codes(Session.objects.get().code)}))
"""
UNSEAL = """
table = kept()
print(actions.unseal_files(table.session, at=AT))
print(json.dumps({"facts": count("files-unsealed", "files-listed"), "bids": EvaluatedBid.objects.filter(failed="").count()}))
"""
REVIEW = """
table = evaluation.reviewing(kept())
keep(table.room, table.credentials, table.keys)
evaluation.lock_all(table, "review")
for number in table.keys:
    rows = evaluation.score_rows(table, "technical", seat=number)
    actions.lock_sheet(table.member(number), evaluation.signed_sheet(table, number, "technical", rows), at=AT)
"""
ADVANCE = """
print(actions.advance_session(Session.objects.get(), at=AT))
print(json.dumps({"state": Session.objects.get().state, "facts": count("blind-codes-revealed")}))
"""
SCORE = """
table = kept()
evaluation.lock_all(table, "business")
"""
REPORT = """
table = kept()
try:
    actions.make_report(table.member(1), at=AT)
except Refusal as refusal:
    print(refusal.rule)
table.refresh()
for number in table.keys:
    if not ReportSignature.objects.filter(member__seat=number).exists():
        evaluation.sign(table, number)
actions.finish_evaluation(table.session, at=AT)
facts = count("report-signed", "evaluation-finished")
print(json.dumps({"state": Session.objects.get().state, "results": Result.objects.count(), "fees": Fee.objects.count(), "facts": facts}))
"""
VERIFY = """
later = AT + timedelta(hours=5)
table = evaluation.disclosed(kept(), at=later)
sequence_all(later)
folder = scenes.exported(KEPT / "log")
report = verify(FolderSource(folder), Wanted(), policy=scenes.published("policy.json"))
step = next(step for step in report.steps if step.title.en.startswith("Evaluation"))
print(json.dumps({"findings": [[one.code, one.where] for one in report.findings], "notes": [note.en for note in step.notes]}))
"""


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """This will give the test processes to kill, over an installation of its own."""
    with nursery_of(new_installation(tmp_path / "own"), first=FIRST) as nursery:
        yield nursery


def test_evaluation_killed_at_every_step_is_finished_once_and_verifies(nursery: Nursery) -> None:
    nursery.said(PREPARE)
    for point in ("session-key-on-disk", "session-inserted"):
        nursery.killed(OPEN, at=point)
        assert nursery.said("print(Session.objects.count(), *count('session-opened'))") == ["0 0"]
    nursery.said(OPEN)

    nursery.said(SIGN)
    for point in ("session-release-on-disk", "session-release-inserted"):
        nursery.killed(RELEASE, at=point)
    assert nursery.said(RELEASE) == [{"releases": 4, "facts": [4]}]

    assert nursery.said(CODES) == [{"codes": []}]
    nursery.killed(UNSEAL, at="codes-dealt")
    dealt = nursery.said(CODES)
    assert [row["number"] for row in dealt[0]["codes"]] == [1, 2, 3]
    for point in ("codes-dealt", "files-unsealed", "unsealing-inserted"):
        nursery.killed(UNSEAL, at=point)
        assert nursery.said("print(Session.objects.get().unsealed_at)" + CODES) == ["None", *dealt]
    for _ in range(2):
        assert nursery.said(UNSEAL) == ["True", {"facts": [1, 1], "bids": 3}]
    assert nursery.said(CODES) == dealt

    nursery.said(REVIEW)
    nursery.killed(ADVANCE, at="stage-ended")
    assert nursery.said(ADVANCE) == ["True", {"state": "business", "facts": [1]}]
    nursery.said(SCORE)

    for point in ("report-on-disk", "evaluation-ended"):
        nursery.killed(REPORT, at=point)
    ended = {"state": "finished", "results": 1, "fees": 5, "facts": [5, 1]}
    assert nursery.said(REPORT) == ["session.make_report", ended]

    note = "1 evaluations, 1 computed again from the disclosed sheets"
    assert nursery.said(VERIFY) == [{"findings": [], "notes": [note]}]
