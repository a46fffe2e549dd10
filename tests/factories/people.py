"""Organisations, persons, posts and keys for tests: real rows, real keys, and the facts that `verify` needs."""

import time
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from stdnum.cn import uscc

from qinglian.domain.people import actions
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Person, Post
from qinglian.domain.people.queries import actor_of
from qinglian.domain.people.step_up import SESSION_KEY
from qinglian.law.actor import Actor
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import Master

AT = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
PASSWORD = "correct horse 江城 battery"
CENTRE_NAME = "江城市公共资源交易中心"
_numbers = count(1)


@dataclass(frozen=True)
class Guardian:
    """A guardian for tests: the person, the bound key's row, its master, and the id that access structures use."""

    person: Person
    key: OrganisationKey
    master: Master
    id: str


def credit_code(number: int) -> str:
    """This will make a valid 18-character credit code from a number below 31^9."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    digits = ""
    for _ in range(9):
        number, rest = divmod(number, 31)
        digits = alphabet[rest] + digits
    body = "91330100" + digits
    return body + uscc.calc_check_digit(body)


def master(number: int) -> Master:
    """This will make the same real master for the same number."""
    return Master(number.to_bytes(32, "big"))


def details(**changes: str) -> dict[str, str]:
    """This will make a filing's details that pass every check."""
    return {
        "address": "江城市滨江大道 18 号",
        "legal_representative": "陈立",
        "contact_name": "吴敏",
        "contact_phone": "0571-88001234",
        "contact_email": "office@example.cn",
    } | changes


def filing_data(
    number: int | None = None, *, kinds: tuple[str, ...] = ("bidder",), **changes: object
) -> dict[str, object]:
    """This will make what a registrant types, unique for each number."""
    number = number if number is not None else next(_numbers)
    return {
        "name": f"江城第{number}建设有限公司",
        "credit_code": credit_code(number),
        "kinds": list(kinds),
        "details": details(),
    } | changes


def organisation(
    name: str | None = None, *, kinds: tuple[str, ...] = ("bidder",), state: str = "active", at: datetime = AT
) -> Organisation:
    """This will store an organisation as it stands after verification (a bare row, no filing)."""
    number = next(_numbers)
    return Organisation.objects.create(
        name=name or f"测试机构{number}有限公司",
        credit_code=credit_code(10_000_000 + number),
        kinds=list(kinds),
        state=state,
        details=details(),
        registered_at=at,
    )


def centre() -> Organisation:
    """This will return the one trading centre, stored when it is missing."""
    found = Organisation.objects.filter(kinds=["centre"]).first()
    return found or organisation(CENTRE_NAME, kinds=("centre",))


def supervisor_office(name: str = "江城市住房和城乡建设局") -> Organisation:
    """This will return the supervising authority of this name, stored when it is missing."""
    return Organisation.objects.filter(name=name).first() or organisation(name, kinds=("supervisor",))


def person(where: Organisation, *roles: str, login: str | None = None, at: datetime = AT) -> Person:
    """This will store a person with PASSWORD and, when roles are named, a post with them."""
    number = next(_numbers)
    stored = Person.objects.create(
        login=login or f"person{number}", name=f"测试人员{number}", password=make_password(PASSWORD)
    )
    if roles:
        Post.objects.create(person=stored, organisation=where, title="测试岗位", roles=list(roles), from_at=at)
    return stored


def staff(*roles: str, login: str | None = None) -> Person:
    """This will store a person at the centre with these roles (default: all three of the centre)."""
    return person(centre(), *(roles or ("centre_verifier", "centre_host", "centre_admin")), login=login)


def supervisor(login: str | None = None) -> Person:
    """This will store a supervising officer."""
    return person(supervisor_office(), "supervisor", login=login)


def actor(found: Person, *, at: datetime | None = None) -> Actor:
    """This will return who the person acts as (at AT unless said)."""
    return actor_of(found, at=at or AT)


def verifier() -> Actor:
    """This will return an actor who verifies at the centre."""
    found = Person.objects.filter(login="verifier").first() or staff("centre_verifier", login="verifier")
    return actor(found)


def admin() -> Actor:
    """This will return an actor who administers the centre."""
    found = Person.objects.filter(login="admin").first() or staff("centre_admin", login="admin")
    return actor(found)


def registrant(where: Organisation) -> Actor:
    """This will return an actor who is the organisation's registrant, stored when there is none."""
    post = next((post for post in where.posts.filter(until_at__isnull=True) if "registrant" in post.roles), None)
    found = post or person(where, "registrant").posts.get()
    return actor(found.person, at=max(AT, found.from_at))


