"""Acts on a notice up to the centre's desk: draft, edit, delete, documents, hand in, approve, return."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from qinglian.domain.tenders.access import access_faults
from qinglian.domain.tenders.actions.drafting import submit_tender
from qinglian.domain.tenders.actions.steps import (
    locked_notice,
    locked_tender,
    record_draft,
    require_own,
    subject_of,
)
from qinglian.domain.tenders.deadlines import proposed_times
from qinglian.domain.tenders.events import NoticeApproved, NoticeReturned, NoticeSubmitted
from qinglian.domain.tenders.lifecycle import NOTICE
from qinglian.domain.tenders.models import Notice, Tender
from qinglian.domain.tenders.policy import may_review
from qinglian.domain.tenders.queries import notice_in_force, pending_notice, verdicts_on, working_calendar
from qinglian.domain.tenders.tender_form import NoticeInput, check_notice, check_reason
from qinglian.domain.tenders.verdict import Verdict, first_broken
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

_COPIED = (
    "text", "qualification", "consortium_allowed", "documents_from_at", "documents_until_at", "questions_until_at",
    "deadline_at", "bid_validity_days", "decrypt_window_minutes", "access",
)  # fmt: skip


@transaction.atomic
def draft_notice(tender: Tender, *, typed: NoticeInput | None = None, by: Actor, at: datetime) -> Notice:
    """This will begin the notice of a tender's draft sections; without `typed` it starts with lawful times and what the last round said."""
    tender = locked_tender(tender)
    NOTICE.require("edit_notice", state="draft", by=by)
    require_own(tender, by)
    _require_nothing_pending(tender)
    if not tender.sections.filter(state="draft").exists():
        raise _no_draft_section()
    last = tender.notices.order_by("-version").first()
    typed = typed or _first_input(last, at)
    check_notice(typed)

    notice = Notice.objects.create(
        tender=tender, version=last.version + 1 if last else 1, kind="again" if last else "first",
        prepared_by=by.id, editors=[by.id], created_at=at, **_fields(typed),
    )  # fmt: skip
    _carry_documents(last, notice)

    record_draft(tender, thing=f"notice:{notice.version}", act="create", by=by, at=at)
    return notice


@transaction.atomic
def draft_amendment(
    tender: Tender, *, change: str, affects_bids: bool, typed: NoticeInput | None = None, by: Actor, at: datetime
) -> Notice:
    """This will begin the next version of a published notice: a clarification, an amendment or a postponement (ZTB 23, REG 21)."""
    tender = locked_tender(tender)
    NOTICE.require("edit_notice", state="draft", by=by)
    require_own(tender, by)
    _require_nothing_pending(tender)
    current = notice_in_force(tender)
    if current is None or not tender.sections.filter(state="bidding").exists():
        raise _nothing_to_amend()
    typed = typed or _copied_input(current)
    _check_amendment(typed, current)
    change = check_reason(change, field_name="change")

    fields = _fields(typed) | {"change": change, "affects_bids": affects_bids}
    notice = Notice.objects.create(
        tender=tender,
        version=current.version + 1,
        kind="amendment",
        prepared_by=by.id,
        editors=[by.id],
        created_at=at,
        **fields,
    )
    _carry_documents(current, notice)

    record_draft(tender, thing=f"notice:{notice.version}", act="amend", by=by, at=at)
    return notice


@transaction.atomic
def edit_notice(notice: Notice, *, typed: NoticeInput, by: Actor, at: datetime) -> Notice:
    """This will replace what a draft notice says. Unlawful terms can be saved: the verdicts say so, and they cannot be handed in."""
    notice = own_draft(notice, "edit_notice", by)
    check_notice(typed)
    if notice.kind == "amendment":
        _check_amendment(typed, _in_force(notice))

    for name, value in _fields(typed).items():
        setattr(notice, name, value)
    notice.editors = [*notice.editors, *([] if by.id in notice.editors else [by.id])]
    notice.save()

    record_draft(notice.tender, thing=f"notice:{notice.version}", act="edit", by=by, at=at)
    return notice


@transaction.atomic
def delete_notice(notice: Notice, *, by: Actor, at: datetime) -> None:
    """This will delete a draft notice and its list of documents. What was published stays for good."""
    notice = own_draft(notice, "edit_notice", by)

    record_draft(notice.tender, thing=f"notice:{notice.version}", act="delete", by=by, at=at)
    notice.documents.all().delete()
    notice.delete()


