"""Opening bids: batch by batch, resumable, each bid once (protocol 5). Cryptography first, then one short transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from qinglian.domain.bids import refusals
from qinglian.domain.bids.actions.announcing import grow_version, subject_of
from qinglian.domain.bids.actions.releasing import COMPARTMENT, publish_shares
from qinglian.domain.bids.events import BidFailed, BidOpened, OpeningFinished
from qinglian.domain.bids.governing import notice_of
from qinglian.domain.bids.heads import head_of
from qinglian.domain.bids.judging import Judgement, judge
from qinglian.domain.bids.lifecycle import BID
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpenedBid, Release, SealedBid
from qinglian.domain.bids.policy import is_window_over, needs_own_lock, treated_as
from qinglian.domain.bids.shares import released_for
from qinglian.domain.tenders.actions import fail_section, finish_opening
from qinglian.law.actor import TIMETABLE
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs, failpoints
from qinglian.record.actions import append, append_all
from qinglian.record.clock import CHINA
from qinglian.record.turns import turn

BATCH = 200
Judged = list[tuple[AnnouncedBid, Judgement]]


def open_bids(closing: ClosingList, *, at: datetime, batch: int = BATCH) -> int:
    """This will open up to `batch` bids whose shares are in and return how many more can be opened now; call it until it says 0.

    A bid that does not open with the shares so far is kept in doubt until more shares come or the window ends. When every bid
    has its outcome the opening is finished, or fails with fewer than three valid bids. NotNow before every group is complete.
    """
    closing = _releasing(closing)
    if not publish_shares(closing, at=at):
        raise refusals.out_of_order(Text("保管人的份额还没有够数。", "The guardians' shares are not complete yet."))
    ready = _ready(closing)
    found, portion = ready.count(), list(ready.select_related("sealed")[:batch])
    if not portion:
        return 0  # the timetable asks every second: nothing new, nothing written, the hall keeps its mark
    blobs.publish_all(_behind(closing, portion))  # bidders' locks, and what a crash left unpublished
    releases = _count_releases(closing)
    judged = _judge(closing, portion)
    final = [(bid, outcome) for bid, outcome in judged if not outcome.may_change]
    in_doubt = [(bid, outcome) for bid, outcome in judged if outcome.may_change]
    failpoints.reach("bids-judged")
    with turn(), transaction.atomic(durable=True):
        _store(closing, final, at=at)
        if (
            _count_releases(closing) == releases
        ):  # a release that came in meanwhile may open them: they are judged again
            _keep_in_doubt(in_doubt)
        _finish_when_decided(closing, at=at)
        failpoints.reach("outcomes-inserted")
    failpoints.reach("outcomes-committed")
    return found - len(portion)


def end_window(closing: ClosingList, *, at: datetime, batch: int = BATCH) -> int:
    """This will end the decryption window: what was released in time is opened, every other bid fails by whose fault it is (O20 31).

    The bidder's own lock not released: the bidder's fault, 撤销. Guardians' shares missing: not the bidder's, 撤回. Returns how many
    bids still wait for their outcome; call it until it says 0. NotNow before the window's end.
    """
    closing = _releasing(closing)
    if closing.decrypt_until_at is None or not is_window_over(closing.decrypt_until_at, at=at):
        raise refusals.out_of_order(Text("解密时限还没有到。", "The decryption window has not ended."))
    blobs.publish_all(list(Release.objects.filter(closing=closing).values_list("blob", flat=True)))
    waiting = _undecided(closing)
    found, portion = waiting.count(), list(waiting.select_related("sealed")[:batch])
    judged = _judge(closing, portion)
    failpoints.reach("bids-judged")
    with turn(), transaction.atomic(durable=True):
        _store(closing, judged, at=at)
        _finish_when_decided(closing, at=at)
        failpoints.reach("outcomes-inserted")
    return found - len(portion)


def _releasing(closing: ClosingList) -> ClosingList:
    rows = ClosingList.objects.select_related("section__tender", "section__notice").defer("entries")
    closing = rows.get(pk=closing.pk)
    if closing.released_from_at is None or closing.finished_at is not None:
        raise refusals.out_of_order(Text("现在不是解密阶段。", "This is not the time of decryption."))
    return closing


def _undecided(closing: ClosingList) -> QuerySet[AnnouncedBid]:
    """This will ask for the bids without an outcome, by number."""
    return AnnouncedBid.objects.filter(closing=closing, outcome__isnull=True).order_by("number")


def _ready(closing: ClosingList) -> QuerySet[AnnouncedBid]:
    """This will ask for the undecided bids that nothing is known to be missing for, by number."""
    rows = _undecided(closing).filter(doubt="")
    locked = needs_own_lock(notice_of(closing.section).access)
    return rows.filter(lock_released_at__isnull=False) if locked else rows


def _behind(closing: ClosingList, bids: Sequence[AnnouncedBid]) -> list[str]:
    """This will list the blobs of the releases that these bids are opened with: the guardians', and these bidders' own locks."""
    names = ["", *(bid.sealed.manifest_hash for bid in bids)]
    rows = Release.objects.filter(closing=closing, manifest__in=names).order_by("pk")
    return list(rows.values_list("blob", flat=True))


def _judge(closing: ClosingList, bids: Sequence[AnnouncedBid]) -> Judged:
    released = released_for(closing, bids, compartment=COMPARTMENT)
    form = closing.section.sheet_form
    judged = []
    for bid in bids:
        name = bid.sealed.manifest_hash
        ciphertext = blobs.path_of(bid.sheet).read_bytes()  # its hash is checked against the manifest's
        judged.append((bid, judge(head_of(bid.manifest, name), ciphertext, released[name], form=form)))
    return judged


def _store(closing: ClosingList, judged: Judged, *, at: datetime) -> None:
    """This will store outcomes and their facts; bids that another process decided meanwhile stay as they are."""
    ClosingList.objects.select_for_update().get(pk=closing.pk)
    taken = set(OpenedBid.objects.filter(announced__closing=closing).values_list("announced_id", flat=True))
    judged = [(bid, outcome) for bid, outcome in judged if bid.pk not in taken]
    OpenedBid.objects.bulk_create([_outcome(bid, outcome, at) for bid, outcome in judged], batch_size=BATCH)
    events = [_event(closing, bid, outcome) for bid, outcome in judged]
    append_all(events, subject=subject_of(closing), by=TIMETABLE.id, at=at)
    for act, outcome_name in (("open_bid", "opened"), ("fail_bid", "failed")):
        ids = [bid.sealed_id for bid, outcome in judged if outcome.outcome == outcome_name]
        move = BID.require(act, state="in_force", by=TIMETABLE)
        SealedBid.objects.filter(pk__in=ids, state="in_force").update(state=move.target)


def _count_releases(closing: ClosingList) -> int:
    return Release.objects.filter(closing=closing, compartment=COMPARTMENT).count()


def _keep_in_doubt(in_doubt: Judged) -> None:
    for bid, outcome in in_doubt:
        AnnouncedBid.objects.filter(pk=bid.pk).update(doubt=outcome.reason)


def _outcome(bid: AnnouncedBid, outcome: Judgement, at: datetime) -> OpenedBid:
    return OpenedBid(
        announced=bid,
        outcome=outcome.outcome,
        fault=outcome.fault,
        reason=outcome.reason,
        sheet=outcome.sheet,
        price_fen=outcome.sheet["price_fen"] if outcome.sheet else None,
        opened_at=at,
    )


def _event(closing: ClosingList, bid: AnnouncedBid, outcome: Judgement) -> BidOpened | BidFailed:
    where = (closing.section.number, closing.round, bid.number, bid.sealed.manifest_hash, bid.bidder_id, bid.head)
    if outcome.sheet is not None:
        return BidOpened(*where, sheet=outcome.sheet)
    return BidFailed(*where, fault=outcome.fault, reason=outcome.reason, treated_as=treated_as(outcome.fault))


def _finish_when_decided(closing: ClosingList, *, at: datetime) -> None:
    """This will finish the opening once every bid has its outcome; fewer than three valid bids fail the section."""
    grow_version(closing.pk)
    if AnnouncedBid.objects.filter(closing=closing, outcome__isnull=True).exists():
        return
    outcomes = OpenedBid.objects.filter(announced__closing=closing)
    opened = outcomes.filter(outcome="opened").count()
    finished = OpeningFinished(closing.section.number, closing.round, opened, outcomes.count() - opened)
    append(finished, subject=subject_of(closing), by=TIMETABLE.id, at=at)
    ClosingList.objects.filter(pk=closing.pk).update(finished_at=at)
    least = rule("min_bidders", on=at.astimezone(CHINA).date())
    if opened >= least.number():
        finish_opening(closing.section, by=TIMETABLE, at=at)
        return
    fail_section(
        closing.section, reason="fewer_than_three_valid", rule=least.key, article=least.article, by=TIMETABLE, at=at
    )
