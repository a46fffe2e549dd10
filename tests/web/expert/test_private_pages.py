"""Pages whose address is the key of one person: no cache on the way or on the machine keeps them, and no other site learns the address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.models import Call
from qinglian.record.clock import simulated_at
from tests.factories import evaluation
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db


def kept_by(answer: Any) -> set[str]:
    """This will return what caches are told."""
    return {one.strip() for one in answer["Cache-Control"].split(",")}


def is_private(answer: Any) -> bool:
    """This will say whether nobody may keep the page, and no other site is told where it came from."""
    return {"no-store", "private"} <= kept_by(answer) and answer["Referrer-Policy"] == "same-origin"


def called() -> str:
    """This will have a call wait for its answer, and return its credential."""
    credential = evaluation.complete_draw(evaluation.recorded())[1]
    call = Call.objects.get(credential_hash=hashed(credential))
    call.state, call.answered_at, call.sent_at, call.answer_until_at = "waiting", None, AT, AT + timedelta(minutes=30)
    call.save()
    call.draw.state = "drawn"
    call.draw.save(update_fields=["state"])
    return credential


def test_call_page_and_its_answer_are_kept_by_no_cache() -> None:
    with simulated_at(AT):
        address = f"/expert/{called()}/"
        page = Client().get(address)
        answered = Client().post(f"{address}answer/", {"answer": "accept"})
    assert (page.status_code, is_private(page)) == (200, True)
    assert (answered.status_code, answered["Location"], is_private(answered)) == (302, address, True)
    assert Call.objects.filter(state="accepted").count() == 5


def test_seat_page_is_kept_by_no_cache() -> None:
    with simulated_at(AT):
        table = evaluation.unsealed()
        page = Client().get(f"/seat/{table.credentials[1]}/")
    assert (page.status_code, table.credentials[1] in page.content.decode(), is_private(page)) == (200, True, True)
