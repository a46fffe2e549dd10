"""The opening record as a document (protocol 7): what was read out, who objected, who released. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qinglian.record.events import moment


@dataclass(frozen=True)
class RecordRow:
    """One bid as the record shows it."""

    number: int
    manifest: str
    bidder: str
    name: str
    credit_code: str
    arrived_at: datetime
    signed_in: bool
    confirmed: bool
    outcome: str
    fault: str
    reason: str
    treated_as: str
    sheet: Mapping[str, Any] | None


@dataclass(frozen=True)
class RecordTimes:
    """The moments of an opening."""

    deadline_at: datetime
    closed_at: datetime
    release_started_at: datetime
    decrypt_until_at: datetime
    finished_at: datetime


def make_document(
    opening: dict[str, Any],
    *,
    closing: str,
    tender: dict[str, Any],
    times: RecordTimes,
    fields: Sequence[Mapping[str, Any]],
    rows: Sequence[RecordRow],
    guardians: Sequence[dict[str, Any]],
    objections: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """This will return the opening record (`opening-record/v1`); rows in order of number, times as RFC 3339 in China Standard Time."""
    return {
        "type": "opening-record/v1",
        "opening": opening,
        "deadline_at": moment(times.deadline_at),
        "closing": closing,
        "tender": tender,
        "times": {
            "closed_at": moment(times.closed_at),
            "release_started_at": moment(times.release_started_at),
            "decrypt_until_at": moment(times.decrypt_until_at),
            "finished_at": moment(times.finished_at),
        },
        "fields": [{"name": field["name"], "label": field["label"], "unit": field["unit"]} for field in fields],
        "rows": [_row(row) for row in sorted(rows, key=lambda row: row.number)],
        "guardians": list(guardians),
        "objections": list(objections),
    }


def _row(row: RecordRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "manifest": row.manifest,
        "bidder": row.bidder,
        "name": row.name,
        "credit_code": row.credit_code,
        "arrived_at": moment(row.arrived_at),
        "signed_in": row.signed_in,
        "confirmed": row.confirmed,
        "outcome": row.outcome,
        "fault": row.fault,
        "reason": row.reason,
        "treated_as": row.treated_as,
        "sheet": dict(row.sheet) if row.sheet is not None else None,
    }
