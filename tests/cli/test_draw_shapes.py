"""Facts of seeds and draws are read strictly: a member less, a member more inside, another type, and the fact is refused by name."""

from collections.abc import Iterator
from typing import Any

import pytest

from qinglian.cli.verify.shapes import wrong_shape
from qinglian.cli.verify.shapes_draw import DRAW_SHAPES, exclusion_rows, roster_rows

HASH, SALT = "ab" * 32, "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="
OPENING: dict[str, Any] = {
    "origin": "jiangcheng.qinglian.invalid",
    "tender": "JC-2026-0001",
    "section": "1",
    "round": 1,
}
SCOPE: dict[str, Any] = {"section": "1", "round": 1}
DRAW = SCOPE | {"draw": 1}
LOT = SCOPE | {
    "purpose": "draw", "party": "centre", "scope": OPENING | {"draw": 1, "roster": HASH, "exclusions": HASH},
}  # fmt: skip
SIGNED = {"document": {}, "key": "", "signature": ""}
MEMBER = {
    "leaf": HASH,
    "salt": SALT,
    "expert": "exp-1",
    "name": "评审专家",
    "unit": "设计院",
    "specialities": ["A0801"],
}
BODIES: dict[str, dict[str, Any]] = {
    "seed-committed/v1": LOT | {"commitment": HASH, "deposit": HASH},
    "seed-revealed/v1": LOT | {"seed": HASH, "how": "party"},
    "seed-share-released/v1": LOT | {"guardian": "g-1", "release": HASH},
    "seed-failed/v1": LOT | {"reason": "seed_mismatch"},
    "draw-requested/v1": DRAW
    | {
        "size": 5, "representatives": 1, "strata": [{"speciality": "A0801", "count": 4}],
        "evaluation_at": "2026-05-20T14:00:00+08:00", "hours": 4,
    },
    "draw-roster-fixed/v1": DRAW | {"root": HASH, "size": 18, "strata": {"A0801": 18}, "opening_hash": HASH},
    "draw-roster-approved/v1": DRAW | {"approval": SIGNED},
    "draw-exclusions-fixed/v1": DRAW | {"root": HASH, "count": 0, "closing": HASH},
    "draw-made/v1": DRAW | {"seed": HASH},
    "expert-called/v1": DRAW | {"leaf": HASH, "stratum": "A0801", "order": 1},
    "expert-answered/v1": DRAW | {"leaf": HASH, "answer": "accepted"},
    "draw-completed/v1": DRAW | {"members": 4, "calls": 5},
    "draw-abandoned/v1": DRAW | {"reason": "开标延期\n改日再抽"},
    "names-sought/v1": DRAW,
    "panel-disclosed/v1": DRAW | {"roster": HASH, "exclusions": HASH, "panel": [MEMBER]},
}  # fmt: skip


def spoilt(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """This will yield the body without each member, and with each member of another type."""
    for name, value in body.items():
        yield f"without {name}", {key: value for key, value in body.items() if key != name}
        yield f"{name} of another type", body | {name: None}
        yield f"{name} in a list", body | {name: [value]}


def test_wrong_shape_passes_what_the_protocol_says_and_knows_every_kind() -> None:
    assert {kind: wrong_shape(kind, body) for kind, body in BODIES.items()} == dict.fromkeys(DRAW_SHAPES, "")
    coefficient = BODIES["seed-committed/v1"] | {"purpose": "coefficient", "scope": OPENING}
    assert wrong_shape("seed-committed/v1", coefficient) == ""


@pytest.mark.parametrize("kind", BODIES)
def test_wrong_shape_names_what_is_missing_or_of_another_type(kind: str) -> None:
    passed = [what for what, body in spoilt(BODIES[kind]) if wrong_shape(kind, body) == ""]
    assert passed == []


@pytest.mark.parametrize(
    ("kind", "member", "value"),
    [
        ("seed-committed/v1", "scope", LOT["scope"] | {"again": 1}),
        ("seed-committed/v1", "scope", OPENING | {"draw": 1}),
        ("seed-committed/v1", "scope", OPENING | {"draw": 0, "roster": HASH, "exclusions": HASH}),
        ("seed-revealed/v1", "party", "bidder"),
        ("seed-revealed/v1", "seed", HASH.upper()),
        ("seed-revealed/v1", "how", "guess"),
        ("draw-requested/v1", "strata", [{"speciality": "A0801", "count": 4, "expert": "exp-1"}]),
        ("draw-requested/v1", "strata", [{"speciality": "A0801", "count": True}]),
        ("draw-requested/v1", "evaluation_at", "2026-05-20T14:00:00"),
        ("draw-roster-fixed/v1", "strata", {"A0801": -1}),
        ("draw-roster-approved/v1", "approval", SIGNED | {"by": "somebody"}),
        ("expert-answered/v1", "answer", "maybe"),
        ("panel-disclosed/v1", "panel", [MEMBER | {"phone": "13800000001"}]),
        ("panel-disclosed/v1", "panel", [MEMBER | {"salt": "q6s="}]),
    ],
)
def test_wrong_shape_refuses_what_does_not_belong_inside(kind: str, member: str, value: Any) -> None:
    assert wrong_shape(kind, BODIES[kind] | {member: value}) != ""


def test_published_lists_of_another_shape_are_refused() -> None:
    row: dict[str, Any] = {"number": 1, "leaf": HASH, "strata": ["A0801"]}
    assert roster_rows([row]) == [row]
    rosters: list[Any] = [
        {"rows": []},
        [1],
        [row | {"name": "评审专家"}],
        [row | {"strata": "A0801"}],
        [row | {"leaf": "ab"}],
    ]
    for wrong in rosters:
        with pytest.raises(ValueError, match="roster|specialities"):
            roster_rows(wrong)
    excluded: dict[str, Any] = {"leaf": HASH, "reason": "kin", "evidence": None, "salt": SALT}
    assert exclusion_rows([excluded]) == [excluded]
    lists: list[Any] = ["none", [excluded | {"salt": ""}], [{"leaf": HASH}]]
    for wrong in lists:
        with pytest.raises(ValueError, match="exclusions"):
            exclusion_rows(wrong)
