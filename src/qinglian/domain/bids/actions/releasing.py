"""Releasing shares: guardians by signature or by an identity read from paper, bidders for their own lock (protocol 5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids import refusals
from qinglian.domain.bids.actions.announcing import grow_version, subject_of
from qinglian.domain.bids.events import SharesPublished, SharesReleased
from qinglian.domain.bids.governing import notice_of
from qinglian.domain.bids.heads import head_of, heads_of
from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.domain.bids.models import Release as ReleaseRow
from qinglian.domain.bids.policy import is_window_over, may_host, needs_own_lock
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.text import Text
from qinglian.record import blobs, failpoints
from qinglian.record.actions import append
from qinglian.record.turns import turn
from qinglian.trust.access import BIDDER
from qinglian.trust.canonical import jcs
from qinglian.trust.keys import checked_opening
from qinglian.trust.release import Release, check_release, open_paper_release, wrong_shares

COMPARTMENT = "sheet"  # business and technical files are released to the evaluation session, not here


@dataclass(frozen=True)
class Arrived:
    """A checked release with who made it: the guardian's group and organisation, the bytes as they are published."""

    release: Release
    group: str
    organisation: str
    manifest: str
    data: bytes
    on_paper: bool = False
    unopened: tuple[tuple[str, str], ...] = ()  # (manifest, reason): stated by signature, or proved by the identity


def release_shares(signed: Any, *, at: datetime) -> ReleaseRow:
    """This will take one guardian's signed `release/v1`, or a bidder's for its own lock, and keep its shares private until every
    group's threshold is met; then all are published. The same release twice is once. Envelopes that hold no share are named in it:
    those bids wait for another guardian of the group, or for this one's identity.

    NotAllowed when the key is no guardian's card in force, NotNow before the start or after the window, NotValid when a share
    breaks its commitment (the guardian is named) or a bid is neither released nor named: nobody releases a selection.
    """
    closing = _closing_of(signed, at=at)
    with refusals.malformed_document():
        release = check_release(signed, opening=_opening_of(closing), closing=closing.root)
    if release.guardian == BIDDER:
        return _keep(closing, _own_lock(closing, release, jcs(signed), at=at), at=at)
    group = _group_of(closing, release)
    organisation = _guardian_of(release, at=at)
    _refuse_unless_complete(closing, release)
    named = tuple(release.unopened.items())
    return _keep(closing, Arrived(release, group, organisation, "", jcs(signed), unopened=named), at=at)


def release_from_paper(document: Any, *, by: Actor, at: datetime) -> ReleaseRow:
    """This will take an identity that a guardian reads out (phone, QR, paper), typed in by the host: the envelopes are opened here.

    It is checked against the guardian's card. An envelope that does not open with it is the bidder's doing, provable to all. It may
    follow a signed release that names unopened envelopes, and settles whose fault they are.
    """
    if not may_host(by):
        raise refusals.not_the_host()
    closing = _closing_of({"document": document}, at=at)
    card = _card_of(closing, str(document.get("guardian", "")))
    heads = heads_of(closing, with_envelopes=True)
    with refusals.malformed_document():
        release, refused = open_paper_release(
            document, opening=_opening_of(closing), closing=closing.root, card=card, heads=heads.values()
        )
    proved = tuple((row.manifest, row.reason) for row in refused)
    return _keep(closing, Arrived(release, card["group"], card["organisation"], "", jcs(document), True, proved), at=at)


def _closing_of(signed: Any, *, at: datetime) -> ClosingList:
    """This will find the closing that a release names, once its window is open."""
    with refusals.malformed_document():
        document = signed.get("document") if isinstance(signed, dict) else None
        if not isinstance(document, dict) or not {"opening", "compartment"} <= set(document):
            raise ValueError("a release names its opening and compartment")
        opening = checked_opening(document["opening"])
    section = tenders.section_in(opening["tender"], opening["section"])
    rows = ClosingList.objects.defer("entries")  # thousands of hashes, which every bidder's lock would read again
    closing = next(iter(rows.filter(section=section, round=opening["round"])), None)
    if closing is None or closing.released_from_at is None or closing.decrypt_until_at is None:
        raise refusals.out_of_order(Text("现在还不能交出密钥。", "Keys cannot be released yet."))
    if closing.finished_at is not None or section.state != "releasing":
        raise refusals.out_of_order(Text("开标已经完成，不再接收密钥。", "The opening is over; no keys are taken."))
    closing.section = section
    if is_window_over(closing.decrypt_until_at, at=at):
        raise refusals.window_over()
    if document["compartment"] != COMPARTMENT:
        raise refusals.out_of_order(
            Text(
                "开标只解密开标一览表，其余分区在评标时解密。",
                "The opening opens the sheets alone; the rest is opened at the evaluation.",
            )
        )
    return closing


def _opening_of(closing: ClosingList) -> dict[str, Any]:
    return {**tenders.opening_of(closing.section), "round": closing.round}


def _group_of(closing: ClosingList, release: Release) -> str:
    """This will return the guardian's group when its newest card in force was signed by the key that signed the release."""
    card = tenders.cards_of(closing.section).get(release.guardian)
    if card is None or card.signed["key"] != release.key:
        raise refusals.not_a_guardian()
    return str(card.group)


def _guardian_of(release: Release, *, at: datetime) -> str:
    key, by = people.key_holder(release.key, at=at)
    if not by.has_role("guardian") or key.guardian_id != release.guardian:
        raise refusals.not_a_guardian()
    return by.organisation


def _card_of(closing: ClosingList, guardian: str) -> dict[str, Any]:
    card = tenders.cards_of(closing.section).get(guardian)
    if card is None:
        raise refusals.not_a_guardian()
    return dict(card.signed["document"])


