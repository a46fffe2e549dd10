"""docs/stories says what the lives do today."""

import pytest

from qinglian.record.keys import make_keys
from tests.places import REPOSITORY
from tests.stories.tell import PAGES, played_pages


@pytest.mark.django_db(transaction=True)
def test_stories_are_told_as_they_play() -> None:
    make_keys()
    told = played_pages()
    assert {path.name for path in (REPOSITORY / PAGES).glob("*.md")} == set(told)
    stale = [name for name, text in told.items() if (PAGES / name).read_text(encoding="utf-8") != text]
    assert stale == [], "make docs"
