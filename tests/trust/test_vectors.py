"""This implementation passes the published vectors, and `make.py` writes them again byte for byte."""

import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qinglian.law.evaluation.drawn import draw_sample, draw_value, place_below
from qinglian.trust import shamir
from qinglian.trust.access import combine
from qinglian.trust.canonical import fact_leaf, jcs, sha256
from qinglian.trust.card import check_card
from qinglian.trust.closing import closing_root, manifests_of, verify_closing_proof
from qinglian.trust.deposit import check_deposit, check_seed_release, make_seed_release, seed_in
from qinglian.trust.documents import document_hash, open_document, sign_document
from qinglian.trust.draw import exclusion_leaf, ranking, roster_leaf, salted_root
from qinglian.trust.faults import UNOPENED
from qinglian.trust.inner import BidFile, bucket, write_padded
from qinglian.trust.keys import Master, open_key_file
from qinglian.trust.log import facts_path, leaf_hash, tile_path, verify_consistency, verify_inclusion
from qinglian.trust.lots import combined_seed, seed_commitment
from qinglian.trust.manifest import PackageHead, check_manifest, read_package
from qinglian.trust.note import Signer
from qinglian.trust.policy import read_policy
from qinglian.trust.proof import verify_proof
from qinglian.trust.receipt import check_receipt, check_receipt_proof
from qinglian.trust.release import check_release, make_release, read_out_identity
from qinglian.trust.seal import SealFault, open_compartment, open_envelope, share_commitment
from qinglian.trust.session import (
    check_report_signature,
    check_score_sheet,
    check_seat,
    check_session_release,
    make_session_release,
    open_session_release,
    sign_report,
    sign_seat,
    sign_sheet,
)
from qinglian.trust.strict import from_base64, read_json, to_base64

FOLDER = Path(__file__).parents[2] / "vectors"


