"""Keys (docs/protocol.md 2): one master per owner, everything else derived by HKDF-SHA256 (RFC 5869); age X25519 identities."""

from typing import Any

import bech32
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import DecryptError, IdentityError, RecipientError, passphrase, x25519

from qinglian.trust.canonical import jcs, tag
from qinglian.trust.strict import fields, from_base64, identifier, text, to_base64, whole
from qinglian.trust.wrapping import wrap

COMPARTMENTS = ("sheet", "business", "technical")
LOTS = "lots"  # deposits of seeds; no part of a bid
ON_A_CARD = (*COMPARTMENTS, LOTS)
_OPENING = ("origin", "tender", "section", "round")
_P = 2**255 - 19
_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022  # y of points of order eight
_SMALL_ORDER = {0, 1, _P - 1, _P, _P + 1, _ORDER_8, _P - _ORDER_8}


def checked_opening(value: Any) -> dict[str, Any]:
    """This will return `{"origin","tender","section","round"}` when it has exactly this shape (ValueError otherwise)."""
    opening = fields(value, _OPENING, name="opening")
    text(opening["origin"], name="opening.origin")
    identifier(opening["tender"], name="opening.tender")
    identifier(opening["section"], name="opening.section")
    whole(opening["round"], name="opening.round", least=1)
    return opening


class Master:
    """32 random bytes of one organisation or guardian. It never leaves its owner's machine; `repr` does not show it."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise ValueError(f"a master has 32 bytes, not {len(secret)}")
        self._secret = secret

    def __repr__(self) -> str:
        return f"Master({self.public()})"

    def secret(self) -> bytes:
        """This will return the 32 bytes themselves, for wrapping into a key file."""
        return self._secret

    def signing_key(self) -> Ed25519PrivateKey:
        """This will derive the Ed25519 signing key."""
        return Ed25519PrivateKey.from_private_bytes(self._derive(tag("sign/v1")))

    def public(self) -> str:
        """This will return the Ed25519 public key in base64: how facts and documents name this owner's key."""
        return public_of(self.signing_key())

    def identity(self, opening: dict[str, Any], compartment: str, epoch: int = 0) -> str:
        """This will derive the age identity (`AGE-SECRET-KEY-1...`) for one opening, compartment and epoch."""
        return identity_of(self._derive(tag("seal/v1") + jcs(_seal_scope(opening, compartment, epoch))))

    def recipient(self, opening: dict[str, Any], compartment: str, epoch: int = 0) -> str:
        """This will derive the age recipient (`age1...`) of that identity."""
        return recipient_of(self.identity(opening, compartment, epoch))

    def _derive(self, info: bytes) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(self._secret)


def identity_of(secret: bytes) -> str:
    """This will write a 32-byte X25519 secret as an age identity (bech32, 74 characters)."""
    groups = bech32.convertbits(secret, 8, 5) or []
    return str(bech32.bech32_encode("age-secret-key-", groups)).upper()


def age_identity(value: str) -> x25519.Identity:
    """This will read `AGE-SECRET-KEY-1...` (ValueError when it is none)."""
    try:
        return x25519.Identity.from_str(value)
    except IdentityError:
        raise ValueError("this is no age identity; it starts with AGE-SECRET-KEY-1 and has 74 characters") from None


def age_recipient(value: Any) -> x25519.Recipient:
    """This will read `age1...` (ValueError when it is none)."""
    try:
        if not isinstance(value, str) or value != value.lower() or not value.startswith("age1"):
            raise ValueError
        return x25519.Recipient.from_str(value)
    except (RecipientError, ValueError):
        raise ValueError(f"this is no age recipient: {value!r:.80}") from None


def recipient_of(identity: str) -> str:
    """This will return the recipient of an age identity."""
    return str(age_identity(identity).to_public())


def public_of(key: Ed25519PrivateKey) -> str:
    """This will return the base64 public half of a signing key."""
    return to_base64(key.public_key().public_bytes_raw())


def public_key(value: Any, *, name: str = "key") -> Ed25519PublicKey:
    """This will read a base64 Ed25519 public key. Points of small order are refused: anybody can sign for them."""
    raw = from_base64(value, name=name, size=32)
    if int.from_bytes(raw, "little") & (2**255 - 1) in _SMALL_ORDER:
        raise ValueError(f"{name}: a key of small order binds nobody")
    return Ed25519PublicKey.from_public_bytes(raw)


def is_signed(public: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    """This will say whether the Ed25519 signature over the message is this key's."""
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def make_key_file(
    master: Master, *, origin: str, holder: str, label: str, words: str, demo: bool = False
) -> dict[str, Any]:
    """This will wrap the master under a passphrase (age scrypt of 2^18, about a second) as a key file (JSON object).

    Demo files are refused under an origin that does not end in `.invalid`.
    """
    if len(words) < 8:
        raise ValueError("a passphrase has at least 8 characters")
    file: dict[str, Any] = {"type": "qinglian-key/v1", "origin": origin, "holder": holder, "label": label}
    file |= {"public": master.public(), "wrapped": to_base64(wrap(master.secret(), words))}
    return _refuse_demo(file | ({"demo": True} if demo else {}))


def open_key_file(file: Any, *, words: str) -> Master:
    """This will unwrap a key file's master and check that it belongs to the public key that the file shows."""
    names = ("type", "origin", "holder", "label", "public", "wrapped")
    file = fields(file, (*names, "demo") if isinstance(file, dict) and "demo" in file else names, name="key file")
    if file["type"] != "qinglian-key/v1":
        raise ValueError(f"key file: type {file['type']!r:.40}; qinglian-key/v1 was expected")
    _refuse_demo(file)
    try:
        secret = passphrase.decrypt(from_base64(file["wrapped"], name="key file wrapped", most=4096), words)
    except DecryptError:
        raise ValueError("the passphrase does not open this key file") from None
    master = Master(secret)
    if master.public() != file["public"]:
        raise ValueError("key file: the wrapped master does not belong to the public key beside it")
    return master


def _refuse_demo(file: dict[str, Any]) -> dict[str, Any]:
    if file.get("demo") and not str(file["origin"]).endswith(".invalid"):
        raise ValueError("a demo key is refused under an origin that does not end in .invalid")
    return file


def _seal_scope(opening: dict[str, Any], compartment: str, epoch: int) -> list[Any]:
    opening = checked_opening(opening)
    if compartment not in ON_A_CARD:
        raise ValueError(f"compartment {compartment!r:.40}; expected one of {ON_A_CARD}")
    whole(epoch, name="epoch")
    return [opening["origin"], opening["tender"], opening["section"], opening["round"], compartment, epoch]