def _refuse_unless_complete(closing: ClosingList, release: Release) -> None:
    """This will check every share of a guardian at once: all bids of the closing list, each by its commitment."""
    heads = heads_of(closing)
    wrong = wrong_shares(release, heads)
    if wrong:
        raise refusals.wrong_release(
            Text(
                f"保管人 {release.guardian} 交出的份额有 {len(wrong)} 份与承诺不符，第一份是 {wrong[0][:16]}。",
                f"{len(wrong)} shares of guardian {release.guardian} break their commitments, the first is {wrong[0][:16]}.",
            )
        )
    missing = len(heads) - len(release.covered)
    if missing:
        raise refusals.wrong_release(
            Text(
                f"还差 {missing} 份：须对清单上的全部投标文件一次交出。",
                f"{missing} shares are missing: a release covers every bid of the list at once.",
            )
        )


def _own_lock(closing: ClosingList, release: Release, data: bytes, *, at: datetime) -> Arrived:
    """This will check a bidder's release of its own lock: its own bid, its own bound key, its commitment."""
    if not needs_own_lock(notice_of(closing.section).access):
        raise refusals.out_of_order(
            Text("本次开标不需要投标人交出密钥。", "This opening asks for no key from bidders.")
        )
    (manifest,) = release.shares
    announced = AnnouncedBid.objects.filter(closing=closing, sealed__manifest_hash=manifest).first()
    by = people.signer_of(release.key, at=at)
    if announced is None or not by.has_role("bidder") or announced.bidder_id != by.organisation:
        raise refusals.not_a_bidder_here()
    if wrong_shares(release, {manifest: head_of(announced.manifest, manifest)}):
        raise refusals.wrong_release(
            Text("份额与投标时的承诺不符。", "The share breaks the commitment that was made when the bid was sealed.")
        )
    return Arrived(release, BIDDER, by.organisation, manifest, data)


def _keep(closing: ClosingList, arrived: Arrived, *, at: datetime) -> ReleaseRow:
    """This will store the release durably, once, and publish all shares when every group of guardians is complete.

    A later guardian's is published at once; a bidder's lock with the bid that it opens, many in one wait for the disk.
    """
    (blob,) = blobs.store_all([arrived.data])
    failpoints.reach("release-on-disk")
    with turn(), transaction.atomic(durable=True):
        section = closing.section
        closing = ClosingList.objects.select_for_update().defer("entries").get(pk=closing.pk)
        closing.section = section
        row = _kept_before(closing, arrived)
        if row is None:
            row = _stored(closing, arrived, blob, at=at)
            _note_release(closing, row, at=at)
    failpoints.reach("release-committed")
    if closing.shares_public_at is None:
        publish_shares(closing, at=at)
    elif not row.manifest:
        blobs.publish(row.blob)
    return row


def _kept_before(closing: ClosingList, arrived: Arrived) -> ReleaseRow | None:
    """This will find a release after which this one adds nothing; an identity adds to a signed release that names unopened envelopes."""
    name = {"guardian": arrived.release.guardian, "compartment": COMPARTMENT, "manifest": arrived.manifest}
    rows = ReleaseRow.objects.filter(closing=closing, **name)
    return next((row for row in rows if row.on_paper or not (arrived.on_paper and row.unopened)), None)


def _stored(closing: ClosingList, arrived: Arrived, blob: str, *, at: datetime) -> ReleaseRow:
    return ReleaseRow.objects.create(
        closing=closing,
        guardian=arrived.release.guardian,
        compartment=COMPARTMENT,
        manifest=arrived.manifest,
        organisation=arrived.organisation,
        group=arrived.group,
        blob=blob,
        on_paper=arrived.on_paper,
        unopened=[{"manifest": name, "reason": reason} for name, reason in arrived.unopened],
        at=at,
    )


def _note_release(closing: ClosingList, row: ReleaseRow, *, at: datetime) -> None:
    announced = AnnouncedBid.objects.filter(closing=closing)
    if row.manifest:
        announced.filter(sealed__manifest_hash=row.manifest).update(lock_released_at=at)
    else:
        announced.exclude(doubt="").update(doubt="")  # another share may open what did not open so far
    grow_version(closing.pk)
    event = SharesReleased(
        section=closing.section.number,
        round=closing.round,
        guardian=row.guardian,
        group=row.group,
        compartment=row.compartment,
        manifest=row.manifest or None,
        release=row.blob,
        unopened=len(row.unopened),
    )
    append(event, subject=subject_of(closing), by=row.organisation, at=at)


def publish_shares(closing: ClosingList, *, at: datetime) -> bool:
    """This will publish the releases kept so far when every group of guardians has reached its threshold, and say whether they are public.

    Idempotent: it also finishes what a crash between the last release and its publication left undone. Releases that come later are
    published one by one, and again before what they open is opened.
    """
    if closing.shares_public_at is not None:
        return True
    rows = list(ReleaseRow.objects.filter(closing=closing, compartment=COMPARTMENT).order_by("pk"))
    if not _groups_complete(notice_of(closing.section).access, rows):
        return False
    blobs.publish_all([row.blob for row in rows])
    with transaction.atomic():
        first = ClosingList.objects.filter(pk=closing.pk, shares_public_at=None).update(shares_public_at=at)
        if first:
            event = SharesPublished(closing.section.number, closing.round, COMPARTMENT, [row.blob for row in rows])
            append(event, subject=subject_of(closing), by=TIMETABLE.id, at=at)
            grow_version(closing.pk)
    return True


def _groups_complete(access: dict[str, Any], rows: list[ReleaseRow]) -> bool:
    present = {row.guardian for row in rows}
    groups = [group for group in access["groups"] if group["name"] != BIDDER]
    return all(sum(guardian in present for guardian in group["guardians"]) >= group["threshold"] for group in groups)
