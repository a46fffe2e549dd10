"""A member who cannot go on: its sheets are void, the next of the same ranking sits down and reviews everything anew (REG 48)."""

import secrets

import pytest

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import EvaluatedBid, Member, Session, Sheet
from qinglian.domain.evaluation.queries.given import result_document
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.experts.actions import replace_expert
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from qinglian.jobs import timetable
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import bids, evaluation, replacing
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db
ALL_SHEETS = {kind: [1, 3, 4, 5, 6] for kind in ("review", "technical", "business")}  # 6 follows 2


def test_replace_member_voids_sheets_and_calls_the_next_of_the_ranking() -> None:
    table = replacing.with_next_leaf(evaluation.reviewing())
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
    table.credentials[6] = replacing.accept(following)
    assert actions.fill_seats(table.session, at=AT) == 1
    assert actions.fill_seats(table.session, at=AT) == 0
    evaluation.seat(table, 6)
    signed = evaluation.signed_sheet(table, 6, "review", evaluation.review_rows(table))
    actions.lock_sheet(table.member(6), signed, at=AT)
    assert actions.advance_session(table.session, at=AT)
    assert sorted(queries.sheets_by_kind(table.session)["review"]) == [1, 3, 4, 5, 6]


def test_replace_member_is_the_hosts_with_a_reason_and_an_expert() -> None:
    table = replacing.with_next_leaf(evaluation.reviewing())
    with pytest.raises(NotAllowed):
        actions.replace_member(table.session, 2, reason="x", by=evaluation.tender_officer(table), at=AT)
    with pytest.raises(NotValid):
        actions.replace_member(table.session, 2, reason=" ", by=bids.host(), at=AT)
    actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)
    with pytest.raises(NotNow):
        actions.replace_member(table.session, 2, reason="again", by=bids.host(), at=AT)
    assert Member.objects.filter(session=table.session, state="replaced").count() == 1


def test_recuse_member_leaves_the_seat_with_its_reason_to_the_next_of_the_ranking() -> None:
    table = replacing.with_next_leaf(evaluation.reviewing())
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
    replacing.accept(Call.objects.get(state="due"))
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
    table = replacing.with_next_leaf(evaluation.reviewing())
    for number in (9, 10):
        RosterLeaf.objects.create(
            draw=table.session.draw, number=number, leaf=secrets.token_hex(32), strata=["A0801"], rank=number
        )
    actions.replace_member(table.session, 5, reason="突发疾病", by=bids.host(), at=AT)
    actions.replace_member(table.session, 4, reason="本人回避", by=bids.host(), at=AT)  # both at once
    for call in Call.objects.filter(state="due").order_by("order"):
        replacing.accept(call)
    assert actions.fill_seats(table.session, at=AT) == 2
    actions.replace_member(table.session, 3, reason="突发疾病", by=bids.host(), at=AT)
    replacing.accept(Call.objects.get(state="due"))
    assert actions.fill_seats(table.session, at=AT) == 1
    assert gone_and_successor() == [(4, 6), (5, 7), (3, 8)]


def test_a_chair_who_leaves_is_followed_by_one_whom_the_committee_elects() -> None:
    table = replacing.with_next_leaf(evaluation.reviewing())
    actions.replace_member(table.session, 1, reason="突发疾病", by=bids.host(), at=AT)
    assert not Member.objects.filter(is_chair=True).exists()
    table.credentials[6] = replacing.accept(Call.objects.get(state="due"))
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


def in_technical() -> evaluation.Table:
    """This will bring a session to its technical stage, in which seats 1, 2 and 4 have locked."""
    table = replacing.with_next_leaf(evaluation.reviewing())
    evaluation.lock_all(table, "review")
    for seat in (1, 2, 4):
        replacing.lock(table, seat)
    return table


def in_business() -> evaluation.Table:
    """This will bring a session to its business stage, in which seat 1 has locked."""
    table = replacing.with_next_leaf(evaluation.reviewing())
    evaluation.lock_all(table, "review")
    evaluation.lock_all(table, "technical")
    replacing.lock(table, 1)
    return table


