"""Steps over the deadline: the closing was logged and witnessed before any release; its list is complete and of bids in time."""

from collections.abc import Sequence

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.trust.closing import verify_closing
from qinglian.trust.strict import read_json

MOST_LIST_BYTES = 256 * 1024 * 1024


def check_closings(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check that each section closed once, not early, and that witnesses saw it before any key was released."""
    step = report.step("先截止并见证，后交出密钥", "Closed and witnessed before any key was released")
    closed = [opening for case in cases for opening in case.openings if opening.first("section-closed/v1")]
    for opening in (opening for case in cases for opening in case.openings):
        _check_order_of_release(step, opening)
    for opening in closed:
        _check_closing(step, opening)
        if opening.first("release-started/v1"):
            _check_witnessed(step, evidence, opening)
    step.note("{n} 次截止", "{n} closings", n=len(closed))


def check_lists(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check each closing list against its logged root, and that it holds every bid in force and no other."""
    step = report.step("截止清单", "Closing lists")
    count = 0
    for opening in (opening for case in cases for opening in case.openings):
        if opening.first("release-started/v1") and opening.root:
            opening.manifests = _verified_list(step, evidence, opening)
            _check_arrivals(step, opening)
            count += len(opening.manifests)
    step.note("清单上共 {n} 份投标文件", "{n} bids on the lists", n=count)


def _check_order_of_release(step: Step, opening: OpeningCase) -> None:
    closed, started = opening.first("section-closed/v1"), opening.first("release-started/v1")
    for fact in opening.of("shares-released/v1", "release-started/v1", "bid-opened/v1", "bid-failed/v1"):
        if closed is None or fact.index < closed.index:
            step.find("release_before_closing", fact.where)
        elif started is None or fact.index < started.index:
            step.find("release_before_start", fact.where)


def _check_closing(step: Step, opening: OpeningCase) -> None:
    closings, deadline = opening.of("section-closed/v1"), opening.deadline()
    for again in closings[1:]:
        step.find("closed_twice", again.where)
    if deadline is not None and closings[0].at < deadline:
        step.find("closed_early", closings[0].where, deadline=deadline.isoformat())


def _check_witnessed(step: Step, evidence: Evidence, opening: OpeningCase) -> None:
    """`release-started/v1` carries a checkpoint that the quorum cosigned; it must hold the closing and be this log's beginning."""
    closed, started = opening.of("section-closed/v1")[0], opening.of("release-started/v1")[0]
    try:
        old = evidence.policy.open_checkpoint(str(started.body.get("checkpoint")), quorum=True).checkpoint
        if not closed.index < old.size <= started.index:
            raise ValueError(f"its {old.size} leaves do not include the closing, or are later than the release")
        if evidence.root_at(old.size) != old.root:
            raise ValueError("it is of another log")
    except (ValueError, FileNotFoundError) as error:
        step.find("closing_unwitnessed", started.where, why=error)


def _verified_list(step: Step, evidence: Evidence, opening: OpeningCase) -> list[str]:
    disclosed = opening.first("closing-list-disclosed/v1")
    try:
        data = evidence.blob(str(disclosed.body.get("list"))) if disclosed else None
        if disclosed is None or data is None:
            step.find("closing_list_missing", opening.where)
            return []
        document = read_json(data, limit=MOST_LIST_BYTES, name="closing list")
        return verify_closing(document, opening=opening.opening, root=opening.root)
    except ValueError as error:
        step.find("closing_list_other", opening.where, why=error)
        return []


def _check_arrivals(step: Step, opening: OpeningCase) -> None:
    """Every listed bid arrived in time; every bid that arrived is listed, superseded or withdrawn."""
    received = {str(fact.body.get("manifest")): fact for fact in opening.of("bid-received/v1")}
    ended = _ended(opening)
    for manifest in opening.manifests:
        if manifest not in received:
            step.find("bid_without_arrival", f"{opening.where} {manifest}")
            continue
        _check_in_time(step, opening, received[manifest])
        if manifest in ended:
            step.find("superseded_in_list", f"{opening.where} {manifest}")
    for manifest, fact in received.items():
        if opening.manifests and manifest not in opening.manifests and manifest not in ended:
            step.find("bid_unaccounted", fact.where)


def _check_in_time(step: Step, opening: OpeningCase, fact: LoggedFact) -> None:
    deadline = opening.deadline()
    if fact.index > opening.of("section-closed/v1")[0].index:
        step.find("bid_late", fact.where)
    if deadline is not None and fact.at >= deadline:
        step.find("bid_after_deadline", fact.where, deadline=deadline.isoformat())


def _ended(opening: OpeningCase) -> set[str]:
    """This will return the manifests that another bid superseded or a signature withdrew, by facts before the closing."""
    closing = opening.of("section-closed/v1")[0].index
    replacing = [fact for fact in opening.of("bid-received/v1") if fact.index < closing]
    withdrawn = [fact for fact in opening.of("bid-withdrawn/v1") if fact.index < closing]
    ended = {str(fact.body["supersedes"]) for fact in replacing if fact.body.get("supersedes")}
    return ended | {str(fact.body.get("manifest")) for fact in withdrawn}
