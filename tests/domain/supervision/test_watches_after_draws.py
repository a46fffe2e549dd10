"""Controls of the draw, broken one by one in a running tender."""

from datetime import timedelta

import pytest

from qinglian.domain.experts import actions
from qinglian.domain.experts.models import Draw
from qinglian.domain.tenders import actions as tender_acts
from qinglian.domain.tenders.models import Seed
from qinglian.record.models import Fact
from qinglian.trust.deposit import make_seed_release
from tests.factories import bids, experts, people, watched
from tests.factories.experts import AT
from tests.factories.watched import only

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_names_sought_is_yellow_for_one_question_and_red_for_the_second() -> None:
    hall, by = experts.complete(), people.actor(people.staff("centre_verifier"))
    asked = [actions.note_names_sought(hall.draw, by=by, at=LATER)]
    found = only("names_sought", LATER)
    assert (found.level, found.subject) == ("yellow", f"tender:{hall.room.section.tender.code}/1/draw-1")
    asked.append(actions.note_names_sought(hall.draw, by=by, at=LATER))
    found = only("names_sought", LATER)
    assert (found.level, found.facts) == ("red", tuple(fact.pk for fact in asked))
    assert found.words.zh == "第 1 次抽取的名单在结果确定以前被查过 2 次，都被拒绝。"


def test_names_sought_is_red_when_names_come_out_without_an_award_in_the_log() -> None:
    experts.disclosed()  # an insider sets the section awarded in the tables
    at = AT + timedelta(days=4)
    assert watched.watched("names_sought", at) == [("red", "1/disclosure")]


def test_draws_repeated_is_yellow_for_one_abandoned_request_and_red_for_the_second() -> None:
    hall = experts.requested()
    by = people.actor(people.supervisor())
    actions.abandon_draw(hall.draw, reason="填错专业", by=by, at=AT)
    assert watched.watched("draws_repeated", LATER) == [("yellow", "1")]
    hall = experts.requested(hall.room)
    actions.abandon_draw(hall.draw, reason="又填错", by=by, at=AT)
    found = only("draws_repeated", LATER)
    assert (found.level, found.words.en, len(found.facts)) == (
        "red", "Round 1: draws given up: 2, of them after the draw was made: 0.", 2,
    )  # fmt: skip


def test_draws_repeated_is_red_for_a_draw_given_up_after_it_was_made() -> None:
    hall = experts.complete()
    actions.abandon_draw(hall.draw, reason="不满意", by=people.actor(people.supervisor()), at=LATER)
    found = only("draws_repeated", LATER)
    assert (found.level, found.words.zh) == ("red", "第 1 轮放弃了 1 次抽取，其中 1 次在抽出人以后。")


def test_seeds_revealed_is_yellow_when_guardians_open_a_deposit() -> None:
    hall = experts.seeded(parties=("tenderer", "centre"))
    withheld(hall)
    found = only("seeds_revealed", LATER)
    assert (found.level, found.subject) == ("yellow", f"tender:{hall.room.section.tender.code}/1/draw-1-supervisor")
    assert found.words.zh == "监督部门没有公开种子，由保管人从存底打开。"
    assert [Fact.objects.get(pk=pk).kind for pk in found.facts] == ["seed-revealed/v1"]


def test_seeds_revealed_is_red_when_a_deposit_holds_another_seed() -> None:
    hall = experts.seeded(parties=("tenderer", "centre"), spoilt="supervisor")
    withheld(hall)
    found = only("seeds_revealed", LATER)
    assert (found.level, found.words.en[:47]) == ("red", "The supervising authority's deposit gave no see")


def test_seeds_revealed_is_red_when_a_draw_used_a_seed_of_its_own() -> None:
    hall = experts.drawn()
    assert watched.watched("seeds_revealed", LATER) == []
    Draw.objects.filter(pk=hall.draw.pk).update(seed="ab" * 32)
    found = only("seeds_revealed", LATER)
    assert (found.level, found.words.zh) == ("red", "第 1 次抽取用的种子从 3 个公开的种子重算不出来。")


def withheld(hall: experts.Hall) -> None:
    """This will have guardians of both groups release what the supervising authority does not reveal, and settle it."""
    seed = Seed.objects.get(party="supervisor", purpose="draw")
    for group in ("supervision", "trade"):
        holder = hall.room.holders[group][0]
        signed = make_seed_release(holder.master, deposit=seed.deposit, guardian=holder.id, opening=hall.room.opening)
        tender_acts.release_seed_share(signed, at=AT)
    assert tender_acts.settle_seeds(at=AT) == 1


def test_roster_changes_is_yellow_for_one_expert_let_in_on_the_eve_and_red_for_three() -> None:
    hall = experts.requested()
    let_in(41, hours=1)
    let_in(42, hours=25)
    experts.rostered(hall)
    found = only("roster_changes", LATER)
    assert (found.level, found.words.zh) == ("yellow", "第 1 次抽取的名册固定前 24 小时内有 1 名专家入库。")
    let_in(43, hours=2)
    let_in(44, hours=23)
    found = only("roster_changes", LATER)
    assert (found.level, found.subject, len(found.facts)) == (
        "red", f"tender:{hall.room.section.tender.code}/1/draw-1", 4,
    )  # fmt: skip


def let_in(number: int, *, hours: int) -> None:
    """This will add and admit an expert so many hours before the roster."""
    by, at = experts.officer(), AT - timedelta(hours=hours)
    actions.admit_expert(actions.add_expert(experts.typed(number), by=by, at=at), by=by, at=at)


def test_roster_changes_is_red_for_a_roster_that_nobody_approved() -> None:
    hall = experts.rostered()
    Draw.objects.filter(pk=hall.draw.pk).update(state="approved", approval={})  # no fact of it
    experts.excluded(hall)
    assert watched.watched("roster_changes", LATER) == [("red", "1/approval-1")]


def test_late_recusals_is_yellow_for_one_and_red_for_two() -> None:
    hall = experts.complete()
    accepted = [call for call in hall.calls() if call.state == "accepted"]
    actions.recuse_expert(accepted[0], by=bids.host(), at=LATER)
    found = only("late_recusals", LATER)
    assert (found.level, found.subject) == ("yellow", f"tender:{hall.room.section.tender.code}/1/draw-1")
    assert len(found.facts) == 2  # it accepted, it left
    actions.recuse_expert(accepted[1], by=bids.host(), at=LATER)
    found = only("late_recusals", LATER)
    assert (found.level, found.words.en) == ("red", "Draw 1: experts who left after accepting: 2.")
