"""The opening record as a PDF (typst). The font comes with the lock file, so no machine needs to have one (ADR 6)."""

from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from qinglian.domain.bids.wording import FAILURE, TREATED
from qinglian.trust.canonical import jcs

_OUTCOME = {"opened": "已解密", "failed": "解密失败"}
_UNIT = {"fen": "元", "day": "日"}
_GROUP = {"supervision": "监督组", "trade": "交易组", "bidder": "投标人"}


def record_pdf(document: dict[str, Any], *, document_hash: str, made_at: datetime) -> bytes:
    """This will lay out an opening record (`opening_record.py`) and return a PDF/A-2b; equal inputs give equal bytes."""
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("opening_record.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"record": jcs(_page(document, document_hash)).decode()},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    return pdf


@lru_cache
def fonts() -> typst.Fonts:
    """This will return the Chinese fonts that the lock file brings."""
    return typst.Fonts(include_system_fonts=False, font_paths=[pylopdf_fonts_zh_cn.sans_path().parent])


def _page(document: dict[str, Any], document_hash: str) -> dict[str, Any]:
    """This will turn the record into what the page shows: strings, in the page's order."""
    opening, tender = document["opening"], document["tender"]
    return {
        "title": f"{tender['name']} {tender['section_name']}（{opening['tender']} 第 {opening['section']} 标段，第 {opening['round']} 次）",
        "foot": f"{opening['origin']}    开标记录指纹 {document_hash}",
        "head": _head(document),
        "columns": [_column(field) for field in document["fields"]],
        "rows": [_row(row, document["fields"]) for row in document["rows"]],
        "failures": [_failure(row) for row in document["rows"] if row["outcome"] == "failed"],
        "objections": [_objection(item) for item in document["objections"]],
        "guardians": [_guardian(item) for item in document["guardians"]],
        "proofs": [
            f"截止清单的根：{document['closing']}",
            f"本记录（JSON，RFC 8785）的 SHA-256：{document_hash}",
            f"核验办法：qinglian verify {opening['origin']} --tender {opening['tender']}",
        ],
    }


def _head(document: dict[str, Any]) -> list[list[str]]:
    tender, times, rows = document["tender"], document["times"], document["rows"]
    opened = sum(row["outcome"] == "opened" for row in rows)
    return [
        ["招标人", tender["tenderer"]],
        ["招标代理机构", tender["agency"] or "无"],
        ["投标截止（开标）", _moment(document["deadline_at"])],
        ["开始交出密钥", _moment(times["release_started_at"])],
        ["解密时限至", _moment(times["decrypt_until_at"])],
        ["解密完成", _moment(times["finished_at"])],
        ["最高投标限价", _yuan(tender["price_cap_fen"]) + " 元" if tender["price_cap_fen"] else "未设"],
        ["投标人", f"{len(rows)} 家：已解密 {opened} 家，失败 {len(rows) - opened} 家"],
    ]


def _column(field: dict[str, Any]) -> str:
    unit = _UNIT.get(field["unit"], field["unit"])
    return str(field["label"]["zh"]) + (f"（{unit}）" if unit else "")


def _row(row: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    sheet = row["sheet"] or {}
    cells = [_yuan(sheet[name]) if name.endswith("_fen") else str(sheet[name]) for name in _present(fields, sheet)]
    return {
        "number": f"{row['number']:04d}",
        "name": row["name"],
        "credit_code": row["credit_code"],
        "arrived_at": _moment(row["arrived_at"]),
        "signed_in": "已签到" if row["signed_in"] else "未签到",
        "cells": cells if row["sheet"] else ["—"] * len(fields),
        "result": _OUTCOME[row["outcome"]],
        "confirmed": "已确认" if row["confirmed"] else "未确认",
    }


def _present(fields: list[dict[str, Any]], sheet: dict[str, Any]) -> list[str]:
    return [field["name"] for field in fields] if all(field["name"] in sheet for field in fields) else list(sheet)


def _failure(row: dict[str, Any]) -> str:
    return f"{row['number']:04d} {row['name']}：{FAILURE[row['reason']].zh}；{TREATED[row['treated_as']].zh}。"


def _objection(item: dict[str, Any]) -> dict[str, str]:
    answer = f"答复（{_moment(item['answered_at'])}）：{item['answer']}" if item["answer"] else "尚未答复。"
    return {"raised": f"{item['name']}（{_moment(item['raised_at'])}）：{item['text']}", "answered": answer}


def _guardian(item: dict[str, Any]) -> str:
    way = "读出身份" if item["on_paper"] else "交出"
    when = f"{_moment(item['released_at'])} {way}" if item["released_at"] else "无须再交"
    named = f"，{item['unopened']} 份信封里没有份额" if item.get("unopened") else ""
    return f"{_GROUP.get(item['group'], item['group'])}：{item['name']}，{when}{named}"


def _moment(value: str | None) -> str:
    return datetime.fromisoformat(value).strftime("%Y-%m-%d %H:%M:%S") if value else "—"


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"
