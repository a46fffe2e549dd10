"""A draw from its request to the disclosed panel, by the real actions and the real notifier."""

import json
from datetime import timedelta

import pytest

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.models import Call, Draw, Expert
from qinglian.domain.experts.policy import CALLED, NOTIFIER
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact, Secrecy
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.draw import Called, out_of_order
from qinglian.trust.lots import combined_seed
from tests.factories import bids, experts, people, tenders
from tests.factories.experts import AT

pytestmark = pytest.mark.django_db


def body(kind: str) -> dict:
    """This will return the body of the newest fact of a kind."""
    return Fact.objects.filter(kind=kind).order_by("-pk")[0].fact["body"]


def test_request_draw_counts_and_says_what_is_wanted() -> None:
    hall = experts.requested()
    assert body("draw-requested/v1") == {
        "section": "1", "round": 1, "draw": 1, "size": 5, "representatives": 1, "hours": 4,
        "strata": [{"speciality": "A0801", "count": 3}, {"speciality": "A0501", "count": 1}],
        "evaluation_at": "2026-12-11T14:30:00+08:00",
    }  # fmt: skip
    assert hall.draw.state == "requested"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"size": 4, "representatives": 0}, "committee_odd"),
        ({"size": 3, "representatives": 0}, "committee_min"),
        ({"representatives": 2}, "committee_experts_min"),
        ({"strata": [{"speciality": "A0801", "count": 3}]}, "committee_experts_min"),
        ({"strata": [{"speciality": "Z9", "count": 4}]}, "field_filled"),
        ({"strata": [{"speciality": "A0501", "count": 4}]}, "expert_pool_factor"),
        ({"region": "别处"}, "expert_pool_factor"),
        ({"place": " "}, "field_filled"),
        ({"hours": 0}, "field_filled"),
        ({"evaluation_at": AT}, "field_filled"),
    ],
)
@pytest.mark.meets("B-020", "B-021")
def test_request_draw_refuses_an_unlawful_committee(changes: dict, rule: str) -> None:
    with pytest.raises(NotValid) as refused:
        experts.requested(**changes)
    assert refused.value.rule == rule
    assert not Draw.objects.exists()


def test_request_draw_is_the_tenderers_and_happens_once() -> None:
    hall = experts.requested()
    section, typed = hall.room.section, experts.request()
    stranger = people.actor(people.person(people.organisation(kinds=("tenderer",)), "buyer_operator"))
    with pytest.raises(NotAllowed):
        actions.request_draw(section, typed=typed, by=stranger, at=AT)
    by = tenders.operator(section.tender)
    with pytest.raises(NotNow) as refused:
        actions.request_draw(section, typed=typed, by=by, at=AT)
    assert refused.value.rule == "draw_once"
    with pytest.raises(NotValid):
        actions.abandon_draw(hall.draw, reason=" ", by=tenders.reviewer(section.tender), at=AT)
    with pytest.raises(NotAllowed):
        actions.abandon_draw(hall.draw, reason="开标延期", by=by, at=AT)
    actions.abandon_draw(hall.draw, reason="开标延期", by=tenders.reviewer(section.tender), at=AT)
    assert body("draw-abandoned/v1")["reason"] == "开标延期"
    assert actions.request_draw(section, typed=typed, by=by, at=AT).number == 2


def test_roster_is_for_the_supervision_group_alone_and_equals_the_register() -> None:
    hall = experts.rostered()
    holder = hall.room.holders["supervision"][0]
    opening = experts.opened_roster(hall, holder)
    assert sha256(opening).hex() == hall.draw.roster_opening_hash
    rows = json.loads(opening)["rows"]
    shown = [{name: row[name] for name in ("expert", "name", "unit", "specialities")} for row in rows]
    asker = people.actor(people.supervisor())
    assert sorted(shown, key=lambda row: row["expert"]) == queries.register_rows(hall.draw, asker=asker)
    assert set(hall.draw.roster_opening) == {one.id for one in hall.room.holders["supervision"]}
    fixed = body("draw-roster-fixed/v1")
    assert (fixed["size"], fixed["strata"]) == (18, {"A0801": 18, "A0501": 6})
    with pytest.raises(NotFound):
        queries.register_rows(hall.draw, asker=tenders.operator(hall.room.section.tender))


