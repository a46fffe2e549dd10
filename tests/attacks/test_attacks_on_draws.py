"""Attacks on a draw by whoever owns the database: each is found in the published tree after the award, by named data."""

import copy
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.models import Expert
from qinglian.domain.tenders.actions import release_seed_share, settle_seeds
from qinglian.domain.tenders.events import SeedFailed
from qinglian.domain.tenders.models import Seed
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.fixing import name_of
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.models import Fact
from qinglian.trust.canonical import fact_leaf, jcs
from qinglian.trust.deposit import make_seed_release
from qinglian.trust.documents import sign_document
from qinglian.trust.draw import salted_root
from qinglian.trust.lots import combined_seed
from tests.attacks import scene as scenes
from tests.factories import experts, people, tenders
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
LATER = experts.AT + timedelta(days=5)
Change = Callable[[dict[str, Any]], None]


def changed(kind: str, change: Change, *, place: int = 0) -> None:
    """The owner rewrites a fact that the log has not numbered yet, leaf and all."""
    fact = Fact.objects.filter(kind=kind).order_by("pk")[place]
    body = copy.deepcopy(fact.fact["body"])
    change(body)
    rewritten(fact, fact.fact | {"body": body})


def rewritten(fact: Fact, content: dict[str, Any]) -> None:
    """The owner puts another fact in its place."""
    fact.fact, fact.kind, fact.leaf = content, content["kind"], fact_leaf(bytes(fact.salt), content)
    fact.save(update_fields=["fact", "kind", "leaf"])


def moved_to_the_end(kind: str, *, place: int = 0) -> None:
    """The owner logs a fact later than he says: what stood before it now stands in front of it."""
    fact = Fact.objects.filter(kind=kind).order_by("pk")[place]
    Fact.objects.filter(pk=fact.pk).delete()
    fact.pk = None
    fact.save(force_insert=True)


def failed_too() -> None:
    """The operator says that the seed of a party failed though the party had revealed it."""
    told = Fact.objects.filter(kind="seed-revealed/v1").order_by("pk")[0].fact
    about = {name: told["body"][name] for name in ("section", "round", "purpose", "scope", "party")}
    append(SeedFailed(**about, reason="seed_mismatch"), subject=told["subject"], by="timetable", at=experts.AT)


def other_rows(name: str, change: Callable[[list[dict[str, Any]]], None]) -> Change:
    """This will make a change that puts other rows in the place of a disclosed blob."""

    def put(body: dict[str, Any]) -> None:
        rows = json.loads(blobs.public_path(body[name]).read_bytes())
        change(rows)
        body[name], _ = blobs.store([jcs(rows)])
        blobs.publish(body[name])

    return put


def swap_calls() -> None:
    """The second of the ranking is called before the first."""
    rows = Fact.objects.filter(kind="expert-called/v1").order_by("pk")
    first, second = (row.fact["body"]["leaf"] for row in rows[:2])
    changed("expert-called/v1", lambda body: body.update(leaf=second), place=0)
    changed("expert-called/v1", lambda body: body.update(leaf=first), place=1)


def other_approval(body: dict[str, Any]) -> None:
    """Somebody else's key signs the roster's approval."""
    body["approval"] = sign_document(people.master(77), body["approval"]["document"])


def facts(kind: str) -> list[Fact]:
    """This will list the facts of a kind in their order."""
    return list(Fact.objects.filter(kind=kind).order_by("pk"))


def seed_of_first() -> str:
    """This will return the commitment of the first party."""
    return str(facts("seed-committed/v1")[0].fact["body"]["commitment"])


BEFORE: dict[str, tuple[str, Callable[[], None]]] = {
    "approval": ("roster_unapproved", lambda: changed("draw-roster-approved/v1", other_approval)),
    "other opening": (
        "roster_unapproved",
        lambda: changed("draw-roster-fixed/v1", lambda body: body.update(opening_hash="ab" * 32)),
    ),
    "other size": ("roster_unapproved", lambda: changed("draw-roster-fixed/v1", lambda body: body.update(size=99))),
    "other root": (
        "roster_unapproved",
        lambda: changed("draw-roster-fixed/v1", lambda body: body.update(root="ab" * 32)),
    ),
    "strata": (
        "draw_counts_differ",
        lambda: changed("draw-roster-fixed/v1", lambda body: body["strata"].update(A0801=18)),
    ),
    "exclusions": (
        "draw_counts_differ",
        lambda: changed("draw-exclusions-fixed/v1", lambda body: body.update(count=0)),
    ),
    "members": ("draw_completion_differs", lambda: changed("draw-completed/v1", lambda body: body.update(members=5))),
    "calls": ("draw_completion_differs", lambda: changed("draw-completed/v1", lambda body: body.update(calls=4))),
    "completed before": ("draw_completion_differs", lambda: moved_to_the_end("expert-answered/v1", place=4)),
    "committed early": ("seed_early", lambda: moved_to_the_end("draw-exclusions-fixed/v1")),
    "revealed late": ("seed_after_draw", lambda: moved_to_the_end("seed-revealed/v1", place=2)),
    "revealed and failed": ("seed_told_twice", failed_too),
    "malformed": ("fact_malformed", lambda: changed("seed-revealed/v1", lambda body: body["scope"].pop("draw"))),
    "number": ("draw_hidden", lambda: changed("draw-requested/v1", lambda body: body.update(draw=2))),
    "order": ("call_out_of_order", swap_calls),
    "answer": (
        "panel_differs",
        lambda: changed("expert-answered/v1", lambda body: body.update(answer="declined")),
    ),
}
AFTER: dict[str, tuple[str, Change]] = {
    "roster": ("roster_root_differs", other_rows("roster", lambda rows: rows[0].update(leaf="ab" * 32))),
    "name": ("panel_differs", lambda body: body["panel"][0].update(name="别人")),
    "member": ("panel_differs", lambda body: body["panel"].pop()),
}


