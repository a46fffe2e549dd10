"""Steps over what was published before the closing: notices, rulebook, documents, guardians' cards, the order of acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.lots import PARTIES_OF
from qinglian.law.evaluation.terms import check_terms, needs_seed
from qinglian.trust.access import BIDDER
from qinglian.trust.card import check_card
from qinglian.trust.strict import read_json

MOST_RULEBOOK_BYTES = 16 * 1024 * 1024


def check_notices(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check versions, rulebook, bid period, documents and evaluation terms of every notice."""
    step = report.step("公告与规则手册", "Notices and rulebook")
    if evidence.wanted.tender and not any(case.of("notice-published/v1") for case in cases):
        step.find("tender_unknown", evidence.wanted.tender)
    for case in cases:
        notices = case.of("notice-published/v1")
        if [fact.body.get("version") for fact in notices] != list(range(1, len(notices) + 1)):
            step.find("notice_version", case.code)
        for fact in notices:
            _check_rulebook(step, evidence, fact, first=fact.body.get("version") == 1)
            _check_documents(step, evidence, fact)
            _check_terms(step, case, fact)
            _check_named_blob(step, evidence, fact, "calendar")
        for opening in case.openings:
            if opening.notice is None:
                step.find("notice_missing", opening.where)
            for fact in opening.of("bidders-announced/v1"):
                _check_named_blob(step, evidence, fact, "bidders")
        for before, after in pairwise(notices):
            _check_amendment(step, before, after)
    count = sum(len(case.of("notice-published/v1")) for case in cases)
    step.note("{n} 个项目，{m} 份公告", "{n} tenders, {m} notices", n=len(cases), m=count)


