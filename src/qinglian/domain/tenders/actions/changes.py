"""Acts that end, repeat or stop a tender: terminate, tender again, hold and lift."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.tenders.actions.steps import locked_section, locked_tender, require_own, subject_of
from qinglian.domain.tenders.events import HoldLifted, HoldPlaced, TenderAgain, TenderTerminated
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.models import Hold, Section, Tender
from qinglian.domain.tenders.policy import may_hold
from qinglian.domain.tenders.queries import pending_notice
from qinglian.domain.tenders.tender_form import check_reason
from qinglian.law.actor import Actor
from qinglian.law.articles import is_known
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append


@transaction.atomic
def terminate_tender(tender: Tender, *, reason: str, by: Actor, at: datetime) -> Tender:
    """This will end every section that is open or closed but not yet released, with a public reason (REG 31); a pending notice falls with it."""
    tender = locked_tender(tender)
    sections = [row for row in tender.sections.order_by("pk") if row.state in ("bidding", "closed")]
    SECTION.require("terminate_tender", state=sections[0].state if sections else "draft", by=by)
    require_own(tender, by)
    reason = check_reason(reason)

    for section in sections:
        section.state = "terminated"
        section.save(update_fields=["state"])
    if (notice := pending_notice(tender)) is not None:
        notice.documents.all().delete()
        notice.delete()

    event = TenderTerminated(reason=reason, sections=[section.number for section in sections])
    append(event, subject=subject_of(tender), by=by.id, at=at)
    return tender


@transaction.atomic
def retender(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will start a failed section's next round as a draft (ZTB 28): new cards and a new notice are needed."""
    section = locked_section(section)
    SECTION.require("retender", state=section.state, by=by)
    require_own(section.tender, by)

    section.state, section.round, section.notice, section.failure = "draft", section.round + 1, None, None
    section.save()

    event = TenderAgain(section=section.number, round=section.round)
    append(event, subject=subject_of(section.tender), by=by.id, at=at)
    return section


@transaction.atomic
def place_hold(tender: Tender, *, cause: str, article: str, reason: str, by: Actor, at: datetime) -> Hold:
    """This will stop a tender: nothing is published, closed or released until the hold is lifted. `cause` is a short code, `article` its law."""
    tender = locked_tender(tender)
    _require_may_hold(by)
    reason = check_reason(reason)
    if not cause or len(cause) > 60 or not is_known(article):
        raise NotValid(
            Text("暂停须写明事由和依据。", "A hold names its cause and its article."),
            rule="reason_given",
            article="PLT",
            next_step=Text("请补充。", "Add them."),
            field="article",
        )

    hold = Hold.objects.create(
        tender=tender, cause=cause, article=article, reason=reason, placed_by=by.id, placed_at=at
    )

    append(HoldPlaced(hold=hold.pk, cause=cause, article=article), subject=subject_of(tender), by=by.id, at=at)
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by: Actor, at: datetime) -> Hold:
    """This will lift a hold that stands. The deadline does not move by itself: a postponement is a notice of its own."""
    tender = locked_tender(hold.tender)
    hold = Hold.objects.get(pk=hold.pk)
    _require_may_hold(by)
    if hold.lifted_at is not None:
        raise NotNow(
            Text("这次暂停已经解除。", "This hold has been lifted."),
            rule="tender_on_hold",
            article=hold.article,
            next_step=Text("无须再办。", "Nothing is left to do."),
        )

    hold.lifted_by, hold.lifted_at = by.id, at
    hold.save(update_fields=["lifted_by", "lifted_at"])

    append(HoldLifted(hold=hold.pk), subject=subject_of(tender), by=by.id, at=at)
    return hold


def _require_may_hold(by: Actor) -> None:
    if not may_hold(by):
        raise NotAllowed(
            Text("只有行政监督部门可以暂停或恢复招标。", "Only a supervising authority may stop or resume a tender."),
            rule="complaint_suspension",
            article="REG 62",
            next_step=Text("请向行政监督部门提出。", "Turn to the supervising authority."),
        )
