"""What holds for every page: one policy for scripts, refusals as pages, the language switch, doors by role."""

import pytest
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a page of its own, to try the doors on)
from django.test import Client, RequestFactory

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, Refusal
from qinglian.law.text import Text
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.language import safe_address
from qinglian.web.shared.refusals import refusal_page
from tests.factories import people

pytestmark = pytest.mark.django_db


def refusal(kind: type[Refusal]) -> Refusal:
    return kind(
        Text("不足二十日。", "Too short."),
        rule="min_bid_period_days",
        article="ZTB 24",
        next_step=Text("请改期。", "Move it."),
    )


@pytest.mark.parametrize(("kind", "status"), [(NotAllowed, 403), (NotFound, 404), (NotNow, 409), (NotValid, 422)])
def test_refusal_becomes_a_page_with_rule_article_and_next_step(kind: type[Refusal], status: int) -> None:
    response = refusal_page(_request(), refusal(kind))
    assert response.status_code == status
    for words in ("不足二十日。", "请改期。", "招标投标法第二十四条", "min_bid_period_days"):
        assert words in response.content.decode()


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/centre/contests/2/?all=1", "/centre/contests/2/?all=1"),
        ("https://elsewhere.example/centre/", ""),
        ("", ""),
    ],
)
def test_refusal_of_an_act_leads_back_to_the_page_it_was_pressed_on(came_from: str, back: str) -> None:
    act = _request()
    act.method = "POST"
    act.META["HTTP_REFERER"] = came_from
    page = refusal_page(act, refusal(NotNow)).content.decode()
    assert ("回到刚才那一页" in page, f'href="{back}"' in page) == (bool(back), bool(back))


def test_pages_allow_own_scripts_alone(client: Client) -> None:
    policy = client.get("/about/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("path", ["/", "/about/", "/parts/?wrong=1", "/rulebook/", "/nowhere/"])
def test_pages_hold_nothing_inline(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert all("src=" in tag for tag in page.split("<script")[1:])


def test_unknown_page_says_so_in_both_languages(client: Client) -> None:
    assert "没有这一页" in client.get("/nowhere/").content.decode()
    english = client.get("/nowhere/", headers={"Accept-Language": "en"})
    assert english.status_code == 404
    assert "There is no such page" in english.content.decode()


def test_language_switch_keeps_the_page(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/rulebook/?q=20"})
    assert (response.status_code, response.headers["Location"]) == (302, "/rulebook/?q=20")
    assert 'lang="en"' in client.get("/rulebook/").content.decode()
    assert client.get("/language/").status_code == 405


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_language_switch_never_leads_elsewhere(address: str) -> None:
    assert safe_address(address, host="testserver") == "/"


def test_for_roles_asks_strangers_to_sign_in_and_comes_back(client: Client) -> None:
    response = door(_request("/centre/?page=2"))
    assert response.status_code == 302
    assert response["Location"].endswith("/login/?next=/centre/%3Fpage%3D2")


def test_for_roles_tells_others_whose_page_it_is() -> None:
    request = _request()
    request.user = people.person(people.organisation(), "bidder_agent")
    with pytest.raises(NotAllowed) as refused:
        door(request)
    assert "中心核验员" in refused.value.next_step.zh


def test_for_roles_opens_to_its_role() -> None:
    request = _request()
    request.user = people.staff("centre_verifier")
    assert door(request).content == b"in"


def test_for_roles_refuses_an_unknown_role_at_once() -> None:
    with pytest.raises(ValueError, match="king"):
        for_roles("king")


@for_roles("centre_verifier")
def door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def _request(path: str = "/") -> HttpRequest:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request
