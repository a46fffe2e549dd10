"""A called expert in a real browser: sees when and where, never which project; answers once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.models import Call
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import evaluation
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call() -> Iterator[tuple[Call, str]]:
    """This will have a call wait for its answer."""
    keys.make_keys()
    with simulated_at(AT):
        room = evaluation.recorded()
        credentials = evaluation.complete_draw(room)
        waiting = Call.objects.get(credential_hash=hashed(credentials[1]))
        waiting.state, waiting.answered_at, waiting.sent_at = "waiting", None, AT
        waiting.answer_until_at = AT + timedelta(minutes=30)
        waiting.save()
        waiting.draw.state = "drawn"
        waiting.draw.save(update_fields=["state"])
        yield waiting, credentials[1]


@pytest.mark.parametrize("phone", [False, True])
def test_call_tells_when_and_where_but_not_which_project(desk: Desk, call: tuple[Call, str], phone: bool) -> None:
    waiting, credential = call
    page = desk.page(phone=phone)
    page.goto(desk.url(f"/expert/{credential}/"))
    axe_clean(page)
    fits(page)
    expect(page.get_by_text("第三评标室")).to_be_visible()
    tender = waiting.draw.section.tender
    assert tender.code not in page.content()
    assert tender.name not in page.content()
    assert tender.tenderer.name not in page.content()
    desk.picture(page, f"call-{'phone' if phone else 'desk'}")


def test_accept_is_noted_once_and_the_page_then_says_what_comes(desk: Desk, call: tuple[Call, str]) -> None:
    _, credential = call
    page = desk.page()
    page.goto(desk.url(f"/expert/{credential}/"))
    page.get_by_role("button", name="参加", exact=True).click()
    expect(page.get_by_text("到时候还从这个链接进入评标室。")).to_be_visible()
    axe_clean(page)
    assert Call.objects.get(credential_hash=hashed(credential)).state == "accepted"
    expect(page.get_by_role("button", name="不能参加")).to_have_count(0)


def test_recuse_after_accepting_is_one_press(desk: Desk, call: tuple[Call, str]) -> None:
    _, credential = call
    page = desk.page()
    page.goto(desk.url(f"/expert/{credential}/"))
    page.get_by_role("button", name="参加", exact=True).click()
    page.get_by_role("button", name="我要回避").click()
    expect(page.get_by_text("已经记下，不须再办。")).to_be_visible()
    assert Call.objects.get(credential_hash=hashed(credential)).state == "recused"
