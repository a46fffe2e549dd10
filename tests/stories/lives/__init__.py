"""Whole lives of tenders. Each module has a title, a summary and `play`."""

from tests.stories.lives import (
    attempts,
    failed_tender,
    late_bid,
    objection_upheld,
    open_tender,
    postponed,
    replaced_expert,
    unopenable_bid,
    unreleased_lock,
)

LIVES = (
    open_tender,
    replaced_expert,
    objection_upheld,
    failed_tender,
    unopenable_bid,
    unreleased_lock,
    postponed,
    late_bid,
    attempts,
)
