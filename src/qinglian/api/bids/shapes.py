"""What the endpoints of `bids` take and give."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from qinglian.api.people.shapes import Signed
from qinglian.api.strict import Strict
from qinglian.domain.bids.prices import PriceChart
from qinglian.domain.bids.queries import Hall, OwnBid, ReadOutRow
from qinglian.law.text import Text

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]
Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,9}$")]
Round = Annotated[int | None, Field(ge=1, le=99)]
Compartment = Literal["sheet", "business", "technical"]
Guardian = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,23}$")]
Sort = Literal["number", "-number", "price", "-price", "name", "-name", "arrived", "-arrived"]

__all__ = ["Signed"]


class Said(Schema):
    """One sentence in both languages."""

    zh: str
    en: str


class SignedShown(Schema):
    """A signed document that the platform hands out (a receipt)."""

    document: dict[str, Any]
    key: str
    signature: str


class ReceiptShown(Schema):
    """What became of one manifest: its state, its receipt, the receipt of its withdrawal."""

    state: str
    receipt: SignedShown
    withdrawal: SignedShown | None


class OwnBidShown(Schema):
    """One of the asking organisation's own bids."""

    tender: str
    tender_name: str
    section: str
    section_name: str
    round: int
    manifest: str
    state: str
    arrived_at: datetime
    ended_at: datetime | None
    signed_in_at: datetime | None
    size: int
    is_to_current_notice: bool
    may_change: bool


class ReleaseShown(Schema):
    """A release as it was taken: who, for which group, and whether the shares are published by now."""

    guardian: str
    group: str
    compartment: str
    at: datetime
    blob: str
    is_public: bool
    unopened: Sequence[dict[str, str]]


class BundleShown(Schema):
    """What a releasing tool needs: the witnessed closing, the list behind it, each bid's manifest and envelope (or whole head)."""

    closed: dict[str, Any]
    list: dict[str, Any]
    bids: Sequence[dict[str, Any]]


class BundleWanted(Schema):
    """Whose envelopes are wanted, of which compartment; one bid alone, or whole heads."""

    guardian: Guardian = "bidder"
    compartment: Compartment = "sheet"
    manifest: Hex | None = None
    heads: bool = False


class PaperRelease(Strict):
    """An identity that a guardian read out, typed in by the host (protocol 5)."""

    type: Literal["identity-release/v1"]
    opening: dict[str, Any]
    guardian: Guardian
    compartment: Compartment
    closing: Hex
    identity: str = Field(max_length=80)


class StepShown(Schema):
    """One step of the opening: done, now or ahead."""

    code: str
    label: Said
    state: Literal["done", "now", "ahead"]
    at: datetime | None


class ProgressShown(Schema):
    """How far the decryption is."""

    total: int
    signed_in: int
    opened: int
    failed: int
    in_doubt: int
    waiting: int
    confirmed: int


class UnopenedShown(Schema):
    """A bid whose envelope held no share for a guardian; the reason is a code of protocol 5."""

    number: int
    manifest: str
    reason: str


class ReleasingGuardianShown(Schema):
    """A guardian: released, waiting, spare (its group is complete without it) or not_yet; and what it could not open."""

    id: str
    name: str
    organisation: str
    state: str
    released_at: datetime | None
    on_paper: bool
    unopened: Sequence[UnopenedShown]


class GroupShown(Schema):
    """A group of guardians and its threshold; `lacking` bids still need a share of it though enough guardians released."""

    name: str
    label: Said
    threshold: int
    released: int
    lacking: int
    guardians: list[ReleasingGuardianShown]


class LineShown(Schema):
    """A line of the hall's log; `index` is the fact's place in the public log."""

    at: datetime
    text: Said
    index: int | None


class ObjectionShown(Schema):
    """An objection raised on the spot and its answer."""

    id: int
    name: str
    text: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None


class RecordShown(Schema):
    """The opening record: document and PDF lie at /log/blob/<sha256>."""

    id: int
    document: str
    pdf: str
    made_at: datetime
    signed_by_host_at: datetime | None
    bidder_signatures: int


class OwnPlaceShown(Schema):
    """The asking bidder's own place."""

    manifest: str
    signed_in_at: datetime | None
    number: int | None
    status: str
    lock_released_at: datetime | None
    needs_lock: bool
    confirmed_at: datetime | None
    has_signed_record: bool


class BarShown(Schema):
    """One bar of the chart: prices from (included) to (excluded), in fen."""

    from_fen: int
    to_fen: int
    count: int


class OutlierShown(Schema):
    """A price so far from the rest that it is likely an entry error. A question, no judgement."""

    price_fen: int
    times_median: float
    robust_z: float


