"""Persons and posts: who may sign in, what they may do, from when until when."""

from collections.abc import Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from qinglian.domain.people import credit_code as codes
from qinglian.domain.people import events
from qinglian.domain.people.filing_form import normal_name
from qinglian.domain.people.guards import invalid_person, require_good_password
from qinglian.domain.people.models import ApiToken, Organisation, Person, Post
from qinglian.domain.people.policy import may_give_roles, may_manage_posts
from qinglian.domain.people.post_titles import ADMINISTRATOR
from qinglian.domain.people.roles import role, roles_of_kinds
from qinglian.domain.people.rows import new_person
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append


@transaction.atomic
def create_person(
    organisation: Organisation, *, login: str, name: str, email: str = "", by: Actor, at: datetime
) -> Person:
    """This will create a login without a password; the person sets it through an invitation (`accept_invitation`).

    The centre's administrator may do it anywhere, a registrant in the own organisation. Logins are unique (NotValid).
    """
    _require_manager(organisation, by=by)

    person = new_person(login=login, name=name, email=email, password=None, opened_by=by.id)

    append(events.PersonCreated(person.id, organisation.id), subject=f"organisation:{organisation.id}", by=by.id, at=at)
    return person


@transaction.atomic
def give_post(
    person: Person, *, organisation: Organisation, title: str, roles: Sequence[str], by: Actor, at: datetime
) -> Post:
    """This will give the person a post with these roles from now on. One person holds one post at a time (NotNow)."""
    _require_manager(organisation, by=by)
    _require_fitting(list(roles), organisation)
    current = person.posts.filter(until_at__isnull=True).first()
    if current is not None:
        raise _holds_a_post()

    post = Post(person=person, organisation=organisation, title=title.strip(), roles=list(roles), from_at=at)
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError as error:
        raise _holds_a_post() from error

    event = events.PostGiven(person.id, organisation.id, list(roles))
    append(event, subject=f"organisation:{organisation.id}", by=by.id, at=at)
    return post


@transaction.atomic
def appoint_person(
    organisation: Organisation,
    *,
    login: str,
    name: str,
    email: str = "",
    title: str,
    roles: Sequence[str],
    by: Actor,
    at: datetime,
) -> Post:
    """This will create a login and give it a post, both or neither (see `create_person`, `give_post`)."""
    person = create_person(organisation, login=login, name=name, email=email, by=by, at=at)
    return give_post(person, organisation=organisation, title=title, roles=roles, by=by, at=at)


@transaction.atomic
def end_post(post: Post, *, by: Actor, at: datetime) -> Post:
    """This will end a post now, and revoke its tokens. The login stays, but opens nothing until another post is given. Nobody ends the own post."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=post.pk)
    _require_manager(post.organisation, by=by)
    if post.person_id == by.id:
        raise NotAllowed(
            Text("不能结束自己的岗位。", "You cannot end your own post."),
            rule="post.end_post",
            article="CTS A-210",
            next_step=Text("请另一名有此职责的人员办理。", "Ask another person with this duty."),
        )
    if post.until_at is not None:
        raise NotNow(
            Text("这个岗位已经结束。", "This post has ended already."),
            rule="post.end_post",
            article="CTS A-210",
            next_step=Text("无须再办。", "Nothing is left to do."),
        )

    post.until_at = at
    post.save(update_fields=["until_at"])
    ApiToken.objects.filter(post=post, revoked_at__isnull=True).update(revoked_at=at)

    event = events.PostEnded(post.person_id, post.organisation_id)
    append(event, subject=f"organisation:{post.organisation_id}", by=by.id, at=at)
    return post


@transaction.atomic
def reset_sign_in(person: Person, *, organisation: Organisation, by: Actor, at: datetime) -> Person:
    """This will clear password and second factor of a person of this organisation and revoke its tokens; a new invitation is then due."""
    _require_manager(organisation, by=by)
    if not person.posts.filter(organisation=organisation, until_at__isnull=True).exists():
        raise NotAllowed(
            Text("这个人在本机构没有现任岗位。", "This person holds no post in this organisation."),
            rule="person.reset_sign_in",
            article="CTS A-210",
            next_step=Text("请由其所在机构或中心管理员办理。", "Ask the person's own organisation or the centre."),
        )

    person.set_unusable_password()
    person.opened_by = by.id
    person.save(update_fields=["password", "opened_by"])
    Authenticator.objects.filter(user=person).delete()
    ApiToken.objects.filter(post__person=person, revoked_at__isnull=True).update(revoked_at=at)

    append(events.SignInReset(person.id), subject=f"organisation:{organisation.id}", by=by.id, at=at)
    return person


@transaction.atomic
def accept_invitation(person: Person, *, password: str, at: datetime) -> Person:
    """This will set the first password of a person who has none (NotNow otherwise). The caller has checked the invitation's token."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.has_usable_password():
        raise NotNow(
            Text("这个邀请已经用过。", "This invitation has been used."),
            rule="person.accept_invitation",
            article="CTS A-210",
            next_step=Text(
                "请直接登录；忘记密码的，请管理员重发邀请。",
                "Sign in. If you forgot the password, ask for a new invitation.",
            ),
        )
    require_good_password(password, person=person)

    person.set_password(password)
    person.save(update_fields=["password"])

    append(events.InvitationAccepted(person.id), subject=f"person:{person.id}", by=person.id, at=at)
    return person


