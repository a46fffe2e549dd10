"""Suggestions come from a box, from open days and from critical ratings. Each is answered, in public, with a date."""

from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.outreach.events import SuggestionAnswered, SuggestionPassedOn, SuggestionReceived
from qinglian.domain.outreach.lifecycle import SUGGESTION
from qinglian.domain.outreach.models import Guest, Suggestion
from qinglian.domain.outreach.policy import may_answer_all, may_pass_on
from qinglian.domain.outreach.receipt_codes import digest_of, new_code
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.leading import heads_of
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import ANYONE, Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

MOST = 2000
OFFICE_SECTION = "office"


@transaction.atomic
def hand_in_suggestion(
    *,
    words: str,
    source: str = "box",
    guest: Guest | None = None,
    by: Actor,  # noqa: ARG001 (kept nowhere)
    at: datetime,
) -> tuple[Suggestion, str]:
    """This will take a suggestion from anybody, and return the code that reads the answer; the office's head owes the answer.

    Neither who sent it nor from where is kept: a guest's code tells the open day alone, and the fact names no actor.
    """
    words = refusing.require_text(words, "words", Text("意见内容", "The suggestion"), most=MOST)
    today = at.astimezone(CHINA).date()
    due_on = today + timedelta(days=rule("suggestion_answer_days", on=today).number())
    code = new_code()

    found = Suggestion.objects.create(
        source="open_day" if guest else source, day=guest.day if guest else None, words=words,
        code_digest=digest_of(code), received_at=at, due_on=due_on,
    )  # fmt: skip

    event = SuggestionReceived(found.pk, found.source, due_on.isoformat())
    append(event, subject=f"suggestion:{found.pk}", by=None, at=at)
    head = next((row.person for row in heads_of(OFFICE_SECTION, on_roll())), None)
    if head is not None:
        _owe(found, head, by=ANYONE, at=at)
    return found, code


@transaction.atomic
def pass_on_suggestion(suggestion: Suggestion, *, to: Person, by: Actor, at: datetime) -> Suggestion:
    """This will ask another member of staff to answer; who owed it before owes it no more."""
    if not may_pass_on(by):
        raise refusing.not_yours(Text("机关党委和科室负责人", "the party office and heads of sections"), rule="suggestion_answer_days")  # fmt: skip
    suggestion = _locked(suggestion)
    if suggestion.state != "received" or suggestion.answerer == to.pk:
        raise refusing.not_now(
            Text("已经答复，或者本来就由这个人答复。", "It is answered, or this person has it already."),
            Text("无须转办。", "Nothing is to pass on."),
            rule="suggestion_answer_days",
        )

    waive_duties("answer_suggestion", about=f"suggestion:{suggestion.pk}", reason="转由他人答复", by=by, at=at)
    _owe(suggestion, to, by=by, at=at)

    event = SuggestionPassedOn(suggestion.pk, to.pk)
    append(event, subject=f"suggestion:{suggestion.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return suggestion


@transaction.atomic
def answer_suggestion(
    suggestion: Suggestion, *, answer: str, shown_words: str = "", moderated_because: str = "", by: Actor, at: datetime
) -> Suggestion:
    """This will answer a suggestion in public, by who owes the answer or the party office.

    The words are shown as they came, unless they had to be moderated (a name, an insult): then with the reason.
    """
    suggestion = _locked(suggestion)
    move = SUGGESTION.require("answer_suggestion", state=suggestion.state, by=by)
    if by.id != suggestion.answerer and not may_answer_all(by):
        raise refusing.not_yours(Text("承办人", "who was asked to answer"), rule="suggestion_answer_days")
    answer = refusing.require_text(answer, "answer", Text("答复", "The answer"))
    if bool(shown_words.strip()) != bool(moderated_because.strip()):
        raise _reason_missing("moderated_because")

    suggestion.state, suggestion.answer, suggestion.answered_by = move.target, answer, by.id
    suggestion.answered_on = at.astimezone(CHINA).date()
    suggestion.shown_words, suggestion.moderated_because = shown_words.strip(), moderated_because.strip()
    suggestion.save()
    about = f"suggestion:{suggestion.pk}"
    fulfil_duty("answer_suggestion", owed_by=suggestion.answerer, about=about, evidence=about, by=by, at=at)

    event = SuggestionAnswered(suggestion.pk, suggestion.answered_on.isoformat(), bool(suggestion.shown_words))
    append(event, subject=about, by=None, at=at)
    return suggestion


def _locked(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.select_for_update().get(pk=suggestion.pk)


def _owe(suggestion: Suggestion, who: Person, *, by: Actor, at: datetime) -> None:
    suggestion.answerer = who.pk
    suggestion.save(update_fields=["answerer"])
    title = Text(f"答复第 {suggestion.pk} 号意见", f"Answer suggestion no. {suggestion.pk}")
    about = f"suggestion:{suggestion.pk}"
    open_duty("answer_suggestion", owed_by=who, about=about, title=title, due_on=suggestion.due_on, by=by, at=at)


def _reason_missing(field: str) -> Exception:
    return refusing.not_valid(
        field,
        Text("处理原文须同时写明公开的文字和理由。", "Moderated words and their reason go together."),
        Text("请两项都填，或者都不填。", "Fill in both, or neither."),
        rule="suggestion_public",
    )
