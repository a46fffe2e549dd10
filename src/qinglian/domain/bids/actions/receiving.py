"""Receiving and withdrawing sealed bids. The signature is the identity (ADR 4); nothing about the carrier is kept."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.db import IntegrityError, transaction

from qinglian.domain.bids import desk, front_desk, gate, refusals, vault
from qinglian.domain.bids.admission import (
    Expected,
    refuse_foreign_opening,
    refuse_unless_admissible,
    refuse_unless_replacing,
)
from qinglian.domain.bids.events import BidReceived, BidWithdrawn
from qinglian.domain.bids.front_desk import EarlierBid, OpenSection
from qinglian.domain.bids.lifecycle import BID
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.bids.policy import has_closed
from qinglian.domain.bids.receipts import receipt_for
from qinglian.law.actor import Actor
from qinglian.record import blobs, failpoints
from qinglian.record.actions import append
from qinglian.record.models import Secrecy
from qinglian.record.turns import turn
from qinglian.trust.documents import document_hash, open_document
from qinglian.trust.keys import checked_opening
from qinglian.trust.manifest import PackageHead, ciphertext_pieces, read_head
from qinglian.trust.strict import digest, fields, from_base64, identifier

_WITHDRAWAL = ("type", "opening", "bidder", "manifest", "nonce")


@dataclass(frozen=True)
class _Admitted:
    """What was found when a head was checked: section, bidder, the desk's tags, the bid that it replaces."""

    section: OpenSection
    by: Actor
    owner_tag: str
    nonce_tag: str
    replaced: EarlierBid | None


def receive_package(stream: IO[bytes], *, at_end: Callable[[], datetime]) -> dict[str, Any]:
    """This will receive one sealed bid (`*.qlbid`) from a stream of bytes and return its signed receipt.

    The head is checked before the ciphertext is read, the ciphertext goes to disk while it is read, and the bid has arrived
    at the moment that `at_end()` tells right after its last byte (REG 36). It is durable before the receipt is signed.
    NotValid, NotNow or NotAllowed name the rule; nothing of a refused package is kept.
    """
    head = _read_head(stream)
    admitted = _admitted(head, at=at_end())
    bid = _store_bid(stream, head, admitted, at_end)
    failpoints.reach("bid-committed")
    if admitted.replaced:
        blobs.destroy(admitted.replaced.blob)
    return receipt_for(bid.fact)


def withdraw_bid(signed: Any, *, at: datetime) -> dict[str, Any]:
    """This will withdraw the bid in force that a signed `bid-withdrawal/v1` names, destroy its ciphertext and return the signed receipt.

    Only its bidder's bound key may, and only until the deadline (ZTB 29; REG 35).
    """
    with refusals.malformed_document():
        document, key = open_document(signed, "bid-withdrawal/v1")
        _check_withdrawal(document)
    section, by = _of_bidder(document, key, at=at)
    _refuse_unless_open(section, at=at)
    with gate.arriving(section.pk), transaction.atomic(durable=True):
        _refuse_unless_bidding(section)
        tag = desk.owner_tag(document["opening"], bidder=by.organisation)
        bid = SealedBid.objects.select_for_update().filter(owner_tag=tag, state="in_force").first()
        if bid is None or bid.manifest_hash != document["manifest"]:
            raise refusals.no_such_bid()
        move = BID.require("withdraw_bid", state=bid.state, by=by)
        event = BidWithdrawn(document["opening"], bid.manifest_hash, document_hash(document))
        fact = append(event, subject=section.subject, by=None, at=at, secrecy=Secrecy.SEALED)
        bid.state, bid.ended_at, bid.end_fact = move.target, at, fact
        bid.save(update_fields=["state", "ended_at", "end_fact"])
    failpoints.reach("withdrawal-committed")
    blobs.destroy(bid.blob)
    return receipt_for(fact)


def _read_head(stream: IO[bytes]) -> PackageHead:
    with refusals.malformed_package():
        return read_head(stream)


def _admitted(head: PackageHead, *, at: datetime) -> _Admitted:
    """This will return section, bidder and the bid to be replaced when the head may be received now; it reads, and writes nothing."""
    section, by = _of_bidder(head.manifest, head.key, at=at)
    BID.require("supersede_bid", state="in_force", by=by)
    _refuse_unless_open(section, at=at)
    _refuse_own_tender(section, by)
    expected = Expected(
        opening=section.opening,
        notice=section.notice,
        access=section.access,
        most_bytes=settings.QINGLIAN_MAX_BID_BYTES,
    )
    refuse_unless_admissible(head.manifest, size=head.package_size, expected=expected)
    owner = desk.owner_tag(head.opening, bidder=by.organisation)
    nonce = desk.nonce_tag(head.opening, bidder=by.organisation, nonce=head.manifest["nonce"])
    return _Admitted(section, by, owner, nonce, _replaced(head, owner, nonce))


