"""The shapes of the facts that the steps rely on (docs/protocol.md 7). Owners may add members; these must be there, and so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from qinglian.cli.verify.shapes_draw import DRAW_SHAPES
from qinglian.trust.access import checked_access
from qinglian.trust.keys import checked_opening, public_key
from qinglian.trust.strict import digest, identifier, sequence, whole

Check = Callable[[Any], object]


def wrong_shape(kind: str, body: dict[str, Any]) -> str:
    """This will return what is wrong with a fact's body, or "". Kinds that no step relies on pass."""
    for name, check in SHAPES.get(kind, {}).items():
        if name not in body:
            return f"{name} is missing"
        try:
            check(body[name])
        except (ValueError, KeyError, TypeError) as error:
            return f"{name}: {error}"
    return ""


def _words(value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError("a string was expected")


def _flag(value: Any) -> None:
    if not isinstance(value, bool):
        raise ValueError("true or false was expected")


def _object(value: Any) -> None:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")


def _maybe_object(value: Any) -> None:
    if value is not None:
        _object(value)


def _objects(value: Any) -> None:
    for row in sequence(value, name="rows", most=10_000):
        _object(row)


def _numbers(value: Any) -> None:
    for number in sequence(value, name="numbers", most=10_000):
        _round(number)


def _moment(value: Any) -> None:
    _words(value)
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError("a moment names its zone")


def _section(value: Any) -> None:
    identifier(value, name="section")


def _round(value: Any) -> None:
    whole(value, name="round", least=1)


def _count(value: Any) -> None:
    whole(value, name="count")


def _hex(value: Any) -> None:
    digest(value, name="hash")


def _maybe_hex(value: Any) -> None:
    if value is not None:
        _hex(value)


def _sections(value: Any) -> None:
    for row in sequence(value, name="sections", least=1, most=1000):
        _object(row)
        _section(row["number"])
        _round(row["round"])
        for field in sequence(row["sheet_form"], name="sheet_form", most=100):
            if not {"name", "kind", "required"} <= set(field):
                raise ValueError("a field of the sheet form has name, kind and required")


def _documents(value: Any) -> None:
    for row in sequence(value, name="documents", most=10_000):
        _words(row["title"])
        _hex(row["sha256"])


_SCOPE: dict[str, Check] = {"section": _section, "round": _round}
_OUTCOME: dict[str, Check] = {"number": _round, "manifest": _hex, "bidder": _words, "head": _hex}
SHAPES: dict[str, dict[str, Check]] = DRAW_SHAPES | {
    "key-bound/v1": {"organisation": _words, "public": public_key},
    "key-revoked/v1": {"organisation": _words, "public": _words},
    "notice-published/v1": {
        "version": _round,
        "deadline_at": _moment,
        "documents_from_at": _moment,
        "access": checked_access,
        "must_tender": _flag,
        "rulebook": _hex,
        "sections": _sections,
        "documents": _documents,
    },
    "card-handed-in/v1": _SCOPE | {"card": _object},
    "bid-received/v1": {"opening": checked_opening, "manifest": _hex, "supersedes": _maybe_hex},
    "bid-withdrawn/v1": {"opening": checked_opening, "manifest": _hex, "withdrawal": _hex},
    "section-closed/v1": _SCOPE | {"root": _hex},
    "section-failed/v1": _SCOPE | {"reason": _words},
    "release-started/v1": _SCOPE | {"checkpoint": _words},
    "closing-list-disclosed/v1": _SCOPE | {"list": _hex},
    "disclosed/v1": {"blob": _hex},
    "shares-released/v1": _SCOPE
    | {"guardian": _words, "group": _words, "compartment": _words, "manifest": _maybe_hex, "release": _hex},
    "bid-opened/v1": _SCOPE | _OUTCOME | {"sheet": _object},
    "bid-failed/v1": _SCOPE | _OUTCOME | {"fault": _words, "reason": _words},
    "opening-finished/v1": _SCOPE | {"opened": _count, "failed": _count},
    "opening-record-signed/v1": _SCOPE | {"document": _hex, "pdf": _hex},
    "tender-again/v1": _SCOPE,
    "session-opened/v1": _SCOPE | {"session": _words, "recipient": _words, "draw": _round, "members": _count},
    "files-unsealed/v1": _SCOPE | {"session": _words, "blind_root": _hex, "bids": _objects},
    "files-listed/v1": _SCOPE | {"session": _words, "files": _object},
    "seat-taken/v1": _SCOPE | {"session": _words, "seat": _round, "public": public_key, "leaf": _maybe_hex},
    "sheet-locked/v1": _SCOPE | {"session": _words, "seat": _round, "sheet_kind": _words, "sheet": _object},
    "blind-codes-revealed/v1": _SCOPE | {"session": _words, "rows": _objects},
    "member-replaced/v1": _SCOPE | {"session": _words, "seat": _round, "by_seat": _round},
    "scores-voided/v1": _SCOPE | {"session": _words, "rejected": _numbers},
    "evaluation-finished/v1": _SCOPE | {"session": _words, "result": _hex, "report": _hex},
    "report-signed/v1": _SCOPE | {"session": _words, "seat": _round, "signature": _maybe_object},
    "candidates-published/v1": _SCOPE | {"result": _hex, "report": _hex, "candidates": _objects, "until_at": _moment},
    "candidate-objection-raised/v1": _SCOPE | {"objection": _round, "bidder": _words, "text": _hex},
    "candidate-objection-answered/v1": _SCOPE | {"objection": _round, "answer": _words, "upheld": _flag},
    "candidate-objection-withdrawn/v1": _SCOPE | {"objection": _round},
    "award-made/v1": _SCOPE
    | {"number": _round, "bidder": _words, "price_fen": _count, "rank": _round, "evidence": _words},
}
