"""Appending facts (inside the transaction of the business row: both are stored or neither is), disclosing and erasing them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record import blobs, feed, store
from qinglian.record.events import Disclosed, Erased, Event, fact_of
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import fact_leaf, jcs
from qinglian.trust.log import TILE_WIDTH
from qinglian.trust.strict import to_base64


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
            Fact(
                leaf=fact_leaf(salt, fact),
                salt=salt,
                kind=event.kind,
                subject=subject,
                fact=fact,
                secrecy=secrecy,
                at=at,
            )
        )
    with transaction.atomic(savepoint=False):
        return Fact.objects.bulk_create(rows, batch_size=500)


def disclose(facts: Sequence[Fact], *, subject: str, by: str | None, at: datetime) -> Fact:
    """This will publish sealed facts: a public blob with their indices, salts and facts, and the open fact `disclosed/v1` that names it.

    NotNow when one of them has no index yet; ValueError when one is not sealed. Returns the disclosing fact.
    """
    _require_sealed(facts)
    rows = [{"index": row.index, "salt": to_base64(bytes(row.salt)), "fact": row.fact} for row in facts]
    name, _ = blobs.store([jcs(sorted(rows, key=lambda row: row["index"]))])
    blobs.publish(name)
    with transaction.atomic():
        disclosing = append(Disclosed(blob=name), subject=subject, by=by, at=at)
        Fact.objects.filter(pk__in=[row.pk for row in facts]).update(disclosed_by=disclosing)
    return disclosing


def erase_fact(fact: Fact, *, reason: str, by: str | None, at: datetime) -> Fact:
    """This will delete salt and content of one numbered fact for good: in the database, the feed and any disclosure. Its leaf stays, and
    the log verifies as before. The erasure is itself an open fact. Copies that mirrors took are theirs to erase (threat-model.md)."""
    if fact.index is None:
        raise _not_numbered()
    disclosing, others = (
        fact.disclosed_by,
        list(Fact.objects.filter(disclosed_by=fact.disclosed_by).exclude(pk=fact.pk)),
    )
    with transaction.atomic():
        Fact.objects.filter(pk=fact.pk).update(salt=b"", fact={}, erased_at=at)
        erasing = append(Erased(index=fact.index, reason=reason), subject=f"leaf:{fact.index}", by=by, at=at)
        if disclosing is not None and others:
            disclose(others, subject=disclosing.subject, by=by, at=at)
    if disclosing is not None:
        blobs.destroy(disclosing.fact["body"]["blob"])
    feed.rewrite_bundles(fact.index // TILE_WIDTH)
    store.drop_packs()
    return erasing


def _require_sealed(facts: Sequence[Fact]) -> None:
    if not facts or any(row.secrecy != Secrecy.SEALED or row.erased_at for row in facts):
        raise ValueError("only sealed facts are disclosed, at least one")
    if any(row.index is None for row in facts):
        raise _not_numbered()


def _not_numbered() -> NotNow:
    return NotNow(
        Text("事实还没有编入日志。", "A fact has no place in the log yet."),
        rule="record.disclose",
        article="PLT",
        next_step=Text(
            "请等日志编入后再办理（通常一秒内）。", "Wait until the log has numbered it, usually within a second."
        ),
    )
