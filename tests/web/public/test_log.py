"""The public log: open facts in words, sealed ones as bare places, a proof for each, witnesses one by one."""

import hashlib
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from qinglian.record import keys
from qinglian.record.models import Fact, Secrecy
from qinglian.record.witnessing import ask_witnesses
from qinglian.trust.canonical import jcs
from qinglian.trust.strict import from_base64
from qinglian.web.public.fact_words import told
from tests.clock import TestClock
from tests.factories import bids
from tests.factories.record import START, note_fact, note_facts, sequence_all
from tests.factories.witness import running_witnesses

pytestmark = pytest.mark.django_db


def test_log_page_says_that_it_is_empty(client: Client) -> None:
    page = client.get("/record/").content.decode()
    assert "日志还是空的。" in page
    assert "还没有签名" in page


def test_log_page_names_the_silent_witness_too(client: Client, settings: LazySettings) -> None:
    keys.make_keys()
    note_facts(3)
    sequence_all()
    with running_witnesses(3, keys.log_signer().verifier()) as witnesses:
        settings.QINGLIAN_WITNESSES = [witness.setting for witness in witnesses]
        witnesses[2].down = True
        ask_witnesses(at=START + timedelta(seconds=2))
    page = client.get("/record/").content.decode()
    assert page.count("已见证") == 2
    assert page.count("未回应") == 1
    assert "3 家见证方中有 2 家签名即成立，目前 2 家" in page
    assert "可核验" in page


def test_log_page_folds_leaves_that_are_not_public(client: Client) -> None:
    keys.make_keys()
    secret = "标底一千七百万"
    note_fact("open one")
    for _ in range(3):
        note_fact(secret, secrecy=Secrecy.SEALED)
    note_fact(secret, secrecy=Secrecy.CONFIDENTIAL)
    sequence_all()
    page = client.get("/record/").content.decode()
    assert secret not in page
    assert page.count("密封或遮掩，内容不公开") == 1
    assert page.count("noted/v1") == 1


def test_fact_page_gives_salt_and_fact_that_hash_to_the_leaf(client: Client) -> None:
    keys.make_keys()
    fact = note_fact("a note")
    sequence_all()
    fact.refresh_from_db()
    page = client.get(f"/record/{fact.index}/").content.decode()
    salt = page.split('<code class="q-long-hash">')[1].split("</code>")[0]
    leaf = hashlib.sha256(b"qinglian/fact/v1\n" + from_base64(salt, name="salt") + jcs(fact.fact)).hexdigest()
    assert leaf == bytes(fact.leaf).hex()
    assert f'data-copy="{leaf}"' in page


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.CONFIDENTIAL])
def test_fact_page_keeps_a_secret(client: Client, secrecy: Secrecy) -> None:
    keys.make_keys()
    fact = note_fact("标底一千七百万", secrecy=secrecy)
    sequence_all()
    fact.refresh_from_db()
    page = client.get(f"/record/{fact.index}/").content.decode()
    assert "标底一千七百万" not in page
    assert "这一条的内容现在不公开。" in page
    assert "T-1" not in page
    assert client.get(f"/record/{fact.index}/proof").status_code == 200


def test_proof_is_handed_out_as_c2sp_text(client: Client) -> None:
    keys.make_keys()
    fact = note_fact()
    sequence_all()
    fact.refresh_from_db()
    text = client.get(f"/record/{fact.index}/proof").content.decode()
    assert text.startswith("c2sp.org/tlog-proof@v1\n")
    assert client.get("/record/999/").status_code == 404


def test_log_page_shows_the_facts_about_one_subject(client: Client) -> None:
    keys.make_keys()
    note_fact("one", subject="tender:A-1")
    note_fact("two", subject="tender:B-2")
    sequence_all()
    page = client.get("/record/?subject=tender:B-2").content.decode()
    assert "/notices/B-2/" in page
    assert "/notices/A-1/" not in page


def test_every_fact_of_an_opening_is_told_in_words(clock: TestClock) -> None:
    bids.opened()
    dumb = {fact.kind for fact in Fact.objects.filter(secrecy=Secrecy.OPEN) if told(fact.fact).title.zh == fact.kind}
    assert dumb == set()