def test_register_rows_are_for_the_supervision_group_and_not_for_the_other_guardians() -> None:
    """A guardian of the trade group is the tenderer's or the centre's: it learns no name of the pool."""
    hall = experts.rostered()
    holders = hall.room.holders
    asker = people.actor(holders["supervision"][0].person)
    assert len(queries.register_rows(hall.draw, asker=asker)) == 18
    for holder in holders["trade"]:
        with pytest.raises(NotFound):
            queries.register_rows(hall.draw, asker=people.actor(holder.person))


def test_approve_roster_takes_a_supervising_guardian_and_this_roster() -> None:
    hall = experts.rostered()
    with pytest.raises(NotAllowed):
        actions.approve_roster(hall.draw, experts.approval(hall, hall.room.holders["trade"][0]), at=AT)
    for changes in ({"root": "ab" * 32}, {"size": 17}, {"opening": "ab" * 32}, {"scope": {}}):
        with pytest.raises(NotValid):
            actions.approve_roster(hall.draw, experts.approval(hall, **changes), at=AT)
    signed = experts.approval(hall)
    actions.approve_roster(hall.draw, signed, at=AT)
    assert body("draw-roster-approved/v1")["approval"] == signed
    with pytest.raises(NotNow):
        actions.approve_roster(hall.draw, signed, at=AT)


def test_record_roster_and_exclusions_are_the_notifiers() -> None:
    hall = experts.requested()
    by = tenders.operator(hall.room.section.tender)
    with pytest.raises(NotAllowed):
        actions.record_roster(hall.draw, leaves={}, opening={}, opening_hash="", by=by, at=AT)
    with pytest.raises(NotValid):
        actions.record_roster(hall.draw, leaves={"x": ["A0801"]}, opening={}, opening_hash="", by=NOTIFIER, at=AT)
    hall = experts.approved(experts.rostered(hall))
    with pytest.raises(NotAllowed):
        actions.record_exclusions(hall.draw, root="ab" * 32, reasons={}, by=by, at=AT)
    with pytest.raises(NotValid):
        actions.record_exclusions(hall.draw, root="ab" * 32, reasons={"cd" * 32: "kin"}, by=NOTIFIER, at=AT)


def test_exclusions_wait_for_the_announced_bidders() -> None:
    hall = experts.approved(experts.rostered(experts.requested(bids.closed(3))))
    with pytest.raises(NotNow):
        actions.record_exclusions(hall.draw, root="ab" * 32, reasons={}, by=NOTIFIER, at=AT)


@pytest.mark.meets("A-219")
def test_interests_are_excluded_and_never_called() -> None:
    where = bids.releasing(3)
    experts.pool()
    bidder = where.bidders[0][0]
    barred = experts.admitted(50, unit=bidder.name)
    kin = experts.admitted(
        51, interests=[{"kind": "kin", "organisation": bidder.credit_code, "until_on": None, "note": ""}]
    )
    hall = experts.disclosed(experts.complete(experts.drawn(experts.seeded(experts.excluded(experts.approved(
        experts.rostered(experts.requested(where))
    ))))))  # fmt: skip
    fact = body("panel-disclosed/v1")
    rows = json.loads(blobs.public_path(fact["exclusions"]).read_bytes())
    assert sorted(row["reason"] for row in rows) == ["kin", "same_unit"]
    assert {row["evidence"]["organisation"] for row in rows} == {bidder.id}
    assert hall.draw.exclusion_count == 2
    assert not {row["leaf"] for row in rows} & {call.leaf.leaf for call in hall.calls()}
    assert not {barred.id, kin.id} & {row["expert"] for row in fact["panel"]}


