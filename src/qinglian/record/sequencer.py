"""The one sequencer: committed facts get their index, the log grows by tiles, a checkpoint is signed.

Order of durable steps, each of which a crash may follow: number rows (one small transaction) -> tiles, entry tiles and bundles ->
`checkpoint.signed` -> the checkpoint's row -> `checkpoint`. The next run finishes what is missing from the rows, which decide.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from qinglian.record import checkpoints, durable, failpoints, feed, guard, keys, store, witnesses
from qinglian.record.alone import alone
from qinglian.record.guard import SIGNED, LogRefused, SignedHead
from qinglian.record.models import Checkpoint, Fact, LogHead
from qinglian.record.tiles import Growth, grow
from qinglian.record.turns import turn
from qinglian.trust.log import EMPTY_ROOT
from qinglian.trust.note import sign_checkpoint

BATCH = 4096


def sequence_once(*, at: datetime, limit: int = BATCH) -> int:
    """This will number up to `limit` committed facts, integrate them, sign the new checkpoint, and return how many there were.

    It first finishes what a crash left undone. It waits while another sequencer runs. LogRefused when the guard finds the
    database behind what was signed or witnessed.
    """
    with alone():
        head = LogHead.objects.first()
        signed = guard.require_agreement(head)
        if signed is None or head is None:
            head, signed = _open_log(at)
        signed = _catch_up(signed, head, at)
        rows = list(Fact.objects.filter(index=None).order_by("id").values_list("id", "leaf")[:limit])
        if rows:
            growth = grow(store.read_file, size=signed.size, leaves=[bytes(leaf) for _, leaf in rows])
            _number([pk for pk, _ in rows], growth)
            _sign(signed, growth, at)
        if not witnesses.configured():
            checkpoints.publish_newest()
        return len(rows)


def _open_log(at: datetime) -> tuple[LogHead, SignedHead]:
    """This will sign the empty log: from then on a missing checkpoint means a lost folder, never a new log."""
    head, _ = LogHead.objects.get_or_create(id=1, defaults={"size": 0, "root": EMPTY_ROOT})
    return head, _store_signed(0, EMPTY_ROOT, at)


def _catch_up(signed: SignedHead, head: LogHead, at: datetime) -> SignedHead:
    """This will finish a run that died after numbering: the rows beyond the signed size are integrated again, byte for byte."""
    if head.size > signed.size:
        rows = Fact.objects.filter(index__gte=signed.size, index__lt=head.size).order_by("index")
        growth = grow(
            store.read_file, size=signed.size, leaves=[bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]
        )
        if growth.size != head.size or growth.root != bytes(head.root):
            raise LogRefused(
                f"the facts numbered {signed.size} to {head.size} do not have the root that the head row names"
            )
        return _sign(signed, growth, at)
    if not Checkpoint.objects.filter(size=signed.size).exists():
        _store_row(signed, at)
    return signed


def _number(ids: Sequence[int], growth: Growth) -> None:
    """This will give these rows their places. Tiny on purpose: writers wait for nothing else."""
    first = growth.size - len(ids)
    with turn(), transaction.atomic(durable=True):
        head = LogHead.objects.select_for_update().get(id=1)
        if head.size != first:
            raise LogRefused(
                f"another sequencer numbered facts at the same time: head {head.size}, expected {first}; run it again"
            )
        _set_indices(ids, first)
        LogHead.objects.filter(id=1).update(size=growth.size, root=growth.root)
    failpoints.reach("facts-numbered")


def _set_indices(ids: Sequence[int], first: int) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            'UPDATE record_fact SET "index" = %s WHERE id = %s AND "index" IS NULL',
            [(first + i, pk) for i, pk in enumerate(ids)],
        )
        if cursor.rowcount not in (-1, len(ids)):
            raise LogRefused(f"{len(ids)} facts were to be numbered, but {cursor.rowcount} were there without a number")


def _sign(signed: SignedHead, growth: Growth, at: datetime) -> SignedHead:
    store.write_growth(growth)
    feed.write_bundles(old=signed.size, new=growth.size)
    failpoints.reach("tiles-written")
    result = _store_signed(growth.size, growth.root, at)
    store.drop_partials(old=signed.size, new=growth.size)
    return result


def _store_signed(size: int, root: bytes, at: datetime) -> SignedHead:
    note = sign_checkpoint(keys.log_signer(), origin=settings.QINGLIAN_ORIGIN, size=size, root=root)
    durable.write_file(store.root_folder() / SIGNED, note.encode())
    failpoints.reach("checkpoint-signed")
    signed = SignedHead(size, root, note)
    _store_row(signed, at)
    return signed


def _store_row(signed: SignedHead, at: datetime) -> None:
    quorum_at = None if witnesses.quorum() else at
    Checkpoint.objects.get_or_create(
        size=signed.size, defaults={"root": signed.root, "note": signed.note, "at": at, "quorum_at": quorum_at}
    )
    failpoints.reach("checkpoint-stored")
