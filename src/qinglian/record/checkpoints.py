"""Publishing a checkpoint: the newest signed note with the cosignatures that have come in, as `checkpoint` in the log's folder."""

from qinglian.record import durable, guard, store
from qinglian.record.models import Checkpoint

PUBLISHED = "checkpoint"


def text_of(row: Checkpoint) -> str:
    """This will return the checkpoint's note with its cosignature lines, in the order of the witnesses' names."""
    return row.note + "".join(row.cosignatures[name] for name in sorted(row.cosignatures))


def publish_newest() -> None:
    """This will publish the newest signed checkpoint, with or without its quorum. The same bytes are not written twice.

    A database that was restored from an old backup knows only older ones: then what is published stays.
    """
    signed = guard.signed_head()
    row = Checkpoint.objects.filter(size=signed.size, root=signed.root).first() if signed else None
    if row is None:
        return
    path, text = store.root_folder() / PUBLISHED, text_of(row).encode()
    if not path.exists() or path.read_bytes() != text:
        durable.write_file(path, text)
