"""Guardians release business and technical files to the session; the session opens them and commits to the blind codes (ZTB 38)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids.models import ClosingList
from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.evaluation import vault
from qinglian.domain.evaluation.actions.steps import locked, note_open, note_sealed, where
from qinglian.domain.evaluation.events import FilesListed, FilesUnsealed, SessionSharesReleased
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.models import EvaluatedBid, Session, SessionRelease
from qinglian.domain.evaluation.queries.files import opened_files
from qinglian.domain.evaluation.queries.finding import opening_of
from qinglian.domain.evaluation.queries.keys import session_keys
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text
from qinglian.record import blobs, failpoints
from qinglian.trust.access import BIDDER
from qinglian.trust.canonical import jcs
from qinglian.trust.faults import SealFault
from qinglian.trust.session import SESSION_COMPARTMENTS, blind_leaf, blind_root, check_session_release
from qinglian.trust.session import SessionRelease as Checked


def release_to_session(session: Session, signed: Any, *, at: datetime) -> SessionRelease:
    """This will take one guardian's (or bidder's own) signed `session-release/v1`. The same release twice is once."""
    opening, closing = opening_of(session), closing_of(session)
    with malformed_document():
        release = check_session_release(signed, opening=opening, closing=closing.root, session=session.recipient)
    group, by = _holder(session, release, at=at)
    (blob,) = blobs.store_all([jcs(signed)])
    failpoints.reach("session-release-on-disk")
    with transaction.atomic(durable=True):
        session = locked(session)
        SESSION.require("release_to_session", state=session.state, by=by)
        guardian = release.guardian if release.guardian != BIDDER else by.organisation
        row, is_new = SessionRelease.objects.get_or_create(
            session=session, guardian=guardian, compartment=release.compartment,
            defaults={"organisation": by.organisation, "group": group, "blob": blob, "at": at},
        )  # fmt: skip
        if is_new:
            event = SessionSharesReleased(*where(session), release.guardian, group, release.compartment, blob)
            note_open(session, event, by=by.organisation, at=at)
        failpoints.reach("session-release-inserted")
    return row


def unseal_files(session: Session, *, at: datetime) -> bool:
    """This will open every bid's files once every group has released both compartments, and bidders their own locks (or their window has
    passed); and say whether they are open.

    A bid that does not open has its reason by name (protocol 8); the rest go on. It can be repeated after a crash: codes are dealt once.
    """
    if session.unsealed_at is not None:
        return True
    if not session_keys(session).is_ready(at=at):
        return False
    bids = list(EvaluatedBid.objects.filter(session=session).select_related("announced__sealed", "session"))
    listed = {bid.number: _listed(bid) for bid in bids}
    codes = vault.make_blind_codes(session.code, [bid.number for bid in bids])
    root = blind_root([_leaf(row) for row in codes])
    failpoints.reach("files-unsealed")
    with transaction.atomic(durable=True):
        session = locked(session)
        SESSION.require("unseal_files", state=session.state, by=TIMETABLE)
        if session.unsealed_at is not None:
            return True
        for bid in bids:
            EvaluatedBid.objects.filter(pk=bid.pk).update(failed=listed[bid.number].get("failed", ""))
        rows = [_row(bid, str(listed[bid.number].get("failed", ""))) for bid in bids]
        note_open(session, FilesUnsealed(*where(session), root, rows), by=TIMETABLE.id, at=at)
        files = {str(number): one for number, one in listed.items() if "failed" not in one}
        note_sealed(session, FilesListed(*where(session), files), by=TIMETABLE.id, at=at)
        Session.objects.filter(pk=session.pk).update(unsealed_at=at, blind_root=root)
        failpoints.reach("unsealing-inserted")
    return True


def closing_of(session: Session) -> ClosingList:
    """This will return the closing list of the session's opening."""
    return ClosingList.objects.get(section=session.section, round=session.round)


def _holder(session: Session, release: Checked, *, at: datetime) -> tuple[str, Actor]:
    """This will return the group and the actor: a guardian by its newest card, or a bidder of this opening for its own lock."""
    _, by = people.key_holder(release.key, at=at)
    if release.guardian == BIDDER:
        mine = EvaluatedBid.objects.filter(session=session, announced__bidder_id=by.organisation).exists()
        if mine and by.has_role("bidder"):
            return BIDDER, Actor(by.id, by.organisation, by.roles | {"guardian"})
    else:
        card = tenders.cards_of(session.section).get(release.guardian)
        if card is not None and card.signed["key"] == release.key and by.has_role("guardian"):
            return str(card.group), by
    raise NotAllowed(
        Text("签名的不是这次评标的密钥保管人。", "The signature is not that of a guardian of this evaluation."),
        rule="guardian_card_valid",
        article="PLT",
        next_step=Text("请用签署密钥卡的那把密钥。", "Sign with the key that signed the card."),
    )


def _listed(bid: EvaluatedBid) -> dict[str, Any]:
    try:
        return {part: [file.sha256 for file in opened_files(bid, part)] for part in SESSION_COMPARTMENTS}
    except SealFault as fault:
        return {"failed": fault.reason}


def _row(bid: EvaluatedBid, failed: str) -> dict[str, Any]:
    entries = bid.announced.manifest["compartments"]
    hashes = {part: entries[part]["sha256"] for part in SESSION_COMPARTMENTS}
    return {"number": bid.number, "manifest": bid.announced.sealed.manifest_hash, **hashes, "failed": failed or None}


def _leaf(row: dict[str, object]) -> bytes:
    return blind_leaf(bytes.fromhex(str(row["salt"])), number=int(str(row["number"])), code=str(row["code"]))
