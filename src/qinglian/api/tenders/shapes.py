"""What the endpoints of `tenders` take and give. Money is integer fen, moments carry their zone."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import PlainSerializer, WithJsonSchema

from qinglian.api.strict import Strict
from qinglian.domain.tenders.sheet_form import default_form
from qinglian.domain.tenders.verdict import Verdict
from qinglian.record.clock import CHINA

Code = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{3,39}$")]
Number = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}$")]
Version = Annotated[int, Field(ge=1, le=100_000)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Fen = Annotated[int, Field(ge=1, le=10**15)]
FenOrNone = Annotated[int, Field(ge=0, le=10**15)]
Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(CHINA).isoformat(timespec="seconds"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]
Words = Annotated[str, Field(max_length=20_000)]


class TenderData(Strict):
    """What is entered about a tender project. Agency and supervisor are organisations' ids."""

    name: Annotated[str, Field(max_length=200)]
    kind: Literal["works", "goods", "services"]
    place: Annotated[str, Field(max_length=200)] = ""
    procedure: Literal["open", "open_prequalified", "invited"] = "open"
    must_tender: bool = True
    agency: Annotated[str, Field(max_length=24)] | None = None
    supervisor: Annotated[str, Field(max_length=24)] | None = None


class NewTender(TenderData):
    """A tender project under a submitted investment project."""

    project: Annotated[str, Field(max_length=40)]


class SheetField(Strict):
    """One field of the opening schedule (开标一览表)."""

    name: Annotated[str, Field(max_length=40)]
    label: dict[str, Annotated[str, Field(max_length=60)]]
    kind: Literal["money", "days", "text", "person"]
    unit: Annotated[str, Field(max_length=20)] = ""
    required: bool = True


def _default_form() -> list[SheetField]:
    return [SheetField(**field) for field in default_form()]


class SectionData(Strict):
    """What is entered about a section."""

    number: Number
    name: Annotated[str, Field(max_length=200)]
    estimate_fen: Fen
    price_cap_fen: Fen | None = None
    bid_security_fen: FenOrNone = 0
    evaluation_method: Literal["comprehensive_scoring", "lowest_evaluated_price"] = "comprehensive_scoring"
    scope: Words = ""
    period_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    sheet_form: Annotated[list[SheetField], Field(min_length=1, max_length=20, default_factory=_default_form)]
    evaluation: dict[str, Any] | None = None


class Group(Strict):
    """One group of guardians; any `threshold` of them suffice."""

    name: Literal["supervision", "trade", "bidder"]
    threshold: Annotated[int, Field(ge=1, le=15)]
    guardians: Annotated[list[Annotated[str, Field(max_length=24)]], Field(min_length=1, max_length=15)]


class Access(Strict):
    """Who must agree to open (docs/protocol.md 3)."""

    mode: Literal["G", "G+B", "B"]
    groups: Annotated[list[Group], Field(min_length=1, max_length=8)]


class SectionChange(Strict):
    """What an amendment changes in one section."""

    price_cap_fen: Fen | None = None
    bid_security_fen: FenOrNone = 0


class NoticeData(Strict):
    """What a notice says."""

    documents_from_at: datetime
    documents_until_at: datetime
    questions_until_at: datetime
    deadline_at: datetime
    text: Words = ""
    qualification: Words = ""
    consortium_allowed: bool | None = None
    bid_validity_days: Annotated[int, Field(ge=1, le=3650)] = 90
    decrypt_window_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    access: Access | None = None
    price_floor_fen: Fen | None = None
    change: Words = ""
    affects_bids: bool = False
    section_changes: Annotated[dict[Number, SectionChange], Field(max_length=100)] = {}


class AmendmentData(Strict):
    """Why a published notice is changed, and whether that may affect the preparation of bids (REG 21)."""

    change: Annotated[str, Field(max_length=2000)]
    affects_bids: bool


class Opinion(Strict):
    """The reviewer's opinion; required when a rule asks for attention."""

    opinion: Annotated[str, Field(max_length=2000)] = ""


class HoldData(Strict):
    """Why a tender is stopped: a short cause, its article, the reason."""

    cause: Annotated[str, Field(max_length=60)]
    article: Annotated[str, Field(max_length=40)]
    reason: Annotated[str, Field(max_length=2000)]


class Signed(Strict):
    """A signed document (docs/protocol.md 1)."""

    document: dict[str, Any]
    key: Annotated[str, Field(max_length=100)]
    signature: Annotated[str, Field(max_length=200)]


