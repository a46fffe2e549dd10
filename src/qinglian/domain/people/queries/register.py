"""Questions about people: who acts, whose key this is, who waits for whom. Those with `asker` are filtered for who asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from qinglian.domain.people.filing_form import cleaned, differences, problems
from qinglian.domain.people.invitations import is_token_of
from qinglian.domain.people.keys import is_ending_soon
from qinglian.domain.people.models import PENDING_FILING, ApiToken, Filing, Organisation, OrganisationKey, Person, Post
from qinglian.domain.people.policy import (
    is_expired,
    may_do_business,
    may_manage_posts,
    may_see_details,
    roles_in_force,
)
from qinglian.domain.people.roles import role
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound
from qinglian.law.text import Text


def current_post(person: Person, *, at: datetime) -> Post | None:
    """This will return the post that the person holds at this moment, with its organisation, or None."""
    held = person.posts.select_related("organisation").filter(from_at__lte=at)
    return held.filter(Q(until_at__isnull=True) | Q(until_at__gt=at)).order_by("-from_at").first()


def actor_of(person: Person, *, at: datetime) -> Actor:
    """This will return who a signed-in person acts as: id, organisation and the roles that are in force at this moment."""
    post = current_post(person, at=at) if person.is_active else None
    if post is None:
        return Actor(id=person.id)
    return Actor(id=person.id, organisation=post.organisation_id, roles=roles_in_force(post.roles, post.organisation))


def needs_second_factor(person: Person, *, at: datetime) -> bool:
    """This will say whether the person's post carries a role that signs in with a second factor, also while the organisation is suspended."""
    post = current_post(person, at=at)
    return post is not None and any(role(code).second_factor for code in post.roles)


def key_holder(public: str, *, at: datetime) -> tuple[OrganisationKey, Actor]:
    """This will return the bound key and the actor whose signature it is: id = organisation id, role `bidder` or `guardian`.

    One indexed query. NotAllowed when the key is unknown, not bound, expired, revoked, or its organisation may do no business.
    """
    return _held(OrganisationKey.objects.select_related("organisation"), public, at=at)


def signer_of(public: str, *, at: datetime) -> Actor:
    """This will return whose signature a key's is, as `key_holder` does, without reading what the rows hold besides: for crowds."""
    needed = ("state", "purpose", "holder", "expires_at", "organisation__state", "organisation__kinds")
    return _held(OrganisationKey.objects.select_related("organisation").only(*needed), public, at=at)[1]


def _held(rows: QuerySet[OrganisationKey], public: str, *, at: datetime) -> tuple[OrganisationKey, Actor]:
    key = next(iter(rows.filter(public=public)), None)
    if key is None or key.state in ("proposed", "refused"):
        raise _no_holder(Text("这把密钥没有绑定到任何机构。", "This key is bound to no organisation."))
    if key.state == "revoked":
        raise _no_holder(Text("这把密钥已经吊销。", "This key has been revoked."))
    if is_expired(key, at=at):
        raise _no_holder(Text("这把密钥已经到期，停止使用。", "This key has expired and may not be used."))
    if not may_do_business(key.organisation):
        raise _no_holder(Text("持有这把密钥的机构现在不能办理业务。", "The key's organisation may do no business now."))
    return key, Actor(id=key.organisation_id, organisation=key.organisation_id, roles=_roles_of(key, at=at))


def key_of(public: str) -> OrganisationKey:
    """This will return the key's row in whatever state it is (NotFound when this public key was never handed in)."""
    key = OrganisationKey.objects.select_related("organisation").filter(public=public).first()
    if key is None:
        raise _unknown()
    return key


def organisations_matching(words: str = "", *, kind: str = "", state: str = "", asker: Actor) -> QuerySet[Organisation]:
    """This will list organisations whose name or credit code holds every word, by name; unverified ones only for the centre and supervisors."""
    found = Organisation.objects.order_by("name")
    if not asker.has_role("centre_verifier", "centre_admin", "supervisor"):
        found = found.exclude(state="draft")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(credit_code__icontains=word))
    if kind:
        found = found.annotate(kinds_text=Cast("kinds", TextField())).filter(kinds_text__contains=f'"{kind}"')
    return found.filter(state=state) if state else found


