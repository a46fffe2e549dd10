"""What the endpoints of `people` take and give."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from qinglian.api.strict import Strict
from qinglian.domain.people.keys import fingerprint

Kind = Literal["tenderer", "agency", "bidder"]
PersonRole = Literal[
    "registrant",
    "bidder_agent",
    "buyer_operator",
    "buyer_reviewer",
    "centre_verifier",
    "centre_host",
    "expert_officer",
    "centre_admin",
    "centre_leader",
    "party_officer",
    "discipline_officer",
    "section_head",
    "staff",
    "supervisor",
    "guardian",
]


class Signed(Strict):
    """A signed document (docs/protocol.md 1)."""

    document: dict[str, Any]
    key: str = Field(max_length=100)
    signature: str = Field(max_length=200)


class OrganisationData(Strict):
    """What an organisation files about itself."""

    name: str = Field(max_length=200)
    credit_code: str = Field(max_length=40)
    kinds: list[Kind] = Field(max_length=3)
    details: dict[str, str] = Field(
        description="address, legal_representative, contact_name, contact_phone, contact_email"
    )


class AuthorityData(Strict):
    """A supervising authority that the administrator appoints."""

    name: str = Field(max_length=200)
    credit_code: str = Field(max_length=40)
    details: dict[str, str]


class DeclarantData(Strict):
    """The person who registers an organisation."""

    login: str = Field(max_length=80)
    name: str = Field(max_length=80)
    password: str = Field(max_length=200)
    email: str = Field(default="", max_length=200)


class RegistrationData(Strict):
    """A registration by a person: the accepted agreement, the organisation, the declarant."""

    agreement: str = Field(max_length=64)
    organisation: OrganisationData
    declarant: DeclarantData


class ChangeData(Strict):
    """A change of a verified organisation's data."""

    agreement: str = Field(max_length=64)
    organisation: OrganisationData


class Suspension(Strict):
    """Why an organisation is suspended: a cause that becomes public and a reason that does not."""

    cause: str = Field(max_length=40)
    reason: str = Field(max_length=2000)


class Comparison(Strict):
    """How the verifier compared the key's fingerprint."""

    compared: Literal["phone", "paper", "in_person"]


class FilingBatch(Strict):
    """Filings that are verified together."""

    filings: list[int] = Field(min_length=1, max_length=200)


class KeyBatch(Comparison):
    """Keys that were compared in the same way and are bound together."""

    keys: list[int] = Field(min_length=1, max_length=200)


class PersonData(Strict):
    """A new person with a post."""

    login: str = Field(max_length=80)
    name: str = Field(max_length=80)
    email: str = Field(default="", max_length=200)
    title: str = Field(max_length=80)
    roles: list[PersonRole] = Field(min_length=1, max_length=9)


class PostData(Strict):
    """A post for a known person."""

    person: str = Field(max_length=24)
    title: str = Field(max_length=80)
    roles: list[PersonRole] = Field(min_length=1, max_length=9)


class Acceptance(Strict):
    """The first password of an invited person."""

    person: str = Field(max_length=24)
    token: str = Field(max_length=200)
    password: str = Field(max_length=200)


class ReceivedRow(Strict):
    """One row of another platform's list; `source` names the list."""

    source: str = Field(min_length=1, max_length=80)
    organisation: OrganisationData


class Credentials(Strict):
    """Login name or e-mail, password, and the one-time or recovery code where the post wants one."""

    login: str = Field(max_length=120)
    password: str = Field(max_length=200)
    totp: str = Field(default="", max_length=40)


class Proof(Strict):
    """Password, and the one-time or recovery code of a person who has a second factor."""

    password: str = Field(max_length=200)
    totp: str = Field(default="", max_length=40)


class TokenData(Strict):
    """A token to make: what it is for, its scopes (`people:read`, `tenders:write`, ...: a part of the API, and what to do there), its days."""

    name: str = Field(max_length=200)
    scopes: list[Annotated[str, Field(max_length=40)]] = Field(max_length=20)
    days: int = Field(ge=1, le=3660)


