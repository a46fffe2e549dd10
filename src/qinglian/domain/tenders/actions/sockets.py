"""Sockets: the apps of later life (opening, evaluation, award) move a section on through these, and only through these.

`close_section` and `fail_section` leave their facts here; those of the others belong to the caller's app and are left by it.
"""

from datetime import datetime

from django.db import transaction

from qinglian.domain.tenders.actions.steps import locked_section, require_no_hold, subject_of
from qinglian.domain.tenders.events import SectionClosed, SectionFailed
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Fact

_NOT_WHILE_HELD = frozenset({"start_release", "start_evaluation", "publish_candidates", "award_section"})


@transaction.atomic
def close_section(section: Section, *, root: str, by: Actor, at: datetime) -> Fact:
    """This will close a section at or after its deadline (ZTB 34) and return the `section-closed/v1` fact; `root` is hex (protocol 5)."""
    section = locked_section(section)
    SECTION.require("close_section", state=section.state, by=by)
    require_no_hold(section.tender)
    _require_deadline(section, at)

    section.state = "closed"
    section.save(update_fields=["state"])

    event = SectionClosed(section=section.number, round=section.round, root=root)
    return append(event, subject=subject_of(section.tender), by=by.id, at=at)


@transaction.atomic
def fail_section(section: Section, *, reason: str, rule: str, article: str, by: Actor, at: datetime) -> Fact:
    """This will record that a section failed (流标), never before its deadline, and return the `section-failed/v1` fact."""
    section = locked_section(section)
    SECTION.require("fail_section", state=section.state, by=by)
    _require_deadline(section, at)

    section.state, section.failure = "failed", {"reason": reason, "rule": rule, "article": article}
    section.save(update_fields=["state", "failure"])

    event = SectionFailed(section=section.number, round=section.round, reason=reason, rule=rule, article=article)
    return append(event, subject=subject_of(section.tender), by=by.id, at=at)


@transaction.atomic
def start_release(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will move a closed section to the release of keys; not while a hold stands."""
    return _moved(section, "start_release", by=by, at=at)


@transaction.atomic
def finish_opening(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will mark that every bid of the closing list has its outcome."""
    return _moved(section, "finish_opening", by=by, at=at)


@transaction.atomic
def mark_recorded(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will mark that the host signed the opening record."""
    return _moved(section, "sign_opening_record", by=by, at=at)


@transaction.atomic
def start_evaluation(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will move a section whose opening record is signed to its evaluation; not while a hold stands."""
    return _moved(section, "start_evaluation", by=by, at=at)


@transaction.atomic
def finish_evaluation(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will mark that the evaluation report is complete."""
    return _moved(section, "finish_evaluation", by=by, at=at)


@transaction.atomic
def publish_candidates(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will mark that the candidates are published; not while a hold stands."""
    return _moved(section, "publish_candidates", by=by, at=at)


@transaction.atomic
def award_section(section: Section, *, by: Actor, at: datetime) -> Section:
    """This will mark that the section is awarded; not while a hold stands (REG 54)."""
    return _moved(section, "award_section", by=by, at=at)


def _moved(section: Section, act: str, *, by: Actor, at: datetime) -> Section:
    section = locked_section(section)
    move = SECTION.require(act, state=section.state, by=by)
    if act in _NOT_WHILE_HELD:
        require_no_hold(section.tender)
    _require_deadline(section, at)

    section.state = move.target
    section.save(update_fields=["state"])
    return section


def _require_deadline(section: Section, at: datetime) -> None:
    notice = section.notice
    if notice is None or at < notice.deadline_at:
        raise NotNow(
            Text("投标截止时间还没有到。", "The deadline has not come."),
            rule="opening_at_deadline",
            article="ZTB 34",
            next_step=Text("到截止时间再办理。", "Wait for the deadline."),
        )
