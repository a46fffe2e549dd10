"""The 56 risk points, one measure each, in two languages; live ones name a watch whose facts exist."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from types import ModuleType

import pytest

from qinglian.domain.bids import events as bids
from qinglian.domain.contracts import events as contracts
from qinglian.domain.evaluation import events as evaluation
from qinglian.domain.experts import events as experts
from qinglian.domain.integrity.catalogue import BY_CODE, BY_STEP, BY_WATCH, POINTS
from qinglian.domain.integrity.catalogue.places import LEVEL_BY_CODE, LEVELS, STEPS
from qinglian.domain.integrity.catalogue.point import BREAK, RiskPoint
from qinglian.domain.integrity.catalogue.watches import WATCH_BY_CODE, WATCHES
from qinglian.domain.objections import events as objections
from qinglian.domain.people import events as people
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS
from qinglian.domain.projects import events as projects
from qinglian.domain.tenders import events as tenders
from qinglian.law.articles import is_known, spelt, words_of
from qinglian.law.text import Text
from qinglian.record import events as record
from qinglian.record.events import Event

HAN = re.compile(r"[\u4e00-\u9fff]")
APPS = (people, projects, tenders, bids, experts, evaluation, objections, contracts, record)
NOT_ABOUT_FACTS = {"log_alive", "backups"}


def test_catalogue_has_56_points_in_order() -> None:
    assert [point.code for point in POINTS] == [f"R{number:02}" for number in range(1, 57)]
    assert list(BY_CODE.values()) == list(POINTS)


def test_points_stand_in_the_order_of_the_wall() -> None:
    assert [point for step in STEPS for point in BY_STEP[step.code]] == list(POINTS)
    order = [level.code for level in LEVELS]
    for rows in BY_STEP.values():
        assert [row.level for row in rows] == sorted((row.level for row in rows), key=order.index)


def test_wall_has_14_columns_each_with_points() -> None:
    assert len(STEPS) == 14
    assert [step.code for step in STEPS if not BY_STEP[step.code]] == []


def test_points_name_known_levels_and_departments() -> None:
    assert {point.level for point in POINTS} == set(LEVEL_BY_CODE)
    assert {point.department for point in POINTS} == set(DEPARTMENT_BY_CODE)


def test_each_point_has_a_measure_of_its_own() -> None:
    assert len({point.measure.what.zh for point in POINTS}) == 56
    assert len({point.measure.what.en for point in POINTS}) == 56


@pytest.mark.parametrize("said", ["name", "shows"])
def test_no_two_points_say_the_same(said: str) -> None:
    for language in ("zh", "en"):
        assert len({getattr(getattr(point, said), language) for point in POINTS}) == 56


def test_no_two_points_leave_the_same_evidence_nor_who_and_when() -> None:
    assert _repeated(point.measure.evidence.zh for point in POINTS) == []
    assert _repeated((point.measure.who.zh, point.measure.often.zh) for point in POINTS) == []


def test_every_text_is_there_in_both_languages() -> None:
    wrong = [
        (where, text)
        for where, text in _texts((POINTS, STEPS, LEVELS, DEPARTMENTS, WATCHES))
        if not text.zh.strip() or not text.en.strip() or not HAN.search(text.zh) or HAN.search(text.en)
    ]
    assert wrong == []


def test_english_says_as_much_as_chinese() -> None:
    """A sentence left half translated is shorter than its Chinese, which needs fewer signs for the same."""
    assert [where for where, text in _texts((POINTS, WATCHES)) if len(text.en) < len(text.zh)] == []


def test_names_carry_one_break_mark_for_the_tile() -> None:
    parts = {point.code: point.name.zh.split(BREAK) for point in POINTS}
    assert {code: found for code, found in parts.items() if len(found) != 2} == {}
    assert {code: found for code, found in parts.items() if not all(3 <= len(part) <= 6 for part in found)} == {}
    assert [point.code for point in POINTS if BREAK in point.name.en] == []


def test_titles_have_no_break_mark() -> None:
    assert BY_CODE["R05"].title == Text("公告设置排斥条款", "Terms in the notice that shut others out")


def test_what_is_said_is_more_than_a_word() -> None:
    assert [point.code for point in POINTS if len(point.shows.zh) < 40] == []
    assert [point.code for point in POINTS if len(point.measure.what.zh) < 24] == []


def test_articles_are_known_and_can_be_spelt() -> None:
    articles = [article for point in POINTS for article in point.articles]
    assert [article for article in articles if not is_known(article)] == []
    assert [article for article in articles if not spelt(article).zh] == []
    assert [point.code for point in POINTS if not point.articles] == []


def test_articles_of_laws_at_hand_exist() -> None:
    """A number beyond the law's end has no words."""
    cited = {article for point in POINTS for article in point.articles if article.startswith(("ZTB ", "REG "))}
    assert sorted(article for article in cited if not words_of(article)) == []


def test_live_measures_name_a_known_watch_and_each_watch_is_used_once() -> None:
    live = [point for point in POINTS if point.measure.is_live]
    assert Counter(point.measure.watch for point in live) == Counter(row.code for row in WATCHES)
    assert [BY_WATCH[row.code].measure.watch for row in WATCHES] == list(WATCH_BY_CODE)
    assert (len(live), len(POINTS) - len(live)) == (43, 13)


def test_manual_measures_say_within_how_many_days_people_look() -> None:
    days = {point.code: point.measure.every_days for point in POINTS if not point.measure.is_live}
    assert {code: found for code, found in days.items() if not 7 <= found <= 92} == {}
    assert [point.code for point in POINTS if point.measure.is_live and point.measure.every_days] == []


def test_watches_read_facts_that_exist() -> None:
    kinds = {kind for app in APPS for kind in _kinds(app)}
    assert sorted({kind for row in WATCHES for kind in row.facts} - kinds) == []
    assert {row.code for row in WATCHES if not row.facts} == NOT_ABOUT_FACTS


def test_watches_tell_attention_from_alarm() -> None:
    for language in ("zh", "en"):
        said = [getattr(text, language) for row in WATCHES for text in (row.means, row.yellow, row.red)]
        assert _repeated(said) == []


def test_watches_stand_in_the_order_of_their_points() -> None:
    assert [row.code for row in WATCHES] == [point.measure.watch for point in POINTS if point.measure.is_live]


def _kinds(app: ModuleType) -> set[str]:
    found = [thing for thing in vars(app).values() if isinstance(thing, type) and issubclass(thing, Event)]
    return {thing.kind for thing in found if hasattr(thing, "kind")}


def _texts(thing: object, where: str = "") -> list[tuple[str, Text]]:
    """Every Text below, with the codes on the way to it."""
    if isinstance(thing, Text):
        return [(where, thing)]
    if isinstance(thing, tuple):
        return [found for row in thing for found in _texts(row, where)]
    if not is_dataclass(thing):
        return []
    here = f"{where} {thing.code}" if isinstance(thing, RiskPoint) or hasattr(thing, "code") else where
    return [
        found for part in fields(thing) for found in _texts(getattr(thing, part.name), f"{here} {part.name}".strip())
    ]


def _repeated(things: object) -> list[object]:
    return [thing for thing, times in Counter(things).items() if times > 1]  # type: ignore[call-overload]