@pytest.mark.meets("A-220")
def test_make_draw_ranks_by_the_combined_seed_once_all_are_known() -> None:
    hall = experts.seeded(parties=("tenderer", "centre"))
    with pytest.raises(NotNow):
        actions.make_draw(hall.draw, at=AT)
    hall = experts.drawn(experts.seeded(bids_again(hall)))
    expected = combined_seed("draw", queries.scope_of(hall.draw), list(hall.seeds.values()))
    assert hall.draw.seed == expected.hex() == body("draw-made/v1")["seed"]
    assert sorted(hall.draw.leaves.values_list("rank", flat=True)) == list(range(1, 19))


def bids_again(hall: experts.Hall) -> experts.Hall:
    """This will abandon a draw and bring its successor as far as the exclusions."""
    section = hall.room.section
    actions.abandon_draw(hall.draw, reason="监督种子未交", by=tenders.reviewer(section.tender), at=AT)
    return experts.excluded(experts.approved(experts.rostered(experts.requested(hall.room))))


def test_calls_name_no_project_and_the_next_is_called_in_the_same_ranking() -> None:
    hall = experts.drawn()
    assert [call.state for call in hall.calls()] == ["waiting"] * 4
    texts = " ".join(message.text for message in experts.messages())
    assert hall.room.section.tender.name not in texts
    assert hall.room.section.tender.code not in texts
    first = hall.calls()[0]
    actions.decline_call(first, at=AT + timedelta(minutes=1))
    assert [(call.order, call.stratum) for call in hall.calls()][-1] == (5, first.stratum)
    hall = experts.complete(hall, decline=())
    calls = [Called(call.leaf.leaf, call.stratum, call.state) for call in hall.calls()]
    strata = dict(hall.draw.leaves.values_list("leaf", "strata"))
    assert out_of_order(seed=bytes.fromhex(hall.draw.seed), strata=strata, excluded=(), calls=calls) == []
    assert (hall.draw.state, body("draw-completed/v1")["members"], body("draw-completed/v1")["calls"]) == (
        "complete",
        4,
        5,
    )


def test_silence_calls_the_next_after_two_tries() -> None:
    hall = experts.drawn()
    for minutes in (1, 16, 20):
        experts.turn(experts.channel(), at=AT + timedelta(minutes=minutes))
    assert len(experts.messages()) == 4 * 2 * 2  # four people, a call and a text each, two tries
    with pytest.raises(NotNow):
        actions.expire_call(hall.calls()[0], at=AT + timedelta(minutes=29))
    experts.advance(at=AT + timedelta(minutes=30))
    assert [call.state for call in hall.calls()] == ["silent"] * 4 + ["due"] * 4
    with pytest.raises(NotNow):
        actions.accept_call(hall.calls()[0], at=AT + timedelta(minutes=31))


def test_place_call_is_the_notifiers_and_keeps_the_hash_alone() -> None:
    hall = experts.seeded()
    actions.make_draw(hall.draw, at=AT)
    call = hall.calls()[0]
    with pytest.raises(NotAllowed):
        actions.place_call(call, credential_hash="ab" * 32, by=CALLED, at=AT)
    actions.place_call(call, credential_hash=sha256(b"secret").hex(), by=NOTIFIER, at=AT)
    assert queries.call_by_credential("secret").pk == call.pk
    with pytest.raises(NotFound):
        queries.call_by_credential("guess")
    assert Fact.objects.get(kind="expert-called/v1").secrecy == Secrecy.SEALED


