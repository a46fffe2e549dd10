"""What the award discloses of the committee: who sat at which seat, each member's totals, the sheets, and how blind codes were bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.specialities import label_of
from qinglian.law.evaluation.terms import PARTS
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.evaluation.models import Session
    from qinglian.domain.evaluation.queries import BlindCodes, SeatTold

SCORED = PARTS | {"adjustment": Text("价格评审", "Price review")}


@dataclass(frozen=True)
class SeatRow:
    """One seat with the expert behind it; `name` is "" while the draw has not disclosed it, and for a representative."""

    told: SeatTold
    name: str
    unit: str
    specialities: list[Text]


@dataclass(frozen=True)
class TotalsRow:
    """One bid's part: every seat's total, "" where a seat has none, whether it was left out, and the mean."""

    number: int
    name: str
    part: Text
    totals: list[tuple[int, str, bool]]
    average: str


@dataclass(frozen=True)
class SheetRow:
    """One member's marks for one bid: the bid's number, its blind code where the sheet bore one, the items."""

    seat: int
    kind: Text
    number: int | None
    code: str
    cells: list[tuple[Text, str]]


def committee_shown(session: Session, document: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """This will lay out the committee, its totals and its sheets; empty until the award has disclosed the session."""
    seats = _seats(session)
    codes = evaluation.blind_codes_told(session)
    return {
        "seats": seats,
        "dissents": [row for row in seats if row.told.dissent],
        "totals": _totals(document, names) if seats else [],
        "codes": codes if document["terms"]["blind_technical"] else None,
        "sheets": _sheets(session, document, codes) if seats else [],
    }


def _seats(session: Session) -> list[SeatRow]:
    told = evaluation.committee_told(session)
    named = experts.panel_disclosed(session.draw) if told else {}
    rows = []
    for seat in told:
        expert = named.get(seat.leaf)
        specialities = [label_of(code) for code in expert.specialities] if expert else []
        rows.append(SeatRow(seat, expert.name if expert else "", expert.unit if expert else "", specialities))
    return rows


def _totals(document: dict[str, Any], names: dict[int, str]) -> list[TotalsRow]:
    seats = sorted(
        {int(seat) for row in document["scores"] for part in PARTS if row[part] for seat in row[part]["totals"]}
    )
    return [
        TotalsRow(
            row["number"],
            names[row["number"]],
            label,
            [(seat, row[part]["totals"].get(str(seat), ""), seat in row[part]["dropped"]) for seat in seats],
            row[part]["average"],
        )
        for row in document["scores"]
        for part, label in PARTS.items()
        if row[part]
    ]


def _sheets(session: Session, document: dict[str, Any], codes: BlindCodes | None) -> list[SheetRow]:
    labels = {row["code"]: Text(row["label"]["zh"], row["label"]["en"]) for row in document["terms"]["criteria"]}
    numbers = codes.numbers if codes else {}
    return [
        _sheet(seat, SCORED[kind], key, _cells(row, labels), numbers)
        for kind, by_seat in evaluation.sheets_by_kind(session).items()
        if kind in SCORED
        for seat, rows in by_seat.items()
        for key, row in rows.items()
    ]


def _sheet(seat: int, kind: Text, key: str, cells: list[tuple[Text, str]], numbers: dict[str, int]) -> SheetRow:
    if key.isdecimal():
        return SheetRow(seat, kind, int(key), "", cells)
    return SheetRow(seat, kind, numbers.get(key), key, cells)


def _cells(row: Any, labels: dict[str, Text]) -> list[tuple[Text, str]]:
    if isinstance(row, list):
        return [(Text(str(item["reason"]), str(item["reason"])), _yuan(int(item["fen"]))) for item in row]
    return [(labels[criterion], str(points)) for criterion, points in row.items()]


def _yuan(fen: int) -> str:
    return f"{'−' if fen < 0 else '+'}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