def organisation_for(organisation_id: str, *, asker: Actor) -> Organisation:
    """This will return the organisation with its details for those who may see them (NotFound otherwise)."""
    found = Organisation.objects.filter(id=organisation_id).first()
    if found is None or not may_see_details(found, asker):
        raise _unknown()
    return found


def filing_for(filing_id: int, *, asker: Actor) -> Filing:
    """This will return one filing with its organisation for those who may see it (NotFound otherwise)."""
    found = Filing.objects.select_related("organisation").filter(id=filing_id).first()
    if found is None or not may_see_details(found.organisation, asker):
        raise _unknown()
    return found


def filings_waiting(*, asker: Actor) -> QuerySet[Filing]:
    """This will list filings that wait for verification, longest waiting first; empty for anybody but verifiers and supervisors."""
    if not asker.has_role("centre_verifier", "supervisor"):
        return Filing.objects.none()
    return Filing.objects.select_related("organisation").filter(state="filed").order_by("declared_at", "id")


def pending_filing(organisation: Organisation) -> Filing | None:
    """This will return the organisation's filing that is not decided yet (draft, filed or rejected), or None."""
    return organisation.filings.filter(state__in=PENDING_FILING).first()


def filings_of(organisation: Organisation, *, asker: Actor) -> list[Filing]:
    """This will list all filings of an organisation, the newest first (NotFound for strangers)."""
    if not may_see_details(organisation, asker):
        raise _unknown()
    return list(organisation.filings.order_by("-number"))


def last_filing(organisation: Organisation) -> Filing | None:
    """This will return the organisation's newest filing, whatever its state (None for one that was appointed at set-up)."""
    return organisation.filings.order_by("-number").first()


def changes_in(filing: Filing) -> list[tuple[Text, str, str]]:
    """This will list (label, value in force, filed value) for everything that a filing changes."""
    return differences(filing.organisation, filing)


def demo_persons(*, at: datetime) -> list[Post]:
    """This will list the posts that are held now, by organisation, for the demo's page of logins."""
    held = Post.objects.select_related("person", "organisation").filter(from_at__lte=at, until_at__isnull=True)
    return list(held.filter(person__is_active=True).order_by("organisation__name", "id"))


def keys_waiting(*, asker: Actor) -> QuerySet[OrganisationKey]:
    """This will list keys that wait to be bound, longest waiting first; empty for anybody but verifiers and supervisors."""
    if not asker.has_role("centre_verifier", "supervisor"):
        return OrganisationKey.objects.none()
    waiting = OrganisationKey.objects.select_related("organisation").filter(state="proposed")
    return waiting.order_by("proposed_at", "id")


def key_for(key_id: int, *, asker: Actor) -> OrganisationKey:
    """This will return one key with its organisation for its owners, the centre and supervisors (NotFound otherwise)."""
    found = OrganisationKey.objects.select_related("organisation").filter(id=key_id).first()
    if found is None or not may_see_details(found.organisation, asker):
        raise _unknown()
    return found


def keys_ending(organisation: Organisation, *, at: datetime) -> list[OrganisationKey]:
    """This will list bound keys of which the owner must be reminded: they end within 30 days or have ended (CTS A-013)."""
    bound = organisation.keys.filter(state="bound").order_by("expires_at")
    return [key for key in bound if is_ending_soon(key.expires_at, at=at)]


def posts_in(organisation: Organisation, *, asker: Actor) -> QuerySet[Post]:
    """This will list the posts of an organisation, present ones first (NotFound for strangers)."""
    if not may_see_details(organisation, asker):
        raise _unknown()
    return organisation.posts.select_related("person").order_by("-until_at", "person__name", "id")


def holders_in(organisation_id: str, *roles: str) -> list[Person]:
    """This will list who holds a post with one of these roles in an organisation now, by name: for an act that names one of its people."""
    rows = Post.objects.filter(organisation_id=organisation_id, until_at=None, person__is_active=True)
    rows = rows.select_related("person").order_by("person__name", "pk")
    return [row.person for row in rows if set(roles) & set(row.roles)]


def is_opened_by_colleague(person: Person, *, organisation: Organisation) -> bool:
    """This will say whether somebody else who holds or held a post in this organisation made the person's login, or last reset it."""
    colleagues = Post.objects.filter(organisation=organisation, person_id=person.opened_by)
    return colleagues.exclude(person_id=person.pk).exists()


