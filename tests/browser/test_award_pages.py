"""Candidates, result, award and the evaluation terms in a real browser, in both languages and widths: no fault, nothing cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import contracts, panels, people, tenders
from tests.factories.contracts import AFTER, PUBLISHED
from tests.factories.evaluation import Table

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [(False, "zh-CN"), (True, "zh-CN"), (False, "en"), (True, "en")]


@pytest.fixture
def table() -> Iterator[Table]:
    """This will publish the candidates of an evaluated tender."""
    keys.make_keys()
    with simulated_at(PUBLISHED):
        yield contracts.publicised(contracts.evaluated())


@pytest.mark.parametrize(("phone", "language"), WAYS)
def test_result_page_before_and_after_the_award(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    panel = panels.finished(panels.drawn(representatives=1))
    page = desk.page(phone=phone, language=language)
    address = desk.url(f"/tenders/{panel.table.room.section.tender.code}/1/result/")
    with simulated_at(PUBLISHED):
        contracts.publicised(panel.table)
        page.goto(address)
        _axe_clean_unfolded(page)
        fits(page)
    with simulated_at(AFTER):
        panels.awarded(panel)
        page.goto(address)
    _axe_clean_unfolded(page)
    fits(page)
    desk.picture(page, f"result-{'phone' if phone else 'desk'}-{language[:2]}")


def _axe_clean_unfolded(page: Page) -> None:
    """This will check the page as it comes and with everything unfolded."""
    axe_clean(page)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    axe_clean(page)


@pytest.mark.parametrize("phone", [False, True])
def test_award_and_loser_pages(desk: Desk, table: Table, phone: bool) -> None:
    tender = table.room.section.tender
    officer = people.person(tender.tenderer, "buyer_operator", "buyer_reviewer")
    buyer = desk.page(person=officer, phone=phone)
    buyer.goto(desk.url(f"/buyer/tenders/{tender.code}/sections/1/award/"))
    axe_clean(buyer)
    fits(buyer)
    desk.picture(buyer, f"award-{'phone' if phone else 'desk'}")
    with simulated_at(AFTER):
        contracts.awarded(table)
        loser = table.session.result.document["ranking"][-1]["number"]
        agent = people.person(contracts.bidder_of(table, loser)[0], "bidder_agent")
        page = desk.page(person=agent, phone=phone)
        page.goto(desk.url(f"/bidder/tenders/{tender.code}/1/result/"))
        axe_clean(page)
        fits(page)
    desk.picture(page, f"why-lost-{'phone' if phone else 'desk'}")


@pytest.mark.parametrize("phone", [False, True])
def test_terms_page(desk: Desk, phone: bool) -> None:
    tender = tenders.created()
    page = desk.page(person=people.person(tender.tenderer, "buyer_operator"), phone=phone)
    page.goto(desk.url(f"/buyer/tenders/{tender.code}/sections/1/terms/"))
    axe_clean(page)
    fits(page)
    desk.picture(page, f"terms-{'phone' if phone else 'desk'}")
