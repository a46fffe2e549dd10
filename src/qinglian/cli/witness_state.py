"""What a witness remembers and how it decides (c2sp.org/tlog-witness). The newest checkpoint is durable before it is cosigned."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qinglian.trust.log import EMPTY_ROOT, verify_consistency
from qinglian.trust.note import (
    MOST_NOTE_BYTES,
    Checkpoint,
    Signer,
    Verifier,
    cosign,
    open_checkpoint,
    parse_note,
    read_checkpoint,
)
from qinglian.trust.strict import from_base64

MOST_REQUEST_BYTES = MOST_NOTE_BYTES + 64 * 46 + 32
MOST_PROOF = 63
_TEXT, _SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    body: str
    media_type: str = _TEXT


@dataclass(frozen=True)
class _Request:
    """A parsed request: the size that the log thinks is remembered, the proof from there, the note."""

    old: int
    proof: list[bytes]
    note: bytes


class WitnessState:
    """One witness with one file per log. `add_checkpoint` must not run twice at once."""

    def __init__(self, signer: Signer, logs: Sequence[Verifier], folder: Path) -> None:
        self._signer = signer
        self._logs = {log.name: log for log in logs}
        self._folder = folder

    def add_checkpoint(self, body: bytes, *, timestamp: int) -> Reply:
        """This will cosign a checkpoint that continues the one it remembers, after writing it down.

        400 malformed, 403 not signed by the log, 404 unknown log, 409 another size (or root) is remembered, 422 wrong proof.
        """
        try:
            request = _read_request(body)
            new = read_checkpoint(parse_note(request.note).text)
        except ValueError as error:
            return Reply(400, f"{error}\n")
        log = self._logs.get(new.origin)
        if log is None:
            return Reply(404, "this witness does not know that log\n")
        try:
            open_checkpoint(request.note, log=log)
        except ValueError as error:
            return Reply(403, f"{error}\n")
        refused = self._refusal(request, new, self.remembered(log))
        if refused is not None:
            return refused
        self._remember(log, request.note)
        return Reply(200, cosign(self._signer, request.note, timestamp=timestamp))

    def _refusal(self, request: _Request, new: Checkpoint, held: Checkpoint | None) -> Reply | None:
        size, root = (held.size, held.root) if held else (0, EMPTY_ROOT)
        if request.old > new.size:
            return Reply(400, "the old size is larger than the checkpoint\n")
        if request.old != size or (new.size == size and new.root != root):
            return Reply(409, f"{size}\n", _SIZE)
        try:
            verify_consistency(old=size, size=new.size, old_root=root, root=new.root, proof=request.proof)
        except ValueError as error:
            return Reply(422, f"{error}\n")
        return None

    def remembered(self, log: Verifier) -> Checkpoint | None:
        """This will return the newest checkpoint of this log that was ever cosigned here."""
        path = self._path_of(log)
        return open_checkpoint(path.read_bytes(), log=log) if path.exists() else None

    def description(self) -> str:
        """This will say the witness's key and what it has seen, one line each."""
        lines = [self._signer.verifier().vkey]
        for log in self._logs.values():
            held = self.remembered(log)
            lines.append(f"{log.name} {held.size if held else 0}")
        return "\n".join(lines) + "\n"

    def _path_of(self, log: Verifier) -> Path:
        return self._folder / f"{sha256(log.vkey.encode()).hexdigest()[:32]}.checkpoint"

    def _remember(self, log: Verifier, note: bytes) -> None:
        """This will replace the remembered note: written, synced, renamed, the folder synced."""
        descriptor, draft = tempfile.mkstemp(dir=self._folder, prefix=".draft-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._path_of(log))
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read_request(body: bytes) -> _Request:
    """This will split `old N`, proof lines, an empty line and the note (ValueError when malformed)."""
    head, found, note = body.partition(b"\n\n")
    first, *lines = head.decode("ascii").split("\n")
    word, _, number = first.partition(" ")
    if not found or word != "old" or not number.isdigit() or len(number) > 16 or str(int(number)) != number:
        raise ValueError("`old N`, proof lines, an empty line and a checkpoint were expected")
    if len(lines) > MOST_PROOF:
        raise ValueError("more proof lines than any tree is high")
    return _Request(int(number), [from_base64(line, name="proof line", size=32) for line in lines], note)
