"""The centre's desk: verify and publish a notice, or send it back. The published fact is complete."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from qinglian.domain.integrity.queries import require_pledge
from qinglian.domain.people.policy import may_do_business
from qinglian.domain.tenders.actions.notices import back_to_draft, require_lawful
from qinglian.domain.tenders.actions.steps import locked_notice, require_no_hold, subject_of
from qinglian.domain.tenders.events import CardHandedIn, NoticePublished
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.queries import (
    cards_of,
    documents_of,
    is_held,
    notice_in_force,
    recipients_of,
    section_terms,
    sections_of,
    verdicts_on,
    working_calendar,
)
from qinglian.domain.tenders.tender_form import check_reason
from qinglian.domain.tenders.verdict import Verdict
from qinglian.law import rulebook
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append, append_all, disclose
from qinglian.record.clock import CHINA
from qinglian.record.events import moment
from qinglian.record.models import Fact, Secrecy

_PREPARATION = ("notice-submitted/v1", "notice-approved/v1", "card-received/v1")


@transaction.atomic
def publish_notice(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """This will verify and publish a notice: its sections open for bids, documents become public, the complete fact enters the log.

    NotValid when a rule is broken or a guardian's card is missing; NotNow while a hold stands (a postponement may pass),
    or when the deadline in force has passed. An amendment supersedes the version before it.
    """
    notice = locked_notice(notice)
    NOTICE.require("publish_notice", state=notice.state, by=by)
    require_pledge(by, act=Text("核验发布公告", "verify and publish a notice"), at=at)
    sections = sections_of(notice)
    _require_moment(notice, sections, by=by, at=at)
    verdicts = verdicts_on(notice, at=at, for_publication=True)
    require_lawful(verdicts)

    _supersede(notice)
    _take_over(notice, sections, by=by, at=at)
    fact = _append_facts(notice, sections, verdicts, by=by, at=at)
    notice.leaf = bytes(fact.leaf).hex()
    notice.save(update_fields=["leaf"])

    _publish_files(notice, at)
    _disclose_preparation(notice.tender, by=by, at=at)
    return notice


@transaction.atomic
def refuse_notice(notice: Notice, *, reason: str, by: Actor, at: datetime) -> Notice:
    """This will send a notice back to the tenderer's draft, with the centre's reason."""
    notice = locked_notice(notice)
    NOTICE.require("refuse_notice", state=notice.state, by=by)
    reason = check_reason(reason)

    return back_to_draft(notice, reason=reason, stage="verification", by=by, at=at)


def _require_moment(notice: Notice, sections: list[Section], *, by: Actor, at: datetime) -> None:
    act = "amend_notice" if notice.kind == "amendment" else "publish_notice"
    for section in sections:
        SECTION.require(act, state=section.state, by=by)
    if not sections:
        raise _nothing_to_publish()
    if not may_do_business(notice.tender.tenderer):
        raise _tenderer_stopped()
    if notice.kind != "amendment":
        require_no_hold(notice.tender)
        return
    current = notice_in_force(notice.tender)
    if current is not None and current.deadline_at <= at and not is_held(notice.tender):
        raise _deadline_passed()


def _supersede(notice: Notice) -> None:
    Notice.objects.filter(tender_id=notice.tender_id, state="published").exclude(pk=notice.pk).update(
        state="superseded"
    )


def _take_over(notice: Notice, sections: list[Section], *, by: Actor, at: datetime) -> None:
    """Documents are issued at the publication, never before; an amendment keeps the moment of the first issue."""
    if notice.kind != "amendment":
        notice.documents_from_at = max(notice.documents_from_at, at)
    for section in sections:
        terms = section_terms(section, notice)
        section.price_cap_fen, section.bid_security_fen = terms.price_cap_fen, terms.bid_security_fen
        section.state, section.notice = "bidding", notice
    notice.state, notice.published_at = "published", at
    notice.verified_by, notice.verified_at = by.id, at
    notice.save()
    for section in sections:
        section.save()


def _append_facts(notice: Notice, sections: list[Section], verdicts: list[Verdict], *, by: Actor, at: datetime) -> Fact:
    fact = append(_published(notice, sections, verdicts, at=at), subject=subject_of(notice.tender), by=by.id, at=at)
    if notice.kind != "amendment":
        cards = [
            CardHandedIn(section=section.number, round=section.round, card=card.signed)
            for section in sections
            for guardian, card in cards_of(section).items()
            if guardian in recipients_of(section)
        ]
        append_all(cards, subject=subject_of(notice.tender), by=by.id, at=at)
    return fact


def _published(notice: Notice, sections: list[Section], verdicts: list[Verdict], *, at: datetime) -> NoticePublished:
    tender, on = notice.tender, at.astimezone(CHINA).date()
    return NoticePublished(
        version=notice.version,
        notice_kind=notice.kind,
        name=tender.name,
        tender_kind=tender.kind,
        procedure=tender.procedure,
        must_tender=tender.must_tender,
        project=_project(tender),
        **_parties(tender),
        place=tender.place,
        platform_address=settings.QINGLIAN_BASE_URL,
        text=notice.text,
        qualification=notice.qualification,
        consortium_allowed=notice.consortium_allowed,
        documents_from_at=moment(notice.documents_from_at),
        documents_until_at=moment(notice.documents_until_at),
        questions_until_at=moment(notice.questions_until_at),
        deadline_at=moment(notice.deadline_at),
        bid_validity_days=notice.bid_validity_days,
        decrypt_window_minutes=notice.decrypt_window_minutes,
        access=notice.access,
        sections=[_section(section) for section in sections],
        documents=[_document(document) for document in documents_of(notice)],
        cards=[row for section in sections for row in _cards(section)],
        recipients={section.number: recipients_of(section) for section in sections},
        change=notice.change,
        affects_bids=notice.affects_bids,
        rulebook=rulebook.digest(on=on),
        calendar=working_calendar().digest(),
        verdicts=[
            {"rule": row.rule, "outcome": row.outcome, "article": row.article, **asdict(row.finding)}
            for row in verdicts
        ],
        prepared_by=notice.prepared_by,
        reviewed_by=notice.reviewed_by,
    )


def _parties(tender: Tender) -> dict[str, Any]:
    tenderer = {"id": tender.tenderer_id, "name": tender.tenderer.name}
    return {
        "tenderer": tenderer | {"address": tender.tenderer.details.get("address", "")},
        "agency": {"id": tender.agency.pk, "name": tender.agency.name} if tender.agency else None,
        "supervisor": {"id": tender.supervisor.pk, "name": tender.supervisor.name} if tender.supervisor else None,
    }


def _project(tender: Tender) -> dict[str, Any]:
    names = ("code", "name", "fund_source", "state_funded", "approved_budget_fen", "approval_number", "region")
    return {name: getattr(tender.project, name) for name in names}


def _section(section: Section) -> dict[str, Any]:
    names = (
        "number", "name", "round", "scope", "period_days", "estimate_fen", "price_cap_fen", "bid_security_fen",
        "evaluation_method", "evaluation", "sheet_form",
    )  # fmt: skip
    return {name: getattr(section, name) for name in names}


def _document(document: Any) -> dict[str, Any]:
    return {name: getattr(document, name) for name in ("title", "version", "file_name", "media_type", "size", "sha256")}


def _cards(section: Section) -> list[dict[str, Any]]:
    wanted = recipients_of(section)
    return [
        {
            "section": section.number,
            "guardian": guardian,
            "group": card.group,
            "epoch": card.epoch,
            "hash": card.document_hash,
        }
        for guardian, card in cards_of(section).items()
        if guardian in wanted
    ]


def _publish_files(notice: Notice, at: datetime) -> None:
    for document in documents_of(notice):
        blobs.publish(document.sha256)
    for content in (rulebook.document(on=at.astimezone(CHINA).date()), working_calendar().document()):
        name, _ = blobs.store([content])
        blobs.publish(name)


def _disclose_preparation(tender: Tender, *, by: Actor, at: datetime) -> None:
    """What led to the notice is disclosed with it, as far as the log has numbered it; what came in this very second stays sealed."""
    rows = Fact.objects.filter(subject=subject_of(tender), kind__in=_PREPARATION, secrecy=Secrecy.SEALED)
    rows = rows.filter(index__isnull=False, disclosed_by__isnull=True, erased_at__isnull=True)
    if found := list(rows.order_by("index")):
        disclose(found, subject=subject_of(tender), by=by.id, at=at)


def _nothing_to_publish() -> NotNow:
    return NotNow(
        Text("没有处于相应阶段的标段。", "No section is in the stage for this notice."),
        rule="section_present",
        article="PLT",
        next_step=Text("请退回招标人。", "Return it to the tenderer."),
    )


def _tenderer_stopped() -> NotValid:
    return NotValid(
        Text("招标人现在不能办理业务。", "The tenderer may do no business now."),
        rule="own_tender_only",
        article="PLT",
        next_step=Text("招标人恢复业务后再发布。", "Publish once the tenderer is in good standing."),
    )


def _deadline_passed() -> NotNow:
    return NotNow(
        Text("投标截止时间已过，不能再改公告。", "The deadline has passed: the notice cannot change."),
        rule="section.amend_notice",
        article="ZTB 23",
        next_step=Text("请按开标程序办理。", "Go on with the opening."),
    )
