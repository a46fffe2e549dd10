"""The stories are played for real."""

from datetime import datetime

import pytest

from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import admit_bidder, gather
from tests.stories.stage import Stage


@pytest.mark.django_db(transaction=True)
def test_cast_gathers() -> None:
    make_keys()
    with Stage(datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)).open() as stage:
        cast = gather(stage)
        one = admit_bidder(stage, cast, "江城云帆建设有限公司")
        other = admit_bidder(stage, cast, "江城青石建工有限公司", login="agent")
    assert [one.name, other.name] == list(cast.bidders)