def _load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def test_make_writes_every_file_again_byte_for_byte(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    subprocess.run([sys.executable, str(tmp_path / "make.py")], check=True, capture_output=True)
    names = sorted(path.name for path in FOLDER.glob("*.json"))
    assert len(names) == 16
    assert {name: (tmp_path / name).read_bytes() for name in names} == {
        name: (FOLDER / name).read_bytes() for name in names
    }


def test_canonical_bytes() -> None:
    vectors = _load("canonical")
    assert [jcs(case["value"]).hex() for case in vectors["jcs"]] == [case["bytes"] for case in vectors["jcs"]]
    for case in vectors["fact_leaf"]:
        assert fact_leaf(bytes.fromhex(case["salt"]), case["fact"]).hex() == case["leaf"]
    for text in vectors["refused"]:
        with pytest.raises(ValueError):
            jcs(read_json(text.encode(), limit=1000, name="text"))


def test_keys() -> None:
    for case in _load("keys")["cases"]:
        master = Master(bytes.fromhex(case["master"]))
        assert master.public() == case["public"]
        for row in case["derived"]:
            scope = (row["opening"], row["compartment"], row["epoch"])
            assert (master.identity(*scope), master.recipient(*scope)) == (row["identity"], row["recipient"])


def test_documents() -> None:
    vectors = _load("documents")
    for case in vectors["cases"]:
        document, _ = open_document(case["signed"], case["signed"]["document"]["type"])
        assert document_hash(document) == case["hash"]
        assert sign_document(Master(bytes.fromhex(case["master"])), document) == case["signed"]
    for signed in vectors["refused"]:
        with pytest.raises(ValueError):
            open_document(signed, vectors["expected_type"])


def test_shamir() -> None:
    vectors = _load("shamir")
    for case in vectors["splits"]:
        drawn = iter(bytes.fromhex(row) for row in case["coefficients"])
        shares = shamir.split(
            bytes.fromhex(case["secret"]),
            threshold=case["threshold"],
            count=len(case["shares"]),
            random=lambda _, d=drawn: next(d),
        )
        assert [share.hex() for share in shares] == case["shares"]
        assert shamir.combine(shares[-case["threshold"] :]).hex() == case["secret"]
    for case in vectors["access"]:
        shares_by_name = {name: bytes.fromhex(share) for name, share in case["shares"].items()}
        assert combine(shares_by_name, case["access"]).hex() == case["secret"]


def test_commitments() -> None:
    vectors = _load("commitments")
    for case in vectors["share"]:
        assert share_commitment(bytes.fromhex(case["salt"]), bytes.fromhex(case["share"])) == case["commitment"]
    assert [bucket(row["size"]) for row in vectors["buckets"]] == [row["bucket"] for row in vectors["buckets"]]
    for case in vectors["padded"]:
        files = [BidFile(f["name"], f["media_type"], from_base64(f["data"], name="data")) for f in case["files"]]
        nonce = from_base64(case["nonce"], name="nonce")
        fixed = {name: case[name] for name in ("opening", "compartment", "bidder", "sheet")}
        padded = write_padded(**fixed, nonce=nonce, files=files, machine=None)
        assert (len(padded), sha256(padded).hex()) == (case["padded_size"], case["padded_sha256"])


def test_closing() -> None:
    vectors = _load("closing")
    for case in vectors["cases"]:
        assert (closing_root(case["list"]), sorted(manifests_of(case["list"]))) == (case["root"], case["manifests"])
        for row in case["proofs"]:
            verify_closing_proof(row["proof"], manifest=row["manifest"], root=case["root"])
    for listed in vectors["refused"]:
        with pytest.raises(ValueError):
            closing_root(listed)


def test_notes() -> None:
    vectors, policy = _load("notes"), read_policy(_load("receipts")["policy"])
    for row in vectors["keys"]:
        assert Signer.from_string(row["skey"]).verifier().vkey == row["vkey"]
    for case in vectors["notes"]:
        witnessed = policy.open_checkpoint(case["note"], quorum=False)
        found = (witnessed.checkpoint.size, witnessed.checkpoint.root.hex(), witnessed.cosigned)
        assert found == (case["size"], case["root"], case["cosigned"])
    for note in vectors["refused"]:
        with pytest.raises(ValueError):
            policy.open_checkpoint(note, quorum=False)


def test_proofs() -> None:
    vectors = _load("proofs")
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in vectors["leaves"]]
    for case in vectors["inclusion"]:
        proof = [bytes.fromhex(row) for row in case["proof"]]
        verify_inclusion(
            hashes[case["index"]], index=case["index"], size=case["size"], proof=proof, root=bytes.fromhex(case["root"])
        )
    for case in vectors["consistency"]:
        proof, roots = (
            [bytes.fromhex(row) for row in case["proof"]],
            [bytes.fromhex(case[name]) for name in ("old_root", "root")],
        )
        verify_consistency(old=case["old"], size=case["size"], old_root=roots[0], root=roots[1], proof=proof)
    assert [tile_path(row["level"], row["index"], row["width"]) for row in vectors["paths"]] == [
        row["path"] for row in vectors["paths"]
    ]
    assert facts_path(1234067, 5) == vectors["facts_path"]
    proof, policy = vectors["tlog_proof"], read_policy(_load("receipts")["policy"])
    assert verify_proof(proof["text"], leaf=bytes.fromhex(proof["leaf"]), policy=policy)[0] == proof["index"]


def test_receipts() -> None:
    vectors = _load("receipts")
    policy = read_policy(vectors["policy"])
    for case in vectors["cases"]:
        assert check_receipt_proof(check_receipt(case["receipt"], policy), case["proof"], policy)[0] == case["index"]
    for receipt in vectors["refused"]:
        with pytest.raises(ValueError):
            check_receipt(receipt, policy)


def test_lots() -> None:
    vectors = _load("lots")
    for row in vectors["commitments"]:
        about = (row["purpose"], row["scope"], row["party"])
        assert seed_commitment(*about, bytes.fromhex(row["seed"])).hex() == row["commitment"]
    for row in vectors["combined"]:
        seeds = [bytes.fromhex(seed) for seed in row["seeds"]]
        assert combined_seed(row["purpose"], row["scope"], seeds).hex() == row["seed"]
    for row in vectors["refused"]:
        with pytest.raises(ValueError):
            combined_seed(row["purpose"], row["scope"], [bytes.fromhex(seed) for seed in row["seeds"]])


