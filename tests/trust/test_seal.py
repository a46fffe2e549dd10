"""Sealed bids: nothing readable before the quorum, the right content after it, every changed byte and field found, faults named."""

import io
import json
from typing import Any

import pyrage
import pytest

from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.documents import sign_document
from qinglian.trust.inner import MIB, BidFile, bucket, read_padded, write_padded
from qinglian.trust.keys import COMPARTMENTS, Master, age_recipient
from qinglian.trust.manifest import (
    MAGIC,
    MOST_HEAD_BYTES,
    PackageHead,
    ciphertext_pieces,
    read_head,
    read_head_bytes,
    read_package,
)
from qinglian.trust.seal import SealFault, open_compartment, open_envelope, withdraw_bid
from tests.trust.bids import ACCESS, FILES, SHEET, opened, sealed, shares_of

ENOUGH = ("grd-2", "grd-3", "grd-5", "bidder")


@pytest.fixture
def package(masters: dict[str, Master], opening: dict[str, Any]) -> bytes:
    return sealed(masters, opening)


def test_a_package_shows_nothing_of_its_content(package: bytes) -> None:
    for secret in (b"SECRET-BUSINESS", b"183505340", "合格".encode(), b"project_manager"):
        assert secret not in package


def test_open_compartment_gives_each_compartment_back(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, ciphertexts = opened(package)
    for compartment in COMPARTMENTS:
        shares = shares_of(masters, opening, head, *ENOUGH, compartment=compartment)
        inner = open_compartment(head, compartment, ciphertexts[compartment], shares)
        assert inner.files == tuple(FILES.get(compartment, []))
        assert inner.sheet == (SHEET if compartment == "sheet" else None)


@pytest.mark.parametrize(
    ("names", "fault", "reason"),
    [
        (("grd-3", "grd-4", "bidder"), "", "share_missing"),
        (("grd-1", "grd-3", "bidder"), "", "share_missing"),
        (("grd-1", "grd-3", "grd-4"), "bidder", "lock_not_released"),
    ],
)
def test_open_compartment_names_who_is_missing(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any], names: tuple[str, ...], fault: str, reason: str
) -> None:
    head, ciphertexts = opened(package)
    with pytest.raises(SealFault) as found:
        open_compartment(head, "sheet", ciphertexts["sheet"], shares_of(masters, opening, head, *names))
    assert (found.value.fault, found.value.reason) == (fault, reason)


