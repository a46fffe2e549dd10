"""A passphrase's age file: the work factor is ours, the library opens it, and nothing else does."""

import pytest
from pyrage import DecryptError, passphrase

from qinglian.trust.keys import Master, make_key_file, open_key_file
from qinglian.trust.strict import from_base64
from qinglian.trust.wrapping import LOG_WORK, wrap

WORDS = "一句足够长的口令"


@pytest.mark.parametrize("size", [0, 1, 32, 64 * 1024])
def test_wrap_is_opened_by_the_library(size: int) -> None:
    assert passphrase.decrypt(wrap(b"s" * size, WORDS, log_work=10), WORDS) == b"s" * size


def test_wrap_is_opened_by_no_other_words_and_no_changed_byte() -> None:
    wrapped = wrap(b"secret", WORDS, log_work=10)
    with pytest.raises(DecryptError):
        passphrase.decrypt(wrapped, WORDS + "x")
    for place in (60, len(wrapped) - 40, len(wrapped) - 1):
        changed = wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :]
        with pytest.raises(DecryptError):
            passphrase.decrypt(changed, WORDS)


def test_wrap_takes_one_chunk_at_most() -> None:
    with pytest.raises(ValueError, match="at most"):
        wrap(bytes(64 * 1024 + 1), WORDS, log_work=10)


def test_key_file_has_the_same_work_on_every_machine() -> None:
    file = make_key_file(Master(b"m" * 32), origin="log.invalid", holder="org-1", label="密钥", words=WORDS)
    stanza = from_base64(file["wrapped"], name="wrapped").split(b"\n")[1].split()
    assert (stanza[1], int(stanza[3])) == (b"scrypt", LOG_WORK)
    assert LOG_WORK <= 18
    assert open_key_file(file, words=WORDS).secret() == b"m" * 32
