"""The stories are played for real."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from tests.stories.cast import Cast, gather
from tests.stories.lives import open_tender
from tests.stories.stage import Stage

START = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Iterator[Stage]:
    """This will set up an installation at the stories' first day."""
    make_keys()
    with Stage(START).open() as stage:
        stage.settle()
        yield stage


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """This will gather the cast."""
    return gather(stage)


def test_open_tender_is_read_out_in_full(stage: Stage, cast: Cast) -> None:
    told, played = open_tender.play(stage, cast)
    print(told.page())
    assert played.row.state == "recorded"
