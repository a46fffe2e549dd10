"""Every page of bidders and guardians, both languages, both widths: nothing untranslated, nothing cut off, axe clean."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.people.models import Organisation, OrganisationKey, Person
from qinglian.domain.tenders.models import Section, Tender
from qinglian.record import clock
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import bids, people

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)
BEFORE, AFTER = bids.DEADLINE - timedelta(hours=1), bids.DEADLINE + timedelta(minutes=3)


def chinese_left(page: Page) -> str:
    """This will return the Chinese words of the page's main part that are no data (names, labels that people typed)."""
    text = page.locator("main").inner_text()
    names = [
        Organisation.objects.values_list("name"),
        Person.objects.values_list("name"),
        Tender.objects.values_list("name"),
    ]
    names += [Section.objects.values_list("name"), OrganisationKey.objects.values_list("label")]
    known = sorted({row[0] for rows in names for row in rows} | {"合格", "王一"}, key=len, reverse=True)
    for name in known:
        text = text.replace(name, "")
    return "".join(letter for letter in text if "\u4e00" <= letter <= "\u9fff")


def walk(desk: Desk, person: Person, paths: list[str], *, name: str) -> None:
    """This will open each page in English on a desktop and in Chinese on a phone."""
    english = desk.page(person=person, language="en")
    phone = desk.page(person=person, phone=True)
    for number, path in enumerate(paths):
        english.goto(desk.url(path))
        english.wait_for_load_state("networkidle")
        assert (path, chinese_left(english)) == (path, "")
        axe_clean(english)
        desk.picture(english, f"{name}-{number}-en")
        phone.goto(desk.url(path))
        phone.wait_for_load_state("networkidle")
        axe_clean(phone)
        fits(phone)
        desk.picture(phone, f"{name}-{number}-390")


def test_bidders_pages_before_the_deadline(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    where = bids.with_bids(2, mode="G+B", signed_in=False)
    agent = people.person(where.bidders[0][0], "registrant", "bidder_agent")
    base = f"/bidder/tenders/{where.section.tender.code}/1"
    paths = ["/bidder/", "/bidder/keys/", "/bidder/offline/", "/bidder/receipts/"]
    walk(
        desk,
        agent,
        [*paths, *(f"{base}/{page}/" for page in ("seal", "upload", "withdraw", "opening"))],
        name="bidder-before",
    )
    assert desk.troubles == []


def test_bidders_and_guardians_pages_at_the_opening(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    where = bids.releasing(3, mode="G+B")
    code = where.section.tender.code
    agent = people.person(where.bidders[0][0], "bidder_agent")
    walk(
        desk,
        agent,
        ["/bidder/", f"/bidder/tenders/{code}/1/seal/", f"/bidder/tenders/{code}/1/opening/"],
        name="bidder-opening",
    )
    holder = where.holders["trade"][0]
    paths = ["/guardian/", "/guardian/keys/", f"/guardian/cards/{code}/1/", f"/guardian/release/{code}/1/"]
    walk(desk, holder.person, [*paths, f"/guardian/release/{code}/1/paper/"], name="guardian-opening")
    walk(desk, people.staff("centre_host"), [f"/guardian/typed/{code}/1/"], name="guardian-typed")
    assert desk.troubles == []


def test_bidders_opening_after_it_was_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    where = bids.opened(3)
    agent = people.person(where.bidders[0][0], "bidder_agent")
    walk(
        desk,
        agent,
        [f"/bidder/tenders/{where.section.tender.code}/1/opening/", "/bidder/receipts/"],
        name="bidder-opened",
    )
    assert desk.troubles == []
