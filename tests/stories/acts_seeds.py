"""What parties do with the seeds of what chance decides: commit with a deposit at the guardians, and tell.

A party's machine takes its seed at random. Here it follows from the tender's code, so that a story is told alike on every machine.
"""

from hashlib import sha256
from typing import Any

from qinglian.trust.deposit import make_deposit
from qinglian.trust.lots import seed_commitment
from tests.stories.stage import Stage

ACTS_FOR = {"tenderer": "officer", "centre": "host", "supervisor": "inspector"}  # party -> login
PARTIES = {"draw": ("tenderer", "centre", "supervisor"), "coefficient": ("tenderer", "centre")}


def commit(stage: Stage, code: str, section: str, *, purpose: str, scope: dict[str, Any]) -> None:
    """This will have every party bind itself to its seed and leave a deposit with the guardians."""
    for party in PARTIES[purpose]:
        lot = stage.get(f"/tenders/{code}/sections/{section}/lot", by=ACTS_FOR[party])
        seed = seed_of(party, purpose, code)
        about: dict[str, Any] = {"purpose": purpose, "scope": scope, "party": party}
        deposit = make_deposit(seed, **about, access=lot["access"], recipients=lot["recipients"])
        about |= {"commitment": seed_commitment(purpose, scope, party, seed).hex(), "deposit": deposit}
        stage.post(f"/tenders/{code}/sections/{section}/seeds", about, by=ACTS_FOR[party])


def reveal(stage: Stage, code: str, section: str, *, purpose: str, scope: dict[str, Any]) -> None:
    """This will have every party tell its seed."""
    for party in PARTIES[purpose]:
        told = {"purpose": purpose, "scope": scope, "party": party, "seed": seed_of(party, purpose, code).hex()}
        stage.post(f"/tenders/{code}/sections/{section}/seeds/reveal", told, by=ACTS_FOR[party])


def seed_of(party: str, purpose: str, code: str) -> bytes:
    """This will return the party's seed."""
    return sha256(f"story {party} {purpose} {code}".encode()).digest()
