"""Vectors of lots: commitments of parties to their seeds, and the seed of a draw."""

from typing import Any

from seeds import OPENING, seed

from qinglian.trust.lots import combined_seed, seed_commitment


def files() -> dict[str, Any]:
    """This will return file name -> content."""
    return {"lots.json": _lots()}


_DRAW = OPENING | {"draw": 1, "roster": seed("roster").hex(), "exclusions": seed("exclusions").hex()}
_SCOPES: list[tuple[str, dict[str, Any]]] = [
    ("coefficient", dict(OPENING)),
    ("draw", _DRAW),
    ("x", {}),
    ("x", {"地点": "江城"}),
]
_PARTIES = ("tenderer", "centre", "supervisor")


def _lots() -> dict[str, Any]:
    commitments, combined = [], []
    for purpose, scope in _SCOPES:
        given = [seed(f"lot {purpose} {party}") for party in _PARTIES]
        for party, own in zip(_PARTIES, given, strict=True):
            commitment = seed_commitment(purpose, scope, party, own).hex()
            row = {"purpose": purpose, "scope": scope, "party": party, "seed": own.hex(), "commitment": commitment}
            commitments.append(row)
        for chosen in (given, given[::-1], given[:1], [given[0], given[0]]):
            row = {"purpose": purpose, "scope": scope, "seeds": [own.hex() for own in chosen]}
            combined.append(row | {"seed": combined_seed(purpose, scope, chosen).hex()})
    refused = [
        {"purpose": "x", "scope": {}, "seeds": []},
        {"purpose": "x", "scope": {}, "seeds": ["00" * 31]},
        {"purpose": "x", "scope": {}, "seeds": ["00" * 32, "00" * 33]},
        {"purpose": "X", "scope": {}, "seeds": ["00" * 32]},
        {"purpose": "", "scope": {}, "seeds": ["00" * 32]},
        {"purpose": "x\n", "scope": {}, "seeds": ["00" * 32]},
    ]
    return {
        "about": "commitments: a party's commitment to its seed. combined: the seed of a draw; the order of seeds does not matter, "
        "their number does. refused: no combined seed (protocol 10).",
        "commitments": commitments,
        "combined": combined,
        "refused": refused,
    }
