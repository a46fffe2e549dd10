"""The desk: tags that name nobody, heads that only the desk key opens."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from qinglian.domain.bids import desk

OPENING = {"origin": "jiangcheng.qinglian.invalid", "tender": "JC-2026-0417", "section": "1", "round": 1}
HASH = "ab" * 32


def test_owner_tag_is_one_per_bidder_and_opening() -> None:
    own = desk.owner_tag(OPENING, bidder="org-a")
    assert own == desk.owner_tag(dict(reversed(OPENING.items())), bidder="org-a")
    assert (
        len({own, desk.owner_tag(OPENING, bidder="org-b"), desk.owner_tag(OPENING | {"section": "2"}, bidder="org-a")})
        == 3
    )


def test_owner_tag_depends_on_the_desk_key(settings: LazySettings, tmp_path: Path) -> None:
    before = desk.owner_tag(OPENING, bidder="org-a")
    settings.QINGLIAN_KEY_DIR = tmp_path / "other"
    assert desk.owner_tag(OPENING, bidder="org-a") != before


def test_nonce_tag_differs_from_the_owner_tag_and_by_nonce() -> None:
    tags = {desk.nonce_tag(OPENING, bidder="org-a", nonce=nonce) for nonce in ("1", "2")}
    assert len(tags | {desk.owner_tag(OPENING, bidder="org-a")}) == 3


def test_seal_head_hides_the_head_and_open_head_returns_it() -> None:
    sealed = desk.seal_head(b'{"bidder":"org-a"}', manifest_hash=HASH)
    assert b"org-a" not in sealed
    assert desk.open_head(sealed, manifest_hash=HASH) == b'{"bidder":"org-a"}'


def test_open_head_refuses_another_manifest_and_a_changed_byte() -> None:
    sealed = desk.seal_head(b"head", manifest_hash=HASH)
    with pytest.raises(ValueError, match="was changed"):
        desk.open_head(sealed, manifest_hash="cd" * 32)
    with pytest.raises(ValueError, match="was changed"):
        desk.open_head(sealed[:-1] + bytes([sealed[-1] ^ 1]), manifest_hash=HASH)


def test_desk_key_is_a_file_for_its_owner_alone(home: Path) -> None:
    desk.owner_tag(OPENING, bidder="org-a")
    assert (home / "keys" / desk.KEY_FILE).stat().st_mode & 0o777 == 0o600
