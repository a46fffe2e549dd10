"""The facts of an evaluation session (docs/protocol.md 12). What members do is sealed until the award is fixed."""

from dataclasses import dataclass
from typing import Any, ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class SessionOpened(Event):
    """An evaluation session began; guardians release to its recipient."""

    kind: ClassVar[str] = "session-opened/v1"
    section: str
    round: int
    session: str
    recipient: str
    draw: int
    members: int


@dataclass(frozen=True)
class SessionSharesReleased(Event):
    """A guardian released the shares of one compartment to the session alone (`release` is a blob)."""

    kind: ClassVar[str] = "session-shares-released/v1"
    section: str
    round: int
    session: str
    guardian: str
    group: str
    compartment: str
    release: str


@dataclass(frozen=True)
class FilesUnsealed(Event):
    """The session opened the bids' files: which ciphertexts, and the root of the blind codes."""

    kind: ClassVar[str] = "files-unsealed/v1"
    section: str
    round: int
    session: str
    blind_root: str
    bids: list[dict[str, Any]]


@dataclass(frozen=True)
class FilesListed(Event):
    """The hashes of the files that the session found in each bid. Sealed."""

    kind: ClassVar[str] = "files-listed/v1"
    section: str
    round: int
    session: str
    files: dict[str, Any]


@dataclass(frozen=True)
class SeatTaken(Event):
    """A member signed in, confirmed identity and recusal, and bound a seat key. Sealed."""

    kind: ClassVar[str] = "seat-taken/v1"
    section: str
    round: int
    session: str
    seat: int
    member: str
    leaf: str | None
    public: str
    confirmed: list[str]


@dataclass(frozen=True)
class ChairElected(Event):
    """The committee chose its chair. Sealed."""

    kind: ClassVar[str] = "chair-elected/v1"
    section: str
    round: int
    session: str
    seat: int
    votes: int


@dataclass(frozen=True)
class FileViewed(Event):
    """A member opened a file. Sealed."""

    kind: ClassVar[str] = "file-viewed/v1"
    section: str
    round: int
    session: str
    seat: int
    sha256: str


@dataclass(frozen=True)
class SheetLocked(Event):
    """A member signed a sheet; nobody can change it. Sealed."""

    kind: ClassVar[str] = "sheet-locked/v1"
    section: str
    round: int
    session: str
    seat: int
    sheet_kind: str
    sheet: dict[str, Any]


@dataclass(frozen=True)
class BlindCodesRevealed(Event):
    """Every technical sheet is locked: which code is which bid. Sealed."""

    kind: ClassVar[str] = "blind-codes-revealed/v1"
    section: str
    round: int
    session: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class ClarificationAsked(Event):
    """The committee asked a bidder in writing. Sealed."""

    kind: ClassVar[str] = "clarification-asked/v1"
    section: str
    round: int
    session: str
    number: int
    question: str


@dataclass(frozen=True)
class ClarificationAnswered(Event):
    """A bidder answered in writing; `answer` is the hash of its signed document. The words stay with committee and bidder. Sealed."""

    kind: ClassVar[str] = "clarification-answered/v1"
    section: str
    round: int
    session: str
    number: int
    answer: str


@dataclass(frozen=True)
class MemberReplaced(Event):
    """A member was replaced; its sheets are void and its successor reviews anew (REG 48). Sealed."""

    kind: ClassVar[str] = "member-replaced/v1"
    section: str
    round: int
    session: str
    seat: int
    by_seat: int
    reason: str


@dataclass(frozen=True)
class ScoresVoided(Event):
    """A review made anew rejects other bids than before (`rejected`, numbers): all scoring sheets are void, every member scores anew.
    Sealed."""

    kind: ClassVar[str] = "scores-voided/v1"
    section: str
    round: int
    session: str
    rejected: list[int]


@dataclass(frozen=True)
class OutliersNoticed(Event):
    """Scores that lie far from the others were shown to the chair. No score changed. Noted again where sheets were locked anew: the last
    counts. Sealed."""

    kind: ClassVar[str] = "outliers-noticed/v1"
    section: str
    round: int
    session: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class EvaluationFinished(Event):
    """The report is complete: `result` is the hash of the result's JCS, `report` that of the PDF."""

    kind: ClassVar[str] = "evaluation-finished/v1"
    section: str
    round: int
    session: str
    result: str
    report: str
    fees_fen: int = 0


@dataclass(frozen=True)
class ReportSigned(Event):
    """A member signed the report, with or without dissent. Sealed."""

    kind: ClassVar[str] = "report-signed/v1"
    section: str
    round: int
    session: str
    seat: int
    signature: dict[str, Any] | None


@dataclass(frozen=True)
class RepresentativeNamed(Event):
    """The tenderer named a representative for a seat; the name stays secret until the result (ZTB 37). Sealed."""

    kind: ClassVar[str] = "representative-named/v1"
    section: str
    round: int
    session: str
    seat: int


@dataclass(frozen=True)
class IdentityChecked(Event):
    """The host compared the person at a seat with an identity document. Sealed."""

    kind: ClassVar[str] = "identity-checked/v1"
    section: str
    round: int
    session: str
    seat: int


@dataclass(frozen=True)
class ReviewStarted(Event):
    """The chair began the preliminary review."""

    kind: ClassVar[str] = "review-started/v1"
    section: str
    round: int
    session: str
