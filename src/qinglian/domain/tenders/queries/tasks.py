"""What the tenderer's side has to do next: one task for each tender, with its hour, its law, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.policy import may_review
from qinglian.domain.tenders.queries.judging import verdicts_on
from qinglian.domain.tenders.queries.lists import own_tenders
from qinglian.domain.tenders.queries.sections import PENDING
from qinglian.law.actor import Actor

MOST_TENDERS = 200
_OPENING = ("closed", "releasing", "opened")


@dataclass(frozen=True)
class Task:
    """One next step. `act` is a code of the page's words, `mine` says whether the asker can do it, `due_at` may be absent."""

    act: str
    tender: Tender
    mine: bool
    stage: str
    due_at: datetime | None = None
    article: str = ""
    notice: Notice | None = None
    section: Section | None = None
    broken: int = 0


def tasks_of(actor: Actor, *, at: datetime) -> list[Task]:
    """This will list the next step of each of the organisation's tenders: own tasks first, by hour; what waits for others; what is done."""
    rows = own_tenders(actor).prefetch_related("sections__notice", "notices")[:MOST_TENDERS]
    tasks = [task for tender in rows for task in _tasks(tender, actor, at)]
    return sorted(tasks, key=urgency_of)


def urgency_of(task: Task) -> tuple[int, bool, float, str]:
    """This will return what tasks are sorted by: own ones first, by hour; then what waits for others; then what is done."""
    rank = 2 if task.act == "nothing" else 0 if task.mine else 1
    return rank, task.due_at is None, task.due_at.timestamp() if task.due_at else 0.0, task.tender.code


def _tasks(tender: Tender, actor: Actor, at: datetime) -> Iterable[Task]:
    sections = sorted(tender.sections.all(), key=lambda section: section.pk)
    pending = next((notice for notice in tender.notices.all() if notice.state in PENDING), None)
    if pending is not None:
        pending.tender = tender
        yield _on_notice(pending, tender, actor, at)
    failed = next((section for section in sections if section.state == "failed"), None)
    if failed is not None:
        yield Task("retender", tender, actor.has_role("buyer_operator"), "failed", article="ZTB 28", section=failed)
    running = next((section for section in sections if section.state in _OPENING), None)
    open_one = next((section for section in sections if section.state == "bidding"), None)
    if running is not None:
        yield _on_opening(running, tender)
    elif open_one is not None and open_one.notice is not None:
        due = open_one.notice.deadline_at
        yield Task("wait_for_deadline", tender, False, "bidding", due, "ZTB 34", open_one.notice, open_one)
    elif pending is None and failed is None:
        yield _on_rest(tender, sections, actor)


def _on_notice(notice: Notice, tender: Tender, actor: Actor, at: datetime) -> Task:
    due = notice.documents_from_at if notice.kind != "amendment" else notice.deadline_at
    if notice.state == "in_review":
        mine = actor.has_role("buyer_reviewer") and may_review(notice, actor)
        return Task("review_notice" if mine else "wait_for_review", tender, mine, "in_review", due, "PLT", notice)
    if notice.state == "in_verification":
        return Task("wait_for_centre", tender, False, "in_verification", due, "ZTB 16", notice)
    broken = sum(verdict.outcome == "broken" for verdict in verdicts_on(notice, at=at))
    act = "mend_notice" if broken or notice.returned_reason else "submit_notice"
    return Task(act, tender, actor.has_role("buyer_operator"), "draft", due, "ZTB 16", notice, broken=broken)


def _on_opening(section: Section, tender: Tender) -> Task:
    due = section.notice.deadline_at if section.notice else None
    if section.state == "opened":
        return Task("wait_for_record", tender, False, "opened", due, "ZTB 36", section.notice, section)
    return Task("attend_opening", tender, True, section.state, due, "ZTB 35", section.notice, section)


def _on_rest(tender: Tender, sections: list[Section], actor: Actor) -> Task:
    officer = actor.has_role("buyer_operator")
    if not sections:
        return Task("add_section", tender, officer, "draft")
    if any(section.state == "draft" for section in sections):
        return Task("draft_notice", tender, officer, "draft", article="ZTB 16")
    return Task("nothing", tender, False, sections[0].state, section=sections[0])
