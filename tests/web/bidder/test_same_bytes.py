"""Python and TypeScript are one protocol: each opens what the other sealed, with fresh random keys every time."""

import base64
import json
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from qinglian.trust import seal
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import document_hash, open_document, sign_document
from qinglian.trust.keys import COMPARTMENTS, Master, identity_of, make_key_file, open_key_file, recipient_of
from qinglian.trust.session import SESSION_COMPARTMENTS, check_session_release, open_session_release

BROWSER = Path(__file__).resolve().parents[3] / "browser"
NODE = Path(__file__).resolve().parents[3] / ".venv/bin/node"
OPENING = {"origin": "jiangcheng.qinglian.invalid", "tender": "JC-2026-0417", "section": "1", "round": 1}
NOTICE, CLOSING = "ab" * 32, "cd" * 32
SHEET = {"price_fen": 1_794_583_100, "project_manager": "张三"}
FILES = {"business": [("商务.pdf", b"%PDF-1.7 " + bytes(range(256)) * 40)], "technical": [("技术.pdf", b"%PDF-1.7 t")]}


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def master() -> tuple[Master, str]:
    import secrets

    raw = secrets.token_bytes(32)
    return Master(raw), b64(raw)


def typescript(act: str, **values: Any) -> Any:
    answer = subprocess.run(
        [str(NODE), "tests/cross.mjs"],
        input=json.dumps({"act": act, **values}),
        cwd=BROWSER,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


GUARDIANS = {f"grd-{number}": master() for number in range(1, 5)}
BIDDER, BIDDER_SECRET = master()
ACCESS = {
    "mode": "G+B",
    "groups": [
        {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
        {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4"]},
        {"name": "bidder", "threshold": 1, "guardians": ["bidder"]},
    ],
}
RECIPIENTS = {
    guardian: {c: key.recipient(OPENING, c) for c in COMPARTMENTS} for guardian, (key, _) in GUARDIANS.items()
}
BID = {
    "opening": OPENING,
    "bidder": "org-bidder",
    "notice": NOTICE,
    "access": ACCESS,
    "recipients": RECIPIENTS,
    "sheet": SHEET,
}
RELEASING = {**{g: s for g, (_, s) in GUARDIANS.items() if g != "grd-2"}, "bidder": BIDDER_SECRET}


def sealed_by_typescript() -> tuple[bytes, str]:
    files = {
        c: [{"name": n, "type": "application/pdf", "data": b64(d)} for n, d in FILES.get(c, [])] for c in COMPARTMENTS
    }
    answer = typescript("seal", master=BIDDER_SECRET, files=files, supersedes=None, **BID)
    return base64.b64decode(answer["package"]), answer["hash"]


def sealed_by_python() -> bytes:
    files = {c: [seal.BidFile(n, "application/pdf", d) for n, d in FILES.get(c, [])] for c in COMPARTMENTS}
    return seal.seal_bid(BIDDER, files=files, **BID)


def test_open_finds_in_python_what_typescript_sealed() -> None:
    package, bid_hash = sealed_by_typescript()
    head, ciphertexts = seal.read_package(BytesIO(package))
    assert head.hash == bid_hash
    assert head.key == BIDDER.public()
    for compartment in COMPARTMENTS:
        shares = {
            g: seal.open_envelope(
                Master(base64.b64decode(s)).identity(OPENING, compartment),
                head=head,
                compartment=compartment,
                guardian=g,
            )
            for g, s in RELEASING.items()
        }
        inner = seal.open_compartment(head, compartment, ciphertexts[compartment], shares)
        assert [(file.name, file.data) for file in inner.files] == FILES.get(compartment, [])
        assert inner.sheet == (SHEET if compartment == "sheet" else None)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_open_finds_in_typescript_what_python_sealed(compartment: str) -> None:
    package = sealed_by_python()
    about = {"opening": OPENING, "compartment": compartment, "closing": CLOSING, "epoch": 0, "packages": [b64(package)]}
    shares = {}
    for guardian, secret in RELEASING.items():
        made = typescript("release", master=secret, guardian=guardian, **about)
        assert made["refused"] == []
        release, _ = open_document(made["release"], "release/v1")
        shares[guardian] = {"salt": release["shares"][0]["salt"], "share": release["shares"][0]["share"]}
    opened = typescript("open", package=b64(package), compartment=compartment, shares=shares)
    assert [base64.b64decode(data) for data in opened["files"]] == [data for _, data in FILES.get(compartment, [])]
    assert opened["header"]["sheet"] == (SHEET if compartment == "sheet" else None)


@pytest.mark.parametrize("compartment", SESSION_COMPARTMENTS)
def test_release_to_a_session_opens_in_python_and_the_files_with_it(compartment: str) -> None:
    package, identity = sealed_by_python(), identity_of(bytes(range(32)))
    head, ciphertexts = seal.read_package(BytesIO(package))
    place = {"opening": OPENING, "closing": CLOSING, "session": recipient_of(identity)}
    about = {**place, "compartment": compartment, "epoch": 0, "packages": [b64(package)]}
    shares = {}
    for guardian, secret in RELEASING.items():
        made = typescript("sessionRelease", master=secret, guardian=guardian, **about)
        assert (made["opened"], made["refused"]) == (1, [])
        release = check_session_release(made["release"], **place)
        assert (release.guardian, release.compartment) == (guardian, compartment)
        assert release.key == Master(base64.b64decode(secret)).public()
        shares[guardian] = open_session_release(identity, release.sealed)[head.hash]
    inner = seal.open_compartment(head, compartment, ciphertexts[compartment], shares)
    assert [(file.name, file.data) for file in inner.files] == FILES[compartment]
    with pytest.raises(ValueError, match="does not open"):
        open_session_release(identity_of(bytes(32)), release.sealed)


def test_key_file_opens_in_the_other_language() -> None:
    origin = OPENING["origin"]
    made = make_key_file(BIDDER, origin=str(origin), holder="org-1", label="投标专用", words="一句足够长的口令")
    assert typescript("unwrap", file=made, words="一句足够长的口令", origin=origin) == {"public": BIDDER.public()}
    theirs = typescript("keyfile", master=BIDDER_SECRET, words="一句足够长的口令", origin=origin)
    assert open_key_file(theirs, words="一句足够长的口令").public() == BIDDER.public()


def test_key_file_opens_with_the_plain_age_library_too() -> None:
    made = make_key_file(
        BIDDER, origin=str(OPENING["origin"]), holder="org-1", label="投标专用", words="一句足够长的口令"
    )
    answer = typescript("age", wrapped=made["wrapped"], words="一句足够长的口令")
    assert answer == {"plain": base64.b64encode(BIDDER.secret()).decode()}


def test_sign_gives_the_same_signature_in_both() -> None:
    document = {"type": "bid-withdrawal/v1", "opening": OPENING, "manifest": NOTICE, "text": "“撤回” \u2028 😀"}
    answer = typescript("sign", master=BIDDER_SECRET, document=document)
    assert answer == {"signed": sign_document(BIDDER, document), "hash": document_hash(document)}


def test_jcs_gives_the_same_bytes_in_both() -> None:
    values = [
        {"b": 1, "a": [True, None, -(2**53) + 1], "": 'é\u0000\u001f"\\/'},
        {"€": 1, "\r": 2, "דּ": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7},
        [[], {}, "", 0, 2**53 - 1],
    ]
    assert typescript("canonical", values=values)["bytes"] == [jcs(value).hex() for value in values]