class SectionShown(Schema):
    """A section with its state; `deadline_at` is that of the notice in force."""

    number: str
    name: str
    state: str
    round: int
    scope: str
    period_days: int | None
    estimate_fen: int
    price_cap_fen: int | None
    bid_security_fen: int
    evaluation_method: str
    evaluation: dict[str, Any]
    sheet_form: list[dict[str, Any]]
    failure: dict[str, str] | None
    deadline_at: Moment | None


class TenderShown(Schema):
    """A tender project with its sections."""

    code: str
    name: str
    state: str
    kind: str
    procedure: str
    must_tender: bool
    place: str
    project: str
    tenderer: str
    tenderer_name: str
    agency: str | None
    supervisor: str | None
    created_at: Moment
    sections: list[SectionShown]


class DocumentShown(Schema):
    """A file of the tender documents; its bytes are at /api/tenders/{code}/documents/{sha256}."""

    id: int
    title: str
    version: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    pages: int
    findings: list[dict[str, str]]


class VerdictShown(Schema):
    """One rule's verdict in both languages; `repair` is the value that would mend it."""

    rule: str
    label: dict[str, str]
    finding: dict[str, str]
    article: str
    outcome: Literal["broken", "note", "unverified", "met"]
    field: str
    repair: str | None
    quote: str


class NoticeShown(Schema):
    """One version of a notice. Persons are named by pseudonymous ids."""

    tender: str
    version: int
    kind: str
    state: str
    text: str
    qualification: str
    consortium_allowed: bool | None
    documents_from_at: Moment
    documents_until_at: Moment
    questions_until_at: Moment
    deadline_at: Moment
    bid_validity_days: int
    decrypt_window_minutes: int
    access: dict[str, Any]
    change: str
    affects_bids: bool
    section_changes: dict[str, dict[str, int | None]]
    prepared_by: str
    submitted_at: Moment | None
    reviewed_by: str
    reviewed_at: Moment | None
    verified_by: str
    verified_at: Moment | None
    returned_reason: str
    published_at: Moment | None
    leaf: str
    documents: list[DocumentShown]


class GuardianShown(Schema):
    """Somebody who can be chosen to hold a key."""

    id: str
    name: str
    organisation: str
    organisation_name: str
    group: str


class CardShown(Schema):
    """A card that was taken in."""

    guardian: str
    group: str
    epoch: int
    hash: str
    at: Moment


class HoldShown(Schema):
    """A hold on a tender."""

    id: int
    cause: str
    article: str
    placed_at: Moment
    lifted_at: Moment | None


class KitShown(Schema):
    """The sealing kit of one section (`sealing-kit/v1`): all that `qinglian seal` and the offline page need."""

    type: str
    opening: dict[str, Any]
    name: str
    section_name: str
    deadline_at: str
    notice: dict[str, Any]
    access: dict[str, Any]
    cards: list[dict[str, Any]]
    sheet_form: list[dict[str, Any]]
    price_cap_fen: int | None
    max_bytes: int
    policy: dict[str, Any]


class RuleShown(Schema):
    """One row of the rulebook in force."""

    key: str
    value: int | str
    unit: str
    article: str
    in_force_from: str
    in_force_until: str | None
    verified: bool
    label: dict[str, str]
    quote: str


def show_section(row: Any) -> dict[str, Any]:
    """This will show a section."""
    plain = {name: getattr(row, name) for name in SectionShown.model_fields if name != "deadline_at"}
    return plain | {"deadline_at": row.notice.deadline_at if row.notice else None}


def show_tender(row: Any) -> dict[str, Any]:
    """This will show a tender with its sections in their order."""
    derived = {
        "project": row.project.code,
        "tenderer": row.tenderer_id,
        "tenderer_name": row.tenderer.name,
        "agency": row.agency_id,
        "supervisor": row.supervisor_id,
        "sections": [show_section(section) for section in sorted(row.sections.all(), key=lambda one: one.pk)],
    }
    return {name: getattr(row, name) for name in TenderShown.model_fields if name not in derived} | derived


def show_document(row: Any) -> dict[str, Any]:
    """This will show a document."""
    return {name: getattr(row, name) for name in DocumentShown.model_fields}


def show_notice(row: Any) -> dict[str, Any]:
    """This will show a notice with its documents."""
    derived = {"tender": row.tender.code, "documents": [show_document(one) for one in row.documents.order_by("pk")]}
    return {name: getattr(row, name) for name in NoticeShown.model_fields if name not in derived} | derived


def show_verdict(row: Verdict) -> dict[str, Any]:
    """This will show a verdict in both languages."""
    said = {name: vars(getattr(row, name)) for name in ("label", "finding")}
    plain = {name: getattr(row, name) for name in ("rule", "article", "outcome", "field", "quote")}
    return plain | said | {"repair": row.repair.value if row.repair else None}
