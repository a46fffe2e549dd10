"""The award notice (中标通知书) as a PDF (typst)."""

from datetime import datetime
from importlib import resources
from typing import Any

import typst

from qinglian.domain.bids.record_pdf import fonts
from qinglian.domain.tenders.models import Section
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs


def award_notice_pdf(section: Section, chosen: dict[str, Any], *, made_at: datetime) -> bytes:
    """This will lay out the award notice for a candidate's row and return a PDF/A-2b; equal inputs give equal bytes."""
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("award_notice.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"notice": jcs(_page(section, chosen, made_at)).decode()},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    return pdf


def _page(section: Section, chosen: dict[str, Any], made_at: datetime) -> dict[str, Any]:
    tender = section.tender
    price = chosen["price_fen"]
    return {
        "to": chosen["name"],
        "code": f"{tender.code}/{section.number}",
        "rows": [
            ["招标项目", f"{tender.name} {section.name}"],
            ["招标编号", f"{tender.code} 第 {section.number} 标段，第 {section.round} 次"],
            ["招标人", tender.tenderer.name],
            ["中标价", f"{price // 100:,}.{price % 100:02d} 元"],
            ["工期（服务期、交货期）", f"{chosen['period_days']} 日" if chosen["period_days"] else "见投标文件"],
            ["质量标准", chosen["quality"] or "见投标文件"],
            ["项目负责人", chosen["project_manager"] or "见投标文件"],
            ["候选人排名", f"第 {chosen['rank']}"],
        ],
        "signed": [tender.tenderer.name, made_at.astimezone(CHINA).strftime("%Y 年 %m 月 %d 日")],
    }
