"""The whole verification, step after step. It stops only where nothing later could stand."""

from collections.abc import Callable, Sequence

from qinglian.cli.verify import limits
from qinglian.cli.verify.cases import TenderCase, gather
from qinglian.cli.verify.evidence import Evidence, Stop, Wanted
from qinglian.cli.verify.report import Report
from qinglian.cli.verify.source import Source
from qinglian.cli.verify.step_award import check_awards
from qinglian.cli.verify.step_closing import check_closings, check_lists
from qinglian.cli.verify.step_draw import check_draws
from qinglian.cli.verify.step_evaluation import check_evaluations
from qinglian.cli.verify.step_facts import check_disclosures, check_facts, check_times
from qinglian.cli.verify.step_log import begin, check_checkpoint, check_policy, check_remembered, check_tree
from qinglian.cli.verify.step_notice import check_cards, check_lifecycles, check_notices
from qinglian.cli.verify.step_opening import check_bids, check_outcomes
from qinglian.cli.verify.step_receipts import check_receipts
from qinglian.cli.verify.step_record import check_records
from qinglian.cli.verify.step_release import check_releases
from qinglian.law.text import Text


def verify(
    source: Source, wanted: Wanted, *, policy: bytes | None, progress: Callable[[int], None] = lambda _: None
) -> Report:
    """This will verify what a source publishes and return the report. `policy` is the pinned policy file's bytes."""
    report = Report()
    try:
        trusted = check_policy(report, source, policy)
        evidence = begin(source, wanted, trusted, check_checkpoint(report, source, trusted))
        verify_log(report, evidence)
    except Stop:
        return report
    cases = [gather(evidence.book, code, evidence.policy.origin) for code in evidence.tenders()]
    verify_tenders(report, evidence, cases, progress)
    report.counts |= {"tenders": len(cases), "leaves": evidence.size}
    report.limits = _limits(report, evidence)
    return report


def verify_log(report: Report, evidence: Evidence) -> None:
    """This will verify the log and its facts."""
    check_tree(report, evidence)
    check_remembered(report, evidence)
    check_facts(report, evidence)
    check_disclosures(report, evidence)
    check_times(report, evidence)


def verify_tenders(
    report: Report, evidence: Evidence, cases: Sequence[TenderCase], progress: Callable[[int], None]
) -> None:
    """This will verify the tenders' lives on the facts that the log proved."""
    check_notices(report, evidence, cases)
    check_cards(report, evidence, cases)
    check_lifecycles(report, cases)
    check_closings(report, evidence, cases)
    check_lists(report, evidence, cases)
    check_bids(report, evidence, cases)
    check_releases(report, evidence, cases)
    check_outcomes(report, evidence, cases, progress)
    check_records(report, evidence, cases)
    check_evaluations(report, evidence, cases)
    check_draws(report, evidence, cases)
    check_awards(report, evidence, cases)
    check_receipts(report, evidence, cases)


def _limits(report: Report, evidence: Evidence) -> list[Text]:
    found = list(limits.ALWAYS)
    if report.simulated:
        found.insert(0, limits.SIMULATED)
    if not report.pinned:
        found.insert(0, limits.UNPINNED)
    if evidence.is_partial:
        found.append(limits.PARTIAL.filled(n=min(len(evidence.missing_bundles) * 256, evidence.size)))
    if not evidence.wanted.receipts:
        found.append(limits.NO_RECEIPTS)
    if not evidence.wanted.since:
        found.append(limits.NO_MEMORY)
    if not evidence.policy.witnesses or not evidence.policy.quorum:
        found.append(limits.NO_WITNESS)
    return found
