"""The closing list (docs/protocol.md 5): a salted Merkle root over the manifests in force when the hour struck."""

import secrets
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from qinglian.trust.canonical import sha256, tag
from qinglian.trust.keys import checked_opening
from qinglian.trust.log import inclusion_proof, leaf_hash, root_of, verify_inclusion
from qinglian.trust.strict import digest, fields, from_base64, sequence, to_base64, whole

LEAST_ENTRIES, MOST_ENTRIES = 16, 2**20


def closing_leaf(entry: Any) -> bytes:
    """This will return the 32-byte leaf of one entry `{"salt","manifest"}`; a null manifest is padding."""
    entry = fields(entry, ("salt", "manifest"), name="closing list")
    salt = from_base64(entry["salt"], name="closing list salt", size=32)
    if entry["manifest"] is None:
        return sha256(tag("closing/v1"), salt, b"padding")
    return sha256(tag("closing/v1"), salt, bytes.fromhex(digest(entry["manifest"], name="closing list manifest")))


def make_closing(
    opening: dict[str, Any], manifests: Iterable[str], *, random: Callable[[int], bytes] = secrets.token_bytes
) -> tuple[dict[str, Any], str]:
    """This will return (closing list, hex root): the manifests and padding up to a power of two of at least 16, sorted by leaf."""
    named: list[str | None] = list(manifests)
    count = max(LEAST_ENTRIES, 1 << max(len(named) - 1, 0).bit_length())
    named += [None] * (count - len(named))
    entries = [{"salt": to_base64(random(32)), "manifest": manifest} for manifest in named]
    entries.sort(key=closing_leaf)
    document = {"type": "closing-list/v1", "opening": checked_opening(opening), "entries": entries}
    return document, closing_root(document)


def closing_root(document: Any) -> str:
    """This will return the hex root of a closing list. ValueError unless padded, sorted, each manifest once."""
    return root_of([leaf_hash(leaf) for leaf in _leaves(document)]).hex()


def verify_closing(document: Any, *, opening: dict[str, Any], root: str) -> list[str]:
    """This will return the manifests of the list when it is of this opening and has this root (ValueError otherwise)."""
    computed = closing_root(document)
    if document["opening"] != opening:
        raise ValueError("the closing list is of another opening")
    if computed != root:
        raise ValueError(f"the closing list has root {computed}; the log says {root}")
    return manifests_of(document)


def manifests_of(document: dict[str, Any]) -> list[str]:
    """This will list the manifests of a closing list, in leaf order."""
    return [entry["manifest"] for entry in document["entries"] if entry["manifest"] is not None]


def closing_proof(document: dict[str, Any], manifest: str) -> dict[str, Any]:
    """This will prove to a bidder that its manifest is in the list, without showing another: `{"salt","index","size","hashes"}`."""
    leaves = _leaves(document)
    index = next((at for at, entry in enumerate(document["entries"]) if entry["manifest"] == manifest), None)
    if index is None:
        raise ValueError("this manifest is not in the closing list")
    hashes = inclusion_proof([leaf_hash(leaf) for leaf in leaves], index)
    salt = document["entries"][index]["salt"]
    return {"salt": salt, "index": index, "size": len(leaves), "hashes": [to_base64(hashed) for hashed in hashes]}


def verify_closing_proof(proof: Any, *, manifest: str, root: str) -> None:
    """This will return when the proof shows the manifest in the closing list with this hex root; ValueError otherwise."""
    proof = fields(proof, ("salt", "index", "size", "hashes"), name="closing proof")
    leaf = closing_leaf({"salt": proof["salt"], "manifest": manifest})
    size = whole(proof["size"], name="closing proof size", least=LEAST_ENTRIES, most=MOST_ENTRIES)
    hashes = [
        from_base64(row, name="closing proof hash", size=32)
        for row in sequence(proof["hashes"], name="hashes", most=20)
    ]
    index = whole(proof["index"], name="closing proof index")
    verify_inclusion(
        leaf_hash(leaf), index=index, size=size, proof=hashes, root=bytes.fromhex(digest(root, name="root"))
    )


def _leaves(document: Any) -> list[bytes]:
    document = fields(document, ("type", "opening", "entries"), name="closing list")
    if document["type"] != "closing-list/v1":
        raise ValueError(f"closing list: type {document['type']!r:.40}; closing-list/v1 was expected")
    checked_opening(document["opening"])
    entries = sequence(document["entries"], name="closing list entries", least=LEAST_ENTRIES, most=MOST_ENTRIES)
    if len(entries) & (len(entries) - 1):
        raise ValueError(f"a closing list has a power of two of entries, not {len(entries)}")
    leaves = [closing_leaf(entry) for entry in entries]
    if any(before >= after for before, after in pairwise(leaves)):
        raise ValueError("the closing list is not sorted by leaf, or an entry stands twice")
    manifests = manifests_of(document)
    if len(set(manifests)) != len(manifests):
        raise ValueError("a manifest stands twice in the closing list")
    return leaves
