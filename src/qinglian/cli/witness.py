"""`qinglian witness`: one small server that cosigns what continues the log it has seen, and nothing else (c2sp.org/tlog-witness)."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from qinglian.cli.files import read_text, write_new
from qinglian.cli.refused import Refused
from qinglian.cli.speech import console, say
from qinglian.cli.witness_state import MOST_REQUEST_BYTES, Reply, WitnessState
from qinglian.trust.note import COSIGNATURE_V1, Signer, Verifier, new_signer_key

PATIENCE_SECONDS = 10


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("witness", help=say("见证日志：只为连续的检查点联署", "Witness a log: cosign what continues it"))(run)


def run(
    *,
    key: Annotated[Path, typer.Option(help=say("见证密钥文件", "the witness's key file"))],
    make: Annotated[
        str | None, typer.Option(help=say("制作这个名称的密钥后退出", "make a key of this name and stop"))
    ] = None,
    log: Annotated[list[str] | None, typer.Option(help=say("要见证的日志的 vkey", "vkey of a log to witness"))] = None,
    state: Annotated[Path, typer.Option(help=say("状态目录", "folder of the state"))] = Path("witness-state"),
    host: Annotated[str, typer.Option(help=say("监听地址", "address to listen at"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=say("监听端口", "port to listen at"))] = 8101,
) -> None:
    """This will make a key, or serve `POST /add-checkpoint` until it is stopped."""
    if make is not None:
        _make_key(key, make)
        return
    try:
        signer = Signer.from_string(read_text(key))
        logs = [Verifier.from_string(vkey) for vkey in log or []]
    except ValueError as error:
        raise Refused("{why}", "{why}", why=error) from None
    if signer.algorithm != COSIGNATURE_V1 or not logs:
        raise Refused("需要见证密钥和至少一个 --log", "A witness key and at least one --log are needed")
    state.mkdir(parents=True, exist_ok=True)
    with serving(WitnessState(signer, logs, state), host=host, port=port) as server:
        address = f"http://{host}:{server.server_port}"
        console().print(
            say(
                "见证方 {vkey}\n在 {address}",
                "Witness {vkey}\nat {address}",
                vkey=signer.verifier().vkey,
                address=address,
            ),
            markup=False,
        )
        server.serve_forever()


def serving(state: WitnessState, *, host: str, port: int) -> ThreadingHTTPServer:
    """This will return a bound server for this witness; the caller lets it serve. Port 0 takes a free one."""
    return ThreadingHTTPServer((host, port), _handler_of(state, threading.Lock()))


def _make_key(path: Path, name: str) -> None:
    try:
        written = new_signer_key(name, COSIGNATURE_V1)
    except ValueError as error:
        raise Refused("{why}", "{why}", why=error) from None
    write_new(path, written.encode() + b"\n", secret=True)
    print(Signer.from_string(written).verifier().vkey)


def _handler_of(state: WitnessState, lock: threading.Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One request. A slow or silent client is dropped; one request at a time changes the state."""

        timeout = PATIENCE_SECONDS
        server_version = "qinglian-witness"
        sys_version = ""

        def do_POST(self) -> None:
            """This will answer `POST /add-checkpoint`."""
            length = self.headers.get("Content-Length", "")
            if self.path.rstrip("/") != "/add-checkpoint" or not length.isdigit():
                self._answer(Reply(404 if length.isdigit() else 411, ""))
            elif int(length) > MOST_REQUEST_BYTES:
                self._answer(Reply(413, ""))
            else:
                body = self.rfile.read(int(length))
                with lock:
                    reply = state.add_checkpoint(body, timestamp=int(time.time()))
                self._answer(reply)

        def do_GET(self) -> None:
            """This will say who this witness is and what it has seen."""
            self._answer(Reply(200, state.description()) if self.path == "/" else Reply(404, ""))

        def log_message(self, format: str, *args: object) -> None:
            """The requests come every few seconds; the state says what they brought."""

        def _answer(self, reply: Reply) -> None:
            data = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler
