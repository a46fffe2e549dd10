"""Canaries (ZTB 22, 36): a bidder's name, id, credit code, price and file are planted; up to the opening nothing on the server ties them
to the tender. A real server is used over real HTTP, by pages and by the API, as a bidder would; then everything it holds is searched."""

import base64
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from qinglian.jobs.management.commands.serve import wait_until_serving
from tests.factories.installation import ROOT, Installation, new_installation
from tests.secrecy.traces import files_below, is_in, spellings

NAME = "金丝雀建设集团有限公司"
PRICE_FEN = 1_654_321_987
FILE = "THE-CANARY-SINGS-AT-DAWN-98231"
MANAGER = "金不换"

PREPARE = f"""
import json
from pathlib import Path
from qinglian.domain.tenders.models import Notice
from qinglian.record.clock import now
from qinglian.trust.seal import BidFile
from tests.factories import bids, people
where = bids.room(mode="G+B")
Notice.objects.update(deadline_at=now() + timedelta(hours=2))
organisation, master = people.bidder({NAME!r})
agent = people.person(organisation, "bidder_agent", login="canary-agent")
desk = Path(sys.argv[1])
def seal(supersedes=None):
    file = BidFile("canary.txt", "text/plain", b"{FILE}")
    return bids.sealed(where, (organisation, master), files=[file], supersedes=supersedes, sheet=bids.sheet({PRICE_FEN}, project_manager={MANAGER!r}))
import io
from qinglian.trust.manifest import read_head
first = seal()
manifest = read_head(io.BytesIO(first)).hash
(desk / "first.qlbid").write_bytes(first)
(desk / "second.qlbid").write_bytes(seal(supersedes=manifest))
(desk / "withdrawal.json").write_text(json.dumps(bids.withdrawal(where, (organisation, master), manifest=manifest)))
for number in range(3):
    other = people.bidder()
    (desk / f"other{{number}}.qlbid").write_bytes(bids.sealed(where, other))
about = dict(code=where.section.tender.code, organisation=organisation.pk, credit_code=organisation.credit_code, public=master.public(),
             login=agent.login, person=agent.pk, password=people.PASSWORD, manifest=manifest)
print(json.dumps(about))
"""

