"""A real witness over HTTP for tests (C2SP tlog-witness): it keeps the last checkpoint, checks consistency, cosigns."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from qinglian.trust.log import verify_consistency
from qinglian.trust.note import COSIGNATURE_V1, Checkpoint, Signer, Verifier, cosign, new_signer_key, open_checkpoint
from qinglian.trust.strict import from_base64


class TestWitness:
    """One witness. `state` is the checkpoint that it cosigned last; set `down` to make it fail."""

    __test__ = False

    def __init__(self, name: str, log: Verifier) -> None:
        self.signer = Signer.from_string(new_signer_key(name, COSIGNATURE_V1))
        self.log = log
        self.state: Checkpoint | None = None
        self.down = False
        self.asked = 0
        self.now = 1_764_000_000  # its clock, Unix seconds
        self.url = ""

    @property
    def setting(self) -> str:
        """This will return this witness's row of QINGLIAN_WITNESSES."""
        return f"{self.signer.verifier().vkey} {self.url}"

    def add_checkpoint(self, body: str) -> tuple[int, str]:
        """This will answer one request: (HTTP status, body)."""
        self.asked += 1
        if self.down:
            return 503, "down"
        head, _, note = body.partition("\n\n")
        first, *proof = head.split("\n")
        old, new = int(first.removeprefix("old ")), open_checkpoint(note, log=self.log)
        held = self.state.size if self.state else 0
        if old != held or (self.state and held == new.size and self.state.root != new.root):
            return 409, f"{held}\n"
        try:
            if self.state:
                hashes = [from_base64(line, name="proof") for line in proof]
                verify_consistency(old=old, size=new.size, old_root=self.state.root, root=new.root, proof=hashes)
        except ValueError as error:
            return 422, str(error)
        self.state = new
        return 200, cosign(self.signer, note, timestamp=self.now)


@contextmanager
def running_witnesses(count: int, log: Verifier) -> Iterator[list[TestWitness]]:
    """This will serve `count` witnesses on free ports inside the block."""
    witnesses = [TestWitness(f"witness{n}.invalid", log) for n in range(count)]
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(witness)) for witness in witnesses]
    for witness, server in zip(witnesses, servers, strict=True):
        witness.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield witnesses
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler_of(witness: TestWitness) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, answer = witness.add_checkpoint(body) if self.path == "/add-checkpoint" else (404, "")
            self.send_response(status)
            self.send_header("Content-Type", "text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler
