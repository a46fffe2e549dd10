"""The risk wall through the API: tiles, warnings, explanation, conclusion, checks; strangers get nothing."""

import pytest
from django.test import Client

from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.watches import WATCHERS, Found
from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
AT = tenders.PUBLISHED


def post(client: Client, path: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
    """This will post a document and return status and answer."""
    answer = client.post(f"/api/supervision{path}", body, content_type="application/json")
    return answer.status_code, answer.json()


def test_wall_and_warnings_through_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Found("red", "tender:JC-2026-0001", Text("迟到一份", "One came late"))]
    monkeypatch.setitem(WATCHERS, "late_bids", lambda _at: found)
    run_watches(at=AT, only=["late_bids"])
    supervisor = people.sign_in(Client(), people.supervisor(), at=AT)
    staff = people.sign_in(Client(), people.staff("centre_verifier"), at=AT)
    with simulated_at(AT):
        tiles = {tile["watch"]: tile for tile in supervisor.get("/api/supervision/wall").json() if tile["watch"]}
        (warning,) = supervisor.get("/api/supervision/warnings").json()["items"]
        assert (len(tiles), tiles["late_bids"]["light"], tiles["late_bids"]["open"]) == (43, "red", 1)
        assert (warning["words"]["zh"], warning["state"], warning["point"]) == (
            "迟到一份",
            "open",
            tiles["late_bids"]["point"],
        )
        path = f"/warnings/{warning['id']}"
        assert post(supervisor, f"{path}/explanation", {"words": "已核实"})[0] == 403
        assert post(staff, f"{path}/explanation", {"words": "时钟偏差。"})[1]["state"] == "explained"
        assert post(staff, f"{path}/conclusion", {"words": "办结"})[0] == 403
        assert post(supervisor, f"{path}/conclusion", {"words": "已查明。"})[1]["state"] == "closed"
        assert supervisor.get("/api/supervision/warnings").json()["total"] == 0
        assert supervisor.get("/api/supervision/warnings?state=").json()["total"] == 1
        assert post(supervisor, "/warnings/999/conclusion", {"words": "办结"})[0] == 404
        status, check = post(supervisor, "/points/R02/checks", {"outcome": "sound", "evidence": "抽查 10 件。"})
        assert (status, check["outcome"]) == (201, "sound")
        assert post(supervisor, "/points/R99/checks", {"outcome": "sound", "evidence": "抽查"})[0] == 404


def test_strangers_see_neither_wall_nor_warnings() -> None:
    bidder = people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent"), at=AT)
    with simulated_at(AT):
        for path in ("wall", "warnings"):
            assert Client().get(f"/api/supervision/{path}").status_code == 401
            assert bidder.get(f"/api/supervision/{path}").status_code == 403
