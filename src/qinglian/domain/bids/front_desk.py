"""What receiving a bid asks the tables, in plain SQL.

At a deadline thousands ask at once, and on a small machine the ORM spends more time on writing these questions than the database on
answering them (benchmarks/stampede.py). Only the answer "yes, everything stands" is taken from here; whatever does not stand is
asked again through the ordinary queries, which say what is wrong.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from qinglian.domain.people import queries as people
from qinglian.domain.tenders.queries.sections import no_tender
from qinglian.law.actor import Actor

_SIGNER = """
SELECT organisation.id, organisation.kinds, signing.expires_at
FROM people_organisationkey AS signing JOIN people_organisation AS organisation ON organisation.id = signing.organisation_id
WHERE signing.public = %s AND signing.state = 'bound' AND signing.purpose = 'organisation' AND organisation.state = 'active'
"""
_SECTION = """
SELECT section.id, section.number, section.round, section.state, tender.code, tender.tenderer_id, tender.agency_id,
       notice.leaf, notice.access, notice.deadline_at
FROM tenders_section AS section JOIN tenders_tender AS tender ON tender.id = section.tender_id
     JOIN tenders_notice AS notice ON notice.id = section.notice_id
WHERE tender.code = %s AND section.number = %s
"""
_EARLIER = """
SELECT id, manifest_hash, nonce_tag, blob, signed_in_at, sign_in_fact_id
FROM bids_sealedbid
WHERE manifest_hash = %s OR nonce_tag = %s OR (owner_tag = %s AND state = 'in_force')
"""
_STATE = "SELECT state FROM tenders_section WHERE id = %s"


@dataclass(frozen=True)
class OpenSection:
    """A section whose notice is published: what receiving needs of it, its tender and the notice in force."""

    pk: int
    number: str
    round: int
    state: str
    code: str
    tenderer: str
    agency: str | None
    notice: str  # hex leaf
    access: dict[str, Any]
    deadline_at: datetime

    @property
    def opening(self) -> dict[str, Any]:
        """This will return the section's opening (protocol 2)."""
        return {"origin": settings.QINGLIAN_ORIGIN, "tender": self.code, "section": self.number, "round": self.round}

    @property
    def subject(self) -> str:
        """This will return the subject of the tender's facts."""
        return f"tender:{self.code}"


@dataclass(frozen=True)
class EarlierBid:
    """A bid that has the same manifest or nonce, or that is the bidder's own bid in force."""

    pk: int
    manifest_hash: str
    nonce_tag: str
    blob: str
    signed_in_at: datetime | None
    sign_in_fact_id: int | None


def signer_of(public: str, *, at: datetime) -> Actor:
    """This will return whose bound key signed (NotAllowed as `people.queries.signer_of`): organisations' keys in one statement."""
    row = _one(_SIGNER, public)
    if row is None or "bidder" not in json.loads(row[1]) or (row[2] is not None and _moment(row[2]) <= at):
        return people.signer_of(public, at=at)
    return Actor(id=row[0], organisation=row[0], roles=frozenset({"bidder"}))


def open_section(code: str, number: str) -> OpenSection:
    """This will return a published section (NotFound for drafts and unknown ones, which look alike)."""
    row = _one(_SECTION, code, number)
    if row is None:
        raise no_tender(f"{code}/{number}")
    read = (*row[:8], json.loads(row[8]), _moment(row[9]))
    return OpenSection(*read)


def earlier_bids(manifest_hash: str, *, nonce_tag: str, owner_tag: str) -> list[EarlierBid]:
    """This will list the bids with this manifest or nonce, and the owner's bid in force."""
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, [manifest_hash, nonce_tag, owner_tag])
        rows = cursor.fetchall()
    read = [(*row[:4], _moment(row[4]) if row[4] else None, row[5]) for row in rows]
    return [EarlierBid(*row) for row in read]


def state_of(section_id: int) -> str:
    """This will return the section's state as it is now, inside the caller's transaction."""
    row = _one(_STATE, section_id)
    return str(row[0]) if row else ""


def _one(statement: str, *parameters: str | int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _moment(value: datetime) -> datetime:
    """SQLite gives moments in UTC without saying so, PostgreSQL aware ones."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
