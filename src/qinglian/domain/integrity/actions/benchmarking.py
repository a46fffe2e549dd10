"""Superior documents are taken apart; clauses are matched, planned, set aside and reopened."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qinglian.domain.integrity import rule_policy, rule_refusals
from qinglian.domain.integrity.actions.rule_drafts import REASON, day_of
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.clause_cutting import MOST_CHARACTERS, MOST_CLAUSES
from qinglian.domain.integrity.events import (
    ClauseMatched,
    ClausePlanned,
    ClauseReopened,
    ClauseSetAside,
    DocumentTakenApart,
)
from qinglian.domain.integrity.lifecycle import CLAUSE
from qinglian.domain.integrity.models import Clause, SuperiorDocument, WorkRule
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import require_text
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import Event
from qinglian.record.models import Secrecy

_WORDS = ["state", "rule", "point", "words", "owner", "due_on", "planned", "settled_by", "settled_at"]


@transaction.atomic
def take_apart_document(
    *, title: str, number: str, issuer: str, issued_on: date, clauses: Sequence[str], by: Actor, at: datetime
) -> SuperiorDocument:  # fmt: skip
    """This will enter a superior document with its clauses in their order, each of them to be measured."""
    if not rule_policy.may_enter_documents(by):
        raise rule_refusals.not_the_party_office()
    told = [require_text(text, "clauses", Text("条款", "A clause"), most=MOST_CHARACTERS) for text in clauses]
    if not 0 < len(told) <= MOST_CLAUSES:
        raise rule_refusals.too_many("clauses", MOST_CLAUSES)
    document = SuperiorDocument(issued_on=issued_on, entered_by=by.id, entered_at=at)
    document.title = require_text(title, "title", Text("标题", "The title"), most=160)
    document.number = require_text(number, "number", Text("文号", "The number"), most=60)
    document.issuer = require_text(issuer, "issuer", Text("发文机关", "The issuer"), most=80)

    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        raise rule_refusals.document_taken(document.number) from None
    Clause.objects.bulk_create(Clause(document=document, place=i, text=text) for i, text in enumerate(told, start=1))

    _note(DocumentTakenApart(document.pk, document.number, document.title, len(told)), document, by=by, at=at)
    return document


@transaction.atomic
def match_clause(
    clause: Clause, *, rule: WorkRule | None = None, point: str = "", words: str = "", by: Actor, at: datetime
) -> Clause:  # fmt: skip
    """This will say what answers to a clause: a rule in force, a risk point's measure, a task in words. A plan is carried out by it."""
    clause = _held(clause)
    move = CLAUSE.require("match_clause", state=clause.state, by=by)
    if not (rule_policy.may_settle_clauses(by) or (clause.state == "planned" and clause.owner_id == by.id)):
        raise rule_refusals.not_your_clause()
    if rule is not None and rule.state not in ("issued", "under_review"):
        raise rule_refusals.matched_to_nothing("rule")
    if point and point not in BY_CODE:
        raise rule_refusals.matched_to_nothing("point")
    words = require_text(words, "words", Text("说明", "The words"), most=2000) if words.strip() else ""
    if rule is None and not point and not words:
        raise rule_refusals.matched_to_nothing("rule")

    owner, about = clause.owner_id if clause.state == "planned" else None, _about(clause)
    _settle(clause, move.target, words, by=by, at=at, rule=rule, point=point)

    _note(ClauseMatched(clause.pk, rule.number if rule else "", point, words), clause.document, by=by, at=at)
    if owner is not None:
        fulfil_duty("clause", owed_by=owner, about=about, evidence=f"clause:{clause.pk}", by=by, at=at)
    return clause


@transaction.atomic
def plan_clause(clause: Clause, *, words: str, owner: Person, due_on: date, by: Actor, at: datetime) -> Clause:
    """This will plan what is still missing: what is to be done, by whom, by which day. It becomes the owner's duty."""
    clause = _held(clause)
    move = CLAUSE.require("plan_clause", state=clause.state, by=by)
    words = require_text(words, "words", Text("要做什么", "What is to be done"), most=2000)
    if due_on < day_of(at):
        raise rule_refusals.due_in_past("due_on", rule="clause_due")

    clause.planned += 1
    _settle(clause, move.target, words, by=by, at=at, owner=owner, due_on=due_on)

    _note(ClausePlanned(clause.pk, owner.pk, due_on.isoformat()), clause.document, by=by, at=at)
    title = Text(f"落实条款：{words}"[:200], f"Carry out a clause: {words}"[:200])
    open_duty("clause", owed_by=owner, about=_about(clause), title=title, due_on=due_on, by=by, at=at)
    return clause


@transaction.atomic
def set_clause_aside(clause: Clause, *, reason: str, by: Actor, at: datetime) -> Clause:
    """This will say that a clause does not apply to the centre, and why."""
    clause = _held(clause)
    move = CLAUSE.require("set_clause_aside", state=clause.state, by=by)
    reason = require_text(reason, "reason", REASON, most=2000)

    _settle(clause, move.target, reason, by=by, at=at)

    _note(ClauseSetAside(clause.pk, reason), clause.document, by=by, at=at)
    return clause


@transaction.atomic
def reopen_clause(clause: Clause, *, reason: str, by: Actor, at: datetime) -> Clause:
    """This will have a clause measured anew, with the reason. A plan that stood is no longer owed."""
    clause = _held(clause)
    move = CLAUSE.require("reopen_clause", state=clause.state, by=by)
    reason = require_text(reason, "reason", REASON, most=2000)

    waive_duties("clause", about=_about(clause), reason=reason, by=by, at=at)
    _settle(clause, move.target, "", by=by, at=at)

    _note(ClauseReopened(clause.pk, reason), clause.document, by=by, at=at)
    return clause


def _settle(
    clause: Clause, state: str, words: str, *, by: Actor, at: datetime, rule: WorkRule | None = None, point: str = "",
    owner: Person | None = None, due_on: date | None = None,
) -> None:  # fmt: skip
    clause.state, clause.words, clause.rule, clause.point = state, words, rule, point
    clause.owner, clause.due_on, clause.settled_by, clause.settled_at = owner, due_on, by.id, at
    clause.save(update_fields=_WORDS)


def _about(clause: Clause) -> str:
    """The duty's name. The page takes the clause's number; a plan that was made again is another duty."""
    return f"clause:{clause.pk}" if clause.planned <= 1 else f"clause-{clause.planned}:{clause.pk}"


def _held(clause: Clause) -> Clause:
    return Clause.objects.select_for_update(of=("self",)).select_related("document").get(pk=clause.pk)


def _note(event: Event, document: SuperiorDocument, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"superior-document:{document.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
