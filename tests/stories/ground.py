"""The ground that a stage stands on outside of pytest: a home folder, a database, keys, and witnesses as processes of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from qinglian.trust.note import COSIGNATURE_V1, Signer, new_signer_key

QINGLIAN = Path(sys.executable).with_name("qinglian")
WITNESSES = ("witness.authority.invalid", "witness.province.invalid", "witness.university.invalid")
SECONDS_TO_START = 30


@dataclass(frozen=True)
class Witness:
    """One witness of the stories: its name, key file, public key and address."""

    name: str
    key: Path
    vkey: str
    port: int


@contextmanager
def ground(home: Path, *, running: int = 2, **environment: str) -> Iterator[None]:
    """This will make a fresh installation in `home`, with three witnesses of which `running` run, until the block ends.

    Django is set up here, once a process: import what needs it inside the block.
    """
    (home / "static").mkdir(exist_ok=True)
    witnesses = [_new_witness(home / "witnesses", name) for name in WITNESSES]
    rows = ",".join(f"{witness.vkey} http://127.0.0.1:{witness.port}" for witness in witnesses)
    os.environ |= {
        "QINGLIAN_HOME": str(home),
        "QINGLIAN_WITNESSES": rows,
        "DJANGO_SETTINGS_MODULE": "qinglian.config.settings",
    }
    os.environ |= environment
    log = _set_up()
    with ExitStack() as stack:
        for witness in witnesses[:running]:
            stack.enter_context(_running(witness, log=log, state=home / "witnesses" / witness.name))
        yield


def free_port() -> int:
    """This will return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, *, seconds: float = SECONDS_TO_START) -> None:
    """This will return once the address answers (TimeoutError otherwise)."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            opener.open(url, timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {seconds:.0f} seconds")


def _set_up() -> str:
    """This will set Django up, make tables and keys, and return the log's verifier key."""
    import django

    django.setup()
    from django.core.management import call_command

    from qinglian.record.keys import log_signer, make_keys

    make_keys()
    call_command("migrate", verbosity=0)
    return log_signer().verifier().vkey


def _new_witness(folder: Path, name: str) -> Witness:
    folder.mkdir(parents=True, exist_ok=True)
    key, written = folder / f"{name}.key", new_signer_key(name, COSIGNATURE_V1)
    key.touch(mode=0o600)
    key.write_text(written + "\n")
    return Witness(name, key, Signer.from_string(written).verifier().vkey, free_port())


@contextmanager
def _running(witness: Witness, *, log: str, state: Path) -> Iterator[None]:
    command = [QINGLIAN, "witness", "--key", witness.key, "--log", log, "--state", state, "--port", str(witness.port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{witness.port}/")
        yield
    finally:
        process.terminate()
        process.wait()
