"""A bidder makes its key in the browser: the file is saved, the public half handed in, the fingerprint the same on both sides."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from qinglian.domain.people.keys import fingerprint
from qinglian.domain.people.models import OrganisationKey
from qinglian.trust.keys import open_key_file
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import people

expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
WORDS = "一句够长的口令，只有我知道"


def make_key(page: Page, *, label: str = "投标专用") -> Path:
    """This will make a key on the open key page and return the saved key file."""
    page.get_by_label("密钥名称").fill(label)
    page.get_by_label("口令", exact=True).fill(WORDS)
    page.get_by_label("再输一遍口令").fill(WORDS)
    with page.expect_download() as saving:
        page.get_by_role("button", name="制作密钥").click()
    return Path(saving.value.path())


def test_key_is_made_saved_and_handed_in(desk: Desk) -> None:
    organisation = people.organisation()
    person = people.person(organisation, "registrant", "bidder_agent")
    page = desk.page(person=person)
    page.goto(desk.url("/bidder/keys/"))
    axe_clean(page)
    file = json.loads(make_key(page).read_text("utf-8"))
    made = page.locator("#q-key-made")
    expect(made).to_contain_text(fingerprint(file["public"]))
    axe_clean(page)
    desk.picture(page, "bidder-keys-made")
    made.get_by_role("button", name="已保存，送中心绑定").click()
    expect(page.get_by_text("公钥已送中心")).to_be_visible()
    key = OrganisationKey.objects.get(organisation=organisation)
    assert (key.public, key.state, key.label) == (file["public"], "proposed", "投标专用")
    assert (file["holder"], file["origin"]) == (organisation.pk, "jiangcheng.qinglian.invalid")
    assert open_key_file(file, words=WORDS).public() == key.public
    assert WORDS not in json.dumps(key.proposal, ensure_ascii=False)
    expect(page.locator("#q-keys-kept")).to_contain_text(fingerprint(key.public))
    axe_clean(page)
    desk.picture(page, "bidder-keys")
    assert desk.troubles == []


def test_key_is_not_made_with_a_weak_passphrase(desk: Desk) -> None:
    person = people.person(people.organisation(), "registrant", "bidder_agent")
    page = desk.page(person=person, phone=True)
    page.goto(desk.url("/bidder/keys/"))
    page.get_by_label("口令", exact=True).fill("short")
    page.get_by_role("button", name="制作密钥").click()
    expect(page.get_by_text("口令太短或太简单，至少 12 个字符。")).to_be_visible()
    axe_clean(page)
    fits(page)
    desk.picture(page, "bidder-keys-weak-390")
    page.get_by_role("button", name="给我一个口令").click()
    page.get_by_role("button", name="制作密钥").click()
    expect(page.locator("#q-key-made")).to_be_visible()
    fits(page)


def test_key_page_says_without_javascript_how_else(desk: Desk) -> None:
    person = people.person(people.organisation(), "registrant", "bidder_agent")
    page = desk.page(person=person, javascript=False)
    page.goto(desk.url("/bidder/keys/"))
    expect(page.get_by_text("做密钥要用 JavaScript")).to_be_visible()
    page.get_by_label("签名的密钥提案").fill("不是 JSON")
    page.get_by_role("button", name="送中心绑定").click()
    expect(page.get_by_role("alert")).to_contain_text("这不是 JSON 文件的内容")


def test_key_page_is_complete_in_english(desk: Desk) -> None:
    person = people.person(people.organisation("Jiangcheng Third Construction"), "registrant", "bidder_agent")
    page = desk.page(person=person, language="en")
    page.goto(desk.url("/bidder/keys/"))
    expect(page.get_by_role("button", name="Make the key")).to_be_visible()
    text = page.locator("main").inner_text()
    assert [letter for letter in text if "\u4e00" <= letter <= "\u9fff"] == []
