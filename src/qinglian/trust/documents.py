"""Signed documents (docs/protocol.md 1): Ed25519 (RFC 8032) over a tag and canonical bytes. The type names purpose and version."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qinglian.trust.canonical import jcs, sha256, tag
from qinglian.trust.keys import Master, is_signed, public_key, public_of
from qinglian.trust.strict import fields, from_base64, to_base64

Signing = Master | Ed25519PrivateKey


def signed_bytes(document: dict[str, Any]) -> bytes:
    """This will return the bytes that are signed and hashed: tag and JCS."""
    return tag("document/v1") + jcs(document)


def document_hash(document: dict[str, Any]) -> str:
    """This will return the hex SHA-256 of the signed bytes: how other documents name this one."""
    return sha256(signed_bytes(document)).hex()


def sign_document(signer: Signing, document: dict[str, Any]) -> dict[str, Any]:
    """This will return `{"document","key","signature"}`. The document needs a `type` such as `bid-manifest/v1`."""
    if not isinstance(document.get("type"), str) or "/v" not in document["type"]:
        raise ValueError("a signed document names its type and version, such as bid-manifest/v1")
    key = signer.signing_key() if isinstance(signer, Master) else signer
    signature = key.sign(signed_bytes(document))
    return {"document": document, "key": public_of(key), "signature": to_base64(signature)}


def open_document(signed: Any, expected_type: str) -> tuple[dict[str, Any], str]:
    """This will return (document, base64 public key of its signer) once shape, type and signature hold; ValueError otherwise.

    It proves that the key signed, not whose key it is: the caller looks that up.
    """
    signed = fields(signed, ("document", "key", "signature"), name="signed document")
    document = signed["document"]
    if not isinstance(document, dict) or document.get("type") != expected_type:
        found = document.get("type") if isinstance(document, dict) else None
        raise ValueError(f"signed document: type {found!r:.60}; {expected_type} was expected")
    signature = from_base64(signed["signature"], name="signature", size=64)
    if not is_signed(public_key(signed["key"]), signature, signed_bytes(document)):
        raise ValueError(f"{expected_type}: the signature does not match the document and the key")
    return document, signed["key"]
