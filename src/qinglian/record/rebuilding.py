"""Building the log's folder anew from the database, when the folder was lost. Nothing is signed: the newest stored note is published."""

from qinglian.record import checkpoints, durable, feed, store
from qinglian.record.alone import alone
from qinglian.record.guard import SIGNED, LogRefused
from qinglian.record.models import Checkpoint, Fact
from qinglian.record.tiles import grow

BATCH = 4096


def rebuild_log() -> int:
    """This will write every tile and bundle up to the newest stored checkpoint and publish that checkpoint; returns its size.

    LogRefused when a signed note is still there (then nothing was lost), or when the database's leaves do not have its root.
    """
    with alone():
        if (store.root_folder() / SIGNED).exists():
            raise LogRefused(f"{store.root_folder() / SIGNED} is there: the log was not lost, nothing is rebuilt")
        row = Checkpoint.objects.order_by("-size").first()
        if row is None:
            raise LogRefused("the database holds no checkpoint: run `python manage.py setup` on a new installation")
        root = _grow_to(row.size)
        if root != bytes(row.root):
            raise LogRefused(
                f"the database's leaves do not have the root of its checkpoint of {row.size}; restore another backup"
            )
        durable.write_file(store.root_folder() / SIGNED, row.note.encode())
        checkpoints.publish_newest()
        return row.size


def _grow_to(size: int) -> bytes:
    old = 0
    root = grow(store.read_file, size=0, leaves=[]).root
    while old < size:
        rows = Fact.objects.filter(index__gte=old, index__lt=min(old + BATCH, size)).order_by("index")
        growth = grow(store.read_file, size=old, leaves=[bytes(leaf) for leaf in rows.values_list("leaf", flat=True)])
        store.write_growth(growth)
        feed.write_bundles(old=old, new=growth.size)
        store.drop_partials(old=old, new=growth.size)
        if growth.size == old:
            raise LogRefused(f"the database lacks the leaf {old}; restore another backup")
        old, root = growth.size, growth.root
    return root
