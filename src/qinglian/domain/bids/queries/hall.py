"""The opening hall: everything that its live page shows, for whoever asks, at any hour, in a fixed number of queries.

Before the deadline it tells nothing that would name or count bidders (ZTB 22), sign-ins included; after it with too few bids
neither: then it only says that the section failed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from qinglian.domain.bids import desk
from qinglian.domain.bids.models import (
    AnnouncedBid,
    ClosingList,
    OpenedBid,
    OpeningObjection,
    RecordSignature,
    SealedBid,
)
from qinglian.domain.bids.policy import needs_own_lock, organisation_of
from qinglian.domain.bids.queries.finding import closing_shown
from qinglian.domain.bids.queries.hall_groups import HallGroup, groups_of
from qinglian.domain.bids.queries.hall_log import HallLine, lines_of
from qinglian.domain.bids.stages import Step, stage_of, steps_of
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.record.prepared import prepared


@dataclass(frozen=True)
class Progress:
    """How far the decryption is. `waiting` counts bids whose own lock or whose turn has not come, `in_doubt` those being examined."""

    total: int
    signed_in: int
    opened: int
    failed: int
    in_doubt: int
    waiting: int
    confirmed: int


@dataclass(frozen=True)
class HallObjection:
    """An objection as the hall shows it."""

    id: int
    name: str
    text: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class HallRecord:
    """The opening record: the blobs of document and PDF, who has signed."""

    id: int
    document: str
    pdf: str
    made_at: datetime
    signed_by_host_at: datetime | None
    bidder_signatures: int


@dataclass(frozen=True)
class OwnPlace:
    """The asking bidder's own place in the hall."""

    manifest: str
    signed_in_at: datetime | None
    number: int | None
    status: str
    lock_released_at: datetime | None
    needs_lock: bool
    confirmed_at: datetime | None
    has_signed_record: bool


@dataclass(frozen=True)
class Hall:
    """The hall of one section at one moment."""

    section: Section
    round: int
    stage: str
    steps: tuple[Step, ...]
    mode: str
    deadline_at: datetime
    closed_at: datetime | None
    released_from_at: datetime | None
    decrypt_until_at: datetime | None
    shares_public_at: datetime | None
    finished_at: datetime | None
    closing_root: str
    progress: Progress | None
    groups: tuple[HallGroup, ...]
    log: tuple[HallLine, ...]
    objections: tuple[HallObjection, ...]
    record: HallRecord | None
    own: OwnPlace | None
    version: str
    closing: ClosingList | None = field(repr=False)  # for `read_out`, so that it need not ask again


def hall(section: Section, *, asker: Actor, at: datetime, round: int | None = None) -> Hall | None:
    """This will return the hall as the asker may see it at this moment; None when no notice governs the section yet."""
    if section.notice is None:
        return None
    closing = closing_shown(section, number=round)
    stage = stage_of(section.state, closing, deadline_at=section.notice.deadline_at, at=at)
    announced = closing is not None and closing.released_from_at is not None
    progress = _progress(closing) if closing is not None and announced else None
    return Hall(
        section=section,
        round=closing.round if closing else section.round,
        stage=stage,
        steps=steps_of(stage, closing, notice=section.notice),
        mode=section.notice.access["mode"],
        deadline_at=section.notice.deadline_at,
        closed_at=closing.closed_at if closing else None,
        released_from_at=closing.released_from_at if closing else None,
        decrypt_until_at=closing.decrypt_until_at if closing else None,
        shares_public_at=closing.shares_public_at if closing else None,
        finished_at=closing.finished_at if closing else None,
        closing_root=closing.root if closing else "",
        progress=progress,
        groups=groups_of(section, closing, is_announced=announced),
        log=lines_of(section, number=closing.round) if closing else (),
        objections=_objections(closing) if closing and announced else (),
        record=record_shown(closing) if closing else None,
        own=_own_place(section, closing, asker=asker),
        version=version_of(section, closing, at=at),
        closing=closing,
    )