@pytest.fixture
def scene(witnesses: list[TestWitness]) -> scenes.Scene:
    """A genuine opening, with one expert who works for a bidder."""
    return scenes.genuine(witnesses)


def drawn(scene: scenes.Scene) -> experts.Hall:
    """This will play a draw to its complete panel, with one recused expert."""
    return experts.complete(experts.drawn(experts.seeded(excluded(scene))))


def excluded(scene: scenes.Scene) -> experts.Hall:
    """This will play a draw until one expert is recused."""
    if not Expert.objects.exists():
        experts.pool()
    experts.admitted(50, unit=scene.where.bidders[0][0].name)
    return experts.excluded(experts.approved(experts.rostered(experts.requested(scene.where))))


def report_after(
    scene: scenes.Scene, hall: experts.Hall, folder: Path, change: Callable[[], None] | None = None
) -> Any:
    """This will disclose the panel and verify what is published."""
    experts.disclosed(hall)
    if change is not None:
        change()
    scene.settle("awarded", LATER)
    return scenes.report_on(scenes.exported(folder), scene)


def test_a_genuine_draw_is_recomputed(scene: scenes.Scene, tmp_path: Path) -> None:
    report = report_after(scene, drawn(scene), tmp_path / "log")
    assert [(finding.code, finding.where, finding.said.en) for finding in report.findings] == []
    step = next(step for step in report.steps if step.title.en == "The draw of experts")
    assert [note.en for note in step.notes] == ["1 requests; 1 disclosed and recomputed"]


