"""Inspections through the API: plan, hold, find, order, correct, check again; strangers get commitments and nothing else."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from qinglian.domain.people.models import Person
from qinglian.domain.supervision.inspecting import over_at
from qinglian.jobs.inspecting import oversee
from qinglian.record.clock import CHINA, simulated_at
from qinglian.trust.weekly import Lot, commitment_of, lots_of, monday_of
from tests.factories import people, staff, tenders

pytestmark = pytest.mark.django_db
AT = tenders.PUBLISHED


def post(client: Client, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """This will post a document and return status and answer."""
    answer = client.post(f"/api/inspections{path}", body, content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.meets("Z45")
def test_a_finding_from_its_check_to_its_closing() -> None:
    owner = staff.member("钱甲", department="finance", work_post="cashier", branch="first", standings=("key_post",))
    supervisor = people.sign_in(Client(), people.supervisor(), at=AT)
    cashier = people.sign_in(Client(), owner, at=AT)
    due, today = (AT + timedelta(days=9)).date().isoformat(), AT.date().isoformat()
    with simulated_at(AT):
        plan = {"work_post": "cashier", "method": "documents", "planned_on": today}
        assert post(cashier, "/checks", plan)[0] == 403
        status, check = post(supervisor, "/checks", plan)
        assert (status, check["state"], check["title"]["zh"]) == (201, "planned", "收费退款人员风险防控检查（查资料）")
        items = supervisor.get(f"/api/inspections/{check['id']}").json()["items"]
        body = {"results": [{"outcome": "sound", "evidence": "查阅台账。"}] * len(items), "conclusion": "一处不规范。"}
        assert post(supervisor, f"/{check['id']}/results", body | {"results": body["results"][1:]})[0] == 422
        assert post(supervisor, f"/{check['id']}/results", body)[1]["verdict"] == "sound"
        assert post(supervisor, f"/{check['id']}/calling-off", {"reason": "不用了"})[0] == 409
        found = {"inspection": check["id"], "problem": "一笔退款没有复核签字。", "severity": "minor", "point": "R43"}
        status, finding = post(supervisor, "/findings", found)
        assert (status, finding["source"], finding["rectification"]) == (201, f"inspection:{check['id']}", None)
        order = {"advice": "补签并设双人复核。", "owner": owner.pk, "due_on": due}
        status, row = post(supervisor, f"/findings/{finding['id']}/rectification", order)
        assert (status, row["state"], row["owner"]) == (201, "ordered", owner.pk)
        path = f"/rectifications/{row['id']}"
        assert post(cashier, f"{path}/evidence", {"words": "已补签。"})[1]["state"] == "handed_in"
        assert post(cashier, f"{path}/closing", {"words": "办结"})[0] == 403
        assert post(supervisor, f"{path}/return", {"words": "缺复核人。", "due_on": due})[1]["state"] == "returned"
        assert post(cashier, f"{path}/evidence", {"words": "已补复核人签字。"})[1]["round"] == 2
        assert post(supervisor, f"{path}/closing", {"words": "核对属实。"})[1]["state"] == "closed"
        assert supervisor.get("/api/inspections/rectifications?state=closed").json()["total"] == 1
        assert cashier.get(f"/api/inspections{path}").json()["state"] == "closed"
        assert supervisor.get("/api/inspections/findings").json()["items"][0]["rectification"] == row["id"]
        assert supervisor.get("/api/inspections?kind=periodic&state=held").json()["total"] == 1
        assert supervisor.get("/api/inspections/posts?period=2026-H1").status_code == 200
        assert cashier.get("/api/inspections/assessments?period=2026-H2").json()[0]["rank"] == 1
        assert post(supervisor, "/findings", found | {"inspection": 999})[0] == 404


@pytest.mark.meets("Z23")
def test_every_week_is_inspected_when_the_lot_falls_and_the_revealed_seed_tells_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "QINGLIAN_KEY_DIR", tmp_path)
    officer = staff.discipline_officer()
    oversee(datetime(2026, 12, 16, 9, 0, tzinfo=CHINA))
    (seed,) = Client().get("/api/inspections/seeds").json()["items"]
    assert (list(seed["scope"]["weeks"]), seed["seed"]) == (["2026-W52", "2026-W53"], "")
    seen = [
        inspected(officer, monday + timedelta(days=n))
        for monday in map(monday_of, seed["scope"]["weeks"])
        for n in range(7)
    ]
    end = over_at(monday_of(seed["last_week"]))
    oversee(end)
    with simulated_at(end):
        weeks = people.sign_in(Client(), officer, at=end).get("/api/inspections/weeks").json()["items"]
    assert {row["week"]: row["status"] for row in weeks if row["week"] <= seed["last_week"]} == {
        "2026-W52": "held", "2026-W53": "held",
    }  # fmt: skip
    shown = next(row for row in Client().get("/api/inspections/seeds").json()["items"] if row["period"] == "2026-Q4")
    assert commitment_of(seed["scope"], bytes.fromhex(shown["seed"])) == seed["commitment"]
    assert [lot for lot in seen if lot] == lots_of(bytes.fromhex(shown["seed"]), scope=seed["scope"])


def inspected(officer: Person, day: date) -> Lot | None:
    """This will hold what falls on a day, which was on no list before eight, and return it as a lot."""
    eight = datetime.combine(day, time(8), CHINA)
    client = people.sign_in(Client(), officer, at=eight)

    def called() -> list[dict[str, Any]]:
        return client.get("/api/inspections?kind=weekly&state=planned").json()["items"]

    with simulated_at(eight - timedelta(minutes=1)):
        oversee(eight - timedelta(minutes=1))
        assert called() == []
    with simulated_at(eight):
        oversee(eight)
        found = called()
    if not found:
        return None
    (row,) = found
    moment = datetime.fromisoformat(row["planned_at"]).astimezone(CHINA)
    with simulated_at(moment):
        client = people.sign_in(Client(), officer, at=moment)
        items = client.get(f"/api/inspections/{row['id']}").json()["items"]
        sound = [{"outcome": "sound", "evidence": "现场查看。"}] * len(items)
        assert post(client, f"/{row['id']}/results", {"results": sound, "conclusion": "在岗有序。"})[0] == 200
    return Lot(row["period"], moment.date().isoformat(), moment.hour, row["subject"])


def test_commitments_are_everybodys_and_weeks_the_inspectors() -> None:
    oversee(AT)
    supervisor = people.sign_in(Client(), people.supervisor(), at=AT)
    bidder = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"), at=AT)
    with simulated_at(AT):
        (seed,) = Client().get("/api/inspections/seeds").json()["items"]
        assert (len(seed["commitment"]), seed["seed"], seed["revealed_at"]) == (64, "", None)
        assert supervisor.get("/api/inspections/weeks").json()["total"] == 0
        for path in ("weeks", "findings", "rectifications", "posts?period=2026-H2", "assessments?period=2026-H2", "1"):
            assert Client().get(f"/api/inspections/{path}").status_code == 401
            if path != "rectifications":
                assert bidder.get(f"/api/inspections/{path}").status_code in {403, 404}
        assert bidder.get("/api/inspections/rectifications").json()["total"] == 0
