"""The facts that people leave. No natural person's name is in them; an organisation's name appears once the centre verified it."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class AgreementAccepted(Event):
    """Somebody began a registration or a change after accepting the agreement of this version."""

    kind: ClassVar[str] = "agreement-accepted/v1"
    organisation: str
    filing: int
    agreement: str


@dataclass(frozen=True)
class FilingEdited(Event):
    """A draft or rejected filing was corrected."""

    kind: ClassVar[str] = "filing-edited/v1"
    organisation: str
    filing: int


@dataclass(frozen=True)
class RegistrationFiled(Event):
    """A filing was handed in. Its content is not public before it is verified."""

    kind: ClassVar[str] = "registration-filed/v1"
    organisation: str
    filing: int
    kinds: list[str]


@dataclass(frozen=True)
class FilingVerified(Event):
    """The centre verified a filing: this name and code are in force from now on."""

    kind: ClassVar[str] = "filing-verified/v1"
    organisation: str
    filing: int
    name: str
    credit_code: str
    kinds: list[str]
    source: str


@dataclass(frozen=True)
class FilingRejected(Event):
    """The centre rejected a filing; the reason goes to the organisation alone."""

    kind: ClassVar[str] = "filing-rejected/v1"
    organisation: str
    filing: int


@dataclass(frozen=True)
class FilingDeleted(Event):
    """A draft or rejected filing was deleted by the organisation."""

    kind: ClassVar[str] = "filing-deleted/v1"
    organisation: str
    filing: int


@dataclass(frozen=True)
class OrganisationSuspended(Event):
    """An organisation may do no business until it is restored; `cause` is a row of standing.CAUSES."""

    kind: ClassVar[str] = "organisation-suspended/v1"
    organisation: str
    cause: str


@dataclass(frozen=True)
class OrganisationRestored(Event):
    """A suspended organisation may do business again."""

    kind: ClassVar[str] = "organisation-restored/v1"
    organisation: str


@dataclass(frozen=True)
class KeyProposed(Event):
    """A public key was handed in with proof of possession. It signs nothing before it is bound."""

    kind: ClassVar[str] = "key-proposed/v1"
    organisation: str
    public: str
    purpose: str


@dataclass(frozen=True)
class KeyBound(Event):
    """The centre compared the fingerprint over a second channel and bound the key. `guardian` is set for a guardian's key."""

    kind: ClassVar[str] = "key-bound/v1"
    organisation: str
    public: str
    label: str
    purpose: str
    guardian: str | None
    compared: str
    expires_at: str | None


@dataclass(frozen=True)
class KeyRefused(Event):
    """The centre did not bind a proposed key."""

    kind: ClassVar[str] = "key-refused/v1"
    organisation: str
    public: str


@dataclass(frozen=True)
class KeyRevoked(Event):
    """A bound key signs nothing from this moment."""

    kind: ClassVar[str] = "key-revoked/v1"
    organisation: str
    public: str


@dataclass(frozen=True)
class PersonCreated(Event):
    """A person got a login. Facts know persons by pseudonymous ids only."""

    kind: ClassVar[str] = "person-created/v1"
    person: str
    organisation: str


@dataclass(frozen=True)
class SignInReset(Event):
    """A person's password and second factor were cleared; a new invitation is needed."""

    kind: ClassVar[str] = "sign-in-reset/v1"
    person: str


@dataclass(frozen=True)
class TokenCreated(Event):
    """A person made an API token. Confidential: when somebody's programs may act is nobody else's business."""

    kind: ClassVar[str] = "token-created/v1"
    person: str
    token: str
    scopes: list[str]
    expires_at: str


@dataclass(frozen=True)
class TokenRevoked(Event):
    """A person ended one of the own API tokens. Confidential, as its making."""

    kind: ClassVar[str] = "token-revoked/v1"
    person: str
    token: str


@dataclass(frozen=True)
class PostGiven(Event):
    """A person holds these roles in this organisation from now on."""

    kind: ClassVar[str] = "post-given/v1"
    person: str
    organisation: str
    roles: list[str]


@dataclass(frozen=True)
class PostEnded(Event):
    """A person's post ended."""

    kind: ClassVar[str] = "post-ended/v1"
    person: str
    organisation: str


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """A person set the first password of the own login."""

    kind: ClassVar[str] = "invitation-accepted/v1"
    person: str


@dataclass(frozen=True)
class CentreFounded(Event):
    """The installation's trading centre was stored at set-up."""

    kind: ClassVar[str] = "centre-founded/v1"
    organisation: str
    name: str
    credit_code: str


@dataclass(frozen=True)
class OrganisationReceived(Event):
    """An organisation came from another platform's list or by appointment, was compared and confirmed by the centre."""

    kind: ClassVar[str] = "organisation-received/v1"
    organisation: str
    filing: int
    name: str
    credit_code: str
    kinds: list[str]
    source: str


@dataclass(frozen=True)
class RollEntered(Event):
    """A member of staff took a post of work in a section of the centre."""

    kind: ClassVar[str] = "roll-entered/v1"
    person: str
    department: str
    branch: str
    work_post: str
    standings: list[str]
    cause: str


@dataclass(frozen=True)
class RollLeft(Event):
    """A member of staff left the roll."""

    kind: ClassVar[str] = "roll-left/v1"
    person: str
    reason: str


@dataclass(frozen=True)
class DutyOpened(Event):
    """Somebody owes something by a day."""

    kind: ClassVar[str] = "duty-opened/v1"
    duty: str
    owed_by: str
    about: str
    due_on: str


@dataclass(frozen=True)
class DutyFulfilled(Event):
    """What was owed was done."""

    kind: ClassVar[str] = "duty-fulfilled/v1"
    duty: str
    owed_by: str
    about: str
    evidence: str


@dataclass(frozen=True)
class DutyWaived(Event):
    """What was owed is no longer owed."""

    kind: ClassVar[str] = "duty-waived/v1"
    duty: str
    owed_by: str
    about: str
    reason: str
