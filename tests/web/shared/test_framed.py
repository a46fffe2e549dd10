"""A page around a kept main part: the same bytes as the page drawn whole, its reader's own frame, what is told once told once."""

from unittest import mock

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.utils import translation

from qinglian.record.clock import simulated_at
from qinglian.web.public.notices import notices_page
from qinglian.web.shared import framed as framing
from qinglian.web.shared.framed import MAIN, MOMENT, framed
from qinglian.web.shared.shown import Asked, Shown
from tests.factories import contracts, people, tenders

pytestmark = pytest.mark.django_db
LANGUAGES = ("zh-CN", "en")


def pages_of(client: Client, addresses: tuple[str, ...]) -> list[bytes]:
    """Every page in both languages, by one who sends a cookie."""
    client.cookies["seen"] = "1"
    answers = [
        client.get(address, headers={"accept-language": tongue}) for address in addresses for tongue in LANGUAGES
    ]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content for answer in answers]


def test_framed_page_is_the_page_drawn_whole() -> None:
    code = contracts.publicised().room.section.tender.code
    addresses = ("/notices/", "/notices/?q=%3Cb%3E&tab=open", f"/notices/{code}/", f"/openings/{code}/1/?sort=name")
    addresses += (f"/tenders/{code}/1/result/",)
    bidder, visitor = Client(), Client()
    people.sign_in(bidder, people.person(people.organisation(), "bidder_agent"))
    with simulated_at(contracts.PUBLISHED):
        for client in (visitor, bidder):
            parts = pages_of(client, addresses)
            with mock.patch.object(framing, "get_messages", return_value=[True]):
                assert pages_of(client, addresses) == parts


def test_framed_page_while_bids_are_open_leads_to_its_own_live_view(client: Client) -> None:
    code = tenders.published().tender.code
    with simulated_at(tenders.PUBLISHED):
        pages = [
            client.get(f"/openings/{code}/1/{query}").content.decode() for query in ("?sort=name", "?q=%22x&page=2")
        ]
    live = f'data-live="/openings/{code}/1/live/?'
    assert [page.split(live)[1].split('"')[0] for page in pages] == ["sort=name", "q=%22x&amp;page=2"]


def test_framed_page_shows_each_reader_the_way_back_to_their_own_question(client: Client) -> None:
    for query in ("", "?q=道路", "?tab=open&q=%3Cscript%3E"):
        page = client.get(f"/notices/{query}").content.decode()
        back = page.split('name="next" value="')[1].split('"')[0]
        assert back.replace("&amp;", "&") == client.get(f"/notices/{query}").wsgi_request.get_full_path()
        assert "<script>" not in page


def test_framed_page_never_shows_its_marks(client: Client) -> None:
    page = client.get("/notices/").content.decode()
    assert (MOMENT in page, MAIN in page, page.count("data-server-now=")) == (False, False, 1)


def asked_by(person: object, *, cookies: dict[str, str]) -> WSGIRequest:
    request = RequestFactory().get("/notices/")
    request.user, request.session, request.COOKIES = person, {}, cookies  # type: ignore[assignment]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def test_framed_page_tells_a_message_to_its_reader_alone() -> None:
    person = people.person(people.organisation(), "bidder_agent")
    theirs, others = (asked_by(person, cookies={"sessionid": "x"}) for _ in range(2))
    messages.info(theirs, "已收到 <您的> 文件")
    with simulated_at(tenders.PUBLISHED):
        told, untold = notices_page(theirs).content.decode(), notices_page(others).content.decode()
    assert ("已收到 &lt;您的&gt; 文件" in told, "q-messages" in untold) == (True, False)


def test_frame_without_a_place_for_moment_or_main_part_is_refused() -> None:
    request = asked_by(people.person(people.organisation(), "bidder_agent"), cookies={})
    found = Shown(Asked("/", b""), {})
    with translation.override("zh-hans"), pytest.raises(ValueError, match="unpack"):
        framed(request, "shared/_messages.html", found, "shared/_messages.html")


def test_frame_takes_no_row_of_the_database() -> None:
    request = asked_by(people.person(people.organisation(), "bidder_agent"), cookies={})
    with pytest.raises(TypeError, match="not Tender"):
        framed(
            request,
            "public/notices.html",
            Shown(Asked("/", b""), {}),
            "shared/_messages.html",
            tender=tenders.created(),
        )
