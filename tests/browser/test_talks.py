"""Talks, visits, families, open days, suggestions and ratings in a real browser: both widths, both languages, no fault."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from qinglian.domain.people.models import Person
from qinglian.record import keys
from qinglian.record.clock import CHINA, simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.stories.cast import gather
from tests.stories.clean import roll, talks
from tests.stories.stage import Stage

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.fixture
def played() -> Iterator[None]:
    """This will play the year."""
    keys.make_keys()
    with Stage(NOW - timedelta(days=45)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        talks.play(stage, cast, NOW)
    with simulated_at(NOW):
        yield


def test_pages_of_talks_families_and_outreach(desk: Desk, played: None) -> None:
    by = {login: Person.objects.get(login=login) for login in ("party", "director", "head-office", "deputy-1")}
    talk = Person.objects.get(login="director").talks_to_hold.filter(state="planned").first()
    assert talk is not None
    walks: tuple[tuple[str, str, str], ...] = (
        ("talks", "/centre/talks/", "party"),
        ("talks-own", "/centre/talks/", "director"),
        ("talk", f"/centre/talks/{talk.pk}/", "director"),
        ("home-visits", "/centre/home-visits/", "party"),
        ("families", "/centre/families/", "party"),
        ("contest", "/centre/families/contests/1/", "head-office"),
        ("videos", "/centre/families/videos/", "head-office"),
        ("open-days", "/centre/open-days/", "head-office"),
        ("open-day", "/centre/open-days/1/", "head-office"),
        ("suggestions", "/centre/suggestions/", "head-office"),
        ("suggestion", "/centre/suggestions/5/", "head-office"),
        ("mine", "/centre/mine/", "director"),
        ("public-open-day", "/open-days/1/", ""),
        ("public-suggestions", "/suggestions/", ""),
        ("public-ratings", "/ratings/", ""),
    )
    for phone, language in ((False, "zh-CN"), (True, "zh-CN"), (False, "en")):
        for login in sorted({login for _, _, login in walks}):
            who = {"person": by[login]} if login else {}
            page = desk.page(phone=phone, language=language, **who)
            for name, address, _ in (walk for walk in walks if walk[2] == login):
                page.goto(desk.url(address))
                axe_clean(page)
                fits(page)
                desk.picture(page, f"clean-{name}-{'phone' if phone else 'desk'}-{language[:2]}")
