"""A member who cannot go on: its sheets are void, the next of the same ranking sits down and reviews everything anew (REG 48)."""

import secrets

import pytest

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import Member, Session, Sheet
from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.actions import replace_expert
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.jobs import timetable
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.models import Fact
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


def test_recuse_member_leaves_the_seat_with_its_reason_to_the_next_of_the_ranking() -> None:
    table = with_next_leaf(evaluation.reviewing())
    signed = evaluation.signed_sheet(table, 2, "review", evaluation.review_rows(table))
    actions.lock_sheet(table.member(2), signed, at=AT)
    with pytest.raises(NotValid):
        actions.recuse_member(table.member(2), reason=" ", at=AT)
    gone = actions.recuse_member(table.member(2), reason="投标人的项目经理是本人亲属", at=AT)
    assert (gone.state, Sheet.objects.get(member=gone).is_void) == ("replaced", True)
    assert Call.objects.get(pk=gone.call_id).state == "recused"
    assert Call.objects.get(state="due").leaf.number == 8
    with pytest.raises(NotAllowed):
        actions.recuse_member(gone, reason="再次", at=AT)
    accept(Call.objects.get(state="due"))
    assert actions.fill_seats(table.session, at=AT) == 1
    fact = Fact.objects.get(kind="member-replaced/v1")
    assert (fact.fact["body"]["seat"], fact.fact["body"]["by_seat"]) == (2, 6)
    assert (fact.fact["body"]["reason"], fact.secrecy) == ("投标人的项目经理是本人亲属", "sealed")


def test_recuse_member_is_an_experts_and_not_after_the_summary() -> None:
    table = evaluation.opened(representatives=1)
    credential = actions.name_representative(table.session, 5, name="张三", by=evaluation.tender_officer(table), at=AT)
    with pytest.raises(NotNow) as refused:
        actions.recuse_member(queries.member_by_credential(credential), reason="亲属", at=AT)
    assert refused.value.article == "ZTB 37"
    Session.objects.update(state="summary")
    with pytest.raises(NotNow):
        actions.recuse_member(table.member(1), reason="亲属", at=AT)


def test_replace_expert_gives_a_reason_and_leaves_the_place_open_when_nobody_follows() -> None:
    table = evaluation.opened()
    call = Call.objects.get(order=1)
    with pytest.raises(NotValid):
        replace_expert(call, reason="", by=bids.host(), at=AT)
    replace_expert(call, reason="迟到", by=bids.host(), at=AT)
    assert Draw.objects.get().state == "drawn"
    assert not Call.objects.filter(state="due").exists()
    assert actions.fill_seats(table.session, at=AT) == 0


def gone_and_successor() -> list[tuple[int, int]]:
    """This will list (seat that left, seat that followed) as the sealed facts say."""
    rows = Fact.objects.filter(kind="member-replaced/v1").order_by("pk")
    return [(row.fact["body"]["seat"], row.fact["body"]["by_seat"]) for row in rows]


def test_every_vacancy_is_filled_once_whatever_the_order_of_seats() -> None:
    table = with_next_leaf(evaluation.reviewing())
    for number in (9, 10):
        RosterLeaf.objects.create(
            draw=table.session.draw, number=number, leaf=secrets.token_hex(32), strata=["A0801"], rank=number
        )
    actions.replace_member(table.session, 5, reason="突发疾病", by=bids.host(), at=AT)
    actions.replace_member(table.session, 4, reason="本人回避", by=bids.host(), at=AT)  # both at once
    for call in Call.objects.filter(state="due").order_by("order"):
        accept(call)
    assert actions.fill_seats(table.session, at=AT) == 2
    actions.replace_member(table.session, 3, reason="突发疾病", by=bids.host(), at=AT)
    accept(Call.objects.get(state="due"))
    assert actions.fill_seats(table.session, at=AT) == 1
    assert gone_and_successor() == [(4, 6), (5, 7), (3, 8)]


def test_a_chair_who_leaves_is_followed_by_one_whom_the_committee_elects() -> None:
    table = with_next_leaf(evaluation.reviewing())
    actions.replace_member(table.session, 1, reason="突发疾病", by=bids.host(), at=AT)
    assert not Member.objects.filter(is_chair=True).exists()
    table.credentials[6] = accept(Call.objects.get(state="due"))
    actions.fill_seats(table.session, at=AT)
    evaluation.seat(table, 6)
    for number in (2, 3, 4, 5, 6):
        actions.vote_chair(table.member(number), seat=6, at=AT)
    assert Member.objects.get(is_chair=True).seat == 6


def test_a_tick_without_news_leaves_every_row_as_it_is() -> None:
    table = evaluation.reviewing()

    def state() -> list[object]:
        return [list(model.objects.values()) for model in (Session, Member, Fact)]

    timetable.tick(at=AT)
    before = state()
    timetable.tick(at=AT)
    assert (state() == before, table.session.state) == (True, "review")
