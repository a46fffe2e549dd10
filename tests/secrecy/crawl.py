"""Everything that is told to anybody: each page as each role, each GET of the API, the log's files, the facts one by one, seats and calls."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from qinglian.api.main import api
from qinglian.record.models import Fact
from tests.factories import people
from tests.house.test_pages import NOT_OURS, ROLE_NAMES, patterns
from tests.house.world import World
from tests.secrecy.traces import is_in

_PART = re.compile(r"{(\w+)}")
BY_CREDENTIAL = re.compile(r"<str:credential>")
SEARCHES = ("/", "/notices/", "/openings/", "/record/", "/api/tenders", "/api/projects", "/api/people/organisations")
SEARCH_WORDS = ("q", "words", "search", "subject")


@dataclass(frozen=True)
class Told:
    """One answer: to whom (a role, "log", or the holder of a credential), from where, its bytes with archives unpacked."""

    role: str
    path: str
    data: bytes

    def holds(self, secret: str) -> bool:
        """This will say whether the answer holds the secret in any spelling."""
        return is_in(self.data, secret)


def everything(world: World, credentials: Iterable[str]) -> Iterator[Told]:
    """This will ask for all of it."""
    addresses = [*_pages(world), *_endpoints(world)]
    for role in ROLE_NAMES:
        client = people.sign_in(Client(), world.persons[role]) if role != "anonymous" else Client()
        yield from (_told(role, client, path) for path in addresses)
    yield from _log(Client())
    for at, credential in enumerate(credentials, start=1):
        yield from _by_credential(f"credential {at}", credential)


def searched(words: str) -> Iterator[Told]:
    """This will type the words into every search that a stranger has."""
    for path in SEARCHES:
        for name in SEARCH_WORDS:
            yield Told("anonymous", path, Client().get(path, {name: words}).content)


def _pages(world: World) -> list[str]:
    found = [page for page in patterns() if not page.startswith(NOT_OURS) and not BY_CREDENTIAL.search(page)]
    return ["/" + world.address(page) for page in found]


def _endpoints(world: World) -> list[str]:
    """Every GET whose place can be named; those of a seat are asked for with its credential."""
    values = world.samples | {
        "sha256": world.samples["sha256"], "leaf": bytes(Fact.objects.filter(index=0).get().leaf).hex(), "commitment": "00" * 32,
    }  # fmt: skip
    found = []
    for path, operations in api.get_openapi_schema()["paths"].items():
        if "get" not in operations or "/seat" in path:
            continue
        code = world.project if path.startswith("/api/projects") else values["code"]
        filled = _PART.sub(lambda part, code=code: str((values | {"code": code})[part[1]]), path)
        asked = {"subject": f"tender:{values['code']}", "guardian": world.persons["guardian"].pk}
        named = {one["name"] for one in operations["get"].get("parameters", []) if one["in"] == "query"}
        found.append(filled + "?" + "&".join(f"{name}={asked[name]}" for name in sorted(named & set(asked))))
    return found


def _log(client: Client) -> Iterator[Told]:
    folder = settings.QINGLIAN_LOG_DIR
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield _told("log", client, f"/log/{file.relative_to(folder)}")
    for index in Fact.objects.filter(index__isnull=False).values_list("index", flat=True):
        yield _told("log", client, f"/record/{index}/")
        yield _told("log", client, f"/record/{index}/proof")


def _by_credential(role: str, credential: str) -> Iterator[Told]:
    client = Client(headers={"x-seat": credential, "x-call": credential})
    pages = [page for page in patterns() if BY_CREDENTIAL.search(page)]
    for path in ["/" + BY_CREDENTIAL.sub(credential, page) for page in pages]:
        yield _told(role, client, path)
    for path in ("/api/evaluation/seat", "/api/experts/call"):
        yield _told(role, client, path)


def _told(role: str, client: Client, path: str) -> Told:
    answer = client.get(path)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code != 500, path
    return Told(role, path, data + unpacked(data))


def unpacked(data: bytes) -> bytes:
    """This will return the files of a zip archive, nothing of anything else."""
    if not data.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
