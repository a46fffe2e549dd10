"""What every act on a tender begins with: lock the row, check whose it is, refuse while it stands still."""

from datetime import datetime

from qinglian.domain.tenders.events import TenderDrafted
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.policy import may_work_on
from qinglian.domain.tenders.queries import is_held
from qinglian.domain.tenders.queries.sections import no_tender
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


def subject_of(tender: Tender) -> str:
    """This will return the subject under which a tender's facts stand."""
    return f"tender:{tender.code}"


def locked_tender(tender: Tender) -> Tender:
    """This will return the tender's present row, locked until the transaction ends (NotFound when it was deleted meanwhile)."""
    return _locked(tender.pk, name=tender.code)


def locked_section(section: Section) -> Section:
    """This will lock the section's tender and return the section's present row with it."""
    tender = _locked(section.tender_id, name=section.number)
    found = Section.objects.select_related("notice").filter(pk=section.pk).first()
    if found is None:
        raise no_tender(f"{tender.code}/{section.number}")
    found.tender = tender
    return found


def locked_notice(notice: Notice) -> Notice:
    """This will lock the notice's tender and return the notice's present row with it."""
    tender = _locked(notice.tender_id, name=str(notice.version))
    found = Notice.objects.filter(pk=notice.pk).first()
    if found is None:
        raise no_tender(tender.code)
    found.tender = tender
    return found


def _locked(pk: int, *, name: str) -> Tender:
    found = Tender.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise no_tender(name)
    return found


def require_own(tender: Tender, by: Actor) -> None:
    """This will raise NotAllowed unless the actor acts for the tenderer or its agency."""
    if not may_work_on(tender, by):
        raise NotAllowed(
            Text("这是别的单位的招标项目。", "This tender belongs to another organisation."),
            rule="own_tender_only",
            article="PLT",
            next_step=Text("请由招标人或其代理机构办理。", "The tenderer or its agency has to do this."),
        )


def require_no_hold(tender: Tender) -> None:
    """This will raise NotNow while a hold stands (REG 22, REG 62)."""
    if is_held(tender):
        raise NotNow(
            Text("招标活动已暂停，现在不能办理。", "The tender stands still: this is not possible now."),
            rule="tender_on_hold",
            article="REG 22; REG 62",
            next_step=Text(
                "暂停解除后再办理；须推迟截止的，请发布顺延公告。",
                "Wait until the hold is lifted; postpone the deadline if need be.",
            ),
        )


def require_draft(tender: Tender) -> None:
    """This will raise NotNow while a notice is being reviewed or verified: then nothing that it states may change (CTS A-052)."""
    if Notice.objects.filter(tender=tender, state__in=["in_review", "in_verification"]).exists():
        raise NotNow(
            Text("公告正在复核或核验，现在不能改。", "The notice is being reviewed or verified and cannot change now."),
            rule="draft_only",
            article="PLT",
            next_step=Text("退回后再改。", "Change it after it has been returned."),
        )


def record_draft(tender: Tender, *, thing: str, act: str, by: Actor, at: datetime) -> None:
    """This will leave the confidential fact of a change that nobody outside may see yet."""
    event = TenderDrafted(tender=tender.code, thing=thing, act=act)
    append(event, subject=subject_of(tender), by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
