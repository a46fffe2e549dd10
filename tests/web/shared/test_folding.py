"""Folding and drawing: fewer nodes and fewer drawings, the same letters."""

from decimal import Decimal

import pytest
from django.template import Context, Engine, Template, engines
from django.template.backends.django import DjangoTemplates
from django.template.base import TextNode
from django.utils import translation

from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from qinglian.web.shared.drawing import drawn
from qinglian.web.shared.folding import Folded, fold
from tests.clock import START
from tests.factories import people

WORDS = '<p>{% say "公告" "Notice & more" %} {% icon "ok" %}{% chip "ok" "符合" "Met" %}{{ "ZTB 24"|article }}{# note #}</p>'
MIXED = '{% for n in numbers %}<b>{% say "第 {n} 项" "Item {n}" n=n %}</b>{% say "项" "item" %}{% endfor %}{% say "甲" "A" as letter %}{{ letter }}'


def engine() -> Engine:
    found = engines["django"]
    assert isinstance(found, DjangoTemplates)
    return found.engine


def both(template: Template, **values: object) -> list[str]:
    pages: list[str] = []
    for code in ("zh-hans", "en"):
        with translation.override(code):
            pages.append(template.render(Context(values)))
    return pages


@pytest.mark.parametrize("source", [WORDS, MIXED, "{% autoescape off %}{% say '<' '>' %}{% endautoescape %}"])
def test_folding_keeps_every_letter_in_both_languages(source: str) -> None:
    plain, folded = (engine().from_string(source) for _ in range(2))
    fold(folded.nodelist)
    assert both(folded, numbers=[1, 2]) == both(plain, numbers=[1, 2])


def test_folding_puts_constants_into_one_node() -> None:
    template = engine().from_string(WORDS)
    fold(template.nodelist)
    assert [type(node) for node in template.nodelist] == [Folded]
    plain = engine().from_string("a{# b #}c")
    fold(plain.nodelist)
    assert [node.s for node in plain.nodelist if isinstance(node, TextNode)] == ["ac"]


def test_loaded_templates_are_folded() -> None:
    seal = engine().get_template("shared/_seal.html")
    assert [type(node) for node in seal.nodelist] == [Folded]


def test_draw_sees_its_values_alone_and_draws_the_same_values_once() -> None:
    drawn.cache_clear()
    template = engines["django"].from_string('{% draw "shared/definitions.html" rows=rows two=two %}')
    rows = ((Text("甲", "A"), Text("乙", "B")),)
    pages = [template.render({"rows": rows, "two": False, "label": "unseen"}) for _ in range(3)]
    assert pages[0].count("<dt>甲</dt><dd>乙</dd>") == 1
    assert (len(set(pages)), drawn.cache_info().misses, drawn.cache_info().hits) == (1, 1, 2)
    with translation.override("en"):
        assert "<dt>A</dt><dd>B</dd>" in template.render({"rows": rows, "two": False})
    with simulated_at(START.replace(year=START.year + 1)):
        template.render({"rows": rows, "two": False})
    assert drawn.cache_info().misses == 3


def test_draw_refuses_values_that_can_change() -> None:
    template = engines["django"].from_string('{% draw "shared/definitions.html" rows=rows %}')
    with pytest.raises(TypeError, match="unhashable"):
        template.render({"rows": [("a", "b")]})


@pytest.mark.django_db
def test_draw_refuses_values_that_look_like_others() -> None:
    template = engines["django"].from_string('{% draw "shared/definitions.html" rows=rows %}')
    for value in (people.organisation(), Decimal("1.00"), 1.0):
        with pytest.raises(TypeError, match="frozen values"):
            template.render({"rows": (("a", value),)})
