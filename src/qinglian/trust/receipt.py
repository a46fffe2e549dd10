"""Receipts (docs/protocol.md 4): the platform's signed promise, which its holder checks against the log."""

from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import fact_leaf
from qinglian.trust.documents import Signing, open_document, sign_document
from qinglian.trust.keys import checked_opening
from qinglian.trust.policy import Policy, Witnessed
from qinglian.trust.proof import verify_proof
from qinglian.trust.strict import digest, fields, from_base64, text, to_base64

FACT_KINDS = ("bid-received/v1", "bid-withdrawn/v1")
_RECEIPT = ("type", "origin", "opening", "manifest", "arrived_at", "leaf", "fact", "salt")


@dataclass(frozen=True)
class Receipt:
    """A checked receipt: what was promised, and the leaf that must stand in the log."""

    opening: dict[str, Any]
    manifest: str
    arrived_at: str
    leaf: bytes
    fact: dict[str, Any]

    @property
    def kind(self) -> str:
        """This will return `bid-received/v1` or `bid-withdrawn/v1`."""
        return str(self.fact["kind"])


def make_receipt(
    signer: Signing, *, opening: dict[str, Any], manifest: str, fact: dict[str, Any], salt: bytes
) -> dict[str, Any]:
    """This will sign the receipt of a sealed fact that is durable already."""
    document = {
        "type": "bid-receipt/v1",
        "origin": opening["origin"],
        "opening": checked_opening(opening),
        "manifest": manifest,
    }
    document |= {"arrived_at": fact["at"], "leaf": fact_leaf(salt, fact).hex(), "fact": fact, "salt": to_base64(salt)}
    return sign_document(signer, document)


def check_receipt(signed: Any, policy: Policy, *, manifest: str | None = None) -> Receipt:
    """This will return the receipt when the policy's receipt key signed it and its fact gives its leaf (ValueError otherwise)."""
    document, key = open_document(signed, "bid-receipt/v1")
    fields(document, _RECEIPT, name="receipt")
    if key != policy.receipt_key:
        raise ValueError("receipt: not signed by the receipt key of the policy")
    opening, fact = checked_opening(document["opening"]), document["fact"]
    if document["origin"] != policy.origin or opening["origin"] != policy.origin:
        raise ValueError(f"receipt: of the origin {document['origin']!r:.80}; the policy's is {policy.origin}")
    _check_fact(fact, document)
    if manifest is not None and document["manifest"] != manifest:
        raise ValueError("receipt: it names another bid")
    leaf = fact_leaf(from_base64(document["salt"], name="receipt.salt", size=32), fact)
    if leaf.hex() != document["leaf"]:
        raise ValueError("receipt: fact and salt do not give its leaf")
    return Receipt(opening, document["manifest"], document["arrived_at"], leaf, fact)


def check_receipt_proof(receipt: Receipt, proof: str, policy: Policy, *, quorum: bool = True) -> tuple[int, Witnessed]:
    """This will return (index, checkpoint) when the tlog-proof shows the receipt's leaf in the log (ValueError otherwise)."""
    return verify_proof(proof, leaf=receipt.leaf, policy=policy, quorum=quorum)


def _check_fact(fact: Any, document: dict[str, Any]) -> None:
    fields(fact, ("kind", "at", "by", "subject", "body"), name="receipt.fact")
    text(document["arrived_at"], name="receipt.arrived_at")
    digest(document["manifest"], name="receipt.manifest")
    body = fact["body"] if isinstance(fact["body"], dict) else {}
    if (
        fact["kind"] not in FACT_KINDS
        or body.get("manifest") != document["manifest"]
        or body.get("opening") != document["opening"]
    ):
        raise ValueError("receipt: its fact names another act, bid or opening")
    if fact["at"] != document["arrived_at"]:
        raise ValueError("receipt: its hour is not that of its fact")
