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
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs

_TITLE = Text("廉政风险点与防控措施汇编", "Compendium of risk points and measures")
_HEADS = (
    Text("编号", "No."), Text("风险点", "Risk point"), Text("怎样表现", "How it shows"), Text("防控措施", "Measure"),
    Text("责任与来源", "Owner and source"),
)  # fmt: skip


def compendium_pdf(rows: Sequence[Traced], *, made_at: datetime, language: str) -> bytes:
    """This will lay out the points in one language, one measure beside each, and return a PDF/A-2b; equal inputs give equal bytes."""
    pdf: bytes = typst.compile(
        resources.files(__package__).joinpath("compendium.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"compendium": jcs(_page(rows, made_at, language)).decode()},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    return pdf


def _page(rows: Sequence[Traced], made_at: datetime, language: str) -> dict[str, Any]:
    day, total = made_at.astimezone(CHINA), len(rows)
    lead = Text(
        f"{total} 个风险点，{total} 条防控措施，一一对应 · {day:%Y 年 %m 月 %d 日}",
        f"{total} risk points, {total} measures, one for each · {day:%Y-%m-%d}",
    )
    told = {"lang": Text("zh", "en"), "title": _TITLE, "lead": lead}
    return {name: text.said_in(language) for name, text in told.items()} | {
        "heads": [head.said_in(language) for head in _HEADS],
        "rows": [{name: text.said_in(language) for name, text in _row(row).items()} for row in rows],
    }


def _row(row: Traced) -> dict[str, Text]:
    point, measure = row.point, row.point.measure
    step, level = STEP_BY_CODE[point.step].label, LEVEL_BY_CODE[point.level].label
    department = DEPARTMENT_BY_CODE[point.department].name
    nobody = Text("（负责人空缺）", "(no head)")
    return {
        "code": Text(point.code, point.code),
        "title": point.title,
        "place": Text(f"{step.zh} · {level.zh} · {point.post.zh}", f"{step.en} · {level.en} · {point.post.en}"),
        "shows": point.shows,
        "measure": Text(
            f"{measure.what.zh}。{measure.who.zh}；{measure.often.zh}；留存{measure.evidence.zh}。",
            f"{measure.what.en}. {measure.who.en}. {measure.often.en}. Evidence: {measure.evidence.en}.",
        ),
        "owner": Text(f"{department.zh} {row.owner or nobody.zh}", f"{department.en} {row.owner or nobody.en}"),
        "trace": _trace(row),
    }


def _trace(row: Traced) -> Text:
    if row.adoption is None:
        return Text("尚未查摆", "Not proposed yet")
    post, named, on = WORK_POST_BY_CODE[row.adoption.work_post].name, row.adoption.round.title, row.adoption.adopted_on
    return Text(f"{named}，{post.zh}提出，{on} 采纳", f"{named}, proposed by: {post.en.lower()}, adopted {on}")
