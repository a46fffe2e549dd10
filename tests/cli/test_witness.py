"""The witness over real HTTP: it cosigns what continues its log, remembers across restarts, refuses forks and rollback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from qinglian.cli.witness import serving
from qinglian.cli.witness_state import MOST_REQUEST_BYTES, WitnessState
from qinglian.trust.log import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from qinglian.trust.note import COSIGNATURE_V1, Signer, cosignatures_of, new_signer_key, sign_checkpoint
from qinglian.trust.strict import to_base64
from tests.cli.conftest import Run

LOG = Signer.from_string(new_signer_key("log.invalid"))
SIGNER = Signer.from_string(new_signer_key("witness.invalid", COSIGNATURE_V1))
HASHES = [leaf_hash(bytes([n]) * 32) for n in range(40)]


@contextmanager
def _witness(folder: Path) -> Iterator[httpx.Client]:
    folder.mkdir(exist_ok=True)
    with serving(WitnessState(SIGNER, [LOG.verifier()], folder), host="127.0.0.1", port=0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}", timeout=10) as client:
            yield client
        server.shutdown()
        thread.join()


def _note(size: int, hashes: list[bytes] = HASHES, signer: Signer = LOG) -> str:
    return sign_checkpoint(signer, origin=signer.name, size=size, root=root_of(hashes[:size]))


def _ask(
    client: httpx.Client, old: int, size: int, *, note: str | None = None, proof: list[bytes] | None = None
) -> httpx.Response:
    hashes = proof if proof is not None else consistency_proof(HASHES[:size], old) if 0 < old <= size else []
    lines = "".join(f"{line}\n" for line in [f"old {old}", *(to_base64(row) for row in hashes)])
    return client.post("/add-checkpoint", content=lines + "\n" + (note or _note(size)))


def test_a_witness_cosigns_what_continues_the_log(tmp_path: Path) -> None:
    with _witness(tmp_path) as client:
        for old, size in ((0, 3), (3, 7), (7, 7), (7, 40)):
            reply = _ask(client, old, size)
            assert (reply.status_code, list(cosignatures_of(_note(size) + reply.text, [SIGNER.verifier()]))) == (
                200,
                ["witness.invalid"],
            )
        assert client.get("/").text == f"{SIGNER.verifier().vkey}\nlog.invalid 40\n"


def test_a_witness_remembers_across_restarts_and_refuses_rollback(tmp_path: Path) -> None:
    with _witness(tmp_path) as client:
        _ask(client, 0, 20)
    with _witness(tmp_path) as client:
        for old in (0, 10, 19):
            reply = _ask(client, old, 20)
            assert (reply.status_code, reply.text, reply.headers["content-type"]) == (409, "20\n", "text/x.tlog.size")
        assert _ask(client, 20, 10, proof=[]).status_code == 400
        assert _ask(client, 20, 21).status_code == 200


def test_a_witness_refuses_a_fork(tmp_path: Path) -> None:
    other = [leaf_hash(b"x" * 32), *HASHES[1:]]
    with _witness(tmp_path) as client:
        _ask(client, 0, 20)
        assert _ask(client, 20, 20, note=_note(20, other)).status_code == 409
        forged = _ask(client, 20, 30, note=_note(30, other), proof=consistency_proof(other[:30], 20))
        assert forged.status_code == 422
        assert _ask(client, 20, 30, proof=[]).status_code == 422
        assert client.get("/").text.endswith("log.invalid 20\n")


def test_a_witness_knows_only_its_logs_and_their_keys(tmp_path: Path) -> None:
    stranger = Signer.from_string(new_signer_key("other.invalid"))
    impostor = Signer.from_string(new_signer_key("log.invalid"))
    with _witness(tmp_path) as client:
        assert _ask(client, 0, 3, note=_note(3, signer=stranger)).status_code == 404
        assert _ask(client, 0, 3, note=_note(3, signer=impostor)).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old -1\n\nx",
        b"old 01\n\nx",
        b"new 0\n\nx",
        b"old 0\n!!\n\nx",
        b"old 0\n\nno note",
        b"\xff\n\n\xff",
    ],
)
def test_a_witness_answers_400_to_malformed_requests(tmp_path: Path, body: bytes) -> None:
    with _witness(tmp_path) as client:
        assert client.post("/add-checkpoint", content=body).status_code == 400


def test_a_witness_refuses_what_is_too_large_or_elsewhere(tmp_path: Path) -> None:
    with _witness(tmp_path) as client:
        assert client.post("/add-checkpoint", content=b"x" * (MOST_REQUEST_BYTES + 1)).status_code == 413
        assert client.post("/other", content=b"x").status_code == 404
        assert client.get("/add-checkpoint").status_code == 404


def test_an_empty_log_can_be_cosigned_first(tmp_path: Path) -> None:
    empty = sign_checkpoint(LOG, origin="log.invalid", size=0, root=EMPTY_ROOT)
    with _witness(tmp_path) as client:
        assert _ask(client, 0, 0, note=empty).status_code == 200
        assert _ask(client, 0, 3).status_code == 200


def test_two_requests_at_once_never_cosign_two_histories(tmp_path: Path) -> None:
    other = [leaf_hash(b"x" * 32), *HASHES[1:]]
    with _witness(tmp_path) as client:
        statuses: list[int] = []
        notes = [_note(9), _note(9, other)] * 4
        threads = [
            threading.Thread(target=lambda n=note: statuses.append(_ask(client, 0, 9, note=n).status_code))
            for note in notes
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (statuses.count(200), statuses.count(409)) == (1, 7)


def test_witness_makes_a_key_once(cli: Run, tmp_path: Path) -> None:
    made = cli("witness", "--key", tmp_path / "w.key", "--make", "w.invalid")
    assert made.output.strip() == Signer.from_string((tmp_path / "w.key").read_text()).verifier().vkey
    assert (tmp_path / "w.key").stat().st_mode & 0o777 == 0o600
    assert "exists" in str(cli("witness", "--key", tmp_path / "w.key", "--make", "w.invalid").exception)
