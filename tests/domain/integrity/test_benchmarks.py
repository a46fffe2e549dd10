"""Clauses of superior documents: matched, planned, set aside or listed as missing; a plan is its owner's duty."""

from datetime import date, timedelta

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.clause_cutting import clauses_in
from qinglian.domain.integrity.models import Clause
from qinglian.domain.people.models import Duty, Person
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from tests.factories import staff
from tests.factories import work_rules as rules

pytestmark = pytest.mark.django_db
AT, TODAY = rules.AT, rules.TODAY


def clauses() -> list[Clause]:
    """This will enter a document of three clauses."""
    return list(rules.document().clauses.order_by("place"))


def plan(clause: Clause, owner: Person, *, due_on: date = TODAY) -> Clause:
    """This will plan a clause."""
    return actions.plan_clause(clause, words="制定配套办法", owner=owner, due_on=due_on, by=rules.officer(), at=AT)


def test_each_clause_is_matched_planned_or_set_aside_and_the_rest_is_listed() -> None:
    first, second, third = clauses()
    (one,) = rules.entered()
    assert queries.clauses_for(rules.leader(), state="unmatched").count() == 3
    actions.match_clause(first, rule=one, point="R01", words="制度已覆盖", by=rules.head(), at=AT)
    plan(second, staff.member())
    with pytest.raises(NotValid):
        actions.set_clause_aside(third, reason=" ", by=rules.officer(), at=AT)
    coverage = queries.clause_coverage(on=TODAY + timedelta(days=1), asker=rules.leader())[first.document_id]
    assert (coverage.total, coverage.matched, coverage.planned, coverage.unmatched, coverage.overdue) == (3, 1, 1, 1, 1)
    actions.set_clause_aside(third, reason="中心没有境外业务", by=rules.officer(), at=AT)
    coverage = queries.clause_coverage(on=TODAY, asker=rules.leader())[first.document_id]
    assert (coverage.unmatched, coverage.due, coverage.share.percent, coverage.overdue) == (0, 2, 50, 0)


def test_match_clause_wants_something_that_exists() -> None:
    first, *_ = clauses()
    (gone,) = rules.entered()
    actions.repeal_rule(gone, reason="过时", by=rules.leader(), at=AT)
    gone.refresh_from_db()
    wrong = ({}, {"rule": gone}, {"point": "R99"}, {"words": " "})
    for bad in wrong:
        with pytest.raises(NotValid):
            actions.match_clause(first, **bad, by=rules.officer(), at=AT)  # type: ignore[arg-type]


def test_plan_is_the_owners_duty_until_it_is_carried_out_or_reopened() -> None:
    first, second, _ = clauses()
    owner, other = staff.member(), staff.actor(staff.member())
    with pytest.raises(NotValid):
        plan(first, owner, due_on=TODAY - timedelta(days=1))
    plan(first, owner)
    plan(second, owner)
    with pytest.raises(NotAllowed):
        actions.match_clause(first, words="办好了", by=other, at=AT)
    actions.match_clause(first, words="办法已印发", by=staff.actor(owner), at=AT)
    assert list(
        Duty.objects.filter(kind="clause", fulfilled_at=None, waived_at=None).values_list("about", flat=True)
    ) == [f"clause:{second.pk}"]
    actions.reopen_clause(second, reason="责任人调岗", by=rules.officer(), at=AT)
    assert Duty.objects.filter(kind="clause", waived_at__isnull=False).count() == 1
    plan(second, owner)
    assert Duty.objects.filter(kind="clause", fulfilled_at=None, waived_at=None).count() == 1
    with pytest.raises(NotNow):
        plan(second, owner)


def test_documents_are_the_party_offices_to_enter_and_entered_once() -> None:
    document = rules.document()
    told = {"title": "意见", "issuer": "省厅", "issued_on": TODAY, "clauses": ["一、甲"], "at": AT}
    with pytest.raises(NotAllowed):
        actions.take_apart_document(number="甲", by=rules.head(), **told)  # type: ignore[arg-type]
    with pytest.raises(NotValid, match="已经录入"):
        actions.take_apart_document(number=document.number, by=rules.officer(), **told)  # type: ignore[arg-type]
    with pytest.raises(NotValid):
        actions.take_apart_document(number="乙", by=rules.officer(), **told | {"clauses": []})  # type: ignore[arg-type]


def test_clauses_in_cuts_at_numbers_and_keeps_what_follows_them() -> None:
    text = "一、总体要求\n坚持问题导向。\n（一）压实责任。\n第三条 加强监督。\n\n2. 公开结果。"
    assert clauses_in(text) == [
        "一、总体要求\n坚持问题导向。",
        "（一）压实责任。",
        "第三条 加强监督。",
        "2. 公开结果。",
    ]
    assert clauses_in("甲。\n乙。") == ["甲。", "乙。"]
