"""Concurrent readers for benchmarks: each holds one connection open and asks for the same page again and again. Lean, so that it costs little."""

import asyncio
import time
from dataclasses import dataclass, field

SLACK_BYTES = 64  # a page tells its moment, whose fraction of a second may be missing


@dataclass
class Read:
    """What a round of reading found: pages read, seconds, and how long each page took."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """This will return pages a second."""
        return len(self.waits) / self.seconds


def read(port: int, address: str, *, length: int, readers: int, seconds: float) -> Read:
    """This will let `readers` read the page for so many seconds; every answer must be 200 with `length` bytes (give or take a fraction
    of a second)."""
    return asyncio.run(_read(port, address, length, readers, seconds))


async def _read(port: int, address: str, length: int, readers: int, seconds: float) -> Read:
    loop, found = asyncio.get_running_loop(), Read()
    asked = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n\r\n".encode(
        "ascii"
    )
    start = time.perf_counter()
    made = [
        await loop.create_connection(lambda: _Reader(asked, length, start + seconds, found.waits), "127.0.0.1", port)
        for _ in range(readers)
    ]
    await asyncio.gather(*(reader.done for _, reader in made))
    found.seconds = time.perf_counter() - start
    return found


class _Reader(asyncio.Protocol):
    def __init__(self, asked: bytes, length: int, until: float, waits: list[float]) -> None:
        self._asked, self._length, self._until, self._waits = asked, length, until, waits
        self._answer, self._end, self._sent = bytearray(), 0, 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if not self._end and (head := self._answer.find(b"\r\n\r\n")) >= 0:
            self._end = head + 4 + self._checked_length(bytes(self._answer[:head]))
        if self._end and len(self._answer) >= self._end:
            now = time.perf_counter()
            self._waits.append(now - self._sent)
            if now < self._until:
                self._ask()
            else:
                self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            lost = exc or (ConnectionError("the server hung up") if time.perf_counter() < self._until else None)
            self.done.set_exception(lost) if lost else self.done.set_result(None)

    def _ask(self) -> None:
        self._answer.clear()
        self._end, self._sent = 0, time.perf_counter()
        self._transport.write(self._asked)

    def _checked_length(self, head: bytes) -> int:
        lines = head.lower().split(b"\r\n")
        stated = int(next(line for line in lines if line.startswith(b"content-length:")).partition(b":")[2])
        if not lines[0].startswith(b"http/1.1 200") or abs(stated - self._length) > SLACK_BYTES:
            self.done.set_exception(AssertionError(f"{lines[0].decode()}, {stated} bytes instead of {self._length}"))
            self._transport.close()
        return stated
