"""Forms: China's time whatever the browser's, money in fen, a refusal at its field with its article."""

from datetime import date, datetime

import pytest
from django.template.loader import render_to_string

from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.web.shared.figures import CHINA
from qinglian.web.shared.forms import (
    CHOOSE,
    MomentField,
    PageForm,
    YuanField,
    choice_field,
    day_field,
    number_field,
    radio_field,
    spoken,
)


class CapForm(PageForm):
    deadline = MomentField(label=spoken("截止", "Deadline"))
    cap = YuanField(label=spoken("限价", "Cap"), required=False)


class PlanForm(PageForm):
    due_on = day_field("期限", "Due")
    people = number_field("人数", "People", most=300)
    kind = choice_field("类别", "Kind", {"a": Text("甲", "A")})
    level = radio_field("级别", "Level", {"b": Text("乙", "B")})


def filled(**data: str) -> CapForm:
    return CapForm({"deadline": "2026-12-09T09:00", "cap": "18,640,000.00"} | data)


def test_moment_is_read_in_china() -> None:
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data["deadline"] == datetime(2026, 12, 9, 9, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("typed", "fen"), [("18,640,000.00", 1_864_000_000), ("0.01", 1), ("1e3", 100_000), ("", None)]
)
def test_yuan_becomes_fen(typed: str, fen: int | None) -> None:
    form = filled(cap=typed)
    assert form.is_valid()
    assert form.cleaned_data["cap"] == fen


@pytest.mark.parametrize("typed", ["十八", "-1", "0.001", "NaN", "Infinity"])
def test_yuan_refuses_what_is_no_amount(typed: str) -> None:
    assert list(filled(cap=typed).errors) == ["cap"]


def test_refuse_shows_what_is_wrong_at_the_field_with_the_article() -> None:
    form = filled()
    assert form.is_valid()
    wrong, then = (
        Text("投标期只有 15 天。", "Only 15 days."),
        Text("请改到 12 月 9 日或以后。", "Move it to 9 December."),
    )
    form.refuse(NotValid(wrong, rule="min_bid_period_days", article="ZTB 24", next_step=then, field="deadline"))
    page = render_to_string("shared/form_field.html", {"field": form["deadline"]})
    assert "投标期只有 15 天。请改到 12 月 9 日或以后。" in page
    assert "招标投标法第二十四条" in page
    assert 'aria-describedby="id_deadline_error"' in page
    summary = render_to_string("shared/error_summary.html", {"form": form})
    assert 'href="#field-deadline"' in summary


def test_refuse_without_a_field_stands_above_the_form() -> None:
    form = filled()
    form.is_valid()
    form.refuse(
        NotValid(Text("不行。", "No."), rule="x", article="PLT", next_step=Text("等。", "Wait."), field="elsewhere")
    )
    assert list(form.errors) == ["__all__"]
    assert "平台规则" in render_to_string("shared/error_summary.html", {"form": form})


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-11-25", date(2026, 11, 25)), ("2026/11/25", date(2026, 11, 25)), ("11/25/2026", None)]
)
def test_day_is_read_year_first(typed: str, day: date | None) -> None:
    form = PlanForm({"due_on": typed})
    form.is_valid()
    assert form.cleaned_data.get("due_on") == day


@pytest.mark.parametrize(("typed", "number"), [("300", 300), ("0", None), ("301", None), ("很多", None)])
def test_number_keeps_to_its_ends(typed: str, number: int | None) -> None:
    form = PlanForm({"people": typed})
    form.is_valid()
    assert form.cleaned_data.get("people") == number


def test_choice_begins_with_nothing_chosen_and_radios_do_not_offer_it() -> None:
    form = PlanForm(offered={"kind": [CHOOSE, ("c", "丙")]})
    assert [str(label) for _, label in form.fields["kind"].choices] == ["请选择", "丙"]  # type: ignore[attr-defined]
    assert [str(label) for _, label in PlanForm().fields["kind"].choices] == ["请选择", "甲"]  # type: ignore[attr-defined]
    assert [str(label) for _, label in PlanForm().fields["level"].choices] == ["乙"]  # type: ignore[attr-defined]
