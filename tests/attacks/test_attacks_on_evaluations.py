"""Attacks on an evaluation: scores, coefficients, files, rankings. Each is found in the published tree after the award, by named data."""

import copy
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import Result, SealedFact, Session, Sheet
from qinglian.domain.tenders.models import Seed
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.canonical import fact_leaf, jcs
from tests.attacks import scene as scenes
from tests.factories import evaluation, seeds
from tests.factories.evaluation import AT
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=5)


def evaluated(witnesses: list[TestWitness], **terms: Any) -> tuple[scenes.Scene, evaluation.Table]:
    """This will play a tender to its open session, pinned and witnessed."""
    scene = scenes.opened(scenes.released(scenes.closed(scenes.pinned(evaluation.bidding(**terms), witnesses))))
    table = evaluation.opened(evaluation.signed_record(scene.where))
    return scene, table


def with_coefficient(witnesses: list[TestWitness]) -> tuple[scenes.Scene, evaluation.Table]:
    """This will play a tender whose price formula draws a coefficient to its open session, both seeds revealed."""
    scene, table = evaluated(witnesses, price=seeds.terms()["price"])
    section = table.room.section
    for party in ("tenderer", "centre"):
        seeds.reveal(section, seeds.party(section, party), at=AT)
    return scene, table


def report_after(scene: scenes.Scene, table: evaluation.Table, folder: Path) -> Any:
    """This will disclose the session and verify what is published."""
    evaluation.disclosed(table, at=LATER)
    scene.settle("awarded", LATER)
    return scenes.report_on(scenes.exported(folder), scene)


def rewritten(fact: Fact, change: Callable[[dict[str, Any]], None]) -> None:
    """The owner of the database rewrites a fact that the log has not numbered yet, leaf and all."""
    body = copy.deepcopy(fact.fact["body"])
    change(body)
    fact.fact = fact.fact | {"body": body}
    fact.leaf = fact_leaf(bytes(fact.salt), fact.fact)
    fact.save(update_fields=["fact", "leaf"])


def republish(session: Session, document: dict[str, Any]) -> None:
    """The owner of the database puts another result in the place of the signed one."""
    (name,) = blobs.store_all([jcs(document)])
    Result.objects.filter(session=session).update(document=document, document_blob=name)
    rewritten(Fact.objects.get(kind="evaluation-finished/v1"), lambda body: body.update(result=name))


