"""API tokens: `qlt_` and 32 random bytes, shown once. Only their SHA-256 is stored; who has the secret acts for its person."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from qinglian.domain.people.models import ApiToken
from qinglian.domain.people.policy import is_token_in_force, roles_in_force
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotProved
from qinglian.law.text import Text

PREFIX = "qlt_"


def new_secret() -> str:
    """This will make a token's secret: 256 random bits, so that a plain hash keeps it."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """This will return what is stored of a secret: its SHA-256 in hex."""
    return sha256(secret.encode()).hexdigest()


def bearer_of(secret: str, *, at: datetime) -> tuple[ApiToken, Actor]:
    """This will return the token in force and who acts by it, with the roles of this moment; NotProved for any other secret.

    The day of use is kept, written once a day.
    """
    rows = ApiToken.objects.select_related("post__person", "post__organisation")
    token = rows.filter(digest=digest_of(secret)).first()
    if token is None or not is_token_in_force(token, at=at):
        raise NotProved(
            Text(
                "这个访问令牌不存在、已到期、已作废，或其岗位已结束。",
                "This token is unknown, expired, revoked, or its post has ended.",
            ),
            rule="token.in_force",
            article="PLT",
            next_step=Text("在“我的账号”开一个新令牌。", "Make a new one on your account's page."),
        )
    if token.last_used_on != at.date():
        not_today = Q(last_used_on__isnull=True) | Q(last_used_on__lt=at.date())
        ApiToken.objects.filter(not_today, pk=token.pk).update(last_used_on=at.date())
    post = token.post
    return token, Actor(post.person_id, post.organisation_id, roles_in_force(post.roles, post.organisation))
