"""Keys: derivation, age interoperability, key files, points that bind nobody."""

from typing import Any

import pyrage
import pytest

from qinglian.trust.keys import Master, age_recipient, make_key_file, open_key_file, public_key
from qinglian.trust.strict import to_base64

WORDS = "八个字以上的口令words"


@pytest.fixture(scope="module")
def key_file() -> dict[str, Any]:
    return make_key_file(
        Master(b"m" * 32), origin="x.invalid", holder="org-a", label="投标密钥", words=WORDS, demo=True
    )


def test_identities_differ_by_every_part_of_their_scope(opening: dict[str, Any]) -> None:
    master = Master(b"m" * 32)
    scopes = [(opening, "sheet", 0), (opening, "business", 0), (opening, "sheet", 1)]
    scopes += [
        (opening | change, "sheet", 0)
        for change in ({"round": 2}, {"section": "2"}, {"tender": "JC-2"}, {"origin": "o"})
    ]
    identities = {master.identity(*scope) for scope in scopes} | {Master(b"n" * 32).identity(opening, "sheet")}
    assert len(identities) == len(scopes) + 1
    assert all(len(identity) == 74 and identity.startswith("AGE-SECRET-KEY-1") for identity in identities)


def test_age_opens_what_was_sealed_to_the_derived_recipient(opening: dict[str, Any]) -> None:
    master = Master(b"m" * 32)
    sealed = pyrage.encrypt(b"text", [age_recipient(master.recipient(opening, "sheet"))])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(master.identity(opening, "sheet"))]) == b"text"


def test_a_masters_repr_hides_its_secret() -> None:
    assert Master(b"m" * 32).secret() == b"m" * 32
    assert "mmm" not in repr(Master(b"m" * 32))
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        Master(bytes(31))


@pytest.mark.parametrize(
    "change",
    [{"round": 0}, {"round": True}, {"round": "1"}, {"section": 1}, {"tender": ""}, {"more": 1}, {"origin": "a\nb"}],
)
def test_identity_refuses_malformed_openings(opening: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="opening"):
        Master(bytes(32)).identity(opening | change, "sheet")


def test_identity_refuses_unknown_compartments_and_epochs(opening: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="compartment"):
        Master(bytes(32)).identity(opening, "price")
    with pytest.raises(ValueError, match="epoch"):
        Master(bytes(32)).identity(opening, "sheet", -1)


def test_open_key_file_gives_the_master_back(key_file: dict[str, Any]) -> None:
    assert open_key_file(key_file, words=WORDS).secret() == b"m" * 32
    assert to_base64(b"m" * 32) not in str(key_file)


def test_open_key_file_refuses_wrong_words_and_changed_fields(key_file: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="passphrase does not open"):
        open_key_file(key_file, words=WORDS + "!")
    with pytest.raises(ValueError, match="does not belong"):
        open_key_file(key_file | {"public": Master(bytes(32)).public()}, words=WORDS)
    for change in ({"type": "qinglian-key/v2"}, {"wrapped": "x"}, {"more": 1}):
        with pytest.raises(ValueError, match="key file"):
            open_key_file(key_file | change, words=WORDS)


def test_demo_key_files_exist_only_under_invalid_origins(key_file: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="demo key is refused"):
        open_key_file(key_file | {"origin": "log.gov.cn"}, words=WORDS)
    with pytest.raises(ValueError, match="at least 8"):
        make_key_file(Master(bytes(32)), origin="x.invalid", holder="h", label="l", words="short")


# The points of order 1, 2, 4 and 8 on Ed25519 in every encoding that OpenSSL might take (y and y + p, both signs).
SMALL = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]


@pytest.mark.parametrize("point", SMALL)
def test_public_key_refuses_points_of_small_order(point: str) -> None:
    raw = bytes.fromhex(point)
    for encoding in (raw, raw[:31] + bytes([raw[31] | 0x80])):
        with pytest.raises(ValueError, match="small order"):
            public_key(to_base64(encoding))
