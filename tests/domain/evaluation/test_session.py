"""A session from its opening to the signed report, by the real actions; who may do what, and when."""

from datetime import timedelta

import pytest

from qinglian.domain.evaluation import actions, queries, vault
from qinglian.domain.evaluation.models import EvaluatedBid, Fee, Member, SealedFact, Session, Sheet
from qinglian.domain.experts.models import Draw
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.keys import Master
from tests.factories import bids, evaluation, people
from tests.factories.evaluation import AT
from tests.stories.papers import pdf

pytestmark = pytest.mark.django_db


def test_open_session_takes_the_bids_and_seats_the_experts() -> None:
    table = evaluation.opened()
    session = table.session
    assert table.room.refresh().state == "evaluating"
    assert [member.seat for member in queries.in_force(session)] == [1, 2, 3, 4, 5]
    taken = EvaluatedBid.objects.filter(session=session).order_by("pk")
    assert list(taken.values_list("number", flat=True)) == [1, 2, 3]
    body = Fact.objects.get(kind="session-opened/v1").fact["body"]
    assert (body["recipient"], body["members"], body["draw"]) == (session.recipient, 5, 1)


def test_open_session_needs_the_host_a_complete_draw_and_a_lawful_committee() -> None:
    where = evaluation.recorded()
    evaluation.complete_draw(where)
    with pytest.raises(NotAllowed):
        actions.open_session(where.section, by=Actor("per-x", roles=frozenset({"supervisor"})), at=AT)
    Draw.objects.update(state="drawn")
    with pytest.raises(NotNow):
        actions.open_session(where.section, by=bids.host(), at=AT)
    Draw.objects.update(state="complete", representatives=1)
    with pytest.raises(NotValid) as refused:
        actions.open_session(where.section, by=bids.host(), at=AT)
    assert refused.value.article == "ZTB 37"
    assert not Session.objects.exists()


@pytest.mark.meets("A-131")
def test_name_representative_gives_a_credential_for_a_seat_of_the_tenderer() -> None:
    table = evaluation.opened(representatives=1)
    with pytest.raises(NotAllowed):
        actions.name_representative(table.session, 5, name="方敏", by=bids.host(), at=AT)
    with pytest.raises(NotNow):
        actions.name_representative(table.session, 1, name="方敏", by=evaluation.tender_officer(table), at=AT)
    with pytest.raises(NotValid):
        actions.name_representative(table.session, 5, name=" ", by=evaluation.tender_officer(table), at=AT)
    credential = actions.name_representative(table.session, 5, name="方敏", by=evaluation.tender_officer(table), at=AT)
    assert queries.member_by_credential(credential).seat == 5
    assert credential not in str(list(Member.objects.values()))


def test_release_to_session_keeps_shares_sealed_to_the_session() -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    signed = evaluation.release_of(table, holder, "technical")
    row = actions.release_to_session(table.session, signed, at=AT)
    assert actions.release_to_session(table.session, signed, at=AT).pk == row.pk
    assert not blobs.public_path(row.blob).exists()
    stranger = people.Guardian(person=None, key=None, master=Master(bytes(32)), id=holder.id)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.release_to_session(table.session, evaluation.release_of(table, stranger, "technical"), at=AT)
    with pytest.raises(NotValid):
        actions.release_to_session(table.session, bids.release_of(table.room, holder), at=AT)
    assert not actions.unseal_files(table.refresh(), at=AT)


def test_unseal_files_opens_every_bid_and_commits_to_blind_codes() -> None:
    table = evaluation.unsealed()
    body = Fact.objects.get(kind="files-unsealed/v1").fact["body"]
    assert body["blind_root"] == table.session.blind_root
    assert [row["failed"] for row in body["bids"]] == [None] * 3
    names = [owner.name for owner, _ in table.room.bidders]
    listed = Fact.objects.get(kind="files-listed/v1")
    assert listed.secrecy == Secrecy.SEALED
    expected = [sha256(f"technical of {name}".encode()).hex() for name in names]
    assert [listed.fact["body"]["files"][str(n)]["technical"] for n in (1, 2, 3)] == [[one] for one in expected]
    assert len({row["code"] for row in vault.blind_codes(table.session.code)}) == 3


def test_unseal_files_names_the_reason_of_a_bid_that_does_not_open() -> None:
    table = evaluation.opened()
    spoilt = table.room.heads[table.room.bidders[1][0].pk]
    sealed = EvaluatedBid.objects.get(number=2).announced.sealed
    path = blobs.path_of(sealed.blob)
    path.chmod(0o600)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    evaluation.unsealed(table)
    assert [bid.failed for bid in EvaluatedBid.objects.order_by("number")] == ["", "ciphertext_mismatch", ""]
    assert spoilt.hash == sealed.manifest_hash


