"""API tokens: made and revoked by their person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from qinglian.domain.people import events
from qinglian.domain.people.models import ApiToken, Person, Post
from qinglian.domain.people.scopes import SCOPES
from qinglian.domain.people.tokens import digest_of, new_secret
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import moment
from qinglian.record.models import Secrecy


@transaction.atomic
def create_token(*, name: str, scopes: Sequence[str], days: int, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """This will make a token of the person's present post and return it with its secret, which is never shown again.

    `scopes` are codes of scopes.SCOPES, `days` is at most the rulebook's. A person without a post makes none (NotAllowed); one with
    ten tokens in force revokes one first (NotNow).
    """
    post = _own_post(by, at=at)
    name = _checked_name(name, at=at)
    scopes = _checked_scopes(scopes)
    _require_days(days, at=at)
    _require_few(by, at=at)

    secret = new_secret()
    token = ApiToken.objects.create(
        post=post,
        name=name,
        scopes=scopes,
        digest=digest_of(secret),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )

    event = events.TokenCreated(by.id, token.id, list(scopes), moment(token.expires_at))
    append(event, subject=f"person:{by.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, at: datetime) -> ApiToken:
    """This will end one of the own tokens at once. Nobody else's (NotAllowed); one that was revoked stays so (NotNow)."""
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("post").get(pk=token.pk)
    if token.post.person_id != by.id:
        raise _not_own()
    if token.revoked_at is not None:
        raise NotNow(
            Text("这个令牌已经作废。", "This token was revoked before."),
            rule="token.in_force",
            article="PLT",
            next_step=Text("无须再办。", "Nothing is left to do."),
        )

    token.revoked_at = at
    token.save(update_fields=["revoked_at"])

    event = events.TokenRevoked(by.id, token.id)
    append(event, subject=f"person:{by.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return token


def _own_post(by: Actor, *, at: datetime) -> Post:
    person = (
        Person.objects.select_for_update().filter(id=by.id, is_active=True).first()
    )  # one at a time: the count holds
    held = Post.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), person=person, from_at__lte=at).first()
    if person is None or held is None:
        raise _not_own()
    return held


def _not_own() -> NotAllowed:
    return NotAllowed(
        Text("没有现任岗位，或者令牌不是您的。", "You hold no post, or the token is not yours."),
        rule="token.own",
        article="PLT",
        next_step=Text(
            "请用有岗位的账号登录，办理自己的令牌。", "Sign in with an account that has a post, for its own tokens."
        ),
    )


def _checked_name(name: str, *, at: datetime) -> str:
    plain, most = " ".join(name.split()), rule("token.name", on=at.date()).number()
    if 1 <= len(plain) <= most:
        return plain
    raise NotValid(
        Text("没有写明用途，或者太长。", "What it is for is missing or too long."),
        rule="token.name",
        article="PLT",
        next_step=Text(
            f"写明哪个程序用、做什么，最多 {most} 个字。",
            f"Say which program uses it and for what, in at most {most} characters.",
        ),
        field="name",
    )


def _checked_scopes(scopes: Sequence[str]) -> list[str]:
    chosen = [scope.code for scope in SCOPES if scope.code in scopes]
    if chosen and len(chosen) == len(set(scopes)):
        return chosen
    offered = [scope.code for scope in SCOPES]
    raise NotValid(
        Text("没有选权限范围，或者有一项不存在。", "No scope is chosen, or one does not exist."),
        rule="token.scopes",
        article="PLT",
        next_step=Text(f"从 {'、'.join(offered)} 中选。", f"Choose from {', '.join(offered)}."),
        field="scopes",
    )


def _require_days(days: int, *, at: datetime) -> None:
    most = rule("token.days", on=at.date()).number()
    if 1 <= days <= most:
        return
    raise NotValid(
        Text("有效期太长，或者没有填。", "The time is too long or missing."),
        rule="token.days",
        article="PLT",
        next_step=Text(
            f"填 1 到 {most} 天；到期前另开一个换上。", f"From 1 to {most} days; make another one before it ends."
        ),
        field="days",
    )


def _require_few(by: Actor, *, at: datetime) -> None:
    most = rule("token.count", on=at.date()).number()
    live = ApiToken.objects.filter(post__person_id=by.id, revoked_at__isnull=True, expires_at__gt=at)
    if live.filter(Q(post__until_at__isnull=True) | Q(post__until_at__gt=at)).count() < most:
        return
    raise NotNow(
        Text(f"已经有 {most} 个有效令牌。", f"You have {most} tokens in force already."),
        rule="token.count",
        article="PLT",
        next_step=Text("先作废一个不用的。", "Revoke one that is not used."),
    )
