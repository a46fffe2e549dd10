"""Registrations are counted by address and hour, under a hash that tells neither."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from qinglian.domain.people.attempts import count_registration, is_counted, mark_of, place_of
from qinglian.domain.people.models import AttemptCount
from qinglian.law.refusal import TooOften
from qinglian.law.rulebook import rule
from tests.factories import people


@pytest.mark.django_db
def test_count_registration_refuses_after_the_rulebooks_number_and_again_next_hour_not() -> None:
    most = rule("filing.per_hour", on=people.AT.date()).number()
    for _ in range(most):
        count_registration("192.0.2.7", at=people.AT)
    with pytest.raises(TooOften) as refused:
        count_registration("192.0.2.7", at=people.AT + timedelta(minutes=59))
    assert refused.value.rule == "filing.per_hour"
    count_registration("192.0.2.8", at=people.AT)
    count_registration("192.0.2.7", at=people.AT + timedelta(hours=1))
    assert AttemptCount.objects.count() == 1


@pytest.mark.django_db
def test_count_keeps_no_address() -> None:
    count_registration("192.0.2.7", at=people.AT)
    kept = AttemptCount.objects.get()
    assert "192.0.2.7" not in str(vars(kept))
    assert kept.mark == mark_of("registration", "192.0.2.7", at=people.AT)
    assert kept.mark != mark_of("registration", "192.0.2.7", at=people.AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_place_is_the_network_that_one_host_can_move_in(address: str, place: str) -> None:
    assert place_of(address) == place


@pytest.mark.django_db(transaction=True)
def test_count_lets_no_more_pass_when_all_come_at_once() -> None:
    barrier = Barrier(8)

    def run(_: int) -> bool:
        barrier.wait()
        try:
            return is_counted("registration", "192.0.2.7", most=5, at=people.AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(run, range(8))) == [False] * 3 + [True] * 5
