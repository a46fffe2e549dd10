"""Two at once in a session: a sheet is locked once, a stage ends once, codes are dealt once."""

from collections.abc import Callable
from typing import Any

import pytest

from qinglian.domain.evaluation import actions, vault
from qinglian.domain.evaluation.models import Session, Sheet
from qinglian.domain.experts.actions import recuse_expert
from qinglian.domain.experts.models import Call
from qinglian.domain.experts.policy import CALLED
from qinglian.record.models import Fact
from tests.domain.experts.test_races import count, together
from tests.factories import bids, evaluation
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db(transaction=True)


def locking(table: evaluation.Table, seat: int, signed: Any) -> Callable[[], str]:
    """This will make the act that locks a sheet and lets a timetable of its own look whether the stage is over."""

    def act() -> str:
        actions.lock_sheet(table.member(seat), signed, at=AT)
        return "over" if actions.advance_session(table.session, at=AT) else "going on"

    return act


def test_lock_sheet_twice_at_once_takes_one() -> None:
    table = evaluation.reviewing()
    signed = [
        evaluation.signed_sheet(table, 2, "review", evaluation.review_rows(table, against))
        for against in (None, {"1": "unqualified"})
    ]
    outcomes = together(*[locking(table, 2, one) for one in signed])
    assert sorted(outcomes) == ["going on", "sheet_locked"]
    sheet = Sheet.objects.get(member=table.member(2))
    fact = Fact.objects.get(kind="sheet-locked/v1").fact["body"]["sheet"]
    assert fact == sheet.signed == signed[outcomes.index("going on")]


def test_lock_sheet_of_the_last_two_members_at_once_ends_the_stage_once() -> None:
    table = evaluation.reviewing()
    evaluation.lock_all(table, "review")
    assert table.session.state == "technical"
    sheets = {
        seat: evaluation.signed_sheet(table, seat, "technical", evaluation.score_rows(table, "technical", seat=seat))
        for seat in table.keys
    }
    for seat in (1, 2, 3):
        assert locking(table, seat, sheets[seat])() == "going on"
    outcomes = together(locking(table, 4, sheets[4]), locking(table, 5, sheets[5]))
    assert outcomes.count("over") == 1
    assert table.refresh().state == "business"
    assert (count("blind-codes-revealed/v1"), Sheet.objects.filter(kind="technical").count()) == (1, 5)


def test_advance_session_by_two_timetables_at_once_happens_once() -> None:
    table = evaluation.reviewing()
    for seat in table.keys:
        signed = evaluation.signed_sheet(table, seat, "review", evaluation.review_rows(table))
        actions.lock_sheet(table.member(seat), signed, at=AT)
    outcomes = together(*[lambda: actions.advance_session(table.session, at=AT)] * 2)
    assert sorted(outcomes) == [False, True]
    assert table.refresh().state == "technical"


def test_open_session_and_recuse_expert_at_once_leave_no_seat_for_who_left() -> None:
    where = evaluation.recorded()
    evaluation.complete_draw(where)
    call = Call.objects.get(order=1)
    together(
        lambda: actions.open_session(where.section, by=bids.host(), at=AT),
        lambda: recuse_expert(call, by=CALLED, at=AT),
    )
    call.refresh_from_db()
    opened = Session.objects.count()
    assert (opened, call.state) in ((1, "accepted"), (0, "recused"))


def test_unseal_files_by_two_timetables_at_once_deals_the_codes_once() -> None:
    table = evaluation.opened()
    for group in ("supervision", "trade"):
        for compartment in ("business", "technical"):
            signed = evaluation.release_of(table, table.room.holders[group][0], compartment)
            actions.release_to_session(table.session, signed, at=AT)
    session = table.refresh()
    assert together(*[lambda: actions.unseal_files(session, at=AT)] * 2) == [True, True]
    assert (count("files-unsealed/v1"), count("files-listed/v1")) == (1, 1)
    assert len(vault.blind_codes(session.code)) == 3
    root = Fact.objects.get(kind="files-unsealed/v1").fact["body"]["blind_root"]
    assert Session.objects.get().blind_root == root
