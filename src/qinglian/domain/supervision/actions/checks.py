"""Checks of key posts by three methods, and the results of every check: what people saw at a manual point turns its tile on the wall."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.actions import Planned, Result
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import METHODS
from qinglian.domain.integrity.checklist_rows import post_items
from qinglian.domain.integrity.models import Inspection
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.domain.people.leading import at_post
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import unlisted
from qinglian.domain.supervision.actions.checking import check_point
from qinglian.domain.supervision.events import WeeklyInspectionHeld
from qinglian.domain.supervision.inspecting import check_period
from qinglian.domain.supervision.policy import OUTCOMES
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.trust.weekly import quarter_of

_MORNING = time(9)


@transaction.atomic
def plan_check(
    work_post: str, *, method: str, planned_on: date, followed: str = "", by: Actor, at: datetime
) -> Inspection:  # fmt: skip
    """This will plan the check of one post in the period of its day: by reading files, hearing reports or following a project.

    Its checklist is every risk point of the post's section, the manual ones first. Discipline officers owe it.
    """
    if work_post not in WORK_POST_BY_CODE:
        raise unlisted("work_post", rule="checklist_kind")
    if method not in METHODS or method == "visit":
        raise unlisted("method", rule="checklist_kind")
    post = WORK_POST_BY_CODE[work_post]
    title = Text(
        f"{post.name.zh}风险防控检查（{METHODS[method].zh}）",
        f"Check of the {post.name.en.lower()} ({METHODS[method].en.lower()})",
    )
    plan = Planned(
        kind="periodic", period=check_period(planned_on), title=title, items=post_items(post.department), subject_kind="post",
        subject=work_post, department=post.department, method=method, planned_at=datetime.combine(planned_on, _MORNING, CHINA),
        followed=followed.strip() if method == "project" else "",
    )  # fmt: skip

    inspection = integrity.plan_inspection(plan, by=by, at=at)
    for entry in at_post("discipline_officer", on_roll()):
        open_duty("periodic_check", owed_by=entry.person, about=_about(inspection), title=title, due_on=planned_on, by=by, at=at)  # fmt: skip
    return inspection


@transaction.atomic
def hold_check(
    inspection: Inspection, *, results: Sequence[Result], conclusion: str, by: Actor, at: datetime
) -> Inspection:  # fmt: skip
    """This will note the results of a check; each outcome of a manual risk point is also a check of that point on the risk wall,
    where the number stands for the grounds: more people see the wall than may read an inspection.

    A weekly inspection leaves an open fact: which lot it followed, and nothing of what was found.
    """
    held = integrity.hold_inspection(inspection, results=results, conclusion=conclusion, by=by, at=at)

    for item, result in zip(held.checklist.items, results, strict=True):
        point = BY_CODE.get(item["point"])
        if point is not None and not point.measure.is_live and result.outcome in OUTCOMES:
            grounds = Text(
                f"依据见第 {held.pk} 号检查记录", f"The grounds are in the record of inspection no. {held.pk}"
            )
            check_point(point.code, outcome=result.outcome, evidence=grounds.zh, evidence_en=grounds.en, by=by, at=at)
    duty = "inspection" if held.kind == "weekly" else "periodic_check"
    fulfil_duty(duty, owed_by=by.id, about=_about(held), evidence=_about(held), by=by, at=at)
    waive_duties(duty, about=_about(held), reason="已由其他检查人员检查", by=by, at=at)

    if held.kind == "weekly":
        lot_at = held.planned_at.astimezone(CHINA)
        event = WeeklyInspectionHeld(held.period, lot_at.date().isoformat(), lot_at.hour, held.subject)
        append(event, subject=f"inspections:{quarter_of(lot_at.date())}", by=None, at=at)
    return held


@transaction.atomic
def call_off_check(inspection: Inspection, *, reason: str, by: Actor, at: datetime) -> Inspection:
    """This will call a planned check off, and waive what was owed."""
    called_off = integrity.call_off_inspection(inspection, reason=reason, by=by, at=at)
    waive_duties("periodic_check", about=_about(called_off), reason=called_off.reason, by=by, at=at)
    return called_off


def _about(inspection: Inspection) -> str:
    return f"inspection:{inspection.pk}"
