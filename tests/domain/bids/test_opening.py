"""Opening bids: from the last share to the read-out."""

import pytest

from qinglian.domain.bids.models import OpenedBid
from tests.factories import bids

pytestmark = pytest.mark.django_db


def test_open_bids_reads_out_every_bid_of_the_closing_list() -> None:
    where = bids.opened(3)
    rows = OpenedBid.objects.order_by("announced__number").values_list("announced__number", "outcome", "price_fen")
    assert list(rows) == [(1, "opened", 1_700_000_000), (2, "opened", 1_701_000_000), (3, "opened", 1_702_000_000)]
    assert where.section.state == "opened"
