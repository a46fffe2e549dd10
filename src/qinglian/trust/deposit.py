"""Deposits of seeds (docs/protocol.md 10): a party that does not reveal cannot stop a draw, nor choose to be left out of it."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

import pyrage

from qinglian.trust.access import checked_access, missing_group, secrets_of, split_over_groups
from qinglian.trust.canonical import jcs
from qinglian.trust.documents import open_document, sign_document
from qinglian.trust.keys import Master, age_identity, age_recipient
from qinglian.trust.lots import seed_commitment
from qinglian.trust.seal import share_commitment
from qinglian.trust.strict import digest, fields, from_base64, identifier, read_canonical, to_base64

PARTIES = ("tenderer", "centre", "supervisor")
PURPOSES = ("draw", "coefficient")
MOST_ENVELOPE_BYTES = 8192
_LOT = ("purpose", "scope", "party")
_DEPOSIT = ("type", *_LOT, "commitment", "access", "envelopes", "commitments")
_SHARE = (*_LOT, "guardian", "salt", "share")
_RELEASE = ("type", *_SHARE)

Shares = Mapping[str, bytes | None]  # guardian -> share of 33 bytes, or None: its envelope does not open


def make_deposit(
    seed: bytes,
    *,
    purpose: str,
    scope: dict[str, Any],
    party: str,
    access: dict[str, Any],
    recipients: Mapping[str, str],
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> dict[str, Any]:
    """This will split the seed over the guardians' groups and lock each share to its guardian's recipient for lots.

    `recipients` is guardian -> `age1...` from the cards. ValueError when one is missing. Nobody signs it: its hash is in the fact.
    """
    lot = {"purpose": purpose, "scope": scope, "party": party}
    envelopes, commitments = {}, {}
    for guardian, share in split_over_groups(seed, access, random=random).items():
        if guardian not in recipients:
            raise ValueError(f"deposit: {guardian} has no card with a recipient for lots")
        salt = random(32)
        inside = jcs(lot | {"guardian": guardian, "salt": to_base64(salt), "share": to_base64(share)})
        envelopes[guardian] = to_base64(pyrage.encrypt(inside, [age_recipient(recipients[guardian])]))
        commitments[guardian] = share_commitment(salt, share)
    commitment = seed_commitment(purpose, scope, party, seed).hex()
    deposit: dict[str, Any] = {"type": "seed-deposit/v1", **lot, "commitment": commitment, "access": access}
    return deposit | {"envelopes": envelopes, "commitments": commitments}


def check_deposit(
    value: Any, *, purpose: str, scope: dict[str, Any], party: str, commitment: str, access: dict[str, Any]
) -> dict[str, Any]:
    """This will return the deposit when it is of this lot, party and commitment and has an envelope for each guardian (ValueError
    otherwise). Whether the envelopes open, only their guardians can see."""
    deposit = fields(value, _DEPOSIT, name="deposit")
    if deposit["type"] != "seed-deposit/v1":
        raise ValueError(f"deposit: type {deposit['type']!r:.40}; seed-deposit/v1 was expected")
    _check_lot(deposit, {"purpose": purpose, "scope": scope, "party": party}, name="deposit")
    if digest(deposit["commitment"], name="deposit.commitment") != commitment:
        raise ValueError("deposit: of another commitment")
    if checked_access(deposit["access"]) != access:
        raise ValueError("deposit: its guardians are not those of the notice")
    guardians = tuple(guardian for group in access["groups"] for guardian in group["guardians"])
    for envelope in fields(deposit["envelopes"], guardians, name="deposit.envelopes").values():
        from_base64(envelope, name="deposit.envelopes", most=MOST_ENVELOPE_BYTES)
    for hashed in fields(deposit["commitments"], guardians, name="deposit.commitments").values():
        digest(hashed, name="deposit.commitments")
    return deposit


def open_deposit_share(identity: str, *, deposit: dict[str, Any], guardian: str) -> tuple[bytes, bytes]:
    """This will open a guardian's envelope: (salt, share). ValueError when it does not open or does not fit: the party's doing."""
    sealed = from_base64(deposit["envelopes"][guardian], name="envelope", most=MOST_ENVELOPE_BYTES)
    try:
        inside = pyrage.decrypt(sealed, [age_identity(identity)])
    except pyrage.DecryptError:
        raise ValueError(f"the deposit's envelope for {guardian} does not open") from None
    row = fields(read_canonical(inside, limit=MOST_ENVELOPE_BYTES, name="envelope"), _SHARE, name="envelope")
    _check_lot(row, deposit, name="envelope")
    return _fitting(row, deposit, guardian)


def make_seed_release(
    master: Master, *, deposit: dict[str, Any], guardian: str, opening: dict[str, Any], epoch: int = 0
) -> dict[str, Any]:
    """This will sign the guardian's share of a deposit, or, when its envelope does not open or fit, that there is none (both null)."""
    salt = share = None
    try:
        opened = open_deposit_share(master.identity(opening, "lots", epoch), deposit=deposit, guardian=guardian)
        salt, share = (to_base64(part) for part in opened)
    except ValueError:
        pass
    document = {"type": "seed-release/v1", **{name: deposit[name] for name in _LOT}, "guardian": guardian}
    return sign_document(master, document | {"salt": salt, "share": share})


