"""The table of a public opening record: one row a bidder (columns as in the record of Quanzhou, 2026-03-16)."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from pathlib import Path
from statistics import median_low

from qinglian.cli.refused import Refused

COLUMNS = ("credit_code", "name", "file_received", "decrypt_status", "decrypt_cmd_time", "price_wan")
RELEASED = "解密成功"
FEN_IN_WAN = 1_000_000
CHINA = timezone(timedelta(hours=8))
_HALF_HOUR = 30


@dataclass(frozen=True)
class Row:
    """One bidder as the record has it. `price_fen` is what it seals (the median where the record could not read one)."""

    name: str
    credit_code: str
    received: str
    price_fen: int
    has_released: bool


@dataclass(frozen=True)
class Table:
    """The record's rows in the order in which the files came in, and the hour of the opening."""

    rows: Sequence[Row]
    opened_at: datetime

    @property
    def expected_failures(self) -> int:
        """This will return how many bidders never released their lock."""
        return sum(not row.has_released for row in self.rows)


def read_table(path: Path) -> Table:
    """This will read a CSV of at least three bidders (Refused when columns, prices or times cannot be read)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            raw = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("读不了 {path}：{why}", "{path} cannot be read: {why}", path=path, why=error) from None
    missing = [name for name in COLUMNS if not raw or name not in raw[0]]
    if missing or len(raw) < 3:
        raise Refused(
            "{path}：缺列 {missing}，或不足三家",
            "{path}: columns {missing} are missing, or fewer than three rows",
            path=path,
            missing=missing,
        )
    try:
        return _table(raw)
    except (ValueError, InvalidOperation) as error:
        raise Refused("{path}：{why}", "{path}: {why}", path=path, why=error) from None


def _table(raw: list[dict[str, str]]) -> Table:
    known = [_fen(row["price_wan"]) for row in raw if row["price_wan"].strip()]
    middle = median_low(known)
    rows = [
        Row(
            row["name"].strip(),
            row["credit_code"].strip(),
            row["file_received"],
            _fen(row["price_wan"]) if row["price_wan"].strip() else middle,
            row["decrypt_status"].strip() == RELEASED,
        )
        for row in raw
    ]
    first = min(row["decrypt_cmd_time"] for row in raw if row["decrypt_cmd_time"].strip())
    return Table(sorted(rows, key=lambda row: row.received), _hour_of(datetime.fromisoformat(first)))


def _fen(price_wan: str) -> int:
    fen = Decimal(price_wan.replace(",", "")) * FEN_IN_WAN
    if fen != fen.to_integral_value() or fen <= 0:
        raise ValueError(f"price_wan {price_wan!r} is no positive amount in whole fen")
    return int(fen)


def _hour_of(first_decryption: datetime) -> datetime:
    """An opening begins on the half hour; the first bidder decrypts moments later."""
    minute = first_decryption.minute - first_decryption.minute % _HALF_HOUR
    return first_decryption.replace(minute=minute, second=0, microsecond=0, tzinfo=CHINA)
