"""A real Chromium (Debian's) against a real server: fixtures for every browser test.

    def test_seal_is_reachable(desk: Desk) -> None:
        page = desk.page("bidder_agent")        # signed in by role, 1440 px wide; phone=True for 390 px
        page.goto(desk.url("/bidder/"))
        axe_clean(page)
        desk.picture(page, "bidder-home")       # build/pictures/bidder-home.png, with PICTURES=1

Nothing is downloaded: without Chromium the tests are skipped, loudly; with CI=true that is a failure (tests/skips.py).
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk import CHROMIUM, FLAGS, Desk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """This will mark every test here `browser`, and keep them together on one worker."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """This will start Chromium once for all browser tests. Playwright keeps an event loop in this thread: Django is told so."""
    if not CHROMIUM.exists():
        pytest.skip(
            f"NO CHROMIUM at {CHROMIUM}: the pages were not tested in a browser (apt-get install chromium-headless-shell)"
        )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Desk]:
    """This will give the test a server, windows on it, and people to sign in."""
    desk = Desk(browser=chromium, server=live_server.url)
    yield desk
    desk.close()
