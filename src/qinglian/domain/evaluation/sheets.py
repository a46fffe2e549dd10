"""What a member's sheet must hold before it can be locked, and what is still missing. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qinglian.law.evaluation.rejection_grounds import GROUNDS
from qinglian.law.evaluation.scoring import check_sheet
from qinglian.law.text import Text

MOST_EVIDENCE = 2000
MOST_FEN = 2**53 - 1
KINDS: dict[str, Text] = {
    "review": Text("初步评审表", "Preliminary review"),
    "technical": Text("技术评分表", "Technical scores"),
    "business": Text("商务评分表", "Business scores"),
    "adjustment": Text("评审价调整表", "Adjustments of the price"),
}


@dataclass(frozen=True)
class Missing:
    """One thing that a sheet lacks or has wrong: of which bid (its key on the sheet), in which field, and what."""

    bid: str
    field: str
    wrong: Text


def kind_due(state: str, terms: Mapping[str, Any]) -> str | None:
    """This will return the kind of sheet that a session in this state waits for; None where nothing is to be scored."""
    parts = {str(row["part"]) for row in terms["criteria"]}
    if state == "review":
        return "review"
    if state == "technical":
        return "technical" if "technical" in parts else None
    if state == "business" and terms["method"] == "lowest_evaluated_price":
        return "adjustment"
    return "business" if state == "business" and "business" in parts else None


def criteria_of(terms: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    """This will list the criteria of one part."""
    return [row for row in terms["criteria"] if row["part"] == part]


def missing_in(kind: str, rows: object, *, bids: Iterable[str], terms: Mapping[str, Any]) -> list[Missing]:
    """This will list what keeps a sheet from being locked; an empty list means that it is complete."""
    if not isinstance(rows, dict):
        return [Missing("", "", Text("评分表应按投标文件列出。", "A sheet is listed by bid."))]
    due = list(bids)
    unknown = [key for key in rows if key not in due]
    found = [
        Missing(str(key)[:20], "", Text("这份投标文件不在本轮评审。", "This bid is not judged here."))
        for key in unknown
    ]
    for key in due:
        found += _missing_of_bid(kind, key, rows.get(key), terms)
    return found


def _missing_of_bid(kind: str, key: str, row: object, terms: Mapping[str, Any]) -> list[Missing]:
    if kind == "review":
        return _missing_review(key, row)
    if kind == "adjustment":
        return _missing_adjustments(key, row)
    faults = check_sheet(terms["criteria"], row if row is not None else {}, kind)
    return [Missing(key, fault.name, fault.wrong) for fault in faults]


def _missing_review(key: str, row: object) -> list[Missing]:
    values: Mapping[str, Any] = row if isinstance(row, dict) else {}
    found = [
        Missing(key, str(code)[:40], Text("没有这一项。", "There is no such ground."))
        for code in values
        if code not in {ground.code for ground in GROUNDS}
    ]
    for ground in GROUNDS:
        found += _missing_ground(key, ground.code, values.get(ground.code))
    return found


def _missing_ground(key: str, code: str, value: object) -> list[Missing]:
    if not isinstance(value, dict) or set(value) != {"pass", "evidence"} or not isinstance(value["pass"], bool):
        return [Missing(key, code, Text("还没有判断。", "Not judged yet."))]
    evidence = value["evidence"]
    if not isinstance(evidence, str) or len(evidence) > MOST_EVIDENCE:
        return [
            Missing(
                key, code, Text("依据应为文字，不超过 2000 字。", "The evidence is text, at most 2,000 characters.")
            )
        ]
    if not value["pass"] and not evidence.strip():
        return [Missing(key, code, Text("否决须写明依据。", "A rejection states its evidence."))]
    return []


def _missing_adjustments(key: str, row: object) -> list[Missing]:
    if not isinstance(row, list) or len(row) > 50:
        return [Missing(key, "", Text("请逐项填写调整，没有的填空表。", "List the adjustments, or an empty list."))]
    return [
        Missing(key, str(at), Text("每项写明理由和金额（分，整数）。", "Each has a reason and whole fen."))
        for at, item in enumerate(row)
        if not _is_adjustment(item)
    ]


def _is_adjustment(item: object) -> bool:
    if not isinstance(item, dict) or set(item) != {"reason", "fen"}:
        return False
    reason, fen = item["reason"], item["fen"]
    is_whole = isinstance(fen, int) and not isinstance(fen, bool) and abs(fen) <= MOST_FEN
    return is_whole and isinstance(reason, str) and 0 < len(reason.strip()) <= MOST_EVIDENCE


def others_progress(locked: Sequence[int], *, members: int) -> Text:
    """This will say how many have locked, and nothing more: nobody sees another's scores before all are in."""
    return Text(f"{len(locked)} / {members} 位评委已锁定", f"{len(locked)} of {members} members have locked")
