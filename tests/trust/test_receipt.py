"""Receipts, their proofs, and the pinned policy."""

import json
from pathlib import Path
from typing import Any

import pytest

from qinglian.trust.documents import sign_document
from qinglian.trust.keys import Master
from qinglian.trust.policy import policy_digest, read_policy
from qinglian.trust.proof import read_proof, verify_proof
from qinglian.trust.receipt import check_receipt, check_receipt_proof, make_receipt

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "receipts.json").read_text())
RECEIPT_MASTER = Master(b"r" * 32)
POLICY = VECTORS["policy"] | {"receipt_key": RECEIPT_MASTER.public()}


def _receipt(opening: dict[str, Any], **changes: Any) -> dict[str, Any]:
    fact = {"kind": "bid-received/v1", "at": "2026-11-24T16:05:09+08:00", "by": None, "subject": "tender:JC-2026-0417"}
    fact |= {"body": {"opening": opening, "manifest": "ab" * 32, "supersedes": None}} | changes
    return make_receipt(RECEIPT_MASTER, opening=opening, manifest="ab" * 32, fact=fact, salt=b"s" * 32)


def test_check_receipt_returns_what_was_promised(opening: dict[str, Any]) -> None:
    receipt = check_receipt(_receipt(opening), read_policy(POLICY), manifest="ab" * 32)
    assert (receipt.kind, receipt.arrived_at, receipt.opening) == (
        "bid-received/v1",
        "2026-11-24T16:05:09+08:00",
        opening,
    )


@pytest.mark.parametrize("change", [{"kind": "section-closed/v1"}, {"body": {}}, {"body": None}, {"more": 1}])
def test_check_receipt_refuses_other_facts(opening: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="receipt"):
        check_receipt(_receipt(opening, **change), read_policy(POLICY))


def test_check_receipt_refuses_changed_fields_though_signed(opening: dict[str, Any]) -> None:
    document = _receipt(opening)["document"]
    for change in (
        {"origin": "o"},
        {"arrived_at": "2026-11-24T16:05:10+08:00"},
        {"leaf": "00" * 32},
        {"salt": "AA=="},
        {"manifest": "cd" * 32},
        {"more": 1},
    ):
        with pytest.raises(ValueError):
            check_receipt(sign_document(RECEIPT_MASTER, document | change), read_policy(POLICY))
    with pytest.raises(ValueError, match="another bid"):
        check_receipt(sign_document(RECEIPT_MASTER, document), read_policy(POLICY), manifest="cd" * 32)
    with pytest.raises(ValueError, match="not signed by the receipt key"):
        check_receipt(sign_document(Master(bytes(32)), document), read_policy(POLICY))


def test_a_proof_needs_the_quorum_unless_it_is_waived() -> None:
    policy, case = read_policy(VECTORS["policy"]), VECTORS["cases"][0]
    receipt = check_receipt(case["receipt"], policy)
    assert check_receipt_proof(receipt, case["proof"], policy)[0] == 11
    with pytest.raises(ValueError, match="1 of 2 witnesses cosigned"):
        check_receipt_proof(receipt, case["lonely_proof"], policy)
    index, witnessed = check_receipt_proof(receipt, case["lonely_proof"], policy, quorum=False)
    assert (index, len(witnessed.cosigned)) == (11, 1)


def test_a_proof_is_of_its_own_leaf_and_text() -> None:
    policy, proof = read_policy(VECTORS["policy"]), VECTORS["cases"][0]["proof"]
    leaf = check_receipt(VECTORS["cases"][0]["receipt"], policy).leaf
    with pytest.raises(ValueError, match="another root"):
        verify_proof(proof, leaf=bytes(32), policy=policy)
    bad = [
        proof.replace("index 11", "index 12"),
        proof.replace("index 11", "index 011"),
        proof.replace("@v1", "@v2"),
        proof.replace("index 11\n", ""),
        proof[:100],
        "",
    ]
    for text in bad:
        with pytest.raises(ValueError):
            verify_proof(text, leaf=leaf, policy=policy)
    assert read_proof(proof.replace("index", "extra AAAA\nindex", 1)).index == 11


@pytest.mark.parametrize(
    "change",
    [
        {"type": "policy/v2"},
        {"origin": "other.invalid"},
        {"log": POLICY["witnesses"][0]["key"]},
        {"receipt_key": "AA=="},
        {"quorum": 4},
        {"quorum": -1},
        {"witnesses": POLICY["witnesses"] + POLICY["witnesses"][:1]},
        {"witnesses": [POLICY["witnesses"][0] | {"name": "x"}], "quorum": 1},
        {"guardians": POLICY["guardians"][:1] * 2},
        {"guardians": [{}]},
        {"more": 1},
    ],
)
def test_read_policy_refuses_what_it_cannot_stand_on(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        read_policy(POLICY | change)


def test_read_policy_says_what_is_simulated() -> None:
    policy = read_policy(POLICY)
    assert (policy.is_simulated, policy.quorum, len(policy.witnesses)) == (True, 2, 3)
    assert policy.guardian("grd-3") is not None
    assert policy.guardian("grd-9") is None
    assert len(policy_digest(POLICY)) == 64
