"""API tokens: made, borne, revoked, and what ends them."""

from datetime import timedelta
from hashlib import sha256

import pytest

from qinglian.domain.people import actions, queries
from qinglian.domain.people.models import ApiToken
from qinglian.domain.people.scopes import SCOPES, scope_of_request
from qinglian.domain.people.tokens import bearer_of
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotProved, NotValid
from qinglian.record.models import Fact, Secrecy
from tests.factories import people

pytestmark = pytest.mark.django_db
AT = people.AT


def holder() -> Actor:
    return people.actor(people.person(people.organisation(), "bidder_agent"))


def made(by: Actor, *, days: int = 30) -> tuple[ApiToken, str]:
    return actions.create_token(name="造价系统", scopes=["read", "bids:write"], days=days, by=by, at=AT)


def test_create_token_returns_a_secret_that_only_its_hash_remembers() -> None:
    by = holder()
    token, secret = made(by)
    assert (len(secret), secret[:4]) == (47, "qlt_")
    token.refresh_from_db()
    assert token.digest == sha256(secret.encode()).hexdigest()
    assert secret not in str(vars(token))
    assert (token.scopes, token.expires_at - token.created_at) == (["read", "bids:write"], timedelta(days=30))
    assert bearer_of(secret, at=AT)[1] == by


def test_facts_of_tokens_are_confidential_and_hold_neither_secret_nor_purpose() -> None:
    by = holder()
    token, secret = made(by)
    actions.revoke_token(token, by=by, at=AT)
    facts = list(Fact.objects.filter(subject=f"person:{by.id}").order_by("pk"))
    assert [(row.kind, row.secrecy) for row in facts] == [
        ("token-created/v1", Secrecy.CONFIDENTIAL),
        ("token-revoked/v1", Secrecy.CONFIDENTIAL),
    ]
    assert facts[0].fact["body"]["scopes"] == ["read", "bids:write"]
    said = str([row.fact for row in facts])
    assert not any(words in said for words in (secret, token.digest, "造价系统"))


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"name": " "}, "token.name"),
        ({"name": "长" * 61}, "token.name"),
        ({"scopes": []}, "token.scopes"),
        ({"scopes": ["read", "everything"]}, "token.scopes"),
        ({"days": 0}, "token.days"),
        ({"days": 91}, "token.days"),
    ],
)
def test_create_token_refuses_what_the_rulebook_does_not_admit(wrong: dict[str, object], rule: str) -> None:
    data = {"name": "造价系统", "scopes": ["read"], "days": 90} | wrong
    with pytest.raises(NotValid) as refused:
        actions.create_token(**data, by=holder(), at=AT)
    assert refused.value.rule == rule
    assert not ApiToken.objects.exists()


def test_create_token_is_for_persons_with_a_post() -> None:
    without = people.person(people.organisation())
    key = Actor("org-1", "org-1", frozenset({"bidder"}))
    for by in (people.actor(without), key):
        with pytest.raises(NotAllowed) as refused:
            made(by)
        assert refused.value.rule == "token.own"


def test_create_token_stops_at_ten_in_force() -> None:
    by = holder()
    tokens = [made(by)[0] for _ in range(10)]
    with pytest.raises(NotNow) as refused:
        made(by)
    assert refused.value.rule == "token.count"
    actions.revoke_token(tokens[3], by=by, at=AT)
    made(by)


def dead(secret: str, **later: float) -> bool:
    try:
        bearer_of(secret, at=AT + timedelta(**later))
    except NotProved as refused:
        return refused.rule == "token.in_force"
    return False


def test_token_ends_with_its_day() -> None:
    _, secret = made(holder(), days=1)
    assert [dead(secret, hours=23, minutes=59), dead(secret, days=1)] == [False, True]


def test_token_ends_when_revoked_by_its_person_alone() -> None:
    by, other = holder(), holder()
    token, secret = made(by)
    with pytest.raises(NotAllowed):
        actions.revoke_token(token, by=other, at=AT)
    with pytest.raises(NotFound):
        queries.token_for(token.id, asker=other)
    assert not dead(secret)
    actions.revoke_token(queries.token_for(token.id, asker=by), by=by, at=AT)
    assert dead(secret)
    with pytest.raises(NotNow):
        actions.revoke_token(token, by=by, at=AT)


def test_token_ends_with_its_post_and_does_not_rise_with_another() -> None:
    where = people.organisation()
    person = people.person(where, "bidder_agent")
    _, secret = made(people.actor(person))
    actions.end_post(person.posts.get(), by=people.admin(), at=AT + timedelta(minutes=1))
    assert dead(secret, minutes=1)
    actions.give_post(
        person,
        organisation=where,
        title="经办",
        roles=["bidder_agent"],
        by=people.admin(),
        at=AT + timedelta(minutes=2),
    )
    assert dead(secret, minutes=3)


def test_token_ends_with_a_reset_of_the_sign_in_and_with_a_closed_login() -> None:
    where = people.organisation()
    reset, closed = people.person(where, "bidder_agent"), people.person(where, "bidder_agent")
    secrets = [made(people.actor(person))[1] for person in (reset, closed)]
    actions.reset_sign_in(reset, organisation=where, by=people.admin(), at=AT)
    closed.is_active = False
    closed.save()
    assert [dead(secret) for secret in secrets] == [True, True]


def test_token_has_the_roles_of_this_moment() -> None:
    by = holder()
    _, secret = made(by)
    where = queries.organisation_for(by.organisation, asker=by)
    actions.suspend_organisation(where, cause="own_request", reason="本机构申请暂停", by=people.admin(), at=AT)
    assert bearer_of(secret, at=AT)[1].roles == frozenset()


def test_secrets_that_were_never_made_open_nothing() -> None:
    token, secret = made(holder())
    for wrong in ("qlt_", secret[:-1], secret + "x", token.digest, token.id, secret.lower()):
        assert dead(wrong), wrong


def test_day_of_use_is_kept_and_written_once_a_day(django_assert_num_queries: object) -> None:
    token, secret = made(holder())
    bearer_of(secret, at=AT)
    token.refresh_from_db()
    assert token.last_used_on == AT.date()
    with django_assert_num_queries(1):  # type: ignore[operator]
        bearer_of(secret, at=AT + timedelta(hours=1))
    bearer_of(secret, at=AT + timedelta(days=1))
    token.refresh_from_db()
    assert token.last_used_on == (AT + timedelta(days=1)).date()


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/api/tenders/JC-1", "read"),
        ("HEAD", "/api/bids/packages", "read"),
        ("POST", "/api/tenders", "tenders:write"),
        ("DELETE", "/api/people/filings/1", "people:write"),
        ("PUT", "/api/projects/JC-1", "projects:write"),
        ("POST", "/api/bids/acts", "bids:write"),
        ("POST", "/api/record/x", "record:write"),
    ],
)
def test_every_request_needs_one_scope(method: str, path: str, scope: str) -> None:
    assert scope_of_request(method, path) == scope
    assert (scope in {row.code for row in SCOPES}) == (scope != "record:write")