def check_cards(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check that every guardian's card is signed by the key that the policy pins, for its opening."""
    step = report.step("保管人的密钥卡", "Guardians' cards")
    count = 0
    for case in cases:
        for opening in case.openings:
            count += _check_cards_of(step, evidence, opening)
    step.note("{n} 张密钥卡与名单中的密钥相符", "{n} cards are signed by pinned keys", n=count)


def check_lifecycles(report: Report, cases: Sequence[TenderCase]) -> None:
    """This will replay every section's acts against the table of lawful moves (domain.tenders.lifecycle)."""
    step = report.step("每一步都合次序", "Every act in its lawful order")
    count = sum(_replay(step, opening, case) for case in cases for opening in case.openings)
    step.note("重放了 {n} 个动作", "{n} acts replayed", n=count)


def _check_rulebook(step: Step, evidence: Evidence, notice: LoggedFact, *, first: bool) -> None:
    name = str(notice.body.get("rulebook"))
    try:
        data = evidence.blob(name)
    except ValueError:
        step.find("rulebook_changed", notice.where)
        return
    if data is None:
        step.find("rulebook_missing", notice.where)
        return
    try:
        rows = {row["key"]: row for row in read_json(data, limit=MOST_RULEBOOK_BYTES, name="rulebook")}
        if first and notice.body["must_tender"] and "min_bid_period_days" in rows:
            _check_bid_period(step, notice, rows["min_bid_period_days"])
    except (ValueError, KeyError, TypeError) as error:
        step.find("fact_malformed", notice.where, why=error)


def _check_bid_period(step: Step, notice: LoggedFact, row: dict[str, Any]) -> None:
    """Days are counted from the day after the documents' issue (GPC 201), on the log's own date of the notice at the earliest."""
    issued = max(datetime.fromisoformat(notice.body["documents_from_at"]), notice.at)
    have = (datetime.fromisoformat(notice.body["deadline_at"]).date() - issued.date()) // timedelta(days=1)
    if have < row["value"]:
        step.find("bid_period_short", notice.where, have=have, need=row["value"], article=row["article"])


def _check_documents(step: Step, evidence: Evidence, notice: LoggedFact) -> None:
    for row in notice.body.get("documents", []):
        try:
            if evidence.blob(str(row["sha256"])) is None:
                step.find("document_missing", notice.where, name=row["title"])
        except ValueError:
            step.find("document_changed", notice.where, name=row["title"])


def _check_terms(step: Step, case: TenderCase, notice: LoggedFact) -> None:
    """This will check each section's evaluation terms, and the commitments in the log that drawn coefficients need."""
    try:
        for row in notice.body["sections"]:
            faults = check_terms(row["evaluation"], has_price_cap=row["price_cap_fen"] is not None)
            for fault in faults:
                wrong = {"zh": fault.wrong.zh, "en": fault.wrong.en}
                step.find("terms_faulty", f"{notice.where} {fault.name}".strip(), section=row["number"], **wrong)
            if not faults and needs_seed(row["evaluation"]):
                _check_seeds(step, case, notice, row)
    except (ValueError, KeyError, TypeError) as error:
        step.find("fact_malformed", notice.where, why=error)


def _check_seeds(step: Step, case: TenderCase, notice: LoggedFact, row: dict[str, Any]) -> None:
    """Whoever commits after the notice may have seen what bidders are told (docs/protocol.md 10)."""
    here = next((one for one in case.openings if (one.section, one.round) == (row["number"], row["round"])), None)
    committed = set() if here is None else _committed_before(here.notices[0].index, here)
    for party in PARTIES_OF["coefficient"]:
        if party not in committed:
            step.find("seed_late", notice.where, section=row["number"], party=party)


def _committed_before(index: int, opening: OpeningCase) -> set[str]:
    """This will list the parties whose commitment to a coefficient's seed stands in the log before a leaf."""
    return {
        str(fact.body.get("party"))
        for fact in opening.of("seed-committed/v1")
        if (fact.body.get("purpose"), fact.body.get("scope")) == ("coefficient", opening.opening) and fact.index < index
    }


def _check_named_blob(step: Step, evidence: Evidence, fact: LoggedFact, name: str) -> None:
    """This will check a file that no step reads further; a fact that does not name it passes."""
    if name not in fact.body:
        return
    try:
        if evidence.blob(str(fact.body[name])) is None:
            step.find("blob_missing", fact.where, what=name)
    except ValueError:
        step.find("blob_changed", fact.where, what=name)


def _check_amendment(step: Step, before: LoggedFact, after: LoggedFact) -> None:
    """A notice that names the same rounds may change only before its deadline; a new round begins anew."""
    rounds = [
        {(row.get("number"), row.get("round")) for row in fact.body.get("sections", [])} for fact in (before, after)
    ]
    if rounds[0] & rounds[1] and after.at >= datetime.fromisoformat(str(before.body["deadline_at"])):
        step.find("notice_after_deadline", after.where)


def _check_cards_of(step: Step, evidence: Evidence, opening: OpeningCase) -> int:
    guardians: set[str] = set()
    for fact in opening.of("card-handed-in/v1"):
        pinned_key = None
        try:
            card = check_card(fact.body.get("card"), opening=opening.opening)
        except ValueError as error:
            step.find("card_invalid", fact.where, why=error)
            continue
        if not _is_between(fact, opening):
            step.find("card_late", fact.where)
        guardians.add(card["guardian"])
        pinned = evidence.policy.guardian(card["guardian"])
        pinned_key = pinned.key if pinned else None
        if pinned_key is None:
            step.find("card_unpinned", fact.where, guardian=card["guardian"])
        elif fact.body["card"]["key"] != pinned_key:
            step.find("card_swapped", fact.where, guardian=card["guardian"])
    access = opening.notice.body.get("access", {}) if opening.notice else {}
    needed = {guardian for group in access.get("groups", []) for guardian in group["guardians"]} - {BIDDER}
    for guardian in sorted(needed - guardians):
        step.find("card_missing", opening.where, guardian=guardian)
    return len(guardians)


def _is_between(card: LoggedFact, opening: OpeningCase) -> bool:
    """This will say whether the card stands after the round's first notice and before its closing."""
    closed = opening.first("section-closed/v1")
    first = opening.notices[0].index if opening.notices else card.index
    return first <= card.index and (closed is None or card.index < closed.index)


_ACTS = {
    "section-closed/v1": "close_section",
    "section-failed/v1": "fail_section",
    "release-started/v1": "start_release",
    "opening-finished/v1": "finish_opening",
    "opening-record-signed/v1": "sign_opening_record",
    "session-opened/v1": "start_evaluation",
    "evaluation-finished/v1": "finish_evaluation",
    "candidates-published/v1": "publish_candidates",
    "award-made/v1": "award_section",
}


def _replay(step: Step, opening: OpeningCase, case: TenderCase) -> int:
    """This will move a state through the section's acts and find each that its state does not allow."""
    state, count = "draft", 0
    for fact in sorted(
        [*opening.facts, *opening.notices, *case.of("tender-terminated/v1")], key=lambda fact: fact.index
    ):
        act = _act_of(fact, opening, state)
        if act is None:
            continue
        count += 1
        moves = [move for move in SECTION.moves if move.act == act]
        lawful = next((move for move in moves if state in move.source), None)
        if lawful is None:
            label, here = moves[0].label, SECTION.state(state).label
            step.find("lifecycle_broken", fact.where, act=f"{label.zh} {label.en}", state=f"{here.zh} {here.en}")
        else:
            state = lawful.target
    return count


def _act_of(fact: LoggedFact, opening: OpeningCase, state: str) -> str | None:
    if fact.kind == "notice-published/v1":
        return "publish_notice" if state == "draft" else "amend_notice"
    if fact.kind == "tender-terminated/v1":
        named = fact.body.get("sections")
        return "terminate_tender" if named is None or opening.section in named else None
    if fact.kind == "opening-finished/v1" and _fails_after(fact, opening):
        return None  # fewer than three valid bids: the section fails instead
    return _ACTS.get(fact.kind)


def _fails_after(finished: LoggedFact, opening: OpeningCase) -> bool:
    return any(fact.index > finished.index for fact in opening.of("section-failed/v1"))
