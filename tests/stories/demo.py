"""`make demo`: a fictional centre with tenders in every stage, served until Ctrl-C. Each start is a fresh one.

QINGLIAN_PORT chooses another port than 8000, QINGLIAN_DEMO_HOME another folder than var/demo,
QINGLIAN_DEMO_MINUTES another time until the deadline than ten minutes. Two of three witnesses run; the third is silent, and the pages say so.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from tests.places import REPOSITORY
from tests.stories.ground import ground, wait_for

if TYPE_CHECKING:
    from tests.stories.centre import Live  # it needs Django, which is set up in `ground`

HOME = Path(os.environ.get("QINGLIAN_DEMO_HOME", REPOSITORY / "var/demo"))
MARK = HOME / ".demo"
LINKS = HOME / "links.txt"
CHINA = timezone(timedelta(hours=8))
MINUTES_LEFT = int(os.environ.get("QINGLIAN_DEMO_MINUTES", "10"))


def main() -> int:
    """This will build the centre, serve it and clean up after Ctrl-C or SIGTERM (a shell's background jobs start deaf to SIGINT)."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    port = int(os.environ.get("QINGLIAN_PORT", "8000"))
    url = f"http://127.0.0.1:{port}"
    clear()
    ahead = days_ahead(datetime.now(CHINA))
    environment = {"QINGLIAN_DEMO": "1", "QINGLIAN_BASE_URL": url, "QINGLIAN_CLOCK_AHEAD_SECONDS": str(ahead * 86_400)}
    print("Building a fictional centre (one to two minutes) 正在搭建虚构的交易中心……", flush=True)
    with ground(HOME, **environment):
        live = _furnish()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--setup", "--port", str(port)],
            cwd=REPOSITORY,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(f"{url}/log/checkpoint", seconds=120)
            _write_links(url, live)
            _greet(url, live)
            server.wait()
        except KeyboardInterrupt:
            print("\n演示结束。")
        finally:
            server.terminate()
            server.wait()
    return 0


def clear() -> None:
    """This will empty the demo's folder. A folder that no demo made is refused: it may be a real installation."""
    if HOME.exists() and any(HOME.iterdir()) and not MARK.exists():
        raise SystemExit(f"{HOME} was not made by a demo; name another folder with QINGLIAN_DEMO_HOME")
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    MARK.touch()


def days_ahead(now: datetime) -> int:
    """This will return how many days the demo lives ahead: none, unless today is a statutory holiday (no deadline may fall on one)."""
    from qinglian.law.holiday_notices import official_calendar

    calendar = official_calendar()
    soon = (now + timedelta(minutes=MINUTES_LEFT + 1)).date()
    return (calendar.last_day(soon, 0).on - soon).days


def first_day(now: datetime) -> datetime:
    """This will return when the centre's story begins: with the year, or the last one while this one is young."""
    year = now.year if (now.month, now.day) >= (4, 1) else now.year - 1
    return now.replace(year=year, month=1, day=1, hour=8, minute=30, second=0, microsecond=0)


def _furnish() -> "Live":
    """This will play the past and return what the greeting names."""
    from django.core.management import call_command

    from qinglian.record import clock
    from tests.stories.centre import furnish
    from tests.stories.stage import Stage

    begun, started = clock.now(), time.monotonic()

    def present() -> datetime:
        return begun + timedelta(seconds=time.monotonic() - started)

    with Stage(first_day(begun)).open() as stage:
        live = furnish(stage, present, minutes_left=MINUTES_LEFT)
    call_command("scrub", stdout=StringIO())  # what an operator does each night: the risk wall asks for it
    call_command("backup", str(HOME / "backup"), stdout=StringIO())
    return live


def _write_links(url: str, live: "Live") -> None:
    """The links that experts got on their telephones, for a visitor who plays them all."""
    lines = ["正在通知的专家 experts being called", *(f"{url}/expert/{one}/" for one in live.calls)]
    lines += ["", "评委席位 seats of the evaluation", *(f"{url}/expert/{one}/" for one in live.seats)]
    LINKS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _greet(url: str, live: "Live") -> None:
    policy = Path(os.path.relpath(HOME / "policy.json"))
    digest = sha256(policy.read_bytes()).hexdigest()
    groups = " ".join(digest[start : start + 4] for start in range(0, 64, 4))
    print(f"""
清廉演示 Qinglian demo   {url}

  一键登录 one-click logins     {url}/accounts/demo/
  今天截止的项目 closes soon     {url}/notices/{live.code}/   {live.deadline} 截止
    密封您自己的 PDF：以“林晓”（{live.bidder}）登录。Seal a PDF of your own as 林晓.
    截止后交出密钥：以“沈岚”和“顾平”登录。After the deadline, release the keys as 沈岚 and 顾平.
    看开标 watch the opening    {url}/openings/{live.code}/1/
    评标 an evaluation waits      {url}/openings/{live.evaluation}/1/
    保管人“沈岚”“顾平”先交出文件的密钥，五位评委再用各自的链接入席。Two guardians release, then five members sit down.
  抽取 a draw is calling        {url}/openings/{live.draw}/1/
    专家和评委的电话 their telephones: {url}/accounts/demo/phones/   {os.path.relpath(LINKS)}
  四廉总览 the four pillars      {url}/centre/pillars/   以“程守一”登录 as 程守一；每人“要我办的” what is asked of me: {url}/centre/mine/
  保管人第一次核对的指纹 the fingerprint that guardians compare:
      {groups}
  核验 verify                   .venv/bin/qinglian verify {url}/log --policy {policy}

Ctrl-C 结束 ends it.
""", flush=True)  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
