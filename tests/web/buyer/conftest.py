"""The desk of every test here."""

import pytest

from tests.clock import TestClock
from tests.factories import tenders
from tests.web.buyer.windows import Desk


@pytest.fixture
def desk(clock: TestClock) -> Desk:
    """This will sign officer, reviewer and a stranger in, on the day before the notice."""
    clock.set(tenders.AT)
    return Desk()
