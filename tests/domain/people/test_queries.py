"""Searching the register: two characters are enough; strangers see the verified ones alone."""

import pytest
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.people import queries
from qinglian.domain.people.models import Organisation
from qinglian.law.actor import ANYONE
from tests.factories import people

pytestmark = pytest.mark.django_db


def found(words: str = "", **filters: object) -> list[str]:
    return [row.name for row in queries.organisations_matching(words, **({"asker": ANYONE} | filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("tenderer", marks=pytest.mark.meets("A-205")),
        pytest.param("agency", marks=pytest.mark.meets("A-208")),
        pytest.param("bidder", marks=pytest.mark.meets("A-212")),
    ],
)
def test_organisations_are_found_by_words_of_name_or_code_and_kind(kind: str) -> None:
    wanted = people.organisation("江城滨江市政工程有限公司", kinds=(kind,))
    people.organisation("江城城南园林有限公司", kinds=(kind,))
    people.organisation("临江滨江贸易有限公司", kinds=("supervisor",))
    assert found("滨江", kind=kind) == [wanted.name]
    assert found("市政 江城", kind=kind) == [wanted.name]
    assert found(wanted.credit_code.lower()) == [wanted.name]
    assert found("滨江", kind="centre") == []


def test_unverified_organisations_are_shown_to_centre_and_supervisors_alone() -> None:
    filing, by = people.filed_filing(1)
    name = filing.organisation.name
    assert found("第1") == []
    assert found("第1", asker=by) == []
    assert found("第1", asker=people.verifier()) == [name]
    assert found("第1", asker=people.actor(people.supervisor())) == [name]


def test_details_are_shown_to_own_people_centre_and_supervisors() -> None:
    where = people.organisation()
    for asker in (people.registrant(where), people.verifier(), people.admin(), people.actor(people.supervisor())):
        assert queries.organisation_for(where.id, asker=asker) == where
    for asker in (ANYONE, people.registrant(people.organisation())):
        with pytest.raises(Exception, match="people.known"):
            queries.organisation_for(where.id, asker=asker)


def test_counts_by_state_follow_who_asks() -> None:
    people.filed_filing(1)
    people.organisation()
    people.organisation(state="suspended")
    assert queries.counts_of_organisations(asker=ANYONE) == {"draft": 0, "active": 1, "suspended": 1}
    asker = people.verifier()
    assert queries.counts_of_organisations(asker=asker) == {"draft": 1, "active": 2, "suspended": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_filings_cost_one_query_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        people.filed_filing()
    asker = people.verifier()
    with django_assert_num_queries(1):
        names = [filing.organisation.name for filing in queries.filings_waiting(asker=asker)]
    assert len(names) == count


def test_names_are_mapped_for_known_ids() -> None:
    where = people.organisation("江城甲公司")
    person = people.person(where, "bidder_agent")
    assert queries.names_of([where.id, person.id, "per-none"]) == {where.id: "江城甲公司", person.id: person.name}


def test_pending_filing_is_the_undecided_one() -> None:
    filing, _ = people.filed_filing(1)
    assert queries.pending_filing(filing.organisation) == filing
    assert queries.pending_filing(people.organisation()) is None
    assert queries.key_of(people.bidder()[1].public()).state == "bound"
    with pytest.raises(Exception, match="people.known"):
        queries.key_of("none")
    assert Organisation.objects.count() > 0