class ChartShown(Schema):
    """The prices read out so far."""

    n: int
    median_fen: int | None
    step_fen: int
    bins: list[BarShown]
    outliers: list[OutlierShown]


class HallShown(Schema):
    """The opening hall as the asker may see it now. `stage` is bidding, due, closed, releasing, decrypting, read_out, recorded, failed or terminated."""

    tender: str
    tender_name: str
    section: str
    section_name: str
    round: int
    stage: str
    steps: list[StepShown]
    mode: str
    price_cap_fen: int | None
    failure: dict[str, Any] | None
    deadline_at: datetime
    closed_at: datetime | None
    released_from_at: datetime | None
    decrypt_until_at: datetime | None
    shares_public_at: datetime | None
    finished_at: datetime | None
    closing_root: str
    progress: ProgressShown | None
    groups: list[GroupShown]
    log: list[LineShown]
    objections: list[ObjectionShown]
    record: RecordShown | None
    own: OwnPlaceShown | None
    version: str


class RowShown(Schema):
    """One row of the read-out. `status` is sealed, in_doubt, opened or failed; the discount is in basis points below the cap."""

    number: int
    bidder: str
    name: str
    credit_code: str
    manifest: str
    arrived_at: datetime
    signed_in: bool
    status: str
    opened_at: datetime | None
    sheet: dict[str, Any] | None
    price_fen: int | None
    discount_bp: int | None
    is_above_cap: bool
    is_likely_entry_error: bool
    fault: str
    reason: str
    treated_as: str
    confirmed_at: datetime | None


class ReadOutShown(Schema):
    """A page of the read-out; `attention` comes with the first page when nothing is searched for."""

    total: int
    first: int
    attention: list[RowShown]
    rows: list[RowShown]
    chart: ChartShown


class ReadOutWanted(Schema):
    """Which part of the read-out is wanted."""

    search: Annotated[str, Field(max_length=60)] = ""
    sort: Sort = "number"
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    size: Annotated[int, Field(ge=1, le=200)] = 50
    round: Round = None


class RoundWanted(Schema):
    """Which round of the section is wanted; the present one unless said."""

    round: Round = None


class Objection(Strict):
    """An objection to the opening."""

    text: str = Field(min_length=1, max_length=2000)


class OpeningObjectionAnswer(Strict):
    """The answer to an objection, given on the spot."""

    answer: str = Field(min_length=1, max_length=2000)


class Extension(Strict):
    """A later end of the decryption window, and why."""

    until: datetime
    reason: str = Field(min_length=1, max_length=500)


def said(text: Text) -> dict[str, str]:
    """This will show a sentence in both languages."""
    return {"zh": text.zh, "en": text.en}


def plain(row: Any, schema: type[Schema], **derived: Any) -> dict[str, Any]:
    """This will show the attributes that the schema names; `derived` ones are given."""
    return {name: getattr(row, name) for name in schema.model_fields if name not in derived} | derived


def show_own(bid: OwnBid) -> dict[str, Any]:
    """This will show one's own bid."""
    section, tender = bid.section, bid.section.tender
    names = {"tender": tender.code, "tender_name": tender.name, "section": section.number, "section_name": section.name}
    return plain(bid, OwnBidShown, **names)


def show_hall(hall: Hall) -> dict[str, Any]:
    """This will show the hall."""
    section = hall.section
    return plain(
        hall,
        HallShown,
        tender=section.tender.code,
        tender_name=section.tender.name,
        section=section.number,
        section_name=section.name,
        price_cap_fen=section.price_cap_fen,
        failure=section.failure,
        steps=[plain(step, StepShown, label=said(step.label)) for step in hall.steps],
        progress=plain(hall.progress, ProgressShown) if hall.progress else None,
        groups=[
            plain(
                group,
                GroupShown,
                label=said(group.label),
                guardians=[plain(one, ReleasingGuardianShown) for one in group.guardians],
            )
            for group in hall.groups
        ],
        log=[plain(line, LineShown, text=said(line.text)) for line in hall.log],
        objections=[plain(row, ObjectionShown) for row in hall.objections],
        record=plain(hall.record, RecordShown) if hall.record else None,
        own=plain(hall.own, OwnPlaceShown) if hall.own else None,
    )


def show_row(row: ReadOutRow) -> dict[str, Any]:
    """This will show a row of the read-out."""
    return plain(row, RowShown, sheet=dict(row.sheet) if row.sheet is not None else None)


def show_chart(chart: PriceChart) -> dict[str, Any]:
    """This will show the chart's figures."""
    bins = [plain(item, BarShown) for item in chart.bins]
    return plain(chart, ChartShown, bins=bins, outliers=[plain(item, OutlierShown) for item in chart.outliers])
