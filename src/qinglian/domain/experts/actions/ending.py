"""How a draw ends: given up with a reason, or disclosed when the award is fixed. And the trace of who asked too early."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from qinglian.domain.experts import refusals
from qinglian.domain.experts.actions.steps import about, locked_draw, subject
from qinglian.domain.experts.events import DrawAbandoned, NamesSought, PanelDisclosed
from qinglian.domain.experts.lifecycle import DRAW
from qinglian.domain.experts.models import Call, Draw, Expert
from qinglian.domain.experts.policy import AFTER_AWARD, BEFORE_EVALUATION
from qinglian.domain.tenders.actions.steps import require_own
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append, disclose
from qinglian.record.models import Fact
from qinglian.trust.canonical import jcs
from qinglian.trust.draw import exclusion_leaf, roster_leaf, salted_root
from qinglian.trust.strict import from_base64

Rows = Sequence[dict[str, Any]]


@transaction.atomic
def abandon_draw(draw: Draw, *, reason: str, by: Actor, at: datetime) -> Draw:
    """This will give a draw up, before the evaluation begins, with the reason for everybody to read."""
    draw = locked_draw(draw)
    move = DRAW.require("abandon_draw", state=draw.state, by=by)
    if not by.has_role("supervisor"):
        require_own(draw.section.tender, by)
    if draw.section.state not in BEFORE_EVALUATION:
        raise refusals.out_of_time(Text("评标已经开始。", "The evaluation has begun."))
    if not reason.strip():
        raise refusals.no_reason()

    draw.state, draw.abandoned_reason = move.target, reason.strip()
    draw.save(update_fields=["state", "abandoned_reason"])

    append(DrawAbandoned(**about(draw), reason=draw.abandoned_reason), subject=subject(draw), by=by.id, at=at)
    return draw


@transaction.atomic
def note_names_sought(draw: Draw, *, by: Actor, at: datetime) -> Fact:
    """This will leave the open fact that somebody asked for the names before their time. The caller then refuses."""
    return append(NamesSought(**about(draw)), subject=subject(draw), by=by.id, at=at)


@transaction.atomic
def disclose_panel(
    draw: Draw, *, exclusions: Rows, panel: Rows, missed: Sequence[str] = (), by: Actor, at: datetime
) -> Draw:
    """This will publish roster, exclusions, calls and the names of who accepted, once the award is fixed (ZTB 37).

    `exclusions`: `[{"leaf","reason","evidence","salt"}]`; `panel`: `[{"leaf","salt","expert","name","unit","specialities"}]` in the
    order of the calls; `missed`: ids of experts who declined, kept silent or came late, to be counted and not named. NotValid when
    anything does not give the roots and leaves that were fixed; NotNow before the award.
    """
    draw = locked_draw(draw)
    move = DRAW.require("disclose_panel", state=draw.state, by=by)
    if draw.section.state not in AFTER_AWARD:
        raise refusals.out_of_time(Text("中标结果还没有确定。", "The award is not fixed yet."))
    with refusals.misfitting():
        _check_exclusions(draw, exclusions)
        _check_panel(draw, panel)

    draw.state, draw.disclosed_at = move.target, at
    draw.save(update_fields=["state", "disclosed_at"])
    Expert.objects.filter(id__in=missed).update(declined=F("declined") + 1)

    sealed = list(Fact.objects.filter(pk__in=Call.facts.through.objects.filter(call__draw=draw).values("fact_id")))
    disclose(sealed, subject=subject(draw), by=by.id, at=at)
    event = PanelDisclosed(
        **about(draw), roster=_published(_roster(draw)), exclusions=_published(list(exclusions)), panel=list(panel)
    )
    append(event, subject=subject(draw), by=by.id, at=at)
    return draw


def _check_exclusions(draw: Draw, rows: Rows) -> None:
    root = salted_root(
        exclusion_leaf(
            from_base64(row["salt"], name="salt", size=32),
            leaf=row["leaf"],
            reason=row["reason"],
            evidence=row["evidence"],
        )
        for row in rows
    )
    stored = dict(draw.leaves.exclude(exclusion="").values_list("leaf", "exclusion"))
    if root != draw.exclusion_root or {row["leaf"]: row["reason"] for row in rows} != stored:
        raise ValueError("the exclusions are not those that were fixed")


def _check_panel(draw: Draw, rows: Rows) -> None:
    accepted = Call.objects.filter(draw=draw, state="accepted").order_by("order").values_list("leaf__leaf", flat=True)
    if [row["leaf"] for row in rows] != list(accepted):
        raise ValueError("the panel is not who accepted")
    for row in rows:
        named = {name: row[name] for name in ("expert", "name", "unit", "specialities")}
        if roster_leaf(from_base64(row["salt"], name="salt", size=32), **named).hex() != row["leaf"]:
            raise ValueError("a name does not give its leaf")


def _roster(draw: Draw) -> list[dict[str, Any]]:
    rows = draw.leaves.order_by("number")
    return [{"number": row.number, "leaf": row.leaf, "strata": row.strata} for row in rows]


def _published(rows: list[dict[str, Any]]) -> str:
    name, _ = blobs.store([jcs(rows)])
    blobs.publish(name)
    return name
