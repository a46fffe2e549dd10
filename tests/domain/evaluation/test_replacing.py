"""A member who cannot go on: its sheets are void, the next of the same ranking sits down and reviews everything anew (REG 48)."""

import secrets

import pytest

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import Member, Sheet
from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.actions import replace_expert
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from tests.factories import bids, evaluation
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db


def with_next_leaf(table: evaluation.Table) -> evaluation.Table:
    """This will put further leaves of the same ranking behind the drawn ones: one of another stratum, one excluded, one that is next."""
    for number, strata, exclusion in ((6, ["A0999"], ""), (7, ["A0801"], "same_unit"), (8, ["A0801"], "")):
        RosterLeaf.objects.create(
            draw=table.session.draw, number=number, leaf=secrets.token_hex(32), strata=strata, exclusion=exclusion, rank=number
        )  # fmt: skip
    return table


def accept(call: Call) -> str:
    """This will let the notifier's call be accepted and the draw be complete again."""
    credential = secrets.token_urlsafe(24)
    Call.objects.filter(pk=call.pk).update(state="accepted", credential_hash=hashed(credential))
    Draw.objects.update(state="complete")
    return credential


def test_replace_member_voids_sheets_and_calls_the_next_of_the_ranking() -> None:
    table = with_next_leaf(evaluation.reviewing())
    signed = evaluation.signed_sheet(table, 2, "review", evaluation.review_rows(table))
    actions.lock_sheet(table.member(2), signed, at=AT)
    gone = actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)
    assert (gone.state, Sheet.objects.get(member=gone).is_void) == ("replaced", True)
    following = Call.objects.get(state="due")
    assert (following.leaf.number, following.stratum, following.order) == (8, "A0801", 6)
    with pytest.raises(NotAllowed):
        table.member(2)
    for number in (1, 3, 4, 5):
        signed = evaluation.signed_sheet(table, number, "review", evaluation.review_rows(table))
        actions.lock_sheet(table.member(number), signed, at=AT)
    assert not actions.advance_session(table.session, at=AT)
    table.credentials[6] = accept(following)
    assert actions.fill_seats(table.session, at=AT) == 1
    assert actions.fill_seats(table.session, at=AT) == 0
    evaluation.seat(table, 6)
    signed = evaluation.signed_sheet(table, 6, "review", evaluation.review_rows(table))
    actions.lock_sheet(table.member(6), signed, at=AT)
    assert actions.advance_session(table.session, at=AT)
    assert sorted(queries.sheets_by_kind(table.session)["review"]) == [1, 3, 4, 5, 6]


def test_replace_member_is_the_hosts_with_a_reason_and_an_expert() -> None:
    table = with_next_leaf(evaluation.reviewing())
    with pytest.raises(NotAllowed):
        actions.replace_member(table.session, 2, reason="x", by=evaluation.tender_officer(table), at=AT)
    with pytest.raises(NotValid):
        actions.replace_member(table.session, 2, reason=" ", by=bids.host(), at=AT)
    actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)
    with pytest.raises(NotNow):
        actions.replace_member(table.session, 2, reason="again", by=bids.host(), at=AT)
    assert Member.objects.filter(session=table.session, state="replaced").count() == 1


def test_replace_expert_gives_a_reason_and_leaves_the_place_open_when_nobody_follows() -> None:
    table = evaluation.opened()
    call = Call.objects.get(order=1)
    with pytest.raises(NotValid):
        replace_expert(call, reason="", by=bids.host(), at=AT)
    replace_expert(call, reason="迟到", by=bids.host(), at=AT)
    assert Draw.objects.get().state == "drawn"
    assert not Call.objects.filter(state="due").exists()
    assert actions.fill_seats(table.session, at=AT) == 0
