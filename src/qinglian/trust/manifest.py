"""The bid's manifest and the package around it (docs/protocol.md 4): what the bidder signs, and how the bytes lie."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from qinglian.trust.access import checked_access
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.documents import Signing, document_hash, open_document, sign_document
from qinglian.trust.inner import NONCE_BYTES
from qinglian.trust.keys import COMPARTMENTS, age_recipient, checked_opening
from qinglian.trust.strict import digest, fields, from_base64, identifier, read_canonical, sequence, to_base64, whole

SUITE = "age-x25519+shamir-gf256+ed25519"
MAGIC = b"qinglian-bid-package/v1\n"
MOST_MANIFEST_BYTES = 16 * 1024
MOST_HEAD_BYTES = 256 * 1024
PIECE = 64 * 1024
_MANIFEST = ("type", "suite", "opening", "bidder", "nonce", "notice", "access", "compartments", "supersedes")


@dataclass(frozen=True)
class PackageHead:
    """A checked head: the manifest is signed by `key`, and every envelope is the one that the manifest names."""

    manifest: dict[str, Any]
    hash: str
    key: str
    signed: dict[str, Any]
    envelopes: dict[str, dict[str, bytes]]
    raw: bytes

    @property
    def opening(self) -> dict[str, Any]:
        """This will return what is bid for."""
        return dict(self.manifest["opening"])

    @property
    def bidder(self) -> str:
        """This will return the bidder's organisation id."""
        return str(self.manifest["bidder"])

    @property
    def prefix(self) -> bytes:
        """This will return the package's bytes before the ciphertexts."""
        return MAGIC + len(self.raw).to_bytes(4, "big") + self.raw

    def size_of(self, compartment: str) -> int:
        """This will return a ciphertext's size in bytes."""
        return int(self.manifest["compartments"][compartment]["size"])

    @property
    def package_size(self) -> int:
        """This will return the whole package's size in bytes."""
        return len(self.prefix) + sum(self.size_of(compartment) for compartment in COMPARTMENTS)

    def commitment(self, compartment: str, guardian: str) -> str | None:
        """This will return the hex commitment to this guardian's share, or None when it has none."""
        entries = self.manifest["compartments"][compartment]["envelopes"]
        return next((entry["commitment"] for entry in entries if entry["guardian"] == guardian), None)


def write_head(signer: Signing, manifest: dict[str, Any], envelopes: dict[str, dict[str, bytes]]) -> PackageHead:
    """This will sign a manifest and lay out the head (ValueError when either outgrows its limit)."""
    written = {c: {guardian: to_base64(data) for guardian, data in row.items()} for c, row in envelopes.items()}
    return read_head_bytes(jcs({"manifest": sign_document(signer, manifest), "envelopes": written}))


def read_head_bytes(raw: bytes) -> PackageHead:
    """This will check a head's bytes: canonical, within limits, signed, each envelope named by the manifest. ValueError otherwise."""
    head = fields(read_canonical(raw, limit=MOST_HEAD_BYTES, name="head"), ("manifest", "envelopes"), name="head")
    manifest, key = check_manifest(head["manifest"])
    envelopes = fields(head["envelopes"], COMPARTMENTS, name="head.envelopes")
    opened = {c: _read_envelopes(envelopes[c], manifest["compartments"][c]["envelopes"], c) for c in COMPARTMENTS}
    return PackageHead(manifest, document_hash(manifest), key, head["manifest"], opened, raw)


def check_manifest(signed: Any) -> tuple[dict[str, Any], str]:
    """This will return (manifest, signer's base64 key) when signature, size (16 KiB) and shape hold. ValueError otherwise."""
    if len(jcs(signed)) > MOST_MANIFEST_BYTES:
        raise ValueError(f"manifest: larger than {MOST_MANIFEST_BYTES} bytes")
    manifest, key = open_document(signed, "bid-manifest/v1")
    fields(manifest, _MANIFEST, name="manifest")
    if manifest["suite"] != SUITE:
        raise ValueError(f"manifest.suite: {manifest['suite']!r:.60}; {SUITE} was expected")
    checked_opening(manifest["opening"])
    identifier(manifest["bidder"], name="manifest.bidder")
    from_base64(manifest["nonce"], name="manifest.nonce", size=NONCE_BYTES)
    digest(manifest["notice"], name="manifest.notice")
    if manifest["supersedes"] is not None:
        digest(manifest["supersedes"], name="manifest.supersedes")
    access = checked_access(manifest["access"])
    for compartment, entry in fields(manifest["compartments"], COMPARTMENTS, name="manifest.compartments").items():
        _check_compartment(entry, access, name=f"manifest.compartments.{compartment}")
    return manifest, key