@pytest.mark.meets("A-133")
def test_take_seat_binds_a_key_once_and_refuses_strangers() -> None:
    table = evaluation.opened()
    member = evaluation.seat(table, 1)
    assert (member.state, member.confirmed) == ("seated", ["identity", "recusal"])
    with pytest.raises(NotNow):
        evaluation.seat(table, 1)
    with pytest.raises(NotAllowed):
        queries.member_by_credential("made up")
    table.keys[2] = table.keys[1]
    with pytest.raises(NotNow):
        evaluation.seat(table, 2)
    with pytest.raises(NotAllowed):
        actions.check_identity(table.session, 1, by=evaluation.tender_officer(table), at=AT)


def test_vote_chair_needs_more_than_half() -> None:
    table = evaluation.unsealed()
    for number in table.credentials:
        evaluation.seat(table, number)
    for number, choice in ((1, 1), (2, 1), (3, 2), (4, 2), (5, 3)):
        actions.vote_chair(table.member(number), seat=choice, at=AT)
    assert not Member.objects.filter(is_chair=True).exists()
    actions.vote_chair(table.member(5), seat=2, at=AT)
    assert Member.objects.get(is_chair=True).seat == 2
    with pytest.raises(NotValid):
        actions.vote_chair(table.member(5), seat=9, at=AT)
    with pytest.raises(NotAllowed):
        actions.start_review(table.member(1), at=AT)
    assert actions.start_review(table.member(2), at=AT).state == "review"


@pytest.mark.meets("A-140", "A-144", "A-145")
def test_whole_session_ends_with_a_result_that_follows_from_the_sheets() -> None:
    table = evaluation.finished()
    result = queries.result_of(table.room.refresh())
    assert result is not None
    document = result.document
    assert sha256(jcs(document)).hex() == result.document_blob
    assert [row["rank"] for row in document["ranking"]] == [1, 2, 3]
    totals = [sum(map(float, (row["technical"], row["business"], row["price"]))) for row in document["ranking"]]
    assert totals == sorted(totals, reverse=True)
    assert document["candidates"] == [row["number"] for row in document["ranking"]]
    assert table.room.section.state == "evaluated"
    assert Fee.objects.count() == 5
    assert set(Fee.objects.values_list("amount_fen", flat=True)) == {40_000}
    body = Fact.objects.get(kind="evaluation-finished/v1").fact["body"]
    assert (body["result"], body["report"]) == (result.document_blob, result.report_blob)
    assert blobs.read(result.report_blob).startswith(b"%PDF")


@pytest.mark.meets("A-141", "A-145")
def test_lowest_evaluated_price_counts_what_more_than_half_adjust_alike() -> None:
    table = evaluation.reviewing(method="lowest_evaluated_price")
    evaluation.lock_all(table, "review")
    assert actions.advance_session(table.session, at=AT)  # nothing technical to score
    table.refresh()
    assert table.session.state == "business"
    for number in table.keys:
        rows = {"1": [{"reason": "缺漏项", "fen": 5_000_000}] if number <= 3 else [], "2": [], "3": []}
        actions.lock_sheet(table.member(number), evaluation.signed_sheet(table, number, "adjustment", rows), at=AT)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    evaluation.finished(table)
    ranking = table.session.result.document["ranking"]
    assert [(row["number"], row["evaluated_fen"]) for row in ranking] == [
        (2, 1_701_000_000),
        (3, 1_702_000_000),
        (1, 1_705_000_000),
    ]


def test_majority_rejects_on_a_statutory_ground_and_a_minority_does_not() -> None:
    table = evaluation.reviewing()
    for number in table.keys:
        against = {"1": "unqualified"} if number <= 2 else {}
        against |= {"2": "not_responsive"} if number <= 3 else {}
        rows = evaluation.review_rows(table, against)
        actions.lock_sheet(table.member(number), evaluation.signed_sheet(table, number, "review", rows), at=AT)
    assert actions.advance_session(table.session, at=AT)
    states = EvaluatedBid.objects.order_by("number").values_list("state", "ground")
    assert list(states) == [("evaluating", ""), ("rejected", "not_responsive"), ("evaluating", "")]


