"""Vectors of canonical bytes, keys, documents, shares, commitments."""

from typing import Any

from seeds import OPENING, ORIGIN, master, seed, stream

from qinglian.trust import shamir
from qinglian.trust.access import split_over_groups
from qinglian.trust.canonical import fact_leaf, jcs, sha256
from qinglian.trust.documents import document_hash, sign_document
from qinglian.trust.inner import BidFile, bucket, write_padded
from qinglian.trust.seal import share_commitment
from qinglian.trust.strict import to_base64


def files() -> dict[str, Any]:
    """This will return file name -> content."""
    return {
        "canonical.json": _canonical(),
        "keys.json": _keys(),
        "documents.json": _documents(),
        "shamir.json": _shamir(),
        "commitments.json": _commitments(),
    }


FACT = {
    "kind": "section-closed/v1",
    "at": "2026-11-25T09:30:00+08:00",
    "by": "timetable",
    "subject": "tender:JC-2026-0417",
    "body": {"section": "1", "round": 1, "root": seed("root").hex()},
}
_VALUES: list[Any] = [
    None,
    True,
    [],
    {},
    "",
    0,
    -0,
    9007199254740991,
    -9007199254740991,
    "江城市公共资源交易平台",
    'quote " backslash \\ slash /',
    "\x00\x01\b\t\n\x0b\f\r\x1f\x7f\x80\u2028\u2029",
    "\U0001f4dc",
    {"b": 1, "a": [2, {"d": None, "c": False}]},
    {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7},
    {"": "empty key", "a b": "space", "A": 1, "a": 2, "_": 3},
    [[[[[]]]], 1, "1", {"1": 1}],
    {"price_fen": 183505340, "period_days": 365, "quality": "合格", "project_manager": "张三"},
    FACT,
]
_REFUSED = [
    "1.5",
    "1e400",
    "9007199254740992",
    "-9007199254740992",
    "NaN",
    '{"a":1,"a":2}',
    '"\\ud800"',
    '{"a":0.1}',
    "[1,]",
    "",
]


def _canonical() -> dict[str, Any]:
    salts = [bytes(32), seed("salt"), b"\xff" * 32]
    return {
        "about": "jcs: JCS(value) is these bytes. refused: parsing this JSON text or writing its value must fail. fact_leaf: protocol 1.",
        "jcs": [{"value": value, "bytes": jcs(value).hex()} for value in _VALUES],
        "refused": _REFUSED,
        "fact_leaf": [{"salt": salt.hex(), "fact": FACT, "leaf": fact_leaf(salt, FACT).hex()} for salt in salts],
    }


def _keys() -> dict[str, Any]:
    other = {"origin": "log.example.org", "tender": "JC-2026-0417", "section": "12", "round": 3}
    cases = []
    for name in ("zero", "bidder", "guardian"):
        owner = master(name)
        derived = []
        for opening, compartment, epoch in (
            (OPENING, "sheet", 0),
            (OPENING, "business", 0),
            (OPENING, "sheet", 1),
            (other, "technical", 7),
        ):
            identity, recipient = (
                owner.identity(opening, compartment, epoch),
                owner.recipient(opening, compartment, epoch),
            )
            derived.append(
                {
                    "opening": opening,
                    "compartment": compartment,
                    "epoch": epoch,
                    "identity": identity,
                    "recipient": recipient,
                }
            )
        cases.append({"master": owner.secret().hex(), "public": owner.public(), "derived": derived})
    return {"about": "master -> Ed25519 public key, age identities and recipients (protocol 2).", "cases": cases}


