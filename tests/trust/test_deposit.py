"""Deposits of seeds: guardians can reveal what its party withholds, nobody else can, and a false deposit is its party's fault."""

from typing import Any

import pyrage
import pytest

from qinglian.trust.canonical import jcs
from qinglian.trust.deposit import (
    check_deposit,
    check_seed_release,
    fault_of,
    is_settled,
    make_deposit,
    make_seed_release,
    open_deposit_share,
    seed_in,
)
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import Master, age_recipient
from qinglian.trust.lots import seed_commitment
from qinglian.trust.seal import share_commitment
from qinglian.trust.strict import to_base64

OPENING = {"origin": "jiangcheng.qinglian.invalid", "tender": "JC-2026-0417", "section": "1", "round": 1}
ACCESS = {
    "mode": "G",
    "groups": [
        {"name": "supervision", "threshold": 1, "guardians": ["grd-1", "grd-2"]},
        {"name": "trade", "threshold": 2, "guardians": ["grd-3", "grd-4", "grd-5"]},
    ],
}
GUARDIANS = ("grd-1", "grd-2", "grd-3", "grd-4", "grd-5")
SEED = bytes(range(32))
LOT: dict[str, Any] = {"purpose": "coefficient", "scope": OPENING, "party": "centre"}


def deposited(masters: dict[str, Master], *, seed: bytes = SEED, **changes: Any) -> dict[str, Any]:
    recipients = {guardian: masters[guardian].recipient(OPENING, "lots") for guardian in GUARDIANS}
    return make_deposit(seed, **LOT, access=ACCESS, recipients=recipients) | changes


def released(masters: dict[str, Master], deposit: dict[str, Any], *guardians: str) -> dict[str, bytes | None]:
    signed = [make_seed_release(masters[name], deposit=deposit, guardian=name, opening=OPENING) for name in guardians]
    return {guardian: share for guardian, share, _ in (check_seed_release(one, deposit=deposit) for one in signed)}


def checked(deposit: dict[str, Any], **changes: Any) -> dict[str, Any]:
    commitment = seed_commitment("coefficient", OPENING, "centre", SEED).hex()
    return check_deposit(deposit, **{**LOT, "commitment": commitment, "access": ACCESS, **changes})


def test_deposit_gives_the_seed_to_enough_guardians_of_each_group(masters):
    deposit = checked(deposited(masters))
    for enough in (("grd-1", "grd-3", "grd-5"), ("grd-2", "grd-4", "grd-5"), GUARDIANS):
        shares = released(masters, deposit, *enough)
        assert (seed_in(deposit, shares), is_settled(deposit, shares), fault_of(deposit, shares)) == (SEED, True, None)
    for too_few in (("grd-1", "grd-2"), ("grd-3", "grd-4", "grd-5"), ("grd-1", "grd-3")):
        shares = released(masters, deposit, *too_few)
        assert (seed_in(deposit, shares), is_settled(deposit, shares), fault_of(deposit, shares)) == (None, False, None)


def test_check_deposit_refuses_another_lot_party_commitment_or_guardians(masters):
    deposit = deposited(masters)
    other = {**ACCESS, "groups": ACCESS["groups"][:1]}
    for changes in (
        {"purpose": "draw"}, {"scope": OPENING | {"round": 2}}, {"party": "tenderer"}, {"commitment": "ab" * 32}, {"access": other},
    ):  # fmt: skip
        with pytest.raises(ValueError):
            checked(deposit, **changes)
    fewer = {name: envelope for name, envelope in deposit["envelopes"].items() if name != "grd-1"}
    for wrong in ({"type": "seed-deposit/v2"}, {"envelopes": fewer}, {"commitments": {}}, {"more": 1}):
        with pytest.raises(ValueError):
            checked(deposit | wrong)
    with pytest.raises(ValueError, match="no card"):
        make_deposit(SEED, **LOT, access=ACCESS, recipients={})


def test_open_deposit_share_is_for_its_guardian_alone(masters):
    deposit = deposited(masters)
    salt, share = open_deposit_share(masters["grd-3"].identity(OPENING, "lots"), deposit=deposit, guardian="grd-3")
    assert share_commitment(salt, share) == deposit["commitments"]["grd-3"]
    for stranger, compartment in (("grd-4", "lots"), ("grd-3", "sheet")):
        with pytest.raises(ValueError):
            open_deposit_share(masters[stranger].identity(OPENING, compartment), deposit=deposit, guardian="grd-3")


def test_check_seed_release_refuses_another_share_deposit_or_guardian(masters):
    deposit = deposited(masters)
    signed = make_seed_release(masters["grd-3"], deposit=deposit, guardian="grd-3", opening=OPENING)
    honest = signed["document"]
    for wrong in (
        {"share": to_base64(bytes(33))}, {"salt": None}, {"guardian": "grd-4"}, {"guardian": "grd-9"}, {"party": "tenderer"},
        {"scope": OPENING | {"round": 2}}, {"type": "release/v1"},
    ):  # fmt: skip
        with pytest.raises(ValueError):
            check_seed_release(sign_document(masters["grd-3"], honest | wrong), deposit=deposit)
    with pytest.raises(ValueError):
        check_seed_release(signed, deposit=deposited(masters))
    assert check_seed_release(signed, deposit=deposit)[::2] == ("grd-3", masters["grd-3"].public())


def test_a_deposit_of_another_seed_is_its_partys_fault(masters):
    deposit = deposited(masters, seed=bytes(32))
    deposit["commitment"] = seed_commitment("coefficient", OPENING, "centre", SEED).hex()
    shares = released(masters, checked(deposit), "grd-1", "grd-3", "grd-4")
    assert (seed_in(deposit, shares), is_settled(deposit, shares), fault_of(deposit, shares)) == (
        None, True, "seed_mismatch",
    )  # fmt: skip


def test_envelopes_that_do_not_open_are_its_partys_fault_once_a_group_cannot_reach_its_threshold(masters):
    deposit = deposited(masters)
    false = jcs(LOT | {"guardian": "grd-4", "salt": to_base64(bytes(32)), "share": to_base64(bytes(33))})
    deposit["envelopes"]["grd-3"] = to_base64(b"no envelope")
    deposit["envelopes"]["grd-4"] = to_base64(
        pyrage.encrypt(false, [age_recipient(masters["grd-4"].recipient(OPENING, "lots"))])
    )
    shares = released(masters, checked(deposit), "grd-1", "grd-3")
    assert (shares["grd-3"], is_settled(deposit, shares)) == (None, False)
    shares |= released(masters, deposit, "grd-4")
    assert (seed_in(deposit, shares), fault_of(deposit, shares)) == (None, "envelope_unopenable")
