"""Whose turn it is in the lots of a section: coefficients and draws, for each party, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinglian.domain.experts import actions, queries
from qinglian.domain.tenders.lots import ASKED_AFTER
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import deposits_due, withheld_in
from tests.factories import experts, people, seeds, tenders

pytestmark = pytest.mark.django_db


def due(name: str, section: Section) -> list[tuple[str, str, str]]:
    """This will list what the party owes."""
    tasks = queries.seeds_due(seeds.actor_for(section, name))
    return [(task.lot.purpose, task.party, task.act) for task in tasks]


def test_a_coefficients_seeds_are_due_from_each_party_in_its_time() -> None:
    section = seeds.drawing()
    assert due("tenderer", section) == [("coefficient", "tenderer", "commit")]
    assert due("centre", section) == []  # it sees no draft before the second person approved it
    tenders.in_verification(section.tender.notices.get())
    assert due("centre", section) == [("coefficient", "centre", "commit")]
    assert due("supervisor", section) == []
    made = [seeds.committed(section, name) for name in ("tenderer", "centre")]
    assert due("tenderer", section) == due("centre", section) == []
    seeds.closed(section)
    assert due("tenderer", section) == [("coefficient", "tenderer", "reveal")]
    seeds.reveal(section, made[0])
    assert (due("tenderer", section), due("centre", section)) == ([], [("coefficient", "centre", "reveal")])
    seeds.reveal(section, made[1])
    assert due("centre", section) == []
    (lot,) = queries.lots_of(section)
    assert (lot.is_decided, lot.act_of("tenderer")) == (True, "")


def test_a_coefficients_seed_waits_for_every_card_and_is_renewed_for_other_guardians() -> None:
    section = seeds.drawing()
    card = section.cards.first()
    card.delete()
    assert due("tenderer", section) == []
    card.save(force_insert=True)
    seeds.committed(section, "tenderer")
    assert due("tenderer", section) == []
    notice = section.tender.notices.get()
    notice.access["groups"][0]["threshold"] = 2
    notice.save()
    assert due("tenderer", section) == [("coefficient", "tenderer", "commit")]


def test_a_draws_seeds_are_due_once_the_exclusions_are_fixed_and_told_once_all_stand() -> None:
    hall = experts.approved()
    section = hall.room.section
    assert [due(name, section) for name in experts.PARTIES] == [[], [], []]
    (lot,) = queries.lots_of(section)
    assert (lot.scope, [row.state for row in lot.states], lot.is_open) == ({}, ["missing"] * 3, False)
    experts.excluded(hall)
    assert [due(name, section) for name in experts.PARTIES] == [[("draw", name, "commit")] for name in experts.PARTIES]
    experts.seeded(hall, parties=("tenderer",))
    assert due("tenderer", section) == []
    assert due("supervisor", section) == [("draw", "supervisor", "reveal")]


def test_seeds_due_are_nobody_elses() -> None:
    hall = experts.excluded()
    strangers = [
        people.person(people.organisation(kinds=("tenderer",)), "buyer_operator"),
        people.person(people.supervisor_office("别处的监督机构"), "supervisor"),
        people.person(hall.room.bidders[0][0], "bidder_agent"),
        people.staff("centre_verifier"),
    ]
    assert [queries.seeds_due(people.actor(who)) for who in strangers] == [[], [], [], []]


def test_seeds_due_asks_a_fixed_number_of_queries() -> None:
    def asked(by) -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = queries.seeds_due(by)
        return len(found), len(seen)

    first = tenders.in_verification(seeds.drawing().tender.notices.get()).tender
    by = seeds.actor_for(first.sections.get(), "centre")
    one = asked(by)
    for _ in range(2):
        tenders.in_verification(seeds.drawing().tender.notices.get())
    assert (one[0], asked(by)) == (1, (3, one[1]))


def test_guardians_are_asked_for_deposits_half_an_hour_after_seeds_may_be_told() -> None:
    hall = experts.seeded(parties=("tenderer",))
    guardians = [hall.room.holders["trade"][0].id]
    assert [row.party for row in withheld_in(hall.room.section)] == ["centre", "supervisor"]
    assert deposits_due(guardians, at=experts.AT + ASKED_AFTER - timedelta(seconds=1)) == []
    with CaptureQueriesContext(connection) as seen:
        late = deposits_due(guardians, at=experts.AT + ASKED_AFTER)
    assert ([row.party for row in late], len(seen)) == (["centre", "supervisor"], 4)
    assert deposits_due(["grd-999"], at=experts.AT + ASKED_AFTER) == []


def test_nobody_is_asked_for_deposits_of_a_draw_that_was_given_up() -> None:
    hall = experts.seeded(parties=("tenderer",))
    section, at = hall.room.section, experts.AT + ASKED_AFTER
    guardians = [hall.room.holders["trade"][0].id]
    assert len(queries.deposits_to_release(guardians, at=at)) == len(queries.withheld_of(section)) == 2
    actions.abandon_draw(hall.draw, reason="开标延期", by=tenders.reviewer(section.tender), at=at)
    assert queries.deposits_to_release(guardians, at=at) == queries.withheld_of(section) == []
    assert due("supervisor", section) == []


def test_rosters_are_due_from_the_supervision_group_alone() -> None:
    hall = experts.rostered()
    holders = hall.room.holders
    assert queries.rosters_due([holders["supervision"][1].id]) == [hall.draw]
    assert queries.rosters_due([holders["trade"][0].id]) == []
    experts.approved(hall)
    assert queries.rosters_due([holders["supervision"][1].id]) == []
