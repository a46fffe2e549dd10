"""The policy file that a verifier pins (docs/protocol.md 6): the keys of log, receipts, witnesses and guardians. Whoever checks us takes
it from the centre's gazette or from another party, never from the server that it checks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from qinglian.record import durable, keys, store, witnesses
from qinglian.trust.canonical import jcs


@dataclass(frozen=True)
class PinnedGuardian:
    """One guardian's key as the policy pins it: `guardian` id, name, organisation id, group, base64 Ed25519 key."""

    guardian: str
    name: str
    organisation: str
    group: str
    key: str


def current_policy(guardians: Sequence[PinnedGuardian]) -> dict[str, Any]:
    """This will return the policy document of this installation with these guardians."""
    return {
        "type": "policy/v1",
        "origin": settings.QINGLIAN_ORIGIN,
        "log": keys.log_signer().verifier().vkey,
        "receipt_key": keys.receipt_signer().public(),
        "witnesses": [{"name": witness.name, "key": witness.key} for witness in witnesses.configured()],
        "quorum": witnesses.quorum(),
        "guardians": [asdict(guardian) for guardian in guardians],
    }


def write_policy(guardians: Sequence[PinnedGuardian]) -> dict[str, Any]:
    """This will write the policy to QINGLIAN_POLICY and publish it as `policy.json` beside the log; it returns the document."""
    policy = current_policy(guardians)
    durable.write_file(settings.QINGLIAN_POLICY, jcs(policy))
    durable.write_file(store.root_folder() / "policy.json", jcs(policy))
    return policy
