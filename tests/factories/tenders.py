"""Tenders for tests, in every stage, brought there by the real actions: `drafted`, `in_review`, `in_verification`, `published`."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import docx

from qinglian.domain.people.models import Organisation
from qinglian.domain.projects.models import Project
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.access import build_access, guardians_of
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.queries import opening_of, sections_of
from qinglian.domain.tenders.tender_form import NoticeInput, SectionInput, TenderInput
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.record.clock import CHINA
from qinglian.trust.card import make_card
from tests.factories import people, projects

AT = datetime(2026, 11, 18, 9, 30, tzinfo=CHINA)
ISSUE = datetime(2026, 11, 19, 9, 0, tzinfo=CHINA)
PUBLISHED = datetime(2026, 11, 19, 8, 30, tzinfo=CHINA)
DEADLINE = datetime(2026, 12, 11, 9, 30, tzinfo=CHINA)


def tender_typed(**changes: object) -> TenderInput:
    """This will make what is typed about a works tender."""
    return replace(
        TenderInput(name="江北新区中心幼儿园新建工程施工", kind="works", place="江城市江北新区文昌路 8 号"), **changes
    )


def section_typed(number: str = "1", **changes: object) -> SectionInput:
    """This will make a section of 18 million yuan with a cap and a security of 2 per cent less a little."""
    start = SectionInput(
        number=number,
        name="施工",
        estimate_fen=1_800_000_000,
        price_cap_fen=1_780_000_000,
        bid_security_fen=32_000_000,
        scope="新建教学楼 9,800 平方米及室外配套",
        period_days=300,
    )
    return replace(start, **changes)


def notice_typed(access: dict[str, Any] | None = None, **changes: object) -> NoticeInput:
    """This will make a lawful notice: issued on 11-19, closing on 12-11 at 09:30."""
    start = NoticeInput(
        documents_from_at=ISSUE,
        documents_until_at=datetime(2026, 12, 4, 17, 30, tzinfo=CHINA),
        questions_until_at=datetime(2026, 11, 25, 17, 30, tzinfo=CHINA),
        deadline_at=DEADLINE,
        text="本项目已批准建设，现公开招标。",
        qualification="建筑工程施工总承包二级及以上资质",
        consortium_allowed=False,
        access=access or {},
    )
    return replace(start, **changes)


def guardians(tenderer: Organisation) -> dict[str, list[people.Guardian]]:
    """This will store two guardians in each group: the authority and its deputy; the tenderer and the centre."""
    office = people.supervisor_office()
    return {
        "supervision": [people.guardian(office), people.guardian(office)],
        "trade": [people.guardian(tenderer), people.guardian(people.centre())],
    }


def access_with(holders: dict[str, list[people.Guardian]], *, mode: str = "G") -> dict[str, Any]:
    """This will build the access structure of these guardians: one of each group."""
    ids = {group: [guardian.id for guardian in held] for group, held in holders.items()}
    return build_access(mode, supervision=ids["supervision"], trade=ids["trade"])


@lru_cache
def docx_bytes(text: str = "第一章 招标公告") -> bytes:
    """This will make a small real DOCX with this text."""
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def pdf_bytes(text: str = "Tender document") -> bytes:
    """This will make a small real PDF of one page."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return assemble_pdf(objects)


def assemble_pdf(objects: list[bytes]) -> bytes:
    """This will join numbered objects (the first is the catalogue) into a PDF with a correct cross-reference table."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def created(project: Project | None = None, *, at: datetime = AT, sections: int = 1, **changes: object) -> Tender:
    """This will enter a tender project with its sections under a submitted project."""
    project = project or projects.submitted()
    supervisor = people.supervisor_office()
    by = projects.operator(project.owner)
    tender = actions.create_tender(project, typed=tender_typed(supervisor=supervisor.pk, **changes), by=by, at=at)
    for number in range(1, sections + 1):
        actions.add_section(tender, typed=section_typed(str(number)), by=by, at=at)
    return tender


def drafted(
    tender: Tender | None = None, *, mode: str = "G", at: datetime = AT, sections: int = 1, **changes: object
) -> Notice:
    """This will draft a complete lawful notice with a document and every guardian's card."""
    tender = tender or created(at=at, sections=sections)
    by = operator(tender)
    holders = guardians(tender.tenderer)
    access = changes.pop("access", None) or access_with(holders, mode=mode)
    notice = actions.draft_notice(tender, typed=notice_typed(access, **changes), by=by, at=at)
    add_document(notice, by=by, at=at)
    hand_in_cards(notice, [one for held in holders.values() for one in held], at=at)
    notice.refresh_from_db()
    return notice


