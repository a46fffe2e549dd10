"""What is signed around an evaluation session (docs/protocol.md 12): releases to the session, seats, sheets, reports. Blind codes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyrage

from qinglian.trust.canonical import jcs, sha256, tag
from qinglian.trust.closing import MOST_ENTRIES
from qinglian.trust.documents import Signing, open_document, sign_document
from qinglian.trust.keys import Master, age_identity, age_recipient, checked_opening
from qinglian.trust.log import leaf_hash, root_of
from qinglian.trust.manifest import PackageHead
from qinglian.trust.release import MOST_RELEASE_BYTES, Unreleasable, open_envelopes
from qinglian.trust.strict import digest, fields, from_base64, identifier, sequence, text, to_base64, whole

SESSION_COMPARTMENTS = ("business", "technical")
SHEET_KINDS = ("review", "technical", "business", "adjustment")
CONFIRMATIONS = ["identity", "recusal"]
MOST_DISSENT = 4000
_RELEASE = ("type", "opening", "guardian", "compartment", "closing", "session", "shares")
_SEAT = ("type", "opening", "session", "seat", "confirmed")
_SHEET = ("type", "opening", "session", "seat", "kind", "rows", "files")
_SIGNATURE = ("type", "opening", "session", "seat", "result", "dissent")


@dataclass(frozen=True)
class SessionRelease:
    """A checked release to a session: the shares are encrypted to `session`; whose key signed, the caller looks up."""

    opening: dict[str, Any]
    guardian: str
    compartment: str
    closing: str
    session: str
    sealed: bytes
    key: str


def make_session_release(
    master: Master, *, opening: dict[str, Any], guardian: str, compartment: str, closing: str, session: str,
    heads: Iterable[PackageHead], epoch: int = 0,
) -> tuple[dict[str, Any], list[Unreleasable]]:  # fmt: skip
    """This will open the guardian's envelopes of these bids and sign their shares, encrypted to the session's recipient.

    Check the `session-opened` fact and the closing list before calling it.
    """
    identity = master.identity(opening, compartment, epoch)
    opened, refused = open_envelopes(identity, heads=heads, compartment=compartment, guardian=guardian)
    rows = [
        {"manifest": name, "salt": to_base64(salt), "share": to_base64(share)} for name, (salt, share) in opened.items()
    ]
    sealed = pyrage.encrypt(jcs(rows), [age_recipient(session)])
    document = {"type": "session-release/v1", "opening": checked_opening(opening), "guardian": guardian}
    document |= {"compartment": compartment, "closing": closing, "session": session, "shares": to_base64(sealed)}
    return sign_document(master, document), refused


def check_session_release(signed: Any, *, opening: dict[str, Any], closing: str, session: str) -> SessionRelease:
    """This will return the release when shape and signature hold, for this opening, closing root and session (ValueError otherwise)."""
    document, key = open_document(signed, "session-release/v1")
    fields(document, _RELEASE, name="session release")
    if document["opening"] != opening or document["closing"] != closing or document["session"] != session:
        raise ValueError("session release: of another opening, closing list or session")
    if document["compartment"] not in SESSION_COMPARTMENTS:
        raise ValueError(f"session release: compartment is one of {SESSION_COMPARTMENTS}")
    guardian = identifier(document["guardian"], name="session release.guardian")
    sealed = from_base64(document["shares"], name="session release.shares", most=MOST_RELEASE_BYTES)
    return SessionRelease(opening, guardian, document["compartment"], closing, session, sealed, key)


def open_session_release(identity: str, sealed: bytes) -> dict[str, tuple[bytes, bytes]]:
    """This will decrypt a release's shares with the session's identity: manifest -> (salt, share). ValueError when it does not open."""
    try:
        rows = json.loads(pyrage.decrypt(sealed, [age_identity(identity)]))
    except pyrage.DecryptError:
        raise ValueError("the release does not open with the session's key") from None
    shares: dict[str, tuple[bytes, bytes]] = {}
    for row in sequence(rows, name="shares", most=MOST_ENTRIES):
        fields(row, ("manifest", "salt", "share"), name="shares")
        salt, share = from_base64(row["salt"], name="salt", size=32), from_base64(row["share"], name="share", size=33)
        shares[digest(row["manifest"], name="manifest")] = (salt, share)
    return shares


def sign_seat(signer: Signing, *, opening: dict[str, Any], session: str, seat: int) -> dict[str, Any]:
    """This will sign the taking of a seat: the key is made for this seat, identity and recusal are confirmed."""
    document = {"type": "seat/v1", "opening": opening, "session": session, "seat": seat, "confirmed": CONFIRMATIONS}
    return sign_document(signer, document)


def check_seat(signed: Any, *, opening: dict[str, Any], session: str, seat: int) -> str:
    """This will return the seat's key (base64) when the document is of this seat and confirms identity and recusal (ValueError otherwise)."""
    document, key = open_document(signed, "seat/v1")
    _require_place(fields(document, _SEAT, name="seat"), opening, session, seat)
    if document["confirmed"] != CONFIRMATIONS:
        raise ValueError("seat: identity and recusal are confirmed, both")
    return key


