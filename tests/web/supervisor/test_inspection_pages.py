"""Inspections through pages: the lot of the week, a checklist filled in, a problem ordered, corrected, checked again; posts and scores."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.models import Inspection, Rectification
from qinglian.domain.supervision import actions
from qinglian.domain.supervision.inspecting import over_at
from qinglian.domain.supervision.inspection_vault import seed_of
from qinglian.domain.supervision.models import InspectionSeed
from qinglian.jobs.inspecting import oversee
from qinglian.record.clock import CHINA, simulated_at
from qinglian.trust.weekly import monday_of
from qinglian.web.public.fact_words import told
from tests.factories import people, rows, staff
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 23, 10, 0, tzinfo=CHINA)
SUNDAY = datetime(2027, 1, 3, 12, 0, tzinfo=CHINA)  # the first week's lot is known, the week not over


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This will give each test a key folder of its own."""
    monkeypatch.setattr(settings, "QINGLIAN_KEY_DIR", tmp_path)


def answers(row: Inspection, outcome: str = "sound") -> dict[str, str]:
    """This will fill a checklist's form in."""
    filled = {"conclusion": "在岗有序，台账齐全。"}
    for place in range(len(row.checklist.items)):
        filled |= {f"outcome_{place}": outcome, f"evidence_{place}": "现场查看。"}
    return filled


@pytest.mark.meets("Z23")
def test_weekly_inspection_from_its_lot_to_the_public_recomputing() -> None:
    officer = signed_in(staff.discipline_officer(), at=AT)
    oversee(AT)
    with simulated_at(AT):
        assert "第一周还没有开始" in officer.get("/supervisor/inspections/").content.decode()
        assert seed_of("2026-Q4").hex() not in Client().get("/inspections/").content.decode()
    oversee(SUNDAY)
    row = Inspection.objects.get(kind="weekly")
    address = f"/supervisor/inspections/{row.pk}/"
    with simulated_at(SUNDAY):
        assert address in officer.get("/centre/mine/").content.decode()
        assert "去检查" in officer.get("/supervisor/inspections/").content.decode()
        refused = officer.post(address, answers(row) | {"evidence_1": " "})
        assert (refused.status_code, "还不能提交" in refused.content.decode()) == (422, True)
        assert refused.content.decode().count("现场查看。") >= 4  # what was typed stays
        assert officer.post(address, answers(row)).status_code == 302
        assert "应查 1 周，按期查了 1 周" in officer.get("/supervisor/inspections/").content.decode()
    end = over_at(monday_of(InspectionSeed.objects.get(pk="2026-Q4").last_week))
    oversee(end)
    with simulated_at(end):
        page = Client().get("/inspections/").content.decode()
        assert all(words in page for words in ("种子与承诺相符", "1 / 1 周按期检查", "2026-W53", "相符"))
        assert "应查 1 周，按期查了 1 周" in officer.get("/supervisor/inspections/").content.decode()
    InspectionSeed.objects.filter(pk="2026-Q4").update(seed="00" * 32)
    with simulated_at(end):
        assert "公开的种子与承诺对不上" in Client().get("/inspections/").content.decode()


