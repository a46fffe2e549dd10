"""Sealed bids and openings for tests, brought to every stage by the real actions with real keys."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import ClosingList
from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.actions import draft_notice
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import access_of, opening_of, recipients_of, section_in
from qinglian.law.actor import Actor
from qinglian.law.evaluation.terms import needs_seed
from qinglian.record.models import Checkpoint
from qinglian.trust.access import BIDDER
from qinglian.trust.closing import verify_closing
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import COMPARTMENTS, Master
from qinglian.trust.manifest import PackageHead, read_head
from qinglian.trust.release import make_release, read_out_identity
from qinglian.trust.seal import BidFile, seal_bid
from qinglian.trust.seal import withdraw_bid as sign_withdrawal
from tests.factories import people, seeds, tenders
from tests.factories.record import sequence_all

DEADLINE = tenders.DEADLINE
BEFORE = DEADLINE - timedelta(hours=2)
Bidder = tuple[Organisation, Master]


@dataclass
class Room:
    """One section from its publication to the record: its guardians by group, its bidders and what they sealed."""

    section: Section
    holders: dict[str, list[people.Guardian]]
    bidders: list[Bidder] = field(default_factory=list)
    heads: dict[str, PackageHead] = field(default_factory=dict)  # organisation id -> head of the newest package
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def opening(self) -> dict[str, Any]:
        """This will return the opening's name."""
        return opening_of(self.section)

    @property
    def closing(self) -> ClosingList:
        """This will return the closing list."""
        return ClosingList.objects.select_related("section__tender", "section__notice").get(
            section=self.section, round=self.section.round
        )

    def refresh(self) -> Section:
        """This will read the section again."""
        self.section = section_in(self.section.tender.code, self.section.number)
        return self.section


def room(*, mode: str = "G", terms: dict[str, Any] | None = None, **changes: object) -> Room:
    """This will publish a section (deadline `DEADLINE`) with two guardians in each group, and with these evaluation terms if given.

    Where the terms draw a coefficient, its parties commit before.
    """
    tender = tenders.created()
    if terms is not None:
        Section.objects.filter(tender=tender).update(evaluation=terms, evaluation_method=terms["method"])
    holders = tenders.guardians(tender.tenderer)
    typed = tenders.notice_typed(tenders.access_with(holders, mode=mode), **changes)
    by = tenders.operator(tender)
    notice = draft_notice(tender, typed=typed, by=by, at=tenders.AT)
    tenders.add_document(notice, by=by)
    tenders.hand_in_cards(notice, [one for held in holders.values() for one in held])
    if terms is not None and needs_seed(terms):
        for party in ("tenderer", "centre"):
            seeds.committed(section_in(tender.code, "1"), party)
    notice.refresh_from_db()
    tenders.published(notice)
    return Room(section_in(tender.code, "1"), holders)


def sheet(price_fen: int = 1_700_000_000, **changes: object) -> dict[str, Any]:
    """This will fill a sheet that fits the default form."""
    return {"price_fen": price_fen, "period_days": 300, "quality": "合格", "project_manager": "王一"} | changes


def sealed(
    where: Room,
    bidder: Bidder,
    *,
    price_fen: int = 1_700_000_000,
    supersedes: str | None = None,
    files: Sequence[BidFile] = (),
    sealed_files: dict[str, Sequence[BidFile]] | None = None,
    **changes: Any,
) -> bytes:
    """This will seal a package for the section; `changes` replace arguments of `seal_bid`."""
    organisation, master = bidder
    arguments: dict[str, Any] = {
        "opening": where.opening,
        "bidder": organisation.pk,
        "notice": where.section.notice.leaf,
        "access": access_of(where.section),
        "recipients": recipients_of(where.section),
        "files": sealed_files or ({"technical": files} if files else {}),
        "sheet": sheet(price_fen),
        "supersedes": supersedes,
    }
    return seal_bid(master, **(arguments | changes))


def hand_in(package: bytes, *, at: datetime = BEFORE) -> dict[str, Any]:
    """This will receive a package whose last byte comes at `at`, and return the receipt."""
    return actions.receive_package(io.BytesIO(package), at_end=lambda: at)


def received(where: Room, bidder: Bidder | None = None, *, at: datetime = BEFORE, **changes: Any) -> dict[str, Any]:
    """This will have a (new) bidder seal and hand in a bid, and return the receipt."""
    bidder = bidder or people.bidder()
    package = sealed(where, bidder, **changes)
    receipt = hand_in(package, at=at)
    if bidder not in where.bidders:
        where.bidders.append(bidder)
    where.heads[bidder[0].pk] = read_head(io.BytesIO(package))
    where.receipts[bidder[0].pk] = receipt
    return receipt


def with_bids(count: int = 3, *, mode: str = "G", signed_in: bool = True) -> Room:
    """This will publish a section and hand in `count` bids a minute apart, at 17.00, 17.01, ... million yuan, and sign their bidders in."""
    where = room(mode=mode)
    for number in range(count):
        received(where, price_fen=1_700_000_000 + 1_000_000 * number, at=BEFORE + timedelta(minutes=number))
    if signed_in and mode != "G":
        sign_in_all(where)
    return where


def sign_in_all(where: Room, *, at: datetime = DEADLINE - timedelta(minutes=5)) -> None:
    """This will sign in every bidder."""
    for organisation, _ in where.bidders:
        actions.sign_in(where.section, by=agent_of(organisation), at=at)


