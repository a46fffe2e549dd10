"""Investment projects: entered, changed, looked up, submitted, deleted; by their owner alone."""

import pytest

from qinglian.domain.people.roles import ROLES
from qinglian.domain.projects import actions
from qinglian.domain.projects.lifecycle import PROJECT
from qinglian.domain.projects.models import Project
from qinglian.domain.projects.queries import matching, project_for, ready_for_tender, typed_of, visible_to
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
AT = people.AT


@pytest.mark.meets("A-036")
def test_create_project_can_be_changed_looked_up_submitted_and_deleted():
    by = projects.operator(projects.tenderer())
    project = actions.create_project(projects.typed(), by=by, at=AT)
    leader = projects.reviewer(project.owner)
    typed = projects.typed(code=project.code, name="幼儿园二期", leader=leader.id)
    project = actions.edit_project(project, typed=typed, by=by, at=AT)
    actions.pledge_as_leader(project, by=leader, at=AT)
    assert project_for(project.code, asker=by).name == "幼儿园二期"
    assert actions.submit_project(project, by=by, at=AT).state == "submitted"
    other = actions.create_project(projects.typed(), by=by, at=AT)
    actions.delete_project(other, by=by, at=AT)
    assert list(matching(by)) == [project]
    assert list(ready_for_tender(by)) == [project]


def test_submit_project_leaves_an_open_fact_and_drafts_none():
    project = projects.submitted()
    facts = list(Fact.objects.order_by("pk").filter(subject=f"project:{project.code}").values_list("kind", "secrecy"))
    assert facts == [
        ("project-drafted/v1", "confidential"),
        ("leader-pledge-signed/v1", "open"),
        ("project-submitted/v1", "open"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "短"}, "code"),
        ({"name": " "}, "name"),
        ({"kind": "land"}, "kind"),
        ({"approved_budget_fen": 0}, "approved_budget_fen"),
        ({"approved_budget_fen": 10**16}, "approved_budget_fen"),
        ({"region": ""}, "region"),
        ({"fund_source": "财" * 201}, "fund_source"),
        ({"approval_number": "文" * 81}, "approval_number"),
    ],
)
def test_create_project_names_the_field_that_is_wrong(changes, field):
    with pytest.raises(NotValid) as refusal:
        projects.draft(**changes)
    assert refusal.value.field == field


def test_create_project_refuses_a_code_that_is_taken():
    first, second = projects.draft(), projects.draft()
    by = projects.operator(second.owner)
    with pytest.raises(NotValid) as created:
        actions.create_project(projects.typed(code=first.code), by=by, at=AT)
    with pytest.raises(NotValid) as edited:
        actions.edit_project(second, typed=projects.typed(code=first.code), by=by, at=AT)
    assert [created.value.rule, edited.value.rule] == ["unique_code", "unique_code"]


@pytest.mark.parametrize(
    ("changes", "rule"), [({"fund_source": " "}, "funds_stated"), ({"approval_number": ""}, "project_approved")]
)
def test_submit_project_needs_funds_and_approval(changes, rule):
    project = projects.draft(**changes)
    with pytest.raises(NotValid) as refusal:
        actions.submit_project(project, by=projects.operator(project.owner), at=AT)
    assert (refusal.value.rule, refusal.value.article) == (rule, "ZTB 9")


def test_submit_project_without_state_funds_needs_no_approval_number():
    assert projects.submitted(state_funded=False, approval_number="").state == "submitted"


ACTS = {
    "edit_project": lambda project, by: actions.edit_project(project, typed=typed_of(project), by=by, at=AT),
    "delete_project": lambda project, by: actions.delete_project(project, by=by, at=AT),
    "submit_project": lambda project, by: actions.submit_project(project, by=by, at=AT),
}
EVERY_ROLE = [*(role.code for role in ROLES), "bidder", "timetable"]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_project_act_obeys_its_table(act, state):
    project = projects.draft()
    move = next(move for move in PROJECT.moves if move.act == act)
    for role in EVERY_ROLE:
        Project.objects.filter(pk=project.pk).update(state=state)
        by = Actor(id="per-x", organisation=project.owner_id, roles=frozenset({role}))
        if role in move.roles and state in move.source:
            continue
        with pytest.raises(NotNow if role in move.roles else NotAllowed):
            ACTS[act](project, by)


@pytest.mark.parametrize("act", ACTS)
def test_project_act_is_for_the_owner_alone(act):
    project = projects.draft()
    with pytest.raises(NotAllowed) as refusal:
        ACTS[act](project, projects.operator(projects.tenderer()))
    assert refusal.value.rule == "own_tender_only"


def test_delete_project_twice_says_that_it_is_gone():
    project = projects.draft()
    by = projects.operator(project.owner)
    actions.delete_project(Project.objects.get(pk=project.pk), by=by, at=AT)
    with pytest.raises(NotFound):
        actions.delete_project(project, by=by, at=AT)


def test_visible_to_shows_drafts_to_the_owner_and_submitted_ones_to_watchers():
    draft, submitted = projects.draft(), projects.submitted()
    assert set(visible_to(projects.operator(draft.owner))) == {draft}
    assert set(visible_to(people.verifier())) == {submitted}
    assert set(visible_to(people.actor(people.supervisor()))) == {submitted}
    assert set(visible_to(Actor(id="anyone"))) == set()
    with pytest.raises(NotFound):
        project_for(draft.code, asker=people.verifier())


def test_matching_finds_words_of_name_and_code():
    project = projects.draft(name="望江路排水改造")
    by = projects.operator(project.owner)
    projects.draft(project.owner)
    assert [list(matching(by, words=words)) for words in ("排水", project.code[-6:], "没有这个")] == [
        [project],
        [project],
        [],
    ]
    assert matching(by).count() == 2
