"""The watches of registration: what a key or a filing out of order makes them find, and that sound ones find nothing."""

from datetime import timedelta

import pytest

from qinglian.domain.people import actions
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey
from qinglian.domain.supervision.watches.registration import filings_waiting, keys_bound
from qinglian.law.actor import Actor
from qinglian.record.models import Fact
from tests.factories import people

pytestmark = pytest.mark.django_db
AT = people.AT  # a Monday
SOON = AT + timedelta(hours=1)


def verified() -> tuple[Organisation, Actor]:
    """This will register and verify an organisation by the real actions."""
    filing, by = people.filed_filing()
    filing = actions.verify_filing(filing, by=people.verifier(), at=AT + timedelta(minutes=5))
    return filing.organisation, by


def bound(where: Organisation, by: Actor, **changes: str) -> OrganisationKey:
    """This will propose and bind a key after the organisation's verification."""
    proposal = people.key_proposal(where, people.master(77), **changes)
    key = actions.propose_key(proposal, by=by, at=AT + timedelta(minutes=8))
    return actions.bind_key(key, compared="phone", by=people.verifier(), at=AT + timedelta(minutes=9))


def facts(kind: str) -> tuple[int, ...]:
    """This will list the primary keys of the facts of a kind."""
    return tuple(Fact.objects.filter(kind=kind).order_by("id").values_list("id", flat=True))


def test_keys_bound_finds_nothing_when_the_organisation_was_verified_first() -> None:
    key = bound(*verified())
    assert key.compared == "phone"
    assert keys_bound(SOON) == []


def test_keys_bound_is_red_when_the_verification_came_later() -> None:
    key = bound(*verified())
    Filing.objects.update(verified_at=AT + timedelta(days=1))
    (found,) = keys_bound(SOON)
    assert (found.level, found.subject) == ("red", f"organisation:{key.organisation_id}/key-{key.pk}")
    assert found.words.zh == f"{key.organisation.name}的第 {key.pk} 号密钥11-02 绑定，机构 11-03 才核验"
    assert found.facts == facts("filing-verified/v1") + facts("key-bound/v1")


def test_keys_bound_is_red_for_an_organisation_that_was_only_written_into_the_table() -> None:
    where = people.organisation()
    people.bound_key(where)
    (found,) = keys_bound(SOON)
    assert (found.level, found.words.en.split(": ")[1]) == ("red", "bound, and its organisation was never verified")


def test_keys_bound_is_red_for_a_key_that_was_set_bound_in_the_table() -> None:
    where, by = verified()
    key = actions.propose_key(people.key_proposal(where, people.master(78)), by=by, at=SOON)
    OrganisationKey.objects.filter(pk=key.pk).update(state="bound")
    (found,) = keys_bound(SOON)
    assert (found.level, found.subject) == ("red", f"organisation:{where.pk}/key-{key.pk}")
    assert found.words.zh.endswith("绑定了，没有指纹比对的记录")


def test_keys_bound_is_yellow_for_a_guardian_compared_by_phone_alone() -> None:
    holder = people.guardian(people.centre())
    assert keys_bound(SOON) == []  # compared in person; the centre itself is founded, not filed
    OrganisationKey.objects.filter(pk=holder.key.pk).update(compared="phone")
    (found,) = keys_bound(SOON)
    assert (found.level, found.subject) == ("yellow", f"organisation:{people.centre().pk}/key-{holder.key.pk}")
    assert f"第 {holder.key.pk} 号密钥是保管人密钥，只凭电话比对就绑定" in found.words.zh
    assert found.facts == facts("key-bound/v1")


def test_keys_bound_looks_400_days_back() -> None:
    people.bound_key(people.organisation())
    assert len(keys_bound(AT + timedelta(days=399))) == 1
    assert keys_bound(AT + timedelta(days=401)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_keys_bound_asks_two_queries(django_assert_num_queries, count: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        people.bound_key(people.organisation())
    with django_assert_num_queries(2):
        assert len(keys_bound(SOON)) == count


@pytest.mark.parametrize(
    ("days", "level", "waited"), [(1, "", 0), (2, "yellow", 2), (3, "yellow", 3), (4, "red", 4), (7, "red", 5)]
)
def test_filings_waiting_counts_working_days(days: int, level: str, waited: int) -> None:
    filing, _ = people.filed_filing()
    found = filings_waiting(AT + timedelta(days=days))
    assert [one.level for one in found] == ([level] if level else [])
    for one in found:
        assert one.subject == f"organisation:{filing.organisation_id}/filing-1"
        assert one.words.zh == f"第 1 次申报 11-02 提交，已等 {waited} 个工作日没有处理"
        assert one.facts == facts("registration-filed/v1")


def test_filings_waiting_ends_with_the_verification() -> None:
    filing, _ = people.filed_filing()
    assert len(filings_waiting(AT + timedelta(days=9))) == 1
    actions.verify_filing(filing, by=people.verifier(), at=AT + timedelta(days=9))
    assert filings_waiting(AT + timedelta(days=9)) == []