def key_proposal(
    where: Organisation, owner: Master, *, purpose: str = "organisation", **changes: str
) -> dict[str, object]:
    """This will sign a `key-proposal/v1` for this organisation."""
    document = {
        "type": "key-proposal/v1",
        "origin": settings.QINGLIAN_ORIGIN,
        "organisation": where.id,
        "name": where.name,
        "purpose": purpose,
        "label": "一号签名机",
    }
    return sign_document(owner, document | changes)


def bound_key(where: Organisation, owner: Master | None = None, *, at: datetime = AT) -> tuple[Master, OrganisationKey]:
    """This will propose and bind a key of the organisation through the real actions."""
    owner = owner or master(1_000_000 + next(_numbers))
    key = actions.propose_key(key_proposal(where, owner), by=registrant(where), at=at)
    return owner, actions.bind_key(key, compared="phone", by=verifier(), at=at)


def bidder(name: str | None = None, *, at: datetime = AT) -> tuple[Organisation, Master]:
    """This will store a verified bidder with a bound key."""
    where = organisation(name, kinds=("bidder",), at=at)
    owner, _ = bound_key(where, at=at)
    return where, owner


def guardian(where: Organisation, *, owner: Master | None = None, at: datetime = AT) -> Guardian:
    """This will store a guardian's person at the organisation with a bound guardian's key."""
    holder = person(where, "guardian", at=at)
    owner = owner or master(2_000_000 + next(_numbers))
    proposal = key_proposal(where, owner, purpose="guardian")
    key = actions.propose_key(proposal, by=actor(holder, at=at), at=at)
    key = actions.bind_key(key, compared="in_person", by=verifier(), at=at)
    return Guardian(holder, key, owner, key.guardian_id)


def declarant(login: str | None = None) -> actions.Declarant:
    """This will make the person who registers an organisation."""
    return actions.Declarant(login=login or f"declarant{next(_numbers)}", name="张琳", password=PASSWORD)


def draft_filing(
    number: int | None = None, *, kinds: tuple[str, ...] = ("bidder",), at: datetime = AT
) -> tuple[Filing, Actor]:
    """This will register an organisation and return its draft filing with the registrant."""
    return draft_filing_with(filing_data(number, kinds=kinds), at=at)


def draft_filing_with(data: dict[str, object], *, at: datetime = AT) -> tuple[Filing, Actor]:
    """This will register an organisation with this data and return its draft filing with the registrant."""
    filing = actions.register_organisation(data, agreement=VERSION, declarant=declarant(), at=at)
    return filing, registrant(filing.organisation)


def filed_filing(
    number: int | None = None, *, kinds: tuple[str, ...] = ("bidder",), at: datetime = AT
) -> tuple[Filing, Actor]:
    """This will register and file an organisation and return the waiting filing with the registrant."""
    filing, by = draft_filing(number, kinds=kinds, at=at)
    return actions.file_registration(filing, by=by, at=at), by


def signed_registration(owner: Master, data: dict[str, object], *, agreement: str = VERSION) -> dict[str, object]:
    """This will sign a `registration/v1`."""
    document = {
        "type": "registration/v1",
        "origin": settings.QINGLIAN_ORIGIN,
        "agreement": agreement,
        "label": "投标工具",
        "organisation": data,
    }
    return sign_document(owner, document)


def second_factor(of: Person) -> str:
    """This will set an authenticator up for the person, with recovery codes, and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(of, secret)
    RecoveryCodes.activate(of)
    return secret


def one_time_code(secret: str) -> str:
    """This will return the code that an authenticator shows now (never one in its last two seconds). The platform takes each once."""
    while time.time() % 30 > 28:
        time.sleep(0.1)
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, who: Person, *, with_second_factor: bool = True, at: datetime | None = None) -> Client:
    """This will open a session for the person in this client, as the sign-in pages would (at this moment; else now), and return the client."""
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    methods = [{"method": "password", "at": 0}] + ([{"method": "mfa", "at": 0}] if with_second_factor else [])
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(who.pk)
    session.save()
    return step_up(client, at=at)


def signed_in(who: Person | Actor, *, at: datetime = AT) -> Client:
    """This will open a session with a second factor for the person in a client of its own."""
    return sign_in(Client(), Person.objects.get(pk=who.id), at=at)


def step_up(client: Client, *, at: datetime | None = None) -> Client:
    """This will renew the session's proof of who acts (at this moment; else now), as the step-up page would, and return the client."""
    session = client.session
    session[SESSION_KEY] = (at or clock.now()).isoformat()
    session.save()
    return client