def test_an_expert_who_leaves_is_replaced_by_the_next() -> None:
    hall = experts.complete(decline=())
    panel = queries.panel_of(hall.room.section)
    assert panel is not None
    assert [call.order for call in panel.calls] == [1, 2, 3, 4]
    with pytest.raises(NotValid):
        actions.replace_expert(panel.calls[0], reason="", by=bids.host(), at=AT)
    with pytest.raises(NotNow):
        actions.mark_late(panel.calls[1], by=bids.host(), at=experts.EVALUATION + timedelta(minutes=29))
    actions.replace_expert(panel.calls[0], reason="突发疾病", by=bids.host(), at=AT)
    actions.mark_late(panel.calls[1], by=bids.host(), at=experts.EVALUATION + timedelta(minutes=30))
    actions.recuse_expert(panel.calls[2], by=CALLED, at=AT)
    assert queries.panel_of(hall.room.section) is None
    states = [call.state for call in hall.calls()]
    assert states == ["recused", "late", "recused", "accepted", "due", "due", "due"]
    hall = experts.complete(hall, decline=())
    assert hall.draw.state == "complete"
    assert len(queries.panel_of(hall.room.section).calls) == 4
    assert Fact.objects.filter(kind="draw-completed/v1").count() == 2


def test_recuse_expert_is_for_who_accepted_and_until_the_evaluation_begins() -> None:
    hall = experts.drawn()
    waiting = hall.calls()[0]
    with pytest.raises(NotNow):
        actions.recuse_expert(waiting, by=CALLED, at=AT)
    hall = experts.complete(hall, decline=())
    first, second = hall.calls()[:2]
    actions.recuse_expert(first, by=CALLED, at=AT)
    assert [call.state for call in hall.calls()] == ["recused", "accepted", "accepted", "accepted", "due"]
    with pytest.raises(NotNow):
        actions.recuse_expert(first, by=CALLED, at=AT)
    section = hall.room.section
    type(section).objects.filter(pk=section.pk).update(state="evaluating")
    with pytest.raises(NotNow) as refused:
        actions.recuse_expert(second, by=CALLED, at=AT)
    assert "seat" in refused.value.next_step.en


def test_recuse_expert_of_an_abandoned_draw_calls_nobody() -> None:
    hall = experts.complete(decline=())
    actions.abandon_draw(hall.draw, reason="开标延期", by=tenders.reviewer(hall.room.section.tender), at=AT)
    with pytest.raises(NotNow):
        actions.recuse_expert(hall.calls()[0], by=CALLED, at=AT)
    assert [call.state for call in hall.calls()] == ["accepted"] * 4


def test_complete_draw_waits_for_every_place() -> None:
    hall = experts.drawn()
    with pytest.raises(NotNow):
        actions.complete_draw(hall.draw, at=AT)


def test_disclose_panel_names_who_accepted_and_nobody_else() -> None:
    hall = experts.complete()
    with pytest.raises(NotNow):
        actions.disclose_panel(hall.draw, exclusions=[], panel=[], by=NOTIFIER, at=AT)
    hall = experts.disclosed(hall)
    fact = body("panel-disclosed/v1")
    accepted = [call.leaf.leaf for call in hall.calls() if call.state == "accepted"]
    assert [row["leaf"] for row in fact["panel"]] == accepted
    unnamed = Expert.objects.exclude(id__in=[row["expert"] for row in fact["panel"]])
    public = jcs(fact).decode() + blobs.public_path(fact["roster"]).read_text()
    assert [one.name for one in unnamed if one.name in public] == []
    assert Expert.objects.filter(declined=1).count() == 1
    assert Fact.objects.filter(kind__in=["expert-called/v1", "expert-answered/v1"], disclosed_by=None).count() == 0


def test_disclose_panel_takes_only_what_was_fixed() -> None:
    hall = experts.complete()
    type(hall.room.section).objects.filter(pk=hall.room.section.pk).update(state="awarded")
    with pytest.raises(NotValid):
        actions.disclose_panel(hall.draw, exclusions=[], panel=[], by=NOTIFIER, at=AT)


def test_note_names_sought_leaves_an_open_trace() -> None:
    hall = experts.complete()
    by = tenders.operator(hall.room.section.tender)
    fact = actions.note_names_sought(hall.draw, by=by, at=AT)
    assert (fact.secrecy, fact.fact["by"], fact.fact["body"]["draw"]) == (Secrecy.OPEN, by.id, 1)
    assert Call.objects.filter(draw=hall.draw).count() == 5