def test_all_bids_rejected_fails_the_section() -> None:
    table = evaluation.reviewing()
    evaluation.lock_all(table, "review", rows=evaluation.review_rows(table, dict.fromkeys("123", "unqualified")))
    assert (table.session.state, table.room.section.state) == ("failed", "failed")
    assert table.room.section.failure["reason"] == "all_bids_rejected"


def test_fail_evaluation_is_the_chairs_with_fewer_than_three_valid_bids() -> None:
    table = evaluation.reviewing()
    evaluation.lock_all(table, "review")
    with pytest.raises(NotValid):
        actions.fail_evaluation(table.member(1), at=AT)
    EvaluatedBid.objects.filter(number=3).update(state="rejected", ground="unqualified")
    with pytest.raises(NotAllowed):
        actions.fail_evaluation(table.member(2), at=AT)
    assert actions.fail_evaluation(table.member(1), at=AT).state == "failed"


@pytest.mark.meets("A-137")
def test_lock_sheet_names_what_is_missing_and_keeps_a_lock_for_ever() -> None:
    table = evaluation.reviewing()
    rows = evaluation.review_rows(table)
    del rows["2"]["unqualified"]
    with pytest.raises(NotValid) as refused:
        actions.lock_sheet(table.member(1), evaluation.signed_sheet(table, 1, "review", rows), at=AT)
    assert refused.value.field == "2.unqualified"
    actions.save_sheet(table.member(1), kind="review", rows=rows, at=AT)
    assert queries.seat_view(table.member(1)).rows == rows
    full = evaluation.review_rows(table)
    actions.lock_sheet(table.member(1), evaluation.signed_sheet(table, 1, "review", full), at=AT)
    with pytest.raises(NotNow) as late:
        actions.lock_sheet(table.member(1), evaluation.signed_sheet(table, 1, "review", full), at=AT)
    assert late.value.rule == "sheet_locked"
    with pytest.raises(NotNow):
        actions.save_sheet(table.member(1), kind="review", rows={}, at=AT)


def test_lock_sheet_refuses_anothers_key_and_files_that_were_not_shown() -> None:
    table = evaluation.reviewing()
    rows = evaluation.review_rows(table)
    table.keys[9] = table.keys[2]
    forged = evaluation.signed_sheet(table, 9, "review", rows, seat=1)
    with pytest.raises(NotValid):
        actions.lock_sheet(table.member(1), forged, at=AT)
    other = evaluation.signed_sheet(table, 1, "review", rows, files={"1": ["ab" * 32]})
    with pytest.raises(NotValid) as refused:
        actions.lock_sheet(table.member(1), other, at=AT)
    assert refused.value.field == "files"
    assert not Sheet.objects.filter(locked_at__isnull=False).exists()


def test_score_above_full_marks_is_refused() -> None:
    table = evaluation.reviewing()
    evaluation.lock_all(table, "review")
    rows = evaluation.score_rows(table, "technical", seat=1)
    key = next(iter(rows))
    code = next(iter(rows[key]))
    rows[key][code] = "99.99"
    with pytest.raises(NotValid):
        actions.lock_sheet(table.member(1), evaluation.signed_sheet(table, 1, "technical", rows), at=AT)


def test_abnormally_low_bid_is_asked_before_the_review_ends() -> None:
    table = evaluation.reviewing(abnormally_low={"percent": "96.00"})
    for number in table.keys:
        signed = evaluation.signed_sheet(table, number, "review", evaluation.review_rows(table))
        actions.lock_sheet(table.member(number), signed, at=AT)
    low = [bid.key for bid in queries.seat_view(table.member(1)).bids if bid.is_low]
    assert low
    assert not actions.advance_session(table.session, at=AT)
    for key in low:
        actions.ask_clarification(table.member(1), number=int(key), question="请说明报价构成。", minutes=30, at=AT)
    assert not actions.advance_session(table.session, at=AT)
    assert actions.advance_session(table.session, at=AT + timedelta(minutes=30))


def test_answer_clarification_is_the_asked_bidders_and_in_time() -> None:
    table = evaluation.reviewing()
    with pytest.raises(NotAllowed):
        actions.ask_clarification(table.member(2), number=1, question="？", minutes=30, at=AT)
    with pytest.raises(NotValid):
        actions.ask_clarification(table.member(1), number=1, question=" ", minutes=30, at=AT)
    asked = actions.ask_clarification(table.member(1), number=1, question="工期是否含雨季？", minutes=30, at=AT)
    answer = evaluation.answer_of(table, asked, table.room.bidders[0], "含雨季。")
    with pytest.raises(NotAllowed):
        actions.answer_clarification(evaluation.answer_of(table, asked, table.room.bidders[1], "我来答"), at=AT)
    with pytest.raises(NotNow):
        actions.answer_clarification(answer, at=AT + timedelta(minutes=30))
    assert actions.answer_clarification(answer, at=AT).answer == "含雨季。"
    with pytest.raises(NotNow):
        actions.answer_clarification(answer, at=AT)