def test_re_roll_the_draw_is_found_by_the_parties_commitments(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: the draw's seed, the seeds that were told and the commitments. The operator and one party choose a seed that pleases."""
    hall = drawn(scene)
    told = [bytes.fromhex(fact.fact["body"]["seed"]) for fact in facts("seed-revealed/v1")]
    chosen = b"\x07" * 32
    changed("seed-revealed/v1", lambda body: body.update(seed=chosen.hex()))
    again = combined_seed("draw", queries.scope_of(hall.draw), [chosen, *told[1:]])
    changed("draw-made/v1", lambda body: body.update(seed=again.hex()))
    assert "draw_rerolled" in scenes.codes(report_after(scene, hall, tmp_path / "log"))


def test_re_roll_the_draw_by_leaving_a_seed_out_is_found_by_the_missing_releases(
    scene: scenes.Scene, tmp_path: Path
) -> None:
    """Data: deposit and guardians' releases. The operator says that a party's seed failed and draws with the other two."""
    hall = drawn(scene)
    told = facts("seed-revealed/v1")
    seeds_left = [bytes.fromhex(fact.fact["body"]["seed"]) for fact in told[1:]]
    body = {name: value for name, value in told[0].fact["body"].items() if name not in ("seed", "how")}
    rewritten(told[0], told[0].fact | {"kind": "seed-failed/v1", "body": body | {"reason": "seed_mismatch"}})
    again = combined_seed("draw", queries.scope_of(hall.draw), seeds_left).hex()
    changed("draw-made/v1", lambda body: body.update(seed=again))
    codes = scenes.codes(report_after(scene, hall, tmp_path / "log"))
    assert "seed_fault_unproven" in codes
    assert "draw_rerolled" not in codes


def test_a_genuine_draw_without_a_spoilt_seed_is_recomputed(scene: scenes.Scene, tmp_path: Path) -> None:
    """The supervisor's deposit holds another seed than it committed to: guardians' releases show it, the others' seeds decide."""
    hall = experts.seeded(excluded(scene), parties=("tenderer", "centre"), spoilt="supervisor")
    deposit = Seed.objects.get(party="supervisor").deposit
    for group in ("supervision", "trade"):
        holder = hall.room.holders[group][0]
        signed = make_seed_release(holder.master, deposit=deposit, guardian=holder.id, opening=hall.room.opening)
        release_seed_share(signed, at=experts.AT)
    assert settle_seeds(at=experts.AT) == 1
    hall = experts.complete(experts.drawn(hall))
    assert facts("seed-failed/v1")[0].fact["body"]["reason"] == "seed_mismatch"
    assert scenes.codes(report_after(scene, hall, tmp_path / "log")) == set()


def test_drop_an_exclusion_is_found_by_the_root_that_was_fixed(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: the disclosed exclusions against the root and the count in the log before any seed was known."""
    hall, drop = drawn(scene), other_rows("exclusions", lambda rows: rows.pop(0))
    report = report_after(scene, hall, tmp_path / "log", lambda: changed("panel-disclosed/v1", drop))
    assert scenes.codes(report) >= {"exclusion_dropped", "draw_counts_differ"}


def test_stuff_the_roster_is_found_by_the_approval_of_the_supervision_group(
    scene: scenes.Scene, tmp_path: Path
) -> None:
    """Data: the guardian's signed approval. A ghost stands in the roster and in every figure that the operator and the notifier own."""
    hall, ghost = drawn(scene), "0f" * 32
    leaves = [ghost, *hall.draw.leaves.values_list("leaf", flat=True)]
    figures = {"root": salted_root(bytes.fromhex(leaf) for leaf in leaves), "size": len(leaves)}
    changed("draw-roster-fixed/v1", lambda body: body.update(figures, strata=body["strata"] | {"A0801": len(leaves)}))
    stuff = other_rows("roster", lambda rows: rows.append({"number": 99, "leaf": ghost, "strata": ["A0801"]}))
    report = report_after(scene, hall, tmp_path / "log", lambda: changed("panel-disclosed/v1", stuff))
    assert "roster_unapproved" in scenes.codes(report)
    assert not scenes.codes(report) & {"roster_root_differs", "draw_counts_differ", "panel_differs"}


def test_swap_a_drawn_expert_is_found_by_the_ranking(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: the disclosed calls against the ranking of the combined seed. A friend sits where another was drawn, in every fact."""
    hall = drawn(scene)
    book = store.load(name_of(hall.draw))
    assert book is not None
    called = [call.leaf.leaf for call in hall.calls()]
    others = hall.draw.leaves.filter(exclusion="").exclude(leaf__in=called)
    friend = others.values_list("leaf", flat=True)[0]
    for kind in ("expert-called/v1", "expert-answered/v1"):
        changed(kind, lambda body: body.update(leaf=friend))
    named = {name: book.rows[friend][name] for name in ("salt", "expert", "name", "unit", "specialities")}

    def swap() -> None:
        changed("panel-disclosed/v1", lambda body: body["panel"][0].update(named, leaf=friend))

    assert scenes.codes(report_after(scene, hall, tmp_path / "log", swap)) == {"call_out_of_order"}


def test_second_draw_hidden_is_found_by_the_count_of_requests(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: the numbers of the requests. The first draw and everything about it is left out of the log."""
    first = experts.requested(scene.where)
    by = tenders.reviewer(first.room.section.tender)
    actions.abandon_draw(first.draw, reason="结果不合意", by=by, at=experts.AT)
    hall = drawn(scene)
    assert hall.draw.number == 2
    Fact.objects.filter(fact__body__draw=1).delete()
    assert "draw_hidden" in scenes.codes(report_after(scene, hall, tmp_path / "log"))


def test_second_draw_without_an_abandoned_first_is_found(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: the facts of the first draw, whose end with its reason is kept from the public."""
    first = experts.requested(scene.where)
    by = tenders.reviewer(first.room.section.tender)
    actions.abandon_draw(first.draw, reason="结果不合意", by=by, at=experts.AT)
    hall = drawn(scene)
    Fact.objects.filter(kind="draw-abandoned/v1").delete()
    assert scenes.codes(report_after(scene, hall, tmp_path / "log")) == {"draw_hidden"}


def test_reuse_of_a_seed_commitment_is_found(scene: scenes.Scene, tmp_path: Path) -> None:
    """Data: all commitments of the log. One party repeats another's."""
    hall = drawn(scene)
    changed("seed-committed/v1", lambda body: body.update(commitment=seed_of_first()), place=1)
    assert "commitment_reused" in scenes.codes(report_after(scene, hall, tmp_path / "log"))


@pytest.mark.parametrize("attack", BEFORE)
def test_a_draw_bent_before_its_disclosure_is_found(scene: scenes.Scene, tmp_path: Path, attack: str) -> None:
    hall, (code, bend) = drawn(scene), BEFORE[attack]
    bend()
    assert code in scenes.codes(report_after(scene, hall, tmp_path / "log"))


@pytest.mark.parametrize("attack", AFTER)
def test_a_draw_disclosed_falsely_is_found(scene: scenes.Scene, tmp_path: Path, attack: str) -> None:
    code, change = AFTER[attack]
    report = report_after(scene, drawn(scene), tmp_path / "log", lambda: changed("panel-disclosed/v1", change))
    assert code in scenes.codes(report)
