"""The command line against the real platform: the same process answers, so that the test's clock rules there too."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from click.testing import Result
from django.conf import LazySettings
from django.core.wsgi import get_wsgi_application
from typer.testing import CliRunner

from qinglian.cli import server
from qinglian.cli.main import commands
from tests.attacks import scene as scenes
from tests.cli.light_key import WORDS
from tests.factories.witness import TestWitness

Run = Callable[..., Result]


@pytest.fixture
def witnesses(settings: LazySettings) -> Iterator[list[TestWitness]]:
    """This will run two witnesses over real HTTP."""
    with scenes.witnessed(settings) as witnesses:
        yield witnesses


@pytest.fixture
def platform(kept_connection: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """This will let the command line's HTTP client reach the platform in this process, and return its address."""
    transport = httpx.WSGITransport(app=get_wsgi_application())
    monkeypatch.setattr(server, "new_client", lambda: httpx.Client(transport=transport))
    return "http://testserver"


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Run:
    """This will run a command in English with the passphrase WORDS."""
    monkeypatch.setenv("QINGLIAN_LANG", "en")
    monkeypatch.setenv("QINGLIAN_PASSPHRASE", WORDS)
    return lambda *arguments: CliRunner().invoke(commands, [str(argument) for argument in arguments])
