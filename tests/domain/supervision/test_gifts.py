"""Gifts: declared by who received them, taken in and disposed of by another; nobody else sees them."""

from datetime import date

import pytest

from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.lifecycle import GIFT
from qinglian.domain.supervision.models import Gift
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import staff
from tests.factories.campaigns import AT, DAY, Crew, crew

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Crew:
    """This will put the crew on the roll."""
    return crew()


def declared(by: Actor, **changes: object) -> Gift:
    """This will declare a box of tea."""
    told: dict[str, object] = {
        "giver_kind": "agency", "giver": "江城某代理公司", "circumstances": "寄到单位，退回被拒收。", "received_on": date(2026, 9, 24), "value_fen": 60_000,
    }  # fmt: skip
    what = str(changes.pop("what", "茶叶一盒"))
    return actions.declare_gift(what, **told | changes, by=by, at=AT)  # type: ignore[arg-type]


def test_gift_is_declared_handed_in_and_disposed_of(who: Crew) -> None:
    gift = declared(staff.actor(who.member))
    assert (gift.festival, gift.due_on) == ("mid_autumn", date(2026, 10, 24))
    officer = staff.actor(who.officer)
    actions.take_gift(gift, handed_in_on=date(2026, 11, 1), by=officer, at=AT)
    assert Fact.objects.get(kind="gift-taken/v1").fact["body"]["is_late"] is True
    done = actions.dispose_of_gift(gift, disposal="treasury", disposed_on=DAY, remark="缴库凭据 12 号。", by=officer, at=AT)  # fmt: skip
    assert (done.state, done.disposal, done.disposed_on) == ("disposed", "treasury", DAY)
    assert queries.gift_counts(on=DAY) == (1, 1, 0)


def test_gift_is_seen_by_its_declarer_and_the_officer_alone(who: Crew) -> None:
    gift = declared(staff.actor(who.member))
    for person in (who.member, who.officer):
        assert list(queries.gifts_for(staff.actor(person))) == [gift]
        assert queries.gift_for(gift.pk, asker=staff.actor(person)) == gift
    for person in (who.head, who.leader, who.secretary, who.other):
        assert list(queries.gifts_for(staff.actor(person))) == []
        with pytest.raises(NotFound):
            queries.gift_for(gift.pk, asker=staff.actor(person))
    for stranger in (Actor(id="per-sup", roles=frozenset({"supervisor"})), Actor(id="nobody")):
        with pytest.raises(NotAllowed):
            queries.gifts_for(stranger)
        with pytest.raises(NotFound):
            queries.gift_for(gift.pk, asker=stranger)
    assert not any("茶叶" in str(fact.fact) or "代理公司" in str(fact.fact) for fact in Fact.objects.all())


@pytest.mark.parametrize("state", [state.code for state in GIFT.states])
@pytest.mark.parametrize("act", [move.act for move in GIFT.moves])
def test_every_act_in_every_state_of_a_gift(who: Crew, act: str, state: str) -> None:
    gift = declared(staff.actor(who.member))
    handed_in = None if state == "declared" else DAY
    disposal = {"disposal": "returned", "disposed_on": DAY} if state == "disposed" else {}
    Gift.objects.filter(pk=gift.pk).update(state=state, handed_in_on=handed_in, **disposal)
    told: dict[str, object] = {"handed_in_on": DAY} if act == "take_gift" else {"disposal": "returned", "disposed_on": DAY, "remark": "退回单。"}  # fmt: skip
    move = next(move for move in GIFT.moves if move.act == act)
    if state in move.source:
        assert getattr(actions, act)(gift, **told, by=staff.actor(who.officer), at=AT).state == move.target
    else:
        with pytest.raises(NotNow):
            getattr(actions, act)(gift, **told, by=staff.actor(who.officer), at=AT)


def test_nobody_takes_in_or_disposes_of_the_own_gift(who: Crew) -> None:
    officer = staff.actor(who.officer)
    gift = declared(officer)
    with pytest.raises(NotAllowed):
        actions.take_gift(gift, handed_in_on=DAY, by=officer, at=AT)
    second = staff.actor(staff.discipline_officer("纪检乙"))
    actions.take_gift(gift, handed_in_on=DAY, by=second, at=AT)
    with pytest.raises(NotAllowed):
        actions.dispose_of_gift(gift, disposal="destroyed", disposed_on=DAY, remark="销毁记录。", by=officer, at=AT)
    with pytest.raises(NotAllowed):
        actions.take_gift(gift, handed_in_on=DAY, by=staff.actor(who.member), at=AT)


@pytest.mark.parametrize(
    "wrong", [{"giver_kind": "friend"}, {"received_on": date(2026, 11, 3)}, {"what": " "}, {"circumstances": ""}]
)
def test_declare_gift_says_what_is_missing(who: Crew, wrong: dict[str, object]) -> None:
    with pytest.raises(NotValid):
        declared(staff.actor(who.member), **wrong)


def test_days_of_a_gift_follow_one_another(who: Crew) -> None:
    gift = declared(staff.actor(who.member))
    for day in (date(2026, 9, 23), date(2026, 11, 3)):
        with pytest.raises(NotValid):
            actions.take_gift(gift, handed_in_on=day, by=staff.actor(who.officer), at=AT)
