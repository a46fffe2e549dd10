"""Vectors of a whole package, its release and opening, and of faulty bids. What holds fresh randomness is kept in sealed.json."""

import io
import json
from pathlib import Path
from typing import Any

import pyrage
from parts_words import access
from seeds import OPENING, master, seed, stream

from qinglian.trust import seal
from qinglian.trust.canonical import jcs
from qinglian.trust.card import make_card
from qinglian.trust.closing import make_closing
from qinglian.trust.documents import document_hash, sign_document
from qinglian.trust.faults import UNOPENED
from qinglian.trust.inner import BidFile, write_padded
from qinglian.trust.keys import COMPARTMENTS, Master, age_recipient, make_key_file
from qinglian.trust.manifest import PackageHead, read_package, write_head
from qinglian.trust.release import make_release, read_out_identity
from qinglian.trust.seal import SealFault, open_compartment
from qinglian.trust.strict import from_base64, to_base64

GUARDIANS = [f"grd-{n}" for n in range(1, 6)]
WORDS = "correct horse battery staple"
SHEET = {"price_fen": 183505340, "period_days": 365, "quality": "合格", "project_manager": "张三"}
FILES = {
    "business": [BidFile("商务标.txt", "text/plain", "商务部分".encode())],
    "technical": [BidFile("技术标.txt", "text/plain", b"technical part " * 400)],
}


def files(kept: Path) -> dict[str, Any]:
    """This will return file name -> content; `sealed.json` as it is, or made when it is missing."""
    sealed = json.loads(kept.read_text()) if kept.exists() else _make_sealed()
    if "spoiled" not in sealed:
        sealed["spoiled"] = [_spoiled(reason) for reason in UNOPENED]
    head, ciphertexts = read_package(io.BytesIO(_bytes(sealed["package"])))
    return {"sealed.json": sealed, "package.json": _package(head, ciphertexts, sealed)}


def _cards() -> list[dict[str, Any]]:
    return [
        make_card(
            master(g),
            opening=OPENING,
            group="supervision" if g < "grd-3" else "trade",
            guardian=g,
            organisation=f"org-{g[-1]}",
            name=g,
        )
        for g in GUARDIANS
    ]


def _sealed_by(bidder: Master, mode: str = "G+B", sheet: Any = SHEET) -> bytes:
    recipients = {card["document"]["guardian"]: card["document"]["recipients"] for card in _cards()}
    common = {"opening": OPENING, "bidder": "org-a", "notice": seed("notice").hex(), "access": access(mode)}
    return seal.seal_bid(bidder, **common, recipients=recipients, files=FILES, sheet=sheet)


def _make_sealed() -> dict[str, Any]:
    bidder = master("bidder")
    key_file = make_key_file(bidder, origin=OPENING["origin"], holder="org-a", label="投标密钥", words=WORDS, demo=True)
    sealed: dict[str, Any] = {"package": to_base64(_sealed_by(bidder)), "key_file": key_file, "words": WORDS}
    return sealed | {
        "faulty": [
            _faulty(reason) for reason in ("not_decryptable", "malformed_inner", "foreign_inner", "recipient_mismatch")
        ]
    }


def _faulty(reason: str) -> dict[str, Any]:
    """This will craft a signed bid of mode B whose `sheet` fails for this reason, though its manifest is well formed."""
    bidder = master("bidder")
    head, ciphertexts = read_package(io.BytesIO(_sealed_by(bidder, "B")))
    manifest = json.loads(json.dumps(head.manifest))
    entry = manifest["compartments"]["sheet"]
    if reason == "recipient_mismatch":
        entry["recipient"] = bidder.recipient(OPENING, "technical")
    else:
        ciphertexts["sheet"] = _wrong_ciphertext(reason, manifest)
        entry |= {"size": len(ciphertexts["sheet"]), "sha256": seal.sha256(ciphertexts["sheet"]).hex()}
    crafted = write_head(bidder, manifest, head.envelopes)
    return {"reason": reason, "package": to_base64(b"".join([crafted.prefix, *(ciphertexts[c] for c in COMPARTMENTS)]))}


def _wrong_ciphertext(reason: str, manifest: dict[str, Any]) -> bytes:
    if reason == "not_decryptable":
        return pyrage.encrypt(bytes(4096), [age_recipient(master("zero").recipient(OPENING, "sheet"))])
    nonce = from_base64(manifest["nonce"], name="nonce")
    padded = write_padded(
        opening=OPENING, compartment="sheet", bidder="org-b", nonce=nonce, files=[], sheet=SHEET, machine=None
    )
    plain = padded if reason == "foreign_inner" else padded[:-1] + b"\x01"
    return pyrage.encrypt(plain, [age_recipient(manifest["compartments"]["sheet"]["recipient"])])


def _spoiled(reason: str) -> dict[str, Any]:
    """This will craft a signed bid whose sheet's envelope for grd-1 holds no share for this reason, as a row of a release bundle."""
    bidder = master("bidder")
    head, _ = read_package(io.BytesIO(_sealed_by(bidder)))
    to = master("zero" if reason == "not_decryptable" else "grd-1").recipient(OPENING, "sheet")
    guardian = "grd-2" if reason == "foreign" else "grd-1"
    content = {"opening": OPENING, "compartment": "sheet", "guardian": guardian, "salt": to_base64(bytes(32))}
    plain = b"no share" if reason == "malformed" else jcs(content | {"share": to_base64(bytes(33))})
    envelope = pyrage.encrypt(plain, [age_recipient(to)])
    manifest = json.loads(json.dumps(head.manifest))
    manifest["compartments"]["sheet"]["envelopes"][0]["sha256"] = seal.sha256(envelope).hex()
    return {"reason": reason, "manifest": sign_document(bidder, manifest), "envelope": to_base64(envelope)}


