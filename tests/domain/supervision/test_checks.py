"""Checks of key posts by three methods, points that turn on the wall, and the assessment that nobody types."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.actions import Found, Planned, Result
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.lifecycle import INSPECTION
from qinglian.domain.integrity.models import Inspection, Rectification
from qinglian.domain.people.models import Duty
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.assessing import Assessed, ranked, score_of
from qinglian.domain.supervision.inspecting import check_period, days_of, periods_until
from qinglian.domain.supervision.models import PointCheck
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from tests.factories import rows, staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
TODAY = AT.date()
SUPERVISOR = Actor(id="per-watch", organisation="org-watch", roles=frozenset({"supervisor"}))
BIDDER = Actor(id="per-bidder", organisation="org-b", roles=frozenset({"bidder_agent"}))


def planned(post: str = "cashier", *, method: str = "documents", followed: str = "") -> Inspection:
    """This will plan a check of a post for today."""
    return actions.plan_check(post, method=method, planned_on=TODAY, followed=followed, by=SUPERVISOR, at=AT)


def results(row: Inspection, first: str = "sound") -> list[Result]:
    """This will fill a checklist in: the first item as told, the others sound."""
    return [Result("sound" if place else first, "查阅台账。") for place in range(len(row.checklist.items))]


@pytest.mark.meets("Z44")
def test_check_names_its_method_covers_the_catalogue_and_leaves_the_unchecked_posts_listed() -> None:
    staff.member("钱甲", department="finance", work_post="cashier", branch="first", standings=("key_post",))
    staff.member("何乙", department="service", work_post="verifier", standings=("key_post",))
    row = planned()
    own = [point for point in POINTS if point.department == "finance"]
    asked = [item["point"] for item in row.checklist.items]
    assert sorted(asked) == sorted(point.code for point in own)
    assert {point.code for point in own if not point.measure.is_live} == set(asked[: sum(not p.measure.is_live for p in own)])  # fmt: skip
    assert (row.method, row.period) == ("documents", "2026-H2")
    before = queries.posts_checked(SUPERVISOR, period="2026-H2")
    assert [(one.post.code, len(one.held), len(one.planned)) for one in before] == [("verifier", 0, 0), ("cashier", 0, 1)]  # fmt: skip
    done = actions.hold_check(row, results=results(row), conclusion="措施落实。", by=SUPERVISOR, at=AT)
    assert done.verdict == "sound"
    after = queries.posts_checked(SUPERVISOR, period="2026-H2")
    assert [(one.post.code, len(one.held)) for one in after] == [("verifier", 0), ("cashier", 1)]
    figure = queries.checks_figures(SUPERVISOR, on=TODAY)[1]
    assert (figure.done, figure.due, figure.overdue) == (1, 2, 0)


@pytest.mark.meets("Z44")
def test_three_methods_and_a_followed_project_is_named() -> None:
    assert [planned(method=method).method for method in ("documents", "hearing")] == ["documents", "hearing"]
    with pytest.raises(NotValid):
        planned(method="project")
    assert planned(method="project", followed="JC-2026-0001").followed == "JC-2026-0001"
    for wrong in ({"method": "visit"}, {"method": "guess"}, {"post": "nobody"}):
        with pytest.raises(NotValid):
            planned(**wrong)


@pytest.mark.parametrize(("outcome", "light", "verdict"), [("attention", "yellow", "partly"), ("alarm", "red", "unsound"), ("sound", "checked", "sound")])  # fmt: skip
def test_hold_check_turns_the_tile_of_a_manual_point(outcome: str, light: str, verdict: str) -> None:
    row = planned()
    code = row.checklist.items[0]["point"]
    held = actions.hold_check(row, results=results(row, outcome), conclusion="见各项。", by=SUPERVISOR, at=AT)
    tiles = {tile.point.code: tile.light for tile in queries.tiles_for(SUPERVISOR, at=AT)}
    assert (tiles[code], held.verdict) == (light, verdict)
    live = [point.code for point in POINTS if point.measure.is_live]
    assert not PointCheck.objects.filter(point__in=live).exists()
    said = set(
        PointCheck.objects.values_list("evidence", "evidence_en")
    )  # the wall has more readers than an inspection
    assert said == {(f"依据见第 {held.pk} 号检查记录", f"The grounds are in the record of inspection no. {held.pk}")}


def test_hold_check_wants_every_item_with_its_grounds() -> None:
    row = planned()
    whole = results(row)
    for wrong, field in (
        (whole[1:], "results"),
        ([Result("sound", " "), *whole[1:]], "evidence_0"),
        ([*whole[:-1], Result("fine", "好")], f"outcome_{len(whole) - 1}"),
    ):
        with pytest.raises(NotValid) as refused:
            actions.hold_check(row, results=wrong, conclusion="见各项。", by=SUPERVISOR, at=AT)
        assert refused.value.field == field
    with pytest.raises(NotValid):
        actions.hold_check(row, results=whole, conclusion=" ", by=SUPERVISOR, at=AT)
    assert not PointCheck.objects.exists()
    none = [Result("not_applicable", "当期没有这项业务。")] * len(whole)
    assert (
        actions.hold_check(row, results=none, conclusion="岗位当期没有业务。", by=SUPERVISOR, at=AT).verdict == "empty"
    )


@pytest.mark.parametrize("act", ["hold_inspection", "call_off_inspection"])
@pytest.mark.parametrize("state", [state.code for state in INSPECTION.states])
def test_every_act_in_every_state_of_a_check(state: str, act: str) -> None:
    row = planned()
    if state == "held":
        actions.hold_check(row, results=results(row), conclusion="落实。", by=SUPERVISOR, at=AT)
    if state == "called_off":
        actions.call_off_check(row, reason="岗位撤销。", by=SUPERVISOR, at=AT)

    def carry_out() -> None:
        if act == "hold_inspection":
            integrity.hold_inspection(row, results=results(row), conclusion="落实。", by=SUPERVISOR, at=AT)
        else:
            integrity.call_off_inspection(row, reason="岗位撤销。", by=SUPERVISOR, at=AT)

    targets = {move.target for move in INSPECTION.moves_from(state) if move.act == act}
    if targets:
        carry_out()
        assert {Inspection.objects.get().state} == targets
    else:
        with pytest.raises(NotNow):
            carry_out()


def test_checks_are_inspectors_acts_and_owed_by_discipline_officers() -> None:
    officer, head = staff.discipline_officer(), staff.actor(staff.head())
    with pytest.raises(NotAllowed):
        actions.plan_check("cashier", method="documents", planned_on=TODAY, by=head, at=AT)
    row = actions.plan_check("cashier", method="documents", planned_on=TODAY, by=staff.actor(officer), at=AT)
    with pytest.raises(NotAllowed):
        actions.hold_check(row, results=results(row), conclusion="落实。", by=head, at=AT)
    with pytest.raises(NotAllowed):
        queries.posts_checked(head, period="2026-H2")
    actions.hold_check(row, results=results(row), conclusion="落实。", by=staff.actor(officer), at=AT)
    assert Duty.objects.get(kind="periodic_check").fulfilled_at == AT
    other = planned()
    actions.call_off_check(other, reason="并入专项检查。", by=SUPERVISOR, at=AT)
    assert Duty.objects.get(about=f"inspection:{other.pk}").waived_at == AT


def test_plan_inspection_serves_other_kinds_and_refuses_what_is_not_listed() -> None:
    item = {"zh": "资料齐全", "en": "Files are complete", "point": "", "evidence_zh": "台账", "evidence_en": "Ledger"}
    gate = Planned(
        kind="gate", period="2026", title=Text("公告关口检查", "Check before the notice"), items=[item], subject_kind="tender", subject="JC-2026-0001",
        department="transaction", method="documents", planned_at=AT,
    )  # fmt: skip
    row = integrity.plan_inspection(gate, by=SUPERVISOR, at=AT)
    assert (row.pillar, row.state, row.checklist.items) == ("secure", "planned", [item])
    with pytest.raises(NotAllowed):
        integrity.plan_inspection(gate, by=BIDDER, at=AT)
    for wrong in ({"kind": "raid"}, {"method": "guess"}, {"department": "moon"}, {"items": []}, {"items": [item | {"point": "R99"}]}):  # fmt: skip
        with pytest.raises(NotValid):
            integrity.plan_inspection(replace(gate, **wrong), by=SUPERVISOR, at=AT)  # type: ignore[arg-type]


def test_two_weekly_inspections_of_one_week_and_a_recheck_by_who_corrected_are_refused_by_the_database() -> None:
    row = planned()
    Inspection.objects.filter(pk=row.pk).update(kind="weekly", period="2026-W47")
    other = planned()
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=other.pk).update(kind="weekly", period="2026-W47")
    order = integrity.order_finding(
        other, problem="退款超期", severity="minor", point="", advice="补办。", owner=staff.head(), due_on=TODAY + timedelta(days=5),
        by=SUPERVISOR, at=AT,
    )  # fmt: skip
    for wrong in ({"state": "closed"}, {"corrected_by": "per-a", "rechecked_by": "per-a"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rectification.objects.filter(pk=order.pk).update(**wrong)


def test_assessment_follows_from_records_alone() -> None:
    owner = staff.head(department="finance")
    asker = staff.actor(owner)

    def finance() -> Assessed:
        rows = queries.assessment_of("2026-H2", asker=asker, at=AT + timedelta(days=30))
        assert [row.rank for row in rows] == sorted(row.rank for row in rows)
        return next(row for row in rows if row.department == "finance")

    before = finance()
    told = Found("periodic", "inspection:1", "post:cashier", "finance", "退款超期", "serious")
    found = integrity.note_finding(told, by=SUPERVISOR, at=AT)
    assert (finance().counts["serious"], finance().score) == (1, before.score - 5)
    row = integrity.order_rectification(
        found, advice="补办。", owner=owner, due_on=TODAY + timedelta(days=5), by=SUPERVISOR, at=AT
    )
    assert (finance().counts["overdue"], finance().score) == (1, before.score - 10)
    integrity.hand_in_rectification(row, evidence="已补办。", by=asker, at=AT)
    assert finance().score == before.score - 5
    assert queries.assessment_of("2026-H1", asker=asker, at=AT)[0].counts["serious"] == 0
    with pytest.raises(NotAllowed):
        queries.assessment_of("2026-H2", asker=BIDDER, at=AT)
    with pytest.raises(NotValid):
        queries.assessment_of("last year", asker=asker, at=AT)
    assert queries.checks_figures(BIDDER, on=TODAY) == []


def test_formula_and_periods_are_pure() -> None:
    assert score_of({}, on=TODAY) == 100
    assert score_of({"minor": 1, "grave": 2, "overdue": 1, "red": 1, "yellow": 1, "unchecked": 1}, on=TODAY) == 68
    assert score_of({"grave": 11}, on=TODAY) == 0
    rows = [Assessed("a", score=90), Assessed("b", score=95), Assessed("c", score=90), Assessed("d", score=80)]
    assert [(row.department, row.rank) for row in ranked(rows)] == [("b", 1), ("a", 2), ("c", 2), ("d", 4)]
    assert (check_period(date(2026, 6, 30)), check_period(date(2026, 7, 1))) == ("2026-H1", "2026-H2")
    assert days_of("2026-H2") == (date(2026, 7, 1), date(2026, 12, 31))
    assert periods_until(date(2026, 6, 30)) == ["2026-H1"]  # the rule is of 2026: no period lies before it
    assert periods_until(date(2027, 7, 1)) == ["2026-H1", "2026-H2", "2027-H1", "2027-H2"]
    with pytest.raises(ValueError, match="2026-H3"):
        days_of("2026-H3")


def test_periods_follow_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rows.changed(monkeypatch, check_period_months=3)
    assert (check_period(date(2026, 6, 30)), check_period(date(2026, 12, 1))) == ("2026-H2", "2026-H4")
    assert days_of("2026-H4") == (date(2026, 10, 1), date(2026, 12, 31))
    assert periods_until(TODAY) == ["2026-H1", "2026-H2", "2026-H3", "2026-H4"]