@pytest.mark.meets("A-152")
def test_sign_report_once_with_dissent_and_silence_counts_as_agreement() -> None:
    table = evaluation.summarised()
    with pytest.raises(NotAllowed):
        actions.make_report(table.member(2), at=AT)
    actions.make_report(table.member(1), at=AT)
    table.refresh()
    for number in (1, 2, 3):
        evaluation.sign(table, number, dissent="业绩一项我有不同意见。" if number == 3 else "")
    with pytest.raises(NotNow):
        evaluation.sign(table, 1)
    assert not actions.finish_evaluation(table.session, at=AT + timedelta(hours=3))
    assert actions.finish_evaluation(table.session, at=AT + timedelta(hours=4))
    rows = {row.member.seat: row for row in table.session.result.signatures.select_related("member")}
    assert [rows[seat].signed is not None for seat in range(1, 6)] == [True, True, True, False, False]
    assert rows[3].dissent == "业绩一项我有不同意见。"


def test_disclose_session_opens_every_sealed_fact_after_the_award_and_not_before() -> None:
    table = evaluation.finished()
    evaluation.sequence_all(AT + timedelta(minutes=1))
    with pytest.raises(NotNow):
        actions.disclose_session(table.session, at=AT)
    table.room.section.state = "awarded"
    table.room.section.save(update_fields=["state"])
    assert actions.disclose_session(table.refresh(), at=AT)
    assert not actions.disclose_session(table.refresh(), at=AT)
    sealed = SealedFact.objects.filter(session=table.session)
    assert sealed.count() > 20
    assert not sealed.filter(fact__disclosed_by__isnull=True).exists()


def test_view_file_shows_what_the_sheet_shows_and_leaves_a_sealed_fact() -> None:
    table = evaluation.reviewing()
    bid = queries.seat_view(table.member(1)).bids[0]
    part, file = bid.files[0]
    shown = actions.view_file(table.member(1), key=bid.key, compartment=part, sha256=file.sha256, at=AT)
    assert shown.data == f"business of {bid.name}".encode()
    assert Fact.objects.get(kind="file-viewed/v1").fact["body"]["sha256"] == file.sha256
    with pytest.raises(NotFound):
        actions.view_file(table.member(1), key=bid.key, compartment="technical", sha256=file.sha256, at=AT)


def test_view_page_draws_a_page_and_leaves_one_fact_for_a_file() -> None:
    table = evaluation.reviewing(bidding_with=pdf("商务标", "工期 180 日"))
    bid = queries.seat_view(table.member(1)).bids[0]
    part, file = bid.files[0]
    named = {"key": bid.key, "compartment": part, "sha256": file.sha256}
    page = actions.view_page(table.member(1), **named, number=1, at=AT)
    assert (page.number, page.pages, page.width, page.png[:4]) == (1, 1, 1280, b"\x89PNG")
    assert "工期 180 日" in page.text
    actions.view_page(table.member(1), **named, number=1, at=AT)
    actions.view_file(table.member(1), **named, at=AT)
    assert Fact.objects.filter(kind="file-viewed/v1").count() == 1
    with pytest.raises(NotFound):
        actions.view_page(table.member(1), **named, number=2, at=AT)


@pytest.mark.meets("Z31")
def test_view_file_refuses_a_blind_pdf_whose_properties_may_name_the_bidder() -> None:
    table = evaluation.reviewing(bidding_with=pdf("技术标", "导改方案"))
    evaluation.lock_all(table, "review")
    bid = queries.seat_view(table.member(1)).bids[0]
    part, file = bid.files[0]
    named = {"key": bid.key, "compartment": part, "sha256": file.sha256}
    with pytest.raises(NotAllowed) as refused:
        actions.view_file(table.member(1), **named, at=AT)
    assert refused.value.rule == "blind_part"
    assert "导改方案" in actions.view_page(table.member(1), **named, number=1, at=AT).text


def test_fill_seats_does_nothing_while_nobody_was_replaced() -> None:
    table = evaluation.opened()
    assert actions.fill_seats(table.session, at=AT) == 0
