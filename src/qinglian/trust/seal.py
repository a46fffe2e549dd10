"""Sealing a bid and opening it (docs/protocol.md 3 to 5). age encryption by pyrage; the rest is named in the protocol."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyrage

from qinglian.trust.access import checked_access, combine, missing_group, secrets_of, split_over_groups
from qinglian.trust.canonical import jcs, sha256, tag
from qinglian.trust.documents import document_hash, sign_document
from qinglian.trust.faults import BIDDERS_FAULT, NOBODYS, EnvelopeFault, SealFault
from qinglian.trust.inner import NONCE_BYTES, BidFile, Inner, read_padded, write_padded
from qinglian.trust.keys import (
    COMPARTMENTS,
    Master,
    age_identity,
    age_recipient,
    checked_opening,
    identity_of,
    recipient_of,
)
from qinglian.trust.manifest import SUITE, PackageHead, read_head, read_package, write_head
from qinglian.trust.strict import digest, fields, from_base64, identifier, read_canonical, to_base64

__all__ = ["BidFile", "Inner", "SealFault", "combine", "open_compartment", "read_head", "read_package", "seal_bid"]

Shares = Mapping[str, tuple[bytes, bytes]]  # guardian -> (salt of 32 bytes, share of 33 bytes)


def share_commitment(salt: bytes, share: bytes) -> str:
    """This will return the hex commitment to a share under its salt."""
    return sha256(tag("share/v1"), salt, share).hex()


def seal_bid(
    master: Master,
    *,
    opening: dict[str, Any],
    bidder: str,
    notice: str,
    access: dict[str, Any],
    recipients: Mapping[str, Mapping[str, str]],
    files: Mapping[str, Sequence[BidFile]],
    sheet: dict[str, Any],
    supersedes: str | None = None,
    machine: dict[str, Any] | None = None,
) -> bytes:
    """This will return the package (`*.qlbid`) of one bid, signed by the bidder's master.

    `notice` is the hex leaf of the notice in force, `recipients` guardian -> compartment -> age recipient from the
    guardians' cards (the bidder's own is derived), `files` compartment -> files. ValueError names what does not fit.
    """
    opening, access = checked_opening(opening), checked_access(access)
    to = {**recipients, "bidder": {c: master.recipient(opening, c) for c in COMPARTMENTS}}
    nonce, entries, envelopes, ciphertexts = secrets.token_bytes(NONCE_BYTES), {}, {}, []
    inner = {"opening": opening, "bidder": bidder, "nonce": nonce, "machine": machine}
    for name in COMPARTMENTS:
        shown = sheet if name == "sheet" else None
        padded = write_padded(compartment=name, files=files.get(name, ()), sheet=shown, **inner)  # type: ignore[arg-type]
        ciphertext, entries[name], envelopes[name] = _seal(padded, opening, name, access, to)
        ciphertexts.append(ciphertext)
    manifest: dict[str, Any] = {"type": "bid-manifest/v1", "suite": SUITE, "opening": opening, "bidder": bidder}
    manifest |= {"nonce": to_base64(nonce), "notice": notice, "access": access}
    manifest |= {"compartments": entries, "supersedes": supersedes}
    return b"".join([write_head(master, manifest, envelopes).prefix, *ciphertexts])


def withdraw_bid(master: Master, *, opening: dict[str, Any], bidder: str, manifest: str) -> dict[str, Any]:
    """This will sign the withdrawal of the bid with this manifest hash."""
    document = {
        "type": "bid-withdrawal/v1",
        "opening": checked_opening(opening),
        "bidder": identifier(bidder, name="bidder"),
    }
    nonce = to_base64(secrets.token_bytes(NONCE_BYTES))
    return sign_document(master, document | {"manifest": digest(manifest, name="manifest"), "nonce": nonce})


def open_compartment(
    head: PackageHead, compartment: str, ciphertext: bytes, shares: Shares, *, unopenable: Collection[str] = ()
) -> Inner:
    """This will open one compartment from released shares, or raise SealFault with reason and fault (docs/protocol.md 8).

    A share that does not match its commitment is left out; it is its guardian's fault when the group then lacks shares.
    `unopenable` names guardians whose envelope provably does not open with the identity that they released: the bidder's fault.
    """
    entry, access = head.manifest["compartments"][compartment], head.manifest["access"]
    valid, wrong = _checked_shares(head, compartment, shares)
    _require_thresholds(valid, wrong, unopenable, access)
    secret = next(
        (secret for secret in secrets_of(valid, access) if recipient_of(identity_of(secret)) == entry["recipient"]),
        None,
    )
    if secret is None:
        raise SealFault(
            BIDDERS_FAULT, "recipient_mismatch", "the shares match their commitments, but not the manifest's key"
        )
    if len(ciphertext) != entry["size"] or sha256(ciphertext).hex() != entry["sha256"]:
        raise SealFault(NOBODYS, "ciphertext_mismatch", "these are not the bytes that the manifest names")
    try:
        padded = pyrage.decrypt(ciphertext, [age_identity(identity_of(secret))])
    except pyrage.DecryptError as error:
        raise SealFault(BIDDERS_FAULT, "not_decryptable", str(error)) from None
    return _own_inner(padded, head.manifest, compartment)


def open_envelope(identity: str, *, head: PackageHead, compartment: str, guardian: str) -> tuple[bytes, bytes]:
    """This will open one guardian's envelope and return (salt, share), checked against the manifest's commitment.

    EnvelopeFault (a ValueError) says why the envelope holds no share for the guardian.
    """
    envelope, commitment = head.envelopes[compartment].get(guardian), head.commitment(compartment, guardian)
    if envelope is None:
        raise EnvelopeFault("foreign", f"the bid has no envelope for {guardian}")
    try:
        content = pyrage.decrypt(envelope, [age_identity(identity)])
    except pyrage.DecryptError:
        raise EnvelopeFault("not_decryptable", "the envelope does not open with this key") from None
    return _read_envelope(content, head.opening, compartment, guardian, commitment)


def manifest_hash(manifest: dict[str, Any]) -> str:
    """This will return the hash that names a bid: the document hash of its manifest."""
    return document_hash(manifest)


def _seal(
    padded: bytes,
    opening: dict[str, Any],
    compartment: str,
    access: dict[str, Any],
    to: Mapping[str, Mapping[str, str]],
) -> tuple[bytes, dict[str, Any], dict[str, bytes]]:
    """This will return (ciphertext, manifest entry, guardian -> envelope) under a fresh ephemeral key."""
    secret = secrets.token_bytes(32)
    recipient = recipient_of(identity_of(secret))
    ciphertext = pyrage.encrypt(padded, [age_recipient(recipient)])
    shares, envelopes, named = split_over_groups(secret, access), {}, []
    for group in access["groups"]:
        for guardian in group["guardians"]:
            salt = secrets.token_bytes(32)
            if guardian not in to:
                raise ValueError(f"guardian {guardian} has handed in no card for this opening")
            content = {"opening": opening, "compartment": compartment, "guardian": guardian}
            content |= {"salt": to_base64(salt), "share": to_base64(shares[guardian])}
            envelope = pyrage.encrypt(jcs(content), [age_recipient(to[guardian][compartment])])
            commitment = share_commitment(salt, shares[guardian])
            named.append(
                {
                    "group": group["name"],
                    "guardian": guardian,
                    "sha256": sha256(envelope).hex(),
                    "commitment": commitment,
                }
            )
            envelopes[guardian] = envelope
    entry = {"sha256": sha256(ciphertext).hex(), "size": len(ciphertext), "recipient": recipient, "envelopes": named}
    return ciphertext, entry, envelopes


def _checked_shares(head: PackageHead, compartment: str, shares: Shares) -> tuple[dict[str, bytes], list[str]]:
    valid, wrong = {}, []
    for entry in head.manifest["compartments"][compartment]["envelopes"]:
        guardian = entry["guardian"]
        if guardian in shares:
            salt, share = shares[guardian]
            if share_commitment(salt, share) == entry["commitment"] and len(share) == 33:
                valid[guardian] = share
            else:
                wrong.append(guardian)
    return valid, wrong


def _require_thresholds(
    valid: dict[str, bytes], wrong: list[str], unopenable: Collection[str], access: dict[str, Any]
) -> None:
    lacking = missing_group(valid, access)
    if lacking is None:
        return
    members = next(group["guardians"] for group in access["groups"] if group["name"] == lacking)
    liars = [guardian for guardian in members if guardian in wrong]
    if liars:
        fault = BIDDERS_FAULT if lacking == "bidder" else f"guardian:{liars[0]}"
        raise SealFault(fault, "share_mismatch", f"the share of {liars[0]} does not match its commitment")
    if lacking == "bidder":
        raise SealFault(BIDDERS_FAULT, "lock_not_released", "the bidder did not release its own lock")
    if any(guardian in unopenable for guardian in members):
        raise SealFault(BIDDERS_FAULT, "envelope_unopenable", f"an envelope of group {lacking} holds no share")
    raise SealFault(NOBODYS, "share_missing", f"group {lacking} has not reached its threshold")


def _own_inner(padded: bytes, manifest: dict[str, Any], compartment: str) -> Inner:
    try:
        inner = read_padded(padded)
    except ValueError as error:
        raise SealFault(BIDDERS_FAULT, "malformed_inner", str(error)) from None
    header = inner.header
    own = all(header[name] == manifest[name] for name in ("opening", "bidder", "nonce"))
    if not own or header["compartment"] != compartment:
        raise SealFault(
            BIDDERS_FAULT, "foreign_inner", "the header names another opening, compartment, bidder or nonce"
        )
    return inner


def _read_envelope(
    content: bytes, opening: dict[str, Any], compartment: str, guardian: str, commitment: str | None
) -> tuple[bytes, bytes]:
    names = ("opening", "compartment", "guardian", "salt", "share")
    try:
        value = fields(read_canonical(content, limit=4096, name="envelope"), names, name="envelope")
        salt = from_base64(value["salt"], name="salt", size=32)
        share = from_base64(value["share"], name="share", size=33)
    except ValueError as error:
        raise EnvelopeFault("malformed", str(error)) from None
    if (value["opening"], value["compartment"], value["guardian"]) != (opening, compartment, guardian):
        raise EnvelopeFault("foreign", "the envelope was made for another opening, compartment or guardian")
    if share_commitment(salt, share) != commitment:
        raise EnvelopeFault("commitment_broken", "the share in the envelope breaks the manifest's commitment")
    return salt, share
