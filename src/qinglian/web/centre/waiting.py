"""What waits for somebody: rows in groups, longest waiting first. Here what waits for a decision in the work of integrity."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qinglian.domain.education import queries as education
from qinglian.domain.integrity import queries as integrity
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.supervision import queries as supervision
from qinglian.domain.supervision.campaign_policy import may_keep_gifts
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.web.shared.tags import word

SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One thing that waits: the verb, what it is about, since when, where it is done."""

    act: Text
    about: str
    detail: str
    since: datetime | None
    link: str
    press: Text


Group = tuple[Text, int, list[Row]]
LOOK = Text("去看", "Look")


def decisions_before(by: Actor, *, on: date) -> list[Group]:
    """This will list what is before this person: warnings, proposals, tasks, rules, reflections, gifts; groups without any are left out."""
    gifts = supervision.gifts_for(by, state="declared") if may_keep_gifts(by) else None
    groups = [
        _group(Text("预警待说明", "Warnings to explain"), supervision.warnings_to_explain(by), _warning),
        _group(Text("风险点待审核", "Risk points to decide on"), integrity.proposals_before(by), _proposal),
        _group(Text("任务待销号", "Tasks to close"), integrity.tasks_to_close(by), _task),
        _group(Text("计划待印发", "Plans to issue"), integrity.plans_to_issue(by), _plan),
        _group(Text("制度待印发", "Rules to issue"), integrity.versions_to_issue(by, on=on), _version),
        _group(Text("意见待答复", "Comments to answer"), integrity.comments_unanswered(by), _comment),
        _group(Text("审查结论待批准", "Outcomes to approve"), integrity.outcomes_to_approve(by), _outcome),
        _group(Text("心得体会待阅", "Reflections to read"), education.reflections_unread(by), _reflection),
        *([_group(Text("礼品待收缴", "Gifts to take in"), gifts, _gift)] if gifts is not None else []),
    ]
    return [group for group in groups if group[1]]


def _group(label: Text, rows: "QuerySet[Any]", show: Callable[[Any], Row]) -> Group:
    return label, rows.count(), [show(row) for row in rows[:SHOWN]]


def _warning(row: Any) -> Row:
    where = reverse("supervisor_warning", args=(row.pk,))
    words = word(Text(row.words_zh, row.words_en))
    return Row(Text("说明预警", "Explain the warning"), word(BY_CODE[row.point].coded_title), words, row.opened_at, where, Text("去说明", "Explain"))  # fmt: skip


def _proposal(row: Any) -> Row:
    act = {
        "proposed": Text("科室审核", "Review for the section"), "reviewed": Text("对照目录审核", "Examine against the catalogue"),
        "examined": Text("决定是否采纳", "Adopt or refuse"),
    }[row.state]  # fmt: skip
    return Row(act, row.name, "", row.proposed_at, reverse("centre_proposal", args=(row.pk,)), LOOK)


def _task(row: Any) -> Row:
    where = reverse("centre_task", args=(row.pk,))
    return Row(
        Text("核对依据，销号", "Check the evidence and close"),
        f"{row.number} {row.title}",
        "",
        row.evidence_at,
        where,
        LOOK,
    )


def _plan(row: Any) -> Row:
    return Row(Text("印发计划", "Issue the plan"), row.title, "", None, reverse("centre_plan", args=(row.pk,)), LOOK)


def _version(row: Any) -> Row:
    where = reverse("centre_rule_version", args=(row.rule_id, row.number))
    return Row(Text("印发制度", "Issue the rule"), row.title, row.rule.number, None, where, LOOK)


def _comment(row: Any) -> Row:
    version = row.version
    where = reverse("centre_rule_version", args=(version.rule_id, version.number))
    return Row(
        Text("答复意见", "Answer the comment"), version.title, row.words, row.at, where, Text("去答复", "Answer")
    )


def _outcome(row: Any) -> Row:
    where = reverse("centre_rule_review", args=(row.campaign.year,))
    return Row(
        Text("批准审查结论", "Approve the outcome"), row.rule.title, row.rule.number, row.proposed_at, where, LOOK
    )


def _reflection(row: Any) -> Row:
    where = reverse("centre_study_reflection", args=(row.pk,))
    return Row(Text("阅读并答复", "Read and answer"), row.film.title, row.person.name, row.submitted_at, where, LOOK)


def _gift(row: Any) -> Row:
    where = reverse("centre_gift", args=(row.pk,))
    return Row(Text("收缴登记", "Take in the gift"), row.declared_by.name, row.what, row.declared_at, where, LOOK)
