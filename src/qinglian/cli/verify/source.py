"""Where published files come from: a folder, a zip (the verification pack), or a server. Nothing that they say is trusted."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import httpx

SECONDS_FOR_WITNESSES = 20
MOST_TILE_BYTES = 64 * 1024
MOST_BUNDLE_BYTES = 32 * 1024 * 1024
MOST_BLOB_BYTES = 512 * 1024 * 1024


class Source(Protocol):
    """Reads files of the tree by their path below `/log/`."""

    name: str

    def read(self, path: str) -> bytes:
        """This will return a file's bytes, or raise FileNotFoundError."""
        ...

    def is_partial_allowed(self) -> bool:
        """This will say whether a copy may leave out bundles that it does not concern."""
        ...

    def waits_for_more(self) -> bool:
        """This will pause and say whether reading again may bring a newer file (a server's; never a copy's)."""
        ...


class FolderSource:
    """A copy of the tree in a folder, or a folder that holds it as `log`."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder if (folder / "checkpoint").is_file() or not (folder / "log").is_dir() else folder / "log"

    def read(self, path: str) -> bytes:
        """This will read one file, up to the limit of its kind."""
        found = self._folder / path
        if not found.is_file():
            raise FileNotFoundError(path)
        if found.stat().st_size > _limit(path):
            raise ValueError(f"{path}: larger than any such file may be")
        return found.read_bytes()

    def is_partial_allowed(self) -> bool:
        """A folder may be a pack of one tender."""
        return True

    def waits_for_more(self) -> bool:
        """A copy does not change."""
        return False


class ZipSource:
    """A verification pack as it was downloaded."""

    def __init__(self, file: Path) -> None:
        self.name = str(file)
        self._archive = zipfile.ZipFile(file)

    def read(self, path: str) -> bytes:
        """This will read one member, up to the limit of its kind."""
        try:
            info = self._archive.getinfo(path)
        except KeyError:
            raise FileNotFoundError(path) from None
        if info.file_size > _limit(path):
            raise ValueError(f"{path}: larger than any such file may be")
        with self._archive.open(info) as member:
            return member.read(_limit(path))

    def is_partial_allowed(self) -> bool:
        """A pack holds the bundles of its tender."""
        return True

    def waits_for_more(self) -> bool:
        """A pack does not change."""
        return False


class WebSource:
    """A server: its `/log/` tree by HTTP. It must show the whole log."""

    def __init__(self, url: str, client: httpx.Client) -> None:
        self.name = url
        self._client = client
        self._waited = 0
        self._base = url.rstrip("/")
        if not self._base.endswith("/log"):
            self._base += "/log"

    def read(self, path: str) -> bytes:
        """This will fetch one file, up to the limit of its kind. Other answers than 200 and 404 are a ConnectionError."""
        with self._client.stream("GET", f"{self._base}/{path}") as reply:
            if reply.status_code == 404:
                raise FileNotFoundError(path)
            if reply.status_code != 200:
                raise ConnectionError(f"{self._base}/{path} answered {reply.status_code}")
            return _gathered(reply, _limit(path))

    def is_partial_allowed(self) -> bool:
        """A server that leaves out a file hides it."""
        return False

    def waits_for_more(self) -> bool:
        """A server's newest checkpoint waits a second or so for its witnesses; after SECONDS_FOR_WITNESSES it is taken as it is."""
        self._waited += 1
        if self._waited > SECONDS_FOR_WITNESSES:
            return False
        time.sleep(1)
        return True


def open_source(target: str, make_client: Callable[[], httpx.Client]) -> Source:
    """This will return the source of a URL, a folder or a zip file (FileNotFoundError when there is none)."""
    if target.startswith(("http://", "https://")):
        return WebSource(target, make_client())
    path = Path(target)
    if path.is_dir():
        return FolderSource(path)
    if path.is_file() and zipfile.is_zipfile(path):
        return ZipSource(path)
    raise FileNotFoundError(f"{target} is no folder, no zip file and no http(s) address")


def web_client() -> httpx.Client:
    """This will return a client with patience for slow links. It follows no redirect to another place."""
    return httpx.Client(timeout=httpx.Timeout(30, connect=10), follow_redirects=False)


def _gathered(reply: httpx.Response, limit: int) -> bytes:
    pieces, size = [], 0
    for piece in reply.iter_bytes():
        size += len(piece)
        if size > limit:
            raise ValueError(f"{reply.url}: larger than any such file may be")
        pieces.append(piece)
    return b"".join(pieces)


def _limit(path: str) -> int:
    if path.startswith("blob/"):
        return MOST_BLOB_BYTES
    return MOST_BUNDLE_BYTES if path.startswith("facts/") else MOST_TILE_BYTES