def seats_of_sheets(table: evaluation.Table) -> dict[str, list[int]]:
    """This will list the seats whose sheets count, by kind."""
    return {kind: sorted(seats) for kind, seats in queries.sheets_by_kind(table.session).items()}


def states_of_bids() -> list[tuple[str, str]]:
    """This will list (state, ground) of the bids by number."""
    return list(EvaluatedBid.objects.order_by("number").values_list("state", "ground"))


@pytest.mark.parametrize("recused", [False, True])
def test_replace_member_while_technical_is_scored_goes_back_to_the_review(recused: bool) -> None:
    table = replacing.succeeded(in_technical(), 2, 6, recused=recused)
    assert (table.session.state, seats_of_sheets(table)) == ("review", {"review": [1, 3, 4, 5], "technical": [1, 4]})
    with pytest.raises(NotNow):
        replacing.lock(table, 1)  # what it had locked stays locked
    assert not actions.advance_session(table.session, at=AT)
    replacing.lock_alone(table, 6)
    assert table.session.state == "technical"
    for seat in (3, 5):
        replacing.lock(table, seat)
    replacing.lock_alone(table, 6)
    evaluation.lock_all(table, "business")
    assert seats_of_sheets(table) == ALL_SHEETS
    assert not Fact.objects.filter(kind="scores-voided/v1").exists()


@pytest.mark.parametrize("recused", [False, True])
def test_replace_member_while_business_is_scored_has_the_successor_make_all_sheets(recused: bool) -> None:
    table = replacing.succeeded(in_business(), 2, 6, recused=recused)
    revealed = table.session.blind_revealed_at
    assert (table.session.state, revealed) == ("review", AT)
    replacing.lock_alone(table, 6)
    assert table.session.state == "technical"
    assert [bid.name for bid in bids_at(table.session, "technical")] == ["", "", ""]  # still by code alone
    replacing.lock_alone(table, 6)
    assert table.session.state == "business"
    for seat in (3, 4, 5):
        replacing.lock(table, seat)
    replacing.lock_alone(table, 6)
    assert (table.session.state, seats_of_sheets(table)) == ("summary", ALL_SHEETS)
    assert Fact.objects.filter(kind="blind-codes-revealed/v1").count() == 1
    scores = result_document(table.session)["scores"]
    assert [list(row[part]["totals"]) for row in scores for part in ("technical", "business")] == [list("13456")] * 6


def test_replace_member_twice_in_a_row_has_each_successor_review() -> None:
    table = in_business()
    RosterLeaf.objects.create(
        draw=table.session.draw, number=99, leaf=secrets.token_hex(32), strata=["A0801"], rank=99
    )  # a further one, for whoever follows the successor
    table = replacing.succeeded(table, 2, 6)
    table = replacing.succeeded(table, 6, 7)
    replacing.lock_alone(table, 7)
    replacing.lock_alone(table, 7)
    assert (table.session.state, seats_of_sheets(table)["technical"]) == ("business", [1, 3, 4, 5, 7])


def test_replace_member_in_summary_is_too_late() -> None:
    table = replacing.with_next_leaf(evaluation.summarised())
    with pytest.raises(NotNow):
        actions.replace_member(table.session, 2, reason="突发疾病", by=bids.host(), at=AT)


