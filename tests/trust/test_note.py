"""Signed notes: example keys of the specification, tampering line by line, cosignatures."""

import pytest

from qinglian.trust.log import EMPTY_ROOT
from qinglian.trust.note import (
    COSIGNATURE_V1,
    Checkpoint,
    Signer,
    Verifier,
    cosign,
    cosignatures_of,
    new_signer_key,
    open_checkpoint,
    parse_note,
    read_checkpoint,
    sign_checkpoint,
    sign_note,
    with_signatures,
)

# c2sp.org/signed-note and golang.org/x/mod/sumdb/note: the example keys of their documentation.
EXAMPLE_SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
EXAMPLE_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
LOG = Signer.from_string(new_signer_key("log.invalid"))
WITNESS = Signer.from_string(new_signer_key("witness.invalid", COSIGNATURE_V1))
NOTE = sign_checkpoint(LOG, origin="log.invalid", size=7, root=b"r" * 32)


def test_the_published_example_signs_and_verifies() -> None:
    signer, text = Signer.from_string(EXAMPLE_SKEY), EXAMPLE_NOTE.split("\n\n", maxsplit=1)[0] + "\n"
    assert sign_note(text, signer) == EXAMPLE_NOTE
    assert signer.verifier() == Verifier.from_string(EXAMPLE_VKEY)
    assert signer.skey == EXAMPLE_SKEY
    assert signer.verifier().vkey == EXAMPLE_VKEY


def test_open_checkpoint_returns_what_was_signed() -> None:
    assert open_checkpoint(NOTE, log=LOG.verifier()) == Checkpoint("log.invalid", 7, b"r" * 32)


def test_open_checkpoint_refuses_every_changed_byte() -> None:
    raw = NOTE.encode()
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(ValueError):
            open_checkpoint(changed, log=LOG.verifier())


def test_open_checkpoint_refuses_another_origin_and_another_log() -> None:
    other = Signer.from_string(new_signer_key("log.invalid"))
    with pytest.raises(ValueError, match="no valid signature"):
        open_checkpoint(NOTE, log=other.verifier())
    foreign = sign_note(Checkpoint("other.invalid", 7, b"r" * 32).text(), LOG)
    with pytest.raises(ValueError, match=r"origin 'other.invalid'"):
        open_checkpoint(foreign, log=LOG.verifier())
    with pytest.raises(ValueError, match="they are one"):
        sign_checkpoint(LOG, origin="other.invalid", size=1, root=b"r" * 32)


@pytest.mark.parametrize(
    "text",
    [
        "a\n01\n" + "A" * 43 + "=\n",
        "a\n1\nAA==\n",
        "a\n1\n",
        "\n1\n" + "A" * 43 + "=\n",
        "a\n-1\n" + "A" * 43 + "=\n",
        "a\n1\n" + "A" * 43 + "=\nmore\n",
    ],
)
def test_read_checkpoint_refuses_other_texts(text: str) -> None:
    with pytest.raises(ValueError):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— a AAAA\n",
        "te\x00xt\n\n— a AAAAAAA=\n",
        "text\n\n- a AAAAAAA=\n",
        "t\n\n— a AAAAAAA=",
        "x" * 70_000 + "\n\n— a AAAAAAA=\n",
    ],
)
def test_parse_note_refuses_malformed_notes(note: str) -> None:
    with pytest.raises(ValueError):
        parse_note(note)


def test_cosignatures_count_only_witnesses_that_signed_this_text() -> None:
    note = with_signatures(NOTE, [cosign(WITNESS, NOTE, timestamp=1_795_570_200)])
    assert cosignatures_of(note, [WITNESS.verifier()]) == {"witness.invalid": 1_795_570_200}
    assert (
        cosignatures_of(note, [Signer.from_string(new_signer_key("witness.invalid", COSIGNATURE_V1)).verifier()]) == {}
    )
    assert cosignatures_of(note.replace("\n7\n", "\n8\n"), [WITNESS.verifier()]) == {}
    assert with_signatures(note, [cosign(WITNESS, NOTE, timestamp=1_795_570_200)]) == note


def test_a_cosignatures_time_is_signed() -> None:
    line = cosign(WITNESS, NOTE, timestamp=1000)
    raw = parse_note(NOTE + line).signatures[1].raw
    moved = WITNESS.line((1001).to_bytes(8, "big") + raw[8:])
    assert cosignatures_of(NOTE + moved, [WITNESS.verifier()]) == {}


def test_each_key_signs_only_what_it_is_for() -> None:
    with pytest.raises(ValueError, match="log key"):
        sign_note("x\n", WITNESS)
    with pytest.raises(ValueError, match="witness key"):
        cosign(LOG, NOTE, timestamp=1)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "a+b",
        EXAMPLE_VKEY[:-4],
        EXAMPLE_VKEY.replace("c74f20a3", "c74f20a4"),
        EXAMPLE_VKEY.replace("ARpc", "Axpc"),
        "log.invalid+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ],
)
def test_verifier_refuses_malformed_keys(vkey: str) -> None:
    with pytest.raises(ValueError):
        Verifier.from_string(vkey)


def test_new_signer_key_refuses_names_that_break_the_line() -> None:
    for name in ("", "a b", "a+b", "a\n"):
        with pytest.raises(ValueError, match="no spaces"):
            new_signer_key(name)


def test_an_empty_log_has_a_checkpoint() -> None:
    note = sign_checkpoint(LOG, origin="log.invalid", size=0, root=EMPTY_ROOT)
    assert open_checkpoint(note, log=LOG.verifier()).size == 0
