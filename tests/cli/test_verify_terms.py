"""A notice's evaluation terms and the commitments of drawn coefficients, as `qinglian verify` finds them in the log."""

from types import SimpleNamespace
from typing import Any

import pytest

from qinglian.cli.verify.cases import gather
from qinglian.cli.verify.facts import FactBook, LoggedFact
from qinglian.cli.verify.report import Report
from qinglian.cli.verify.step_notice import check_notices
from qinglian.law.evaluation.terms import default_terms
from tests.factories import seeds, tenders

ORIGIN, CODE = "jiangcheng.qinglian.invalid", "JC-2026-0001"
SCOPE = {"origin": ORIGIN, "tender": CODE, "section": "1", "round": 1}


def fact(index: int, kind: str, body: dict[str, Any]) -> LoggedFact:
    """This will make a fact of the tender at a place of the log."""
    return LoggedFact(index, "00", kind, tenders.PUBLISHED, "org-1", f"tender:{CODE}", body)


def notice(index: int, terms: Any, *, version: int = 1, price_cap_fen: int | None = 1_780_000_000) -> LoggedFact:
    """This will make a notice whose only section has these terms."""
    section = {"number": "1", "round": 1, "evaluation": terms, "price_cap_fen": price_cap_fen}
    moments = {name: tenders.DEADLINE.isoformat() for name in ("documents_from_at", "deadline_at")}
    return fact(
        index, "notice-published/v1", {"version": version, "must_tender": False, "sections": [section]} | moments
    )


def committed(index: int, party: str, **changes: Any) -> LoggedFact:
    """This will make a party's commitment."""
    body = {"section": "1", "round": 1, "purpose": "coefficient", "scope": SCOPE, "party": party}
    return fact(index, "seed-committed/v1", body | changes)


def found(*facts: LoggedFact) -> list[tuple[str, str]]:
    """This will list what the step finds of terms and seeds: its code, and the English sentence's end."""
    book = FactBook()
    for one in facts:
        book.add(one)
    evidence = SimpleNamespace(wanted=SimpleNamespace(tender=None), blob=lambda _: None)
    report = Report()
    check_notices(report, evidence, [gather(book, CODE, ORIGIN)])  # type: ignore[arg-type]
    codes = ("terms_faulty", "seed_late", "fact_malformed")
    return [(one.code, one.said.en.split()[-1]) for one in report.findings if one.code in codes]


def test_verify_passes_terms_that_can_be_carried_out() -> None:
    assert found(notice(0, default_terms("comprehensive_scoring", "works"))) == []
    assert found(committed(0, "tenderer"), committed(1, "centre"), notice(2, seeds.terms())) == []


def test_verify_finds_terms_that_cannot_be_carried_out() -> None:
    terms = default_terms("comprehensive_scoring", "works")
    assert found(notice(0, terms | {"candidates": 4}))[0][0] == "terms_faulty"
    assert found(notice(0, terms, price_cap_fen=None))[0][0] == "terms_faulty"
    assert found(notice(0, {}))[0][0] == "terms_faulty"
    without = notice(0, terms)
    del without.body["sections"][0]["evaluation"]
    assert found(without)[0][0] == "fact_malformed"


def test_verify_finds_the_coefficients_seed_that_came_after_the_notice() -> None:
    terms = seeds.terms()
    assert found(notice(0, terms)) == [("seed_late", "tenderer"), ("seed_late", "centre")]
    late = found(committed(0, "tenderer"), notice(1, terms), committed(2, "centre"))
    assert late == [("seed_late", "centre")]
    again = found(committed(0, "tenderer"), notice(1, terms), committed(2, "centre"), notice(3, terms, version=2))
    assert again == [("seed_late", "centre"), ("seed_late", "centre")]


@pytest.mark.parametrize("changes", [{"scope": SCOPE | {"tender": "JC-2026-0002"}}, {"purpose": "draw"}])
def test_verify_counts_no_commitment_of_something_else(changes: dict[str, Any]) -> None:
    facts = (committed(0, "tenderer"), committed(1, "centre", **changes), notice(2, seeds.terms()))
    assert found(*facts) == [("seed_late", "centre")]
