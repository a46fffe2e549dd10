"""The replay's bidders and what they and the centre do over HTTP, several at a time."""

import base64
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from qinglian.cli.replay.phases import Advance
from qinglian.cli.replay.table import Row
from qinglian.cli.seal import sealed_to
from qinglian.cli.server import Server
from qinglian.trust.access import BIDDER
from qinglian.trust.documents import sign_document
from qinglian.trust.inner import BidFile
from qinglian.trust.keys import Master
from qinglian.trust.kit import Kit
from qinglian.trust.manifest import PackageHead
from qinglian.trust.release import make_release

AT_ONCE = 6
BATCH = 200
_local = threading.local()


@dataclass
class Firm:
    """One bidder: its row, its key, and what it keeps on the way."""

    row: Row
    master: Master = field(default_factory=lambda: Master(secrets.token_bytes(32)))
    id: str = ""
    filing: int = 0
    key: int = 0
    package: bytes = b""
    manifest: str = ""
    receipt: dict[str, Any] = field(default_factory=dict)


def each(firms: Sequence[Firm], act: Callable[[Firm], None], advance: Advance) -> None:
    """This will let every firm act, AT_ONCE at a time; the first refusal ends it."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(act, firms):
            advance()


def server_of_thread(url: str) -> Server:
    """This will return this thread's own connection."""
    if getattr(_local, "url", "") != url:
        _local.url, _local.server = url, Server(url, httpx.Client(timeout=120, trust_env=False))
    server: Server = _local.server
    return server


def register(firm: Firm, server: Server, *, origin: str, agreement: str) -> None:
    """This will register the firm by its own signature."""
    details = {
        "address": "登记地址以营业执照为准",
        "legal_representative": "（回放）",
        "contact_name": "（回放）",
        "contact_phone": "0595-00000000",
        "contact_email": "",
    }
    organisation = {"name": firm.row.name, "credit_code": firm.row.credit_code, "kinds": ["bidder"], "details": details}
    document = {"type": "registration/v1", "origin": origin, "agreement": agreement, "label": "replay"}
    answer = server.post(
        "/api/people/registrations", sign_document(firm.master, document | {"organisation": organisation})
    )
    firm.id, firm.filing, firm.key = answer["filing"]["organisation"], answer["filing"]["id"], answer["key"]["id"]


def admit(firms: Sequence[Firm], server: Server, advance: Advance) -> None:
    """This will have the centre's verifier verify the filings and bind the keys, in batches."""
    for start in range(0, len(firms), BATCH):
        batch = firms[start : start + BATCH]
        server.post("/api/people/filings/verify", {"filings": [firm.filing for firm in batch]})
        server.post("/api/people/keys/bind", {"keys": [firm.key for firm in batch], "compared": "phone"})
        for _ in batch:
            advance()


def sign_in_verifier(server: Server, login: dict[str, str]) -> None:
    """This will open the verifier's session with password and one-time code."""
    body = {"login": login["login"], "password": login["password"], "totp": one_time_code(login["totp"], time.time())}
    server.post("/api/people/session", body)


def one_time_code(secret: str, now: float) -> str:
    """This will return the six digits of RFC 6238 (SHA-1, 30 seconds) for a base32 secret."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(now) // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def seal(firm: Firm, kit: Kit) -> None:
    """This will seal the firm's price with a letter and a plan."""
    letter = f"投标函\n{firm.row.name}\n投标总价 {firm.row.price_fen / 100:.2f} 元\n".encode()
    sheet = {"price_fen": firm.row.price_fen, "period_days": 180, "quality": "合格", "project_manager": "（回放）"}
    files = {
        "business": [BidFile("投标函.txt", "text/plain", letter)],
        "technical": [BidFile("施工组织设计.txt", "text/plain", "（回放）".encode() * 100)],
    }
    firm.package = sealed_to(kit, firm.master, bidder=firm.id, files=files, sheet=sheet)


def hand_in(firm: Firm, server: Server) -> None:
    """This will hand the package in and keep the receipt."""
    firm.receipt = server.send("/api/bids/packages", firm.package)
    firm.manifest = firm.receipt["document"]["manifest"]
    firm.package = b""


def sign_in(firm: Firm, server: Server, *, opening: dict[str, Any]) -> None:
    """This will sign the firm in to the opening."""
    document = {"type": "opening-sign-in/v1", "opening": opening, "bidder": firm.id, "manifest": firm.manifest}
    server.post("/api/bids/acts", sign_document(firm.master, document))


def release_lock(firm: Firm, server: Server, *, root: str, head: PackageHead, opening: dict[str, Any]) -> None:
    """This will release the firm's own lock of its bid `head`, bound to the closing root."""
    signed, _ = make_release(
        firm.master, opening=opening, guardian=BIDDER, compartment="sheet", closing=root, heads=[head]
    )
    server.post("/api/bids/releases", signed)
