"""Every lifecycle in every state with every act by every role: what the table allows happens, all else is refused by its article."""

from collections.abc import Callable
from typing import Any

import pytest

from qinglian.domain.people import actions
from qinglian.domain.people.lifecycle import FILING, KEY, ORGANISATION
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey
from qinglian.domain.people.roles import ROLES
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Lifecycle
from qinglian.law.refusal import NotAllowed, NotNow
from tests.factories import people

pytestmark = pytest.mark.django_db
Act = Callable[[Any, Actor], Any]

FILING_ACTS: dict[str, Act] = {
    "edit_filing": lambda filing, by: actions.edit_filing(
        filing, data=people.filing_data(7, name="改名后的建设有限公司"), by=by, at=people.AT
    ),
    "file_registration": lambda filing, by: actions.file_registration(filing, by=by, at=people.AT),
    "verify_filing": lambda filing, by: actions.verify_filing(filing, by=by, at=people.AT),
    "reject_filing": lambda filing, by: actions.reject_filing(filing, reason="证照不清楚", by=by, at=people.AT),
    "delete_filing": lambda filing, by: actions.delete_filing(filing, by=by, at=people.AT),
}
ORGANISATION_ACTS: dict[str, Act] = {
    "suspend_organisation": lambda found, by: actions.suspend_organisation(
        found, cause="false_data", reason="资料不实", by=by, at=people.AT
    ),
    "restore_organisation": lambda found, by: actions.restore_organisation(found, by=by, at=people.AT),
}
KEY_ACTS: dict[str, Act] = {
    "bind_key": lambda key, by: actions.bind_key(key, compared="paper", by=by, at=people.AT),
    "refuse_key": lambda key, by: actions.refuse_key(key, reason="指纹不符", by=by, at=people.AT),
    "revoke_key": lambda key, by: actions.revoke_key(key, reason="设备遗失", by=by, at=people.AT),
}


def cases(lifecycle: Lifecycle, acts: dict[str, Act], states: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(state, act, role.code) for state in states for act in acts for role in ROLES]


def expected(lifecycle: Lifecycle, state: str, act: str, role: str) -> type[Exception] | str:
    moves = [move for move in lifecycle.moves if move.act == act]
    if not any(role in move.roles for move in moves):
        return NotAllowed
    fitting = [move for move in moves if role in move.roles and state in move.source]
    return fitting[0].target if fitting else NotNow


def outcome(act: Act, thing: Any, by: Actor) -> type[Exception] | str:
    try:
        done = act(thing, by)
    except (NotAllowed, NotNow) as refusal:
        return type(refusal)
    return "deleted" if done is None else done.state


@pytest.mark.parametrize(
    ("state", "act", "role"), cases(FILING, FILING_ACTS, ("draft", "filed", "rejected", "verified"))
)
def test_filing_moves_as_its_table_says(state: str, act: str, role: str) -> None:
    filing, _ = people.draft_filing(7)
    Filing.objects.filter(pk=filing.pk).update(state=state, declared_by="per-declarant")
    own = role in ("registrant", "bidder_agent")
    by = Actor("per-somebody", filing.organisation_id if own else "org-other", frozenset({role}))
    assert outcome(FILING_ACTS[act], filing, by) == expected(FILING, state, act, role)


@pytest.mark.parametrize(
    ("state", "act", "role"), cases(ORGANISATION, ORGANISATION_ACTS, ("draft", "active", "suspended"))
)
def test_organisation_moves_as_its_table_says(state: str, act: str, role: str) -> None:
    found = people.organisation(state=state)
    by = Actor("per-somebody", "org-centre", frozenset({role}))
    assert outcome(ORGANISATION_ACTS[act], found, by) == expected(ORGANISATION, state, act, role)
    assert Organisation.objects.get().state in ("draft", "active", "suspended")


@pytest.mark.parametrize(("state", "act", "role"), cases(KEY, KEY_ACTS, ("proposed", "bound", "refused", "revoked")))
def test_key_moves_as_its_table_says(state: str, act: str, role: str) -> None:
    where = people.organisation()
    purpose = "guardian" if role == "guardian" else "organisation"
    key = OrganisationKey.objects.create(
        organisation=where, state=state, purpose=purpose, public=people.master(1).public(), proposed_at=people.AT
    )
    own = role in ("registrant", "guardian", "bidder_agent")
    by = Actor("per-somebody", where.id if own else "org-centre", frozenset({role}))
    assert outcome(KEY_ACTS[act], key, by) == expected(KEY, state, act, role)


@pytest.mark.parametrize("lifecycle", [FILING, ORGANISATION, KEY])
def test_tables_name_only_states_and_roles_that_exist(lifecycle: Lifecycle) -> None:
    codes = {state.code for state in lifecycle.states}
    known = {role.code for role in ROLES}
    assert {move.target for move in lifecycle.moves} | {s for move in lifecycle.moves for s in move.source} <= codes
    assert {role for move in lifecycle.moves for role in move.roles} <= known