def test_drawn() -> None:
    vectors = _load("drawn")
    for row in vectors["values"]:
        bounds = [Decimal(row[name]) for name in ("low", "high", "step")]
        assert str(draw_value(bytes.fromhex(row["seed"]), row["name"], *bounds)) == row["value"]
    for row in vectors["samples"]:
        assert list(draw_sample(bytes.fromhex(row["seed"]), row["name"], row["items"], row["k"])) == row["sample"]
    for row in vectors["places"]:
        assert place_below(int(row["size"]), iter(map(int, row["words"]))) == int(row["place"])
    refused = vectors["refused"]
    for row in refused["ranges"]:
        with pytest.raises(ValueError):
            draw_value(bytes(32), "x", Decimal(row["low"]), Decimal(row["high"]), Decimal(row["step"]))
    for own in refused["seeds"]:
        with pytest.raises(ValueError):
            draw_sample(bytes.fromhex(own), "x", [1, 2], 1)
    for items in refused["items"]:
        with pytest.raises(ValueError):
            draw_sample(bytes(32), "x", items, 1)


def test_package_opens_and_faults_are_named() -> None:
    vectors, sealed = _load("package"), _load("sealed")
    masters = {name: Master(bytes.fromhex(secret)) for name, secret in vectors["masters"].items()}
    head, ciphertexts = read_package(io.BytesIO(from_base64(sealed["package"], name="package")))
    opening, root = head.opening, vectors["closing"]["root"]
    assert (head.hash, head.key) == (vectors["manifest_hash"], vectors["key"])
    for signed in vectors["cards"]:
        check_card(signed, opening=opening, key=masters[signed["document"]["guardian"]].public())
    shares = {}
    for signed in vectors["releases"]:
        release = check_release(signed, opening=opening, closing=root)
        shares[release.guardian] = release.shares[head.hash]
        remade, _ = make_release(
            masters[release.guardian],
            opening=opening,
            guardian=release.guardian,
            compartment="sheet",
            closing=root,
            heads=[head],
        )
        assert remade == signed
    assert (
        read_out_identity(masters["grd-1"], opening=opening, guardian="grd-1", compartment="sheet", closing=root)
        == vectors["paper"]
    )
    for case in vectors["outcomes"]:
        given = {name.lstrip("~"): _given(name, shares) for name in case["shares"]}
        assert _judged(head, ciphertexts, given) == (case["fault"], case["reason"])
    inner = open_compartment(head, "sheet", ciphertexts["sheet"], shares)
    assert (inner.header, inner.sheet) == (vectors["header"], vectors["sheet"])


def test_unopened_envelopes_are_named_in_the_release() -> None:
    vectors, spoiled = _load("package"), _load("sealed")["spoiled"]
    good = read_package(io.BytesIO(from_base64(_load("sealed")["package"], name="package")))[0]
    opening, root, expected = good.opening, vectors["closing"]["root"], vectors["unopened"]["release"]
    heads = [good]
    for row in spoiled:
        manifest, key = check_manifest(row["manifest"])
        envelopes = {"sheet": {"grd-1": from_base64(row["envelope"], name="envelope")}}
        heads.append(PackageHead(manifest, document_hash(manifest), key, row["manifest"], envelopes, b""))
    master = Master(bytes.fromhex(vectors["masters"]["grd-1"]))
    made, refused = make_release(
        master, opening=opening, guardian="grd-1", compartment="sheet", closing=root, heads=heads
    )
    assert (made, [row.reason for row in refused]) == (expected, [row["reason"] for row in spoiled])
    assert list(check_release(made, opening=opening, closing=root).unopened.values()) == list(UNOPENED)
    for signed in vectors["unopened"]["refused"]:
        with pytest.raises(ValueError):
            check_release(signed, opening=opening, closing=root)


def test_faulty_bids_are_their_bidders_fault() -> None:
    for case, expected in zip(_load("sealed")["faulty"], _load("package")["faulty"], strict=True):
        head, ciphertexts = read_package(io.BytesIO(from_base64(case["package"], name="package")))
        bidder = Master(bytes.fromhex(_load("package")["masters"]["bidder"]))
        share = open_envelope(bidder.identity(head.opening, "sheet"), head=head, compartment="sheet", guardian="bidder")
        assert (
            _judged(head, ciphertexts, {"bidder": share})
            == ("bidder", case["reason"])
            == (expected["fault"], expected["reason"])
        )


def test_the_key_file_opens_with_its_words() -> None:
    sealed = _load("sealed")
    assert (
        open_key_file(sealed["key_file"], words=sealed["words"]).secret().hex() == _load("package")["masters"]["bidder"]
    )


