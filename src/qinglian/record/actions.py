"""Appending facts. Call it inside the transaction of the business row: both are stored or neither is."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qinglian.record.events import Event, fact_of
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import fact_leaf


def append(event: Event, *, subject: str, by: str | None, at: datetime, secrecy: Secrecy = Secrecy.OPEN) -> Fact:
    """This will store one fact with a fresh salt. Its index comes from the sequencer within a second."""
    return append_all([event], subject=subject, by=by, at=at, secrecy=secrecy)[0]


def append_all(
    events: Sequence[Event], *, subject: str, by: str | None, at: datetime, secrecy: Secrecy = Secrecy.OPEN
) -> list[Fact]:
    """This will store many facts of one act in one statement, in their order."""
    rows = []
    for event in events:
        fact = fact_of(event, subject=subject, by=by, at=at)
        salt = secrets.token_bytes(32)
        rows.append(
            Fact(leaf=fact_leaf(salt, fact), salt=salt, kind=event.kind, subject=subject, fact=fact, secrecy=secrecy, at=at)
        )
    with transaction.atomic():
        return Fact.objects.bulk_create(rows, batch_size=500)
