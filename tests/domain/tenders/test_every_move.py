"""Every act in every state by every role: the tables in full, and the real acts held to them."""

from datetime import timedelta

import pytest
from django.db import transaction

from qinglian.domain.people.roles import ROLES
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION, TENDER
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow
from tests.factories import tenders

EVERY_ROLE = (*[role.code for role in ROLES], "bidder", "timetable", "")
AT = tenders.AT
AFTER = tenders.DEADLINE + timedelta(seconds=1)
TABLES = [(table, move.act) for table in (TENDER, SECTION, NOTICE) for move in table.moves]


@pytest.mark.parametrize(("table", "act"), TABLES, ids=lambda value: getattr(value, "name", value))
def test_table_lets_exactly_its_roles_move_in_exactly_its_states(table, act):
    move = next(move for move in table.moves if move.act == act)
    for state in table.states:
        for role in EVERY_ROLE:
            by = Actor(id="per-x", roles=frozenset({role}))
            expected = (
                None
                if role in move.roles and state.code in move.source
                else NotNow
                if role in move.roles
                else NotAllowed
            )
            assert refusal_of(lambda: table.require(act, state=state.code, by=by)) == expected, (state.code, role)  # noqa: B023


def test_tables_are_sound():
    for table in (TENDER, SECTION, NOTICE):
        codes = {state.code for state in table.states}
        assert all({*move.source, move.target} <= codes for move in table.moves)
        assert len({move.act for move in table.moves}) == len(table.moves)


NOTICE_ACTS = {
    "edit_notice": lambda notice, by: actions.edit_notice(notice, typed=tenders.typed_of(notice), by=by, at=AT),
    "submit_notice": lambda notice, by: actions.submit_notice(notice, by=by, at=AT),
    "approve_notice": lambda notice, by: actions.approve_notice(notice, opinion="同意", by=by, at=AT),
    "return_notice": lambda notice, by: actions.return_notice(notice, reason="请改", by=by, at=AT),
    "publish_notice": lambda notice, by: actions.publish_notice(notice, by=by, at=AT),
    "refuse_notice": lambda notice, by: actions.refuse_notice(notice, reason="请改", by=by, at=AT),
}
SECTION_ACTS = {
    "edit_section": lambda section, by: actions.edit_section(section, typed=tenders.section_typed(), by=by, at=AT),
    "close_section": lambda section, by: actions.close_section(section, root="ab" * 32, by=by, at=AFTER),
    "fail_section": lambda section, by: actions.fail_section(
        section, reason="fewer_than_three", rule="min_bidders", article="ZTB 28", by=by, at=AFTER
    ),
    "start_release": lambda section, by: actions.start_release(section, by=by, at=AFTER),
    "finish_opening": lambda section, by: actions.finish_opening(section, by=by, at=AFTER),
    "sign_opening_record": lambda section, by: actions.mark_recorded(section, by=by, at=AFTER),
    "terminate_tender": lambda section, by: actions.terminate_tender(
        section.tender, reason="取消项目", by=by, at=AFTER
    ),
    "retender": lambda section, by: actions.retender(section, by=by, at=AFTER),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", NOTICE_ACTS)
def test_notice_act_obeys_its_table(act):
    notice = tenders.drafted()
    move = next(move for move in NOTICE.moves if move.act == act)
    for state in NOTICE.states:
        Notice.objects.filter(pk=notice.pk).update(state=state.code)
        for role in EVERY_ROLE:
            by = Actor(id="per-second", organisation=notice.tender.tenderer_id, roles=frozenset({role}))
            found = undone(lambda: NOTICE_ACTS[act](Notice.objects.get(pk=notice.pk), by))  # noqa: B023
            assert found == expected_of(move, state.code, role), (state.code, role)


@pytest.mark.django_db
@pytest.mark.parametrize("act", SECTION_ACTS)
def test_section_act_obeys_its_table(act):
    section = tenders.section()
    Notice.objects.filter(tender=section.tender).update(state="published")
    move = next(move for move in SECTION.moves if move.act == act)
    for state in SECTION.states:
        Section.objects.filter(pk=section.pk).update(state=state.code)
        for role in EVERY_ROLE:
            by = Actor(id="per-x", organisation=section.tender.tenderer_id, roles=frozenset({role}))
            found = undone(lambda: SECTION_ACTS[act](Section.objects.get(pk=section.pk), by))  # noqa: B023
            assert found == expected_of(move, state.code, role), (state.code, role)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["edit_tender", "delete_tender", "submit_tender"])
def test_tender_act_obeys_its_table(act):
    tender = tenders.created()
    move = next(move for move in TENDER.moves if move.act == act)
    given = {"typed": tenders.tender_typed()} if act == "edit_tender" else {}
    for state in TENDER.states:
        Tender.objects.filter(pk=tender.pk).update(state=state.code)
        for role in EVERY_ROLE:
            by = Actor(id="per-x", organisation=tender.tenderer_id, roles=frozenset({role}))
            found = undone(lambda: getattr(actions, act)(Tender.objects.get(pk=tender.pk), by=by, at=AT, **given))  # noqa: B023
            assert found == expected_of(move, state.code, role), (state.code, role)


def expected_of(move, state: str, role: str):
    if role not in move.roles:
        return NotAllowed
    return None if state in move.source else NotNow


class _Undo(Exception):
    """Raised to roll back an act that was done."""


def refusal_of(act):
    """The family of the refusal, or None when nothing was refused."""
    try:
        act()
    except (NotAllowed, NotNow) as refusal:
        return type(refusal)
    return None


def undone(act):
    """What `refusal_of` says; an act that was done is rolled back."""
    found = None
    try:
        with transaction.atomic():
            found = refusal_of(act)
            raise _Undo
    except _Undo:
        return found
