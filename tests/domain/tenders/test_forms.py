"""The sheet form, the access structure, what is typed, and the proposed times."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian.domain.tenders.access import access_faults, build_access, guardians_of
from qinglian.domain.tenders.deadlines import proposed_times
from qinglian.domain.tenders.procedures import PROCEDURES, procedure
from qinglian.domain.tenders.rules import verdicts
from qinglian.domain.tenders.sheet_form import check_form, check_sheet, default_form
from qinglian.domain.tenders.tender_form import check_notice, check_reason, check_section, check_tender
from qinglian.domain.tenders.verdict import first_broken
from qinglian.law.holiday_notices import official_calendar
from qinglian.law.refusal import NotValid
from qinglian.trust.access import checked_access
from tests.factories import tenders
from tests.factories.terms import moment, terms

SHEET = {"price_fen": 1_700_000_000, "period_days": 290, "quality": "合格", "project_manager": "王建"}


def test_default_form_is_complete_and_takes_a_sheet():
    assert check_form(default_form()) == []
    assert check_sheet(default_form(), SHEET) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"price_fen": 0}, "price_fen"),
        ({"price_fen": 17.5}, "price_fen"),
        ({"price_fen": True}, "price_fen"),
        ({"price_fen": "100"}, "price_fen"),
        ({"price_fen": 2**53}, "price_fen"),
        ({"price_fen": None}, "price_fen"),
        ({"period_days": -1}, "period_days"),
        ({"period_days": 36_501}, "period_days"),
        ({"quality": ""}, "quality"),
        ({"quality": "合格\n优良"}, "quality"),
        ({"quality": "合格\u202e"}, "quality"),
        ({"quality": "好" * 501}, "quality"),
        ({"project_manager": "王" * 61}, "project_manager"),
        ({"discount": 1}, "discount"),
    ],
)
def test_sheet_with_one_wrong_field_names_it(changes, name):
    assert [fault.name for fault in check_sheet(default_form(), SHEET | changes)] == [name]


@pytest.mark.parametrize("sheet", [None, [], "x", 3])
def test_sheet_of_another_shape_is_refused(sheet):
    assert len(check_sheet(default_form(), sheet)) == 1


def test_optional_field_may_be_left_out():
    form = default_form()
    form[3]["required"] = False
    assert check_sheet(form, {name: value for name, value in SHEET.items() if name != "project_manager"}) == []


@pytest.mark.parametrize(
    "form",
    [
        [],
        default_form()[1:],
        [*default_form(), default_form()[1]],
        [{**default_form()[0], "required": False}],
        [{**default_form()[0], "kind": "float"}],
        [{**default_form()[0], "name": "Price"}],
        [{**default_form()[0], "label": {"zh": "价"}}],
        [{"name": "price_fen"}],
        "price",
        [default_form()[0]] * 21,
    ],
)
def test_form_without_a_sound_price_is_refused(form):
    assert check_form(form)


@given(mode=st.sampled_from(["G", "G+B", "B"]), sizes=st.tuples(st.integers(1, 5), st.integers(1, 5)), data=st.data())
def test_access_built_here_is_sound_for_sealing(mode, sizes, data):
    ids = [f"grd-{number}" for number in range(1, 11)]
    thresholds = (data.draw(st.integers(1, sizes[0])), data.draw(st.integers(1, sizes[1])))
    access = build_access(mode, supervision=ids[: sizes[0]], trade=ids[5 : 5 + sizes[1]], thresholds=thresholds)
    assert access_faults(access) == []
    assert checked_access(access) == access
    assert len(guardians_of(access)) == (0 if mode == "B" else sum(sizes))


SOUND = build_access("G", supervision=["grd-1"], trade=["grd-2"])


@pytest.mark.parametrize(
    "access",
    [
        {},
        {"mode": "X", "groups": SOUND["groups"]},
        {"mode": "G", "groups": []},
        {"mode": "G+B", "groups": SOUND["groups"]},
        {"mode": "B", "groups": SOUND["groups"]},
        build_access("G", supervision=[], trade=["grd-2"]),
        build_access("G", supervision=["grd-1"], trade=["grd-1"]),
        build_access("G", supervision=["grd-1"], trade=["grd-2"], thresholds=(2, 1)),
        build_access("G", supervision=["grd-1"], trade=["grd-2"], thresholds=(0, 1)),
        {"mode": "G", "groups": [{**SOUND["groups"][0], "guardians": [1]}]},
        {"mode": "G", "groups": [{"name": "friends", "threshold": 1, "guardians": ["grd-1"]}]},
    ],
)
def test_unsound_access_is_refused_here_and_by_sealing(access):
    assert access_faults(access)
    if access.get("groups") and access["groups"][0]["name"] != "friends":
        with pytest.raises(ValueError, match="access|group|guardian"):
            checked_access(access)


@pytest.mark.parametrize(
    ("check", "typed", "field"),
    [
        (check_tender, tenders.tender_typed(name="x"), "name"),
        (check_tender, tenders.tender_typed(kind="land"), "kind"),
        (check_tender, tenders.tender_typed(procedure="invited"), "procedure"),
        (check_tender, tenders.tender_typed(procedure="unheard"), "procedure"),
        (check_tender, tenders.tender_typed(code="a b"), "code"),
        (check_section, tenders.section_typed(number="0"), "number"),
        (check_section, tenders.section_typed(name=" "), "name"),
        (check_section, tenders.section_typed(estimate_fen=0), "estimate_fen"),
        (check_section, tenders.section_typed(price_cap_fen=0), "price_cap_fen"),
        (check_section, tenders.section_typed(bid_security_fen=-1), "bid_security_fen"),
        (check_section, tenders.section_typed(bid_security_fen=1_800_000_000), "bid_security_fen"),
        (check_section, tenders.section_typed(evaluation_method="lottery"), "evaluation_method"),
        (check_section, tenders.section_typed(period_days=0), "period_days"),
        (check_section, tenders.section_typed(sheet_form=[]), "sheet_form"),
        (check_notice, tenders.notice_typed(bid_validity_days=0), "bid_validity_days"),
        (check_notice, tenders.notice_typed(decrypt_window_minutes=1441), "decrypt_window_minutes"),
        (check_notice, tenders.notice_typed(price_floor_fen=0), "price_floor_fen"),
        (check_notice, tenders.notice_typed(text="字" * 20_001), "text"),
        (check_notice, tenders.notice_typed(deadline_at=tenders.DEADLINE.replace(tzinfo=None)), "deadline_at"),
        (check_notice, tenders.notice_typed(deadline_at=tenders.DEADLINE.replace(year=2199)), "deadline_at"),
    ],
)
def test_typed_field_that_cannot_be_saved_is_named(check, typed, field):
    with pytest.raises(NotValid) as refusal:
        check(typed)
    assert refusal.value.field == field


def test_check_reason_wants_words():
    assert check_reason("  项目取消 ") == "项目取消"
    with pytest.raises(NotValid):
        check_reason(" x ")


def test_procedure_is_a_row():
    assert [row.code for row in PROCEDURES if row.available] == ["open"]
    assert procedure("invited").min_invited == 3
    with pytest.raises(KeyError):
        procedure("auction")


@given(day=st.dates(moment(1, 2).date(), moment(12, 20).date()))
def test_proposed_times_break_no_rule(day):
    at = moment(day.month, day.day, 15, 20)
    times = proposed_times(at, calendar=official_calendar())
    case = replace(terms(judged_at=at), **vars(times))
    assert first_broken(verdicts(case, calendar=official_calendar())) is None
