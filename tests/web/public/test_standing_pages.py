"""Rulebook, roles with their lifecycles, how to verify, about, accessibility: complete, from the tables that the platform obeys."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qinglian.domain.people.roles import ROLES
from qinglian.law import rulebook
from qinglian.web.public.diagram import draw
from qinglian.web.public.roles_page import CHAPTERS, NOT_PEOPLE
from qinglian.web.public.value_words import value_words

pytestmark = pytest.mark.django_db


def test_rulebook_page_lists_every_rule_in_force_with_its_article(client: Client) -> None:
    page = client.get("/rulebook/?on=2026-11-25").content.decode()
    missing = [row.key for row in rulebook.in_force(on=date(2026, 11, 25)) if f'id="{row.key}"' not in page]
    assert missing == []
    assert rulebook.digest(on=date(2026, 11, 25)) in page


def test_rulebook_page_marks_what_is_unverified(client: Client) -> None:
    page = client.get("/rulebook/?q=2013").content.decode()
    assert "没有符合的规则。" in page
    row = next(row for row in rulebook.in_force(on=date(2026, 11, 25)) if not row.verified)
    page = client.get(f"/rulebook/?q={row.key}").content.decode()
    assert "依据待核" in page


def test_rulebook_page_of_an_earlier_day_has_fewer_rules(client: Client) -> None:
    assert 'id="bid_security_percent"' not in client.get("/rulebook/?on=2005-01-01").content.decode()
    assert client.get("/rulebook/?on=nonsense").status_code == 200


def test_rulebook_file_is_what_the_digest_covers(client: Client) -> None:
    data = client.get("/rulebook/rulebook.json?on=2026-11-25").content
    assert data == rulebook.document(on=date(2026, 11, 25))
    assert len(json.loads(data)) == len(rulebook.in_force(on=date(2026, 11, 25)))


def test_value_words_say_figures_with_their_unit() -> None:
    on = date(2026, 11, 25)
    assert value_words(rulebook.rule("min_bid_period_days", on=on)).zh == "20 日"
    day = value_words(rulebook.rule("talk_round_day", on=on))
    assert (day.zh, day.en) == ("12 月 20 日", "20 December")
    assert value_words(rulebook.rule("price_floor", on=on)).zh == "不得"
    assert value_words(rulebook.rule("bid_max_bytes", on=on)).en == "200 MiB"


def test_roles_page_names_every_role_and_every_move(client: Client) -> None:
    page = client.get("/roles/").content.decode()
    assert [role.code for role in ROLES if role.label.zh not in page] == []
    moves = [move for lifecycle, _, _ in CHAPTERS for move in lifecycle.moves]
    assert [move.act for move in moves if move.label.zh not in page] == []


def test_every_mover_has_a_name() -> None:
    known = {role.code for role in ROLES} | set(NOT_PEOPLE)
    assert {code for lifecycle, _, _ in CHAPTERS for move in lifecycle.moves for code in move.roles} - known == set()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter[0].name)
def test_diagram_draws_each_state_once_and_each_act(chapter: tuple) -> None:  # type: ignore[type-arg]
    lifecycle = chapter[0]
    drawing = draw(lifecycle)
    assert drawing.count("<rect") == len(lifecycle.states)
    assert [move.act for move in lifecycle.moves if move.label.zh not in drawing] == []


@pytest.mark.parametrize(
    "name", ["home", "notices", "openings", "log", "verify", "rulebook", "roles", "about", "accessibility"]
)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_public_pages_open_without_sign_in_and_set_no_cookie(client: Client, name: str, language: str) -> None:
    response = client.get(reverse(f"public:{name}"), headers={"Accept-Language": language})
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()
    assert not response.cookies


def test_verify_page_says_what_no_check_can_show(client: Client) -> None:
    page = client.get("/verify/").content.decode()
    for words in ("没有人申报的利益冲突", "qinglian verify", "信任名单", "断网"):
        assert words in page
