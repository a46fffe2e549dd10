"""Every page asked for by everybody: `pages.csv` says what each role gets. A new page needs its row; nothing answers 500.

They are asked for in English (the secrecy crawl asks in Chinese), and none says in Chinese what nobody typed.
200 the page, 302 to somewhere else (mostly: sign in first), 403 not your post, 404 not yours to know, 405 only for acts, 409 not now.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from qinglian.domain.people.roles import ROLES
from tests.factories import people
from tests.house.chinese import nobodys_words
from tests.house.world import built

TABLE = Path(__file__).with_name("pages.csv")
ROLE_NAMES = ("anonymous", *(role.code for role in ROLES))
NOT_OURS = ("api/",)


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """This will list the address patterns of all pages."""
    for found in (resolver or get_resolver()).url_patterns:
        address = prefix + str(found.pattern)
        if isinstance(found, URLPattern):
            yield address
        else:
            yield from patterns(found, address)


def expected() -> dict[str, dict[str, str]]:
    """This will read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["page"]: row for row in csv.DictReader(file)}


def test_nobodys_words_leave_out_what_was_typed_and_what_is_meant_to_be_chinese() -> None:
    shown = f'<p title="逾期">Late: {people.CENTRE_NAME}（late）</p><button lang="zh-CN">中文</button>'
    answer = SimpleNamespace(streaming=False, headers={"Content-Type": "text/html"}, content=shown.encode())
    assert list(nobodys_words(answer)) == ["逾期", f"{people.CENTRE_NAME}（", "）"]


def test_every_page_has_its_row() -> None:
    pages = sorted(page for page in patterns() if not page.startswith(NOT_OURS))
    assert pages == sorted(expected())


@pytest.mark.django_db
def test_every_page_answers_every_role_as_the_table_says_and_in_the_language_that_was_asked_for() -> None:
    world, table = built(), expected()
    answers, chinese = {page: {"page": page} for page in table}, set()
    for role in ROLE_NAMES:
        client = Client(headers={"accept-language": "en"})
        if role != "anonymous":
            people.sign_in(client, world.persons[role])
        for page in table:
            answer = client.get("/" + world.address(page))
            answers[page][role] = str(answer.status_code)
            chinese |= {(page, words) for words in nobodys_words(answer)}
    assert {page: row for page, row in answers.items() if row != table[page]} == {}
    assert sorted(chinese) == []