@transaction.atomic
def submit_notice(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """This will hand a notice to the second person once no rule is broken (NotValid names the first one that is); the tender with it."""
    notice = own_draft(notice, "submit_notice", by)
    if notice.tender.project.state != "submitted":
        raise _project_missing()
    require_lawful(verdicts_on(notice, at=at))
    if notice.tender.state == "draft":
        notice.tender = submit_tender(notice.tender, by=by, at=at)

    notice.state, notice.submitted_at, notice.prepared_by, notice.returned_reason = "in_review", at, by.id, ""
    notice.save()

    hashes = list(notice.documents.order_by("pk").values_list("sha256", flat=True))
    event = NoticeSubmitted(version=notice.version, documents=hashes)
    append(event, subject=subject_of(notice.tender), by=by.id, at=at, secrecy=Secrecy.SEALED)
    return notice


@transaction.atomic
def approve_notice(notice: Notice, *, opinion: str = "", by: Actor, at: datetime) -> Notice:
    """This will pass a notice on to the centre. The reviewer is a second person, and answers every phrase that may exclude bidders."""
    notice = _under_review(notice, "approve_notice", by)
    verdicts = verdicts_on(notice, at=at)
    require_lawful(verdicts)
    if any(verdict.outcome == "note" for verdict in verdicts):
        opinion = check_reason(opinion, field_name="opinion")

    notice.state, notice.reviewed_by, notice.reviewed_at, notice.review_opinion = "in_verification", by.id, at, opinion
    notice.save()

    event = NoticeApproved(version=notice.version, opinion=opinion)
    append(event, subject=subject_of(notice.tender), by=by.id, at=at, secrecy=Secrecy.SEALED)
    return notice


@transaction.atomic
def return_notice(notice: Notice, *, reason: str, by: Actor, at: datetime) -> Notice:
    """This will send a notice back to its draft, with a reason."""
    notice = _under_review(notice, "return_notice", by)
    reason = check_reason(reason)

    return back_to_draft(notice, reason=reason, stage="review", by=by, at=at)


def back_to_draft(notice: Notice, *, reason: str, stage: str, by: Actor, at: datetime) -> Notice:
    """This will make a notice a draft again and leave the fact; reviewer and review are cleared."""
    notice.state, notice.returned_reason, notice.submitted_at = "draft", reason, None
    notice.reviewed_by, notice.reviewed_at, notice.review_opinion = "", None, ""
    notice.save()
    event = NoticeReturned(version=notice.version, stage=stage)
    append(event, subject=subject_of(notice.tender), by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return notice


def own_draft(notice: Notice, act: str, by: Actor) -> Notice:
    """This will return the locked notice when the actor may do this act on it now."""
    notice = locked_notice(notice)
    NOTICE.require(act, state=notice.state, by=by)
    require_own(notice.tender, by)
    return notice


def require_lawful(verdicts: list[Verdict]) -> None:
    """This will raise NotValid for the first broken rule, with its article and, where there is one, the value that repairs it."""
    broken = first_broken(verdicts)
    if broken is None:
        return
    next_step = broken.repair.label if broken.repair else Text("请改正后再办理。", "Correct it first.")
    raise NotValid(broken.finding, rule=broken.rule, article=broken.article, next_step=next_step, field=broken.field)


def _under_review(notice: Notice, act: str, by: Actor) -> Notice:
    notice = own_draft(notice, act, by)
    if not may_review(notice, by):
        raise NotAllowed(
            Text("编制、修改过这份公告的人不能复核它。", "Who prepared or changed this notice may not review it."),
            rule="second_person",
            article="PLT",
            next_step=Text("请由另一位复核人办理。", "Another reviewer has to do this."),
        )
    return notice


def _first_input(last: Notice | None, at: datetime) -> NoticeInput:
    times = asdict(proposed_times(at.astimezone(CHINA), calendar=working_calendar()))
    if last is None:
        return NoticeInput(**times)
    return NoticeInput(**{name: getattr(last, name) for name in _COPIED} | times)


def _copied_input(current: Notice) -> NoticeInput:
    return NoticeInput(**{name: getattr(current, name) for name in _COPIED})


def _fields(typed: NoticeInput) -> dict[str, object]:
    return {name: getattr(typed, name) for name in NoticeInput.__dataclass_fields__}


def _carry_documents(last: Notice | None, notice: Notice) -> None:
    for document in last.documents.order_by("pk") if last else ():
        document.pk, document.notice = None, notice
        document.save()


def _check_amendment(typed: NoticeInput, current: Notice) -> None:
    check_notice(typed)
    if typed.access != current.access or typed.documents_from_at != current.documents_from_at:
        raise NotValid(
            Text(
                "公告发布后，保管人和文件发出时间不能改。", "After publication guardians and the moment of issue stay."
            ),
            rule="access_unchanged",
            article="PLT",
            next_step=Text("请只改需要澄清修改的内容。", "Change only what needs clarification."),
            field="access",
        )
    if access_faults(typed.access):
        raise NotValid(
            access_faults(typed.access)[0],
            rule="opening_key_groups",
            article="PLT",
            next_step=Text("请核对。", "Check it."),
            field="access",
        )


def _in_force(notice: Notice) -> Notice:
    current = notice_in_force(notice.tender)
    if current is None:
        raise _no_draft_section()
    return current


def _require_nothing_pending(tender: Tender) -> None:
    if pending_notice(tender) is not None:
        raise NotNow(
            Text("还有一份公告没有办完。", "Another notice of this tender is under way."),
            rule="draft_only",
            article="PLT",
            next_step=Text("请先办完或删除那份草稿。", "Finish or delete that draft first."),
        )


def _no_draft_section() -> NotNow:
    return NotNow(
        Text("没有可以办公告的标段。", "No section is in a state for this notice."),
        rule="section_present",
        article="PLT",
        next_step=Text("请先添加标段；流标的标段先办重新招标。", "Add a section first, or start the failed one again."),
    )


def _nothing_to_amend() -> NotNow:
    return NotNow(
        Text("没有投标中的标段，不能发澄清修改。", "No section is open for bids: there is nothing to amend."),
        rule="section.amend_notice",
        article="ZTB 23",
        next_step=Text(
            "还没有发布的，请直接改草稿；已截止的，按开标程序办理。",
            "Edit the draft before publication; after the deadline go on with the opening.",
        ),
    )


def _project_missing() -> NotValid:
    return NotValid(
        Text("投资项目尚未提交。", "The investment project is not submitted."),
        rule="project_submitted",
        article="ZTB 9",
        next_step=Text("请先提交投资项目。", "Submit the project first."),
        field="project",
    )