class Code(Strict):
    """A one-time code."""

    code: str = Field(max_length=40)


class Secret(Schema):
    """The secret of a second factor that is being set up."""

    secret: str
    url: str


class RecoveryCodes(Schema):
    """Codes that each replace the one-time code once. They are shown now and never again."""

    codes: list[str]


class Me(Schema):
    """Who is signed in, and the token to send as X-CSRFToken with every act."""

    person: str
    name: str
    organisation: str
    roles: list[str]
    needs_second_factor: bool
    csrf_token: str


class AgreementShown(Schema):
    """The agreement in force."""

    version: str
    clauses: list[str]


class OrganisationShown(Schema):
    """What is public about an organisation."""

    id: str
    name: str
    credit_code: str
    kinds: list[str]
    state: str
    registered_at: datetime


class KeyShown(Schema):
    """A key as its owner and the centre see it."""

    id: int
    organisation: str
    kind: str
    purpose: str
    guardian: str | None
    label: str
    public: str
    fingerprint: str
    state: str
    proposed_at: datetime
    bound_at: datetime | None
    expires_at: datetime | None
    reason: str


class FilingShown(Schema):
    """A filing as its organisation and the centre see it."""

    id: int
    organisation: str
    number: int
    state: str
    name: str
    credit_code: str
    kinds: list[str]
    details: dict[str, str]
    source: str
    agreement: str
    declared_by: str
    declared_at: datetime | None
    verified_by: str
    verified_at: datetime | None
    reason: str


class Registered(Schema):
    """The answer to a registration: the filing, and the key that was proposed with it."""

    filing: FilingShown
    key: KeyShown | None


class OrganisationDetailed(OrganisationShown):
    """An organisation as its own people, the centre and supervisors see it."""

    details: dict[str, str]
    suspension: dict[str, str] | None
    keys: list[KeyShown]
    pending: FilingShown | None


class PostShown(Schema):
    """A post."""

    id: int
    person: str
    name: str
    title: str
    roles: list[str]
    from_at: datetime
    until_at: datetime | None


class TokenShown(Schema):
    """A token as its person sees it; never its secret."""

    id: str
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None


class TokenMade(Schema):
    """A new token with its secret: send it as `Authorization: Bearer <secret>`. It is shown now and never again."""

    token: TokenShown
    secret: str


class Invited(Schema):
    """A person who can now set a password by this token, within three days."""

    person: str
    token: str
    post: PostShown | None


class Compared(Schema):
    """How a row of another platform's list compares with the register."""

    outcome: Literal["new", "same", "differs", "name_taken", "invalid"]
    organisation: str | None
    differences: list[list[str]]


def show_organisation(row: Any) -> dict[str, Any]:
    """This will show what is public of an organisation."""
    return {name: getattr(row, name) for name in OrganisationShown.model_fields}


def show_filing(row: Any) -> dict[str, Any]:
    """This will show a filing."""
    plain = {name: getattr(row, name) for name in FilingShown.model_fields if name != "organisation"}
    return plain | {"organisation": row.organisation_id}


def show_key(row: Any) -> dict[str, Any]:
    """This will show a key with its fingerprint."""
    derived = {
        "organisation": row.organisation_id,
        "guardian": row.guardian_id if row.purpose == "guardian" else None,
        "fingerprint": fingerprint(row.public),
    }
    return {name: getattr(row, name) for name in KeyShown.model_fields if name not in derived} | derived


def show_post(row: Any) -> dict[str, Any]:
    """This will show a post with the person's name."""
    derived = {"person": row.person_id, "name": row.person.name}
    return {name: getattr(row, name) for name in PostShown.model_fields if name not in derived} | derived


def show_token(row: Any) -> dict[str, Any]:
    """This will show a token."""
    return {name: getattr(row, name) for name in TokenShown.model_fields}
