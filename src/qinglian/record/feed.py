"""The facts feed: `facts/<N>[.p/<W>]`, JSON arrays of up to 256 entries in log order (docs/protocol.md 6).

An open fact shows salt and fact; every other leaf shows its index and leaf alone, so that sealed, confidential and cover leaves
look the same.
"""

import json
from typing import Any

from django.conf import settings

from qinglian.record import durable
from qinglian.record.models import Fact, Secrecy
from qinglian.record.tiles import spans
from qinglian.trust.log import TILE_WIDTH, facts_path
from qinglian.trust.strict import to_base64


def entry_of(row: Fact) -> dict[str, Any]:
    """This will return what the public may see of one numbered leaf."""
    entry: dict[str, Any] = {"index": row.index, "leaf": bytes(row.leaf).hex()}
    if row.secrecy == Secrecy.OPEN and row.erased_at is None:
        entry |= {"salt": to_base64(bytes(row.salt)), "fact": row.fact}
    return entry


def bundle_bytes(rows: list[Fact]) -> bytes:
    """This will write one bundle, one entry a line."""
    lines = [json.dumps(entry_of(row), ensure_ascii=False, separators=(",", ":")) for row in rows]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def write_bundles(*, old: int, new: int) -> None:
    """This will write the bundles that a growth from `old` to `new` leaves changes, from the numbered rows."""
    for number, width in spans(old, new):
        path = settings.QINGLIAN_LOG_DIR / facts_path(number, width)
        durable.write_file(path, bundle_bytes(_rows(number, width)))


def rewrite_bundles(number: int) -> None:
    """This will write every published width of this bundle anew: after an erasure none may keep what was erased."""
    full = settings.QINGLIAN_LOG_DIR / facts_path(number)
    partial = full.with_name(full.name + ".p")
    widths = [int(path.name) for path in partial.glob("[0-9]*")] + ([TILE_WIDTH] if full.exists() else [])
    for width in widths:
        durable.write_file(settings.QINGLIAN_LOG_DIR / facts_path(number, width), bundle_bytes(_rows(number, width)))


def _rows(number: int, width: int) -> list[Fact]:
    start = number * TILE_WIDTH
    return list(Fact.objects.filter(index__gte=start, index__lt=start + width).order_by("index"))