def agent_of(organisation: Organisation) -> Actor:
    """This will return an actor who is a bidder's agent, without storing a person."""
    return Actor(id="per-agent", organisation=organisation.pk, roles=frozenset({"bidder_agent"}))


def host() -> Actor:
    """This will return the opening's host at the centre."""
    return Actor(id="per-host", organisation=people.centre().pk, roles=frozenset({"centre_host"}))


def withdrawal(where: Room, bidder: Bidder, *, manifest: str | None = None) -> dict[str, Any]:
    """This will sign the withdrawal of a bidder's newest bid."""
    organisation, master = bidder
    named = manifest or where.heads[organisation.pk].hash
    return sign_withdrawal(master, opening=where.opening, bidder=organisation.pk, manifest=named)


def closed(count: int = 3, *, mode: str = "G", where: Room | None = None) -> Room:
    """This will close a section with `count` bids at the second of the deadline."""
    where = where or with_bids(count, mode=mode)
    actions.close_bidding(where.section, at=DEADLINE)
    where.refresh()
    return where


def releasing(count: int = 3, *, mode: str = "G", where: Room | None = None) -> Room:
    """This will bring a section to the release of keys: closed, sequenced, cosigned (no witnesses: at once), announced."""
    where = closed(count, mode=mode, where=where)
    cosign_everything()
    actions.allow_release(where.closing, at=DEADLINE + timedelta(seconds=10))
    where.refresh()
    return where


def cosign_everything() -> None:
    """This will sequence what waits; without configured witnesses the quorum is complete at once."""
    sequence_all(DEADLINE + timedelta(seconds=1))
    assert Checkpoint.objects.filter(quorum_at__isnull=False).exists()


def heads_in_closing(where: Room) -> list[PackageHead]:
    """This will return the heads of the closing list as a guardian's tool finds them."""
    document = {"type": "closing-list/v1", "opening": where.opening, "entries": where.closing.entries}
    listed = verify_closing(document, opening=where.opening, root=where.closing.root)
    known = {head.hash: head for head in where.heads.values()}
    return [known[name] for name in listed]


def release_of(where: Room, holder: people.Guardian, *, compartment: str = "sheet", **changes: Any) -> dict[str, Any]:
    """This will sign a guardian's release of every bid in the closing list."""
    arguments: dict[str, Any] = {
        "opening": where.opening,
        "guardian": holder.id,
        "compartment": compartment,
        "closing": where.closing.root,
        "heads": heads_in_closing(where),
    }
    return make_release(holder.master, **(arguments | changes))[0]


def spoiled(where: Room, *guardians: str, at: datetime = BEFORE) -> PackageHead:
    """This will have a new bidder hand in a bid whose envelopes for these guardians open with nobody's key, and return its head."""
    bidder, strange = people.bidder(), Master(b"x" * 32)
    keys = {compartment: strange.recipient(where.opening, compartment) for compartment in COMPARTMENTS}
    received(where, bidder, at=at, recipients=recipients_of(where.section) | dict.fromkeys(guardians, keys))
    return where.heads[bidder[0].pk]


def with_spoiled(group: str, *places: int) -> tuple[Room, PackageHead]:
    """This will bring three good bids and a fourth one, spoiled for these guardians of the group, to the release of keys."""
    where = with_bids(3)
    head = spoiled(where, *(where.holders[group][place].id for place in places), at=BEFORE + timedelta(minutes=9))
    return releasing(where=where), head


def declaring(where: Room, holder: people.Guardian, *manifests: str) -> dict[str, Any]:
    """This will sign a release that falsely declares these bids' envelopes unopened."""
    document = release_of(where, holder)["document"]
    kept = [row for row in document["shares"] if row["manifest"] not in manifests]
    named = [{"manifest": manifest, "reason": "not_decryptable"} for manifest in manifests]
    return sign_document(holder.master, document | {"shares": kept, "unopened": named})


def lock_of(where: Room, bidder: Bidder, **changes: Any) -> dict[str, Any]:
    """This will sign a bidder's release of its own lock."""
    organisation, master = bidder
    return release_of(
        where,
        people.Guardian(person=None, key=None, master=master, id=BIDDER),  # type: ignore[arg-type]
        heads=[where.heads[organisation.pk]],
        **changes,
    )


def identity_of(where: Room, holder: people.Guardian) -> dict[str, Any]:
    """This will read out a guardian's identity for the sheets of this opening."""
    return read_out_identity(
        holder.master,
        opening=where.opening,
        guardian=holder.id,
        compartment="sheet",
        closing=where.closing.root,
    )


def released(count: int = 3, *, mode: str = "G", where: Room | None = None, locks: int | None = None) -> Room:
    """This will have one guardian of each group release, and in G+B the first `locks` bidders (default: all)."""
    where = releasing(count, mode=mode, where=where)
    at = DEADLINE + timedelta(minutes=1)
    for group in ("supervision", "trade"):
        actions.release_shares(release_of(where, where.holders[group][0]), at=at)
    if mode == "G+B":
        for bidder in where.bidders[:locks]:
            actions.release_shares(lock_of(where, bidder), at=at)
    return where


def opened(count: int = 3, *, mode: str = "G", where: Room | None = None) -> Room:
    """This will open every bid."""
    where = released(count, mode=mode, where=where)
    while actions.open_bids(where.closing, at=DEADLINE + timedelta(minutes=2)):
        pass
    where.refresh()
    return where
