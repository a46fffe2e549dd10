"""What a page shows is read once while nobody writes, apart for each question, reader and language, and anew after any write."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.utils import translation

from qinglian.domain.tenders.actions import publish_notice
from qinglian.law.actor import ANYONE, Actor
from qinglian.web.shared.shown import Asked, shown
from tests.clock import TestClock
from tests.factories import people, tenders
from tests.factories.record import note_fact

pytestmark = pytest.mark.django_db(transaction=True)
CENTRE = Actor(id="per-centre", organisation="org-centre", roles=frozenset({"centre_host"}))
read: list[tuple[Any, ...]] = []


@shown
def board(asked: Asked, code: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    read.append((asked.GET.get("q"), code, by, at))
    return {"rows": ()}


@pytest.fixture(autouse=True)
def standing_clock(clock: TestClock) -> None:
    clock.set(tenders.PUBLISHED + timedelta(days=1, microseconds=700))
    read.clear()


def asked_for(address: str = "/x/?q=道路", *, by: Actor = ANYONE) -> WSGIRequest:
    request = RequestFactory().get(address)
    request.qinglian_actor = by  # type: ignore[attr-defined]
    return request


def test_shown_is_read_once_for_the_same_question() -> None:
    for _ in range(100):  # on PostgreSQL another test's transaction may come between the two
        read.clear()
        first, second = board(asked_for(), "T-1"), board(asked_for(), "T-1")
        if second is first:
            break
    assert second is first
    assert read[-1:] in ([], [("道路", "T-1", ANYONE, tenders.PUBLISHED + timedelta(days=1))])


def test_shown_is_read_apart_for_each_question_reader_and_language() -> None:
    first = board(asked_for(), "T-1")
    others = [board(asked_for("/x/?q=学校"), "T-1"), board(asked_for(), "T-2"), board(asked_for(by=CENTRE), "T-1")]
    others += [
        board(asked_for(by=replace(CENTRE, id="per-other")), "T-1"),
        board(asked_for(by=replace(CENTRE, organisation="org-other")), "T-1"),
    ]
    with translation.override("en"):
        others.append(board(asked_for(), "T-1"))
    assert len({id(one) for one in (first, *others)}) == 7


def test_shown_is_read_anew_after_a_write_and_in_another_second(clock: TestClock) -> None:
    first = board(asked_for(), "T-1")
    note_fact()
    second = board(asked_for(), "T-1")
    clock.set(tenders.PUBLISHED + timedelta(days=1, seconds=1))
    assert len({id(one) for one in (first, second, board(asked_for(), "T-1"))}) == 3


def test_tender_page_tells_an_amendment_at_once(client: Client) -> None:
    notice = tenders.published()
    address = f"/notices/{notice.tender.code}/"
    before = client.get(address).content.decode()
    at = tenders.PUBLISHED + timedelta(days=1)
    amendment = tenders.in_verification(tenders.amendment_drafted(notice), at=at)
    publish_notice(amendment, by=people.verifier(), at=at)
    after = client.get(address).content.decode()
    assert ('id="changes"' in before, 'id="changes"' in after) == (False, True)


def test_pages_keep_nothing_of_who_read_them(client: Client) -> None:
    notice = tenders.published()
    person = people.person(people.organisation(), "bidder_agent")
    signed_in = people.sign_in(Client(), person)
    for address in ("/notices/", f"/notices/{notice.tender.code}/", f"/openings/{notice.tender.code}/1/"):
        theirs, ours = signed_in.get(address).content.decode(), client.get(address).content.decode()
        assert "/bidder/" in theirs
        assert "/accounts/login/" in ours
        assert '<a href="/bidder/">' not in ours
        assert person.name not in ours
