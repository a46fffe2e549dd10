"""Vectors of closing lists, notes, proofs and receipts."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from seeds import OPENING, ORIGIN, master, seed, stream

from qinglian.trust.canonical import fact_leaf
from qinglian.trust.closing import closing_proof, make_closing
from qinglian.trust.log import consistency_proof, facts_path, inclusion_proof, leaf_hash, root_of, tile_path
from qinglian.trust.note import COSIGNATURE_V1, ED25519, Signer, cosign, sign_checkpoint, with_signatures
from qinglian.trust.proof import write_proof
from qinglian.trust.receipt import make_receipt

LOG = Signer(ORIGIN, ED25519, Ed25519PrivateKey.from_private_bytes(seed("log key")))
WITNESSES = [
    Signer(f"witness-{name}.invalid", COSIGNATURE_V1, Ed25519PrivateKey.from_private_bytes(seed(f"witness {name}")))
    for name in ("supervision", "province", "university")
]
COSIGNED_AT = 1795570200
LEAVES = [seed(f"leaf {index}") for index in range(300)]


def files() -> dict[str, Any]:
    """This will return file name -> content."""
    return {"closing.json": _closing(), "notes.json": _notes(), "proofs.json": _proofs(), "receipts.json": _receipts()}


def policy() -> dict[str, Any]:
    """This will return the policy of the vectors: two of three witnesses."""
    guardians = [
        {
            "guardian": f"grd-{n}",
            "name": f"保管人{n}",
            "organisation": f"org-{n}",
            "group": "supervision" if n < 3 else "trade",
        }
        | {"key": master(f"grd-{n}").public()}
        for n in range(1, 6)
    ]
    return {
        "type": "policy/v1",
        "origin": ORIGIN,
        "log": LOG.verifier().vkey,
        "receipt_key": master("receipt").public(),
        "witnesses": [{"name": w.name, "key": w.verifier().vkey} for w in WITNESSES],
        "quorum": 2,
        "guardians": guardians,
    }


def cosigned_note(leaves: list[bytes], cosigners: int = 2) -> str:
    """This will return the checkpoint over these leaves with the cosignatures of the first witnesses."""
    root = root_of([leaf_hash(leaf) for leaf in leaves])
    note = sign_checkpoint(LOG, origin=ORIGIN, size=len(leaves), root=root)
    return with_signatures(
        note, [cosign(w, note, timestamp=COSIGNED_AT + at) for at, w in enumerate(WITNESSES[:cosigners])]
    )


def proof_of(index: int, leaves: list[bytes], cosigners: int = 2) -> str:
    """This will return the .tlog-proof of a leaf."""
    hashes = inclusion_proof([leaf_hash(leaf) for leaf in leaves], index)
    return write_proof(index=index, hashes=hashes, checkpoint=cosigned_note(leaves, cosigners))


def _closing() -> dict[str, Any]:
    cases = []
    for count in (0, 1, 3, 16, 17):
        manifests = [seed(f"manifest {count} {n}").hex() for n in range(count)]
        listed, root = make_closing(OPENING, manifests, random=stream(f"closing {count}"))
        proofs = [{"manifest": name, "proof": closing_proof(listed, name)} for name in manifests[:2]]
        cases.append({"list": listed, "root": root, "manifests": sorted(manifests), "proofs": proofs})
    good = cases[2]["list"]
    entries = good["entries"]
    refused = [
        good | {"entries": entries[:-1]},
        good | {"entries": [entries[1], entries[0], *entries[2:]]},
        good | {"entries": [entries[0], *entries[:-1]]},
        good | {"entries": entries[:8]},
        good | {"type": "closing-list/v2"},
    ]
    return {
        "about": "cases: this list has this root and holds these manifests. refused: no root at all.",
        "cases": cases,
        "refused": refused,
    }


def _notes() -> dict[str, Any]:
    note = cosigned_note(LEAVES[:7])
    lines = note.split("\n")
    plain = sign_checkpoint(LOG, origin=ORIGIN, size=0, root=root_of([]))
    return {
        "about": "keys: private key string -> vkey. notes: verified by the policy of receipts.json: origin, size, root, cosigners by name. "
        "refused: parsing or the log's signature must fail.",
        "keys": [{"skey": signer.skey, "vkey": signer.verifier().vkey} for signer in (LOG, *WITNESSES)],
        "notes": [
            {"note": note, "size": 7, "root": root_of([leaf_hash(leaf) for leaf in LEAVES[:7]]).hex()}
            | {"cosigned": {w.name: COSIGNED_AT + at for at, w in enumerate(WITNESSES[:2])}},
            {"note": plain, "size": 0, "root": root_of([]).hex(), "cosigned": {}},
            {"note": note.replace(lines[6], lines[5].replace(WITNESSES[0].name, WITNESSES[1].name)), "size": 7}
            | {
                "root": root_of([leaf_hash(leaf) for leaf in LEAVES[:7]]).hex(),
                "cosigned": {WITNESSES[0].name: COSIGNED_AT},
            },
        ],
        "refused": [
            note.replace("\n7\n", "\n8\n"),
            note.replace("\n7\n", "\n07\n"),
            note.replace(ORIGIN + "\n", "other.invalid\n", 1),
            note.replace(lines[4] + "\n", ""),
            note.removesuffix("\n"),
            note.replace("\n\n", "\n", 1),
            "",
        ],
    }


def _proofs() -> dict[str, Any]:
    hashes = [leaf_hash(leaf) for leaf in LEAVES]
    inclusion, consistency = [], []
    for size in (1, 2, 3, 4, 5, 7, 8, 9, 100, 255, 256, 257, 300):
        root = root_of(hashes[:size]).hex()
        for index in sorted({0, size // 2, size - 1}):
            proof = [hashed.hex() for hashed in inclusion_proof(hashes[:size], index)]
            inclusion.append({"index": index, "size": size, "root": root, "proof": proof})
        for old in sorted({1, size // 2, size - 1, size} - {0}):
            proof = [hashed.hex() for hashed in consistency_proof(hashes[:size], old)]
            consistency.append(
                {"old": old, "size": size, "old_root": root_of(hashes[:old]).hex(), "root": root, "proof": proof}
            )
    paths = [(0, 0, 256), (0, 0, 1), (1, 3, 256), (2, 1234067, 256), (0, 999, 17), (0, 1000, 256)]
    return {
        "about": "leaf n is SHA-256('qinglian vectors leaf n') as in seeds.py, listed; inclusion and consistency hold and fail when a byte changes.",
        "leaves": [leaf.hex() for leaf in LEAVES],
        "inclusion": inclusion,
        "consistency": consistency,
        "paths": [
            {"level": level, "index": index, "width": width, "path": tile_path(level, index, width)}
            for level, index, width in paths
        ],
        "facts_path": facts_path(1234067, 5),
        "tlog_proof": {"text": proof_of(42, LEAVES[:100]), "leaf": LEAVES[42].hex(), "index": 42, "size": 100},
    }


def _receipts() -> dict[str, Any]:
    cases = []
    for kind, extra in (
        ("bid-received/v1", {"supersedes": None}),
        ("bid-withdrawn/v1", {"withdrawal": seed("withdrawal").hex()}),
    ):
        manifest, salt = seed("manifest").hex(), seed(f"receipt salt {kind}")
        fact: dict[str, Any] = {
            "kind": kind,
            "at": "2026-11-24T16:05:09+08:00",
            "by": None,
            "subject": f"tender:{OPENING['tender']}",
        }
        fact |= {"body": {"opening": OPENING, "manifest": manifest} | extra}
        receipt = make_receipt(master("receipt"), opening=OPENING, manifest=manifest, fact=fact, salt=salt)
        leaves = [*LEAVES[:11], fact_leaf(salt, fact), *LEAVES[11:20]]
        cases.append(
            {"receipt": receipt, "index": 11, "proof": proof_of(11, leaves), "lonely_proof": proof_of(11, leaves, 1)}
        )
    good = cases[0]["receipt"]
    body = good["document"]
    refused = [
        good | {"key": master("bidder").public()},
        make_receipt(master("bidder"), opening=OPENING, manifest=body["manifest"], fact=body["fact"], salt=seed("x")),
        make_receipt(
            master("receipt"), opening=OPENING, manifest=seed("other").hex(), fact=body["fact"], salt=seed("x")
        ),
        make_receipt(
            master("receipt"),
            opening=OPENING | {"round": 2},
            manifest=body["manifest"],
            fact=body["fact"],
            salt=seed("x"),
        ),
    ]
    about = "cases: the receipt is the policy's; proof has the quorum, lonely_proof has one cosignature too few. refused: not accepted."
    return {"about": about, "policy": policy(), "cases": cases, "refused": refused}