def read_head(stream: IO[bytes]) -> PackageHead:
    """This will read and check the head at the start of a package and leave the stream at the first ciphertext byte."""
    start = _read_exactly(stream, len(MAGIC) + 4)
    if start[: len(MAGIC)] != MAGIC:
        raise ValueError("this is no sealed bid: the file does not begin with qinglian-bid-package/v1")
    size = int.from_bytes(start[len(MAGIC) :], "big")
    if size > MOST_HEAD_BYTES:
        raise ValueError(f"head: {size} bytes; at most {MOST_HEAD_BYTES} are allowed")
    return read_head_bytes(_read_exactly(stream, size))


def ciphertext_pieces(stream: IO[bytes], head: PackageHead) -> Iterator[bytes]:
    """This will yield the ciphertexts' bytes in order and check each hash as it ends; ValueError when cut off, changed or too long.

    Write them to a draft while they come and keep the draft only when the iterator ends.
    """
    for compartment in COMPARTMENTS:
        yield from _checked_pieces(stream, head, compartment)
    if stream.read(1):
        raise ValueError("package: bytes are left over after the last ciphertext")


def read_package(stream: IO[bytes]) -> tuple[PackageHead, dict[str, bytes]]:
    """This will read a whole package: its head and compartment -> ciphertext, all checked."""
    head = read_head(stream)
    ciphertexts = {c: b"".join(_checked_pieces(stream, head, c)) for c in COMPARTMENTS}
    if stream.read(1):
        raise ValueError("package: bytes are left over after the last ciphertext")
    return head, ciphertexts


def _checked_pieces(stream: IO[bytes], head: PackageHead, compartment: str) -> Iterator[bytes]:
    digesting, left = hashlib.sha256(), head.size_of(compartment)
    while left:
        piece = stream.read(min(left, PIECE))
        if not piece:
            raise ValueError(f"package: cut off, {left} bytes of {compartment} are missing")
        digesting.update(piece)
        left -= len(piece)
        yield piece
    if digesting.hexdigest() != head.manifest["compartments"][compartment]["sha256"]:
        raise ValueError(f"package: the ciphertext of {compartment} is not the one that the manifest names")


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    pieces = []
    while size:
        piece = stream.read(size)
        if not piece:
            raise ValueError("package: cut off before its ciphertexts")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _check_compartment(entry: Any, access: dict[str, Any], *, name: str) -> None:
    fields(entry, ("sha256", "size", "recipient", "envelopes"), name=name)
    digest(entry["sha256"], name=f"{name}.sha256")
    whole(entry["size"], name=f"{name}.size", least=1)
    age_recipient(entry["recipient"])
    expected = [(group["name"], guardian) for group in access["groups"] for guardian in group["guardians"]]
    envelopes = sequence(entry["envelopes"], name=f"{name}.envelopes", least=len(expected), most=len(expected))
    for envelope, (group, guardian) in zip(envelopes, expected, strict=True):
        fields(envelope, ("group", "guardian", "sha256", "commitment"), name=f"{name}.envelopes")
        if (envelope["group"], envelope["guardian"]) != (group, guardian):
            raise ValueError(f"{name}.envelopes: {group}/{guardian} was expected in the access structure's order")
        digest(envelope["sha256"], name=f"{name}.envelopes.sha256")
        digest(envelope["commitment"], name=f"{name}.envelopes.commitment")


def _read_envelopes(row: Any, entries: list[dict[str, Any]], compartment: str) -> dict[str, bytes]:
    row = fields(row, tuple(entry["guardian"] for entry in entries), name=f"head.envelopes.{compartment}")
    envelopes = {}
    for entry in entries:
        data = from_base64(row[entry["guardian"]], name=f"head.envelopes.{compartment}", most=MOST_HEAD_BYTES)
        if sha256(data).hex() != entry["sha256"]:
            raise ValueError(f"head.envelopes.{compartment}: the one for {entry['guardian']} is not the manifest's")
        envelopes[entry["guardian"]] = data
    return envelopes
