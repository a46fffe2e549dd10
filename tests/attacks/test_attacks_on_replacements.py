"""Attacks around a member who is replaced: a successor who does not review anew, scores that change once the bids are known."""

from pathlib import Path
from typing import Any

import pytest

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.actions import advancing
from qinglian.domain.evaluation.actions.steps import locked, note_sealed, where
from qinglian.domain.evaluation.events import SeatTaken
from qinglian.domain.evaluation.models import EvaluatedBid, Session, Sheet
from qinglian.record.models import Fact
from tests.attacks import scene as scenes
from tests.attacks.test_attacks_on_evaluations import evaluated, finish_scoring, report_after
from tests.factories import evaluation, replacing
from tests.factories.evaluation import AT
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
UNQUALIFIED = {"3": "unqualified"}


def reviewing(witnesses: list[TestWitness], **terms: Any) -> tuple[scenes.Scene, evaluation.Table]:
    """This will play a tender to the review of its session, with further leaves behind those who sit."""
    scene, table = evaluated(witnesses, **terms)
    return scene, replacing.with_next_leaf(evaluation.reviewing(evaluation.unsealed(table)))


def past_review(witnesses: list[TestWitness], *stages: str) -> tuple[scenes.Scene, evaluation.Table]:
    """This will play on through the review and these stages."""
    scene, table = reviewing(witnesses)
    for stage in ("review", *stages):
        evaluation.lock_all(table, stage)
    return scene, table


def returned(witnesses: list[TestWitness]) -> tuple[scenes.Scene, evaluation.Table]:
    """This will play a tender in which, after the reveal of the blind codes, a successor turns the rejection of bid 3."""
    scene, table = reviewing(witnesses)
    table = replacing.divided(table)
    evaluation.lock_all(table, "technical")
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    return scene, table


def found(scene: scenes.Scene, table: evaluation.Table, folder: Path) -> list[tuple[str, str]]:
    """This will finish the session, disclose and verify it, and list (code, words) of what was found."""
    report = report_after(scene, evaluation.finished(table), folder / "log")
    assert "1 computed again" in str([step.notes for step in report.steps if step.title.en.startswith("Evaluation")])
    return [(finding.code, finding.said.en) for finding in report.findings]


@pytest.mark.parametrize("stages", [(), ("technical",)])
def test_a_genuine_replacement_is_computed_again(
    witnesses: list[TestWitness], tmp_path: Path, stages: tuple[str, ...]
) -> None:
    """In technical and in business: the successor makes all its sheets, the others keep theirs."""
    scene, table = past_review(witnesses, *stages)
    for seat in (1, 2, 4):
        replacing.lock(table, seat)
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    for stage in ("technical", "business"):
        done = set(Sheet.objects.filter(kind=stage, locked_at__isnull=False).values_list("member__seat", flat=True))
        for seat in set(table.keys) - done:
            replacing.lock(table, seat)
        assert actions.advance_session(table.session, at=AT)
        table.refresh()
    assert found(scene, table, tmp_path) == []
    rows = table.session.result.document["scores"]
    assert [list(row[part]["totals"]) for row in rows for part in ("technical", "business")] == [list("13456")] * 6


