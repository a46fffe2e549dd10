"""The browser harness itself: it finds what it should find."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from qinglian.domain.people.models import Person
from tests.browser.desk import Desk, axe_clean, fits

GOOD = "<!doctype html><html lang='zh'><title>好</title><main><h1>好</h1><p>一句话</p></main></html>"
BAD = "<!doctype html><html><title></title><img src='data:,'><p style='color:#ccc;width:2000px'>看不清</p></html>"


def test_desk_accepts_a_clean_page(desk: Desk) -> None:
    page = desk.page(phone=True)
    page.set_content(GOOD)
    axe_clean(page)
    fits(page)
    assert page.evaluate("window.innerWidth") == 390


def test_desk_finds_violations_and_overflow(desk: Desk) -> None:
    page = desk.page()
    page.set_content(BAD)
    with pytest.raises(AssertionError, match=r"color-contrast(.|\n)*image-alt"):
        axe_clean(page)
    with pytest.raises(AssertionError, match="wider than the window"):
        fits(page)


def test_desk_reaches_the_server(desk: Desk) -> None:
    answer = desk.page().goto(desk.url("/api/openapi.json"))
    assert answer is not None
    assert answer.status == 200


def test_desk_signs_people_in_by_role(desk: Desk) -> None:
    page = desk.page("centre_verifier")
    page.goto(desk.url("/"))
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME]
    assert Session.objects.get(pk=cookie["value"]).get_decoded()["_auth_user_id"] == Person.objects.get().id
