"""Proof of one leaf as a text that verifies offline (c2sp.org/tlog-proof): index, hashes, the checkpoint with its cosignatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from qinglian.trust.log import leaf_hash, verify_inclusion
from qinglian.trust.note import MOST_NOTE_BYTES
from qinglian.trust.policy import Policy, Witnessed
from qinglian.trust.strict import from_base64, to_base64

FORMAT = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 64


@dataclass(frozen=True)
class LeafProof:
    """A parsed proof, not yet verified."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str


def write_proof(*, index: int, hashes: Sequence[bytes], checkpoint: str) -> str:
    """This will write a `.tlog-proof` text."""
    lines = [FORMAT, f"index {index}", *(to_base64(hashed) for hashed in hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint


def read_proof(text: str) -> LeafProof:
    """This will parse a `.tlog-proof` text (ValueError when malformed). An `extra` line is passed over."""
    if len(text.encode()) > MOST_NOTE_BYTES * 2:
        raise ValueError("proof: longer than any proof is")
    head, found, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not found or lines.pop(0) != FORMAT:
        raise ValueError(f"proof: {FORMAT} was expected in the first line")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    word, _, number = (lines.pop(0) if lines else "").partition(" ")
    if word != "index" or not number.isascii() or not number.isdigit() or str(int(number)) != number:
        raise ValueError("proof: the line `index N` was expected")
    if len(lines) > MOST_HASHES:
        raise ValueError("proof: more hashes than any tree is high")
    return LeafProof(int(number), tuple(from_base64(line, name="proof hash", size=32) for line in lines), checkpoint)


def verify_proof(text: str, *, leaf: bytes, policy: Policy, quorum: bool = True) -> tuple[int, Witnessed]:
    """This will return (index, checkpoint) once the proof leads from this 32-byte leaf to a checkpoint of the policy's log.

    With `quorum` the policy's witnesses must have cosigned it. ValueError says what is missing.
    """
    proof = read_proof(text)
    witnessed = policy.open_checkpoint(proof.checkpoint, quorum=quorum)
    at = witnessed.checkpoint
    verify_inclusion(leaf_hash(leaf), index=proof.index, size=at.size, proof=proof.hashes, root=at.root)
    return proof.index, witnessed
