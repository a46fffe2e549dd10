"""Whole lives of tenders. Each module has a title, a summary and `play`."""

from tests.stories.lives import (
    attempts,
    failed_tender,
    late_bid,
    open_tender,
    postponed,
    unopenable_bid,
    unreleased_lock,
)

LIVES = (open_tender, failed_tender, unopenable_bid, unreleased_lock, postponed, late_bid, attempts)
