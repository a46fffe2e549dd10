"""Rules are entered, drafted, edited, laid before the staff, returned and dropped."""

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import rule_policy, rule_refusals
from qinglian.domain.integrity.events import (
    RuleConsulted,
    RuleDrafted,
    RuleDropped,
    RuleEdited,
    RuleEntered,
    RuleReturned,
)
from qinglian.domain.integrity.lifecycle import RULE_VERSION, WORK_RULE
from qinglian.domain.integrity.models import UNFINISHED, RuleReview, RuleVersion, WorkRule
from qinglian.domain.integrity.queries import own_department
from qinglian.domain.integrity.rule_categories import CATEGORIES
from qinglian.domain.integrity.rule_search import tokens_of
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.refusing import require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.document_check import check_document
from qinglian.record.models import Secrecy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qinglian.record.events import Event

TITLE, REASON = Text("名称", "The title"), Text("理由", "The reason")


@dataclass(frozen=True)
class Existing:
    """A rule as the office's old catalogue has it."""

    number: str
    title: str
    category: str
    department: str
    issued_on: date
    in_force_from: date
    text: str = ""


@transaction.atomic
def enter_rules(rows: Sequence[Existing], *, by: Actor, at: datetime) -> list[WorkRule]:
    """This will enter rules that are in force already, at most 200 at once, all or none: each as issued, with its text as version 1."""
    if not rule_policy.may_enter_rules(by):
        raise rule_refusals.not_your_draft()
    most = rule("work_rule_batch", on=day_of(at)).number()
    if not 0 < len(rows) <= most:
        raise rule_refusals.too_many("rows", most)

    entered = []
    for row in rows:
        if row.in_force_from < row.issued_on:
            raise rule_refusals.before_issue()
        one = _new_rule(row.number, row.title, row.category, row.department, state="issued", at=at)
        version = RuleVersion(rule=one, number=1, state="issued", title=one.title, drafted_by=by.id, drafted_at=at)
        version.issued_on, version.in_force_from = row.issued_on, row.in_force_from
        _set_text(version, row.text, at=at)
        version.save()
        entered.append(one)
        note(RuleEntered(one.number, one.title, one.department, row.in_force_from.isoformat()), one, by=by, at=at)
    return entered


@transaction.atomic
def draft_rule(
    *, number: str, title: str, category: str, department: str, text: str = "", change: str = "", by: Actor, at: datetime
) -> RuleVersion:  # fmt: skip
    """This will draft a new rule of a section: its first version."""
    if not rule_policy.may_draft(by, department=department, own=own_department(by)):
        raise rule_refusals.not_your_draft()

    one = _new_rule(number, title, category, department, state="planned", at=at)
    version = _new_version(one, 1, text=text, change=change, by=by, at=at)

    note(RuleDrafted(one.number, 1, one.title), one, by=by, at=at)
    return version


@transaction.atomic
def draft_revision(one: WorkRule, *, change: str, by: Actor, at: datetime) -> RuleVersion:
    """This will begin a new version of a rule in force with the text of the present one. It carries out the revision that a review decided, if one waits."""
    one = locked_rule(one)
    WORK_RULE.require("revise_rule", state=one.state, by=by)
    _require_drafter(one, by)
    if one.versions.filter(state__in=UNFINISHED).exists():
        raise rule_refusals.one_at_a_time()
    change = require_text(change, "change", Text("修订的理由", "The reason for the revision"), most=2000)

    last = one.versions.order_by("-number").first()
    present = one.versions.get(state="issued")
    version = _new_version(one, (last or present).number + 1, text=present.text, change=change, by=by, at=at)
    waits = RuleReview.objects.filter(rule=one, state="approved", outcome="revised").exclude(
        revisions__state__in=("issued", "superseded")
    )
    version.review = waits.order_by("campaign__year").first()
    version.save(update_fields=["review"])

    note(RuleDrafted(one.number, version.number, version.title), one, by=by, at=at)
    return version


@transaction.atomic
def edit_version(version: RuleVersion, *, title: str, text: str, change: str = "", by: Actor, at: datetime) -> RuleVersion:  # fmt: skip
    """This will replace what a draft says. A file that was uploaded before stays only while the text is what it said."""
    version = _moving(version, "edit_version", by)

    version.title = require_text(title, "title", TITLE, most=120)
    version.change = change.strip()[:2000]
    if text.strip() != version.text:
        version.blob, version.file_name, version.size_bytes = "", "", 0
    _set_text(version, text, at=at)
    _save_text(version)

    _note_edit(version, by=by, at=at)
    return version


@transaction.atomic
def upload_version(version: RuleVersion, *, file_name: str, chunks: Iterable[bytes], by: Actor, at: datetime) -> RuleVersion:  # fmt: skip
    """This will take a draft's text out of a DOCX or PDF and keep the file (NotValid: too large, unreadable, no text in it)."""
    version = _moving(version, "edit_version", by)
    most = rule("document_max_bytes", on=day_of(at)).number()
    data = _at_most(chunks, most)
    with _at_field("file"):
        checked = check_document(BytesIO(data), name=file_name[:200], size=len(data), on=day_of(at))
        if not checked.text.strip():
            raise rule_refusals.no_text()
        _set_text(version, checked.text, at=at)

    version.blob, version.size_bytes = blobs.store([data])
    version.file_name = file_name[:200]
    _save_text(version)

    _note_edit(version, by=by, at=at)
    return version


