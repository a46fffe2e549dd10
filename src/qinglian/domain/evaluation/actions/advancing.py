"""The session moves on by itself when everybody in force has locked: nobody can hurry it, nobody can hold one sheet back unseen."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.evaluation import vault
from qinglian.domain.evaluation.actions.steps import actor_of, locked, locked_member, note_sealed, where
from qinglian.domain.evaluation.events import BlindCodesRevealed, OutliersNoticed, ScoresVoided
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.models import Clarification, EvaluatedBid, Member, Session, Sheet
from qinglian.domain.evaluation.queries.finding import in_force, terms_of
from qinglian.domain.evaluation.queries.given import given_of, result_document
from qinglian.domain.evaluation.queries.seat import low_numbers
from qinglian.domain.evaluation.result import rejected_in_review
from qinglian.domain.evaluation.sheets import kind_due
from qinglian.domain.tenders.actions import fail_section
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import failpoints
from qinglian.record.clock import CHINA
from qinglian.trust.strict import to_base64

_ACT = {"review": "finish_review", "technical": "finish_technical", "business": "finish_business"}
NO_COMPETITION = 3  # O12 27: fewer valid bids than this, and clearly no competition


@transaction.atomic
def advance_session(session: Session, *, at: datetime) -> bool:
    """This will end the present stage once every member in force has locked its sheet, and say whether it did.

    After the review the rejected bids are out; with none left the evaluation fails. A review that a successor made anew may reject
    others than before: then the scoring sheets are void. After the technical stage the blind codes are revealed, once. An abnormally
    low bid is asked before the review can end (O12 21).
    """
    session = locked(session)
    act = _ACT.get(session.state)
    if act is None or not _all_locked(session) or (session.state == "review" and _low_bids_unasked(session, at=at)):
        return False
    move = SESSION.require(act, state=session.state, by=TIMETABLE)
    if session.state == "review" and _reject(session, at=at):
        _fail(session, at=at)
        return True
    if session.state == "technical" and session.blind_revealed_at is None:
        _reveal_codes(session, at=at)
    session.state = move.target
    session.save(update_fields=["state"])
    if session.state == "summary":
        _notice_outliers(session, at=at)
    failpoints.reach("stage-ended")
    return True


@transaction.atomic
def fail_evaluation(member: Member, *, at: datetime) -> Session:
    """This will let the chair reject all bids when fewer than three are valid and there is clearly no competition (O12 27)."""
    member = locked_member(member)
    session = member.session
    SESSION.require("fail_evaluation", state=session.state, by=actor_of(member))
    left = EvaluatedBid.objects.filter(session=session, state="evaluating", failed="").count()
    if session.state == "review" or left >= NO_COMPETITION:
        raise NotValid(
            Text(
                f"还有 {left} 份有效投标，不能否决全部投标。",
                f"{left} valid bids are left: they cannot all be rejected.",
            ),
            rule="reject_all_below",
            article="O12 27",
            next_step=Text(
                "初步评审后有效投标不足三个、明显缺乏竞争的，才能否决。",
                "Only after the review, with fewer than three valid bids.",
            ),
        )
    _fail(session, at=at)
    return session


def _all_locked(session: Session) -> bool:
    kind = kind_due(session.state, terms_of(session))
    if kind is None:
        return True
    members = in_force(session)
    seated = [member.pk for member in members if member.state == "seated"]
    if len(seated) < session.draw.size:
        return False
    return Sheet.objects.filter(member__in=seated, kind=kind, locked_at__isnull=False).count() == len(seated)


def _low_bids_unasked(session: Session, *, at: datetime) -> bool:
    """An abnormally low bid waits for its question, and for the answer or the end of its time."""
    asked = {
        row.bid.number: row
        for row in Clarification.objects.filter(session=session, cause="abnormally_low").select_related("bid")
    }
    return any(
        number not in asked or (asked[number].answered_at is None and asked[number].answer_until_at > at)
        for number in low_numbers(session)
    )


def _reject(session: Session, *, at: datetime) -> bool:
    """This will mark the bids that are rejected now, and no others, and say whether none is left."""
    bids = EvaluatedBid.objects.filter(session=session)
    before = set(bids.filter(state="rejected").values_list("number", flat=True))
    rejected = rejected_in_review(given_of(session))
    bids.exclude(number__in=rejected).update(state="evaluating", ground="")
    for number, ground in rejected.items():
        bids.filter(number=number).update(state="rejected", ground=ground)
    if before != set(rejected):
        _void_scores(session, sorted(rejected), at=at)
    return not bids.filter(state="evaluating").exists()


def _void_scores(session: Session, rejected: list[int], *, at: datetime) -> None:
    """This will take the members' scoring sheets out of force: other bids are to be scored. What was signed stays as a draft, and in its
    fact; technical scores that were locked before the blind codes were revealed bind the member (`Sheet.bound`)."""
    sheets = list(Sheet.objects.filter(member__in=in_force(session), locked_at__isnull=False).exclude(kind="review"))
    for sheet in sheets:
        if sheet.kind == "technical" and session.blind_revealed_at is not None:
            sheet.bound |= sheet.draft  # as it was signed
        sheet.signed, sheet.locked_at = None, None
        sheet.save(update_fields=["signed", "locked_at", "bound"])
    if sheets:
        note_sealed(session, ScoresVoided(*where(session), rejected), by=TIMETABLE.id, at=at)


def _fail(session: Session, *, at: datetime) -> None:
    session.state, session.finished_at = "failed", at
    session.save(update_fields=["state", "finished_at"])
    least = rule("min_bidders", on=at.astimezone(CHINA).date())
    fail_section(session.section, reason="all_bids_rejected", rule=least.key, article="ZTB 42", by=TIMETABLE, at=at)


def _reveal_codes(session: Session, *, at: datetime) -> None:
    rows = [
        {"number": row["number"], "code": row["code"], "salt": to_base64(bytes.fromhex(str(row["salt"])))}
        for row in vault.blind_codes(session.code)
    ]
    note_sealed(session, BlindCodesRevealed(*where(session), rows), by=TIMETABLE.id, at=at)
    session.blind_revealed_at = at
    session.save(update_fields=["blind_revealed_at"])


def _notice_outliers(session: Session, *, at: datetime) -> None:
    rows = result_document(session)["outliers"]
    if rows:
        note_sealed(session, OutliersNoticed(*where(session), rows), by=TIMETABLE.id, at=at)
