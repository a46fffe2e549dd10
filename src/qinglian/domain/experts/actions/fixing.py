"""What is fixed before anybody knows a seed: the roster, its approval by the supervision group, the exclusions (REG 46)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.experts import refusals
from qinglian.domain.experts.actions.steps import about, locked_draw, subject
from qinglian.domain.experts.events import ExclusionsFixed, RosterApproved, RosterFixed
from qinglian.domain.experts.lifecycle import DRAW
from qinglian.domain.experts.models import Draw, RosterLeaf
from qinglian.domain.experts.queries import closing_of, scope_of, supervision_of
from qinglian.domain.people.queries import key_holder
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.trust.documents import open_document
from qinglian.trust.draw import REASONS, salted_root
from qinglian.trust.strict import digest, fields, whole

_APPROVAL = ("type", "scope", "root", "size", "opening")


@transaction.atomic
def record_roster(
    draw: Draw,
    *,
    leaves: Mapping[str, Sequence[str]],
    opening: Mapping[str, str],
    opening_hash: str,
    by: Actor,
    at: datetime,
) -> Draw:
    """This will fix the roster: `leaves` is hex leaf -> requested specialities, `opening` guardian -> base64 age of the roster opening."""
    draw = locked_draw(draw)
    move = DRAW.require("record_roster", state=draw.state, by=by)
    _require_roster(draw, leaves, opening, opening_hash)

    ordered = sorted(leaves)
    RosterLeaf.objects.bulk_create(
        RosterLeaf(draw=draw, number=number, leaf=leaf, strata=list(leaves[leaf]))
        for number, leaf in enumerate(ordered, start=1)
    )
    draw.state, draw.roster_root = move.target, salted_root(bytes.fromhex(leaf) for leaf in ordered)
    draw.roster_opening, draw.roster_opening_hash = dict(opening), opening_hash

    counts = {row["speciality"]: sum(row["speciality"] in held for held in leaves.values()) for row in draw.strata}
    event = RosterFixed(
        **about(draw), root=draw.roster_root, size=len(ordered), strata=counts, opening_hash=opening_hash
    )
    draw.roster_fact = append(event, subject=subject(draw), by=by.id, at=at)
    draw.save()
    return draw


@transaction.atomic
def approve_roster(draw: Draw, signed: Any, *, at: datetime) -> Draw:
    """This will take a supervising guardian's signed `roster-approval/v1`: the roster is the register, no ghosts, no doubles.

    NotAllowed when the key is no guardian's of the supervision group, NotValid when it approves another roster.
    """
    draw = locked_draw(draw)
    with refusals.misfitting():
        document, public = open_document(signed, "roster-approval/v1")
    key, by = key_holder(public, at=at)
    move = DRAW.require("approve_roster", state=draw.state, by=by)
    if key.guardian_id not in supervision_of(draw.section):
        raise refusals.not_the_supervision()
    with refusals.misfitting():
        _check_approval(document, draw)

    draw.state, draw.approval = move.target, signed
    draw.save(update_fields=["state", "approval"])

    append(RosterApproved(**about(draw), approval=signed), subject=subject(draw), by=by.organisation, at=at)
    return draw


@transaction.atomic
def record_exclusions(draw: Draw, *, root: str, reasons: Mapping[str, str], by: Actor, at: datetime) -> Draw:
    """This will fix who is recused, once the bidders are announced: `reasons` is hex roster leaf -> reason code, `root` the hex root."""
    draw = locked_draw(draw)
    move = DRAW.require("record_exclusions", state=draw.state, by=by)
    closing = closing_of(draw.section)
    if not closing:
        raise refusals.out_of_time(Text("投标人还没有公布。", "The bidders are not announced yet."))
    _require_exclusions(draw, root, reasons)

    for leaf, reason in reasons.items():
        RosterLeaf.objects.filter(draw=draw, leaf=leaf).update(exclusion=reason)
    draw.state, draw.exclusion_root, draw.exclusion_count = move.target, root, len(reasons)
    draw.save(update_fields=["state", "exclusion_root", "exclusion_count"])

    event = ExclusionsFixed(**about(draw), root=root, count=len(reasons), closing=closing)
    append(event, subject=subject(draw), by=by.id, at=at)
    return draw


def _require_roster(
    draw: Draw, leaves: Mapping[str, Sequence[str]], opening: Mapping[str, str], opening_hash: str
) -> None:
    wanted = {row["speciality"] for row in draw.strata}
    with refusals.misfitting():
        digest(opening_hash, name="opening_hash")
        for leaf, strata in leaves.items():
            digest(leaf, name="leaf")
            if not strata or set(strata) - wanted:
                raise ValueError("a leaf outside the requested specialities")
        if set(opening) != set(supervision_of(draw.section)):
            raise ValueError("the opening is not for the supervision group")


def _check_approval(document: dict[str, Any], draw: Draw) -> None:
    row = fields(document, _APPROVAL, name="approval")
    if row["scope"] != scope_of(draw) or digest(row["root"], name="approval.root") != draw.roster_root:
        raise ValueError("the approval is of another roster")
    if whole(row["size"], name="approval.size") != draw.leaves.count() or row["opening"] != draw.roster_opening_hash:
        raise ValueError("the approval is of another roster opening")


def _require_exclusions(draw: Draw, root: str, reasons: Mapping[str, str]) -> None:
    with refusals.misfitting():
        digest(root, name="root")
        known = set(draw.leaves.values_list("leaf", flat=True))
        if set(reasons) - known or set(reasons.values()) - set(REASONS):
            raise ValueError("an exclusion of no leaf, or with no known reason")