def add_document(notice: Notice, *, by: Actor, at: datetime = AT, title: str = "招标文件") -> None:
    """This will upload a small DOCX."""
    actions.add_document(notice, title=title, file_name="招标文件.docx", chunks=[docx_bytes()], by=by, at=at)


def hand_in_cards(notice: Notice, holders: list[people.Guardian], *, at: datetime = AT, epoch: int = 0) -> None:
    """This will hand in the cards of these guardians for every section of the notice."""
    chosen = guardians_of(notice.access)
    for section in sections_of(notice):
        for holder in holders:
            if holder.id in chosen:
                actions.hand_in_card(card(section, holder, group=chosen[holder.id], epoch=epoch), at=at)


def card(section: Section, holder: people.Guardian, *, group: str, epoch: int = 0) -> dict[str, Any]:
    """This will sign a guardian's card for a section."""
    return make_card(
        holder.master,
        opening=opening_of(section),
        group=group,
        guardian=holder.id,
        organisation=holder.key.organisation_id,
        name=holder.person.name,
        epoch=epoch,
    )


def in_review(notice: Notice | None = None, *, at: datetime = AT, **changes: object) -> Notice:
    """This will hand a notice to the second person."""
    notice = notice or drafted(at=at, **changes)
    return actions.submit_notice(notice, by=operator(notice.tender), at=at)


def in_verification(notice: Notice | None = None, *, at: datetime = AT, **changes: object) -> Notice:
    """This will have the second person approve a notice."""
    notice = in_review(notice, at=at, **changes)
    return actions.approve_notice(notice, opinion="已核对，同意。", by=reviewer(notice.tender), at=at)


def published(
    notice: Notice | None = None, *, at: datetime = AT, on: datetime = PUBLISHED, **changes: object
) -> Notice:
    """This will publish a notice through officer, reviewer and centre. `mode`, `sections` and fields of NoticeInput may be given."""
    notice = in_verification(notice, at=at, **changes)
    return actions.publish_notice(notice, by=people.verifier(), at=on)


def section(notice: Notice | None = None, *, number: str = "1", **changes: object) -> Section:
    """This will return a section that is open for bids."""
    notice = notice or published(**changes)
    return notice.tender.sections.select_related("tender", "notice").get(number=number)


def closed(open_section: Section | None = None, *, root: str = "ab" * 32) -> Section:
    """This will close a section at its deadline with a made-up root (the bids' own tests close with real ones)."""
    open_section = open_section or section()
    actions.close_section(open_section, root=root, by=TIMETABLE, at=open_section.notice.deadline_at)
    open_section.refresh_from_db()
    return open_section


def failed(open_section: Section | None = None) -> Section:
    """This will fail a section for too few bidders."""
    open_section = open_section or section()
    at = open_section.notice.deadline_at
    actions.fail_section(
        open_section, reason="fewer_than_three", rule="min_bidders", article="ZTB 28; REG 44", by=TIMETABLE, at=at
    )
    open_section.refresh_from_db()
    return open_section


def amendment_drafted(
    notice: Notice | None = None, *, days: int = 7, at: datetime | None = None, affects_bids: bool = True
) -> Notice:
    """This will draft an amendment that moves the deadline by so many days."""
    notice = notice or published()
    at = at or PUBLISHED + timedelta(days=3)
    amended = actions.draft_amendment(
        notice.tender, change="更正工程量清单第 0403 项。", affects_bids=affects_bids, by=operator(notice.tender), at=at
    )
    moved = replace(typed_of(amended), deadline_at=amended.deadline_at + timedelta(days=days))
    return actions.edit_notice(amended, typed=moved, by=operator(notice.tender), at=at)


def typed_of(notice: Notice) -> NoticeInput:
    """This will return a notice's fields as typed."""
    return NoticeInput(**{name: getattr(notice, name) for name in NoticeInput.__dataclass_fields__})


def operator(tender: Tender) -> Actor:
    """This will return the tenderer's officer."""
    return projects.operator(tender.tenderer)


def reviewer(tender: Tender) -> Actor:
    """This will return the tenderer's reviewer."""
    return projects.reviewer(tender.tenderer)
