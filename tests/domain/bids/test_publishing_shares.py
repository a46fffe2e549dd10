"""Shares become public when every group of guardians has reached its threshold, not one release earlier."""

from datetime import timedelta

import pytest

from qinglian.domain.bids import actions
from qinglian.record.models import Fact
from tests.factories import bids

pytestmark = pytest.mark.django_db
AT = bids.DEADLINE + timedelta(minutes=1)


def test_publish_shares_waits_for_every_group() -> None:
    where = bids.releasing(3)
    actions.release_shares(bids.release_of(where, where.holders["supervision"][0]), at=AT)
    assert actions.publish_shares(where.closing, at=AT) is False
    assert Fact.objects.filter(kind="shares-published/v1").count() == 0


def test_publish_shares_publishes_once() -> None:
    where = bids.released(3)
    assert [actions.publish_shares(where.closing, at=AT) for _ in range(2)] == [True, True]
    assert Fact.objects.filter(kind="shares-published/v1").count() == 1
