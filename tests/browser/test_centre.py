"""The centre's and the supervisor's pages in a real browser: both widths, both languages, no violation, nothing cut off."""

import pytest
from playwright.sync_api import Page

from qinglian.domain.people import actions
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [pytest.param(False, id="desk"), pytest.param(True, id="phone")]


def look(desk: Desk, page: Page, path: str, name: str) -> None:
    """Open a page: no violation, nothing cut off, a picture to look at."""
    page.goto(desk.url(path))
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


@pytest.mark.parametrize("phone", WIDTHS)
def test_centre_pages_look_right(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    for number in range(1, 6):
        people.filed_filing(number, kinds=("bidder", "agency") if number == 3 else ("bidder",))
    where = people.organisation("江城滨江市政工程有限公司")
    key = actions.propose_key(people.key_proposal(where, people.master(1)), by=people.registrant(where), at=people.AT)
    gone = people.organisation("江城城南园林有限公司")
    actions.suspend_organisation(gone, cause="licence_ended", reason="营业执照已注销", by=people.admin(), at=people.AT)
    home = people.centre()
    page = desk.page(person=people.staff(), phone=phone)
    for path, name in (
        ("/centre/", "desk-full"),
        ("/centre/registrations/", "registrations"),
        ("/centre/keys/", "keys"),
        (f"/centre/keys/{key.pk}/", "key-plain"),
        ("/centre/organisations/", "organisations"),
        (f"/centre/organisations/{gone.pk}/", "organisation-suspended"),
        (f"/centre/organisations/{where.pk}/", "organisation"),
        (f"/centre/organisations/{home.pk}/people/", "people"),
        ("/centre/received/", "received"),
        ("/centre/authorities/", "authority"),
    ):
        look(desk, page, path, f"centre-{name}-{size}")
    english = desk.page(person=people.staff(), phone=phone, language="en")
    look(desk, english, "/centre/", f"centre-desk-en-{size}")
    assert desk.troubles == []


@pytest.mark.parametrize("phone", WIDTHS)
def test_supervisor_pages_look_right(desk: Desk, phone: bool) -> None:
    size = "phone" if phone else "desk"
    published = tenders.published()
    tenders.in_verification()
    page = desk.page(person=people.supervisor(), phone=phone)
    look(desk, page, "/supervisor/", f"supervisor-overview-{size}")
    look(desk, page, f"/supervisor/tenders/{published.tender.code}/", f"supervisor-tender-{size}")
    look(desk, page, "/centre/organisations/", f"supervisor-organisations-{size}")
    assert desk.troubles == []
