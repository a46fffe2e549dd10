"""The set-up command that founds the centre."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from qinglian.domain.people.models import Organisation, Person
from tests.factories import people

pytestmark = pytest.mark.django_db


def found() -> str:
    out = StringIO()
    call_command("found_centre", code=people.credit_code(1), login="admin", person="周正", stdout=out)
    return out.getvalue().strip()


def test_found_centre_prints_an_invitation_that_opens_the_account(client: Client) -> None:
    path = found().split("8000", 1)[1]
    assert "周正" in client.get(path).content.decode()
    client.post(path, {"password": people.PASSWORD, "again": people.PASSWORD})
    client.post("/accounts/login/", {"login": "admin", "password": people.PASSWORD})
    assert client.get("/centre/")["Location"] == "/accounts/second-factor/set-up/"
    assert (Organisation.objects.get().kinds, Person.objects.get().login) == (["centre"], "admin")


def test_found_centre_happens_once() -> None:
    found()
    with pytest.raises(CommandError, match=r"people\.found_centre"):
        found()
