"""What the pages say when an envelope holds no share for a guardian: who declared it, who is asked next, when an identity is due."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.bids.actions import release_from_paper, release_shares
from tests.clock import TestClock
from tests.factories import bids, people

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=2)


@pytest.fixture
def where(clock: TestClock) -> bids.Room:
    """This will bring four bids to the release, the fourth with bad envelopes for the whole trade group, and have its first guardian release."""
    clock.set(AT)
    where, _ = bids.with_spoiled("trade", 0, 1)
    release_shares(bids.release_of(where, where.holders["trade"][0]), at=AT)
    release_shares(bids.release_of(where, where.holders["supervision"][0]), at=AT)
    return where


def page(where: bids.Room, address: str, *, place: int | None = None) -> str:
    """This will read a page as the trade group's guardian at `place`, as the host for `typed`, or as anybody."""
    client = Client()
    if address == "guardian/typed":
        people.sign_in(client, people.staff("centre_host"))
    elif place is not None:
        people.sign_in(client, where.holders["trade"][place].person)
    response = client.get(f"/{address}/{where.section.tender.code}/1/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_hall_says_who_declared_which_bid_and_who_is_asked_next(where: bids.Room) -> None:
    seen = page(where, "openings")
    assert "声明信封里没有份额的：0004 号" in seen
    assert "本组还有 1 份投标文件缺份额。等本组其他保管人交出。" in seen
    release_shares(bids.release_of(where, where.holders["trade"][1]), at=AT)
    assert "声明打不开的保管人应当读出身份" in page(where, "openings")


def test_release_page_tells_the_declaring_guardian_and_its_mate_what_comes_next(where: bids.Room) -> None:
    first, mate = page(where, "guardian/release", place=0), page(where, "guardian/release", place=1)
    assert "0004 号" in first
    assert "用保管人的密钥打不开信封" in first
    assert "这些投标文件先等本组其他保管人的份额。" in first
    assert "同组保管人有 1 份信封打不开，请您交出。" in mate
    assert "本组已够数" not in mate
    release_shares(bids.release_of(where, where.holders["trade"][1]), at=AT)
    assert "请读出身份，由全体核对是谁的责任。" in page(where, "guardian/release", place=0)


def test_identity_may_follow_a_signed_release_that_names_unopened_envelopes(where: bids.Room) -> None:
    holder = where.holders["trade"][0]
    code = where.section.tender.code
    client = people.sign_in(Client(), holder.person)
    assert 'id="q-release"' in client.get(f"/guardian/release/{code}/1/paper/").content.decode()
    assert f'value="{holder.id}"' in page(where, "guardian/typed")
    release_from_paper(bids.identity_of(where, holder), by=bids.host(), at=AT)
    assert 'id="q-release"' not in client.get(f"/guardian/release/{code}/1/paper/").content.decode()
    assert f'value="{holder.id}"' not in page(where, "guardian/typed")
    assert "公开身份后，信封里没有份额的：0004 号" in page(where, "openings")
    assert "您已读出身份" in page(where, "guardian/release", place=0)