@pytest.mark.meets("Z44", "Z45")
def test_check_finding_correction_and_recheck_through_pages() -> None:
    owner = staff.member("钱甲", department="finance", work_post="cashier", branch="first", standings=("key_post",))
    staff.member("何乙", department="service", work_post="verifier", standings=("key_post",))
    supervisor, cashier = signed_in(people.supervisor(), at=AT), signed_in(owner, at=AT)
    due = (AT + timedelta(days=9)).date().isoformat()
    with simulated_at(AT):
        assert "2026-H2：0 / 2 个重点岗位查过" in supervisor.get("/supervisor/checks/").content.decode()
        plan = {"work_post": "cashier", "method": "project", "followed": "", "planned_on": AT.date().isoformat()}
        wrong = supervisor.post("/supervisor/checks/plan/", plan)
        assert (wrong.status_code, "没有写明跟哪个项目" in wrong.content.decode()) == (422, True)
        supervisor.post("/supervisor/checks/plan/", plan | {"followed": "JC-2026-0001"})
        row = Inspection.objects.get()
        address = f"/supervisor/inspections/{row.pk}/"
        assert supervisor.post(address, answers(row, "attention")).status_code == 302
        page = supervisor.get("/supervisor/checks/").content.decode()
        assert "2026-H2：1 / 2 个重点岗位查过" in page
        assert page.index("登记核验员") < page.index("收费退款人员")  # the unchecked first
        assert "2026-H1" in page
        assert "2025-H2" not in page  # the rule was not in force
        assert "2026-H2：" in supervisor.get("/supervisor/checks/?period=2025-H2").content.decode()
        found = {"problem": "一笔退款没有复核签字。", "severity": "minor", "point": "", "advice": "补签。", "owner": owner.pk, "due_on": "2026-01-01"}  # fmt: skip
        assert supervisor.post(address, found).status_code == 422
        assert not Rectification.objects.exists()
        assert supervisor.post(address, found | {"due_on": due}).status_code == 302
        order = Rectification.objects.get()
        own, theirs = f"/centre/rectifications/{order.pk}/", f"/supervisor/rectifications/{order.pk}/"
        assert own in cashier.get("/centre/mine/").content.decode()
        assert "一笔退款没有复核签字。" in cashier.get("/centre/rectifications/").content.decode()
        assert cashier.post(own, {"evidence": " "}).status_code == 422
        assert cashier.post(own, {"evidence": "已补签，附扫描件。"}).status_code == 302
        assert supervisor.post(theirs, {"decision": "return", "words": "缺复核人。"}).status_code == 422
        supervisor.post(theirs, {"decision": "return", "words": "缺复核人。", "due_on": due})
        assert f"/centre/rectifications/{order.pk}-2/" in cashier.get("/centre/mine/").content.decode()
        cashier.post(f"/centre/rectifications/{order.pk}-2/", {"evidence": "复核人已补签。"})
        supervisor.post(theirs, {"decision": "close", "words": "核对属实。"})
        closed = supervisor.get(theirs).content.decode()
        assert all(words in closed for words in ("复查销号", "复查退回", "已补签，附扫描件。", "核对属实。"))
        assert "一笔退款没有复核签字。" in supervisor.get("/supervisor/rectifications/?state=closed").content.decode()
        assert "没有整改单" in supervisor.get("/supervisor/rectifications/?state=open").content.decode()


def test_periods_of_checks_are_those_of_the_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    supervisor = signed_in(people.supervisor())
    with simulated_at(AT):
        half = supervisor.get("/supervisor/checks/").content.decode()
        assert "2026-07-01 至 2026-12-31。每个重点岗位每 6 个月至少查一次" in half
        assert ("?period=2026-H1" in half, "2025-H2" in half) == (True, False)
        rows.changed(monkeypatch, check_period_months=3)
        quarter = supervisor.get("/supervisor/checks/").content.decode()
        assert "2026-10-01 至 2026-12-31。每个重点岗位每 3 个月至少查一次" in quarter
        assert "?period=2026-H3" in quarter
        for path in ("/supervisor/checks/", "/supervisor/assessments/"):
            assert "2026-10-01 至 2026-12-31" in supervisor.get(f"{path}?period=2025-H2").content.decode()


