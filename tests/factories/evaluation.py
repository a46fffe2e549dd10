"""Evaluation sessions for tests, brought to every stage by the real actions with real keys. The finished draw is set in the tables."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qinglian.domain.bids.actions import make_opening_record, sign_opening_record
from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import Member, Session
from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.law.actor import Actor
from qinglian.law.evaluation.rejection_grounds import GROUNDS
from qinglian.law.evaluation.terms import default_terms
from qinglian.trust.access import BIDDER
from qinglian.trust.documents import sign_document
from qinglian.trust.seal import BidFile
from qinglian.trust.session import make_session_release, sign_report, sign_seat, sign_sheet
from tests.factories import bids, people
from tests.factories.record import sequence_all

AT = bids.DEADLINE + timedelta(hours=2)
Rows = dict[str, Any]


@dataclass
class Table:
    """One session: the opening behind it, the seats' credentials and keys."""

    room: bids.Room
    session: Session
    credentials: dict[int, str]
    keys: dict[int, Ed25519PrivateKey] = field(default_factory=dict)

    def refresh(self) -> Session:
        """This will read the session again."""
        self.session = queries.session_at(self.room.refresh())
        return self.session

    def member(self, seat: int) -> Member:
        """This will return the member at this seat as its credential finds it."""
        return queries.member_by_credential(self.credentials[seat])

    @property
    def opening(self) -> dict[str, Any]:
        """This will return the opening's name."""
        return queries.opening_of(self.session)


def files(name: str, content: bytes | None = None) -> dict[str, tuple[BidFile, ...]]:
    """This will return a bid's files; each says whose it is, or holds the content given."""
    return {
        "business": (BidFile("商务标.pdf", "application/pdf", content or f"business of {name}".encode()),),
        "technical": (BidFile(f"{name}.pdf", "application/pdf", content or f"technical of {name}".encode()),),
    }


def bidding(count: int = 3, *, mode: str = "G", bidding_with: bytes | None = None, **terms: Any) -> bids.Room:
    """This will publish a section with evaluation terms and hand in `count` bids with business and technical files."""
    method = terms.pop("method", "comprehensive_scoring")
    where = bids.room(mode=mode, terms=default_terms(method, "works") | {"abnormally_low": None} | terms)
    for number in range(count):
        owner = people.bidder()
        price = 1_700_000_000 + 1_000_000 * number
        at = bids.BEFORE + timedelta(minutes=number)
        bids.received(where, owner, price_fen=price, at=at, sealed_files=files(owner[0].name, bidding_with))
    if mode != "G":
        bids.sign_in_all(where)
    return where


def recorded(count: int = 3, *, mode: str = "G", **terms: Any) -> bids.Room:
    """This will open the bids and sign the record."""
    return signed_record(bids.opened(count, mode=mode, where=bidding(count, mode=mode, **terms)))


def signed_record(where: bids.Room) -> bids.Room:
    """This will draw up and sign the record of an opened section."""
    record = make_opening_record(where.closing, by=bids.host(), at=AT - timedelta(minutes=50))
    sign_opening_record(record, by=bids.host(), at=AT - timedelta(minutes=49))
    where.refresh()
    return where


def complete_draw(where: bids.Room, *, experts: int = 5, representatives: int = 0) -> dict[int, str]:
    """This will set a finished draw in the tables and return seat -> credential."""
    draw = Draw.objects.create(
        section=where.section, round=where.section.round, number=1, state="complete", size=experts + representatives,
        representatives=representatives, strata=[{"speciality": "A0801", "count": experts}], place="第三评标室",
        evaluation_at=AT, hours=4, requested_by="per-officer", requested_at=AT - timedelta(days=1), completed_at=AT,
    )  # fmt: skip
    return {order: accepted_call(draw, order) for order in range(1, experts + 1)}


def accepted_call(draw: Draw, order: int) -> str:
    """This will add a leaf whose expert has accepted, and return the credential."""
    credential = secrets.token_urlsafe(24)
    leaf = RosterLeaf.objects.create(draw=draw, number=order, leaf=secrets.token_hex(32), strata=["A0801"], rank=order)
    Call.objects.create(
        draw=draw, leaf=leaf, stratum="A0801", order=order, credential_hash=hashed(credential), state="accepted", answered_at=AT
    )  # fmt: skip
    return credential


def opened(where: bids.Room | None = None, *, representatives: int = 0, **terms: Any) -> Table:
    """This will open the session."""
    where = where or recorded(**terms)
    credentials = complete_draw(where, experts=5 - representatives, representatives=representatives)
    session = actions.open_session(where.section, by=bids.host(), at=AT)
    sequence_all(AT)
    return Table(where, session, credentials)


def release_of(table: Table, holder: people.Guardian, compartment: str) -> dict[str, Any]:
    """This will sign a guardian's release to the session."""
    return make_session_release(
        holder.master, opening=table.opening, guardian=holder.id, compartment=compartment, closing=table.room.closing.root,
        session=table.session.recipient, heads=bids.heads_in_closing(table.room),
    )[0]  # fmt: skip


def lock_of(table: Table, bidder: bids.Bidder, compartment: str) -> dict[str, Any]:
    """This will sign a bidder's release of its own lock to the session."""
    organisation, master = bidder
    return make_session_release(
        master, opening=table.opening, guardian=BIDDER, compartment=compartment, closing=table.room.closing.root,
        session=table.session.recipient, heads=[table.room.heads[organisation.pk]],
    )[0]  # fmt: skip


