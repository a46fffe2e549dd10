"""The flat schema: one dataclass a table, one member a column. Money is integer fen (`_fen`), moments are aware (`_at`). Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Transaction:
    """One round of one section from its notice to its outcome. A moment is None where the step was not reached.

    `outcome` is awarded, failed or terminated; `bids` counts the announced bidders; `files` are those that the bidders handed in for
    evaluation (0 with `files_known` false while they are not disclosed); `expert_fees_fen` is None where no evaluation ended.
    """

    tender: str
    section: str
    round: int
    kind: str
    outcome: str
    ended_at: datetime
    estimate_fen: int
    security_fen: int
    bids: int
    documents: int
    sheet_fields: int
    files: int
    files_known: bool
    expert_fees_fen: int | None
    published_at: datetime
    deadline_at: datetime
    opened_at: datetime | None
    evaluated_at: datetime | None
    candidates_at: datetime | None
    awarded_at: datetime | None


@dataclass(frozen=True)
class KeyComparison:
    """A key that was bound to an organisation, and how its fingerprint was compared: phone, paper or in_person."""

    organisation: str
    at: datetime
    compared: str
