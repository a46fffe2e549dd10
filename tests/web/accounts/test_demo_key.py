"""Demo keys: handed out to their owner, in the demo alone."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(settings: LazySettings, home: Path) -> tuple[Client, str]:
    """This will sign a guardian in, whose demo key lies in the demo's folder."""
    settings.HOME = home
    person = people.person(people.supervisor_office(), "guardian")
    (home / "demo-keys").mkdir()
    (home / "demo-keys" / f"{person.pk}.qlkey").write_text('{"demo": true}')
    client = people.sign_in(Client(), person)
    session = client.session
    session["demo"] = True
    session.save()
    return client, person.pk


def test_own_key_is_handed_out_in_the_demo(keeper: tuple[Client, str], settings: LazySettings) -> None:
    settings.DEMO = True
    answer = keeper[0].get("/accounts/demo/key/")
    assert answer.status_code == 200
    assert answer.json() == {"demo": True}


def test_own_key_is_unknown_outside_the_demo(keeper: tuple[Client, str], settings: LazySettings) -> None:
    settings.DEMO = False
    assert keeper[0].get("/accounts/demo/key/").status_code == 404


def test_own_key_is_unknown_under_a_real_origin(keeper: tuple[Client, str], settings: LazySettings) -> None:
    settings.DEMO, settings.QINGLIAN_ORIGIN = True, "log.example.org"
    assert keeper[0].get("/accounts/demo/key/").status_code == 404


def test_own_key_is_nobody_elses(keeper: tuple[Client, str], settings: LazySettings) -> None:
    settings.DEMO = True
    other = people.sign_in(Client(), people.person(people.supervisor_office(), "guardian"))
    assert other.get("/accounts/demo/key/").status_code == 404
    assert Client().get("/accounts/demo/key/").status_code == 404