def _documents() -> dict[str, Any]:
    signer = master("bidder")
    documents: list[dict[str, Any]] = [
        {
            "type": "bid-withdrawal/v1",
            "opening": OPENING,
            "bidder": "org-a",
            "manifest": seed("manifest").hex(),
            "nonce": to_base64(bytes(16)),
        },
        {"type": "opening-objection/v1", "opening": OPENING, "bidder": "org-a", "text": "开标价格与投标函不一致"},
        {"type": "row-confirmation/v1", "opening": OPENING, "bidder": "org-a", "manifest": seed("other").hex()},
    ]
    cases = [
        {"master": signer.secret().hex(), "signed": sign_document(signer, d), "hash": document_hash(d)}
        for d in documents
    ]
    good = cases[0]["signed"]
    small_order = to_base64(bytes(32))
    refused = [
        good | {"document": documents[0] | {"bidder": "org-b"}},
        good | {"key": master("zero").public()},
        good | {"signature": to_base64(bytes(64))},
        good | {"signature": good["signature"].rstrip("=")},
        good | {"extra": 1},
        {"document": good["document"], "key": good["key"]},
        good | {"key": small_order},
        sign_document(signer, documents[1]),
    ]
    about = "cases: the signature holds, for the document's own type, and the hash is the document's. refused: as bid-withdrawal/v1."
    return {"about": about, "cases": cases, "expected_type": "bid-withdrawal/v1", "refused": refused}


def _shamir() -> dict[str, Any]:
    splits = []
    for threshold, count in ((1, 1), (1, 2), (2, 2), (2, 3), (3, 5), (5, 5)):
        secret, name = seed(f"secret {threshold} {count}"), f"split {threshold} {count}"
        drawn = stream(name)
        coefficients = [drawn(32) for _ in range(threshold - 1)]
        shares = shamir.split(secret, threshold=threshold, count=count, random=stream(name))
        row = {"secret": secret.hex(), "threshold": threshold, "coefficients": [c.hex() for c in coefficients]}
        splits.append(row | {"shares": [share.hex() for share in shares]})
    return {
        "about": "splits: share i (x = i, from 1) is secret + sum of coefficients[k-1] * x^k, byte by byte, then x; any `threshold` shares "
        "combine. access: the shares of every group's threshold combine to the secret (protocol 3).",
        "splits": splits,
        "access": [_access_case(mode) for mode in ("G", "G+B", "B")],
    }


def access(mode: str) -> dict[str, Any]:
    """This will return an access structure of this mode."""
    groups = [
        {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
        {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4", "grd-5"]},
    ]
    bidder = [{"name": "bidder", "threshold": 1, "guardians": ["bidder"]}]
    return {"mode": mode, "groups": {"G": groups, "G+B": groups + bidder, "B": bidder}[mode]}


def _access_case(mode: str) -> dict[str, Any]:
    secret = seed(f"access {mode}")
    shares = split_over_groups(secret, access(mode), random=stream(f"access {mode}"))
    return {
        "access": access(mode),
        "secret": secret.hex(),
        "shares": {name: share.hex() for name, share in shares.items()},
    }


def _padded(compartment: str, held: list[BidFile], filled: dict[str, Any] | None) -> dict[str, Any]:
    nonce = seed("nonce")[:16]
    data = write_padded(
        opening=OPENING, compartment=compartment, bidder="org-a", nonce=nonce, files=held, sheet=filled, machine=None
    )
    return {
        "opening": OPENING,
        "compartment": compartment,
        "bidder": "org-a",
        "nonce": to_base64(nonce),
        "sheet": filled,
        "files": [{"name": f.name, "media_type": f.media_type, "data": to_base64(f.data)} for f in held],
        "padded_size": len(data),
        "padded_sha256": sha256(data).hex(),
        "padded_start": data.rstrip(b"\0").hex(),
    }


def _commitments() -> dict[str, Any]:
    share = seed("share") + b"\x01"
    sizes = [0, 1, 4095, 4096, 4097, 8192, 8193, 1048575, 1048576, 1048577, 2097152, 2097153, 52428800, 209715201]
    sheet = {"price_fen": 183505340, "period_days": 365, "quality": "合格", "project_manager": "张三"}
    file = BidFile("投标函.txt", "text/plain", "我方愿以此价承担本工程。".encode())
    padded = [_padded("sheet", [], sheet), _padded("business", [file, BidFile("空.txt", "text/plain", b"")], None)]
    return {
        "about": "share: SHA-256(tag, salt, share). buckets: size of length+inner -> padded size. padded: the plaintext of a compartment, "
        "machine null; padded_start is it without its zeros.",
        "share": [
            {"salt": seed("salt").hex(), "share": share.hex(), "commitment": share_commitment(seed("salt"), share)}
        ],
        "buckets": [{"size": size, "bucket": bucket(size)} for size in sizes],
        "padded": padded,
        "origin": ORIGIN,
    }
