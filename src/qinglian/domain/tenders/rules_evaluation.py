"""Verdicts on how bids will be evaluated: the terms, and the seeds that a drawn coefficient needs. Pure."""

from collections.abc import Iterator
from datetime import date

from qinglian.domain.tenders.lots import PARTIES
from qinglian.domain.tenders.terms import NoticeTerms, SectionTerms
from qinglian.domain.tenders.verdict import Verdict, judged
from qinglian.law.evaluation.terms import METHODS, check_terms, needs_seed
from qinglian.law.text import Text


def verdicts_on_evaluation(terms: NoticeTerms) -> Iterator[Verdict]:
    """This will judge each section's evaluation terms and, where they leave something to chance, who committed to a seed."""
    on = terms.judged_at.date()
    for section in terms.sections:
        fault = _fault_in(section)
        yield _on_terms(section, fault, on)
        if fault is None and needs_seed(section.evaluation):
            yield _on_seeds(terms, section, on)


def _fault_in(section: SectionTerms) -> Text | None:
    faults = check_terms(section.evaluation, has_price_cap=section.price_cap_fen is not None)
    if faults:
        return faults[0].wrong
    if section.evaluation_method in METHODS and section.evaluation["method"] != section.evaluation_method:
        return Text("评标标准与所选评标办法不符", "The terms are of another evaluation method")
    return None


def _on_terms(section: SectionTerms, fault: Text | None, on: date) -> Verdict:
    named = Text(f"标段 {section.number}", f"Section {section.number}")
    count = len(section.evaluation.get("criteria", []))
    if fault is None:
        finding = Text(
            f"{named.zh} 评标标准齐备，评审因素 {count} 项", f"{named.en}: the terms are complete, {count} criteria"
        )
    else:
        finding = Text(f"{named.zh} 评标标准不齐：{fault.zh}", f"{named.en}: {fault.en}")
    return judged(
        "evaluation_terms_complete",
        on=on,
        outcome="broken" if fault else "met",
        finding=finding,
        field=f"section-{section.number}-evaluation",
    )


def _on_seeds(terms: NoticeTerms, section: SectionTerms, on: date) -> Verdict:
    missing = [PARTIES[party] for number, party in terms.seeds_missing if number == section.number]
    zh, en = "、".join(label.zh for label in missing), ", ".join(label.en for label in missing)
    finding = (
        Text(f"标段 {section.number} 还没有承诺系数种子：{zh}", f"Section {section.number}: no seed committed by {en}")
        if missing
        else Text(
            f"标段 {section.number} 招标人和交易中心已承诺系数种子",
            f"Section {section.number}: tenderer and centre have committed to seeds",
        )
    )
    outcome = "met" if not missing else "broken" if terms.for_publication else "note"
    return judged(
        "coefficient_seeds_committed",
        on=on,
        outcome=outcome,
        finding=finding,
        field=f"section-{section.number}-evaluation",
    )
