"""Prepared queries: the text is kept, the answer never is."""

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from qinglian.record.models import Fact
from qinglian.record.prepared import prepared
from tests.factories.record import note_fact

pytestmark = pytest.mark.django_db
built: list[str] = []


@prepared
def about(subject: str) -> QuerySet[Fact]:
    built.append(subject)
    return Fact.objects.filter(subject=subject).order_by("pk")


@prepared
def among(subjects: tuple[str, ...]) -> QuerySet[Fact, str]:
    return Fact.objects.filter(subject__in=subjects).order_by("pk").values_list("subject", flat=True)


def test_prepared_query_writes_its_text_once_and_asks_the_database_each_time(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    built.clear()
    first = note_fact(subject="tender:T-1")
    assert about("tender:T-1") == [first]
    second, other = note_fact(subject="tender:T-1"), note_fact(subject="tender:T-2")
    with django_assert_num_queries(2):
        assert (about("tender:T-1"), about("tender:T-2")) == ([first, second], [other])
    assert built == ["tender:T-1", "tender:T-2"]


def test_prepared_query_gives_values_and_nothing_for_no_candidates(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    note_fact(subject="tender:T-1"), note_fact(subject="tender:T-2")
    assert among(("tender:T-2", "tender:T-1")) == ["tender:T-1", "tender:T-2"]
    with django_assert_num_queries(0):
        assert (among(()), among(())) == ([], [])


def test_prepared_rows_can_be_changed_without_changing_the_next_answer() -> None:
    note_fact(subject="tender:T-1")
    about("tender:T-1").clear()
    about("tender:T-1")[0].subject = "tender:T-9"
    assert [row.subject for row in about("tender:T-1")] == ["tender:T-1"]