def test_a_genuine_evaluation_is_computed_again(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene, table = evaluated(witnesses)
    report = report_after(scene, evaluation.finished(summarised(table)), tmp_path / "log")
    assert [(finding.code, finding.where, finding.said.en) for finding in report.findings] == []
    step = next(step for step in report.steps if step.title.en.startswith("Evaluation"))
    assert [note.en for note in step.notes] == ["1 evaluations, 1 computed again from the disclosed sheets"]


def test_change_a_score_after_locking_is_found_by_its_signature(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the disclosed sheet. The member's key signed other rows."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    fact = Fact.objects.filter(kind="sheet-locked/v1", fact__body__sheet_kind="technical").first()
    assert fact is not None
    key = next(iter(fact.fact["body"]["sheet"]["document"]["rows"]))

    def lift(body: dict[str, Any]) -> None:
        row = body["sheet"]["document"]["rows"][key]
        row[next(iter(row))] = "0.00"

    rewritten(fact, lift)
    assert "sheet_invalid" in scenes.codes(report_after(scene, table, tmp_path / "log"))


def test_a_sheet_locked_twice_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: two disclosed sheets of one seat. The member itself changes its mind and the operator helps."""
    scene, table = evaluated(witnesses)
    table = evaluation.reviewing(evaluation.unsealed(table))
    first = evaluation.signed_sheet(table, 1, "review", evaluation.review_rows(table))
    actions.lock_sheet(table.member(1), first, at=AT)
    Sheet.objects.update(signed=None, locked_at=None)
    evaluation.lock_all(table, "review")
    table = evaluation.finished(finish_scoring(table))
    assert scenes.codes(report_after(scene, table, tmp_path / "log")) == {"sheet_twice"}


def test_publish_another_ranking_is_found_by_computing_it_again(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the published result and the disclosed sheets. First and second change places, and the members' signatures are of the old."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    document = copy.deepcopy(table.session.result.document)
    document["ranking"][0], document["ranking"][1] = document["ranking"][1], document["ranking"][0]
    republish(table.session, document)
    codes = scenes.codes(report_after(scene, table, tmp_path / "log"))
    assert codes == {"result_differs", "report_signature_invalid"}


def test_a_genuine_drawn_coefficient_is_computed_again(witnesses: list[TestWitness], tmp_path: Path) -> None:
    scene, table = with_coefficient(witnesses)
    table = evaluation.finished(summarised(table))
    assert table.session.result.document["seed"] is not None
    assert scenes.codes(report_after(scene, table, tmp_path / "log")) == set()


def test_change_a_coefficient_after_seeing_prices_is_found_by_the_revealed_seeds(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the result's seed and the revealed seeds in the log: it is not their combination."""
    scene, table = with_coefficient(witnesses)
    table = evaluation.finished(summarised(table))
    republish(table.session, table.session.result.document | {"seed": "ab" * 32})
    assert "coefficient_differs" in scenes.codes(report_after(scene, table, tmp_path / "log"))


def test_change_a_coefficient_and_its_seed_after_seeing_prices_is_found_by_the_commitment(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the party's commitment before the notice. The tenderer and the operator log another seed, and everything follows from it."""
    scene, table = with_coefficient(witnesses)
    Seed.objects.filter(party="tenderer").update(seed="07" * 32)
    revealed = Fact.objects.get(kind="seed-revealed/v1", fact__body__party="tenderer")
    rewritten(revealed, lambda body: body.update(seed="07" * 32))
    table = evaluation.finished(summarised(table))
    assert scenes.codes(report_after(scene, table, tmp_path / "log")) == {"coefficient_seed_other"}


def test_other_terms_than_the_result_states_are_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the result's terms against its own figures: heavier weights after the fact change every score."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    document = copy.deepcopy(table.session.result.document)
    document["terms"]["price"]["k_up"] = "3.00"
    republish(table.session, document)
    assert "result_differs" in scenes.codes(report_after(scene, table, tmp_path / "log"))


def test_swap_a_technical_file_between_opening_and_evaluation_is_found_by_the_manifest(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: files-unsealed against the bidder's signed manifest."""
    scene, table = evaluated(witnesses)
    table = evaluation.unsealed(table)
    rewritten(Fact.objects.get(kind="files-unsealed/v1"), lambda body: body["bids"][0].update(technical="ab" * 32))
    table = evaluation.finished(summarised(table))
    assert scenes.codes(report_after(scene, table, tmp_path / "log")) == {"unsealed_other_file"}


@pytest.mark.meets("B-023")
def test_swap_a_technical_file_after_it_was_opened_is_found_by_what_the_members_signed(
    witnesses: list[TestWitness], tmp_path: Path
) -> None:
    """Data: the members' sheets name the files that they were shown; the session's list says another."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    fact = Fact.objects.get(kind="files-listed/v1")
    rewritten(fact, lambda body: body["files"]["1"].update(technical=["ab" * 32]))
    assert scenes.codes(report_after(scene, table, tmp_path / "log")) == {"sheet_other_file"}


def test_other_blind_codes_are_found_by_their_root(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the revealed codes against the root that was logged when the files were unsealed."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))

    def swap(body: dict[str, Any]) -> None:
        rows = body["rows"]
        rows[0]["number"], rows[1]["number"] = rows[1]["number"], rows[0]["number"]

    rewritten(Fact.objects.get(kind="blind-codes-revealed/v1"), swap)
    assert "blind_codes_other" in scenes.codes(report_after(scene, table, tmp_path / "log"))


def test_a_dropped_sheet_is_found(witnesses: list[TestWitness], tmp_path: Path) -> None:
    """Data: the seats that signed in against the sheets: the result follows from all of them or from none."""
    scene, table = evaluated(witnesses)
    table = evaluation.finished(summarised(table))
    fact = Fact.objects.filter(kind="sheet-locked/v1", fact__body__sheet_kind="technical").first()
    assert fact is not None
    SealedFact.objects.filter(fact=fact).delete()
    codes = scenes.codes(report_after(scene, table, tmp_path / "log"))
    assert codes & {"result_differs", "evaluation_malformed"}


def summarised(table: evaluation.Table) -> evaluation.Table:
    """This will bring a session from wherever it is to its summary."""
    if not table.session.unsealed_at:
        table = evaluation.unsealed(table)
    return evaluation.summarised(evaluation.reviewing(table))


def finish_scoring(table: evaluation.Table) -> evaluation.Table:
    """This will lock the sheets that are still due."""
    while table.session.state in ("technical", "business"):
        evaluation.lock_all(table, table.session.state)
    return table