def check_seed_release(signed: Any, *, deposit: dict[str, Any]) -> tuple[str, bytes | None, str]:
    """This will return (guardian, share or None, signing key) of a release that fits the deposit (ValueError otherwise).

    None says that the guardian's envelope does not open. Whose key it is, the caller looks up.
    """
    document, key = open_document(signed, "seed-release/v1")
    row = fields(document, _RELEASE, name="seed release")
    _check_lot(row, deposit, name="seed release")
    guardian = identifier(row["guardian"], name="seed release.guardian")
    if guardian not in deposit["commitments"]:
        raise ValueError("seed release: the deposit has no share for this guardian")
    if row["salt"] is None and row["share"] is None:
        return guardian, None, key
    return guardian, _fitting(row, deposit, guardian)[1], key


def is_settled(deposit: dict[str, Any], shares: Shares) -> bool:
    """This will say whether the releases decide: every group has its threshold, or a group can reach it no more."""
    return fault_of(deposit, shares) is not None or missing_group(_present(shares), deposit["access"]) is None


def fault_of(deposit: dict[str, Any], shares: Shares) -> str | None:
    """This will return why the releases can give no seed: `envelope_unopenable`, `seed_mismatch`, or None while they still can."""
    lost = {guardian for guardian, share in shares.items() if share is None}
    for group in deposit["access"]["groups"]:
        if len(set(group["guardians"]) - lost) < group["threshold"]:
            return "envelope_unopenable"
    if missing_group(_present(shares), deposit["access"]) is None and seed_in(deposit, shares) is None:
        return "seed_mismatch"
    return None


def seed_in(deposit: dict[str, Any], shares: Shares) -> bytes | None:
    """This will return the deposited seed: the first choice of shares that gives one with the commitment; None when none does."""
    present = _present(shares)
    if missing_group(present, deposit["access"]) is not None:
        return None
    for seed in secrets_of(present, deposit["access"]):
        if seed_commitment(deposit["purpose"], deposit["scope"], deposit["party"], seed).hex() == deposit["commitment"]:
            return seed
    return None


def _present(shares: Shares) -> dict[str, bytes]:
    return {guardian: share for guardian, share in shares.items() if share is not None}


def _fitting(row: dict[str, Any], deposit: dict[str, Any], guardian: str) -> tuple[bytes, bytes]:
    salt = from_base64(row["salt"], name="salt", size=32)
    share = from_base64(row["share"], name="share", size=33)
    if row["guardian"] != guardian or share_commitment(salt, share) != deposit["commitments"][guardian]:
        raise ValueError(f"the share is not the one that the deposit commits {guardian} to")
    return salt, share


def _check_lot(row: dict[str, Any], lot: dict[str, Any], *, name: str) -> None:
    if any(row[field] != lot[field] for field in _LOT):
        raise ValueError(f"{name}: of another lot or party")
