"""A newcomer at the demo: seals a PDF of his own, releases as two guardians, watches the opening, verifies it. Real time, real processes."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qinglian.web.shared.accounts_demo import KEY_WORDS
from tests.browser.desk import DESKTOP, keep_picture
from tests.conformance import REPOSITORY
from tests.stories.ground import QINGLIAN, free_port
from tests.stories.papers import pdf

pytestmark = pytest.mark.soak  # waits for a real deadline
MINUTES = 3
SECONDS_TO_STAND = 600  # three minutes on an idle machine; soak runs share theirs


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, the code of the tender that closes soon, its pinned policy."""

    url: str
    code: str
    policy: Path


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """This will start `make demo` in a folder of its own and wait for its greeting."""
    port = free_port()
    own = {
        "QINGLIAN_DEMO_HOME": str(tmp_path / "demo"),
        "QINGLIAN_PORT": str(port),
        "QINGLIAN_DEMO_MINUTES": str(MINUTES),
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("QINGLIAN_", "DJANGO_"))}
    said = tmp_path / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.stories.demo"], cwd=REPOSITORY, env=clean | own, stdout=output, stderr=output
        )
        try:
            yield Demo(f"http://127.0.0.1:{port}", _greeted(said, process), tmp_path / "demo" / "policy.json")
        finally:
            process.send_signal(2)
            process.wait(timeout=60)


def test_newcomer_seals_releases_watches_and_verifies(demo: Demo, chromium: Browser, tmp_path: Path) -> None:
    newcomer = _signed_in(demo, chromium, "叶青")
    _seal(newcomer, demo, tmp_path)
    hall = chromium.new_page(viewport=DESKTOP, locale="zh-CN")
    hall.goto(f"{demo.url}/openings/{demo.code}/1/")
    for guardian in ("沈岚", "顾平"):
        _release(_signed_in(demo, chromium, guardian), demo, tmp_path)
    expect(hall.get_by_text("17,700,001.23").or_(hall.get_by_text("1,770.000123")).first).to_be_visible(timeout=90_000)
    keep_picture(hall, "demo-hall")
    report = subprocess.run(
        [QINGLIAN, "verify", f"{demo.url}/log", "--policy", demo.policy], capture_output=True, text=True, check=False
    )
    assert report.returncode == 0, report.stdout + report.stderr


def _seal(page: Page, demo: Demo, tmp_path: Path) -> None:
    page.goto(f"{demo.url}/bidder/tenders/{demo.code}/1/seal/")
    page.get_by_label("投标总价").fill("17700001.23")
    page.get_by_label("工期").fill("150")
    page.get_by_label("质量标准").fill("合格")
    page.get_by_label("项目负责人").fill("新来的人")
    own = {"name": "我的标书.pdf", "mimeType": "application/pdf", "buffer": pdf("我的投标文件", "第一次用。")}
    page.get_by_label("商务文件").set_input_files(own)
    page.get_by_label("技术文件").set_input_files(own)
    _unlock(page, tmp_path)
    with page.expect_download(timeout=60_000) as saving:
        page.get_by_role("button", name="密封并递交").click()
    assert "bid-receipt/v1" in Path(saving.value.path()).read_text(encoding="utf-8")


def _release(page: Page, demo: Demo, tmp_path: Path) -> None:
    page.goto(f"{demo.url}/guardian/release/{demo.code}/1/")
    button = page.get_by_role("button", name="核对并交出密钥")
    end = time.monotonic() + MINUTES * 60 + 120
    while not button.is_visible() and time.monotonic() < end:
        time.sleep(3)
        page.reload()
    digest = sha256(demo.policy.read_bytes()).hexdigest()
    expect(page.get_by_text(" ".join(digest[start : start + 4] for start in range(0, 64, 4)))).to_be_visible()
    page.get_by_label("我已逐组核对").check()
    _unlock(page, tmp_path)
    button.click()
    expect(page.get_by_text("已交出").first).to_be_visible(timeout=60_000)


def _unlock(page: Page, tmp_path: Path) -> None:
    """The key file is offered on the page, with its passphrase beside it."""
    with page.expect_download() as saving:
        page.get_by_role("link", name="下载密钥文件").click()
    file = tmp_path / "own.qlkey"
    saving.value.save_as(file)
    page.get_by_label("密钥文件", exact=True).set_input_files(file)
    page.get_by_label("密钥口令").fill(KEY_WORDS)


def _signed_in(demo: Demo, chromium: Browser, name: str) -> Page:
    page = chromium.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{demo.url}/accounts/demo/")
    page.locator("li", has_text=name).get_by_role("button").click()
    return page


def _greeted(said: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + SECONDS_TO_STAND
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"/notices/(JC-[0-9-]+)/", said.read_text(encoding="utf-8"))
        if found and "Ctrl-C" in said.read_text(encoding="utf-8"):
            return found[1]
        time.sleep(1)
    raise AssertionError(said.read_text(encoding="utf-8"))