def _given(name: str, shares: dict[str, tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    salt, share = shares[name.lstrip("~")]
    return (salt, bytes([share[0] ^ 1]) + share[1:]) if name[0] == "~" else (salt, share)


def _judged(
    head: Any, ciphertexts: dict[str, bytes], shares: dict[str, tuple[bytes, bytes]]
) -> tuple[str | None, str | None]:
    try:
        open_compartment(head, "sheet", ciphertexts["sheet"], shares)
    except SealFault as fault:
        return fault.fault, fault.reason
    return None, None


def test_deposits() -> None:
    vectors = _load("deposits")
    for deposit, releases, seed in zip(vectors["deposits"], vectors["releases"], vectors["seeds"], strict=True):
        about = {name: deposit[name] for name in ("purpose", "scope", "party", "commitment", "access")}
        assert check_deposit(deposit, **about) is deposit
        shares = {}
        for (name, secret), signed in zip(vectors["masters"].items(), releases, strict=True):
            master = Master(bytes.fromhex(secret))
            made = make_seed_release(master, deposit=deposit, guardian=name, opening=vectors["opening"])
            assert made == signed
            guardian, shares[name], _ = check_seed_release(signed, deposit=deposit)
            assert guardian == name
        found = seed_in(deposit, shares)
        assert found is not None
        assert found.hex() == seed


def test_what_a_seat_signs() -> None:
    vectors = _load("session")
    seat, place = Master(bytes.fromhex(vectors["seat_key"])), _named(vectors, "opening", "session")
    for signed in vectors["seats"]:
        number = signed["document"]["seat"]
        assert check_seat(signed, **place, seat=number) == seat.public()
        assert sign_seat(seat, **place, seat=number) == signed
    for signed in vectors["sheets"]:
        sheet = check_score_sheet(signed, **place, seat=7, key=seat.public())
        assert sign_sheet(seat, **place, seat=7, **_named(sheet, "kind", "rows", "files")) == signed
    for signed in vectors["reports"]:
        result, dissent = signed["document"]["result"], signed["document"]["dissent"]
        assert check_report_signature(signed, **place, seat=7, key=seat.public(), result=result) == dissent
        assert sign_report(seat, **place, seat=7, result=result, dissent=dissent) == signed


def test_a_release_to_the_session() -> None:
    vectors, package = _load("session"), _load("package")
    head, _ = read_package(io.BytesIO(from_base64(_load("sealed")["package"], name="package")))
    about = _named(vectors, "opening") | {"closing": package["closing"]["root"], "session": vectors["recipient"]}
    release = check_session_release(vectors["release"], **about)
    master = Master(bytes.fromhex(package["masters"][vectors["guardian"]]))
    assert (release.guardian, release.compartment, release.key) == ("grd-3", "technical", master.public())
    shares = open_session_release(vectors["identity"], release.sealed)
    assert [(name, to_base64(salt), to_base64(share)) for name, (salt, share) in shares.items()] == [
        (row["manifest"], row["salt"], row["share"]) for row in vectors["shares"]
    ]
    made, refused = make_session_release(master, **about, guardian="grd-3", compartment="technical", heads=[head])
    assert refused == []
    again = check_session_release(made, **about)
    assert open_session_release(vectors["identity"], again.sealed) == shares


def _named(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def test_draw() -> None:
    vectors, refused = _load("draw"), _load("draw")["refused"]
    for row in vectors["roster"]:
        assert _roster_leaf(row) == row["leaf"]
    for row in vectors["exclusions"]:
        assert _exclusion_leaf(row) == row["exclusion_leaf"]
    for row in vectors["roots"]:
        assert salted_root(map(bytes.fromhex, row["leaves"])) == row["root"]
    for row in vectors["rankings"]:
        assert ranking(bytes.fromhex(row["seed"]), row["leaves"]) == row["ranked"]
    for act, rows in ((_roster_leaf, refused["roster"]), (_exclusion_leaf, refused["exclusions"])):
        for row in rows:
            with pytest.raises(ValueError):
                act(row)
    for leaves in refused["roots"]:
        with pytest.raises(ValueError):
            salted_root(map(bytes.fromhex, leaves))
    for seed in refused["rankings"]:
        with pytest.raises(ValueError):
            ranking(bytes.fromhex(seed), [])


def _roster_leaf(row: dict[str, Any]) -> str:
    about = {name: row[name] for name in ("expert", "name", "unit", "specialities")}
    return roster_leaf(bytes.fromhex(row["salt"]), **about).hex()


def _exclusion_leaf(row: dict[str, Any]) -> str:
    about = {name: row[name] for name in ("leaf", "reason", "evidence")}
    return exclusion_leaf(bytes.fromhex(row["salt"]), **about).hex()