def names_of(ids: Sequence[str]) -> dict[str, str]:
    """This will map ids of persons and organisations to names, for pages of those who may see them; unknown ids stay out."""
    persons = Person.objects.filter(id__in=ids).values_list("id", "name")
    return dict(persons) | dict(Organisation.objects.filter(id__in=ids).values_list("id", "name"))


def counts_of_organisations(*, asker: Actor) -> dict[str, int]:
    """This will count the organisations that the asker may list, by state."""
    found = organisations_matching(asker=asker).order_by()
    return {state: found.filter(state=state).count() for state in ("draft", "active", "suspended")}


def _roles_of(key: OrganisationKey, *, at: datetime) -> frozenset[str]:
    if key.purpose == "organisation":
        return frozenset({"bidder"}) if "bidder" in key.organisation.kinds else frozenset()
    holder = Person.objects.filter(id=key.holder).first()
    if holder is None or not actor_of(holder, at=at).has_role("guardian"):
        raise _no_holder(Text("这把密钥的保管人已不在岗。", "The guardian who holds this key has left the post."))
    return frozenset({"guardian"})


def _no_holder(wrong: Text) -> NotAllowed:
    return NotAllowed(
        wrong,
        rule="key.in_force",
        article="CTS A-012",
        next_step=Text(
            "用已绑定且在有效期内的密钥签名；需要新密钥的，请提出后由中心绑定。",
            "Sign with a bound key in its time; propose a new one and have the centre bind it.",
        ),
    )


def _unknown() -> NotFound:
    return NotFound(
        Text("没有这条登记信息。", "There is no such entry in the register."),
        rule="people.known",
        article="CTS A-205",
        next_step=Text("从列表进入，或核对编号。", "Come from the list, or check the number."),
    )


def invited_person(person_id: str, token: str) -> Person:
    """This will return the person whom this invitation is for (NotFound when it is used, too old or made up)."""
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None or not is_token_of(person, token):
        raise NotFound(
            Text("这个邀请不存在、已用过或已过期。", "This invitation does not exist, was used, or is too old."),
            rule="person.invitation",
            article="PLT",
            next_step=Text(
                "请管理员重新发出邀请；邀请三天内有效。", "Ask for a new one; an invitation lasts three days."
            ),
        )
    return person


def person_for(person_id: str, *, asker: Actor) -> Person:
    """This will return a person to those who may manage the posts where the person works (NotFound otherwise)."""
    person = Person.objects.filter(id=person_id).first()
    post = person.posts.select_related("organisation").order_by("-from_at").first() if person else None
    if person is None or not (asker.has_role("centre_admin") or (post and may_manage_posts(post.organisation, asker))):
        raise _unknown()
    return person


def post_for(post_id: int, *, asker: Actor) -> Post:
    """This will return a post to those who may manage posts there (NotFound otherwise)."""
    post = Post.objects.select_related("organisation", "person").filter(id=post_id).first()
    if post is None or not may_manage_posts(post.organisation, asker):
        raise _unknown()
    return post


def tokens_of(*, asker: Actor) -> QuerySet[ApiToken]:
    """This will list the asker's own tokens, newest first; nobody sees another person's."""
    return (
        ApiToken.objects.select_related("post__person").filter(post__person_id=asker.id).order_by("-created_at", "id")
    )


def token_for(token_id: str, *, asker: Actor) -> ApiToken:
    """This will return one of the asker's own tokens (NotFound otherwise)."""
    found = tokens_of(asker=asker).filter(id=token_id).first()
    if found is None:
        raise _unknown()
    return found


def compared_with_register(
    data: dict[str, Any], *, asker: Actor
) -> tuple[str, Organisation | None, list[tuple[Text, str, str]]]:
    """This will compare one row of another platform's list with the register and return (outcome, known organisation, differences).

    Outcomes: `new`, `same`, `differs`, `name_taken` (another code holds the name), `invalid` (it would not pass the form).
    For verifiers alone (NotFound otherwise): differences show the register's details.
    """
    if not asker.has_role("centre_verifier"):
        raise _unknown()
    content = cleaned(data)
    known = Organisation.objects.filter(credit_code=content.credit_code).first()
    if problems(content):
        return "invalid", known, []
    if Organisation.objects.filter(name=content.name).exclude(credit_code=content.credit_code).exists():
        return "name_taken", known, []
    if known is None:
        return "new", None, []
    found = differences(known, content)
    return ("differs" if found else "same"), known, found
