"""What a browser test holds in its hands: windows signed in by role, the accessibility check, pictures."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from qinglian.domain.people import roles
from qinglian.domain.people.models import Organisation, Person
from tests.conformance import REPOSITORY
from tests.factories import people

# Without windows of its own Chromium takes a quarter less of the processors.
INSTALLED = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
CHROMIUM = Path(os.environ.get("CHROMIUM") or next((path for path in INSTALLED if path.exists()), INSTALLED[0]))
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PICTURES = REPOSITORY / "build/pictures"
KEEPS_PICTURES = bool(os.environ.get("PICTURES"))
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def keep_picture(page: Page, name: str) -> None:
    """This will store the whole page as build/pictures/<name>.png, when PICTURES=1 asks for pictures: drawing them is slow."""
    if KEEPS_PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@dataclass
class Desk:
    """Windows on the live server. Console errors, page errors and refused scripts of every page are kept in `troubles`."""

    browser: Browser
    server: str
    troubles: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def url(self, path: str) -> str:
        """This will return the whole address of a path."""
        return self.server + path

    def page(
        self,
        role: str = "",
        *,
        person: Person | None = None,
        organisation: Organisation | None = None,
        phone: bool = False,
        language: str = "zh-CN",
        javascript: bool = True,
    ) -> Page:
        """This will open a window: a visitor's, a role's (a new person with that post), or this person's."""
        context = self.browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            device_scale_factor=2 if phone and KEEPS_PICTURES else 1,
            has_touch=phone,
            locale=language,
            timezone_id="Asia/Shanghai",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        self._contexts.append(context)
        context.set_default_timeout(15_000)
        if role or person:
            self._sign_in(context, person or person_with(role, organisation=organisation))
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self.troubles.append(f"{page.url}: {said.text}"))
        return page

    def picture(self, page: Page, name: str) -> None:
        """This will store the whole page as build/pictures/<name>.png (`keep_picture`)."""
        keep_picture(page, name)

    def close(self) -> None:
        """This will close all windows."""
        for context in self._contexts:
            context.close()

    def _sign_in(self, context: BrowserContext, person: Person) -> None:
        client = people.sign_in(Client(), person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.server}])


def person_with(role: str, *, organisation: Organisation | None = None) -> Person:
    """This will store a person with a post of this role, in a new organisation of a kind that has such posts unless one is given."""
    if organisation is None:
        kind = roles.role(role).kinds[0]
        organisation = {"centre": people.centre, "supervisor": people.supervisor_office}.get(
            kind, lambda: people.organisation(kinds=(kind,))
        )()
    return people.person(organisation, role)


def axe_clean(page: Page, *, except_for: tuple[str, ...] = ()) -> None:
    """This will fail with a list of every WCAG 2.2 AA violation that axe finds on the page as it stands. CSP stays in force.

    Contrast takes more time than all other rules and is the same in both languages: it is measured on pages in Chinese."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    options = {"runOnly": {"type": "tag", "values": WCAG_AA}, "resultTypes": ["violations"], "preload": False}
    if page.get_attribute("html", "lang") == "en":
        options["rules"] = {"color-contrast": {"enabled": False}}
    run = f"axe.run(document, {json.dumps(options)}).then(found => JSON.stringify(found.violations))"
    answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
    session.detach()
    violations: list[dict[str, Any]] = json.loads(answer["result"]["value"])
    found = [_told(violation) for violation in violations if violation["id"] not in except_for]
    assert found == [], f"{page.url}\n" + "\n".join(found)


def fits(page: Page) -> None:
    """This will fail when the page is wider than the window: nothing may be cut off at 390 px."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the window"


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(f"{node['target'][0]}: {node['html'][:120]}" for node in violation["nodes"][:4])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {places}"
