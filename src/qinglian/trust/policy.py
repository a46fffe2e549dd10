"""The policy file (docs/protocol.md 6): whose signatures a verifier trusts. It is pinned, never fetched from the server it checks."""

from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.keys import public_key
from qinglian.trust.note import COSIGNATURE_V1, ED25519, Checkpoint, Verifier, cosignatures_of, open_checkpoint
from qinglian.trust.strict import fields, identifier, sequence, text, whole

SIMULATED = ".invalid"


@dataclass(frozen=True)
class PinnedGuardian:
    """A guardian whose long-term key the verifier pins."""

    guardian: str
    name: str
    organisation: str
    group: str
    key: str


@dataclass(frozen=True)
class Witnessed:
    """A checkpoint whose log signature holds, with the witnesses that cosigned it: name -> Unix time."""

    checkpoint: Checkpoint
    cosigned: dict[str, int]


@dataclass(frozen=True)
class Policy:
    """Log key, receipt key, witnesses with their quorum, guardians."""

    origin: str
    log: Verifier
    receipt_key: str
    witnesses: tuple[Verifier, ...]
    quorum: int
    guardians: tuple[PinnedGuardian, ...]

    @property
    def is_simulated(self) -> bool:
        """This will say whether everything under this origin is simulated."""
        return self.origin.endswith(SIMULATED)

    def guardian(self, guardian: str) -> PinnedGuardian | None:
        """This will return the pinned guardian with this id."""
        return next((pinned for pinned in self.guardians if pinned.guardian == guardian), None)

    def open_checkpoint(self, note: str | bytes, *, quorum: bool) -> Witnessed:
        """This will verify the log's signature on a checkpoint, count cosignatures, and demand the quorum when asked (ValueError)."""
        checkpoint = open_checkpoint(note, log=self.log)
        cosigned = cosignatures_of(note, self.witnesses)
        if quorum and len(cosigned) < self.quorum:
            raise ValueError(f"checkpoint of {checkpoint.size}: {len(cosigned)} of {self.quorum} witnesses cosigned")
        return Witnessed(checkpoint, cosigned)


def read_policy(value: Any) -> Policy:
    """This will read a `policy/v1` object (ValueError when its shape is wrong, or its quorum cannot be met)."""
    names = ("type", "origin", "log", "receipt_key", "witnesses", "quorum", "guardians")
    value = fields(value, names, name="policy")
    if value["type"] != "policy/v1":
        raise ValueError(f"policy: type {value['type']!r:.40}; policy/v1 was expected")
    origin, log = text(value["origin"], name="policy.origin"), Verifier.from_string(value["log"])
    if log.algorithm != ED25519 or log.name != origin:
        raise ValueError("policy.log: a log key (algorithm 1) that bears the origin as its name was expected")
    public_key(value["receipt_key"], name="policy.receipt_key")
    witnesses = tuple(_witness(row) for row in sequence(value["witnesses"], name="policy.witnesses", most=64))
    guardians = tuple(_guardian(row) for row in sequence(value["guardians"], name="policy.guardians", most=1000))
    if len({row.guardian for row in guardians}) != len(guardians) or len({row.key for row in witnesses}) != len(
        witnesses
    ):
        raise ValueError("policy: a guardian or a witness key stands twice")
    quorum = whole(value["quorum"], name="policy.quorum", most=len(witnesses))
    return Policy(origin, log, value["receipt_key"], witnesses, quorum, guardians)


def policy_digest(value: Any) -> str:
    """This will return the hex SHA-256 of the policy's canonical bytes, for comparing it aloud."""
    return sha256(jcs(value)).hex()


def _witness(row: Any) -> Verifier:
    row = fields(row, ("name", "key"), name="policy.witnesses")
    verifier = Verifier.from_string(row["key"])
    if verifier.algorithm != COSIGNATURE_V1 or verifier.name != row["name"]:
        raise ValueError(f"policy.witnesses: {row['name']!r:.60} needs a witness key (algorithm 4) of its own name")
    return verifier


def _guardian(row: Any) -> PinnedGuardian:
    row = fields(row, ("guardian", "name", "organisation", "group", "key"), name="policy.guardians")
    public_key(row["key"], name="policy.guardians.key")
    for name in ("guardian", "organisation", "group"):
        identifier(row[name], name=f"policy.guardians.{name}")
    return PinnedGuardian(
        row["guardian"], text(row["name"], name="policy.guardians.name"), row["organisation"], row["group"], row["key"]
    )
