"""A year of integrity work at the centre, played through the API: one module for each part."""

from datetime import datetime

from tests.stories.cast import Cast
from tests.stories.clean import campaigns, checks, culture, pledges, roll, rules, study, talks
from tests.stories.stage import Stage

PARTS = (pledges, study, talks, culture, campaigns, rules, checks)


def play_year(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will bring the staff on the roll at the year's beginning and play every part of the year up to now."""
    begun = stage.now
    roll.play(stage, cast)
    for part in PARTS:
        stage.set(begun)
        part.play(stage, cast, now)
