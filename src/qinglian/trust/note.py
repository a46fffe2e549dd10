"""C2SP signed notes, checkpoints and cosignatures (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature v1)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from qinglian.trust.canonical import sha256
from qinglian.trust.keys import is_signed, public_key
from qinglian.trust.strict import from_base64, to_base64, whole

ED25519, COSIGNATURE_V1 = 0x01, 0x04
MOST_NOTE_BYTES = 64 * 1024
_SIGNATURE = re.compile(r"— (\S+) (\S+)\Z")
_VKEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+(\S+)\Z")
_SKEY = re.compile(r"PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)\Z")
_SIZE = re.compile(r"(0|[1-9][0-9]{0,15})\Z")


@dataclass(frozen=True)
class Verifier:
    """A public key of a log (algorithm 1) or of a witness (algorithm 4), read from its vkey string."""

    name: str
    algorithm: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        """This will return the four bytes that precede this key's signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.key)[:4]

    @property
    def vkey(self) -> str:
        """This will write `name+hash+base64(algorithm, key)`."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.algorithm]) + self.key)}"

    @classmethod
    def from_string(cls, vkey: str) -> "Verifier":
        """This will read a vkey string (ValueError when malformed, of an unknown algorithm, or with a wrong key hash)."""
        name, key_id, algorithm, key = _read_key(_VKEY, vkey, "vkey")
        public_key(to_base64(key), name="vkey")
        verifier = cls(name, algorithm, key)
        if verifier.key_id != key_id:
            raise ValueError(f"vkey of {name}: the key hash does not belong to the key")
        return verifier

    def public(self) -> Ed25519PublicKey:
        """This will return the Ed25519 key."""
        return Ed25519PublicKey.from_public_bytes(self.key)


@dataclass(frozen=True)
class Signer:
    """A private key of a log (algorithm 1) or of a witness (algorithm 4)."""

    name: str
    algorithm: int
    private: Ed25519PrivateKey

    @classmethod
    def from_string(cls, skey: str) -> "Signer":
        """This will read `PRIVATE+KEY+name+hash+base64(algorithm, seed)`."""
        name, key_id, algorithm, seed = _read_key(_SKEY, skey, "skey")
        signer = cls(name, algorithm, Ed25519PrivateKey.from_private_bytes(seed))
        if signer.verifier().key_id != key_id:
            raise ValueError(f"skey of {name}: the key hash does not belong to the key")
        return signer

    def verifier(self) -> Verifier:
        """This will return the public half."""
        return Verifier(self.name, self.algorithm, self.private.public_key().public_bytes_raw())

    @property
    def skey(self) -> str:
        """This will write the private key string. Keep it in a file of mode 0600."""
        seed = to_base64(bytes([self.algorithm]) + self.private.private_bytes_raw())
        return f"PRIVATE+KEY+{self.name}+{self.verifier().key_id.hex()}+{seed}"

    def line(self, signature: bytes) -> str:
        """This will write a signature line of this key."""
        return f"— {self.name} {to_base64(self.verifier().key_id + signature)}\n"


def new_signer_key(name: str, algorithm: int = ED25519) -> str:
    """This will make a fresh private key string for a log (its origin as name) or, with algorithm 4, for a witness."""
    if not name or any(letter.isspace() or letter == "+" for letter in name):
        raise ValueError(f"a key's name has no spaces and no plus sign: {name!r}")
    return Signer(name, algorithm, Ed25519PrivateKey.generate()).skey


@dataclass(frozen=True)
class Signature:
    """One signature line: whose name and key id it claims, and its bytes."""

    name: str
    key_id: bytes
    raw: bytes

    def claims(self, verifier: Verifier) -> bool:
        """This will say whether the line claims to be by this key."""
        return self.name == verifier.name and self.key_id == verifier.key_id


@dataclass(frozen=True)
class Note:
    """A note: signed text (ends in a newline) and its signature lines, not yet verified."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class Checkpoint:
    """One signed state of a log: origin, number of leaves, root hash (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """This will write the note text of this checkpoint."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def sign_note(text: str, signer: Signer) -> str:
    """This will return the note with one signature line of a log key."""
    if signer.algorithm != ED25519:
        raise ValueError("a note is signed by a log key; a witness cosigns with a time")
    return _checked_text(text) + "\n" + signer.line(signer.private.sign(text.encode()))


