"""The API does what its description says: schemathesis calls every endpoint with fitting and unfitting requests, signed in with every role.

What a fitting request may still be refused for (a credit code's check digit, a state, a deadline) no schema can say:
the check that every fitting request is accepted is left out. All others hold: no failure of ours, only documented answers
of the documented type and shape, unfitting requests refused, wrong methods named, sign-in not ignored.
"""

import pytest
import schemathesis
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from werkzeug.test import Client as WerkzeugClient

from qinglian.config.wsgi import application
from qinglian.domain.people.models import Person
from qinglian.domain.people.roles import ORGANISATION_KINDS, ROLES
from tests.factories import people

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


class SessionOfTheTest:
    """The session that the running test has opened, put into every request that needs one."""

    cookies: dict[str, str] = {}

    def get(self, case: schemathesis.Case, context: object) -> dict[str, str]:
        return self.cookies

    def set(self, case: schemathesis.Case, data: dict[str, str], context: object) -> None:
        case.cookies = {**(case.cookies or {}), **data}
        case.headers = {**(case.headers or {}), "X-CSRFToken": data.get("csrftoken", "")}


schema.auth(refresh_interval=None)(SessionOfTheTest)


@pytest.fixture
def signed_in(kept_connection: None) -> None:
    """A person who holds every role in an organisation of every kind."""
    where = people.organisation(kinds=tuple(ORGANISATION_KINDS))
    client = people.sign_in(Client(), people.person(where, *(role.code for role in ROLES)))
    client.get("/api/people/session")
    SessionOfTheTest.cookies = {name: morsel.value for name, morsel in client.cookies.items()}


def test_requests_of_the_real_application_leave_the_tests_connection_open(signed_in: None) -> None:
    """Whoever connected Django's signal again: the test's client does with every request."""
    assert close_old_connections in [receiver() for _, receiver, *_ in request_finished.receivers]
    answer = WerkzeugClient(application).get("/api/people/agreement")
    answer.close()
    assert answer.status_code == 200
    assert Person.objects.exists()


@schema.parametrize()
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_endpoint_answers_as_described(case: schemathesis.Case, signed_in: None) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
