"""The evaluation terms by forms alone: rows come and go, what is typed stays, each fault stands at its field."""

import re

import pytest

from qinglian.law.evaluation.terms import check_terms
from qinglian.web.buyer.terms_forms import stored_values
from tests.web.buyer.windows import Desk, get, own, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(desk: Desk):
    """A draft section, the address of its terms and the fields as they stand."""
    notice = own(desk)
    section = notice.tender.sections.get()
    return section, f"/buyer/tenders/{notice.tender.code}/sections/1/terms/", stored_values(section.evaluation)


def test_section_terms_are_saved_as_they_were_typed(desk: Desk, room):
    section, path, values = room
    assert "正好 100 分" in get(desk.officer, path)
    typed = values | {"criteria-0-label_zh": "施工总体部署", "k_up": "2.00", "candidates": "2", "act": "save"}
    assert post(desk.officer, path, typed) == path
    section.refresh_from_db()
    terms = section.evaluation
    assert (terms["criteria"][0]["label"]["zh"], terms["price"]["k_up"], terms["candidates"]) == (
        "施工总体部署",
        "2.00",
        2,
    )
    assert check_terms(terms) == []


def test_section_terms_change_the_formula_without_a_script(desk: Desk, room):
    section, path, values = room
    shown = post(desk.officer, path, values | {"formula": "mean_times_k", "act": "formula"}, 200)
    assert 'name="parameter-k_low" value="95.00"' in shown
    drawn = {"parameter-k_low": "94.00", "parameter-k_high": "97.00", "parameter-k_step": "0.50"}
    post(desk.officer, path, values | drawn | {"formula": "mean_times_k", "act": "save"})
    section.refresh_from_db()
    assert section.evaluation["price"]["parameters"] == {"k_low": "94.00", "k_high": "97.00", "k_step": "0.50"}


def test_section_terms_add_and_remove_rows_and_store_nothing(desk: Desk, room):
    section, path, values = room
    count, before = int(values["rows"]), section.evaluation
    typed = values | {"criteria-0-label_zh": "还没有存的名称"}
    more = post(desk.officer, path, typed | {"act": "add"}, 200)
    assert f'name="rows" value="{count + 1}"' in more
    assert "还没有存的名称" in more
    fewer = post(desk.officer, path, typed | {"act": "remove-1"}, 200)
    assert f'name="rows" value="{count - 1}"' in fewer
    section.refresh_from_db()
    assert section.evaluation == before


def test_section_terms_name_each_fault_at_its_field(desk: Desk, room):
    section, path, values = room
    before = section.evaluation
    typed = values | {
        "criteria-1-full": "5",
        "criteria-0-label_en": "",
        "k_up": "11.00",
        "abnormally_low": "abc",
        "act": "save",
    }
    shown = post(desk.officer, path, typed, 422)
    wrong = re.findall(r'q-field-wrong" id="field-([\w-]+)"', shown)
    assert wrong == ["criteria-0-label_zh", "criteria-0-label_en", "criteria-1-full", "k_up", "abnormally_low"]
    assert 'value="11.00"' in shown
    section.refresh_from_db()
    assert section.evaluation == before


def test_section_terms_fold_the_guidance_until_it_has_a_fault(desk: Desk, room):
    _, path, values = room
    assert get(desk.officer, path).count('<details class="q-more">') == int(values["rows"])
    typed = values | {"criteria-1-guidance_zh": "长" * 2001, "act": "save"}
    shown = post(desk.officer, path, typed, 422)
    folded = re.findall(r'<details class="q-more"( open)?>', shown)
    assert folded == ["", " open", *[""] * (int(values["rows"]) - 2)]
    assert re.findall(r'q-field-wrong" id="field-([\w-]+)"', shown) == ["criteria-1-guidance_zh"]


def test_section_terms_that_make_no_hundred_are_not_saved(desk: Desk, room):
    _, path, values = room
    shown = post(desk.officer, path, values | {"price_full": "1.00", "act": "save"}, 422)
    assert "各项满分之和应为 100.00" in shown
    told = post(desk.officer, path + "judge/", values | {"price_full": "1.00"}, 200)
    assert "各项满分之和应为 100.00" in told
    assert "正好 100 分" in post(desk.officer, path + "judge/", values, 200)


def test_section_terms_read_nonsense_as_faults(desk: Desk, room):
    _, path, values = room
    for nonsense in (
        {"rows": "x"},
        {"rows": "99999"},
        {"formula": "none"},
        {"candidates": "²"},
        {"criteria-0-code": "A B"},
    ):
        post(desk.officer, path, values | nonsense | {"act": "save"}, 422)
    post(desk.officer, path, {"act": "save"}, 422)
    get(desk.other, path, 404)
