"""The evaluation report as a PDF (typst). It names no member: seats alone, until the award discloses who sat there (ZTB 37)."""

from collections.abc import Iterable
from datetime import datetime
from importlib import resources
from typing import Any, Protocol

import typst

from qinglian.domain.bids.record_pdf import fonts
from qinglian.domain.tenders.models import Section
from qinglian.law.evaluation.rejection_grounds import BY_CODE
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import document_hash

_METHOD = {"comprehensive_scoring": "综合评估法", "lowest_evaluated_price": "经评审的最低投标价法"}


class Asked(Protocol):
    """What the report says of a clarification."""

    question: str
    signed: dict[str, Any] | None
    bid: Any


def report_pdf(
    document: dict[str, Any],
    *,
    section: Section,
    clarifications: Iterable[Asked],
    document_hash: str,
    made_at: datetime,
) -> bytes:
    """This will lay out an `evaluation-result/v1` and return a PDF/A-2b; equal inputs give equal bytes."""
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("report.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"report": jcs(_page(document, section, clarifications, document_hash)).decode()},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    return pdf


def _page(document: dict[str, Any], section: Section, asked: Iterable[Asked], document_hash: str) -> dict[str, Any]:
    opening = document["opening"]
    return {
        "title": f"{section.tender.name} {section.name}（{opening['tender']} 第 {opening['section']} 标段，第 {opening['round']} 次）",
        "foot": f"{opening['origin']}    评标结果指纹 {document_hash}",
        "head": [
            ["评标办法", _METHOD[document["method"]]],
            ["评标基准价", f"{document['benchmark']['base']} 元" if document["benchmark"] else "—"],
            ["推荐候选人", "、".join(f"{number} 号" for number in document["candidates"]) or "无"],
            ["否决投标", f"{len(document['rejected'])} 份"],
        ],
        "columns": _columns(document),
        "rows": [_row(row) for row in document["ranking"]],
        "rejected": [_rejected(row) for row in document["rejected"]],
        "steps": [
            f"{step['label']['zh']}：{step['value']}" for step in (document["benchmark"] or {"steps": []})["steps"]
        ],
        "clarifications": [_asked(one) for one in asked],
        "outliers": [_outlier(row) for row in document["outliers"]],
        "proofs": [
            f"评标结果（JSON，RFC 8785）的 SHA-256：{document_hash}",
            f"核验办法：qinglian verify {opening['origin']} --tender {opening['tender']}",
        ],
    }


def _asked(one: Asked) -> str:
    """The answer's words may tell how a price is made up: the report, which everybody reads, names them by their hash."""
    answered = f"已答复，文件指纹 {document_hash(one.signed['document'])}" if one.signed else "逾期未答复"
    return f"{one.bid.number:04d} 号：{one.question}（{answered}）"


def _columns(document: dict[str, Any]) -> list[str]:
    if document["method"] == "lowest_evaluated_price":
        return ["名次", "投标文件", "投标报价（元）", "评审价（元）"]
    return ["名次", "投标文件", "投标报价（元）", "技术", "商务", "报价", "总分"]


def _row(row: dict[str, Any]) -> list[str]:
    head = [str(row["rank"]), f"{row['number']:04d}", _yuan(row["price_fen"])]
    if "evaluated_fen" in row:
        return [*head, _yuan(row["evaluated_fen"])]
    return [*head, row["technical"], row["business"], row["price"], row["total"]]


def _rejected(row: dict[str, Any]) -> str:
    return f"{row['number']:04d} 号：{BY_CODE[row['ground']].words.zh}（招标投标法实施条例第五十一条）。依据：{row['finding']}"


def _outlier(row: dict[str, Any]) -> str:
    part = "技术" if row["part"] == "technical" else "商务"
    return f"{row['number']:04d} 号 {part} {row['criterion'] or '合计'}：席位 {row['seat']} 评 {row['score']}，中位数 {row['median']}（只提示，未改分）"


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"
