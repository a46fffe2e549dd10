"""Persons and posts: invited, one post at a time, roles that fit, the centre founded once."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from qinglian.domain.people import actions, queries
from qinglian.domain.people.invitations import token_of
from qinglian.domain.people.models import Organisation, Person, Post
from qinglian.domain.people.roles import ROLES, roles_of_kinds
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db
LATER = people.AT + timedelta(days=1)


def appointed(where: Organisation, *roles: str, login: str = "newcomer") -> Post:
    return actions.appoint_person(
        where, login=login, name="赵宁", title="经办", roles=roles, by=people.admin(), at=people.AT
    )


def test_appointed_person_sets_the_password_by_invitation_once() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    token = token_of(post.person)
    person = queries.invited_person(post.person_id, token)
    assert not person.has_usable_password()
    with pytest.raises(NotValid):
        actions.accept_invitation(person, password="short", at=people.AT)
    person = actions.accept_invitation(person, password=people.PASSWORD, at=people.AT)
    assert person.check_password(people.PASSWORD)
    with pytest.raises(NotFound):
        queries.invited_person(post.person_id, token)
    with pytest.raises(NotNow):
        actions.accept_invitation(person, password=people.PASSWORD, at=people.AT)


@pytest.mark.parametrize("token", ["", "x", "abc-0123456789abcdef"])
def test_made_up_invitation_is_unknown(token: str) -> None:
    post = appointed(people.organisation(), "bidder_agent")
    with pytest.raises(NotFound):
        queries.invited_person(post.person_id, token)
    with pytest.raises(NotFound):
        queries.invited_person("per-nobody", token_of(post.person))


def test_actor_has_the_roles_of_the_present_post() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    assert queries.actor_of(post.person, at=people.AT) == Actor(
        post.person_id, post.organisation_id, frozenset({"bidder_agent"})
    )
    assert queries.actor_of(post.person, at=people.AT - timedelta(seconds=1)).roles == frozenset()
    actions.end_post(post, by=people.admin(), at=LATER)
    assert queries.actor_of(post.person, at=LATER - timedelta(seconds=1)).roles == {"bidder_agent"}
    assert queries.actor_of(post.person, at=LATER) == Actor(post.person_id)


def test_inactive_person_acts_as_nobody() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    Person.objects.filter(id=post.person_id).update(is_active=False)
    assert queries.actor_of(Person.objects.get(id=post.person_id), at=people.AT).roles == frozenset()


def test_person_holds_one_post_at_a_time() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    other = people.organisation()
    with pytest.raises(NotNow):
        actions.give_post(
            post.person, organisation=other, title="经办", roles=["bidder_agent"], by=people.admin(), at=LATER
        )
    actions.end_post(post, by=people.admin(), at=LATER)
    with pytest.raises(NotNow):
        actions.end_post(post, by=people.admin(), at=LATER)
    actions.give_post(
        post.person, organisation=other, title="经办", roles=["bidder_agent"], by=people.admin(), at=LATER
    )
    assert queries.actor_of(post.person, at=LATER).organisation == other.id


@pytest.mark.parametrize("kind", ["tenderer", "agency", "bidder", "supervisor", "centre"])
def test_posts_carry_only_roles_that_fit_the_kind(kind: str) -> None:
    where = people.organisation(kinds=(kind,))
    for number, role in enumerate(ROLES):
        if role.code in roles_of_kinds([kind]):
            assert appointed(where, role.code, login=f"person-{number}").roles == [role.code]
        else:
            with pytest.raises(NotValid):
                appointed(where, role.code, login=f"person-{number}")
    with pytest.raises(NotValid):
        appointed(where, login="nobody")


def test_registrant_manages_the_own_posts_and_no_others() -> None:
    where, other = people.organisation(), people.organisation()
    by = people.registrant(where)
    post = actions.appoint_person(
        where, login="colleague", name="钱文", title="经办", roles=["bidder_agent"], by=by, at=LATER
    )
    assert actions.end_post(post, by=by, at=LATER).until_at == LATER
    with pytest.raises(NotAllowed):
        actions.appoint_person(other, login="spy", name="钱武", title="经办", roles=["bidder_agent"], by=by, at=LATER)


def test_registrant_of_the_centre_gives_no_posts() -> None:
    insider = people.person(people.centre(), "registrant")
    with pytest.raises(NotAllowed):
        actions.appoint_person(
            people.centre(),
            login="crony",
            name="孙力",
            title="核验",
            roles=["centre_verifier"],
            by=people.actor(insider),
            at=LATER,
        )


def test_reset_sign_in_clears_password_and_second_factor() -> None:
    staff = people.staff("centre_verifier")
    people.second_factor(staff)
    actions.reset_sign_in(staff, organisation=people.centre(), by=people.admin(), at=LATER)
    staff.refresh_from_db()
    assert (staff.has_usable_password(), Authenticator.objects.filter(user=staff).count()) == (False, 0)
    assert queries.invited_person(staff.id, token_of(staff)) == staff
    stranger = people.person(people.organisation(), "bidder_agent")
    with pytest.raises(NotAllowed):
        actions.reset_sign_in(stranger, organisation=people.centre(), by=people.admin(), at=LATER)


def test_second_factor_is_for_staff_supervisors_and_guardians() -> None:
    wanted = {role.code for role in ROLES if role.second_factor}
    trading = {"centre_verifier", "centre_host", "centre_admin", "expert_officer", "supervisor", "guardian"}
    assert wanted == trading | {"centre_leader", "party_officer", "discipline_officer", "section_head"}
    agent = people.person(people.organisation(), "bidder_agent")
    assert queries.needs_second_factor(people.staff("centre_host"), at=people.AT)
    assert not queries.needs_second_factor(agent, at=people.AT)


def test_found_centre_happens_once() -> None:
    def found() -> Person:
        return actions.found_centre(
            name=people.CENTRE_NAME,
            credit_code=people.credit_code(1),
            login="first",
            person_name="周正",
            roles=["centre_admin"],
            at=people.AT,
        )

    person = found()
    assert queries.actor_of(person, at=people.AT).roles == {"centre_admin"}
    with pytest.raises(NotNow):
        found()
    assert Organisation.objects.count() == 1


def test_names_of_persons_never_enter_facts() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    actions.reset_sign_in(post.person, organisation=post.organisation, by=people.admin(), at=LATER)
    actions.accept_invitation(post.person, password=people.PASSWORD, at=LATER)
    actions.end_post(post, by=people.admin(), at=LATER)
    told = str(list(Fact.objects.values_list("fact", flat=True)))
    assert "赵宁" not in told
    assert "newcomer" not in told
    assert list(Fact.objects.order_by("id").values_list("kind", flat=True)) == [
        "person-created/v1",
        "post-given/v1",
        "sign-in-reset/v1",
        "invitation-accepted/v1",
        "post-ended/v1",
    ]


def test_posts_are_seen_by_their_organisation_and_the_centre() -> None:
    post = appointed(people.organisation(), "bidder_agent")
    assert list(queries.posts_in(post.organisation, asker=people.admin())) == [post]
    with pytest.raises(NotFound):
        queries.posts_in(post.organisation, asker=people.registrant(people.organisation()))
    with pytest.raises(NotFound):
        queries.post_for(post.id, asker=people.verifier())
    assert queries.post_for(post.id, asker=people.admin()) == post
    assert queries.person_for(post.person_id, asker=people.admin()) == post.person
    with pytest.raises(NotFound):
        queries.person_for(post.person_id, asker=people.verifier())


def test_create_person_has_no_password_and_no_post() -> None:
    made = actions.create_person(people.centre(), login="new-colleague", name="新同事", by=people.admin(), at=people.AT)
    assert made.has_usable_password() is False
    assert made.posts.count() == 0
    assert Fact.objects.filter(kind="person-created/v1", fact__body__person=made.pk).count() == 1
