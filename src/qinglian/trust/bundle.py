"""What a releasing tool demands before it releases anything (docs/protocol.md 5 and 9): the witnessed closing, and the whole list."""

from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import fact_leaf, sha256
from qinglian.trust.closing import verify_closing
from qinglian.trust.documents import document_hash
from qinglian.trust.manifest import PackageHead, check_manifest
from qinglian.trust.policy import Policy, Witnessed
from qinglian.trust.proof import verify_proof
from qinglian.trust.strict import digest, fields, from_base64, sequence

MOST_BUNDLE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True)
class CheckedBundle:
    """The closing root, how it was witnessed, the manifests of the list, and one guardian's envelope of each bid shown."""

    root: str
    index: int
    witnessed: Witnessed
    manifests: list[str]
    heads: list[PackageHead]


def check_bundle(
    value: Any, *, opening: dict[str, Any], policy: Policy, compartment: str, guardian: str, only: str | None = None
) -> CheckedBundle:
    """This will check a release bundle: quorum over the closing, list and root, exactly the list's bids, envelopes as signed.

    With `only` (a bidder's own manifest) one bid is enough, and it must be in the list. ValueError says what does not hold.
    """
    bundle = fields(value, ("closed", "list", "bids"), name="bundle")
    root, index, witnessed = check_closed(bundle["closed"], opening=opening, policy=policy)
    manifests = verify_closing(bundle["list"], opening=opening, root=root)
    rows = sequence(bundle["bids"], name="bundle.bids", most=2**20)
    heads = [_head(row, opening, compartment, guardian) for row in rows]
    shown = sorted(head.hash for head in heads)
    if only is not None and (only not in manifests or only not in shown):
        raise ValueError("bundle: your bid is not in the closing list; keep your receipt and tell the supervisor")
    if only is None and shown != sorted(manifests):
        raise ValueError(f"bundle: the list has {len(manifests)} bids, {len(shown)} are shown, not the same ones")
    return CheckedBundle(root, index, witnessed, manifests, [head for head in heads if only in (None, head.hash)])


def check_closed(value: Any, *, opening: dict[str, Any], policy: Policy) -> tuple[str, int, Witnessed]:
    """This will return (closing root, index, checkpoint) when a checkpoint of the quorum includes the closing of this opening."""
    closed = fields(value, ("fact", "salt", "proof"), name="bundle.closed")
    fact = fields(closed["fact"], ("kind", "at", "by", "subject", "body"), name="bundle.closed.fact")
    body = fields(fact["body"], ("section", "round", "root"), name="bundle.closed.fact.body")
    scope = (fact["kind"], fact["subject"], body["section"], body["round"], policy.origin)
    expected = (
        "section-closed/v1",
        f"tender:{opening['tender']}",
        opening["section"],
        opening["round"],
        opening["origin"],
    )
    if scope != expected:
        raise ValueError("bundle: the fact is not the closing of this opening")
    leaf = fact_leaf(from_base64(closed["salt"], name="bundle.closed.salt", size=32), fact)
    index, witnessed = verify_proof(closed["proof"], leaf=leaf, policy=policy)
    return digest(body["root"], name="closing root"), index, witnessed


def _head(row: Any, opening: dict[str, Any], compartment: str, guardian: str) -> PackageHead:
    """This will wrap a manifest and one guardian's envelope as a head that holds nothing else."""
    row = fields(row, ("manifest", "envelope"), name="bundle.bids")
    manifest, key = check_manifest(row["manifest"])
    if manifest["opening"] != opening:
        raise ValueError("bundle: a bid is of another opening")
    envelope = from_base64(row["envelope"], name="bundle.bids.envelope", most=64 * 1024)
    entries = manifest["compartments"][compartment]["envelopes"]
    named = next((entry["sha256"] for entry in entries if entry["guardian"] == guardian), None)
    if named != sha256(envelope).hex():
        raise ValueError(f"bundle: an envelope for {guardian} is not the one that its bidder signed")
    return PackageHead(
        manifest, document_hash(manifest), key, row["manifest"], {compartment: {guardian: envelope}}, b""
    )