def sign_checkpoint(signer: Signer, *, origin: str, size: int, root: bytes) -> str:
    """This will return the signed note of this tree. The log's key bears the origin as its name."""
    if len(root) != 32:
        raise ValueError(f"a root has 32 bytes, not {len(root)}")
    if origin != signer.name:
        raise ValueError(f"the log key is named {signer.name!r}, the origin {origin!r}; they are one")
    return sign_note(Checkpoint(origin, whole(size, name="size"), root).text(), signer)


def parse_note(note: str | bytes) -> Note:
    """This will split a note into text and signature lines (ValueError when malformed or over 64 KiB)."""
    raw = note.encode() if isinstance(note, str) else note
    if len(raw) > MOST_NOTE_BYTES:
        raise ValueError(f"note: {len(raw)} bytes; at most {MOST_NOTE_BYTES} are allowed")
    text, found, lines = raw.decode("utf-8").rpartition("\n\n")
    if not found or not lines.endswith("\n"):
        raise ValueError("note: text, an empty line and signature lines were expected")
    return Note(_checked_text(text + "\n"), tuple(_read_signature(line) for line in lines[:-1].split("\n")))


def read_checkpoint(text: str) -> Checkpoint:
    """This will read origin, size and root out of a note text; extension lines are refused, as this log writes none."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.match(lines[1]):
        raise ValueError("checkpoint: origin, size and root, one line each, were expected")
    return Checkpoint(lines[0], int(lines[1]), from_base64(lines[2], name="checkpoint root", size=32))


def open_checkpoint(note: str | bytes, *, log: Verifier) -> Checkpoint:
    """This will return the checkpoint once the log's own signature on it holds and it names the log's origin."""
    parsed = parse_note(note)
    lines = [signature for signature in parsed.signatures if signature.claims(log)]
    if not any(is_signed(log.public(), signature.raw, parsed.text.encode()) for signature in lines):
        raise ValueError(f"checkpoint: no valid signature of the log key {log.name}+{log.key_id.hex()}")
    checkpoint = read_checkpoint(parsed.text)
    if checkpoint.origin != log.name:
        raise ValueError(f"checkpoint: origin {checkpoint.origin!r}; {log.name!r} was expected")
    return checkpoint


def cosign(signer: Signer, note: str | bytes, *, timestamp: int) -> str:
    """This will return a witness's signature line on the note's text at this Unix time (seconds)."""
    if signer.algorithm != COSIGNATURE_V1:
        raise ValueError("a cosignature is made by a witness key (algorithm 4)")
    message = _cosigned_bytes(parse_note(note).text, timestamp)
    return signer.line(timestamp.to_bytes(8, "big") + signer.private.sign(message))


def with_signatures(note: str, lines: Iterable[str]) -> str:
    """This will append signature lines that the note does not have yet."""
    have = set(note.split("\n"))
    return note + "".join(line for line in lines if line.rstrip("\n") not in have)


def cosignatures_of(note: str | bytes, witnesses: Sequence[Verifier]) -> dict[str, int]:
    """This will return the valid cosignatures: witness name -> Unix time. Unknown and wrong lines are left out."""
    parsed = parse_note(note)
    found: dict[str, int] = {}
    for witness in witnesses:
        for signature in parsed.signatures:
            if not signature.claims(witness) or len(signature.raw) != 72:
                continue
            timestamp = int.from_bytes(signature.raw[:8], "big")
            if is_signed(witness.public(), signature.raw[8:], _cosigned_bytes(parsed.text, timestamp)):
                found[witness.name] = timestamp
    return found


def _cosigned_bytes(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def _checked_text(text: str) -> str:
    if not text.endswith("\n") or any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise ValueError("note: the text ends with a newline and has no other control characters")
    return text


def _read_signature(line: str) -> Signature:
    match = _SIGNATURE.match(line)
    if not match:
        raise ValueError(f"note: malformed signature line {line!r:.80}")
    raw = from_base64(match[2], name="signature line", most=16 * 1024)
    if len(raw) < 5:
        raise ValueError("note: a signature line holds a key id and a signature")
    return Signature(match[1], raw[:4], raw[4:])


def _read_key(pattern: re.Pattern[str], written: str, name: str) -> tuple[str, bytes, int, bytes]:
    match = pattern.match(written.strip())
    if not match:
        raise ValueError(f"{name}: name, key hash and base64 key joined by + were expected")
    raw = from_base64(match[3], name=name, size=33)
    if raw[0] not in (ED25519, COSIGNATURE_V1):
        raise ValueError(f"{name} of {match[1]}: unknown algorithm {raw[0]}")
    return match[1], bytes.fromhex(match[2]), raw[0], raw[1:]