@transaction.atomic
def consult_on_version(version: RuleVersion, *, until: date, by: Actor, at: datetime) -> RuleVersion:
    """This will lay a draft before the staff until the end of a day, at least five days ahead (NotValid: no text, too short)."""
    version = _moving(version, "consult_on_version", by)
    if not version.text:
        raise rule_refusals.no_text()
    least = rule("work_rule_consultation_days", on=day_of(at)).number()
    earliest = day_of(at) + timedelta(days=least)
    if until < earliest:
        raise rule_refusals.too_short(least, earliest=earliest)

    version.state, version.consult_until = "consultation", until
    version.save(update_fields=["state", "consult_until"])

    note(RuleConsulted(version.rule.number, version.number, until.isoformat()), version.rule, by=by, at=at)
    return version


@transaction.atomic
def return_version(version: RuleVersion, *, reason: str, by: Actor, at: datetime) -> RuleVersion:
    """This will send a version in consultation back to its draft. Comments and answers stay."""
    version = locked_version(version)
    move = RULE_VERSION.require("return_version", state=version.state, by=by)
    if not rule_policy.may_see_draft(by, department=version.rule.department, own=own_department(by)):
        raise rule_refusals.not_your_draft()
    reason = require_text(reason, "reason", REASON, most=2000)

    version.state, version.consult_until = move.target, None
    version.save(update_fields=["state", "consult_until"])

    note(RuleReturned(version.rule.number, version.number, reason), version.rule, by=by, at=at)
    return version


@transaction.atomic
def drop_version(version: RuleVersion, *, reason: str, by: Actor, at: datetime) -> RuleVersion:
    """This will give up a version; when the rule was never in force, the rule with it."""
    version = _moving(version, "drop_version", by)
    reason = require_text(reason, "reason", REASON, most=2000)

    version.state = "dropped"
    version.save(update_fields=["state"])
    if version.rule.state == "planned":
        version.rule.state = WORK_RULE.require("drop_rule", state="planned", by=by).target
        version.rule.save(update_fields=["state"])

    note(RuleDropped(version.rule.number, version.number, reason), version.rule, by=by, at=at)
    return version


def day_of(at: datetime) -> date:
    """This will return the day of a moment in China."""
    return at.astimezone(CHINA).date()


def digest_of(version: RuleVersion) -> str:
    """This will return the SHA-256 of a version's text."""
    return sha256(version.text.encode()).hexdigest()


def locked_rule(one: WorkRule) -> WorkRule:
    """This will read a rule again and hold it until the act is done."""
    return WorkRule.objects.select_for_update().get(pk=one.pk)


def locked_version(version: RuleVersion) -> RuleVersion:
    """This will read a version again, with its rule, and hold the rule until the act is done."""
    one = locked_rule(version.rule)
    found = RuleVersion.objects.get(pk=version.pk)
    found.rule = one
    return found


def note(event: "Event", one: WorkRule, *, by: Actor, at: datetime, secrecy: Secrecy = Secrecy.CONFIDENTIAL) -> None:
    """This will append a fact about a rule."""
    append(event, subject=f"work-rule:{one.pk}", by=by.id, at=at, secrecy=secrecy)


def _new_rule(number: str, title: str, category: str, department: str, *, state: str, at: datetime) -> WorkRule:
    number = require_text(number, "number", Text("编号", "The number"), most=40)
    title = require_text(title, "title", TITLE, most=120)
    for field, code, known in (("category", category, CATEGORIES), ("department", department, DEPARTMENT_BY_CODE)):
        if code not in known:
            raise unlisted(field, rule="work_rule_known")
    row = WorkRule(number=number, title=title, category=category, department=department, state=state, entered_at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise rule_refusals.number_taken(number) from None
    return row


def _new_version(one: WorkRule, number: int, *, text: str, change: str, by: Actor, at: datetime) -> RuleVersion:
    version = RuleVersion(rule=one, number=number, title=one.title, change=change.strip()[:2000])
    version.drafted_by, version.drafted_at = by.id, at
    _set_text(version, text, at=at)
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError:
        raise rule_refusals.one_at_a_time() from None
    return version


def _moving(version: RuleVersion, act: str, by: Actor) -> RuleVersion:
    """The version, held, when this act of its drafters is lawful now."""
    version = locked_version(version)
    RULE_VERSION.require(act, state=version.state, by=by)
    _require_drafter(version.rule, by)
    return version


def _require_drafter(one: WorkRule, by: Actor) -> None:
    if not rule_policy.may_draft(by, department=one.department, own=own_department(by)):
        raise rule_refusals.not_your_draft()


def _set_text(version: RuleVersion, text: str, *, at: datetime) -> None:
    most = rule("work_rule_text_max", on=day_of(at)).number()
    told = text.replace("\r\n", "\n").replace("\x00", "").strip()
    version.text = require_text(told, "text", Text("正文", "The text"), most=most) if told else ""
    version.tokens = tokens_of(f"{version.title}\n{version.text}")


def _save_text(version: RuleVersion) -> None:
    version.save(update_fields=["title", "text", "tokens", "change", "blob", "file_name", "size_bytes"])


def _note_edit(version: RuleVersion, *, by: Actor, at: datetime) -> None:
    note(RuleEdited(version.rule.number, version.number, digest_of(version)), version.rule, by=by, at=at)


def _at_most(chunks: Iterable[bytes], most: int) -> bytes:
    """The whole file, or one byte more than is allowed, which the check refuses."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > most:
            break
    return bytes(data)


@contextmanager
def _at_field(field: str) -> "Iterator[None]":
    """What is wrong with the file is said at the form's own field."""
    try:
        yield
    except NotValid as refusal:
        refusal.field = field
        raise