def test_a_lying_guardian_is_named_only_when_its_group_lacks_shares(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, ciphertexts = opened(package)
    shares = shares_of(masters, opening, head, "grd-1", *ENOUGH)
    salt, share = shares["grd-2"]
    lie = shares | {"grd-2": (salt, bytes([share[0] ^ 1]) + share[1:])}
    assert open_compartment(head, "sheet", ciphertexts["sheet"], lie).sheet == SHEET
    del lie["grd-1"]
    with pytest.raises(SealFault) as found:
        open_compartment(head, "sheet", ciphertexts["sheet"], lie)
    assert (found.value.fault, found.value.reason) == ("guardian:grd-2", "share_mismatch")


def test_other_ciphertext_bytes_are_nobodys_fault(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, ciphertexts = opened(package)
    with pytest.raises(SealFault) as found:
        open_compartment(head, "sheet", ciphertexts["sheet"] + b"x", shares_of(masters, opening, head, *ENOUGH))
    assert (found.value.fault, found.value.reason) == ("", "ciphertext_mismatch")


def _resigned(masters: dict[str, Master], head: PackageHead, change: dict[str, Any]) -> PackageHead:
    manifest = json.loads(json.dumps(head.manifest))
    manifest["compartments"]["sheet"] |= change
    raw = jcs({"manifest": sign_document(masters["bidder"], manifest), "envelopes": json.loads(head.raw)["envelopes"]})
    return read_head_bytes(raw)


def _faulty(masters: dict[str, Master], head: PackageHead, ciphertext: bytes) -> PackageHead:
    return _resigned(masters, head, {"size": len(ciphertext), "sha256": sha256(ciphertext).hex()})


def _fault_of(
    masters: dict[str, Master], opening: dict[str, Any], head: PackageHead, ciphertext: bytes
) -> tuple[str, str]:
    with pytest.raises(SealFault) as found:
        open_compartment(head, "sheet", ciphertext, shares_of(masters, opening, head, *ENOUGH))
    return found.value.fault, found.value.reason


def test_a_bid_that_cannot_open_is_its_bidders_fault(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, ciphertexts = opened(package)
    to = [age_recipient(head.manifest["compartments"]["sheet"]["recipient"])]
    foreign = {
        "opening": opening,
        "compartment": "sheet",
        "bidder": "org-b",
        "nonce": bytes(16),
        "files": [],
        "sheet": SHEET,
        "machine": None,
    }
    cases = {
        "not_decryptable": pyrage.encrypt(bytes(4096), [age_recipient(masters["grd-1"].recipient(opening, "sheet"))]),
        "malformed_inner": pyrage.encrypt(bytes(4096), to),
        "foreign_inner": pyrage.encrypt(write_padded(**foreign), to),
    }
    for reason, ciphertext in cases.items():
        assert _fault_of(masters, opening, _faulty(masters, head, ciphertext), ciphertext) == ("bidder", reason)
    wrong = _resigned(masters, head, {"recipient": masters["grd-1"].recipient(opening, "sheet")})
    assert _fault_of(masters, opening, wrong, ciphertexts["sheet"]) == ("bidder", "recipient_mismatch")


def test_a_rival_cannot_hand_in_a_copy(package: bytes, masters: dict[str, Master], opening: dict[str, Any]) -> None:
    """The copied ciphertext opens, but its header names the first bidder."""
    head, ciphertexts = opened(package)
    manifest = json.loads(json.dumps(head.manifest)) | {"bidder": "org-rival"}
    raw = jcs({"manifest": sign_document(masters["grd-1"], manifest), "envelopes": json.loads(head.raw)["envelopes"]})
    copy = read_head_bytes(raw)
    assert _fault_of(masters, opening, copy, ciphertexts["sheet"]) == ("bidder", "foreign_inner")


def test_an_envelope_of_another_guardian_or_opening_is_refused(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, _ = opened(package)
    identity = masters["grd-1"].identity(opening, "sheet")
    assert len(open_envelope(identity, head=head, compartment="sheet", guardian="grd-1")[1]) == 33
    for guardian, compartment in (("grd-2", "sheet"), ("grd-1", "business"), ("grd-9", "sheet")):
        with pytest.raises(ValueError, match="envelope"):
            open_envelope(identity, head=head, compartment=compartment, guardian=guardian)


def test_read_package_finds_every_changed_byte(package: bytes) -> None:
    step = max(1, len(package) // 400)
    for at in [*range(40), *range(40, len(package), step), len(package) - 1]:
        changed = package[:at] + bytes([package[at] ^ 1]) + package[at + 1 :]
        with pytest.raises(ValueError):
            read_package(io.BytesIO(changed))


def test_read_package_refuses_cut_and_longer_files(package: bytes) -> None:
    head = read_head(io.BytesIO(package))
    assert head.package_size == len(package)
    for cut in (0, 10, len(MAGIC) + 4, len(head.prefix) - 1, len(head.prefix), len(head.prefix) + 5, len(package) - 1):
        with pytest.raises(ValueError):
            read_package(io.BytesIO(package[:cut]))
    with pytest.raises(ValueError, match="left over"):
        read_package(io.BytesIO(package + b"x"))


class Dribble(io.RawIOBase):
    """A stream that gives one byte less than asked, as sockets do."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(max(1, size - 1))


def test_a_package_streams_in_pieces(package: bytes) -> None:
    stream = Dribble(package)
    head = read_head(stream)  # type: ignore[arg-type]
    assert head.prefix + b"".join(ciphertext_pieces(stream, head)) == package  # type: ignore[arg-type]


def test_read_head_refuses_a_head_over_its_limit(package: bytes) -> None:
    for size, message in ((MOST_HEAD_BYTES + 1, "at most 262144"), (MOST_HEAD_BYTES, "cut off")):
        with pytest.raises(ValueError, match=message):
            read_head(io.BytesIO(MAGIC + size.to_bytes(4, "big") + package[28:1000]))


MANIFEST_CHANGES: list[dict[str, Any]] = [
    {"type": "bid-manifest/v2"},
    {"suite": "none"},
    {"opening": {}},
    {"bidder": "org a"},
    {"nonce": "AA=="},
    {"notice": "AB" * 32},
    {"access": {"mode": "G", "groups": []}},
    {"access": ACCESS | {"groups": ACCESS["groups"][::-1]}},
    {"supersedes": ""},
    {"compartments": {}},
    {"more": 1},
    {"bidder": "x" * 17_000},
]


@pytest.mark.parametrize("change", MANIFEST_CHANGES)
def test_read_head_refuses_a_malformed_manifest_though_signed(
    package: bytes, masters: dict[str, Master], change: dict[str, Any]
) -> None:
    head, _ = opened(package)
    raw = jcs(
        {
            "manifest": sign_document(masters["bidder"], head.manifest | change),
            "envelopes": json.loads(head.raw)["envelopes"],
        }
    )
    with pytest.raises(ValueError):
        read_head_bytes(raw)


ENTRY_CHANGES = [{"size": 0}, {"size": "1"}, {"sha256": "x"}, {"recipient": "age1x"}, {"envelopes": []}, {"more": 1}]


@pytest.mark.parametrize("change", ENTRY_CHANGES)
def test_read_head_refuses_a_malformed_compartment_though_signed(
    package: bytes, masters: dict[str, Master], change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError):
        _resigned(masters, opened(package)[0], change)


def test_read_head_refuses_envelopes_that_the_manifest_does_not_name(package: bytes) -> None:
    whole = json.loads(opened(package)[0].raw)
    for compartment in COMPARTMENTS:
        for change in ({"grd-1": whole["envelopes"][compartment]["grd-2"]}, {"grd-9": "AA=="}):
            envelopes = whole["envelopes"] | {compartment: whole["envelopes"][compartment] | change}
            with pytest.raises(ValueError, match="envelopes"):
                read_head_bytes(jcs(whole | {"envelopes": envelopes}))


def test_seal_bid_refuses_guardians_without_a_card(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="has handed in no card"):
        sealed(masters, opening, recipients={})


def test_seal_bid_names_what_it_supersedes_and_the_machine(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    head, ciphertexts = opened(sealed(masters, opening, supersedes="cd" * 32, machine={"cpu": "x"}))
    inner = open_compartment(head, "sheet", ciphertexts["sheet"], shares_of(masters, opening, head, *ENOUGH))
    assert (head.manifest["supersedes"], inner.header["machine"]) == ("cd" * 32, {"cpu": "x"})


def test_withdraw_bid_signs_a_fresh_document(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    documents = [
        withdraw_bid(masters["bidder"], opening=opening, bidder="org-a", manifest="ab" * 32)["document"]
        for _ in range(2)
    ]
    assert documents[0]["manifest"] == "ab" * 32
    assert documents[0]["nonce"] != documents[1]["nonce"]


@pytest.mark.parametrize(
    ("size", "padded"),
    [(1, 4096), (4096, 4096), (4097, 8192), (MIB - 1, MIB), (MIB, MIB), (MIB + 1, 2 * MIB), (5 * MIB + 1, 6 * MIB)],
)
def test_bucket_is_a_power_of_two_then_whole_mebibytes(size: int, padded: int) -> None:
    assert bucket(size) == padded


def test_read_padded_refuses_every_deviation(opening: dict[str, Any]) -> None:
    inner = {
        "opening": opening,
        "compartment": "sheet",
        "bidder": "org-a",
        "nonce": bytes(16),
        "sheet": SHEET,
        "machine": None,
    }
    padded = write_padded(**inner, files=[BidFile("n", "t/p", b"data")])
    assert read_padded(padded).files == (BidFile("n", "t/p", b"data"),)
    end = 8 + int.from_bytes(padded[:8], "big")
    bad = [padded[:end], padded + bytes(4096), padded[:-1] + b"\1", b"", bytes(8), bytes(4096), b"\xff" * 4096]
    bad += [padded[: end - 1] + b"X" + padded[end:], padded[:8] + b"\xff" * 4 + padded[12:]]
    for data in bad:
        with pytest.raises(ValueError):
            read_padded(data)


def test_an_envelope_that_provably_holds_no_share_is_the_bidders_fault(
    package: bytes, masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    head, ciphertexts = opened(package)
    shares = shares_of(masters, opening, head, "grd-3", "grd-4", "bidder")
    with pytest.raises(SealFault) as found:
        open_compartment(head, "sheet", ciphertexts["sheet"], shares, unopenable=["grd-1"])
    assert (found.value.fault, found.value.reason) == ("bidder", "envelope_unopenable")
    with pytest.raises(SealFault, match="supervision has not reached"):
        open_compartment(head, "sheet", ciphertexts["sheet"], shares, unopenable=["grd-3"])
