"""Two at once: an inspection is held once, a self-check handed in once, a gift taken once, a lot called once."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.models import Finding, Inspection, ItemResult
from qinglian.domain.supervision import actions
from qinglian.domain.supervision.actions import Seen
from qinglian.domain.supervision.inspecting import known_from
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.domain.supervision.models import Gift, PointCheck, Problem, SelfCheckSignature
from qinglian.law.refusal import NotNow
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from qinglian.trust.weekly import lots_of
from tests.factories import staff
from tests.factories.campaigns import AT, DAY, crew, form_of, launched
from tests.factories.races import at_once, rule_of_the_loser

pytestmark = pytest.mark.django_db(transaction=True)


def test_check_held_by_two_inspectors_at_once_is_held_by_one() -> None:
    inspectors = [staff.actor(staff.discipline_officer(name)) for name in ("纪检甲", "纪检乙")]
    row = actions.plan_check("cashier", method="documents", planned_on=DAY, by=inspectors[0], at=AT)
    sound = [Result("sound", "查阅台账。")] * len(row.checklist.items)
    results = at_once(2, lambda n: actions.hold_check(row, results=sound, conclusion="落实。", by=inspectors[n], at=AT))
    assert rule_of_the_loser(results, NotNow) == "inspection.hold_inspection"
    held = Inspection.objects.get()
    assert (held.state, ItemResult.objects.count()) == ("held", len(sound))
    assert set(PointCheck.objects.values_list("by", flat=True)) == {held.held_by}
    assert Fact.objects.filter(kind="inspection-held/v1").count() == 1


def test_lot_called_by_two_processes_at_once_is_one_inspection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "QINGLIAN_KEY_DIR", tmp_path)
    staff.discipline_officer()
    seed = actions.commit_inspections(at=datetime(2026, 8, 19, 9, 0, tzinfo=CHINA))
    at = known_from(lots_of(seed_of(seed.period), scope=seed.scope)[0])
    called = at_once(2, lambda _n: actions.call_inspections(at=at))
    assert sorted(len(rows) for rows in called) == [0, 1]
    assert (
        Inspection.objects.filter(kind="weekly").count()
        == Fact.objects.filter(kind="inspection-planned/v1").count()
        == 1
    )


def test_self_check_handed_in_in_two_windows_at_once_is_one() -> None:
    who = crew()
    form, by = form_of(launched(who), who.member), staff.actor(who.member)
    seen = [Seen("gifts", "收过一盒茶叶。")]
    results = at_once(2, lambda _n: actions.sign_self_check(form, words="自查一条。", seen=seen, by=by, at=AT))
    assert rule_of_the_loser(results, NotNow) == "self_check.sign_self_check"
    assert SelfCheckSignature.objects.count() == Problem.objects.count() == Finding.objects.count() == 1


def test_gift_taken_by_two_officers_at_once_is_taken_once() -> None:
    who = crew()
    officers = [staff.actor(who.officer), staff.actor(staff.discipline_officer("纪检乙"))]
    gift = actions.declare_gift("茶叶一盒", giver_kind="agency", circumstances="寄到单位。", received_on=DAY, by=staff.actor(who.member), at=AT)  # fmt: skip
    results = at_once(2, lambda n: actions.take_gift(gift, handed_in_on=DAY, by=officers[n], at=AT))
    assert rule_of_the_loser(results, NotNow) == "gift.take_gift"
    assert Gift.objects.get().taken_by in {officer.id for officer in officers}
    assert Fact.objects.filter(kind="gift-taken/v1").count() == 1
