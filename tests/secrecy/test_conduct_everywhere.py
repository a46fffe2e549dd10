"""Canaries of what people told in confidence, looked for everywhere and as everybody: talks, home visits, self-checks.

Content of a talk is for the two and the discipline officer, of a home visit for the visitor and the party office, of a self-check for
its person, the layers that sign it and the discipline officer. Nobody else is told it: by no page, endpoint, search, log or file.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from qinglian.domain.education import actions as education
from qinglian.domain.education.actions import Told as Talked
from qinglian.domain.education.actions import VisitDetails
from qinglian.domain.people.models import Person
from qinglian.domain.supervision import actions as supervision
from qinglian.domain.supervision.actions import Seen
from qinglian.domain.supervision.models import SelfCheck
from qinglian.record.clock import simulated_at
from tests.factories import people, staff
from tests.factories.staff import actor
from tests.house.test_pages import ROLE_NAMES
from tests.house.world import World, built
from tests.secrecy.crawl import Told, everything
from tests.secrecy.traces import files_below, is_in

TALK, REPLY, VISIT, CHECK, PROBLEM = "獬豸的要求", "貔貅的表态", "白泽的家事", "麒麟的自查", "狻猊的问题"
READERS = {
    TALK: {"discipline_officer"},
    REPLY: {"discipline_officer"},
    VISIT: {"party_officer"},
    CHECK: {"discipline_officer"},
    PROBLEM: {"discipline_officer"},
}
SEARCHES = (
    "/centre/rules/",
    "/centre/roll/",
    "/centre/duties/",
    "/centre/library/",
    "/supervisor/ledger/",
    "/supervisor/style/",
    "/notices/",
    "/api/rules",
    "/api/integrity/roll",
)
AT = staff.AT


def told_in_confidence(world: World) -> tuple[Person, Person, Person]:
    """This will hold a talk, record a home visit and sign a self-check, each with a canary; the addresses of the world name them."""
    leader, member = staff.deputy("谈话人"), staff.head("被谈话人")
    talk = education.plan_talk(member, due_on=AT.date(), by=actor(leader), at=AT)
    told = Talked(AT - timedelta(hours=1), "二楼谈话室", TALK, REPLY)
    education.hold_talk(talk, told=told, by=actor(leader), at=AT)
    party = actor(staff.party_officer("党务丙"))
    visit = education.plan_home_visit(member, visitor=leader, due_on=AT.date() + timedelta(9), by=party, at=AT)
    details = VisitDetails("配偶", VISIT, "工会慰问")
    education.record_home_visit(visit, made_on=AT.date(), details=details, by=actor(leader), at=AT)
    form = SelfCheck.objects.select_related("person").get(pk=world.samples["form"])
    supervision.sign_self_check(form, words=CHECK, seen=[Seen("gifts", PROBLEM)], by=actor(form.person), at=AT)
    world.samples |= {"talk": talk.pk, "visit": visit.pk}
    return leader, member, form.person


def leaks(answers: list[Told]) -> set[tuple[str, str, str]]:
    """This will list (role, path, secret) of every answer that holds a secret which is not for the role."""
    return {
        (one.role, one.path, secret)
        for one in answers
        for secret, roles in READERS.items()
        if one.role not in roles and one.holds(secret)
    }


@pytest.mark.django_db
@pytest.mark.meets("Z11", "Z20")
def test_nobody_else_is_told_what_was_told_in_confidence(home: Path) -> None:
    with simulated_at(AT):
        world = built()
        leader, member, own = told_in_confidence(world)
        answers = list(everything(world, ()))
        assert leaks(answers) == set()
        read = {(one.role, secret) for one in answers for secret in READERS if one.holds(secret)}
        assert read == {(role, secret) for secret, roles in READERS.items() for role in roles}  # so the search finds it
        for role in ROLE_NAMES:
            client = people.sign_in(Client(), world.persons[role]) if role != "anonymous" else Client()
            for path in SEARCHES:
                found = client.get(path, {"q": TALK[:2], "words": VISIT[:2]}).content
                assert [secret for secret in READERS if is_in(found, secret)] == []
        for person, address, secrets in (
            (leader, f"/centre/talks/{world.samples['talk']}/", [TALK, REPLY]),
            (member, f"/centre/talks/{world.samples['talk']}/", [TALK, REPLY]),
            (leader, f"/centre/home-visits/{world.samples['visit']}/", [VISIT]),
            (own, f"/centre/self-checks/{world.samples['form']}/", [CHECK, PROBLEM]),
        ):
            page = people.sign_in(Client(), person).get(address).content
            assert [secret for secret in READERS if is_in(page, secret)] == secrets
    assert [name for name, data in files_below(home) for secret in (TALK, REPLY, VISIT) if is_in(data, secret)] == []
