"""What uploads that a crash cut short leave on disk is destroyed; what a row claims, and what is young, stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import SealedBid
from qinglian.record import blobs, clock
from tests.factories import bids

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def test_sweep_orphans_destroys_packages_without_a_row() -> None:
    where = bids.with_bids(2)
    kept, lost = SealedBid.objects.order_by("pk")
    SealedBid.objects.filter(pk=lost.pk).delete()
    (Path(settings.QINGLIAN_BLOB_DIR) / "private" / ".draft-left").write_bytes(b"half")
    assert actions.sweep_orphans(at=clock.now()) == 0
    assert actions.sweep_orphans(at=clock.now() + LATER) == 2
    assert [blobs.path_of(bid.blob).is_file() for bid in (kept, lost)] == [True, False]
    assert where.section.state == "bidding"
