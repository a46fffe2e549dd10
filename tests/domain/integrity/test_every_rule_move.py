"""Every lifecycle of rules, reviews and clauses in every state with every act by every role: what the table allows happens, all else is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from qinglian.domain.integrity import actions
from qinglian.domain.integrity.lifecycle import CLAUSE, REVIEW_CAMPAIGN, RULE_REVIEW, RULE_VERSION, WORK_RULE
from qinglian.domain.integrity.models import Clause, ReviewCampaign, RuleReview, RuleVersion, WorkRule
from qinglian.domain.people.roles import ROLES
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Lifecycle
from qinglian.law.refusal import NotAllowed, NotNow
from tests.factories import staff
from tests.factories import work_rules as rules

pytestmark = pytest.mark.django_db
AT, TODAY = rules.AT, rules.TODAY
Act = Callable[[Any, Actor], Any]
PAST, AHEAD = TODAY - timedelta(days=1), TODAY + timedelta(days=9)

VERSION_ACTS: dict[str, Act] = {
    "edit_version": lambda one, by: actions.edit_version(one, title="甲", text="乙", by=by, at=AT),
    "consult_on_version": lambda one, by: actions.consult_on_version(one, until=AHEAD, by=by, at=AT),
    "return_version": lambda one, by: actions.return_version(one, reason="再改", by=by, at=AT),
    "issue_version": lambda one, by: actions.issue_version(one, in_force_from=TODAY, by=by, at=AT),
    "drop_version": lambda one, by: actions.drop_version(one, reason="不办了", by=by, at=AT),
}
RULE_ACTS: dict[str, Act] = {
    "revise_rule": lambda one, by: actions.draft_revision(one, change="修订", by=by, at=AT).rule,
    "repeal_rule": lambda one, by: actions.repeal_rule(one, reason="过时", by=by, at=AT),
}
REVIEW_ACTS: dict[str, Act] = {
    "propose_outcome": lambda one, by: actions.propose_outcomes(
        one.campaign, [actions.Outcome(one, "kept", "适用")], by=by, at=AT
    )[0],
    "return_outcome": lambda one, by: actions.return_outcome(one, reason="写具体", by=by, at=AT),
    "approve_outcome": lambda one, by: actions.approve_outcomes(one.campaign, [one], by=by, at=AT)[0],
}
CAMPAIGN_ACTS: dict[str, Act] = {"close_rule_review": lambda one, by: actions.close_rule_review(one, by=by, at=AT)}


def expected(table: Lifecycle, act: str, state: str, role: str) -> type[Exception] | str:
    """This will say what the table makes of an act."""
    moves = [move for move in table.moves if move.act == act and role in move.roles]
    if not moves:
        return NotAllowed
    return next((move.target for move in moves if state in move.source), NotNow)


def outcome(act: Act, thing: Any, by: Actor) -> type[Exception] | str:
    """This will try an act and take it back."""
    try:
        with transaction.atomic():
            state = act(thing, by).state
            transaction.set_rollback(True)
    except (NotAllowed, NotNow) as refusal:
        return type(refusal)
    return str(state)


def faults(table: Lifecycle, acts: dict[str, Act], put: Callable[[str], Any], person: str) -> list[object]:
    """This will try every act in every state by every role, and list where the world and the table differ."""
    found: list[object] = []
    for state in table.states:
        thing = put(state.code)
        for act, doer in acts.items():
            for role in ROLES:
                by = Actor(id=person, organisation="org-centre", roles=frozenset({role.code}))
                told, meant = outcome(doer, thing, by), expected(table, act, state.code, role.code)
                if told != meant:
                    found.append((state.code, act, role.code, told, meant))
    return found


def test_version_moves_as_its_table_says() -> None:
    version = rules.drafted()

    def put(state: str) -> RuleVersion:
        days = {"consult_until": PAST, "issued_on": PAST, "in_force_from": PAST}
        RuleVersion.objects.update(state=state, **days)
        WorkRule.objects.update(state="issued" if state in ("issued", "superseded") else "planned")
        return RuleVersion.objects.get(pk=version.pk)

    assert faults(RULE_VERSION, VERSION_ACTS, put, rules.head().id) == []


def test_rule_moves_as_its_table_says() -> None:
    (one,) = rules.entered()

    def put(state: str) -> WorkRule:
        ended = {"repealed_on": TODAY, "repeal_ground": "过时"} if state == "repealed" else {"repealed_on": None}
        WorkRule.objects.update(state=state, **ended)
        return WorkRule.objects.get(pk=one.pk)

    assert faults(WORK_RULE, RULE_ACTS, put, rules.head().id) == []


def test_review_moves_as_its_table_says() -> None:
    campaign = rules.campaign(1)

    def put(state: str) -> RuleReview:
        told = {"outcome": "", "reason": ""} if state == "open" else {"outcome": "kept", "reason": "适用"}
        RuleReview.objects.update(state=state, approved_at=AT if state == "approved" else None, **told)
        return campaign.reviews.get()

    assert faults(RULE_REVIEW, REVIEW_ACTS, put, rules.head().id) == []


def test_campaign_moves_as_its_table_says() -> None:
    campaign = rules.campaign(1)
    RuleReview.objects.update(state="approved", outcome="kept", reason="适用", approved_at=AT)

    def put(state: str) -> ReviewCampaign:
        ReviewCampaign.objects.update(state=state, closed_at=AT if state == "closed" else None)
        return ReviewCampaign.objects.get(pk=campaign.pk)

    assert faults(REVIEW_CAMPAIGN, CAMPAIGN_ACTS, put, rules.head().id) == []


def test_clause_moves_as_its_table_says_and_staff_only_carries_out_its_own_plans() -> None:
    clause, owner = rules.document().clauses.order_by("place")[0], staff.member()
    acts: dict[str, Act] = {
        "match_clause": lambda one, by: actions.match_clause(one, words="已办", by=by, at=AT),
        "plan_clause": lambda one, by: actions.plan_clause(one, words="要办", owner=owner, due_on=AHEAD, by=by, at=AT),
        "set_clause_aside": lambda one, by: actions.set_clause_aside(one, reason="不适用", by=by, at=AT),
        "reopen_clause": lambda one, by: actions.reopen_clause(one, reason="重来", by=by, at=AT),
    }

    def put(state: str) -> Clause:
        plan = {"owner": owner, "due_on": AHEAD} if state == "planned" else {"owner": None, "due_on": None}
        Clause.objects.filter(pk=clause.pk).update(state=state, words="已写", **plan)
        return Clause.objects.get(pk=clause.pk)

    assert faults(CLAUSE, acts, put, owner.pk) == [
        ("unmatched", "match_clause", "staff", NotAllowed, "matched"),  # who owns no plan settles nothing
    ]
