"""The facts of sealed bids and openings (docs/protocol.md 7 says which of them `verify` relies on)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class BidReceived(Event):
    """A package came in whole and before the deadline. Sealed; it names no bidder."""

    kind: ClassVar[str] = "bid-received/v1"
    opening: dict[str, Any]
    manifest: str
    supersedes: str | None


@dataclass(frozen=True)
class BidWithdrawn(Event):
    """A bid was withdrawn by its bidder's signature. Sealed; it names no bidder."""

    kind: ClassVar[str] = "bid-withdrawn/v1"
    opening: dict[str, Any]
    manifest: str
    withdrawal: str


@dataclass(frozen=True)
class BidderSignedIn(Event):
    """The holder of a bid signed in to the opening. Sealed until the bidders are announced."""

    kind: ClassVar[str] = "bidder-signed-in/v1"
    opening: dict[str, Any]
    manifest: str


@dataclass(frozen=True)
class ReleaseStarted(Event):
    """A cosigned checkpoint includes the closing: guardians may release. `checkpoint` is the note's text."""

    kind: ClassVar[str] = "release-started/v1"
    section: str
    round: int
    checkpoint: str
    decrypt_until_at: str


@dataclass(frozen=True)
class ClosingListDisclosed(Event):
    """The list behind the closing root is published (`list` is a blob)."""

    kind: ClassVar[str] = "closing-list-disclosed/v1"
    section: str
    round: int
    list: str


@dataclass(frozen=True)
class BiddersAnnounced(Event):
    """The bidders are announced. `bidders` is a blob: [{"number","bidder","name","credit_code","manifest","arrived_at","signed_in"}]."""

    kind: ClassVar[str] = "bidders-announced/v1"
    section: str
    round: int
    count: int
    bidders: str


@dataclass(frozen=True)
class WindowExtended(Event):
    """The host moved the end of the decryption window, with a reason."""

    kind: ClassVar[str] = "decrypt-window-extended/v1"
    section: str
    round: int
    decrypt_until_at: str
    reason: str


@dataclass(frozen=True)
class SharesReleased(Event):
    """A guardian, or a bidder for its own lock, released its shares. `release` is a blob, published when every group is complete.

    `unopened` counts the envelopes that the release names as holding no share.
    """

    kind: ClassVar[str] = "shares-released/v1"
    section: str
    round: int
    guardian: str
    group: str
    compartment: str
    manifest: str | None
    release: str
    unopened: int = 0


@dataclass(frozen=True)
class SharesPublished(Event):
    """Every group's threshold was met: the releases made so far are published."""

    kind: ClassVar[str] = "shares-published/v1"
    section: str
    round: int
    compartment: str
    releases: list[str]


@dataclass(frozen=True)
class BidOpened(Event):
    """A bid was decrypted and read out. `head` is a blob; the sheet's ciphertext is a blob under the manifest's hash."""

    kind: ClassVar[str] = "bid-opened/v1"
    section: str
    round: int
    number: int
    manifest: str
    bidder: str
    head: str
    sheet: dict[str, Any]


@dataclass(frozen=True)
class BidFailed(Event):
    """A bid could not be opened, and by whose fault (protocol 8). `treated_as` is revoked (撤销) or withdrawn (撤回)."""

    kind: ClassVar[str] = "bid-failed/v1"
    section: str
    round: int
    number: int
    manifest: str
    bidder: str
    head: str
    fault: str
    reason: str
    treated_as: str


@dataclass(frozen=True)
class OpeningFinished(Event):
    """Every bid of the closing list has its outcome."""

    kind: ClassVar[str] = "opening-finished/v1"
    section: str
    round: int
    opened: int
    failed: int


@dataclass(frozen=True)
class RowConfirmed(Event):
    """A bidder confirmed its row of the read-out."""

    kind: ClassVar[str] = "row-confirmed/v1"
    section: str
    round: int
    manifest: str


@dataclass(frozen=True)
class OpeningObjectionRaised(Event):
    """A bidder objected to the opening on the spot (REG 44)."""

    kind: ClassVar[str] = "opening-objection-raised/v1"
    section: str
    round: int
    objection: int
    bidder: str
    text: str


@dataclass(frozen=True)
class OpeningObjectionAnswered(Event):
    """The tenderer's side answered an objection on the spot (REG 44)."""

    kind: ClassVar[str] = "opening-objection-answered/v1"
    section: str
    round: int
    objection: int
    answer: str


@dataclass(frozen=True)
class OpeningRecordMade(Event):
    """The opening record was drawn up and laid out for signature."""

    kind: ClassVar[str] = "opening-record-made/v1"
    section: str
    round: int
    document: str
    pdf: str


@dataclass(frozen=True)
class OpeningRecordCountersigned(Event):
    """A bidder signed the opening record. `signature` is a blob: the signed document."""

    kind: ClassVar[str] = "opening-record-countersigned/v1"
    section: str
    round: int
    bidder: str
    document: str
    signature: str


@dataclass(frozen=True)
class OpeningRecordSigned(Event):
    """The host signed the opening record: the opening is over."""

    kind: ClassVar[str] = "opening-record-signed/v1"
    section: str
    round: int
    document: str
    pdf: str
    signatures: int
