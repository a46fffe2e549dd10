"""Two at the same moment, over two connections: the database decides."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.db import connections
from django.test import Client

from qinglian.domain.people.models import SpentCode
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 6


def together(act: Callable[[int], Any]) -> list[Any]:
    """This will run act(0), act(1), ... at the same moment, each on a connection of its own, and return what they answered."""
    barrier = Barrier(TOGETHER)

    def run(number: int) -> Any:
        connections["default"].ensure_connection()
        barrier.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(TOGETHER)))


@pytest.fixture
def careless_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """This will make the library forget which codes were used, as a cache that lost its rows would."""
    monkeypatch.setattr(TOTP, "_mark_code_used", lambda _self, _code: True)


def api_sign_in(code: str) -> int:
    body = {"login": "verifier", "password": people.PASSWORD, "totp": code}
    return Client().post("/api/people/session", json.dumps(body), content_type="application/json").status_code


@pytest.mark.usefixtures("careless_library")
def test_one_code_opens_one_session_when_many_use_it_at_once() -> None:
    secret = people.second_factor(people.staff("centre_verifier", login="verifier"))
    code = people.one_time_code(secret)
    assert sorted(together(lambda _: api_sign_in(code))) == [200] + [422] * (TOGETHER - 1)
    assert SpentCode.objects.count() == 1


@pytest.mark.usefixtures("careless_library")
def test_one_code_opens_one_session_on_the_pages_when_many_use_it_at_once() -> None:
    secret = people.second_factor(people.staff("centre_verifier", login="verifier"))
    windows = [Client() for _ in range(TOGETHER)]
    for window in windows:
        answer = window.post("/accounts/login/", {"login": "verifier", "password": people.PASSWORD})
        assert re.search("second-factor/authenticate", answer["Location"])
    code = people.one_time_code(secret)
    together(lambda n: windows[n].post("/accounts/second-factor/authenticate/", {"code": code}).status_code)
    opened = [window.get("/centre/").status_code for window in windows]
    assert sorted(opened) == [200] + [302] * (TOGETHER - 1)


def test_shared_counts_are_added_once_when_many_add() -> None:
    """The cache itself: what the library's own check of codes and its counts of attempts stand on."""
    for round_ in range(5):
        assert sorted(together(lambda n, key=f"only-{round_}": cache.add(key, n, timeout=60))) == [False] * (
            TOGETHER - 1
        ) + [True]
