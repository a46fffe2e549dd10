"""The register of experts: who keeps it, what it demands, what it leaves in the record."""

from dataclasses import asdict

import pytest

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.expert_form import masked_phone
from qinglian.domain.experts.recusal import over_age
from qinglian.domain.experts.specialities import SPECIALITIES, label_of
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact, Secrecy
from tests.factories import experts, people, tenders

pytestmark = pytest.mark.django_db
AT = tenders.AT


def test_add_expert_waits_for_admission_and_names_nobody_in_the_record() -> None:
    expert = actions.add_expert(experts.typed(), by=experts.officer(), at=AT)
    assert expert.state == "filed"
    fact = Fact.objects.get(kind="expert-changed/v1")
    assert (fact.secrecy, fact.fact["body"]) == (Secrecy.CONFIDENTIAL, {"expert": expert.id, "act": "add"})
    assert expert.name not in str(fact.fact)


def test_add_expert_is_the_keepers_and_counts_once() -> None:
    with pytest.raises(NotAllowed):
        actions.add_expert(experts.typed(), by=people.verifier(), at=AT)
    actions.add_expert(experts.typed(), by=experts.officer(), at=AT)
    with pytest.raises(NotValid) as refused:
        actions.add_expert(experts.typed(), by=experts.officer(), at=AT)
    assert refused.value.rule == "expert_once"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"phone": ""},
        {"specialities": []},
        {"specialities": ["A0801", "A0801"]},
        {"specialities": ["Z9"]},
        {"interests": [{"kind": "friend", "organisation": "x", "until_on": None, "note": ""}]},
        {"interests": [{"kind": "kin", "organisation": "x", "until_on": "soon", "note": ""}]},
        {"interests": ["x"]},
        {"interests": [{"kind": "kin", "organisation": 5, "until_on": None, "note": ""}]},
        {"interests": [{"kind": "kin", "organisation": "x", "until_on": None, "note": "长" * 501}]},
        {"interests": [{"kind": "kin", "organisation": "x", "until_on": None, "note": ""}] * 21},
        {"years": -1},
        {"born_year": 1899},
        {"unit_code": "9" * 19},
    ],
)
def test_add_expert_refuses_what_is_missing_or_malformed(changes: dict) -> None:
    with pytest.raises(NotValid) as refused:
        actions.add_expert(experts.typed(**changes), by=experts.officer(), at=AT)
    assert refused.value.field in changes


def test_add_expert_leaves_out_blanks_around_words() -> None:
    interest = {"kind": "kin", "organisation": " 江城甲公司 ", "until_on": None, "note": " 妻子 "}
    typed = experts.typed(name=" 王评审 ", phone=" 13800000009", interests=[interest])
    expert = actions.add_expert(typed, by=experts.officer(), at=AT)
    assert (expert.name, expert.phone) == ("王评审", "13800000009")
    assert expert.interests == [{"kind": "kin", "organisation": "江城甲公司", "until_on": None, "note": "妻子"}]
    with pytest.raises(NotValid) as refused:
        actions.add_expert(experts.typed(name="王评审", phone="13800000009"), by=experts.officer(), at=AT)
    assert refused.value.rule == "expert_once"


def test_admit_expert_asks_for_eight_years() -> None:
    by = experts.officer()
    young = actions.add_expert(experts.typed(years=7), by=by, at=AT)
    with pytest.raises(NotValid) as refused:
        actions.admit_expert(young, by=by, at=AT)
    assert (refused.value.rule, refused.value.article) == ("expert_years", "ZTB 37")
    actions.edit_expert(young, typed=experts.typed(years=8), by=by, at=AT)
    assert actions.admit_expert(young, by=by, at=AT).state == "active"


def test_edit_expert_asks_for_admission_again() -> None:
    expert = experts.admitted()
    edited = actions.edit_expert(expert, typed=experts.typed(unit="江城大学"), by=experts.officer(), at=AT)
    assert (edited.state, edited.unit) == ("filed", "江城大学")
    other = experts.admitted(2)
    with pytest.raises(NotValid):
        actions.edit_expert(other, typed=experts.typed(1), by=experts.officer(), at=AT)


def test_edit_expert_leaves_no_reason_of_an_earlier_state() -> None:
    expert, by = experts.admitted(), experts.officer()
    actions.suspend_expert(expert, reason="三次无故缺席", by=by, at=AT)
    edited = actions.edit_expert(expert, typed=experts.typed(), by=by, at=AT)
    assert (edited.state, edited.reason) == ("filed", "")


def test_suspend_and_remove_expert_state_a_reason() -> None:
    expert, by = experts.admitted(), people.actor(people.supervisor())
    with pytest.raises(NotValid):
        actions.suspend_expert(expert, reason=" ", by=by, at=AT)
    assert actions.suspend_expert(expert, reason="三次无故缺席", by=by, at=AT).state == "suspended"
    assert queries.pool(region="", specialities={"A0801"}) == []
    assert actions.remove_expert(expert, reason="本人申请", by=by, at=AT).state == "removed"
    with pytest.raises(NotNow):
        actions.admit_expert(expert, by=experts.officer(), at=AT)


def test_the_register_is_seen_by_its_keeper_and_supervisors() -> None:
    expert = experts.admitted()
    for asker in (experts.officer(), people.actor(people.supervisor())):
        assert list(queries.experts_matching("设计院 A0801", state="active", asker=asker)) == [expert]
        assert queries.expert_for(expert.id, asker=asker) == expert
    for asker in (ANYONE, people.admin(), people.verifier()):
        assert list(queries.experts_matching(asker=asker)) == []
        with pytest.raises(NotFound):
            queries.expert_for(expert.id, asker=asker)


def test_the_register_is_counted_by_state_and_narrowed_by_speciality() -> None:
    experts.admitted(1)
    both = experts.admitted(3)
    actions.suspend_expert(experts.admitted(2), reason="本人申请", by=experts.officer(), at=AT)
    asker = experts.officer()
    assert queries.counts_of_experts(asker=asker) == {"filed": 0, "active": 2, "suspended": 1, "removed": 0}
    assert queries.counts_of_experts(asker=people.admin()) == {"filed": 0, "active": 0, "suspended": 0, "removed": 0}
    assert list(queries.experts_matching(speciality="A0501", asker=asker)) == [both]
    assert list(queries.experts_matching(speciality="A05", asker=asker)) == []


def test_moves_are_those_of_state_and_role() -> None:
    expert, supervisor = experts.admitted(), people.actor(people.supervisor())
    assert [move.act for move in queries.moves_of(expert, asker=experts.officer())] == [
        "edit_expert",
        "suspend_expert",
        "remove_expert",
    ]
    assert [move.act for move in queries.moves_of(expert, asker=supervisor)] == ["suspend_expert", "remove_expert"]
    assert queries.moves_of(expert, asker=people.admin()) == []


def test_a_masked_phone_keeps_its_ends() -> None:
    assert [masked_phone(phone) for phone in ("13800000123", "0571-88001234", "12345678", "1")] == [
        "138****0123",
        "057****1234",
        "****",
        "****",
    ]


def test_typed_experts_fill_the_whole_row() -> None:
    expert = experts.admitted()
    assert {name: getattr(expert, name) for name in asdict(experts.typed())} == asdict(experts.typed())
    assert queries.typed_of(expert) == experts.typed()
    assert (len(SPECIALITIES) >= 20, label_of("A0801").zh, label_of("Z9").en) == (True, "房屋建筑施工", "Z9")


def test_age_only_advises() -> None:
    assert [over_age(born, below=70, on=AT.date()) for born in (None, 1957, 1956)] == [False, False, True]