def sign_sheet(
    signer: Signing, *, opening: dict[str, Any], session: str, seat: int, kind: str, rows: dict[str, Any],
    files: dict[str, list[str]],
) -> dict[str, Any]:  # fmt: skip
    """This will sign a score sheet with the seat's key."""
    document = {"type": "score-sheet/v1", "opening": opening, "session": session, "seat": seat, "kind": kind}
    return sign_document(signer, document | {"rows": rows, "files": files})


def check_score_sheet(signed: Any, *, opening: dict[str, Any], session: str, seat: int, key: str) -> dict[str, Any]:
    """This will return the sheet when its shape holds and the seat's key signed it (ValueError otherwise). Its rows are judged elsewhere."""
    document, signer = open_document(signed, "score-sheet/v1")
    _require_place(fields(document, _SHEET, name="sheet"), opening, session, seat)
    if signer != key:
        raise ValueError("sheet: signed by another key than the seat's")
    if document["kind"] not in SHEET_KINDS or not isinstance(document["rows"], dict):
        raise ValueError(f"sheet: its kind is one of {SHEET_KINDS}, its rows are an object")
    if not isinstance(document["files"], dict):
        raise ValueError("sheet: its files are an object")
    for bid, names in document["files"].items():
        for name in sequence(names, name=f"sheet.files.{bid}", most=1000):
            digest(name, name="sheet.files")
    return document


def sign_report(
    signer: Signing, *, opening: dict[str, Any], session: str, seat: int, result: str, dissent: str = ""
) -> dict[str, Any]:
    """This will sign the evaluation report with the seat's key; `result` is the hash of the result's JCS."""
    document = {"type": "evaluation-report-signature/v1", "opening": opening, "session": session, "seat": seat}
    return sign_document(signer, document | {"result": result, "dissent": dissent})


def check_report_signature(
    signed: Any, *, opening: dict[str, Any], session: str, seat: int, key: str, result: str
) -> str:
    """This will return the dissent ("" for agreement) when the seat's key signed this result (ValueError otherwise)."""
    document, signer = open_document(signed, "evaluation-report-signature/v1")
    _require_place(fields(document, _SIGNATURE, name="report signature"), opening, session, seat)
    if signer != key or document["result"] != result:
        raise ValueError("report signature: another key than the seat's, or another result")
    return text(document["dissent"], name="report signature.dissent", most=MOST_DISSENT) if document["dissent"] else ""


def blind_leaf(salt: bytes, *, number: int, code: str) -> bytes:
    """This will return the 32-byte leaf that commits to one bid's blind code."""
    return sha256(tag("blind/v1"), salt, jcs({"number": number, "code": code}))


def blind_root(leaves: Sequence[bytes]) -> str:
    """This will return the hex root over the leaves, sorted."""
    return root_of([leaf_hash(leaf) for leaf in sorted(leaves)]).hex()


def blind_root_of(rows: Any) -> str:
    """This will return the root of revealed rows `[{"number","code","salt"}]` (ValueError when their shape is wrong)."""
    leaves = []
    for row in sequence(rows, name="blind codes", most=MOST_ENTRIES):
        fields(row, ("number", "code", "salt"), name="blind codes")
        salt = from_base64(row["salt"], name="salt", size=32)
        leaves.append(blind_leaf(salt, number=whole(row["number"], name="number"), code=text(row["code"], name="code")))
    return blind_root(leaves)


def _require_place(document: dict[str, Any], opening: dict[str, Any], session: str, seat: int) -> None:
    if (document["opening"], document["session"], document["seat"]) != (opening, session, seat):
        raise ValueError("signed for another opening, session or seat")
