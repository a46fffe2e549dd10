"""The rollback guard. A database restored from a backup would give old indices to new facts and so fork the log: the guard
compares what the database says with what was signed before and with what witnesses have seen, and refuses to go on when it is behind.
"""

from dataclasses import dataclass

from qinglian.record import keys, store, witnesses
from qinglian.record.models import Checkpoint, LogHead, WitnessState
from qinglian.trust.note import open_checkpoint

SIGNED = "checkpoint.signed"  # the newest note that this installation signed; what strangers fetch is `checkpoint`


class LogRefused(RuntimeError):
    """The database, the published log and the witnesses disagree: nothing is signed until a person has cleared it."""


@dataclass(frozen=True)
class SignedHead:
    """The newest state of the log that was ever signed here."""

    size: int
    root: bytes
    note: str


def signed_head() -> SignedHead | None:
    """This will read and check the newest signed note on disk; None when the log has never been opened."""
    path = store.root_folder() / SIGNED
    if not path.exists():
        return None
    note = path.read_text()
    try:
        opened = open_checkpoint(note, log=keys.log_signer().verifier())
    except ValueError as error:
        raise LogRefused(
            f"{path} is not a note of this log's key ({error}); bring log and key folder back from one backup"
        ) from error
    return SignedHead(opened.size, opened.root, note)


def require_agreement(head: LogHead | None) -> SignedHead | None:
    """This will return the newest signed state when the database may go on from it, and raise LogRefused otherwise."""
    signed = signed_head()
    if signed is None:
        _require_unused(head)
        return None
    size = head.size if head else 0
    if size < signed.size:
        raise LogRefused(_behind(size, f"the published log has {signed.size} leaves"))
    if head is not None and size == signed.size and bytes(head.root) != signed.root:
        raise LogRefused(f"the database's log of {size} leaves has another root than the signed one: a fork. {_ADVICE}")
    _require_tiles(signed)
    _require_witnesses(max(size, signed.size))
    return signed


_ADVICE = "Nothing was signed. Restore the newest database, or follow docs/guide/operator.md, 'The log refuses'."


def _behind(size: int, other: str) -> str:
    return f"the database has {size} leaves, but {other}: it was restored from an old backup. {_ADVICE}"


def _require_unused(head: LogHead | None) -> None:
    if (head is not None and head.size) or Checkpoint.objects.exists():
        raise LogRefused(
            f"{store.root_folder()} holds no signed checkpoint, but the database has signed some. Restore the folder, or run"
            " `python manage.py rebuild_log`. " + _ADVICE
        )


def _require_tiles(signed: SignedHead) -> None:
    try:
        root = store.reader().root(signed.size)
    except FileNotFoundError as error:
        raise LogRefused(f"a tile of the signed log is missing ({error.filename}). {_ADVICE}") from error
    if root != signed.root:
        raise LogRefused(f"the tiles on disk do not have the signed root of {signed.size} leaves. {_ADVICE}")


def _require_witnesses(size: int) -> None:
    for state in WitnessState.objects.filter(name__in=[witness.name for witness in witnesses.configured()]):
        if state.size > size:
            raise LogRefused(_behind(size, f"the witness {state.name} has seen {state.size}"))
        if state.conflict:
            raise LogRefused(f"the witness {state.name} holds another history of this log: {state.fault}. {_ADVICE}")