def test_a_genuine_return_of_a_bid_before_the_reveal_is_computed_again(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    scene, table = reviewing(witnesses)
    table = replacing.divided(table)
    for seat in (1, 2, 4):
        replacing.lock(table, seat)
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    assert found(scene, finish_scoring(table), tmp_path) == []
    assert len(table.session.result.document["ranking"]) == 3


def test_a_genuine_return_of_a_bid_after_the_reveal_is_computed_again(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    scene, table = returned(witnesses)
    replacing.score_again(table)
    assert found(scene, finish_scoring(table), tmp_path) == []
    assert len(table.session.result.document["ranking"]) == 3


def test_a_genuine_replacement_under_the_lowest_evaluated_price_is_computed_again(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """There is nothing technical to score: the successor reviews and adjusts."""
    scene, table = reviewing(witnesses, method="lowest_evaluated_price")
    evaluation.lock_all(table, "review")
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    nothing: dict[str, Any] = {"1": [], "2": [], "3": []}
    for seat in (1, 2, 4):
        adjust(table, seat, nothing)
    table = replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    for seat in (3, 5, 6):
        adjust(table, seat, nothing)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    assert found(scene, table, tmp_path) == []


def test_a_technical_sheet_after_the_reveal_by_a_member_who_sat_before_it_is_found(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the order of reveal and sheet in the log. The member waits until the codes are out, and signs in again to look like a successor."""
    scene, table = past_review(witnesses)
    for seat in (1, 2, 3, 4):
        replacing.lock(table, seat)
    advancing._reveal_codes(locked(table.session), at=AT)
    member = table.member(5)
    again = SeatTaken(*where(table.session), 5, "expert", None, member.public, ["identity", "recusal"])
    note_sealed(table.session, again, at=AT)
    replacing.lock_alone(table, 5)
    assert found(scene, finish_scoring(table), tmp_path) == [
        ("sheet_unblind", "The technical sheet of seat 5 was locked after the blind codes were revealed")
    ]


def test_a_successor_who_reviews_nothing_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the successor's seat and the sheets that it lacks. The operator lets it go on where its predecessor stopped (REG 48)."""
    scene, table = past_review(witnesses, "technical")
    for seat in (1, 3, 4, 5):
        replacing.lock(table, seat)
    table = replacing.succeeded(table, 2, 6)
    Session.objects.update(state="business")
    table.refresh()
    replacing.lock_alone(table, 6)
    assert [code for code, _ in found(scene, table, tmp_path)] == ["sheet_early", "sheet_absent", "sheet_absent"]


def test_scores_voided_without_ground_are_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the review sheets, which reject what they did before. The operator wants everybody to think again."""
    scene, table = past_review(witnesses)
    for seat in (1, 2, 3, 4):
        replacing.lock(table, seat)
    advancing._void_scores(locked(table.session), [], at=AT)
    assert [code for code, _ in found(scene, finish_scoring(table), tmp_path)] == ["scores_voided_wrongly"]


def test_a_blind_score_changed_after_the_reveal_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the void sheet and the one that follows it. A bid came back, and a member takes the occasion to mark another one down."""
    scene, table = returned(witnesses)
    sheet = Sheet.objects.get(member__seat=1, kind="technical")
    key = next(iter(sheet.bound))
    sheet.bound = sheet.bound | {key: dict.fromkeys(sheet.bound[key], "0.00")}
    sheet.save()
    replacing.score_again(table)
    assert [code for code, _ in found(scene, finish_scoring(table), tmp_path)] == ["sheet_unblind"]


def test_scores_kept_over_other_bids_than_the_review_left_are_found(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the bids on the scoring sheets. A successor makes a majority against bid 3; the operator keeps the old sheets in force."""
    scene, table = reviewing(witnesses)
    for seat in table.keys:
        replacing.lock(table, seat, evaluation.review_rows(table, UNQUALIFIED if seat in (1, 3) else None))
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    evaluation.lock_all(table, "technical")
    table = replacing.succeeded(table, 2, 6)
    EvaluatedBid.objects.filter(number=3).update(state="rejected")
    replacing.lock_alone(table, 6, evaluation.review_rows(table, UNQUALIFIED))
    replacing.lock_alone(table, 6)
    assert not Fact.objects.filter(kind="scores-voided/v1").exists()
    assert found(scene, finish_scoring(table), tmp_path) == [
        ("sheet_other_bids", f"The technical sheet of seat {seat} scores other bids than those that passed the review")
        for seat in (1, 3, 4, 5)
    ]


def adjust(table: evaluation.Table, seat: int, rows: dict[str, Any]) -> None:
    """This will let one member lock its sheet of adjustments."""
    signed = evaluation.signed_sheet(table, seat, "adjustment", rows)
    actions.lock_sheet(table.member(seat), signed, at=AT)
