"""Investment projects for tests, entered and submitted through the real actions."""

from dataclasses import replace
from datetime import datetime
from itertools import count

from qinglian.domain.people.models import Organisation, Person
from qinglian.domain.projects import actions
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.project_form import ProjectInput
from qinglian.law.actor import Actor
from tests.factories import people

_numbers = count(1)


def tenderer(name: str | None = None) -> Organisation:
    """This will store a verified tenderer."""
    return people.organisation(name, kinds=("tenderer",))


def operator(where: Organisation) -> Actor:
    """This will return the organisation's tender officer, stored when there is none."""
    return people.actor(_holder(where, "buyer_operator"))


def reviewer(where: Organisation) -> Actor:
    """This will return the organisation's tender reviewer, another person than the officer."""
    return people.actor(_holder(where, "buyer_reviewer"))


def typed(**changes: object) -> ProjectInput:
    """This will make what is typed about an approved, state-funded works project of 20 million yuan."""
    start = ProjectInput(
        code=f"2026-330100-47-01-{next(_numbers):06d}",
        name="江北新区中心幼儿园新建工程",
        kind="works",
        fund_source="财政资金，已落实",
        state_funded=True,
        approved_budget_fen=2_000_000_000,
        region="江城市",
        approval_number="江发改投〔2026〕118 号",
    )
    return replace(start, **changes)


def draft(owner: Organisation | None = None, *, at: datetime = people.AT, **changes: object) -> Project:
    """This will enter a draft project."""
    return actions.create_project(typed(**changes), by=operator(owner or tenderer()), at=at)


def submitted(owner: Organisation | None = None, *, at: datetime = people.AT, **changes: object) -> Project:
    """This will enter a project that the owner's reviewer leads, have the leader pledge, and submit it."""
    owner = owner or tenderer()
    leader = reviewer(owner)
    project = draft(owner, at=at, **{"leader": leader.id} | changes)
    actions.pledge_as_leader(project, by=leader, at=at)
    return actions.submit_project(project, by=operator(owner), at=at)


def _holder(where: Organisation, role: str) -> Person:
    posts = where.posts.select_related("person").filter(until_at__isnull=True)
    found = next((post.person for post in posts if role in post.roles), None)
    return found or people.person(where, role)
