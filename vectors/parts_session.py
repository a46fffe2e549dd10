"""Vectors of a session: what a seat's key signs, and a guardian's release to the session, whose ciphertext is kept."""

import io
import json
from pathlib import Path
from typing import Any

from seeds import OPENING, master, seed, stream

from qinglian.trust.closing import make_closing
from qinglian.trust.keys import identity_of, recipient_of
from qinglian.trust.manifest import PackageHead, read_package
from qinglian.trust.session import make_session_release, open_session_release, sign_report, sign_seat, sign_sheet
from qinglian.trust.strict import from_base64, to_base64

CODE = "JC-2026-0417-1-1"
IDENTITY = identity_of(seed("session"))
GUARDIAN, COMPARTMENT = "grd-3", "technical"
_SHOWN = {"A": [seed("shown 1").hex(), seed("shown 2").hex()], "B": []}
_SHEETS: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    ("review", {"1": {"no_signature": {"pass": True, "evidence": ""}}, "12": {"late": {"pass": False, "evidence": "第 3 页"}}}, {}),
    ("technical", {"A": {"design": "12.50", "“质量” 😀": "0.00"}, "B": {"design": "9.00", "“质量” 😀": "4.75"}}, _SHOWN),
    ("business", {"1": {"record": "5.00"}}, {"1": [seed("shown 3").hex()]}),
    ("adjustment", {"1": [{"reason": "漏项", "fen": 120000}], "2": []}, {"1": [], "2": []}),
]  # fmt: skip


def files(kept: Path, sealed: dict[str, Any]) -> dict[str, Any]:
    """This will return file name -> content; the release as it is (age draws its own randomness), or made when the file is missing."""
    head, _ = read_package(io.BytesIO(from_base64(sealed["package"], name="kept bytes")))
    release = json.loads(kept.read_text())["release"] if kept.exists() else _release(head)
    shares = open_session_release(IDENTITY, from_base64(release["document"]["shares"], name="shares"))
    return {
        "session.json": {
            "about": "seats, sheets, reports: documents that `seat_key` signs. release: `guardian` of package.json (epoch 0) releases sealed.json/"
            "package to the recipient of `identity`; `shares` are the rows inside. The ciphertext differs each time, the rows do not (protocol 12).",
            "opening": OPENING,
            "session": CODE,
            "seat_key": master("seat").secret().hex(),
            "seats": [sign_seat(master("seat"), opening=OPENING, session=CODE, seat=seat) for seat in (1, 7)],
            "sheets": [_sheet(*one) for one in _SHEETS],
            "reports": [_report(dissent) for dissent in ("", "对第 2 名的业绩分有不同意见，见第 4 页。")],
            "identity": IDENTITY,
            "recipient": recipient_of(IDENTITY),
            "guardian": GUARDIAN,
            "release": release,
            "shares": [
                {"manifest": name, "salt": to_base64(salt), "share": to_base64(share)}
                for name, (salt, share) in shares.items()
            ],
        }
    }


def _sheet(kind: str, rows: dict[str, Any], shown: dict[str, list[str]]) -> dict[str, Any]:
    return sign_sheet(master("seat"), opening=OPENING, session=CODE, seat=7, kind=kind, rows=rows, files=shown)


def _report(dissent: str) -> dict[str, Any]:
    result = seed("result").hex()
    return sign_report(master("seat"), opening=OPENING, session=CODE, seat=7, result=result, dissent=dissent)


def _release(head: PackageHead) -> dict[str, Any]:
    _, root = make_closing(OPENING, [head.hash], random=stream("package closing"))
    made, refused = make_session_release(
        master(GUARDIAN),
        opening=OPENING,
        guardian=GUARDIAN,
        compartment=COMPARTMENT,
        closing=root,
        session=recipient_of(IDENTITY),
        heads=[head],
    )
    if refused:
        raise ValueError(f"{GUARDIAN} could not open its envelope: {refused}")
    return made
