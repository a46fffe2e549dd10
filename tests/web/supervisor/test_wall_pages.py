"""The wall's pages by role: 56 tiles, each with measure and evidence; warnings handled in writing; flows as charts and files."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.integrity.catalogue.places import STEPS
from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.models import PointCheck, RiskWarning
from qinglian.domain.supervision.watches import WATCHERS, Found
from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from qinglian.web.supervisor.wall_pages import COLUMNS
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
AT = tenders.PUBLISHED


@pytest.fixture
def supervisor() -> Client:
    """This will sign a supervisor in."""
    return people.sign_in(Client(), people.supervisor(), at=AT)


@pytest.fixture
def warning(monkeypatch: pytest.MonkeyPatch) -> RiskWarning:
    """This will have a watch find something."""
    words = Text("JC-2026-0001 截止后收到 1 份", "1 bid late in JC-2026-0001")
    monkeypatch.setitem(WATCHERS, "late_bids", lambda _at: [Found("red", "tender:JC-2026-0001", words)])
    run_watches(at=AT, only=["late_bids"])
    return RiskWarning.objects.get()


@pytest.mark.meets("Z42")
def test_wall_shows_56_points_each_with_its_one_measure(supervisor: Client) -> None:
    with simulated_at(AT):
        page = supervisor.get("/supervisor/wall/").content.decode()
        assert page.count('class="q-tile q-tile-') == 56
        assert "56 个风险点，56 条防控措施" in page
        point = supervisor.get("/supervisor/wall/R02/").content.decode()
    assert all(word in point for word in ("怎样表现", "防控措施", "做什么", "谁来做", "留下什么"))


@pytest.mark.meets("Z02")
def test_warning_turns_a_tile_red_and_its_closing_turns_it_back(supervisor: Client, warning: RiskWarning) -> None:
    address = f"/supervisor/warnings/{warning.pk}/"
    with simulated_at(AT):
        wall = supervisor.get("/supervisor/wall/").content.decode()
        assert (wall.count('class="q-tile q-tile-'), wall.count('class="q-tile q-tile-red"')) == (56, 1)
        assert "JC-2026-0001 截止后收到 1 份" in supervisor.get("/supervisor/warnings/").content.decode()
        assert supervisor.post(address, {"conclusion": " "}).status_code == 422
        answer = supervisor.post(address, {"conclusion": "已查明，是时钟偏差。"})
        assert (answer.status_code, RiskWarning.objects.get().state) == (302, "closed")
        assert 'class="q-tile q-tile-red"' not in supervisor.get("/supervisor/wall/").content.decode()
        assert "已查明，是时钟偏差。" in supervisor.get(address).content.decode()


def test_staff_explains_and_does_not_close(warning: RiskWarning) -> None:
    staff = people.sign_in(Client(), people.staff("centre_verifier"), at=AT)
    with simulated_at(AT):
        assert (
            staff.post(f"/supervisor/warnings/{warning.pk}/", {"explanation": "收讫时间以见证为准。"}).status_code
            == 302
        )
    found = RiskWarning.objects.get()
    assert (found.state, found.explanation) == ("explained", "收讫时间以见证为准。")


def test_supervisor_notes_a_check_of_a_manual_point_and_staff_does_not(supervisor: Client) -> None:
    staff = people.sign_in(Client(), people.staff("centre_verifier"), at=AT)
    with simulated_at(AT):
        assert "记下这次检查" not in staff.get("/supervisor/wall/R02/").content.decode()
        assert supervisor.post("/supervisor/wall/R02/", {"outcome": "sound", "evidence": ""}).status_code == 422
        supervisor.post("/supervisor/wall/R02/", {"outcome": "sound", "evidence": "抽查 10 件，资料齐全。"})
        checked = supervisor.get("/supervisor/wall/R02/").content.decode()
        assert ("抽查 10 件，资料齐全。" in checked, "一直正常" in checked) == (True, False)
    assert PointCheck.objects.get().outcome == "sound"


def test_unknown_points_warnings_and_flows_are_not_found(supervisor: Client) -> None:
    with simulated_at(AT):
        for address in (
            "/supervisor/wall/R99/",
            "/supervisor/warnings/7/",
            "/supervisor/flows/F99/",
            "/supervisor/flows/F99.bpmn",
        ):
            assert supervisor.get(address).status_code == 404


def test_twenty_flows_are_listed_drawn_and_given_as_files(supervisor: Client) -> None:
    with simulated_at(AT):
        page = supervisor.get("/supervisor/flows/").content.decode()
        assert page.count(".bpmn") == 20
        for number in range(1, 21):
            drawn = supervisor.get(f"/supervisor/flows/F{number:02}/").content.decode()
            assert '<svg class="q-flow"' in drawn
            assert b"definitions" in supervisor.get(f"/supervisor/flows/F{number:02}.bpmn").content[:400]


def test_wall_costs_the_same_with_one_and_three_warnings(supervisor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    words = Text("发现", "Found")
    counted = []
    with simulated_at(AT):
        supervisor.get("/supervisor/wall/")
        for many in (1, 3):
            found = [Found("red", f"tender:JC-2026-000{n}", words) for n in range(many)]
            monkeypatch.setitem(WATCHERS, "late_bids", lambda _at, found=found: found)
            run_watches(at=AT, only=["late_bids"])
            with CaptureQueriesContext(connection) as asked:
                supervisor.get("/supervisor/wall/")
            counted.append(len(asked))
    assert counted[0] == counted[1]


def test_wall_has_a_column_for_every_step() -> None:
    assert sorted(step for _, steps in COLUMNS for step in steps) == sorted(step.code for step in STEPS)
