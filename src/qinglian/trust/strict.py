"""Reading what strangers hand in: limits, no duplicate keys, exact shapes. Every refusal is a ValueError that names the field."""

import base64
import binascii
import json
import re
from typing import Any, NoReturn

from qinglian.trust.canonical import jcs

_HEX = re.compile(r"[0-9a-f]*\Z")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}\Z")


def read_json(data: bytes, *, limit: int, name: str) -> Any:
    """This will parse JSON of at most `limit` bytes. Duplicate keys, floats, NaN and deep nesting are refused."""
    if len(data) > limit:
        raise ValueError(f"{name}: {len(data)} bytes; at most {limit} are allowed")
    try:
        return json.loads(data, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)
    except RecursionError:
        raise ValueError(f"{name}: nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def read_canonical(data: bytes, *, limit: int, name: str) -> Any:
    """This will parse JSON as `read_json` does and refuse bytes that are not the canonical ones of their value."""
    value = read_json(data, limit=limit, name=name)
    if jcs(value) != data:
        raise ValueError(f"{name}: these are not the canonical bytes (RFC 8785) of their value")
    return value


def fields(value: Any, names: tuple[str, ...], *, name: str) -> dict[str, Any]:
    """This will return the object when it has exactly these keys."""
    if not isinstance(value, dict):
        raise ValueError(f"{name}: an object was expected, not {_kind(value)}")
    missing, extra = sorted(set(names) - set(value)), sorted(set(value) - set(names))
    if missing or extra:
        raise ValueError(f"{name}: missing {missing}, unknown {extra}")
    return value


def text(value: Any, *, name: str, most: int = 200) -> str:
    """This will return the string when it has 1 to `most` characters and no control characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= most or any(ord(letter) < 32 for letter in value):
        raise ValueError(f"{name}: 1 to {most} characters without control characters were expected")
    return value


def identifier(value: Any, *, name: str) -> str:
    """This will return the string when it is an id: letters, digits and `._:-`, at most 120, starting with a letter or digit."""
    if not isinstance(value, str) or not _ID.match(value):
        raise ValueError(f"{name}: an id of letters, digits and ._:- was expected, not {value!r:.80}")
    return value


def whole(value: Any, *, name: str, least: int = 0, most: int = 2**53 - 1) -> int:
    """This will return the integer when it lies in the range."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name}: an integer from {least} to {most} was expected, not {value!r:.80}")
    return value


def digest(value: Any, *, name: str) -> str:
    """This will return the string when it is 64 lower-case hex digits."""
    if not isinstance(value, str) or len(value) != 64 or not _HEX.match(value):
        raise ValueError(f"{name}: 64 lower-case hex digits were expected, not {value!r:.80}")
    return value


def from_base64(value: Any, *, name: str, size: int | None = None, most: int | None = None) -> bytes:
    """This will decode standard base64 with padding, written in the one canonical way, of exactly `size` or at most `most` bytes."""
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else None
    except (binascii.Error, ValueError):
        data = None
    if data is None or to_base64(data) != value:
        raise ValueError(f"{name}: canonical base64 was expected")
    if (size is not None and len(data) != size) or (most is not None and len(data) > most):
        raise ValueError(f"{name}: {len(data)} bytes; expected {size if size is not None else f'at most {most}'}")
    return data


def to_base64(data: bytes) -> str:
    """This will write standard base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def sequence(value: Any, *, name: str, least: int = 0, most: int) -> list[Any]:
    """This will return the list when it has `least` to `most` items."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise ValueError(f"{name}: a list of {least} to {most} items was expected")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice in one object")
    return found


def _no_float(literal: str) -> NoReturn:
    raise ValueError(f"{literal} is not an integer; only integers are allowed")


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__
