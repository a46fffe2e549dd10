"""Versions in consultation are commented on and issued; rules are repealed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from qinglian.domain.integrity import rule_policy, rule_refusals
from qinglian.domain.integrity.actions.rule_drafts import REASON, day_of, digest_of, locked_rule, locked_version, note
from qinglian.domain.integrity.events import CommentAnswered, RuleCommented, RuleIssued, RuleRepealed
from qinglian.domain.integrity.lifecycle import RULE_VERSION, WORK_RULE
from qinglian.domain.integrity.models import RuleComment, RuleVersion, WorkRule
from qinglian.domain.integrity.queries import may_draft
from qinglian.domain.people.refusing import not_yours, require_text
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.models import Secrecy


@transaction.atomic
def comment_on_version(version: RuleVersion, *, words: str, by: Actor, at: datetime) -> RuleComment:
    """This will take somebody's comment on a version while its consultation runs."""
    if not rule_policy.may_read_rules(by):
        raise not_yours(Text("中心工作人员和监督人员", "the centre's staff and supervisors"), rule="work_rule_readers")
    version = locked_version(version)
    if version.state != "consultation" or version.consult_until is None or version.consult_until < day_of(at):
        raise rule_refusals.comments_closed()
    words = require_text(words, "words", Text("意见", "The comment"), most=2000)

    comment = RuleComment.objects.create(version=version, words=words, by=by.id, at=at)

    note(RuleCommented(version.rule.number, version.number, comment.pk), version.rule, by=by, at=at)
    return comment


@transaction.atomic
def answer_comment(comment: RuleComment, *, is_adopted: bool, answer: str, by: Actor, at: datetime) -> RuleComment:
    """This will answer a comment, once: whether it is taken up, and why."""
    version = locked_version(comment.version)
    if not may_draft(version.rule, asker=by):
        raise rule_refusals.not_your_draft()
    comment = RuleComment.objects.select_for_update().get(pk=comment.pk)
    if comment.answered_at is not None:
        raise rule_refusals.answered_already()
    answer = require_text(answer, "answer", Text("答复", "The answer"), most=2000)

    comment.is_adopted, comment.answer, comment.answered_by, comment.answered_at = is_adopted, answer, by.id, at
    comment.save(update_fields=["is_adopted", "answer", "answered_by", "answered_at"])

    note(CommentAnswered(comment.pk, is_adopted), version.rule, by=by, at=at)
    return comment


@transaction.atomic
def issue_version(
    version: RuleVersion, *, in_force_from: date, replaces: Sequence[WorkRule] = (), by: Actor, at: datetime
) -> RuleVersion:  # fmt: skip
    """This will issue a version after its consultation: it takes the place of the version in force, and of other rules, which it repeals.

    NotNow while the consultation runs or a comment waits for its answer.
    """
    version = locked_version(version)
    move = RULE_VERSION.require("issue_version", state=version.state, by=by)
    one, today = version.rule, day_of(at)
    _require_consulted(version, today)
    if in_force_from < today:
        raise rule_refusals.before_issue()
    if one.pk in {other.pk for other in replaces}:
        raise rule_refusals.no_successor("replaces")

    _supersede(one, by)
    version.state, version.issued_on, version.in_force_from = move.target, today, in_force_from
    version.save(update_fields=["state", "issued_on", "in_force_from"])
    one.state = WORK_RULE.require("adopt_rule", state="planned", by=by).target if one.state == "planned" else one.state
    one.title = version.title
    one.save(update_fields=["state", "title"])
    version.replaces.set(replaces)

    numbers = [other.number for other in replaces]
    issued = RuleIssued(one.number, version.number, one.title, digest_of(version), in_force_from.isoformat(), numbers)
    note(issued, one, by=by, at=at, secrecy=Secrecy.OPEN)
    for other in replaces:
        ground = Text(f"由《{one.title}》代替", f"Replaced by {one.title}")
        end_rule(other, ground=ground, on=in_force_from, successor=one, by=by, at=at)
    return version


@transaction.atomic
def repeal_rule(one: WorkRule, *, reason: str, successor: WorkRule | None = None, by: Actor, at: datetime) -> WorkRule:
    """This will repeal a rule from today, with the reason and, if there is one, the rule that takes its place."""
    if not rule_policy.may_issue(by):
        WORK_RULE.require("repeal_rule", state=one.state, by=by)
    reason = require_text(reason, "reason", REASON, most=2000)
    return end_rule(one, ground=Text(reason, reason), on=day_of(at), successor=successor, by=by, at=at)


def end_rule(
    one: WorkRule, *, ground: Text, on: date, successor: WorkRule | None, by: Actor, at: datetime
) -> WorkRule:  # fmt: skip
    """This will move a rule to repealed, since a day, for a ground (a person's words stand in both languages).

    NotNow when it is not in force; NotValid for a successor that is not.
    """
    one = locked_rule(one)
    move = WORK_RULE.require("repeal_rule", state=one.state, by=by)
    if successor is not None and (successor.pk == one.pk or successor.state not in ("issued", "under_review")):
        raise rule_refusals.no_successor("successor")

    one.state, one.repealed_on, one.successor = move.target, on, successor
    one.repeal_ground, one.repeal_ground_en = ground.zh, ground.en
    one.save(update_fields=["state", "repealed_on", "successor", "repeal_ground", "repeal_ground_en"])

    repealed = RuleRepealed(one.number, one.title, on.isoformat(), successor.number if successor else "")
    note(repealed, one, by=by, at=at, secrecy=Secrecy.OPEN)
    return one


def _require_consulted(version: RuleVersion, today: date) -> None:
    if version.consult_until is not None and version.consult_until >= today:
        raise rule_refusals.still_consulting(version.consult_until.isoformat())
    waiting = version.comments.filter(answered_at=None).count()
    if waiting:
        raise rule_refusals.unanswered(waiting)


def _supersede(one: WorkRule, by: Actor) -> None:
    present = one.versions.filter(state="issued").first()
    if present is not None:
        present.state = RULE_VERSION.require("supersede_version", state=present.state, by=by).target
        present.save(update_fields=["state"])
