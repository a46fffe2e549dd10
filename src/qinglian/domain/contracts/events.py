"""The facts of candidates and the award (docs/protocol.md 13)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class CandidatesPublished(Event):
    """The candidates are public, with the result and the report (blobs), for objections until `until_at`."""

    kind: ClassVar[str] = "candidates-published/v1"
    section: str
    round: int
    result: str
    report: str
    candidates: list[dict[str, Any]]
    until_at: str
    objection_address: str


@dataclass(frozen=True)
class AwardMade(Event):
    """The tenderer awarded. `cause` is null for rank 1, else a row of REG 55."""

    kind: ClassVar[str] = "award-made/v1"
    section: str
    round: int
    number: int
    bidder: str
    price_fen: int
    rank: int
    cause: str | None
    evidence: str


@dataclass(frozen=True)
class AwardNoticesSent(Event):
    """The award notice (blob) and every rejection notice went out."""

    kind: ClassVar[str] = "award-notices-sent/v1"
    section: str
    round: int
    award: str
    rejections: int
