"""A lawful notice's terms as plain values, for tests of the pure rules."""

from dataclasses import replace
from datetime import datetime

from qinglian.domain.tenders.access import build_access
from qinglian.domain.tenders.sheet_form import default_form
from qinglian.domain.tenders.terms import NoticeTerms, SectionTerms
from qinglian.law.evaluation.terms import default_terms
from qinglian.record.clock import CHINA

ACCESS = build_access("G", supervision=["grd-1", "grd-2"], trade=["grd-3", "grd-4"])


def moment(month: int, day: int, hour: int = 9, minute: int = 0, *, year: int = 2026) -> datetime:
    """This will make a moment of 2026 in China."""
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


def section(**changes: object) -> SectionTerms:
    """This will make a section of 18 million yuan."""
    start = SectionTerms(
        number="1",
        name="施工",
        estimate_fen=1_800_000_000,
        price_cap_fen=1_780_000_000,
        bid_security_fen=32_000_000,
        evaluation_method="comprehensive_scoring",
        sheet_form=default_form(),
        evaluation=default_terms("comprehensive_scoring", "works"),
    )
    return replace(start, **changes)


def terms(**changes: object) -> NoticeTerms:
    """This will make the terms of a lawful notice: issued on 11-19, closing on 12-11 at 09:30."""
    start = NoticeTerms(
        judged_at=moment(11, 18, 9, 30),
        for_publication=False,
        version=1,
        kind="works",
        procedure="open",
        must_tender=True,
        state_funded=True,
        approval_number="江发改投〔2026〕118 号",
        fund_source="财政资金",
        approved_budget_fen=2_000_000_000,
        tenderer_address="江城市滨江大道 18 号",
        place="江城市文昌路 8 号",
        supervisor="江城市住房和城乡建设局",
        platform_address="https://jiangcheng.qinglian.invalid",
        text="现公开招标。",
        qualification="建筑工程施工总承包二级",
        consortium_allowed=False,
        documents_from_at=moment(11, 19),
        documents_until_at=moment(12, 4, 17, 30),
        questions_until_at=moment(11, 25, 17, 30),
        deadline_at=moment(12, 11, 9, 30),
        bid_validity_days=90,
        decrypt_window_minutes=30,
        access=ACCESS,
        price_floor_fen=None,
        sections=(section(),),
        document_count=1,
        guardian_organisations={"grd-1": "org-a", "grd-2": "org-a", "grd-3": "org-b", "grd-4": "org-c"},
    )
    return replace(start, **changes)
