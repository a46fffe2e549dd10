"""Suspension: the cause is public, the reason is not."""

import pytest

from qinglian.domain.people import actions
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_suspension_tells_the_log_its_cause_and_keeps_its_reason() -> None:
    where = people.organisation()
    actions.suspend_organisation(where, cause="false_data", reason="陈立提供假证", by=people.admin(), at=people.AT)
    where.refresh_from_db()
    assert where.suspension == {"cause": "false_data", "reason": "陈立提供假证"}
    assert Fact.objects.get().fact["body"] == {"organisation": where.id, "cause": "false_data"}
    actions.restore_organisation(where, by=people.admin(), at=people.AT)
    where.refresh_from_db()
    assert where.suspension is None


@pytest.mark.parametrize(("cause", "reason", "field"), [("", "理由充分", "cause"), ("false_data", "", "reason")])
def test_suspension_needs_a_listed_cause_and_a_reason(cause: str, reason: str, field: str) -> None:
    with pytest.raises(NotValid) as refused:
        actions.suspend_organisation(people.organisation(), cause=cause, reason=reason, by=people.admin(), at=people.AT)
    assert refused.value.field == field


def test_centre_does_not_suspend_itself() -> None:
    with pytest.raises(NotAllowed):
        actions.suspend_organisation(
            people.centre(), cause="own_request", reason="关门休息", by=people.admin(), at=people.AT
        )