def _unopened(head: PackageHead, root: str, spoiled: list[dict[str, Any]]) -> dict[str, Any]:
    """This will sign grd-1's release of the good bid, naming the spoiled ones, and releases that a reader refuses."""
    rows = [(row["manifest"], _bytes(row["envelope"])) for row in spoiled]
    heads = [
        PackageHead(
            signed["document"], document_hash(signed["document"]), head.key, signed, {"sheet": {"grd-1": data}}, b""
        )
        for signed, data in rows
    ]
    made, refused = make_release(
        master("grd-1"), opening=OPENING, guardian="grd-1", compartment="sheet", closing=root, heads=[head, *heads]
    )
    if [row.reason for row in refused] != [row["reason"] for row in spoiled]:
        raise ValueError(f"the spoiled envelopes are refused for other reasons: {refused}")
    named = made["document"]["unopened"]
    wrong: list[dict[str, Any]] = [
        {"unopened": []},
        {"unopened": [named[0] | {"reason": "unwilling"}]},
        {"unopened": [named[0], named[0]]},
        {"unopened": [named[0] | {"manifest": head.hash}]},
        {"shares": []},
    ]
    return {"release": made, "refused": [sign_document(master("grd-1"), made["document"] | change) for change in wrong]}


def _package(head: PackageHead, ciphertexts: dict[str, bytes], sealed: dict[str, Any]) -> dict[str, Any]:
    listed, root = make_closing(OPENING, [head.hash], random=stream("package closing"))
    releases = [_release(guardian, head, root) for guardian in (*GUARDIANS, "bidder")]
    shares = {row["document"]["guardian"]: _share(row) for row in releases}
    opened = open_compartment(head, "sheet", ciphertexts["sheet"], shares)
    return {
        "about": "sealed.json/package opens with these masters: envelopes by each guardian's identity (epoch 0), releases as signed here, any "
        "sufficient set of shares gives `sheet`. outcomes: shares of these guardians (`~` before a name: first byte flipped) -> fault and "
        "reason, null for opened. faulty: sealed.json/faulty in order, opened with the bidder's own lock. unopened: grd-1 releases the package "
        "and sealed.json/spoiled in order (rows of a release bundle); each of `refused` breaks the release's form.",
        "masters": {name: master(name).secret().hex() for name in (*GUARDIANS, "bidder")},
        "cards": _cards(),
        "manifest_hash": head.hash,
        "key": head.key,
        "closing": {"list": listed, "root": root},
        "releases": releases,
        "paper": read_out_identity(
            master("grd-1"), opening=OPENING, guardian="grd-1", compartment="sheet", closing=root
        ),
        "header": opened.header,
        "sheet": opened.sheet,
        "outcomes": [_outcome(names, head, ciphertexts["sheet"], shares) for names in _SETS],
        "faulty": [_faulty_outcome(row) for row in sealed["faulty"]],
        "unopened": _unopened(head, root, sealed["spoiled"]),
    }


_SETS = [
    ["grd-1", "grd-3", "grd-4", "bidder"],
    ["grd-2", "grd-4", "grd-5", "bidder"],
    ["grd-1", "grd-2", "grd-3", "grd-4", "grd-5", "bidder"],
    ["grd-1", "grd-3", "bidder"],
    ["grd-3", "grd-4", "bidder"],
    ["grd-1", "grd-3", "grd-4"],
    ["~grd-1", "grd-3", "grd-4", "bidder"],
    ["~grd-1", "grd-2", "grd-3", "grd-4", "bidder"],
    ["grd-1", "grd-3", "~grd-5", "bidder"],
]


def _release(guardian: str, head: PackageHead, root: str) -> dict[str, Any]:
    made, refused = make_release(
        master(guardian), opening=OPENING, guardian=guardian, compartment="sheet", closing=root, heads=[head]
    )
    if refused:
        raise ValueError(f"{guardian} could not open its envelope: {refused}")
    return made


def _share(release: dict[str, Any]) -> tuple[bytes, bytes]:
    row = release["document"]["shares"][0]
    return _bytes(row["salt"]), _bytes(row["share"])


def _outcome(
    names: list[str], head: PackageHead, ciphertext: bytes, shares: dict[str, tuple[bytes, bytes]]
) -> dict[str, Any]:
    given = {name.lstrip("~"): _flipped(shares[name[1:]]) if name[0] == "~" else shares[name] for name in names}
    return {"shares": names} | _judged(head, ciphertext, given)


def _faulty_outcome(row: dict[str, Any]) -> dict[str, Any]:
    head, ciphertexts = read_package(io.BytesIO(_bytes(row["package"])))
    salt, share = seal.open_envelope(
        master("bidder").identity(OPENING, "sheet"), head=head, compartment="sheet", guardian="bidder"
    )
    return _judged(head, ciphertexts["sheet"], {"bidder": (salt, share)})


def _judged(head: PackageHead, ciphertext: bytes, shares: dict[str, tuple[bytes, bytes]]) -> dict[str, Any]:
    try:
        open_compartment(head, "sheet", ciphertext, shares)
    except SealFault as fault:
        return {"fault": fault.fault, "reason": fault.reason}
    return {"fault": None, "reason": None}


def _flipped(row: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    return row[0], bytes([row[1][0] ^ 1]) + row[1][1:]


def _bytes(written: str) -> bytes:
    return from_base64(written, name="kept bytes")
