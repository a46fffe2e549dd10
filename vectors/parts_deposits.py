"""Vectors of deposits: envelopes that their guardians open, releases that they sign, the seed that the shares give."""

import json
from pathlib import Path
from typing import Any

from seeds import OPENING, master, seed

from qinglian.trust.deposit import check_seed_release, make_deposit, make_seed_release, open_deposit_share, seed_in
from qinglian.trust.strict import to_base64

GUARDIANS = ("grd-1", "grd-2", "grd-3", "grd-4", "grd-5")
ACCESS = {
    "mode": "G",
    "groups": [
        {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
        {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4", "grd-5"]},
    ],
}


def files(kept: Path) -> dict[str, Any]:
    """This will return file name -> content; the deposits as they are (age draws its own randomness), or made when the file is missing."""
    deposits = json.loads(kept.read_text())["deposits"] if kept.exists() else _made()
    return {
        "deposits.json": {
            "about": "deposits: seed-deposit/v1, the second with an envelope of grd-3 that does not open. masters: of the guardians. opened: what "
            "each envelope gives, null when it does not. releases: signed by each guardian. seeds: what all releases give (protocol 10).",
            "opening": OPENING,
            "masters": {name: master(name).secret().hex() for name in GUARDIANS},
            "deposits": deposits,
            "opened": [{name: _opened(deposit, name) for name in GUARDIANS} for deposit in deposits],
            "releases": [_releases(deposit) for deposit in deposits],
            "seeds": [_seed(deposit) for deposit in deposits],
        }
    }


def _made() -> list[dict[str, Any]]:
    draw = OPENING | {"draw": 1, "roster": seed("roster").hex(), "exclusions": seed("exclusions").hex()}
    recipients = {name: master(name).recipient(OPENING, "lots") for name in GUARDIANS}
    lots = [("coefficient", dict(OPENING), "tenderer"), ("draw", draw, "supervisor")]
    made = [
        make_deposit(
            seed(f"deposit {purpose}"), purpose=purpose, scope=scope, party=party, access=ACCESS, recipients=recipients
        )
        for purpose, scope, party in lots
    ]
    made[1]["envelopes"]["grd-3"] = made[0]["envelopes"]["grd-3"]
    return made


def _opened(deposit: dict[str, Any], guardian: str) -> dict[str, str] | None:
    try:
        salt, share = open_deposit_share(master(guardian).identity(OPENING, "lots"), deposit=deposit, guardian=guardian)
    except ValueError:
        return None
    return {"salt": to_base64(salt), "share": to_base64(share)}


def _releases(deposit: dict[str, Any]) -> list[dict[str, Any]]:
    return [make_seed_release(master(name), deposit=deposit, guardian=name, opening=OPENING) for name in GUARDIANS]


def _seed(deposit: dict[str, Any]) -> str:
    read = [check_seed_release(signed, deposit=deposit) for signed in _releases(deposit)]
    found = seed_in(deposit, {guardian: share for guardian, share, _ in read})
    assert found is not None
    return found.hex()
