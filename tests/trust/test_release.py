"""Releases, closing lists, cards: the right shares pass, everything else is refused or named."""

import json
from dataclasses import replace
from typing import Any

import pyrage
import pytest

from qinglian.trust.canonical import jcs
from qinglian.trust.card import check_card, make_card
from qinglian.trust.closing import (
    closing_proof,
    closing_root,
    make_closing,
    manifests_of,
    verify_closing,
    verify_closing_proof,
)
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import Master, age_identity, age_recipient
from qinglian.trust.manifest import PackageHead
from qinglian.trust.release import check_release, make_release, open_paper_release, read_out_identity, wrong_shares
from qinglian.trust.strict import to_base64
from tests.trust.bids import opened, sealed

ROOT = "c" * 64


def _release(masters: dict[str, Master], opening: dict[str, Any], *packages: bytes, guardian: str = "grd-1") -> Any:
    heads = [opened(package)[0] for package in packages]
    return make_release(
        masters[guardian], opening=opening, guardian=guardian, compartment="sheet", closing=ROOT, heads=heads
    ), heads


def test_a_release_holds_a_share_of_each_bid(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    (signed, refused), heads = _release(masters, opening, sealed(masters, opening), sealed(masters, opening))
    release = check_release(signed, opening=opening, closing=ROOT)
    assert (refused, set(release.shares), release.key) == ([], {head.hash for head in heads}, masters["grd-1"].public())
    assert wrong_shares(release, {head.hash: head for head in heads}) == []


def test_wrong_shares_names_lies_and_foreign_bids(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    (signed, _), heads = _release(masters, opening, sealed(masters, opening), sealed(masters, opening))
    rows = signed["document"]["shares"]
    rows[0]["share"] = to_base64(bytes(33))
    release = check_release(sign_document(masters["grd-1"], signed["document"]), opening=opening, closing=ROOT)
    assert wrong_shares(release, {head.hash: head for head in heads}) == [heads[0].hash]
    assert wrong_shares(release, {heads[0].hash: heads[0]}) == [heads[0].hash, heads[1].hash]


def test_an_unopenable_envelope_is_named_and_the_others_released(
    masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    strange = sealed({**masters, "grd-1": Master(b"x" * 32)}, opening)
    (signed, refused), heads = _release(masters, opening, strange, sealed(masters, opening))
    assert [(row.manifest, row.reason) for row in refused] == [(heads[0].hash, "not_decryptable")]
    assert [row["manifest"] for row in signed["document"]["shares"]] == [heads[1].hash]
    release = check_release(signed, opening=opening, closing=ROOT)
    assert release.unopened == {heads[0].hash: "not_decryptable"}
    assert release.covered == {head.hash for head in heads}
    assert wrong_shares(release, {heads[1].hash: heads[1]}) == [heads[0].hash]


def _with_envelope(head: PackageHead, content: bytes, recipient: str) -> PackageHead:
    """This will put another envelope into a bid's sheet for grd-1."""
    envelopes = head.envelopes | {
        "sheet": head.envelopes["sheet"] | {"grd-1": pyrage.encrypt(content, [age_recipient(recipient)])}
    }
    return replace(head, envelopes=envelopes)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no JSON at all", "malformed"),
        (b'{"share":"AA=="}', "malformed"),
        ({"guardian": "grd-2"}, "foreign"),
        ({"compartment": "business"}, "foreign"),
        ({"share": to_base64(bytes(33))}, "commitment_broken"),
        ({"share": to_base64(bytes(32))}, "malformed"),
    ],
)
def test_an_envelope_that_opens_but_holds_no_share_is_named_with_its_reason(
    masters: dict[str, Master], opening: dict[str, Any], content: Any, reason: str
) -> None:
    heads = [opened(sealed(masters, opening))[0] for _ in range(2)]
    if isinstance(content, dict):
        identity = age_identity(masters["grd-1"].identity(opening, "sheet"))
        content = jcs(json.loads(pyrage.decrypt(heads[0].envelopes["sheet"]["grd-1"], [identity])) | content)
    heads[0] = _with_envelope(heads[0], content, masters["grd-1"].recipient(opening, "sheet"))
    signed, refused = make_release(
        masters["grd-1"], opening=opening, guardian="grd-1", compartment="sheet", closing=ROOT, heads=heads
    )
    assert [(row.manifest, row.reason) for row in refused] == [(heads[0].hash, reason)]
    assert check_release(signed, opening=opening, closing=ROOT).unopened == {heads[0].hash: reason}


UNOPENED: list[Any] = [
    [],
    {},
    [{"manifest": "ab" * 32}],
    [{"manifest": "ab" * 32, "reason": "I would rather not"}],
    [{"manifest": "xy", "reason": "malformed"}],
    [{"manifest": "ab" * 32, "reason": "malformed"}] * 2,
]


@pytest.mark.parametrize("unopened", UNOPENED)
def test_check_release_refuses_malformed_statements_about_unopened_envelopes(
    masters: dict[str, Master], opening: dict[str, Any], unopened: Any
) -> None:
    (signed, _), _ = _release(masters, opening, sealed(masters, opening))
    document = signed["document"] | {"unopened": unopened}
    with pytest.raises(ValueError):
        check_release(sign_document(masters["grd-1"], document), opening=opening, closing=ROOT)


def test_check_release_refuses_unopened_beside_its_share_without_any_share_and_of_a_bidder(
    masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    (signed, _), heads = _release(masters, opening, sealed(masters, opening))
    row = {"manifest": "ab" * 32, "reason": "malformed"}
    for change in (
        {"unopened": [row | {"manifest": heads[0].hash}]},
        {"unopened": [row], "shares": []},
        {"unopened": [row], "guardian": "bidder"},
    ):
        with pytest.raises(ValueError):
            check_release(sign_document(masters["grd-1"], signed["document"] | change), opening=opening, closing=ROOT)


CHANGES: list[dict[str, Any]] = [
    {"opening": {"origin": "o", "tender": "t", "section": "1", "round": 1}},
    {"closing": "d" * 64},
    {"compartment": "price"},
    {"guardian": ""},
    {"shares": [{}]},
    {"shares": {}},
    {"more": 1},
    {"type": "release/v2"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_check_release_refuses_other_scopes_and_shapes(
    masters: dict[str, Master], opening: dict[str, Any], change: dict[str, Any]
) -> None:
    (signed, _), _ = _release(masters, opening, sealed(masters, opening))
    with pytest.raises(ValueError):
        check_release(sign_document(masters["grd-1"], signed["document"] | change), opening=opening, closing=ROOT)


def test_check_release_refuses_a_doubled_share_and_a_bidder_with_two(
    masters: dict[str, Master], opening: dict[str, Any]
) -> None:
    (signed, _), _ = _release(masters, opening, sealed(masters, opening))
    row = signed["document"]["shares"][0]
    doubled = signed["document"] | {"shares": [row, row]}
    with pytest.raises(ValueError, match="stands twice"):
        check_release(sign_document(masters["grd-1"], doubled), opening=opening, closing=ROOT)
    two = signed["document"] | {"guardian": "bidder", "shares": [row, row | {"manifest": "ab" * 32}]}
    with pytest.raises(ValueError, match="own lock alone"):
        check_release(sign_document(masters["bidder"], two), opening=opening, closing=ROOT)


def test_an_identity_on_paper_gives_the_same_shares(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    (signed, _), heads = _release(masters, opening, sealed(masters, opening))
    card = make_card(
        masters["grd-1"], opening=opening, group="supervision", guardian="grd-1", organisation="org-1", name="名"
    )["document"]
    paper = read_out_identity(masters["grd-1"], opening=opening, guardian="grd-1", compartment="sheet", closing=ROOT)
    release, refused = open_paper_release(paper, opening=opening, closing=ROOT, card=card, heads=heads)
    assert (release.shares, refused) == (check_release(signed, opening=opening, closing=ROOT).shares, [])
    wrong = paper | {"identity": masters["grd-2"].identity(opening, "sheet")}
    with pytest.raises(ValueError, match="does not belong to the guardian's card"):
        open_paper_release(wrong, opening=opening, closing=ROOT, card=card, heads=heads)
    for change in (
        {"identity": "AGE-SECRET-KEY-1X"},
        {"identity": 1},
        {"closing": "d" * 64},
        {"guardian": "grd-2"},
        {"type": "x/v1"},
    ):
        with pytest.raises(ValueError):
            open_paper_release(paper | change, opening=opening, closing=ROOT, card=card, heads=heads)


def test_check_card_refuses_other_keys_openings_and_shapes(masters: dict[str, Master], opening: dict[str, Any]) -> None:
    signed = make_card(
        masters["grd-1"], opening=opening, group="trade", guardian="grd-1", organisation="org-1", name="名", epoch=2
    )
    card = check_card(signed, opening=opening, key=masters["grd-1"].public())
    assert card["recipients"]["technical"] == masters["grd-1"].recipient(opening, "technical", 2)
    for expected in ({"opening": opening | {"round": 2}}, {"key": masters["grd-2"].public()}):
        with pytest.raises(ValueError, match="another"):
            check_card(signed, **expected)
    for change in ({"recipients": {}}, {"epoch": -1}, {"name": ""}, {"more": 1}, {"guardian": "g g"}):
        with pytest.raises(ValueError):
            check_card(sign_document(masters["grd-1"], card | change))


@pytest.mark.parametrize(("count", "size"), [(0, 16), (1, 16), (16, 16), (17, 32), (1528, 2048)])
def test_a_closing_list_hides_its_count_and_proves_each_bid(opening: dict[str, Any], count: int, size: int) -> None:
    manifests = [f"{n:064x}" for n in range(count)]
    listed, root = make_closing(opening, manifests)
    assert (len(listed["entries"]), sorted(verify_closing(listed, opening=opening, root=root))) == (size, manifests)
    for manifest in manifests[:3]:
        proof = closing_proof(listed, manifest)
        verify_closing_proof(proof, manifest=manifest, root=root)
        for bad in (
            {"index": proof["index"] ^ 1},
            {"salt": to_base64(bytes(32))},
            {"hashes": proof["hashes"][1:]},
            {"size": size * 2},
        ):
            with pytest.raises(ValueError):
                verify_closing_proof(proof | bad, manifest=manifest, root=root)
        with pytest.raises(ValueError):
            verify_closing_proof(proof, manifest="ff" * 32, root=root)


def test_closing_proof_refuses_a_bid_that_is_not_in_the_list(opening: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not in the closing list"):
        closing_proof(make_closing(opening, ["ab" * 32])[0], "cd" * 32)


def test_verify_closing_finds_any_change(opening: dict[str, Any]) -> None:
    listed, root = make_closing(opening, [f"{n:064x}" for n in range(5)])
    entries = listed["entries"]
    for changed in (
        entries[1:] + entries[:1],
        entries[:8],
        [*entries[:-1], entries[0]],
        [entries[0] | {"manifest": "ab" * 32}, *entries[1:]],
    ):
        with pytest.raises(ValueError):
            verify_closing(listed | {"entries": changed}, opening=opening, root=root)
    with pytest.raises(ValueError, match="another opening"):
        verify_closing(listed, opening=opening | {"round": 2}, root=root)
    with pytest.raises(ValueError, match="the log says"):
        verify_closing(listed, opening=opening, root=ROOT)
    other, _ = make_closing(opening, manifests_of(listed))
    assert closing_root(other) != root