def test_a_successor_who_turns_a_rejection_brings_the_bid_back_and_everybody_scores_anew() -> None:
    table = replacing.divided(replacing.with_next_leaf(evaluation.reviewing()))
    assert states_of_bids() == [("evaluating", ""), ("evaluating", ""), ("rejected", "unqualified")]
    for seat in (1, 2, 4):
        replacing.lock(table, seat)
    old = Sheet.objects.get(member__seat=1, kind="technical")
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    assert states_of_bids() == [("evaluating", "")] * 3
    assert (table.session.state, seats_of_sheets(table)) == ("technical", {"review": [1, 3, 4, 5, 6]})
    void = Sheet.objects.get(pk=old.pk)
    assert (void.signed, void.locked_at, void.draft, void.bound) == (None, None, old.draft, {})
    assert Fact.objects.get(kind="scores-voided/v1").fact["body"]["rejected"] == []
    assert not actions.advance_session(table.session, at=AT)
    evaluation.lock_all(table, "technical")
    evaluation.lock_all(table, "business")
    assert (table.session.state, seats_of_sheets(table)) == ("summary", ALL_SHEETS)
    document = result_document(table.session)
    assert ([row["number"] for row in document["scores"]], document["rejected"]) == ([1, 2, 3], [])


def test_a_bid_that_comes_back_after_the_reveal_is_scored_beside_the_blind_scores_that_stand() -> None:
    table = replacing.divided(replacing.with_next_leaf(evaluation.reviewing()))
    evaluation.lock_all(table, "technical")
    replacing.lock(table, 1)
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    assert (table.session.state, seats_of_sheets(table)) == ("technical", {"review": [1, 3, 4, 5, 6]})
    replacing.score_again(table)
    evaluation.lock_all(table, "business")
    assert (table.session.state, seats_of_sheets(table)) == ("summary", ALL_SHEETS)
    assert [row["number"] for row in result_document(table.session)["scores"]] == [1, 2, 3]
    assert Fact.objects.filter(kind="blind-codes-revealed/v1").count() == 1


def test_a_successor_who_makes_a_majority_rejects_the_bid_and_its_scores_are_out() -> None:
    table = replacing.with_next_leaf(evaluation.reviewing())
    for seat in table.keys:
        replacing.lock(table, seat, evaluation.review_rows(table, {"3": "unqualified"} if seat in (1, 3) else None))
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    replacing.lock(table, 1)
    actions.save_sheet(table.member(4), kind="technical", rows=evaluation.score_rows(table, "technical", seat=4), at=AT)
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6, evaluation.review_rows(table, {"3": "unqualified"}))
    assert states_of_bids() == [("evaluating", ""), ("evaluating", ""), ("rejected", "unqualified")]
    for seat in (1, 4):  # one had locked, one had a draft: neither is asked about the bid that is out
        view = queries.seat_view(table.member(seat))
        assert (view.is_locked, len(view.bids), len(view.rows), view.missing) == (False, 2, 2, ())
    while table.session.state != "summary":
        evaluation.lock_all(table, table.session.state)
    assert [row["number"] for row in result_document(table.session)["scores"]] == [1, 2]


def test_lock_sheet_after_the_reveal_repeats_what_was_scored_blind() -> None:
    table = replacing.divided(replacing.with_next_leaf(evaluation.reviewing()))
    evaluation.lock_all(table, "technical")
    blind = Sheet.objects.get(member__seat=1, kind="technical").draft
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    rows = evaluation.score_rows(table, "technical", seat=1) | blind
    key = next(iter(blind))
    lowered = dict.fromkeys(blind[key], "0.00")
    with pytest.raises(NotValid) as refused:
        replacing.lock(table, 1, rows | {key: lowered})
    assert (refused.value.rule, refused.value.field) == ("blind_score_stands", key)
    replacing.lock(table, 1, rows)
    replacing.lock(table, 6)  # a successor scored nothing blind before: it is free
    assert seats_of_sheets(table)["technical"] == [1, 6]


def test_ask_clarification_in_a_review_made_anew_is_about_every_bid() -> None:
    table = replacing.divided(replacing.with_next_leaf(evaluation.reviewing()))
    asking = {"number": 3, "question": "资质证书是否在有效期内？", "minutes": 30, "at": AT}
    with pytest.raises(NotFound):
        actions.ask_clarification(table.member(1), **asking)
    table = replacing.succeeded(table, 2, 6)
    assert actions.ask_clarification(table.member(1), **asking).bid.number == 3
