"""Steps over the end of an opening: its counts, the law's least number, and the signed record."""

from collections.abc import Sequence
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.report import Report, Step
from qinglian.trust.strict import read_json

LEAST_BIDDERS = 3  # ZTB 28; REG 44
MOST_RECORD_BYTES = 256 * 1024 * 1024
_ROW = ("number", "manifest", "bidder", "outcome", "fault", "sheet")


def check_records(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will compare counts and the opening record with the outcomes that were recomputed."""
    step = report.step("数目与开标记录", "Counts and the opening record")
    records = 0
    for opening in (opening for case in cases for opening in case.openings):
        _check_counts(step, opening)
        records += _check_record(step, evidence, opening)
    step.note("{n} 份开标记录与事实一致", "{n} opening records equal the facts", n=records)


def _check_counts(step: Step, opening: OpeningCase) -> None:
    finished = opening.first("opening-finished/v1")
    opened = len(opening.of("bid-opened/v1"))
    failed = len(opening.of("bid-failed/v1"))
    if finished is not None and (finished.body.get("opened"), finished.body.get("failed")) != (opened, failed):
        published = f"{finished.body.get('opened')}/{finished.body.get('failed')}"
        step.find("counts_differ", finished.where, published=published, computed=f"{opened}/{failed}")
    if opening.manifests and len(opening.manifests) < LEAST_BIDDERS:
        step.find("too_few_opened", opening.where)


def _check_record(step: Step, evidence: Evidence, opening: OpeningCase) -> bool:
    signed = opening.first("opening-record-signed/v1")
    if signed is None:
        return False
    try:
        data, pdf = evidence.blob(str(signed.body.get("document"))), evidence.blob(str(signed.body.get("pdf")))
        if data is None or pdf is None:
            step.find("record_missing", signed.where)
            return False
        record = read_json(data, limit=MOST_RECORD_BYTES, name="opening record")
        different = _difference(record, opening)
    except (ValueError, KeyError, TypeError) as error:
        different = str(error)
    if different:
        step.find("record_differs", signed.where, why=different)
    return not different


def _difference(record: Any, opening: OpeningCase) -> str:
    """This will return the first member of the record that is not as the facts say, or ""."""
    if record.get("type") != "opening-record/v1" or record.get("opening") != opening.opening:
        return "opening"
    if record.get("closing") != opening.root:
        return "closing"
    rows = [{name: row.get(name) for name in _ROW} for row in record.get("rows", [])]
    expected = sorted((_row(fact) for fact in opening.outcomes), key=lambda row: int(row["number"]))
    return "" if rows == expected else "rows"


def _row(fact: Any) -> dict[str, Any]:
    body, failed = fact.body, fact.kind == "bid-failed/v1"
    row = {name: body.get(name) for name in ("number", "manifest", "bidder")}
    return row | {
        "outcome": "failed" if failed else "opened",
        "fault": body.get("fault", ""),
        "sheet": body.get("sheet"),
    }
