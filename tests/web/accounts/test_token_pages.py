"""The page of the own API tokens."""

import re

import pytest
from django.test import Client

from qinglian.domain.people import actions
from qinglian.domain.people.models import ApiToken
from qinglian.domain.people.tokens import digest_of
from tests.clock import TestClock
from tests.factories import people

pytestmark = pytest.mark.django_db
TOKENS = "/accounts/tokens/"
TYPED = {"name": "造价系统", "scopes": ["read", "bids:write"], "days": "30"}


def test_secret_is_on_the_page_once(client: Client) -> None:
    people.sign_in(client, people.person(people.organisation(), "bidder_agent"))
    answer = client.post(TOKENS, TYPED)
    found = re.search(r'id="token-secret">(qlt_[\w-]{43})<', answer.content.decode())
    assert found is not None
    secret = found[1]
    assert ApiToken.objects.get().digest == digest_of(secret)
    assert "no-store" in answer["Cache-Control"]
    again = client.get(TOKENS).content.decode()
    assert secret not in again
    assert "造价系统" in again


def test_wrong_entries_are_told_at_their_fields(client: Client) -> None:
    people.sign_in(client, people.person(people.organisation(), "bidder_agent"))
    for typed, field in (({"name": ""}, "name"), ({"scopes": []}, "scopes"), ({"days": "91"}, "days")):
        answer = client.post(TOKENS, TYPED | typed)
        assert (answer.status_code, f'href="#field-{field}"' in answer.content.decode()) == (422, True), field
    assert not ApiToken.objects.exists()


def test_own_token_is_revoked_and_no_other(client: Client) -> None:
    owner, other = (people.person(people.organisation(), "bidder_agent") for _ in range(2))
    people.sign_in(client, owner)
    client.post(TOKENS, TYPED)
    token = ApiToken.objects.get()
    stranger = people.sign_in(Client(), other)
    assert stranger.post(f"{TOKENS}{token.pk}/revoke/").status_code == 404
    assert token.pk not in stranger.get(TOKENS).content.decode()
    assert client.post(f"{TOKENS}{token.pk}/revoke/")["Location"] == TOKENS
    page = client.get(TOKENS).content.decode()
    assert "已作废" in page
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_page_wants_a_step_up(client: Client, clock: TestClock) -> None:
    people.sign_in(client, people.person(people.organisation(), "bidder_agent"))
    clock.forward(minutes=16)
    assert client.get(TOKENS)["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Ftokens%2F"
    assert client.post(TOKENS, TYPED).status_code == 302
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(client: Client, count: int, django_assert_num_queries: object) -> None:
    person = people.person(people.organisation(), "bidder_agent")
    people.sign_in(client, person)
    for _ in range(count):
        actions.create_token(name="程序", scopes=["read"], days=1, by=people.actor(person), at=people.AT)
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(TOKENS)
