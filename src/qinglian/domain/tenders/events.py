"""The facts of tenders up to the closing (docs/protocol.md 7). What happens before a publication is sealed or confidential."""

from dataclasses import dataclass
from typing import Any, ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class TenderDrafted(Event):
    """A tender project, a section or a notice's draft was entered, changed or deleted. Confidential: `thing` and `act` say what."""

    kind: ClassVar[str] = "tender-drafted/v1"
    tender: str
    thing: str
    act: str


@dataclass(frozen=True)
class NoticeSubmitted(Event):
    """A notice was handed to the second person. Sealed until its publication."""

    kind: ClassVar[str] = "notice-submitted/v1"
    version: int
    documents: list[str]


@dataclass(frozen=True)
class NoticeApproved(Event):
    """The second person approved a notice; the opinion answers the rules that ask for attention. Sealed until its publication."""

    kind: ClassVar[str] = "notice-approved/v1"
    version: int
    opinion: str


@dataclass(frozen=True)
class NoticeReturned(Event):
    """A notice went back to its draft: by the second person or by the centre. Confidential."""

    kind: ClassVar[str] = "notice-returned/v1"
    version: int
    stage: str


@dataclass(frozen=True)
class CardReceived(Event):
    """A guardian's card came in before the publication. Sealed; the card itself is published with the notice."""

    kind: ClassVar[str] = "card-received/v1"
    section: str
    round: int
    guardian: str
    card: str


@dataclass(frozen=True)
class NoticePublished(Event):
    """A notice, complete: all that a bidder's tool and a verifier need. An amendment is the next version, complete again."""

    kind: ClassVar[str] = "notice-published/v1"
    version: int
    notice_kind: str
    name: str
    tender_kind: str
    procedure: str
    must_tender: bool
    project: dict[str, Any]
    tenderer: dict[str, str]
    agency: dict[str, str] | None
    supervisor: dict[str, str] | None
    place: str
    platform_address: str
    text: str
    qualification: str
    consortium_allowed: bool | None
    documents_from_at: str
    documents_until_at: str
    questions_until_at: str
    deadline_at: str
    bid_validity_days: int
    decrypt_window_minutes: int
    access: dict[str, Any]
    sections: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    cards: list[dict[str, Any]]
    recipients: dict[str, dict[str, dict[str, str]]]
    change: str
    affects_bids: bool
    rulebook: str
    calendar: str
    verdicts: list[dict[str, str]]
    prepared_by: str
    reviewed_by: str


@dataclass(frozen=True)
class CardHandedIn(Event):
    """A guardian's signed card, published with the notice whose openings it serves."""

    kind: ClassVar[str] = "card-handed-in/v1"
    section: str
    round: int
    card: dict[str, Any]


@dataclass(frozen=True)
class SectionClosed(Event):
    """The deadline passed; the root commits to every manifest in force. It tells neither names nor number."""

    kind: ClassVar[str] = "section-closed/v1"
    section: str
    round: int
    root: str


@dataclass(frozen=True)
class SectionFailed(Event):
    """A section failed (流标), by which rule and article. It tells no number of bids."""

    kind: ClassVar[str] = "section-failed/v1"
    section: str
    round: int
    reason: str
    rule: str
    article: str


@dataclass(frozen=True)
class TenderTerminated(Event):
    """The tenderer ended the tender, with its reason (REG 31)."""

    kind: ClassVar[str] = "tender-terminated/v1"
    reason: str
    sections: list[str]


@dataclass(frozen=True)
class TenderAgain(Event):
    """A failed section is tendered again: `round` is the new one."""

    kind: ClassVar[str] = "tender-again/v1"
    section: str
    round: int


@dataclass(frozen=True)
class HoldPlaced(Event):
    """The tender stands still from now on."""

    kind: ClassVar[str] = "hold-placed/v1"
    hold: int
    cause: str
    article: str


@dataclass(frozen=True)
class HoldLifted(Event):
    """A hold was lifted."""

    kind: ClassVar[str] = "hold-lifted/v1"
    hold: int


@dataclass(frozen=True)
class SeedCommitted(Event):
    """A party committed to a seed and deposited it with the guardians (`deposit` is a blob)."""

    kind: ClassVar[str] = "seed-committed/v1"
    section: str
    round: int
    purpose: str
    scope: dict[str, Any]
    party: str
    commitment: str
    deposit: str


@dataclass(frozen=True)
class SeedRevealed(Event):
    """A committed seed is known: from its party, or from its deposit."""

    kind: ClassVar[str] = "seed-revealed/v1"
    section: str
    round: int
    purpose: str
    scope: dict[str, Any]
    party: str
    seed: str
    how: str


@dataclass(frozen=True)
class SeedShareReleased(Event):
    """A guardian released its share of a deposit whose party did not reveal (`release` is a blob)."""

    kind: ClassVar[str] = "seed-share-released/v1"
    section: str
    round: int
    purpose: str
    scope: dict[str, Any]
    party: str
    guardian: str
    release: str


@dataclass(frozen=True)
class SeedFailed(Event):
    """A deposit gave no seed that fits its commitment: its party's fault. The other seeds decide."""

    kind: ClassVar[str] = "seed-failed/v1"
    section: str
    round: int
    purpose: str
    scope: dict[str, Any]
    party: str
    reason: str
