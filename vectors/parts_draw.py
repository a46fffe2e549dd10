"""Vectors of the draw of experts: leaves of rosters and exclusions, their roots, rankings."""

from typing import Any

from seeds import seed

from qinglian.trust.draw import REASONS, exclusion_leaf, ranking, roster_leaf, salted_root

EXPERTS = [
    {"expert": f"exp-{number}", "name": f"评审专家{number:03d}", "unit": unit, "specialities": specialities}
    for number, (unit, specialities) in enumerate(
        [
            ("江城第一设计院", ["A0801"]),
            ("江城第二设计院", ["A0801", "A0501"]),
            ("Jiangcheng “Institute” No. 3", []),
            ("", ["A0501", "A0801"]),
            ("江城第一设计院", ["A0801"]),
        ],
        start=1,
    )
]


def files() -> dict[str, Any]:
    """This will return file name -> content."""
    return {"draw.json": _draw()}


def _draw() -> dict[str, Any]:
    roster = [_roster_row(number, entry) for number, entry in enumerate(EXPERTS, start=1)]
    exclusions = [_exclusion_row(roster[number % 5]["leaf"], reason) for number, reason in enumerate(REASONS)]
    leaves = [row["leaf"] for row in roster]
    chosen = [[], leaves[:1], leaves[:2], leaves[:3], leaves, leaves[::-1]]
    seeds = [seed("draw"), bytes(32), b"\xff" * 32]
    return {
        "about": "roster, exclusions: what is salted, and its leaf. roots: of leaves in whatever order. rankings: leaves by a seed. refused: a "
        "salt of another length, an unknown reason, a leaf twice, a seed of another length (protocol 11).",
        "roster": roster,
        "exclusions": exclusions,
        "roots": [{"leaves": some, "root": salted_root(map(bytes.fromhex, some))} for some in chosen],
        "rankings": [{"seed": own.hex(), "leaves": leaves, "ranked": ranking(own, leaves)} for own in seeds],
        "refused": {
            "roster": [{"salt": "00" * size, **EXPERTS[0]} for size in (0, 31, 33)],
            "exclusions": [
                {"salt": "00" * 32, "leaf": leaves[0], "reason": word, "evidence": ""} for word in ("", "Kin")
            ],
            "roots": [[leaves[0], leaves[0]], [*leaves, leaves[2]]],
            "rankings": ["00" * 31, "00" * 33],
        },
    }


def _roster_row(number: int, entry: dict[str, Any]) -> dict[str, Any]:
    salt = seed(f"roster {number}")
    return {"salt": salt.hex(), **entry, "leaf": roster_leaf(salt, **entry).hex()}


def _exclusion_row(leaf: str, reason: str) -> dict[str, Any]:
    salt, evidence = seed(f"exclusion {reason}"), {"organisation": "江城建设有限公司", "reason": reason}
    return {
        "salt": salt.hex(), "leaf": leaf, "reason": reason, "evidence": evidence,
        "exclusion_leaf": exclusion_leaf(salt, leaf=leaf, reason=reason, evidence=evidence).hex(),
    }  # fmt: skip
