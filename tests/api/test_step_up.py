"""Acts of draws and evaluations that cannot be taken back want a step-up from whoever is signed in."""

from typing import Any

import pytest
from django.test import Client

from qinglian.domain.experts.models import Draw
from qinglian.record.models import Fact
from tests.clock import TestClock
from tests.factories import experts, people

pytestmark = pytest.mark.django_db
HASH = "ab" * 32
LOT = {"purpose": "draw", "scope": {}, "party": "centre"}
REQUEST = {
    "size": 5, "strata": [{"speciality": "A0801", "count": 5}], "place": "第三评标室",
    "evaluation_at": experts.EVALUATION.isoformat(), "hours": 4,
}  # fmt: skip
ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "request a draw": ("/api/experts/draws/{code}/1", REQUEST),
    "abandon a draw": ("/api/experts/draws/{code}/1/abandon", {"reason": "开标延期"}),
    "commit a seed": ("/api/tenders/{code}/sections/1/seeds", LOT | {"commitment": HASH, "deposit": {}}),
    "reveal a seed": ("/api/tenders/{code}/sections/1/seeds/reveal", LOT | {"seed": HASH}),
    "open a session": ("/api/evaluation/sections/{code}/1", {}),
    "replace a member": ("/api/evaluation/sections/{code}/1/replacements", {"seat": 1, "reason": "突发疾病"}),
}


def post(client: Client, act: str, code: str) -> Any:
    """This will post the act and return the answer."""
    path, body = ACTS[act]
    return client.post(path.format(code=code), body, content_type="application/json")


@pytest.mark.parametrize("act", ACTS)
def test_an_old_session_is_asked_for_a_step_up_and_leaves_no_fact(act: str, clock: TestClock) -> None:
    hall = experts.requested()
    clock.set(experts.AT)
    client, before = people.sign_in(Client(), people.staff("centre_host")), Fact.objects.count()
    clock.forward(minutes=16)
    refused = post(client, act, hall.room.section.tender.code)
    assert (refused.status_code, refused.json()["rule"]) == (403, "step_up")
    assert Fact.objects.count() == before
    assert post(people.step_up(client), act, hall.room.section.tender.code).json()["rule"] != "step_up"


def test_abandon_a_draw_passes_after_the_step_up(clock: TestClock) -> None:
    hall = experts.requested()
    tender = hall.room.section.tender
    clock.set(experts.AT)
    client = people.sign_in(Client(), people.person(tender.tenderer, "buyer_reviewer"))
    clock.forward(minutes=16)
    assert post(client, "abandon a draw", tender.code).status_code == 403
    assert Draw.objects.get().state == "requested"
    assert post(people.step_up(client), "abandon a draw", tender.code).json()["state"] == "abandoned"
