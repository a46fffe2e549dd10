"""The seeds of a drawn coefficient, as `qinglian verify` finds them in the log: committed before the notice, told once, after the closing."""

from typing import Any

from qinglian.cli.verify.cases import gather
from qinglian.cli.verify.coefficient import check_coefficient_seeds, drawn_seed
from qinglian.cli.verify.facts import FactBook, LoggedFact
from qinglian.cli.verify.report import Report
from qinglian.trust.lots import combined_seed, seed_commitment
from tests.cli.test_verify_terms import CODE, ORIGIN, SCOPE, fact, notice

SEEDS = {"tenderer": b"\x01" * 32, "centre": b"\x02" * 32}


def about(party: str) -> dict[str, Any]:
    """This will return what every fact of a coefficient's seed begins with."""
    return {"section": "1", "round": 1, "purpose": "coefficient", "scope": SCOPE, "party": party}


def committed(index: int, party: str, *, seed: bytes | None = None) -> LoggedFact:
    """This will make a party's commitment."""
    commitment = seed_commitment("coefficient", SCOPE, party, seed or SEEDS[party]).hex()
    return fact(index, "seed-committed/v1", about(party) | {"commitment": commitment})


def revealed(index: int, party: str, *, seed: bytes | None = None) -> LoggedFact:
    """This will make a party's reveal."""
    return fact(index, "seed-revealed/v1", about(party) | {"seed": (seed or SEEDS[party]).hex(), "how": "party"})


def failed(index: int, party: str) -> LoggedFact:
    """This will make the fact that a party's deposit gave no seed."""
    return fact(index, "seed-failed/v1", about(party) | {"reason": "seed_mismatch"})


def looked_at(*later: LoggedFact, before: tuple[LoggedFact, ...] = ()) -> tuple[list[str], str | None]:
    """This will return what is found, and the combined seed: both commit at 1 and 2, the notice is 5, the closing 10."""
    book = FactBook()
    closed = fact(10, "section-closed/v1", {"section": "1", "round": 1, "root": "ab" * 32})
    for one in (committed(1, "tenderer"), committed(2, "centre"), *before, notice(5, {}), closed, *later):
        book.add(one)
    book.sort()
    report = Report()
    opening = gather(book, CODE, ORIGIN).openings[0]
    check_coefficient_seeds(report.step("系数", "Coefficients"), opening)
    return [finding.code for finding in report.findings], drawn_seed(opening)


def test_check_coefficient_seeds_passes_what_was_committed_and_combines_it() -> None:
    both = combined_seed("coefficient", SCOPE, list(SEEDS.values())).hex()
    assert looked_at(revealed(11, "tenderer"), revealed(12, "centre")) == ([], both)
    alone = combined_seed("coefficient", SCOPE, [SEEDS["centre"]]).hex()
    assert looked_at(failed(11, "tenderer"), revealed(12, "centre")) == ([], alone)
    assert looked_at(revealed(11, "tenderer")) == ([], None)


def test_check_coefficient_seeds_takes_the_last_commitment_before_the_notice() -> None:
    newer = b"\x03" * 32
    anew = (committed(4, "centre", seed=newer),)
    assert looked_at(revealed(12, "centre", seed=newer), before=anew)[0] == []
    assert looked_at(revealed(12, "centre"), before=anew)[0] == ["coefficient_seed_other"]
    late = committed(6, "centre", seed=newer)
    assert looked_at(late, revealed(12, "centre", seed=newer))[0] == ["coefficient_seed_other"]


def test_check_coefficient_seeds_finds_another_seed_an_early_one_and_two_endings() -> None:
    assert looked_at(revealed(11, "tenderer", seed=b"\x07" * 32))[0] == ["coefficient_seed_other"]
    assert looked_at(revealed(9, "tenderer"))[0] == ["coefficient_seed_other"]
    assert looked_at(revealed(11, "tenderer"), failed(12, "tenderer"))[0] == ["seed_told_twice"]
    assert looked_at(revealed(11, "supervisor", seed=bytes(32)))[0] == ["coefficient_seed_other"]
