"""Attacks on a draw by whoever owns the database: each is found in the published tree after the award, by named data."""

import copy
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinglian.domain.tenders.events import SeedFailed
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.models import Fact
from qinglian.trust.canonical import fact_leaf, jcs
from qinglian.trust.documents import sign_document
from tests.attacks import scene as scenes
from tests.factories import experts, people
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db
LATER = experts.AT + timedelta(days=5)
Change = Callable[[dict[str, Any]], None]


def changed(kind: str, change: Change, *, place: int = 0) -> None:
    """The owner rewrites a fact that the log has not numbered yet, leaf and all."""
    fact = Fact.objects.filter(kind=kind).order_by("pk")[place]
    body = copy.deepcopy(fact.fact["body"])
    change(body)
    fact.fact = fact.fact | {"body": body}
    fact.leaf = fact_leaf(bytes(fact.salt), fact.fact)
    fact.save(update_fields=["fact", "leaf"])


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


def seed_of_first() -> str:
    """This will return the commitment of the first party."""
    return str(Fact.objects.filter(kind="seed-committed/v1").order_by("pk")[0].fact["body"]["commitment"])


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
    "seed": ("draw_rerolled", lambda: changed("draw-made/v1", lambda body: body.update(seed="ab" * 32))),
    "reuse": (
        "commitment_reused",
        lambda: changed("seed-committed/v1", lambda body: body.update(commitment=seed_of_first()), place=1),
    ),
    "number": ("draw_hidden", lambda: changed("draw-requested/v1", lambda body: body.update(draw=2))),
    "order": ("call_out_of_order", swap_calls),
    "answer": (
        "panel_differs",
        lambda: changed("expert-answered/v1", lambda body: body.update(answer="declined")),
    ),
}
AFTER: dict[str, tuple[str, Change]] = {
    "roster": ("roster_root_differs", other_rows("roster", lambda rows: rows[0].update(leaf="ab" * 32))),
    "exclusions": ("exclusion_dropped", other_rows("exclusions", lambda rows: rows.clear())),
    "name": ("panel_differs", lambda body: body["panel"][0].update(name="别人")),
    "member": ("panel_differs", lambda body: body["panel"].pop()),
}


@pytest.fixture
def scene(witnesses: list[TestWitness]) -> scenes.Scene:
    """A genuine opening, with one expert who works for a bidder."""
    return scenes.genuine(witnesses)


def drawn(scene: scenes.Scene) -> experts.Hall:
    """This will play a draw to its complete panel, with one recused expert."""
    experts.pool()
    experts.admitted(50, unit=scene.where.bidders[0][0].name)
    return experts.complete(experts.drawn(experts.seeded(experts.excluded(experts.approved(
        experts.rostered(experts.requested(scene.where))
    )))))  # fmt: skip


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
