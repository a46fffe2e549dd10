"""What a compartment holds once it is open (docs/protocol.md 4): header, files, zeros up to a size bucket."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.keys import COMPARTMENTS, checked_opening
from qinglian.trust.strict import (
    digest,
    fields,
    from_base64,
    identifier,
    read_canonical,
    sequence,
    text,
    to_base64,
    whole,
)

KIB, MIB = 1024, 1024 * 1024
MOST_HEADER_BYTES = MIB
MOST_FILES = 1000
NONCE_BYTES = 16
_HEADER = ("opening", "compartment", "bidder", "nonce", "files", "sheet", "machine")


@dataclass(frozen=True)
class BidFile:
    """One file of a bid."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Inner:
    """The opened content of one compartment."""

    header: dict[str, Any]
    files: tuple[BidFile, ...]

    @property
    def sheet(self) -> dict[str, Any] | None:
        """This will return the sheet that the bidder filled (only in compartment `sheet`)."""
        sheet: dict[str, Any] | None = self.header["sheet"]
        return sheet


def bucket(size: int) -> int:
    """This will return the size in bytes to pad to: 4 KiB times a power of two up to 1 MiB, then the next whole MiB."""
    if size > MIB:
        return -(-size // MIB) * MIB
    least = 4 * KIB
    while least < size:
        least *= 2
    return least


def write_padded(
    *,
    opening: dict[str, Any],
    compartment: str,
    bidder: str,
    nonce: bytes,
    files: Sequence[BidFile],
    sheet: dict[str, Any] | None,
    machine: dict[str, Any] | None,
) -> bytes:
    """This will write the padded plaintext of one compartment. ValueError when the header is not one that `read_padded` accepts."""
    header: dict[str, Any] = {
        "opening": opening,
        "compartment": compartment,
        "bidder": bidder,
        "nonce": to_base64(nonce),
    }
    header |= {"files": [_entry(file) for file in files], "sheet": sheet, "machine": machine}
    head = jcs(_checked_header(header))
    if len(head) > MOST_HEADER_BYTES:
        raise ValueError("the header is larger than 1 MiB: fewer files, or shorter names")
    inner = b"".join([len(head).to_bytes(4, "big"), head, *(file.data for file in files)])
    return b"".join([len(inner).to_bytes(8, "big"), inner, bytes(bucket(8 + len(inner)) - 8 - len(inner))])


def read_padded(padded: bytes) -> Inner:
    """This will read a decrypted compartment (ValueError on any deviation from the shape)."""
    end = 8 + int.from_bytes(padded[:8], "big")
    if len(padded) < 12 or end > len(padded) or bucket(end) != len(padded):
        raise ValueError("the padding does not fit the length")
    if padded.count(0, end) != len(padded) - end:
        raise ValueError("the padding holds something")
    start = 12 + int.from_bytes(padded[8:12], "big")
    if start > end:
        raise ValueError("the header is cut off")
    header = _checked_header(read_canonical(padded[12:start], limit=MOST_HEADER_BYTES, name="header"))
    return Inner(header, _read_files(header["files"], memoryview(padded)[start:end]))


def _read_files(entries: list[dict[str, Any]], rest: memoryview) -> tuple[BidFile, ...]:
    files, at = [], 0
    for entry in entries:
        data = bytes(rest[at : at + entry["size"]])
        at += entry["size"]
        if len(data) != entry["size"] or sha256(data).hex() != entry["sha256"]:
            raise ValueError(f"{entry['name']} is not what its header says")
        files.append(BidFile(entry["name"], entry["media_type"], data))
    if at != len(rest):
        raise ValueError("bytes are left over after the last file")
    return tuple(files)


def _entry(file: BidFile) -> dict[str, Any]:
    return {"name": file.name, "size": len(file.data), "sha256": sha256(file.data).hex(), "media_type": file.media_type}


def _checked_header(value: Any) -> dict[str, Any]:
    header = fields(value, _HEADER, name="header")
    checked_opening(header["opening"])
    identifier(header["bidder"], name="header.bidder")
    from_base64(header["nonce"], name="header.nonce", size=NONCE_BYTES)
    if header["compartment"] not in COMPARTMENTS:
        raise ValueError(f"header.compartment: {header['compartment']!r:.40} is none of {COMPARTMENTS}")
    for entry in sequence(header["files"], name="header.files", most=MOST_FILES):
        fields(entry, ("name", "size", "sha256", "media_type"), name="header.files")
        text(entry["name"], name="header.files.name", most=255)
        text(entry["media_type"], name="header.files.media_type")
        whole(entry["size"], name="header.files.size")
        digest(entry["sha256"], name="header.files.sha256")
    if not all(isinstance(header[name], dict | None) for name in ("sheet", "machine")):
        raise ValueError("header: sheet and machine are objects or null")
    if header["compartment"] != "sheet" and header["sheet"] is not None:
        raise ValueError("header: only the compartment `sheet` has a sheet")
    return header
