"""The static tree over HTTP: the right bytes, types and caching; nothing but the listed shapes."""

from pathlib import Path

import pytest
from django.test import Client

from qinglian.record import blobs
from qinglian.record.policy import write_policy
from tests.factories.record import note_facts, sequence_all

pytestmark = pytest.mark.django_db
FOREVER, ASK_AGAIN = "public, max-age=31536000, immutable", "public, no-cache"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def log(home: Path) -> Path:
    note_facts(300)
    sequence_all()
    write_policy([])
    return home / "log"


@pytest.mark.parametrize(
    ("path", "media_type", "keep"),
    [
        ("checkpoint", "text/plain; charset=utf-8", ASK_AGAIN),
        ("policy.json", "application/json", ASK_AGAIN),
        ("tile/0/000", "application/octet-stream", FOREVER),
        ("tile/0/001.p/44", "application/octet-stream", FOREVER),
        ("tile/1/000.p/1", "application/octet-stream", FOREVER),
        ("tile/entries/001.p/44", "application/octet-stream", FOREVER),
        ("facts/000", "application/json", ASK_AGAIN),
        ("facts/001.p/44", "application/json", ASK_AGAIN),
    ],
)
def test_log_file_answers_the_file_with_type_caching_and_leave_for_other_origins(
    client: Client, log: Path, path: str, media_type: str, keep: str
):
    response = client.get(f"/log/{path}")
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (200, media_type, keep)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert body(response) == (log / path).read_bytes()


def test_log_file_unchanged_is_answered_without_its_bytes(client: Client, log: Path):
    etag = client.get("/log/checkpoint")["ETag"]
    again = client.get("/log/checkpoint", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    note_facts(1)
    sequence_all()
    assert client.get("/log/checkpoint", headers={"If-None-Match": etag}).status_code == 200


def test_log_file_answers_published_blobs_and_no_private_one(client: Client, log: Path):
    public, _ = blobs.store([b"<script>public</script>"])
    blobs.publish(public)
    private, _ = blobs.store([b"a sealed bid"])
    response = client.get(f"/log/blob/{public}")
    assert (response.status_code, body(response)) == (200, b"<script>public</script>")
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/log/blob/{private}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "checkpoint.signed",
        ".sequencer.lock",
        "tile/../../keys/log.key",
        "tile/0/..%2f..%2f..%2fkeys/log.key",
        "facts/../checkpoint.signed",
        "tile/64/000",
        "tile/0/0000",
        "tile/0/000.p/0",
        "blob/" + "g" * 64,
        "blob/" + "A" * 64,
        "tile/0/999",
    ],
)
def test_log_file_answers_nothing_else(client: Client, log: Path, path: str):
    assert client.get(f"/log/{path}").status_code == 404


def test_log_file_takes_only_reading(client: Client, log: Path):
    assert client.post("/log/checkpoint").status_code == 405
    assert client.head("/log/checkpoint").status_code == 200
