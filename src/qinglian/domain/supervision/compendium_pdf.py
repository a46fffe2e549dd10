"""The compendium of risk points and measures as a PDF (typst)."""

from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any

import typst

from qinglian.domain.bids.record_pdf import fonts
from qinglian.domain.integrity.catalogue.places import LEVEL_BY_CODE, STEP_BY_CODE
from qinglian.domain.integrity.queries import Traced
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, WORK_POST_BY_CODE
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs


def compendium_pdf(rows: Sequence[Traced], *, made_at: datetime) -> bytes:
    """This will lay out the points, one measure beside each, and return a PDF/A-2b; equal inputs give equal bytes."""
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("compendium.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"compendium": jcs(_page(rows, made_at)).decode()},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    return pdf


def _page(rows: Sequence[Traced], made_at: datetime) -> dict[str, Any]:
    return {
        "made": made_at.astimezone(CHINA).strftime("%Y 年 %m 月 %d 日"),
        "total": len(rows),
        "rows": [_row(row) for row in rows],
    }


def _row(row: Traced) -> dict[str, str]:
    point, adoption = row.point, row.adoption
    trace = "尚未查摆"
    if adoption is not None:
        trace = (
            f"{adoption.round.title}，{WORK_POST_BY_CODE[adoption.work_post].name.zh}提出，{adoption.adopted_on} 采纳"
        )
    return {
        "code": point.code,
        "title": point.title.zh,
        "place": f"{STEP_BY_CODE[point.step].label.zh} · {LEVEL_BY_CODE[point.level].label.zh} · {point.post.zh}",
        "shows": point.shows.zh,
        "measure": f"{point.measure.what.zh}。{point.measure.who.zh}；{point.measure.often.zh}；留存{point.measure.evidence.zh}。",
        "owner": f"{DEPARTMENT_BY_CODE[point.department].name.zh} {row.owner or '（负责人空缺）'}",
        "trace": trace,
    }
