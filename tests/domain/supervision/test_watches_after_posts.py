"""Controls of posts and tokens, broken one by one."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.people import actions
from qinglian.domain.people.models import ApiToken, OrganisationKey, Person, Post
from qinglian.record.clock import CHINA
from tests.factories import people, watched
from tests.factories.people import AT
from tests.factories.watched import only

pytestmark = pytest.mark.django_db


def appointed(*roles: str, at: datetime = AT) -> Person:
    """This will appoint somebody at the centre with these roles."""
    by = people.admin()
    post = actions.appoint_person(
        people.centre(), login=f"{'-'.join(roles)}{at:%y}", name="某人", title="岗位", roles=roles, by=by, at=at
    )
    return post.person


def test_powers_apart_is_yellow_for_two_kinds_of_business_in_one_hand() -> None:
    appointed("centre_verifier")
    who = appointed("centre_verifier", "centre_host")
    found = only("powers_apart", AT)
    assert (found.level, found.subject, len(found.facts)) == ("yellow", f"person:{who.pk}", 1)
    assert found.words.zh == "一人兼任 2 种岗位：中心核验员、开标主持人。"


@pytest.mark.parametrize("other", ["expert_officer", "guardian"])
def test_powers_apart_is_red_for_an_administrator_with_business_or_keys(other: str) -> None:
    who = appointed("centre_admin", other)
    assert watched.watched("powers_apart", AT) == [("red", f"person:{who.pk}")]
    actions.end_post(Post.objects.get(person=who), by=people.admin(), at=AT + timedelta(days=1))
    assert watched.watched("powers_apart", AT + timedelta(days=2)) == []


def test_powers_apart_is_red_for_an_administrator_who_keeps_a_guardians_key_without_the_post() -> None:
    who = appointed("centre_admin")
    holder = people.guardian(people.centre())
    assert watched.watched("powers_apart", AT) == []
    OrganisationKey.objects.filter(pk=holder.key.pk).update(holder=who.pk)
    found = only("powers_apart", AT)
    assert (found.level, found.words.en) == ("red", "One person holds 2 roles: Administrator, Guardian.")


def made(days: int = 90) -> ApiToken:
    """This will have somebody make a token."""
    by = people.actor(appointed("centre_host"))
    token, _ = actions.create_token(name="对账", scopes=["tenders:read"], days=days, by=by, at=AT)
    return token


def test_tokens_is_yellow_for_a_token_unused_for_thirty_days() -> None:
    token = made()
    assert watched.watched("tokens", AT + timedelta(days=29)) == []
    found = only("tokens", AT + timedelta(days=31))
    assert (found.level, found.subject, len(found.facts)) == ("yellow", f"token:{token.pk}", 1)
    assert found.words.zh == "令牌 31 天没有用过。"
    ApiToken.objects.update(last_used_on=(AT + timedelta(days=20)).date())
    assert watched.watched("tokens", AT + timedelta(days=31)) == []


def test_tokens_is_red_for_a_term_that_an_insider_made_longer() -> None:
    made()
    ApiToken.objects.update(expires_at=AT + timedelta(days=400))
    found = only("tokens", AT)
    assert (found.level, found.words.en) == ("red", "The token runs for 400 days; the rule allows 90.")


def test_end_post_revokes_its_tokens_and_tokens_is_red_for_one_that_lives_on() -> None:
    token = made()
    actions.end_post(token.post, by=people.admin(), at=AT + timedelta(days=1))
    token.refresh_from_db()
    assert token.revoked_at == AT + timedelta(days=1)
    assert watched.watched("tokens", AT + timedelta(days=2)) == []
    ApiToken.objects.update(revoked_at=None)
    found = only("tokens", AT + timedelta(days=2))
    assert (found.level, found.words.zh) == ("red", "岗位已经结束，令牌还没有作废。")


def since(year: int) -> datetime:
    """This will return the day of AT in another year."""
    return datetime(year, AT.month, AT.day, 9, 0, tzinfo=CHINA)


def test_post_rotation_is_yellow_after_four_years_and_red_after_five() -> None:
    who = appointed("centre_verifier", at=since(2022))
    appointed("centre_host", at=since(2023))
    found = only("post_rotation", AT)
    assert (found.level, found.subject, found.words.zh) == (
        "yellow", f"person:{who.pk}", "关键岗位连续任职满 4 年。",
    )  # fmt: skip
    assert watched.watched("post_rotation", AT + timedelta(days=364))[0] == ("yellow", f"person:{who.pk}")
    assert watched.watched("post_rotation", AT + timedelta(days=365))[0] == ("red", f"person:{who.pk}")


def test_post_rotation_counts_key_posts_that_follow_each_other_and_starts_anew_after_a_gap() -> None:
    who = appointed("centre_verifier", at=since(2020))
    first = Post.objects.get(person=who)
    Post.objects.filter(pk=first.pk).update(until_at=since(2023))
    Post.objects.create(
        person=who, organisation=people.centre(), title="岗位", roles=["expert_officer"], from_at=since(2023)
    )
    found = only("post_rotation", AT)
    assert (found.level, found.words.en) == ("red", "A key post has been held for 6 years.")
    Post.objects.filter(pk=first.pk).update(until_at=since(2023) - timedelta(days=30))
    assert watched.watched("post_rotation", AT) == []
