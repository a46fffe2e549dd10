"""What a releasing tool demands before it releases anything (docs/protocol.md 5 and 9): the witnessed closing, and the whole list."""

from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import fact_leaf, sha256
from qinglian.trust.closing import verify_closing
from qinglian.trust.documents import document_hash
from qinglian.trust.keys import age_recipient
from qinglian.trust.manifest import PackageHead, check_manifest
from qinglian.trust.policy import Policy, Witnessed
from qinglian.trust.proof import verify_proof
from qinglian.trust.strict import digest, fields, from_base64, sequence, text

_SESSION = ("section", "round", "session", "recipient", "draw", "members")
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


@dataclass(frozen=True)
class CheckedSession:
    """A checked release bundle and the evaluation session that the shares go to: its recipient, and where its fact stands."""

    bundle: CheckedBundle
    session: str
    recipient: str
    index: int


def check_session_bundle(
    value: Any, *, opening: dict[str, Any], policy: Policy, compartment: str, guardian: str, only: str | None = None
) -> CheckedSession:
    """This will check a session bundle (docs/protocol.md 12): what `check_bundle` checks, and that the session was opened in the log
    after the closing, under the policy's quorum. ValueError says what does not hold."""
    bundle = dict(fields(value, ("closed", "list", "bids", "session"), name="bundle"))
    session, recipient, index = check_session_opened(bundle.pop("session"), opening=opening, policy=policy)
    checked = check_bundle(
        bundle, opening=opening, policy=policy, compartment=compartment, guardian=guardian, only=only
    )
    if index <= checked.index:
        raise ValueError("bundle: the session was opened before the closing")
    return CheckedSession(checked, session, recipient, index)


def check_session_opened(value: Any, *, opening: dict[str, Any], policy: Policy) -> tuple[str, str, int]:
    """This will return (session, recipient, index) when a checkpoint of the quorum includes the session's fact for this opening."""
    opened = fields(value, ("fact", "salt", "proof"), name="bundle.session")
    body = _body_of(opened["fact"], "session-opened/v1", _SESSION, opening, policy, name="session")
    leaf = fact_leaf(from_base64(opened["salt"], name="bundle.session.salt", size=32), opened["fact"])
    index, _ = verify_proof(opened["proof"], leaf=leaf, policy=policy)
    recipient = text(body["recipient"], name="session recipient")
    age_recipient(recipient)
    return text(body["session"], name="session"), recipient, index


def check_closed(value: Any, *, opening: dict[str, Any], policy: Policy) -> tuple[str, int, Witnessed]:
    """This will return (closing root, index, checkpoint) when a checkpoint of the quorum includes the closing of this opening."""
    closed = fields(value, ("fact", "salt", "proof"), name="bundle.closed")
    body = _body_of(closed["fact"], "section-closed/v1", ("section", "round", "root"), opening, policy, name="closing")
    leaf = fact_leaf(from_base64(closed["salt"], name="bundle.closed.salt", size=32), closed["fact"])
    index, witnessed = verify_proof(closed["proof"], leaf=leaf, policy=policy)
    return digest(body["root"], name="closing root"), index, witnessed


def _body_of(
    value: Any, kind: str, names: tuple[str, ...], opening: dict[str, Any], policy: Policy, *, name: str
) -> dict[str, Any]:
    """This will return the body of a fact of this kind about this opening (ValueError otherwise)."""
    fact = fields(value, ("kind", "at", "by", "subject", "body"), name=f"bundle.{name}.fact")
    body = fields(fact["body"], names, name=f"bundle.{name}.fact.body")
    scope = (fact["kind"], fact["subject"], body["section"], body["round"], policy.origin)
    if scope != (kind, f"tender:{opening['tender']}", opening["section"], opening["round"], opening["origin"]):
        raise ValueError(f"bundle: the fact is not the {name} of this opening")
    return body


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
