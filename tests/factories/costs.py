"""Transactions of two years: one that was really awarded, and its facts told again as of a year before, with other terms."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from qinglian.domain.contracts.models import Award
from qinglian.published.transactions import OUTCOMES, STEPS
from qinglian.record.actions import append
from qinglian.record.events import Event, moment
from qinglian.record.models import Fact
from tests.factories import contracts

YEAR = contracts.AFTER.year
_BEFORE = timedelta(days=365)


@dataclass(frozen=True)
class _Told(Event):
    kind: str  # type: ignore[misc]  # of the fact that is told again
    told: dict[str, Any]

    def body(self) -> dict[str, Any]:
        """This will return the body as it is told."""
        return self.told


def two_years() -> Award:
    """This will award a tender in YEAR and put a tender with one more document, and double the security, into the year before."""
    award = contracts.awarded()
    for fact in list(Fact.objects.filter(kind__in=(*STEPS, *OUTCOMES), secrecy="open").order_by("id")):
        append(_Told(fact.kind, _of_then(fact)), subject="tender:JC-2025-0001", by=None, at=fact.at - _BEFORE)
    return award


def _of_then(fact: Fact) -> dict[str, Any]:
    body: dict[str, Any] = fact.fact["body"]
    if fact.kind != "notice-published/v1":
        return body
    sections = [row | {"bid_security_fen": row["bid_security_fen"] * 2} for row in body["sections"]]
    deadline = moment(datetime.fromisoformat(body["deadline_at"]) - _BEFORE)
    return body | {
        "sections": sections,
        "documents": body["documents"] + body["documents"][:1],
        "deadline_at": deadline,
    }
