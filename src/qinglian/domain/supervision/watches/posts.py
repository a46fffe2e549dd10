"""Watches of posts and tokens: powers kept apart, tokens that end, key posts that rotate."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Q

from qinglian.domain.people.events import PostGiven, TokenCreated
from qinglian.domain.people.models import ApiToken, OrganisationKey, Post
from qinglian.domain.people.roles import role
from qinglian.domain.supervision.watches.evidence import day_of, facts_since, ids
from qinglian.domain.supervision.watches.found import Found
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.models import Fact

BUSINESS = ("centre_verifier", "centre_host", "expert_officer")
KEY_ROLES = frozenset({*BUSINESS, "centre_admin", "guardian"})
IDLE = timedelta(days=30)
YEARS_NOTED, YEARS_AT_MOST = 4, 5


def powers_apart(at: datetime) -> list[Found]:
    """One person holds powers that check each other: two kinds of the centre's business, or accounts and business or keys."""
    roles: dict[str, set[str]] = defaultdict(set)
    for post in Post.objects.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at).order_by("pk"):
        roles[post.person_id] |= set(post.roles)
    for holder in OrganisationKey.objects.filter(purpose="guardian", state="bound").values_list("holder", flat=True):
        if holder in roles:
            roles[holder].add("guardian")
    facts, found = _given(at), list[Found]()
    for person, held in roles.items():
        business = [code for code in BUSINESS if code in held]
        is_admin = "centre_admin" in held and (business or "guardian" in held)
        if not is_admin and len(business) < 2:
            continue
        together = [code for code in ("centre_admin", *BUSINESS, "guardian") if code in held]
        words = Text(f"一人兼任 {len(together)} 种岗位：{'、'.join(role(code).label.zh for code in together)}。",
                     f"One person holds {len(together)} roles: {', '.join(role(code).label.en for code in together)}.")  # fmt: skip
        found.append(Found("red" if is_admin else "yellow", f"person:{person}", words, ids(facts[person])))
    return found


def tokens(at: datetime) -> list[Found]:
    """A token in force lies idle, has outlived its post, or runs longer than the rule allows."""
    live = ApiToken.objects.filter(revoked_at=None, expires_at__gt=at).select_related("post").order_by("created_at")
    made = {fact.fact["body"]["token"]: fact for fact in facts_since(TokenCreated.kind, at=at)}
    found = []
    for token in live:
        used = token.last_used_on or day_of(token.created_at)
        idle = (day_of(at) - used).days
        days = -((token.created_at - token.expires_at) // timedelta(days=1))
        most = rule("token.days", on=day_of(token.created_at)).number()
        has_outlived = token.post.until_at is not None and token.post.until_at <= at
        words = (
            Text("岗位已经结束，令牌还没有作废。", "The post has ended, and its token was not revoked.")
            if has_outlived
            else Text(
                f"令牌期限 {days} 天，规定最长 {most} 天。", f"The token runs for {days} days; the rule allows {most}."
            )
            if days > most
            else Text(f"令牌 {idle} 天没有用过。", f"The token was not used for {idle} days.")
        )
        if has_outlived or days > most or idle >= IDLE.days:
            level = "red" if has_outlived or days > most else "yellow"
            facts = ids([made[token.id]] if token.id in made else [])
            found.append(Found(level, f"token:{token.id}", words, facts))
    return found


def post_rotation(at: datetime) -> list[Found]:
    """Somebody has held key posts at the centre for four years, or for five."""
    posts: dict[str, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(from_at__lte=at).select_related("organisation").order_by("from_at", "pk"):
        if "centre" in post.organisation.kinds and KEY_ROLES & set(post.roles):
            posts[post.person_id].append(post)
    facts, found = _given(at), list[Found]()
    for person, held in posts.items():
        years = _years_without_gap(held, at)
        if years >= YEARS_NOTED:
            words = Text(f"关键岗位连续任职满 {years} 年。", f"A key post has been held for {years} years.")
            level = "red" if years >= YEARS_AT_MOST else "yellow"
            found.append(Found(level, f"person:{person}", words, ids(facts[person])))
    return found


def _years_without_gap(posts: list[Post], at: datetime) -> int:
    """Whole years that the posts have lasted until now, one following the other within a day; 0 when none is held now."""
    start: datetime | None = None
    end = at
    for post in reversed(posts):
        if post.until_at is not None and post.until_at < end - timedelta(days=1):
            break
        start = end = post.from_at
    return _whole_years(day_of(start), day_of(at)) if start else 0


def _whole_years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _given(at: datetime) -> dict[str, list[Fact]]:
    """The facts by which posts were given, by person; those of the last years alone."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts_since(PostGiven.kind, at=at):
        found[fact.fact["body"]["person"]].append(fact)
    return found
