"""Guardians and bidders release business and technical to a session in the browser; the session opens the files; what is refused."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import EvaluatedBid, SessionRelease
from qinglian.jobs.timetable import tick
from qinglian.record import clock
from qinglian.trust.keys import Master
from tests.browser.desk import Desk, axe_clean, fits
from tests.browser.keyfile import WORDS, key_file
from tests.factories import evaluation, people
from tests.factories.evaluation import AT, Table
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
PRESS = "核对并交出评标密钥"
GIVEN = "商务、技术密钥已交给这场评标。"


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """This will set the whole process's clock, the live server's threads included, to the hour at which the session begins."""
    monkeypatch.setattr(clock, "now", lambda: AT)


def fill(page: Page, file: Path) -> None:
    """This will compare the policy, choose the key file and type its passphrase."""
    page.get_by_label("我已逐组核对，与公布的一致").check()
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(WORDS)


def opened_all(table: Table) -> list[str]:
    """This will run the timetable once and return why bids failed to open."""
    assert table.refresh().unsealed_at is None
    assert tick(at=AT).failed == 0
    assert table.refresh().unsealed_at == AT
    return list(EvaluatedBid.objects.order_by("number").values_list("failed", flat=True))


def test_guardians_release_and_the_session_opens_the_files(desk: Desk, tmp_path: Path) -> None:
    table = evaluation.opened()
    for number, group in enumerate(("supervision", "trade")):
        holder = table.room.holders[group][0]
        page = desk.page(person=holder.person, phone=number == 1)
        page.goto(desk.url("/guardian/"))
        expect(page.get_by_text("交出评标密钥")).to_be_visible()
        axe_clean(page)
        desk.picture(page, f"session-desk-{number}")
        page.get_by_role("link", name="去交出").click()
        fill(page, key_file(tmp_path, holder.person.pk, holder.master))
        axe_clean(page)
        fits(page)
        desk.picture(page, f"session-release-{number}")
        page.get_by_role("button", name=PRESS).click()
        expect(page.get_by_text(GIVEN)).to_be_visible()
        axe_clean(page)
        fits(page)
        desk.picture(page, f"session-released-{number}")
    assert sorted(SessionRelease.objects.values_list("group", "compartment")) == [
        (group, part) for group in ("supervision", "trade") for part in ("business", "technical")
    ]
    assert opened_all(table) == ["", "", ""]
    spare = desk.page(person=table.room.holders["trade"][1].person)
    spare.goto(desk.url(f"/guardian/session/{table.room.section.tender.code}/1/"))
    expect(spare.get_by_text("商务、技术文件已经解开，不用您再交。")).to_be_visible()
    axe_clean(spare)
    assert desk.troubles == []


@pytest.mark.parametrize("phone", [False, True])
def test_page_is_readable_before_the_session_and_for_a_spare(desk: Desk, phone: bool) -> None:
    where = evaluation.recorded()
    page = desk.page(person=where.holders["trade"][1].person, phone=phone)
    address = desk.url(f"/guardian/session/{where.section.tender.code}/1/")
    page.goto(address)
    expect(page.get_by_text("还没有开始评标。")).to_be_visible()
    axe_clean(page)
    fits(page)
    table = evaluation.opened(where)
    for part in ("business", "technical"):
        signed = evaluation.release_of(table, where.holders["trade"][0], part)
        actions.release_to_session(table.session, signed, at=AT)
    page.goto(address)
    expect(page.get_by_text("本组已够数，您可以不交。")).to_be_visible()
    expect(page.get_by_role("button", name=PRESS)).to_be_visible()
    axe_clean(page)
    fits(page)
    desk.picture(page, f"session-spare-{'phone' if phone else 'desk'}")


def test_guardian_sees_all_five_checks_in_english(desk: Desk, tmp_path: Path) -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    page = desk.page(person=holder.person, language="en", phone=True)
    page.goto(desk.url(f"/guardian/session/{table.room.section.tender.code}/1/"))
    page.get_by_label("I compared every group; it is the published one").check()
    page.get_by_label("Key file").set_input_files(key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_label("The key's passphrase").fill(WORDS)
    page.route("**/api/evaluation/releases", lambda route: route.abort())
    page.get_by_role("button", name="Check and release to the session").click()
    expect(page.get_by_role("alert").filter(has_text="The connection broke")).to_be_visible()
    found = [item.inner_text() for item in page.locator(".q-steplist .q-verdict-finding").all()]
    assert found[1].startswith("3 bids, none more, none less.")
    assert found[2].startswith(f"Session {table.session.code}, key {table.session.recipient[:12]}")
    assert found[3] == "6 envelopes opened; every share matches its commitment"
    axe_clean(page)
    fits(page)
    desk.picture(page, "session-checks-en")
    assert SessionRelease.objects.count() == 0


def test_guardians_tool_refuses_another_key_than_the_logged_one(desk: Desk, tmp_path: Path) -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    page = desk.page(person=holder.person)
    strange = Master(bytes(32)).recipient(table.opening, "technical")

    def swap_the_key(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        bundle = answer.json()
        bundle["session"]["fact"]["body"]["recipient"] = strange
        route.fulfill(response=answer, body=json.dumps(bundle))  # type: ignore[attr-defined]

    page.route("**/bundle?**", swap_the_key)
    page.goto(desk.url(f"/guardian/session/{table.room.section.tender.code}/1/"))
    fill(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_role("alert").filter(has_text="证明不能从这片叶子通到")).to_be_visible()
    expect(page.get_by_text("什么也没有签，什么也没有交出。")).to_be_visible()
    axe_clean(page)
    desk.picture(page, "session-release-refused")
    assert SessionRelease.objects.count() == 0


def test_bidder_releases_its_own_lock_to_the_session(desk: Desk, tmp_path: Path) -> None:
    table = evaluation.opened(mode="G+B")
    for part in ("business", "technical"):
        for group in ("supervision", "trade"):
            signed = evaluation.release_of(table, table.room.holders[group][0], part)
            actions.release_to_session(table.session, signed, at=AT)
        for bidder in table.room.bidders[1:]:
            actions.release_to_session(table.session, evaluation.lock_of(table, bidder, part), at=AT)
    sequence_all(AT)
    organisation, owner = table.room.bidders[0]
    page = desk.page(person=people.person(organisation, "bidder_agent"), phone=True)
    page.goto(desk.url("/bidder/"))
    expect(page.get_by_text("交出评标密钥")).to_be_visible()
    page.get_by_role("link", name="去交出").click()
    fill(page, key_file(tmp_path, organisation.pk, owner))
    axe_clean(page)
    fits(page)
    desk.picture(page, "session-lock")
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_text(GIVEN)).to_be_visible()
    axe_clean(page)
    desk.picture(page, "session-lock-released")
    assert opened_all(table) == ["", "", ""]
    assert desk.troubles == []
