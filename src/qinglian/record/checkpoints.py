"""Publishing a checkpoint: the newest signed note with the cosignatures that have come in, as `checkpoint` in the log's folder."""

from qinglian.record import durable, store
from qinglian.record.models import Checkpoint

PUBLISHED = "checkpoint"


def text_of(row: Checkpoint) -> str:
    """This will return the checkpoint's note with its cosignature lines, in the order of the witnesses' names."""
    return row.note + "".join(row.cosignatures[name] for name in sorted(row.cosignatures))


def publish_newest() -> None:
    """This will publish the newest checkpoint, with or without its quorum. The same bytes are not written twice."""
    row = Checkpoint.objects.order_by("-size").first()
    if row is None:
        return
    path, text = store.root_folder() / PUBLISHED, text_of(row).encode()
    if not path.exists() or path.read_bytes() != text:
        durable.write_file(path, text)
