"""What the rules judge: a notice's terms as plain values, taken from the tables or from the published fact. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class SectionTerms:
    """One section as the notice states it. Money in fen."""

    number: str
    name: str
    estimate_fen: int
    price_cap_fen: int | None
    bid_security_fen: int
    evaluation_method: str
    sheet_form: list[dict[str, Any]]
    scope: str = ""
    period_days: int | None = None
    evaluation: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TermFinding:
    """One phrase that may exclude bidders: the rule, the phrase, its surroundings and the place."""

    rule: str
    term: str
    excerpt: str
    where: str


@dataclass(frozen=True)
class PreviousTerms:
    """What the notice in force says, for judging a change to it."""

    documents_from_at: datetime
    deadline_at: datetime


@dataclass(frozen=True)
class NoticeTerms:
    """All that the verdicts need. `judged_at` is the moment of judging: before it the documents cannot have been issued."""

    judged_at: datetime
    for_publication: bool
    version: int
    kind: str
    procedure: str
    must_tender: bool
    state_funded: bool
    approval_number: str
    fund_source: str
    approved_budget_fen: int
    tenderer_address: str
    place: str
    supervisor: str
    platform_address: str
    text: str
    qualification: str
    consortium_allowed: bool | None
    documents_from_at: datetime
    documents_until_at: datetime
    questions_until_at: datetime
    deadline_at: datetime
    bid_validity_days: int
    decrypt_window_minutes: int
    access: dict[str, Any]
    price_floor_fen: int | None
    sections: tuple[SectionTerms, ...]
    document_count: int
    findings: tuple[TermFinding, ...] = ()
    guardian_organisations: dict[str, str] = field(default_factory=dict)
    cards_missing: tuple[str, ...] = ()
    seeds_missing: tuple[tuple[str, str], ...] = ()  # section number, party: commitments that terms with a draw need
    change: str = ""
    affects_bids: bool = False
    previous: PreviousTerms | None = None
