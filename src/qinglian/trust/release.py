"""Releases (docs/protocol.md 5): a guardian's signed shares for one compartment, a bidder's own lock, the paper way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qinglian.trust.access import BIDDER
from qinglian.trust.closing import MOST_ENTRIES
from qinglian.trust.documents import open_document, sign_document
from qinglian.trust.faults import UNOPENED, EnvelopeFault
from qinglian.trust.keys import COMPARTMENTS, Master, checked_opening, recipient_of
from qinglian.trust.manifest import PackageHead
from qinglian.trust.seal import open_envelope, share_commitment
from qinglian.trust.strict import digest, fields, from_base64, identifier, sequence, to_base64

MOST_RELEASE_BYTES = 64 * 1024 * 1024
_RELEASE = ("type", "opening", "guardian", "compartment", "closing", "shares")
_ON_PAPER = ("type", "opening", "guardian", "compartment", "closing", "identity")


@dataclass(frozen=True)
class Release:
    """A checked release: manifest hash -> (salt, share), signed by `key`. Whose key it is, the caller looks up.

    `unopened` (manifest hash -> reason) is the guardian's own statement about envelopes that gave it no share. It proves nothing.
    """

    opening: dict[str, Any]
    guardian: str
    compartment: str
    closing: str
    shares: dict[str, tuple[bytes, bytes]]
    key: str
    unopened: dict[str, str] = field(default_factory=dict)

    @property
    def covered(self) -> set[str]:
        """This will return the bids that the release speaks about."""
        return set(self.shares) | set(self.unopened)


@dataclass(frozen=True)
class Unreleasable:
    """A bid whose envelope holds no share for this guardian: `reason` is one of UNOPENED. It is named, never guessed."""

    manifest: str
    reason: str
    why: str


def open_envelopes(
    identity: str, *, heads: Iterable[PackageHead], compartment: str, guardian: str
) -> tuple[dict[str, tuple[bytes, bytes]], list[Unreleasable]]:
    """This will open one guardian's envelopes of many bids: (manifest hash -> (salt, share), those that did not open)."""
    shares: dict[str, tuple[bytes, bytes]] = {}
    refused = []
    for head in heads:
        try:
            shares[head.hash] = open_envelope(identity, head=head, compartment=compartment, guardian=guardian)
        except EnvelopeFault as error:
            refused.append(Unreleasable(head.hash, error.reason, str(error)))
    return shares, refused


def make_release(
    master: Master,
    *,
    opening: dict[str, Any],
    guardian: str,
    compartment: str,
    closing: str,
    heads: Iterable[PackageHead],
    epoch: int = 0,
) -> tuple[dict[str, Any], list[Unreleasable]]:
    """This will open the guardian's envelopes of these bids and sign their shares, naming the bids whose envelope holds none.

    Check closing and checkpoint before calling it. For a bidder's own lock `guardian` is `bidder` and there is one head, the bidder's own.
    """
    identity = master.identity(opening, compartment, epoch)
    opened, refused = open_envelopes(identity, heads=heads, compartment=compartment, guardian=guardian)
    rows = [
        {"manifest": name, "salt": to_base64(salt), "share": to_base64(share)} for name, (salt, share) in opened.items()
    ]
    document: dict[str, Any] = {"type": "release/v1", "opening": checked_opening(opening), "guardian": guardian}
    document |= {"compartment": compartment, "closing": closing, "shares": rows}
    if refused and guardian != BIDDER:
        document["unopened"] = [{"manifest": row.manifest, "reason": row.reason} for row in refused]
    return sign_document(master, document), refused