def unsealed(table: Table | None = None, **terms: Any) -> Table:
    """This will have one guardian of each group release both compartments, and unseal the files."""
    table = table or opened(**terms)
    for group in ("supervision", "trade"):
        for compartment in ("business", "technical"):
            signed = release_of(table, table.room.holders[group][0], compartment)
            actions.release_to_session(table.session, signed, at=AT)
    assert actions.unseal_files(table.refresh(), at=AT)
    table.refresh()
    return table


def seated(table: Table, number: int) -> Member:
    """This will let a member sign in."""
    key = table.keys.setdefault(number, Ed25519PrivateKey.generate())
    signed = sign_seat(key, opening=table.opening, session=table.session.code, seat=number)
    return actions.take_seat(table.member(number), signed, at=AT)


def seat(table: Table, number: int) -> Member:
    """This will let a member sign in and the host check it."""
    seated(table, number)
    return actions.check_identity(table.session, number, by=bids.host(), at=AT)


def reviewing(table: Table | None = None, **terms: Any) -> Table:
    """This will seat everybody, elect seat 1 as chair and start the review."""
    table = table or unsealed(**terms)
    for number in table.credentials:
        seat(table, number)
    return started(table)


def started(table: Table) -> Table:
    """This will elect seat 1 as chair and start the review."""
    for number in table.credentials:
        actions.vote_chair(table.member(number), seat=1, at=AT)
    actions.start_review(table.member(1), at=AT)
    table.refresh()
    return table


def review_rows(table: Table, against: dict[str, str] | None = None) -> Rows:
    """This will fill a review: everything passes but what `against` names (bid -> ground)."""
    rows: Rows = {}
    for bid in bids_at(table.session, "review"):
        failing = (against or {}).get(bid.key)
        rows[bid.key] = {
            ground.code: {
                "pass": ground.code != failing,
                "evidence": "见商务标第 3 页" if ground.code == failing else "",
            }
            for ground in GROUNDS
        }
    return rows


def score_rows(table: Table, part: str, *, seat: int) -> Rows:
    """This will fill a score sheet: full marks less a little that differs by seat and bid."""
    terms = queries.terms_of(table.session)
    return {
        bid.key: {
            row["code"]: f"{float(row['full']) - 0.5 * ((seat + at) % 3):.2f}"
            for row in terms["criteria"]
            if row["part"] == part
        }
        for at, bid in enumerate(bids_at(table.session, part))
    }


def signed_sheet(table: Table, number: int, kind: str, rows: Rows, **changes: Any) -> dict[str, Any]:
    """This will sign a sheet at a seat; its files are those that were shown."""
    shown = {bid.key: [file.sha256 for _, file in bid.files] for bid in bids_at(table.session, kind)}
    arguments = {
        "opening": table.opening,
        "session": table.session.code,
        "seat": number,
        "kind": kind,
        "rows": rows,
        "files": shown,
    }
    return sign_sheet(table.keys[number], **(arguments | changes))


def lock_all(table: Table, kind: str, *, rows: Rows | None = None) -> None:
    """This will let every seat lock its sheet and the session move on."""
    for number in table.keys:
        filled = (
            rows
            if rows is not None
            else review_rows(table)
            if kind == "review"
            else score_rows(table, kind, seat=number)
        )
        actions.lock_sheet(table.member(number), signed_sheet(table, number, kind, filled), at=AT)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()


def summarised(table: Table | None = None, **terms: Any) -> Table:
    """This will bring a session to its summary."""
    table = table or reviewing(**terms)
    lock_all(table, "review")
    while table.session.state in ("technical", "business"):
        if any(row["part"] == table.session.state for row in queries.terms_of(table.session)["criteria"]):
            lock_all(table, table.session.state)
        else:
            actions.advance_session(table.session, at=AT)
            table.refresh()
    return table


def sign(table: Table, number: int, *, dissent: str = "") -> None:
    """This will let a member sign the report."""
    result = table.session.result.document_blob
    signed = sign_report(
        table.keys[number], opening=table.opening, session=table.session.code, seat=number, result=result, dissent=dissent
    )  # fmt: skip
    actions.sign_report(table.member(number), signed, at=AT)


def finished(table: Table | None = None, *, at: datetime = AT, **terms: Any) -> Table:
    """This will bring a session to its signed report."""
    table = table or summarised(**terms)
    actions.make_report(table.member(1), at=at)
    table.refresh()
    for number in table.keys:
        sign(table, number)
    assert actions.finish_evaluation(table.session, at=at)
    table.refresh()
    return table


def tender_officer(table: Table) -> Actor:
    """This will return the tenderer's officer."""
    tenderer = table.room.section.tender.tenderer_id
    return Actor(id="per-officer", organisation=tenderer, roles=frozenset({"buyer_operator"}))


def answer_of(table: Table, asked: Any, bidder: bids.Bidder, words: str) -> dict[str, Any]:
    """This will sign a bidder's answer to a clarification."""
    organisation, master = bidder
    document = {"type": "clarification/v1", "opening": table.opening, "bidder": organisation.pk}
    return sign_document(master, document | {"clarification": asked.pk, "text": words})


def disclosed(table: Table, *, at: datetime = AT + timedelta(hours=5)) -> Table:
    """This will fix the result in the tables, as an award does, and disclose the session."""
    table.room.refresh()
    table.room.section.state = "awarded"
    table.room.section.save(update_fields=["state"])
    sequence_all(at)
    assert actions.disclose_session(table.refresh(), at=at)
    return table
