"""Keys: proved, compared, bound, ended. Who holds one is one indexed query."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.people import actions, queries
from qinglian.domain.people.keys import LASTS, fingerprint
from qinglian.domain.people.models import OrganisationKey, Post
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.models import Fact
from qinglian.trust.documents import sign_document
from tests.factories import people

pytestmark = pytest.mark.django_db


def proposed(number: int = 1) -> OrganisationKey:
    where = people.organisation()
    return actions.propose_key(
        people.key_proposal(where, people.master(number)), by=people.registrant(where), at=people.AT
    )


def refusal_for(public: str, **at: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        queries.key_holder(public, at=at.get("at", people.AT))
    assert refused.value.rule == "key.in_force"
    return refused.value.wrong.en


def test_fingerprint_is_the_start_of_the_hash_in_groups_of_four() -> None:
    public = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    assert fingerprint(public) == "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20 0897 1485"


def test_propose_key_needs_the_key_itself_to_sign() -> None:
    where = people.organisation()
    good = people.key_proposal(where, people.master(1))
    forged = good | {"key": people.master(2).public()}
    with pytest.raises(NotValid):
        actions.propose_key(forged, by=people.registrant(where), at=people.AT)
    assert OrganisationKey.objects.count() == 0


@pytest.mark.parametrize("change", [{"origin": "other.example"}, {"purpose": "log"}, {"extra": "1"}, {"type": "x/v1"}])
def test_propose_key_refuses_another_purpose_or_place(change: dict[str, str]) -> None:
    where = people.organisation()
    with pytest.raises(NotValid):
        actions.propose_key(
            people.key_proposal(where, people.master(1), **change), by=people.registrant(where), at=people.AT
        )


def test_propose_key_blocks_another_name() -> None:
    where = people.organisation("江城甲公司")
    with pytest.raises(NotValid) as refused:
        actions.propose_key(
            people.key_proposal(where, people.master(1), name="江城乙公司"), by=people.registrant(where), at=people.AT
        )
    assert (refused.value.rule, refused.value.field) == ("key.name", "name")


def test_propose_key_takes_a_key_once() -> None:
    key = proposed()
    where = people.organisation()
    with pytest.raises(NotValid) as refused:
        actions.propose_key(people.key_proposal(where, people.master(1)), by=people.registrant(where), at=people.AT)
    assert refused.value.rule == "key.once"
    actions.refuse_key(key, reason="指纹不符", by=people.verifier(), at=people.AT)
    with pytest.raises(NotValid):
        actions.propose_key(people.key_proposal(where, people.master(1)), by=people.registrant(where), at=people.AT)


def test_propose_key_is_for_the_own_organisation() -> None:
    where, other = people.organisation(), people.organisation()
    with pytest.raises(NotAllowed):
        actions.propose_key(people.key_proposal(where, people.master(1)), by=people.registrant(other), at=people.AT)
    unknown = sign_document(
        people.master(1), people.key_proposal(where, people.master(1))["document"] | {"organisation": "org-none"}
    )
    with pytest.raises(NotAllowed):
        actions.propose_key(unknown, by=people.registrant(where), at=people.AT)


def test_guardian_key_is_proposed_by_the_guardian_alone() -> None:
    office = people.supervisor_office()
    guardian = people.person(office, "guardian")
    proposal = people.key_proposal(office, people.master(1), purpose="guardian")
    with pytest.raises(NotAllowed):
        actions.propose_key(proposal, by=people.registrant(office), at=people.AT)
    key = actions.propose_key(proposal, by=people.actor(guardian), at=people.AT)
    assert (key.purpose, key.holder, key.guardian_id) == ("guardian", guardian.id, f"grd-{key.pk}")


def test_bind_key_keeps_who_compared_how_and_until_when() -> None:
    verifier = people.verifier()
    key = actions.bind_key(proposed(), compared="phone", by=verifier, at=people.AT)
    assert (key.bound_by, key.bound_at, key.compared, key.expires_at) == (
        verifier.id,
        people.AT,
        "phone",
        people.AT + LASTS,
    )
    fact = Fact.objects.get(kind="key-bound/v1").fact
    assert fact["subject"] == f"organisation:{key.organisation_id}"
    assert fact["body"] == {
        "organisation": key.organisation_id,
        "public": key.public,
        "label": "一号签名机",
        "purpose": "organisation",
        "guardian": None,
        "compared": "phone",
        "expires_at": "2028-11-01T09:00:00+08:00",
    }


def test_bind_key_needs_the_comparison_and_another_person() -> None:
    key = proposed()
    with pytest.raises(NotValid) as refused:
        actions.bind_key(key, compared="", by=people.verifier(), at=people.AT)
    assert refused.value.field == "compared"
    office = people.centre()
    holder = people.person(office, "guardian", "centre_verifier")
    own = actions.propose_key(
        people.key_proposal(office, people.master(2), purpose="guardian"), by=people.actor(holder), at=people.AT
    )
    with pytest.raises(NotAllowed):
        actions.bind_key(own, compared="in_person", by=people.actor(holder), at=people.AT)


def test_bind_keys_binds_all_or_none() -> None:
    keys = [proposed(number) for number in (1, 2, 3)]
    actions.refuse_key(keys[2], reason="指纹不符", by=people.verifier(), at=people.AT)
    with pytest.raises(NotNow):
        actions.bind_keys(keys, compared="paper", by=people.verifier(), at=people.AT)
    assert OrganisationKey.objects.filter(state="bound").count() == 0
    actions.bind_keys(keys[:2], compared="paper", by=people.verifier(), at=people.AT)
    assert Fact.objects.filter(kind="key-bound/v1").count() == 2


def test_key_holder_refuses_every_key_that_is_not_in_force() -> None:
    assert refusal_for(people.master(9).public()) == "This key is bound to no organisation."
    key = proposed()
    assert refusal_for(key.public) == "This key is bound to no organisation."
    key = actions.bind_key(key, compared="phone", by=people.verifier(), at=people.AT)
    assert queries.key_holder(key.public, at=people.AT)[0] == key

    admin = people.admin()
    actions.suspend_organisation(key.organisation, cause="false_data", reason="资料不实", by=admin, at=people.AT)
    assert refusal_for(key.public) == "The key's organisation may do no business now."
    actions.restore_organisation(key.organisation, by=admin, at=people.AT)

    actions.revoke_key(key, reason="设备遗失", by=people.registrant(key.organisation), at=people.AT)
    assert refusal_for(key.public) == "This key has been revoked."
    assert Fact.objects.get(kind="key-revoked/v1").fact["body"] == {
        "organisation": key.organisation_id,
        "public": key.public,
    }


def test_expired_key_is_announced_and_then_restricted() -> None:
    _, key = people.bound_key(people.organisation())
    end = key.expires_at
    assert end is not None
    assert queries.keys_ending(key.organisation, at=end - timedelta(days=31)) == []
    assert queries.keys_ending(key.organisation, at=end - timedelta(days=30)) == [key]
    assert queries.key_holder(key.public, at=end - timedelta(seconds=1))[0] == key
    assert refusal_for(key.public, at=end) == "This key has expired and may not be used."
    assert queries.keys_ending(key.organisation, at=end + timedelta(days=1)) == [key]


def test_key_of_an_organisation_that_is_no_bidder_carries_no_role() -> None:
    _, key = people.bound_key(people.organisation(kinds=("tenderer",)))
    assert queries.key_holder(key.public, at=people.AT)[1].roles == frozenset()


def test_guardian_key_ends_with_the_post() -> None:
    guardian = people.guardian(people.supervisor_office())
    post = Post.objects.get(person=guardian.person)
    actions.end_post(post, by=people.admin(), at=people.AT + timedelta(days=1))
    assert queries.key_holder(guardian.key.public, at=people.AT)[1].has_role("guardian")
    gone = refusal_for(guardian.key.public, at=people.AT + timedelta(days=1))
    assert gone == "The guardian who holds this key has left the post."


def test_revoke_key_is_for_owner_holder_and_centre() -> None:
    first, second = people.guardian(people.centre()), people.guardian(people.centre())
    with pytest.raises(NotAllowed):
        actions.revoke_key(first.key, reason="设备遗失", by=people.actor(second.person), at=people.AT)
    actions.revoke_key(first.key, reason="设备遗失", by=people.actor(first.person), at=people.AT)
    _, key = people.bound_key(people.organisation())
    with pytest.raises(NotAllowed):
        actions.revoke_key(key, reason="设备遗失", by=people.registrant(people.organisation()), at=people.AT)
    with pytest.raises(NotValid):
        actions.revoke_key(key, reason="", by=people.verifier(), at=people.AT)


def test_key_holder_asks_one_question_by_index(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _, owner = people.bidder()
    with django_assert_num_queries(1) as asked:
        queries.key_holder(owner.public(), at=people.AT)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
            plan = " | ".join(str(row[3]) for row in cursor.fetchall())
        assert "SCAN" not in plan


def test_keys_are_seen_by_their_owners_the_centre_and_supervisors() -> None:
    key = proposed()
    assert queries.key_for(key.id, asker=people.registrant(key.organisation)) == key
    assert list(queries.keys_waiting(asker=people.verifier())) == [key]
    assert list(queries.keys_waiting(asker=Actor("per-x", "org-x", frozenset({"bidder_agent"})))) == []
    with pytest.raises(Exception, match="people.known"):
        queries.key_for(key.id, asker=people.registrant(people.organisation()))
