"""The risk wall, its warnings and flow charts in a real browser: both widths, both languages, no fault."""

import pytest

from qinglian.domain.supervision.actions import run_watches
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people, tenders
from tests.factories.evaluation import reviewing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_wall_point_warnings_and_flows(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    reviewing()
    with simulated_at(tenders.PUBLISHED):
        run_watches(at=tenders.PUBLISHED)
        page = desk.page(person=people.supervisor(), phone=phone, language=language)
        for name, address in (
            ("wall", "/supervisor/wall/"),
            ("point", "/supervisor/wall/R02/"),
            ("warnings", "/supervisor/warnings/"),
            ("flows", "/supervisor/flows/"),
            ("flow", "/supervisor/flows/F04/"),
        ):
            page.goto(desk.url(address))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"{name}-{'phone' if phone else 'desk'}-{language[:2]}")
