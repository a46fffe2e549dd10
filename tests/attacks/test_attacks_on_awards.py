"""Attacks between the report and the award: each is found in the published tree, by named data."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.domain.evaluation import actions as evaluations
from qinglian.domain.objections.actions import answer_objection
from qinglian.record import blobs
from qinglian.record.models import Fact
from tests.attacks import scene as scenes
from tests.attacks.test_attacks_on_evaluations import evaluated, rewritten, summarised
from tests.factories import contracts, evaluation, tenders
from tests.factories.contracts import AFTER, PUBLISHED
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
AWARD_CODES = (
    "award_out_of_order", "result_swapped", "ranking_differs", "publicity_short", "award_on_hold", "award_not_candidate",
    "rank_passed", "evaluation_malformed", "fact_malformed", "lifecycle_broken",
)  # fmt: skip


def codes_after(
    witnesses: list[TestWitness],
    folder: Path,
    *,
    objected: bool = False,
    attack: Callable[[], None] = lambda: None,
) -> set[str]:
    """This will play a tender to its award, let the owner of the database rewrite facts before they are numbered, and verify."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    contracts.publicised(table)
    if objected:
        objection = contracts.objected(table)
        by = tenders.operator(table.room.section.tender)
        answer_objection(objection, answer="不成立。", upheld=False, by=by, at=PUBLISHED + timedelta(hours=2))
    contracts.awarded(table)
    attack()
    scene.settle("awarded", AFTER)
    assert evaluations.disclose_session(table.refresh(), at=AFTER)
    scene.settle("disclosed", AFTER + timedelta(minutes=1))
    return scenes.codes(scenes.report_on(scenes.exported(folder), scene))


def fact(kind: str) -> Fact:
    """This will return the only fact of a kind."""
    return Fact.objects.get(kind=kind)


def test_a_genuine_award_after_an_answered_objection_passes(witnesses: list[TestWitness], tmp_path: Path) -> None:
    found = codes_after(witnesses, tmp_path / "log", objected=True)
    assert found & set(AWARD_CODES) == set()


def test_candidates_in_another_order_than_the_result_are_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published candidates against the signed result's ranking."""

    def swap() -> None:
        def change(body: dict[str, Any]) -> None:
            one, two = body["candidates"][:2]
            one["bidder"], two["bidder"] = two["bidder"], one["bidder"]

        rewritten(fact("candidates-published/v1"), change)

    assert "ranking_differs" in codes_after(witnesses, tmp_path / "log", attack=swap)


def test_another_result_than_the_signed_one_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the hash in the candidates' fact against that of the evaluation's end."""

    def replace() -> None:
        (name,) = blobs.store_all([json.dumps({"ranking": []}).encode()])
        blobs.publish(name)
        rewritten(fact("candidates-published/v1"), lambda body: body.update(result=name))

    assert "result_swapped" in codes_after(witnesses, tmp_path / "log", attack=replace)


def test_a_publicity_period_that_was_cut_short_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the end of the period against its beginning and the award."""

    def shorten() -> None:
        until = (PUBLISHED + timedelta(days=1)).isoformat()
        rewritten(fact("candidates-published/v1"), lambda body: body.update(until_at=until))

    assert "publicity_short" in codes_after(witnesses, tmp_path / "log", attack=shorten)


def test_an_award_while_an_objection_was_upheld_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the objection's facts against the award's place in the log."""

    def uphold() -> None:
        rewritten(fact("candidate-objection-answered/v1"), lambda body: body.update(upheld=True))

    assert "award_on_hold" in codes_after(witnesses, tmp_path / "log", objected=True, attack=uphold)


def test_passing_over_rank_one_without_a_cause_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the award against the candidates. REG 55 knows four causes."""

    def pass_over() -> None:
        second = fact("candidates-published/v1").fact["body"]["candidates"][1]
        named = {name: second[name] for name in ("number", "rank", "bidder", "price_fen")}
        rewritten(fact("award-made/v1"), lambda body: body.update(named))

    assert "rank_passed" in codes_after(witnesses, tmp_path / "log", attack=pass_over)


def test_a_winner_who_is_no_candidate_and_a_changed_price_are_found(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the award's price against the candidate's."""

    def lower() -> None:
        rewritten(fact("award-made/v1"), lambda body: body.update(price_fen=1))

    assert "award_not_candidate" in codes_after(witnesses, tmp_path / "log", attack=lower)