@pytest.mark.meets("Z45")
def test_overdue_correction_is_louder_than_its_state_and_tells_the_leader() -> None:
    owner, leader = staff.head(department="finance"), staff.deputy(area=("finance",))
    inspector = people.actor(people.supervisor(), at=AT)
    row = actions.plan_check("cashier", method="hearing", planned_on=AT.date(), by=inspector, at=AT)
    order = integrity.order_finding(
        row, problem="台账缺页", severity="grave", point="", advice="补齐。", owner=owner, due_on=(AT + timedelta(days=2)).date(), by=inspector, at=AT
    )  # fmt: skip
    late = AT + timedelta(days=6)
    oversee(late)
    with simulated_at(late):
        leads = people.sign_in(Client(), leader, at=late)
        assert "已逾期，已上报" in leads.get(f"/supervisor/rectifications/{order.pk}/").content.decode()
        assert f"/supervisor/rectifications/{order.pk}/" in leads.get("/centre/mine/").content.decode()
        assert "1 件逾期" in leads.get("/supervisor/rectifications/").content.decode()
        assert "科室评估" in people.sign_in(Client(), owner, at=late).get("/supervisor/assessments/").content.decode()


def test_nothing_of_a_finding_reaches_others() -> None:
    secret, inspector = "石桥头那笔转账", people.actor(people.supervisor(), at=AT)
    row = actions.plan_check("cashier", method="hearing", planned_on=AT.date(), by=inspector, at=AT)
    order = integrity.order_finding(
        row, problem=secret, severity="grave", point="", advice=secret, owner=staff.head(department="finance"),
        due_on=(AT + timedelta(days=9)).date(), by=inspector, at=AT,
    )  # fmt: skip
    clients = [
        Client(),
        signed_in(staff.head("科长乙"), at=AT),
        signed_in(people.person(people.bidder()[0], "bidder_agent"), at=AT),
    ]
    addresses = (
        f"/supervisor/rectifications/{order.pk}/", "/supervisor/rectifications/", f"/supervisor/inspections/{row.pk}/", "/supervisor/assessments/",
        f"/centre/rectifications/{order.pk}/", "/centre/rectifications/", "/inspections/", "/record/",
        f"/api/inspections/rectifications/{order.pk}", "/api/inspections/rectifications", "/api/inspections/findings", "/api/inspections/seeds",
    )  # fmt: skip
    with simulated_at(AT):
        assert [path for client in clients for path in addresses if secret in client.get(path).content.decode()] == []


def test_open_facts_of_the_lots_are_told_in_words() -> None:
    scope = {"period": "2026-Q4", "weeks": {"2026-W52": [], "2026-W53": []}}
    kinds: list[tuple[str, dict[str, object]]] = [
        ("inspections-committed/v1", scope),
        ("inspections-revealed/v1", {"period": "2026-Q4"}),
        ("weekly-inspection-held/v1", {"week": "2026-W53", "day": "2026-12-29", "hour": 9, "section": "finance"}),
    ]
    said = [told({"kind": kind, "body": body}) for kind, body in kinds]
    assert [(one.title.zh, one.detail.zh) for one in said] == [
        ("承诺每周抽查的种子", "2026-W52 至 2026-W53，共 2 周"),
        ("公开每周抽查的种子", "2026-Q4 各周的抽签可以重算"),
        ("2026-W53 周抽查已办", "财务科，2026-12-29 9 点"),
    ]


def test_lists_cost_the_same_with_one_and_three_orders() -> None:
    supervisor, inspector = signed_in(people.supervisor(), at=AT), people.actor(people.supervisor(), at=AT)
    owner, counted = staff.head(department="finance"), []
    row = actions.plan_check("cashier", method="hearing", planned_on=AT.date(), by=inspector, at=AT)
    with simulated_at(AT):
        supervisor.get("/supervisor/rectifications/")
        for many in (1, 2):
            for _ in range(many):
                integrity.order_finding(
                    row, problem="台账缺页", severity="grave", point="", advice="补齐。", owner=owner, due_on=(AT + timedelta(days=9)).date(),
                    by=inspector, at=AT,
                )  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                supervisor.get("/supervisor/rectifications/")
            counted.append(len(asked))
    assert counted[0] == counted[1]
