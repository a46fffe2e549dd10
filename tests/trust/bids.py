"""Real sealed bids for the tests of trust."""

import io
from typing import Any

from qinglian.trust.card import make_card
from qinglian.trust.inner import BidFile
from qinglian.trust.keys import Master
from qinglian.trust.manifest import PackageHead, read_package
from qinglian.trust.release import check_release, make_release
from qinglian.trust.seal import seal_bid

SHEET = {"price_fen": 183505340, "period_days": 365, "quality": "合格", "project_manager": "张三"}
FILES = {
    "business": [BidFile("a.txt", "text/plain", b"SECRET-BUSINESS" * 300)],
    "technical": [BidFile("b.txt", "text/plain", b"")],
}
GROUPS = [
    {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
    {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4", "grd-5"]},
]
ACCESS = {"mode": "G+B", "groups": [*GROUPS, {"name": "bidder", "threshold": 1, "guardians": ["bidder"]}]}


def sealed(masters: dict[str, Master], opening: dict[str, Any], **changes: Any) -> bytes:
    """One package of org-a to the five guardians."""
    bid: dict[str, Any] = {
        "opening": opening,
        "bidder": "org-a",
        "notice": "ab" * 32,
        "access": ACCESS,
        "files": FILES,
        "sheet": SHEET,
    }
    return seal_bid(masters["bidder"], **(bid | {"recipients": recipients(masters, opening)} | changes))


def recipients(masters: dict[str, Master], opening: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What the guardians' cards say."""
    cards = [
        make_card(
            masters[f"grd-{n}"],
            opening=opening,
            group="supervision",
            guardian=f"grd-{n}",
            organisation=f"org-{n}",
            name="名",
        )
        for n in range(1, 6)
    ]
    return {card["document"]["guardian"]: card["document"]["recipients"] for card in cards}


def opened(data: bytes) -> tuple[PackageHead, dict[str, bytes]]:
    """Head and ciphertexts of a package."""
    return read_package(io.BytesIO(data))


def shares_of(
    masters: dict[str, Master], opening: dict[str, Any], head: PackageHead, *names: str, compartment: str = "sheet"
) -> dict[str, tuple[bytes, bytes]]:
    """The shares that these holders release."""
    shares = {}
    for name in names:
        signed, _ = make_release(
            masters[name], opening=opening, guardian=name, compartment=compartment, closing="c" * 64, heads=[head]
        )
        shares[name] = check_release(signed, opening=opening, closing="c" * 64).shares[head.hash]
    return shares
