"""One tender and its openings, gathered from facts. Gathering believes nothing: the steps check what stands here."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qinglian.cli.verify.facts import FactBook, LoggedFact
from qinglian.trust.manifest import PackageHead
from qinglian.trust.release import Release

OUTCOMES = ("bid-opened/v1", "bid-failed/v1")


@dataclass
class OpenedBid:
    """One bid of an opening as it is recomputed: its head, and what the shares gave."""

    fact: LoggedFact
    head: PackageHead
    sheet: dict[str, Any] | None = None


@dataclass
class OpeningCase:
    """One round of one section, from the closing to the record."""

    tender: str
    section: str
    round: int
    origin: str
    facts: list[LoggedFact] = field(default_factory=list)
    notice: LoggedFact | None = None  # in force at the closing
    notices: list[LoggedFact] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)  # of the closing list, once it is verified
    bids: dict[str, OpenedBid] = field(default_factory=dict)  # manifest -> bid
    releases: list[Release] = field(default_factory=list)
    unopenable: dict[str, set[str]] = field(
        default_factory=dict
    )  # manifest -> guardians whose released identity opens no envelope

    @property
    def opening(self) -> dict[str, Any]:
        """This will return the opening as signed documents name it."""
        return {"origin": self.origin, "tender": self.tender, "section": self.section, "round": self.round}

    @property
    def where(self) -> str:
        """This will say which opening this is."""
        return f"{self.tender}/{self.section}/{self.round}"

    def of(self, *kinds: str) -> list[LoggedFact]:
        """This will list the opening's facts of these kinds."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def first(self, kind: str) -> LoggedFact | None:
        """This will return the first fact of this kind."""
        return next(iter(self.of(kind)), None)

    def of_draw(self, kind: str, number: int) -> LoggedFact | None:
        """This will return the first fact of this kind about the draw with this number."""
        return next((fact for fact in self.of(kind) if fact.body["draw"] == number), None)

    @property
    def root(self) -> str:
        """This will return the closing root in hex ("" before the closing)."""
        closed = self.first("section-closed/v1")
        return str(closed.body.get("root", "")) if closed else ""

    @property
    def outcomes(self) -> list[LoggedFact]:
        """This will list the published outcomes."""
        return self.of(*OUTCOMES)

    @property
    def terms(self) -> dict[str, Any]:
        """This will return the section's row in the notice in force ({} when it has none)."""
        rows = self.notice.body.get("sections", []) if self.notice else []
        return next((row for row in rows if row.get("number") == self.section), {})

    def deadline(self) -> datetime | None:
        """This will return the deadline in force."""
        return datetime.fromisoformat(str(self.notice.body["deadline_at"])) if self.notice else None


@dataclass
class TenderCase:
    """A tender: its notices and openings."""

    code: str
    facts: list[LoggedFact]
    openings: list[OpeningCase]

    def of(self, *kinds: str) -> list[LoggedFact]:
        """This will list the tender's facts of these kinds."""
        return [fact for fact in self.facts if fact.kind in kinds]


def gather(book: FactBook, code: str, origin: str) -> TenderCase:
    """This will gather one tender's facts into its openings (section, round)."""
    facts = book.about(f"tender:{code}")
    notices = [fact for fact in facts if fact.kind == "notice-published/v1"]
    cases: dict[tuple[str, int], OpeningCase] = {}
    for fact in facts:
        if fact.kind.startswith(("tender-", "hold-", "notice-")) or not fact.opening[0]:
            continue
        case = cases.setdefault(fact.opening, OpeningCase(code, *fact.opening, origin))
        case.facts.append(fact)
    for case in cases.values():
        case.notices = [fact for fact in notices if _states(fact, case)]
        case.notice = _in_force(case)
    return TenderCase(code, facts, [cases[key] for key in sorted(cases)])


def _states(notice: LoggedFact, case: OpeningCase) -> bool:
    return any(
        row.get("number") == case.section and row.get("round") == case.round for row in notice.body.get("sections", [])
    )


def _in_force(case: OpeningCase) -> LoggedFact | None:
    """This will return the last notice before the closing."""
    closed = case.first("section-closed/v1")
    before = [fact for fact in case.notices if closed is None or fact.index < closed.index]
    return before[-1] if before else None
