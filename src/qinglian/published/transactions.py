"""The flat tables of transactions and key comparisons, read from the public facts alone (schema: `analysis.schema`)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from qinglian.analysis.costs import Cost, costs_of
from qinglian.analysis.schema import KeyComparison, Transaction
from qinglian.record import queries
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact

AWARDED, FAILED, TERMINATED = "award-notices-sent/v1", "section-failed/v1", "tender-terminated/v1"
OUTCOMES = {AWARDED: "awarded", FAILED: "failed", TERMINATED: "terminated"}
NOTICE, BIDDERS, OPENED, FILES = (
    "notice-published/v1",
    "bidders-announced/v1",
    "opening-finished/v1",
    "files-listed/v1",
)
EVALUATED, CANDIDATES, AWARD = "evaluation-finished/v1", "candidates-published/v1", "award-made/v1"
DISCLOSED, BOUND = "disclosed/v1", "key-bound/v1"
STEPS = (NOTICE, BIDDERS, OPENED, FILES, EVALUATED, CANDIDATES, AWARD)

Facts = Sequence[Fact]


def costs_in(year: int) -> list[Cost]:
    """This will compute what a transaction cost its parties in a year, against the year before."""
    rows, before = transactions_of(year), transactions_of(year - 1)
    return costs_of(year, rows, before, comparisons_of(year), comparisons_of(year - 1))


def transactions_of(year: int) -> tuple[Transaction, ...]:
    """This will list the rounds of sections whose outcome fell into this year (in China), by the order of their outcomes in the log."""
    kinds = (*OUTCOMES, DISCLOSED)
    facts = queries.public_facts_of("tender", kinds=kinds, since=_start(year), until=_start(year + 1))
    outcomes = tuple(fact for fact in facts if fact.kind in OUTCOMES)
    return _rows(_Ended(tuple(bytes(fact.leaf) for fact in facts), outcomes))


def comparisons_of(year: int) -> list[KeyComparison]:
    """This will list the keys bound in this year (in China) and how each was compared."""
    facts = queries.public_facts_of("organisation", kinds=(BOUND,), since=_start(year), until=_start(year + 1))
    return [KeyComparison(_body(fact)["organisation"], fact.at, _body(fact)["compared"]) for fact in facts]


@dataclass(frozen=True)
class _Ended:
    """A year's outcomes. What they tell changes only with another outcome or disclosure, so those leaves tell one state from another."""

    leaves: tuple[bytes, ...]
    outcomes: tuple[Fact, ...] = field(compare=False)


@lru_cache(maxsize=8)
def _rows(ended: _Ended) -> tuple[Transaction, ...]:
    told = defaultdict(list)
    for fact in queries.public_facts_about({fact.subject for fact in ended.outcomes}, kinds=STEPS):
        told[fact.subject].append(fact)
    return tuple(_transactions(ended.outcomes, told))


def _transactions(outcomes: Facts, told: dict[str, list[Fact]]) -> Iterator[Transaction]:
    for outcome in outcomes:
        notices = [fact for fact in told[outcome.subject] if fact.kind == NOTICE and fact.pk < outcome.pk]
        for section, number in _ended(outcome, notices):
            about = [fact for fact in told[outcome.subject] if _is_about(fact, section, number)]
            governing = [fact for fact in notices if _section_in(fact, section, number)]
            if governing:
                yield _transaction(
                    outcome, section, number, notices=governing, steps={fact.kind: fact for fact in about}
                )


def _ended(outcome: Fact, notices: Facts) -> list[tuple[str, int]]:
    """Which sections, in which round, an outcome ended: a termination names sections alone, each in its newest round."""
    body = _body(outcome)
    if outcome.kind != TERMINATED:
        return [(body["section"], body["round"])]
    newest = {row["number"]: row["round"] for fact in notices for row in _body(fact)["sections"]}
    return [(section, newest[section]) for section in body["sections"] if section in newest]


def _transaction(outcome: Fact, section: str, number: int, *, notices: Facts, steps: dict[str, Fact]) -> Transaction:
    notice = _body(notices[-1])
    terms = _section_in(notices[-1], section, number) or {}
    files = _body(steps[FILES])["files"] if FILES in steps else {}
    return Transaction(
        tender=outcome.subject.removeprefix("tender:"),
        section=section,
        round=number,
        kind=notice["tender_kind"],
        outcome=OUTCOMES[outcome.kind],
        ended_at=outcome.at,
        estimate_fen=terms["estimate_fen"],
        security_fen=terms["bid_security_fen"],
        bids=_body(steps[BIDDERS])["count"] if BIDDERS in steps else 0,
        documents=len(notice["documents"]),
        sheet_fields=len(terms["sheet_form"]),
        files=sum(len(names) for bid in files.values() for names in bid.values()),
        files_known=FILES in steps,
        expert_fees_fen=_body(steps[EVALUATED]).get("fees_fen") if EVALUATED in steps else None,
        published_at=notices[0].at,
        deadline_at=datetime.fromisoformat(notice["deadline_at"]),
        opened_at=_at(steps, OPENED),
        evaluated_at=_at(steps, EVALUATED),
        candidates_at=_at(steps, CANDIDATES),
        awarded_at=_at(steps, AWARD),
    )


def _section_in(notice: Fact, section: str, number: int) -> dict[str, Any] | None:
    rows: Iterable[dict[str, Any]] = _body(notice)["sections"]
    return next((row for row in rows if (row["number"], row["round"]) == (section, number)), None)


def _is_about(fact: Fact, section: str, number: int) -> bool:
    body = _body(fact)
    return (body.get("section"), body.get("round")) == (section, number)


def _at(steps: dict[str, Fact], kind: str) -> datetime | None:
    return steps[kind].at if kind in steps else None


def _body(fact: Fact) -> dict[str, Any]:
    body: dict[str, Any] = fact.fact["body"]
    return body


def _start(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=CHINA)