def _store_bid(stream: IO[bytes], head: PackageHead, admitted: _Admitted, at_end: Callable[[], datetime]) -> SealedBid:
    """This will make the bid durable: first the file, then row and sealed fact in one transaction."""
    arrived: list[datetime] = []
    with ExitStack() as held:
        arrive = partial(_arrive, admitted.section, at_end, held, arrived)
        blob, _ = blobs.store(_stored_form(stream, head, arrive))
        failpoints.reach("bid-on-disk")
        try:
            with turn(), transaction.atomic(durable=True):
                bid = _insert(head, admitted, blob, arrived[0])
                failpoints.reach("bid-inserted")
                return bid
        except BaseException as error:
            blobs.destroy(blob)
            if isinstance(error, IntegrityError):
                raise refusals.received_already() from error
            raise


def _stored_form(stream: IO[bytes], head: PackageHead, arrive: Callable[[], None]) -> Iterator[bytes]:
    """This will yield what lies on disk, and notice the arrival after the last byte."""
    with refusals.malformed_package():
        pieces = ciphertext_pieces(stream, head)
        yield from vault.stored_form(head.raw, manifest_hash=head.hash, ciphertext=pieces)
    arrive()


def _arrive(section: OpenSection, at_end: Callable[[], datetime], held: ExitStack, arrived: list[datetime]) -> None:
    """This will take the gate and read the clock, in this order (gate.py), and refuse what is late."""
    held.enter_context(gate.arriving(section.pk))
    at = at_end()
    _refuse_unless_open(section, at=at)
    arrived.append(at)


def _insert(head: PackageHead, admitted: _Admitted, blob: str, at: datetime) -> SealedBid:
    """This will write row and sealed fact, and end the bid that is replaced. The caller holds a transaction."""
    section, replaced = admitted.section, admitted.replaced
    _refuse_unless_bidding(section)
    if replaced:
        move = BID.require("supersede_bid", state="in_force", by=admitted.by)
        mine = SealedBid.objects.filter(pk=replaced.pk, state="in_force")
        if not mine.update(state=move.target, ended_at=at):
            refuse_unless_replacing(head.manifest["supersedes"], in_force=None)
    event = BidReceived(head.opening, head.hash, head.manifest["supersedes"])
    fact = append(event, subject=section.subject, by=None, at=at, secrecy=Secrecy.SEALED)
    return SealedBid.objects.create(
        section_id=section.pk,
        round=section.round,
        manifest_hash=head.hash,
        owner_tag=admitted.owner_tag,
        nonce_tag=admitted.nonce_tag,
        blob=blob,
        size=head.package_size,
        notice_leaf=head.manifest["notice"],
        arrived_at=at,
        signed_in_at=replaced.signed_in_at if replaced else None,
        sign_in_fact_id=replaced.sign_in_fact_id if replaced else None,
        fact=fact,
    )


def _replaced(head: PackageHead, owner_tag: str, nonce_tag: str) -> EarlierBid | None:
    """This will return the own bid in force that the head replaces, in one question that also finds replays."""
    found = front_desk.earlier_bids(head.hash, nonce_tag=nonce_tag, owner_tag=owner_tag)
    if any(bid.manifest_hash == head.hash for bid in found):
        raise refusals.received_already()
    if any(bid.nonce_tag == nonce_tag for bid in found):
        raise refusals.nonce_used()
    own = found[0] if found else None
    refuse_unless_replacing(head.manifest["supersedes"], in_force=own.manifest_hash if own else None)
    return own


def _of_bidder(document: dict[str, Any], key: str, *, at: datetime) -> tuple[OpenSection, Actor]:
    """This will return section and actor when a bidder's own bound key signed the document."""
    by = front_desk.signer_of(key, at=at)
    if not by.has_role("bidder") or by.organisation != document["bidder"]:
        raise refusals.foreign_key()
    section = front_desk.open_section(document["opening"]["tender"], document["opening"]["section"])
    refuse_foreign_opening(document["opening"], expected=section.opening)
    return section, by


def _refuse_unless_open(section: OpenSection, *, at: datetime) -> None:
    if section.state == "draft":
        raise refusals.nothing_found()
    if section.state != "bidding" or has_closed(section.deadline_at, at=at):
        raise refusals.late(at)


def _refuse_unless_bidding(section: OpenSection) -> None:
    """This will refuse when the section was closed meanwhile (a clock that jumped back): the state decides, not the hour."""
    if front_desk.state_of(section.pk) != "bidding":
        raise refusals.late(None)


def _refuse_own_tender(section: OpenSection, by: Actor) -> None:
    if by.organisation in {section.tenderer, section.agency}:
        raise refusals.own_tender()


def _check_withdrawal(document: dict[str, Any]) -> None:
    fields(document, _WITHDRAWAL, name="withdrawal")
    checked_opening(document["opening"])
    identifier(document["bidder"], name="withdrawal.bidder")
    digest(document["manifest"], name="withdrawal.manifest")
    from_base64(document["nonce"], name="withdrawal.nonce", size=16)
