"""The shapes of the facts of seeds and draws (docs/protocol.md 10 and 11). Objects inside them have these members and no others."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from qinglian.trust.deposit import PARTIES, PURPOSES
from qinglian.trust.keys import checked_opening
from qinglian.trust.strict import digest, fields, from_base64, identifier, sequence, text, whole

Check = Callable[[Any], object]
ANSWERS = ("accepted", "declined", "silent", "late", "recused")
_OPENING = ("origin", "tender", "section", "round")
_PANEL_ROW = ("leaf", "salt", "expert", "name", "unit", "specialities")
_MOST = 100_000


def roster_rows(value: Any) -> list[dict[str, Any]]:
    """This will return the rows of a published roster (ValueError when one is not `{"number","leaf","strata"}`)."""
    rows = sequence(value, name="roster", most=_MOST)
    for row in rows:
        fields(row, ("number", "leaf", "strata"), name="roster")
        whole(row["number"], name="roster.number", least=1)
        digest(row["leaf"], name="roster.leaf")
        _specialities(row["strata"])
    return rows


def exclusion_rows(value: Any) -> list[dict[str, Any]]:
    """This will return the rows of published exclusions (ValueError when one is not `{"leaf","reason","evidence","salt"}`)."""
    rows = sequence(value, name="exclusions", most=_MOST)
    for row in rows:
        fields(row, ("leaf", "reason", "evidence", "salt"), name="exclusions")
        digest(row["leaf"], name="exclusions.leaf")
        from_base64(row["salt"], name="exclusions.salt", size=32)
    return rows


def _one_of(*words: str) -> Check:
    def check(value: Any) -> None:
        if value not in words:
            raise ValueError(f"one of {words} was expected, not {value!r:.40}")

    return check


def _section(value: Any) -> None:
    identifier(value, name="section")


def _number(value: Any) -> None:
    whole(value, name="number", least=1)


def _count(value: Any) -> None:
    whole(value, name="count")


def _hex(value: Any) -> None:
    digest(value, name="hash")


def _words(value: Any) -> None:
    text(value, name="words")


def _signed(value: Any) -> None:
    fields(value, ("document", "key", "signature"), name="signed document")


def _moment(value: Any) -> None:
    if datetime.fromisoformat(text(value, name="moment")).tzinfo is None:
        raise ValueError("a moment names its zone")


def _reason(value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError("a string was expected")


def _lot(value: Any) -> None:
    """The scope of a seed: an opening, and for a draw its number and both roots."""
    names = _OPENING if isinstance(value, dict) and "draw" not in value else (*_OPENING, "draw", "roster", "exclusions")
    fields(value, names, name="scope")
    checked_opening({name: value[name] for name in _OPENING})
    if "draw" in names:
        _number(value["draw"])
        _hex(value["roster"])
        _hex(value["exclusions"])


def _specialities(value: Any) -> None:
    for word in sequence(value, name="specialities", most=100):
        text(word, name="speciality")


def _request(value: Any) -> None:
    for row in sequence(value, name="strata", least=1, most=100):
        fields(row, ("speciality", "count"), name="strata")
        text(row["speciality"], name="speciality")
        _number(row["count"])


def _counts(value: Any) -> None:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    for count in value.values():
        _count(count)


def _panel(value: Any) -> None:
    for row in sequence(value, name="panel", most=1000):
        fields(row, _PANEL_ROW, name="panel")
        digest(row["leaf"], name="panel.leaf")
        from_base64(row["salt"], name="panel.salt", size=32)
        _specialities(row["specialities"])


_SCOPE: dict[str, Check] = {"section": _section, "round": _number}
_LOT = _SCOPE | {"purpose": _one_of(*PURPOSES), "scope": _lot, "party": _one_of(*PARTIES)}
_DRAW = _SCOPE | {"draw": _number}
DRAW_SHAPES: dict[str, dict[str, Check]] = {
    "seed-committed/v1": _LOT | {"commitment": _hex, "deposit": _hex},
    "seed-revealed/v1": _LOT | {"seed": _hex, "how": _one_of("party", "deposit")},
    "seed-share-released/v1": _LOT | {"guardian": _section, "release": _hex},
    "seed-failed/v1": _LOT | {"reason": _words},
    "draw-requested/v1": _DRAW
    | {"size": _number, "representatives": _count, "strata": _request, "evaluation_at": _moment, "hours": _number},
    "draw-roster-fixed/v1": _DRAW | {"root": _hex, "size": _count, "strata": _counts, "opening_hash": _hex},
    "draw-roster-approved/v1": _DRAW | {"approval": _signed},
    "draw-exclusions-fixed/v1": _DRAW | {"root": _hex, "count": _count, "closing": _hex},
    "draw-made/v1": _DRAW | {"seed": _hex},
    "expert-called/v1": _DRAW | {"leaf": _hex, "stratum": _words, "order": _number},
    "expert-answered/v1": _DRAW | {"leaf": _hex, "answer": _one_of(*ANSWERS)},
    "draw-completed/v1": _DRAW | {"members": _count, "calls": _count},
    "draw-abandoned/v1": _DRAW | {"reason": _reason},
    "names-sought/v1": _DRAW,
    "panel-disclosed/v1": _DRAW | {"roster": _hex, "exclusions": _hex, "panel": _panel},
}
