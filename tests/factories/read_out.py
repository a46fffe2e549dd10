"""A long read-out without its cryptography: rows as they stand after an opening, for pages and queries that must stay fast."""

import secrets
from datetime import timedelta

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpenedBid, SealedBid
from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.models import Section
from qinglian.record.models import Fact, Secrecy
from tests.factories import people, tenders

DEADLINE = tenders.DEADLINE


def opened_section(count: int, *, failed: int = 0, outlier_fen: int | None = None) -> Section:
    """This will store a section whose `count` bids have been read out at 17.00, 17.01, ... million yuan, the last `failed` not opened."""
    section = tenders.section()
    closing = _closing(section)
    bidders = _bidders(count)
    facts = _facts(count)
    sealed = SealedBid.objects.bulk_create(_sealed(section, number, facts[number]) for number in range(count))
    announced = AnnouncedBid.objects.bulk_create(
        AnnouncedBid(
            closing=closing,
            sealed=sealed[number],
            number=number + 1,
            bidder=bidders[number],
            manifest={},
            head="",
            sheet="",
        )
        for number in range(count)
    )
    OpenedBid.objects.bulk_create(
        _outcome(row, count=count, failed=failed, outlier_fen=outlier_fen) for row in announced
    )
    Section.objects.filter(pk=section.pk).update(state="opened")
    section.refresh_from_db()
    return section


def _closing(section: Section) -> ClosingList:
    fact = _facts(1)[0]
    return ClosingList.objects.create(
        section=section,
        round=section.round,
        root="ab" * 32,
        entries=[],
        fact=fact,
        closed_at=DEADLINE,
        released_from_at=DEADLINE + timedelta(seconds=10),
        decrypt_until_at=DEADLINE + timedelta(minutes=30),
        shares_public_at=DEADLINE + timedelta(minutes=1),
        finished_at=DEADLINE + timedelta(minutes=32),
        version=9,
    )


def _facts(count: int) -> list[Fact]:
    return Fact.objects.bulk_create(
        Fact(
            leaf=secrets.token_bytes(32),
            salt=secrets.token_bytes(32),
            kind="noted/v1",
            subject="tender:none",
            fact={"kind": "noted/v1"},
            secrecy=Secrecy.SEALED,
            at=DEADLINE,
        )
        for _ in range(count)
    )


def _bidders(count: int) -> list[Organisation]:
    stored = list(Organisation.objects.filter(name__startswith="唱标企业").order_by("name")[:count])
    if len(stored) == count:
        return stored
    return stored + Organisation.objects.bulk_create(
        Organisation(
            name=f"唱标企业{number:04d}有限公司",
            credit_code=people.credit_code(90_000_000 + number),
            kinds=["bidder"],
            state="active",
            registered_at=people.AT,
        )
        for number in range(len(stored), count)
    )


def _sealed(section: Section, number: int, fact: Fact) -> SealedBid:
    return SealedBid(
        section=section,
        round=section.round,
        manifest_hash=secrets.token_hex(32),
        owner_tag=f"{section.pk}-{number}",
        nonce_tag=f"{section.pk}-{number}",
        state="opened",
        size=4096,
        arrived_at=DEADLINE - timedelta(hours=2) + timedelta(seconds=number),
        fact=fact,
    )


def _outcome(row: AnnouncedBid, *, count: int, failed: int, outlier_fen: int | None) -> OpenedBid:
    if row.number > count - failed:
        return OpenedBid(
            announced=row,
            outcome="failed",
            fault="bidder",
            reason="lock_not_released",
            opened_at=DEADLINE + timedelta(minutes=31),
        )
    price = outlier_fen if outlier_fen and row.number == 1 else 1_700_000_000 + 1_000_000 * (row.number % 60)
    sheet = {"price_fen": price, "period_days": 300, "quality": "合格", "project_manager": "王一"}
    return OpenedBid(
        announced=row, outcome="opened", sheet=sheet, price_fen=price, opened_at=DEADLINE + timedelta(minutes=2)
    )
