"""The opening record as a PDF: every figure of the document is in it, in Chinese, on a machine without fonts."""

from datetime import datetime
from typing import Any

import pypdfium2

from qinglian.domain.bids.record_pdf import record_pdf
from qinglian.record.clock import CHINA

AT = "2026-11-25T09:30:00+08:00"
MADE_AT = datetime(2026, 11, 25, 11, 0, tzinfo=CHINA)


def document() -> dict[str, Any]:
    """This will return a record of two bids, one failed, with one objection."""
    sheet = {"price_fen": 1_835_053_450, "period_days": 365}
    bidder = {"manifest": "cd" * 32, "arrived_at": AT, "signed_in": True, "confirmed": True}
    opened = {"number": 1, "bidder": "org-a", "name": "江城喆淼建设有限公司", "credit_code": "91990101MA00K0231Y"}
    failed = {"number": 2, "bidder": "org-b", "name": "澄江生态建设有限公司", "credit_code": "91990101MA00K1104C"}
    return {
        "type": "opening-record/v1",
        "opening": {"origin": "jiangcheng.qinglian.invalid", "tender": "JC-2026-0417", "section": "1", "round": 1},
        "deadline_at": AT,
        "closing": "ab" * 32,
        "tender": {
            "name": "沿江公园二期",
            "section_name": "施工",
            "tenderer": "江城市城投公司",
            "agency": None,
            "price_cap_fen": 1_875_060_000,
        },
        "times": {"closed_at": AT, "release_started_at": AT, "decrypt_until_at": AT, "finished_at": AT},
        "guardians": [
            {"guardian": "grd-1", "name": "市住建局", "group": "supervision", "released_at": AT, "on_paper": True}
        ],
        "fields": [
            {"name": "price_fen", "label": {"zh": "投标报价", "en": "Price"}, "unit": "fen"},
            {"name": "period_days", "label": {"zh": "工期", "en": "Period"}, "unit": "日"},
        ],
        "rows": [
            opened | bidder | {"outcome": "opened", "fault": "", "reason": "", "treated_as": "", "sheet": sheet},
            failed
            | bidder
            | {
                "outcome": "failed",
                "fault": "bidder",
                "reason": "lock_not_released",
                "treated_as": "revoked",
                "sheet": None,
            },
        ],
        "objections": [
            {
                "number": 1,
                "bidder": "org-a",
                "name": "江城喆淼建设有限公司",
                "text": "第 2 行有误",
                "raised_at": AT,
                "answer": "经核对无误",
                "answered_at": AT,
            }
        ],
    }


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "").replace(" ", "")


def test_record_pdf_shows_every_figure_of_the_record() -> None:
    text = _text(record_pdf(document(), document_hash="ef" * 32, made_at=MADE_AT))
    shown = [
        "开标记录",
        "沿江公园二期",
        "江城喆淼建设有限公司",
        "91990101MA00K1104C",
        "18,350,534.50",
        "365",
        "2家：已解密1家，失败1家",
        "ef" * 32,
        "ab" * 32,
    ]
    shown += [
        "投标人在解密时限内没有交出自己的密钥",
        "视为撤销",
        "第2行有误",
        "经核对无误",
        "市住建局",
        "18,750,600.00元",
    ]
    assert [piece for piece in shown if piece not in text] == []


def test_record_pdf_is_the_same_for_the_same_record() -> None:
    first, second = (record_pdf(document(), document_hash="ef" * 32, made_at=MADE_AT) for _ in range(2))
    assert first == second


def test_record_pdf_does_not_show_the_sheet_of_a_failed_bid() -> None:
    only_failed = document() | {"rows": document()["rows"][1:]}
    assert "18,350,534.50" not in _text(record_pdf(only_failed, document_hash="ef" * 32, made_at=MADE_AT))