def check_release(signed: Any, *, opening: dict[str, Any], closing: str) -> Release:
    """This will return the release when shape and signature hold, for this opening and this closing root (ValueError otherwise)."""
    document, key = open_document(signed, "release/v1")
    fields(document, (*_RELEASE, "unopened") if "unopened" in document else _RELEASE, name="release")
    _check_scope(document, opening, closing)
    shares: dict[str, tuple[bytes, bytes]] = {}
    for row in sequence(document["shares"], name="release.shares", least=0, most=MOST_ENTRIES):
        fields(row, ("manifest", "salt", "share"), name="release.shares")
        salt = from_base64(row["salt"], name="release.shares.salt", size=32)
        share = from_base64(row["share"], name="release.shares.share", size=33)
        shares[digest(row["manifest"], name="release.shares.manifest")] = (salt, share)
    if len(shares) != len(document["shares"]):
        raise ValueError("release: a manifest stands twice")
    if document["guardian"] == BIDDER and len(shares) != 1:
        raise ValueError("release: a bidder releases its own lock alone, one share")
    unopened = _unopened(document, shares)
    return Release(opening, document["guardian"], document["compartment"], closing, shares, key, unopened)


def wrong_shares(release: Release, heads: Mapping[str, PackageHead]) -> list[str]:
    """This will list the manifests whose share breaks its commitment, or that are no bid of these heads."""
    return [
        name
        for name, (salt, share) in release.shares.items()
        if name not in heads
        or heads[name].commitment(release.compartment, release.guardian) != share_commitment(salt, share)
    ] + [name for name in release.unopened if name not in heads]


def read_out_identity(
    master: Master, *, opening: dict[str, Any], guardian: str, compartment: str, closing: str, epoch: int = 0
) -> dict[str, Any]:
    """This will return the unsigned paper release. Its cost: it also opens a withdrawn ciphertext of this opening that somebody kept."""
    document = {"type": "identity-release/v1", "opening": checked_opening(opening), "guardian": guardian}
    return document | {
        "compartment": compartment,
        "closing": closing,
        "identity": master.identity(opening, compartment, epoch),
    }


def open_paper_release(
    document: Any, *, opening: dict[str, Any], closing: str, card: dict[str, Any], heads: Iterable[PackageHead]
) -> tuple[Release, list[Unreleasable]]:
    """This will turn an identity read from paper into the shares that it opens, once it matches the guardian's card. ValueError otherwise."""
    fields(document, _ON_PAPER, name="paper release")
    if document["type"] != "identity-release/v1":
        raise ValueError(f"paper release: type {document['type']!r:.40}; identity-release/v1 was expected")
    _check_scope(document, opening, closing)
    guardian, compartment, identity = document["guardian"], document["compartment"], document["identity"]
    if not isinstance(identity, str) or card["guardian"] != guardian:
        raise ValueError("paper release: another guardian's card, or no identity")
    if recipient_of(identity) != card["recipients"][compartment]:
        raise ValueError(
            "paper release: the identity does not belong to the guardian's card; compare it letter by letter"
        )
    shares, refused = open_envelopes(identity, heads=heads, compartment=compartment, guardian=guardian)
    return Release(opening, guardian, compartment, closing, shares, ""), refused


def _unopened(document: dict[str, Any], shares: Mapping[str, object]) -> dict[str, str]:
    """This will read what the guardian could not open. The key stands only when there is such a bid, beside at least one share."""
    if "unopened" not in document:
        return {}
    if document["guardian"] == BIDDER or not shares:
        raise ValueError("release: only a guardian that releases at least one share may name envelopes as unopened")
    found: dict[str, str] = {}
    for row in sequence(document["unopened"], name="release.unopened", least=1, most=MOST_ENTRIES):
        fields(row, ("manifest", "reason"), name="release.unopened")
        if row["reason"] not in UNOPENED:
            raise ValueError(f"release.unopened.reason: none of {UNOPENED}")
        found[digest(row["manifest"], name="release.unopened.manifest")] = row["reason"]
    if len(found) != len(document["unopened"]) or set(found) & set(shares):
        raise ValueError("release: a manifest stands twice")
    return found


def _check_scope(document: dict[str, Any], opening: dict[str, Any], closing: str) -> None:
    if checked_opening(document["opening"]) != opening:
        raise ValueError("release: of another opening")
    if document["closing"] != closing:
        raise ValueError("release: bound to another closing list")
    if document["compartment"] not in COMPARTMENTS:
        raise ValueError(f"release.compartment: none of {COMPARTMENTS}")
    identifier(document["guardian"], name="release.guardian")