@transaction.atomic
def found_centre(
    *, name: str, credit_code: str, login: str, person_name: str, roles: Sequence[str], at: datetime
) -> Person:
    """This will store the trading centre and its first administrator, once per installation (NotNow afterwards).

    The operator does this at set-up, before anybody can sign in; every later post is given by that administrator.
    """
    if Organisation.objects.filter(kinds=["centre"]).exists():
        raise NotNow(
            Text("交易中心已经建立。", "The trading centre exists already."),
            rule="people.found_centre",
            article="CTS A-009",
            next_step=Text("由现任系统管理员增设岗位。", "The present administrator gives further posts."),
        )
    code = codes.compact(credit_code)
    if codes.fault(code):
        raise invalid_person("credit_code", Text("统一社会信用代码不对。", "The credit code is wrong."))

    centre = Organisation.objects.create(
        name=normal_name(name), credit_code=code, kinds=["centre"], state="active", registered_at=at
    )
    person = new_person(login=login, name=person_name, email="", password=None)
    _require_fitting(list(roles), centre)
    Post.objects.create(person=person, organisation=centre, title=ADMINISTRATOR.zh, roles=list(roles), from_at=at)

    subject = f"organisation:{centre.id}"
    append(events.CentreFounded(centre.id, centre.name, centre.credit_code), subject=subject, by=person.id, at=at)
    append(events.PostGiven(person.id, centre.id, list(roles)), subject=subject, by=person.id, at=at)
    return person


def _require_manager(organisation: Organisation, *, by: Actor) -> None:
    if may_manage_posts(organisation, by):
        return
    raise NotAllowed(
        Text("您不能管理这个机构的岗位。", "You may not manage the posts of this organisation."),
        rule="post.manage",
        article="CTS A-210",
        next_step=Text(
            "请由中心系统管理员或本机构登记经办人办理。", "Ask the centre's administrator or the own registrant."
        ),
    )


def _require_fitting(roles: list[str], organisation: Organisation) -> None:
    if may_give_roles(roles, organisation):
        return
    fitting = [role(code).label for code in sorted(roles_of_kinds(organisation.kinds))]
    raise NotValid(
        Text(
            "岗位职责与机构类别不符，或者一项也没选。",
            "The roles do not fit the kind of organisation, or none is chosen.",
        ),
        rule="post.roles",
        article="CTS A-210",
        next_step=Text(
            f"可选：{'、'.join(label.zh for label in fitting)}。",
            f"Possible: {', '.join(label.en for label in fitting)}.",
        ),
        field="roles",
    )


def _holds_a_post() -> NotNow:
    return NotNow(
        Text(
            "这个人现有岗位还没有结束，一人同时只任一个岗位。",
            "This person holds a post already; one person holds one at a time.",
        ),
        rule="post.one_at_a_time",
        article="CTS A-210",
        next_step=Text("先结束原岗位，或另建登录名。", "End that post first, or create another login."),
    )
