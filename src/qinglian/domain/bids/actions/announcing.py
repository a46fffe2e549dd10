"""The start of the release: once witnesses cosigned the closing, the list and the bidders are announced (ZTB 36; protocol 5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from qinglian.domain.bids import refusals
from qinglian.domain.bids.actions.closing import bids_in_force
from qinglian.domain.bids.announcing import Unveiled, bidder_row, unveil
from qinglian.domain.bids.events import BiddersAnnounced, ClosingListDisclosed, ReleaseStarted, WindowExtended
from qinglian.domain.bids.governing import notice_of
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, SealedBid
from qinglian.domain.bids.policy import is_window_over, may_host
from qinglian.domain.bids.queries.bundle import closing_document
from qinglian.domain.integrity.queries import require_pledge
from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.actions import start_release
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import blobs, failpoints
from qinglian.record import queries as record
from qinglian.record.actions import append, disclose
from qinglian.record.events import moment
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import jcs


def allow_release(closing: ClosingList, *, at: datetime) -> ClosingList:
    """This will start the release of keys: announce the bidders, disclose closing list and receipts, open the decryption window.

    NotNow until a checkpoint that a quorum of witnesses cosigned includes the closing, or when the section is not closed.
    """
    closing.fact.refresh_from_db(fields=["index"])
    note = record.cosigned_note(closing.fact)
    if note is None:
        raise refusals.waiting_for_witnesses()
    bids = bids_in_force(closing.section)
    unveiled = unveil(bids)
    bidders = _store_bidders(unveiled)
    closing_list = blobs.store_all([jcs(closing_document(closing))])[0]
    failpoints.reach("heads-on-disk")
    with transaction.atomic(durable=True):
        closing = (
            ClosingList.objects.select_for_update(of=("self",))
            .select_related("section__tender", "section__notice")
            .get(pk=closing.pk)
        )
        section = closing.section
        start_release(section, by=TIMETABLE, at=at)
        closing.released_from_at = at
        closing.decrypt_until_at = at + timedelta(minutes=notice_of(section).decrypt_window_minutes)
        closing.version += 1
        closing.save()
        AnnouncedBid.objects.bulk_create([_announced(closing, one) for one in unveiled], batch_size=200)
        blobs.publish_all(
            [closing_list, bidders, *(name for one in unveiled for name in (one.head_blob, one.sheet_blob))]
        )
        _append_facts(closing, note=note, closing_list=closing_list, bidders=bidders, count=len(bids), at=at)
        _disclose_sealed(closing, at=at)
        failpoints.reach("release-inserted")
    return closing


def extend_window(closing: ClosingList, *, until: datetime, reason: str, by: Actor, at: datetime) -> ClosingList:
    """This will move the end of the decryption window, by the host, before it has passed, with a public reason (O20 31: the remedy)."""
    if not may_host(by):
        raise refusals.not_the_host()
    require_pledge(by, act=Text("延长解密时限", "extend the decryption window"), at=at)
    with transaction.atomic():
        closing = (
            ClosingList.objects.select_for_update(of=("self",)).select_related("section__tender").get(pk=closing.pk)
        )
        if closing.decrypt_until_at is None or closing.finished_at is not None:
            raise refusals.out_of_order(Text("现在不在解密时限内。", "There is no decryption window now."))
        if is_window_over(closing.decrypt_until_at, at=at):
            raise refusals.window_over()
        if until <= closing.decrypt_until_at or not reason.strip():
            raise NotValid(
                Text("延长须晚于原定时间，并写明理由。", "An extension ends later than before and has a reason."),
                rule="reason_given",
                article="PLT",
                next_step=Text("请填写新的时间和理由。", "Give the new time and the reason."),
                field="reason" if not reason.strip() else "until",
            )
        closing.decrypt_until_at = until
        closing.version += 1
        closing.save(update_fields=["decrypt_until_at", "version"])
        event = WindowExtended(closing.section.number, closing.round, moment(until), reason.strip())
        append(event, subject=subject_of(closing), by=by.id, at=at)
    return closing


def subject_of(closing: ClosingList) -> str:
    """This will return the subject of the opening's facts."""
    return f"tender:{closing.section.tender.code}"


def grow_version(closing_id: int) -> None:
    """This will give the hall another mark (its ETag), by one step of the database's own count: two acts at once are two steps."""
    ClosingList.objects.filter(pk=closing_id).update(version=F("version") + 1)


def _store_bidders(unveiled: Sequence[Unveiled]) -> str:
    rows = Organisation.objects.in_bulk([one.head.bidder for one in unveiled])
    bidders = [(one, rows[one.head.bidder]) for one in unveiled]
    listed = [bidder_row(one, name=row.name, credit_code=row.credit_code) for one, row in bidders]
    return blobs.store_all([jcs(listed)])[0]


def _announced(closing: ClosingList, one: Unveiled) -> AnnouncedBid:
    return AnnouncedBid(
        closing=closing,
        sealed=one.bid,
        number=one.number,
        bidder_id=one.head.bidder,
        manifest=one.head.manifest,
        head=one.head_blob,
        sheet=one.sheet_blob,
    )


def _append_facts(
    closing: ClosingList, *, note: str, closing_list: str, bidders: str, count: int, at: datetime
) -> None:
    section, subject = closing.section, subject_of(closing)
    assert closing.decrypt_until_at is not None
    started = ReleaseStarted(section.number, closing.round, note, moment(closing.decrypt_until_at))
    append(started, subject=subject, by=TIMETABLE.id, at=at)
    append(ClosingListDisclosed(section.number, closing.round, closing_list), subject=subject, by=TIMETABLE.id, at=at)
    append(BiddersAnnounced(section.number, closing.round, count, bidders), subject=subject, by=TIMETABLE.id, at=at)


def _disclose_sealed(closing: ClosingList, *, at: datetime) -> None:
    """This will disclose every sealed fact of this opening: received, superseded, withdrawn, signed in (trust: each receipt ends)."""
    mine = SealedBid.objects.filter(section=closing.section, round=closing.round)
    ids = {pk for pair in mine.values_list("fact_id", "end_fact_id", "sign_in_fact_id") for pk in pair if pk}
    facts = list(Fact.objects.filter(pk__in=ids, secrecy=Secrecy.SEALED).order_by("pk"))
    disclose(facts, subject=subject_of(closing), by=TIMETABLE.id, at=at)
