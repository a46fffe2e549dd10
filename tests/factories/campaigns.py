"""A section with its head, the leader over it, the secretary and a discipline officer, for tests of campaigns and self-checks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.models import Rectification
from qinglian.domain.people.models import Person
from qinglian.domain.supervision import actions
from qinglian.domain.supervision.actions import Told
from qinglian.domain.supervision.models import Campaign, Problem, SelfCheck
from tests.factories import people, staff

AT: datetime = people.AT
DAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Crew:
    """The people: a member of the transaction section, its head, a member of another section, the leader over both, secretary, officer."""

    member: Person
    head: Person
    other: Person
    other_head: Person
    leader: Person
    secretary: Person
    officer: Person
    party_head: Person


def crew() -> Crew:
    """This will put the crew on the roll."""
    return Crew(
        secretary=_secretary(),
        leader=staff.deputy(area=("transaction", "expert")),
        head=staff.head(),
        member=staff.member("经办甲"),
        other_head=staff.head("科长乙", department="expert"),
        other=staff.member("经办乙", department="expert", work_post="register_keeper"),
        officer=staff.discipline_officer(),
        party_head=staff.member(
            "党务科长", department="party", work_post="party_officer", branch="first", standings=("section_head",),
            roles=("party_officer", "section_head", "staff"),
        ),
    )  # fmt: skip


def _secretary() -> Person:
    return staff.member(
        "书记甲", department="office", work_post="director", branch="first", roles=("centre_leader", "staff"),
        standings=("party_secretary", "leadership"), area=("office", "party"),
    )  # fmt: skip


def launched(who: Crew, *, kind: str = "two_leads_five") -> Campaign:
    """This will launch a campaign that asks every member of the crew (all are of the party)."""
    return actions.launch_campaign(
        kind, from_on=DAY, until_on=date(2026, 12, 31), forms_due_on=date(2026, 11, 20), by=staff.actor(who.officer), at=AT
    )  # fmt: skip


def form_of(campaign: Campaign, person: Person) -> SelfCheck:
    """This will return a person's form as it stands."""
    return SelfCheck.objects.select_related("campaign", "person").get(campaign=campaign, person=person)


def through(campaign: Campaign, who: Crew, person: Person, *, leader: Person | None = None) -> SelfCheck:
    """This will have a form signed by all its layers, without problems."""
    form = form_of(campaign, person)
    actions.sign_self_check(form, words="没有问题。", seen=[], by=staff.actor(person), at=AT)
    if form.rank == "staff":
        head = {"transaction": who.head, "expert": who.other_head, "party": who.party_head}[form.department]
        actions.review_self_check(form, words="情况属实。", seen=[], by=staff.actor(head), at=AT)
    actions.approve_self_check(form, words="同意。", seen=[], by=staff.actor(leader or who.leader), at=AT)
    return form_of(campaign, person)


def told(**changes: Any) -> Told:
    """This will tell what every problem has: of the transaction section, found in an inspection before Mid-Autumn."""
    usual: dict[str, Any] = {
        "words": "中秋前收受代理机构送来的月饼券。", "department": "transaction", "source": "inspection", "found_on": date(2026, 9, 23),
    }  # fmt: skip
    return Told(**usual | changes)


def style_problem(who: Crew, *, style: str = "hedonism", **changes: Any) -> Problem:
    """This will register a problem of style in the transaction section."""
    return actions.register_style_problem(style, told=told(**changes), by=staff.actor(who.officer), at=AT)


def tendering_problem(who: Crew, *, year: int, category: str = "collusion", point: str = "R20") -> Problem:
    """This will enter a problem in the ledger of a year."""
    found = told(words=f"{year}年抽查发现三家投标文件雷同。", found_on=date(year, 6, 1))
    return actions.register_tendering_problem(category, point=point, told=found, by=staff.actor(who.officer), at=AT)


def corrected(
    problem: Problem, owner: Person, *, evidence: str = "已整改，附凭据。", at: datetime = AT
) -> Rectification:
    """This will hand a problem's correction in as its owner."""
    return integrity.hand_in_rectification(
        problem.finding.rectification, evidence=evidence, by=staff.actor(owner, at=at), at=at
    )
