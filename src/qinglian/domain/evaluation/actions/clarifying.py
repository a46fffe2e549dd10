"""Written questions to a bidder and its written answers, which may change nothing of substance (REG 52)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import actor_of, locked, locked_member, note_sealed, where
from qinglian.domain.evaluation.events import ClarificationAnswered, ClarificationAsked
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.models import Clarification, EvaluatedBid, Member
from qinglian.domain.evaluation.queries.finding import opening_of
from qinglian.domain.evaluation.queries.seat import low_numbers
from qinglian.domain.people import queries as people
from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text
from qinglian.trust.documents import document_hash, open_document
from qinglian.trust.strict import fields, text

MOST = 4000
_ANSWER = ("type", "opening", "bidder", "clarification", "text")


@transaction.atomic
def ask_clarification(member: Member, *, number: int, question: str, minutes: int, at: datetime) -> Clarification:
    """This will let the chair ask one bidder in writing. The committee may not hint, nor take what it did not ask for (REG 52)."""
    member = locked_member(member)
    session = member.session
    SESSION.require("ask_clarification", state=session.state, by=actor_of(member))
    bid = EvaluatedBid.objects.filter(session=session, number=number, failed="").first()
    if bid is None or (bid.state != "evaluating" and session.state != "review"):  # a review made anew is about all bids
        raise refusals.no_session()
    if not 0 < len(question.strip()) <= MOST or not 10 <= minutes <= 1440:
        raise refusals.incomplete(
            Text(
                "请写明问题，答复时限 10 至 1440 分钟。", "State the question, and 10 to 1,440 minutes for the answer."
            ),
            field="question",
        )
    cause = "abnormally_low" if number in low_numbers(session) else "unclear"
    until = at + timedelta(minutes=minutes)
    row = Clarification.objects.create(
        session=session, bid=bid, cause=cause, question=question.strip(), asked_at=at, answer_until_at=until
    )
    note_sealed(session, ClarificationAsked(*where(session), number, row.question), at=at)
    return row


def answer_clarification(signed: Any, *, at: datetime) -> Clarification:
    """This will take the bidder's signed `clarification/v1` {opening, bidder, clarification, text}, once, before its time is over.

    It may tell how a price is made up: no fact and no report repeats its words, the fact names them by their hash.
    """
    with malformed_document():
        document, key = open_document(signed, "clarification/v1")
        fields(document, _ANSWER, name="clarification")
        answer = text(document["text"], name="clarification.text", most=MOST)
    _, by = people.key_holder(key, at=at)
    rows = Clarification.objects.select_related("session__section__tender", "bid__announced")
    row = rows.filter(pk=document["clarification"] if isinstance(document["clarification"], int) else 0).first()
    if row is None or document["opening"] != opening_of(row.session):
        raise refusals.no_session()
    if not by.has_role("bidder") or row.bid.announced.bidder_id != by.organisation:
        raise NotAllowed(
            Text("只有被问的投标人能答复。", "Only the bidder who was asked may answer."),
            rule="session.answer_clarification",
            article="REG 52",
            next_step=Text("请用投标时的密钥签名。", "Sign with the key of the bid."),
        )
    with transaction.atomic():
        session = locked(row.session)
        SESSION.require("answer_clarification", state=session.state, by=by)
        row = Clarification.objects.select_related("bid").get(pk=row.pk)
        if row.answered_at is not None or at >= row.answer_until_at:
            raise refusals.out_of_order(
                Text("已经答复，或者答复时限已过。", "It is answered, or its time is over."), article="REG 52"
            )
        row.answer, row.signed, row.answered_at = answer, signed, at
        row.save()
        note_sealed(session, ClarificationAnswered(*where(session), row.bid.number, document_hash(document)), at=at)
    return row
