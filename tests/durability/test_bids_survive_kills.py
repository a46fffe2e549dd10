"""Real processes are killed (SIGKILL) at every step of receiving and releasing; the next one finds a correct state and goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.nursery import Nursery, nursery_of
from tests.factories.installation import Installation, new_installation

FIRST = """
import io, json
from pathlib import Path
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from qinglian.domain.bids import actions
from qinglian.domain.bids.models import *
from qinglian.law.refusal import Refusal
from qinglian.record.models import Fact
from qinglian.trust.documents import open_document
from tests.factories import bids, people
KEPT = Path(settings.HOME) / "kept"
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
KEPT.mkdir(parents=True, exist_ok=True)
def state():
    files = [path for path in (Path(settings.QINGLIAN_BLOB_DIR) / "private").glob("??/*") if path.read_bytes()[:18] == b"qinglian-bid-at-re"]
    rows = list(SealedBid.objects.order_by("pk").values_list("state", flat=True))
    facts = Fact.objects.filter(kind__in=["bid-received/v1", "bid-withdrawn/v1"]).count()
    print(json.dumps({"bids": rows, "facts": facts, "files": len(files)}))
"""
PREPARE = """
where, owner = bids.room(), people.bidder()
old = bids.received(where, owner)["document"]["manifest"]
(KEPT / "new.qlbid").write_bytes(bids.sealed(where, owner, supersedes=old))
(KEPT / "withdrawal").write_text(json.dumps(bids.withdrawal(where, owner)))
state()
"""
RECEIVE = """
try:
    receipt = bids.hand_in((KEPT / "new.qlbid").read_bytes())
    open_document(receipt, "bid-receipt/v1")
except Refusal as refusal:
    print(refusal.rule)
state()
"""
WITHDRAW = """
try:
    actions.withdraw_bid(json.loads((KEPT / "withdrawal").read_text()), at=bids.BEFORE)
except Refusal as refusal:
    print(refusal.rule)
state()
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """This will make one installation; each test works on a copy."""
    made = new_installation(tmp_path_factory.mktemp("kills") / "first")
    yield made
    made.remove()


@pytest.fixture
def nursery(migrated: Installation, tmp_path: Path) -> Iterator[Nursery]:
    """This will give the test processes to kill, over an installation of its own."""
    with nursery_of(migrated.copied_to(tmp_path / "own"), first=FIRST) as nursery:
        yield nursery


def test_receive_package_killed_before_its_commit_has_kept_nothing_that_counts(nursery: Nursery) -> None:
    before = nursery.said(PREPARE)[-1]
    assert before == {"bids": ["in_force"], "facts": 1, "files": 1}
    for point in ("bid-on-disk", "bid-inserted"):
        nursery.killed(RECEIVE, at=point)
    assert nursery.said("state()") == [before | {"files": 3}]
    assert nursery.said(RECEIVE) == [{"bids": ["superseded", "in_force"], "facts": 2, "files": 3}]
    sweep = "from datetime import datetime, timedelta\nprint(actions.sweep_orphans(at=datetime.now(CHINA) + timedelta(hours=2)))\nstate()"
    assert nursery.said(sweep) == ["2", {"bids": ["superseded", "in_force"], "facts": 2, "files": 1}]


def test_receive_package_killed_after_its_commit_has_lost_nothing(nursery: Nursery) -> None:
    nursery.said(PREPARE)
    nursery.killed(RECEIVE, at="bid-committed")
    whole = {"bids": ["superseded", "in_force"], "facts": 2}
    assert nursery.said(RECEIVE) == ["bid_counts_once", whole | {"files": 2}]
    receipt = """
from qinglian.domain.bids.queries import receipt_of
bid = SealedBid.objects.get(state="in_force")
print(open_document(receipt_of(bid.manifest_hash).receipt, "bid-receipt/v1")[0]["manifest"] == bid.manifest_hash)
print(actions.sweep_ciphertexts(bid.section, at=bids.BEFORE + timedelta(minutes=1)))
state()
"""
    assert nursery.said(receipt) == ["True", "1", whole | {"files": 1}]


def test_withdraw_bid_killed_after_its_commit_is_withdrawn_once(nursery: Nursery) -> None:
    nursery.said(PREPARE)
    nursery.killed(WITHDRAW, at="withdrawal-committed")
    assert nursery.said(WITHDRAW) == ["nothing_found", {"bids": ["withdrawn"], "facts": 2, "files": 1}]
    sweep = "print(actions.sweep_ciphertexts(SealedBid.objects.get().section, at=bids.BEFORE + timedelta(minutes=1)))\nstate()"
    assert nursery.said(sweep) == ["1", {"bids": ["withdrawn"], "facts": 2, "files": 0}]


CLOSED = """
where = bids.closed(3)
bids.cosign_everything()
for group in ("supervision", "trade"):
    holder = where.holders[group][0]
    where.closing  # the root is fixed now: releases can be prepared
    (KEPT / group).write_text(json.dumps(bids.release_of(where, holder)))
"""
ALLOW = """
closing = ClosingList.objects.select_related("section__tender", "section__notice", "fact").get()
try:
    actions.allow_release(closing, at=bids.DEADLINE + timedelta(seconds=10))
except Refusal as refusal:
    print(refusal.rule)
counts = [Fact.objects.filter(kind=kind).count() for kind in ("release-started/v1", "bidders-announced/v1", "disclosed/v1")]
print(json.dumps({"announced": AnnouncedBid.objects.count(), "facts": counts}))
"""
RELEASE = """
for group in ("supervision", "trade"):
    actions.release_shares(json.loads((KEPT / group).read_text()), at=bids.DEADLINE + timedelta(minutes=1))
rows = [Release.objects.count(), Fact.objects.filter(kind="shares-released/v1").count(), Fact.objects.filter(kind="shares-published/v1").count()]
print(json.dumps({"releases": rows, "public": ClosingList.objects.get().shares_public_at is not None}))
"""


def test_opening_killed_while_it_starts_and_while_keys_are_released_goes_on(nursery: Nursery) -> None:
    nursery.said(CLOSED)
    for point in ("heads-on-disk", "release-inserted"):
        nursery.killed(ALLOW, at=point)
    assert nursery.said(ALLOW) == [{"announced": 3, "facts": [1, 1, 1]}]
    for point in ("release-on-disk", "release-committed"):
        nursery.killed(RELEASE, at=point)
    assert nursery.said(RELEASE) == [{"releases": [2, 2, 1], "public": True}]
    opened = """
closing = ClosingList.objects.get()
while actions.open_bids(closing, at=bids.DEADLINE + timedelta(minutes=2), batch=2): pass
print(list(OpenedBid.objects.values_list("outcome", flat=True)))
"""
    assert nursery.said(opened) == ["['opened', 'opened', 'opened']"]


def test_last_release_killed_before_its_publication_is_published_by_the_next_step(nursery: Nursery) -> None:
    nursery.said(CLOSED)
    nursery.said(ALLOW)
    one = RELEASE.replace('("supervision", "trade")', '("supervision",)', 1)
    nursery.said(one)
    nursery.killed(RELEASE.replace('("supervision", "trade")', '("trade",)', 1), at="release-committed")
    opened = """
closing = ClosingList.objects.get()
print(closing.shares_public_at)
while actions.open_bids(closing, at=bids.DEADLINE + timedelta(minutes=2)): pass
print(OpenedBid.objects.filter(outcome="opened").count(), Fact.objects.filter(kind="shares-published/v1").count())
"""
    assert nursery.said(opened) == ["None", "3 1"]