def hall_version(section: Section, *, at: datetime, round: int | None = None) -> str:
    """This will return a mark that changes whenever the public part of the hall does: an ETag, in one query."""
    return version_of(section, closing_shown(section, number=round), at=at)


def version_of(section: Section, closing: ClosingList | None, *, at: datetime) -> str:
    """This will return the mark for these rows."""
    past = section.notice is not None and at >= section.notice.deadline_at
    grown = f"{closing.round}.{closing.version}" if closing else f"{section.round}.0"
    return f"{section.pk}-{section.state}-{grown}-{'after' if past else 'before'}"


def _progress(closing: ClosingList) -> Progress:
    (counted,) = _counted(closing.pk)
    waiting = counted["total"] - counted["opened"] - counted["failed"] - counted["in_doubt"]
    return Progress(**counted, waiting=waiting)


@prepared
def _counted(closing: int) -> QuerySet[AnnouncedBid, Any]:
    return (
        AnnouncedBid.objects.filter(closing=closing)
        .values(one=Value(1))  # one group
        .values(
            total=Count("pk"),
            signed_in=Count("pk", filter=Q(sealed__signed_in_at__isnull=False)),
            opened=Count("pk", filter=Q(outcome__outcome="opened")),
            failed=Count("pk", filter=Q(outcome__outcome="failed")),
            in_doubt=Count("pk", filter=Q(outcome__isnull=True) & ~Q(doubt="")),
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        )
    )


def _objections(closing: ClosingList) -> tuple[HallObjection, ...]:
    return tuple(HallObjection(*row) for row in _objection_rows(closing.pk))


@prepared
def _objection_rows(closing: int) -> QuerySet[OpeningObjection, Any]:
    rows = OpeningObjection.objects.filter(closing=closing).order_by("pk")
    return rows.values_list("pk", "bidder__name", "text", "raised_at", "answer", "answered_at")


def record_shown(closing: ClosingList) -> HallRecord | None:
    """This will return the opening record as the hall shows it, or None."""
    record = getattr(closing, "record", None)
    if record is None:
        return None
    signatures = _signatures(record.pk)
    host = next((at for role, at in signatures if role == "host"), None)
    bidders = sum(role == "bidder" for role, _ in signatures)
    return HallRecord(record.pk, record.document_blob, record.pdf_blob, record.made_at, host, bidders)


@prepared
def _signatures(record: int) -> QuerySet[RecordSignature, Any]:
    return RecordSignature.objects.filter(record=record).values_list("role", "at")


def _own_place(section: Section, closing: ClosingList | None, *, asker: Actor) -> OwnPlace | None:
    """This will find the asking bidder's own bid by its tag; nobody else's place can be asked for."""
    if not asker.has_role("bidder", "bidder_agent"):
        return None
    number = closing.round if closing else section.round
    tag = desk.owner_tag({**tenders.opening_of(section), "round": number}, bidder=organisation_of(asker))
    rows = SealedBid.objects.filter(section=section, round=number, owner_tag=tag)
    bid = rows.exclude(state__in=["superseded", "withdrawn"]).select_related("announced__outcome").first()
    if bid is None:
        return None
    announced: AnnouncedBid | None = getattr(bid, "announced", None)
    outcome: OpenedBid | None = getattr(announced, "outcome", None)
    record = getattr(closing, "record", None)
    signed = (
        record is not None and record.signatures.filter(role="bidder", organisation=organisation_of(asker)).exists()
    )
    return OwnPlace(
        manifest=bid.manifest_hash,
        signed_in_at=bid.signed_in_at,
        number=announced.number if announced else None,
        status=outcome.outcome if outcome else "sealed",
        lock_released_at=announced.lock_released_at if announced else None,
        needs_lock=section.notice is not None and needs_own_lock(section.notice.access),
        confirmed_at=announced.confirmed_at if announced else None,
        has_signed_record=signed,
    )