ROWS = """
import json
from django.db import connection
found = []
secrets, tender = json.loads(sys.argv[1]), sys.argv[2]
from tests.secrecy.traces import is_in
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        for row in cursor.fetchall():
            data = b"|".join(bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode() for cell in row)
            held = [name for name, secret in secrets.items() if is_in(data, secret)]
            if held:
                found.append([table, held, is_in(data, tender)])
from django.contrib.sessions.models import Session
for session in Session.objects.all():
    data = str(session.get_decoded()).encode()
    held = [name for name, secret in secrets.items() if is_in(data, secret)]
    found.append(["session data", held, is_in(data, tender)])
print(json.dumps(found))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """This will make an installation of its own."""
    made = new_installation(tmp_path / "server")
    assert made.manage("setup").returncode == 0
    yield made
    made.remove()


def _python(installation: Installation, code: str, *arguments: str) -> Any:
    program = f"import django, sys\nsys.path.insert(0, {str(ROOT)!r})\ndjango.setup()\n"
    program += "from datetime import timedelta\n" + code
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(
        command, check=False, env=installation.environment(), cwd=ROOT, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


class Served:
    """The real server of an installation, and a bidder's browser."""

    def __init__(self, installation: Installation) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        environment = installation.environment(QINGLIAN_BASE_URL=self.url)
        command = [sys.executable, "manage.py", "serve", "--port", self.url.rsplit(":", 1)[1], "--workers", "1"]
        self.process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until_serving(self.url)

    def stop(self) -> None:
        """This will stop server, timetable and sequencer, and wait for them."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def _act_as_the_bidder(url: str, about: dict[str, Any], desk: Path) -> None:
    """This will do what a bidder does until the opening, and some of it wrongly: pages, API, uploads, sign-in."""
    with httpx.Client(base_url=url, trust_env=False, timeout=60, follow_redirects=True) as browser:
        token = browser.post(
            "/api/people/session", json={"login": about["login"], "password": about["password"]}
        ).json()["csrf_token"]
        headers = {"X-CSRFToken": token, "Referer": url}
        tender = f"/bidder/tenders/{about['code']}/1"
        pages = ["/", f"/notices/{about['code']}/", f"/openings/{about['code']}/1/", "/bidder/", "/bidder/receipts/"]
        for page in [*pages, f"{tender}/seal/", f"{tender}/withdraw/", f"{tender}/opening/", f"{tender}/missing/"]:
            assert browser.get(page).status_code in (200, 404), page
        package = {"Content-Type": "application/octet-stream"}
        first = (desk / "first.qlbid").read_bytes()
        assert (
            httpx.post(f"{url}/api/bids/packages", content=first[:-7], headers=package, trust_env=False).status_code
            == 422
        )
        assert browser.post("/api/bids/packages", content=first, headers=package | headers).status_code == 201
        assert browser.post("/api/bids/packages", content=first, headers=package | headers).status_code == 409
        second = (desk / "second.qlbid").read_bytes()
        assert (
            httpx.post(f"{url}/api/bids/packages", content=second, headers=package, trust_env=False).status_code == 201
        )
        late = httpx.post(
            f"{url}/api/bids/withdrawals",
            content=(desk / "withdrawal.json").read_bytes(),
            headers={"Content-Type": "application/json"},
            trust_env=False,
        )
        assert late.status_code == 404
        for number in range(3):
            other = (desk / f"other{number}.qlbid").read_bytes()
            assert (
                httpx.post(f"{url}/api/bids/packages", content=other, headers=package, trust_env=False).status_code
                == 201
            )
        assert browser.post(f"/api/bids/openings/{about['code']}/1/sign-in", headers=headers).status_code == 204
        assert browser.get(f"/api/bids/openings/{about['code']}/1").json()["own"]["signed_in_at"]
        assert len(browser.get("/api/bids/mine").json()) == 2
        assert browser.get("/bidder/").status_code == 200


@pytest.mark.meets("A-096", "A-107", "B-016")
def test_nothing_on_the_server_ties_a_bidder_to_a_tender_before_the_opening(
    installation: Installation, tmp_path: Path
) -> None:
    desk = tmp_path / "bidder's own machine"
    desk.mkdir()
    about = _python(installation, PREPARE, str(desk))
    served = Served(installation)
    try:
        _act_as_the_bidder(served.url, about, desk)
        wait_for_checkpoint(served.url)
    finally:
        served.stop()
    contents = {"price": str(PRICE_FEN), "price in yuan": "16,543,219.87", "file": FILE, "manager": MANAGER}
    identity = {
        "name": NAME,
        **{key: about[key] for key in ("organisation", "credit_code", "public", "login", "person")},
    }
    rows = _python(installation, ROWS, json.dumps(contents | identity), about["code"])
    held = {(table, name, tied) for table, names, tied in rows for name in names}
    assert {entry for entry in held if entry[1] in contents} == set()
    assert {entry for entry in held if entry[2]} == set(), "rows that hold a bidder and the tender"
    assert {table for table, _, _ in held} <= {
        "people_organisation",
        "people_filing",
        "people_organisationkey",
        "people_person",
        "people_post",
        "record_fact",
        "django_session",
        "session data",
        "account_emailaddress",
        "supervision_riskwarning",  # of a key or a filing, never beside a tender
    }
    _look_into_files(installation.home, contents, identity, about["code"])
    for secret in (NAME, about["organisation"], FILE, str(PRICE_FEN)):  # the search itself is no sieve
        (installation.home / "blobs" / "planted").write_bytes(
            b"\x00" + base64.b64encode(b"?" + secret.encode() + b"?") + b"\x00"
        )
        with pytest.raises(AssertionError, match="planted"):
            _look_into_files(installation.home, contents, identity, about["code"])


def _look_into_files(home: Path, contents: dict[str, str], identity: dict[str, str], code: str) -> None:
    """This will search every file: no content anywhere; a bidder's identity in the database and in public facts of registration alone."""
    seen = 0
    for path, data in files_below(home):
        seen += 1
        assert [name for name, secret in contents.items() if is_in(data, secret)] == [], path
        held = [name for name, secret in identity.items() if is_in(data, secret)]
        if not held:
            continue
        is_database = path.startswith("qinglian.sqlite3")
        is_feed = path.startswith(("log/facts/", "log/checkpoint")) or path.startswith("log/tile")
        is_policy = path in ("policy.json", "log/policy.json")
        assert is_database or is_feed or is_policy, (path, held)
        if is_feed:
            tied = [entry for entry in json.loads((home / path).read_text()) if _ties(entry, identity, code)]
            assert tied == [], path
    assert seen > 30


def _ties(entry: dict[str, Any], identity: dict[str, str], code: str) -> bool:
    data = json.dumps(entry, ensure_ascii=False).encode()
    return is_in(data, code) and any(is_in(data, secret) for secret in identity.values())


def wait_for_checkpoint(url: str) -> None:
    """This will wait until the sequencer has numbered what the bidders left."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        lines = httpx.get(f"{url}/log/checkpoint", trust_env=False).text.splitlines()
        if len(lines) > 1 and int(lines[1]) > 20:
            return
        time.sleep(0.5)
    raise AssertionError("the sequencer published nothing")


def test_traces_are_found_in_every_spelling() -> None:
    secret = "金丝雀98231"
    texts = [secret.encode(), json.dumps(secret).encode(), secret.encode().hex().encode(), secret.encode("utf-16-le")]
    texts += [base64.b64encode(b"x" * pad + secret.encode() + b"tail") for pad in range(3)]
    texts += [base64.urlsafe_b64encode(b"??>" + secret.encode() + b"?>")]
    assert [text for text in texts if not is_in(b"before" + text + b"after", secret)] == []
    assert not is_in(b"nothing here", secret)
    assert all(len(spelling) >= 6 for spelling in spellings(secret))
