"""The witnesses of this log: who they are (settings), how they are asked (C2SP tlog-witness), how many make a quorum."""

import re
from dataclasses import dataclass

import httpx
from django.conf import settings

from qinglian.trust.note import Verifier

SECONDS_TO_ANSWER = 3
_SIZE = re.compile(r"[0-9]{1,15}\n?", re.ASCII)


@dataclass(frozen=True)
class Witness:
    """One witness: its verifier key string (`name+hash+key`, signature type 4) and its submission prefix."""

    key: str
    url: str

    @property
    def name(self) -> str:
        """This will return the name that its signature lines bear."""
        return self.key.split("+", 1)[0]

    def verifier(self) -> Verifier:
        """This will return the verifier of its cosignatures."""
        return Verifier.from_string(self.key)


@dataclass(frozen=True)
class Answer:
    """What a witness said: signature lines (200), the size that it holds (409), or a fault in words."""

    lines: str = ""
    size: int | None = None
    fault: str = ""


def configured() -> list[Witness]:
    """This will list the witnesses of the settings (`QINGLIAN_WITNESSES`: "vkey URL", separated by commas)."""
    return [Witness(*row.split(maxsplit=1)) for row in settings.QINGLIAN_WITNESSES]


def quorum() -> int:
    """This will return how many witnesses must cosign a checkpoint; more than half of them unless QINGLIAN_QUORUM says otherwise."""
    if settings.QINGLIAN_QUORUM is not None:
        return int(settings.QINGLIAN_QUORUM)
    return len(configured()) // 2 + bool(configured())


def request_body(*, old: int, proof: list[str], note: str) -> str:
    """This will write the body of `POST add-checkpoint`: the size that the witness holds, base64 proof lines, an empty line, the note."""
    return "".join(f"{line}\n" for line in [f"old {old}", *proof]) + "\n" + note


def ask(witness: Witness, body: str) -> Answer:
    """This will send one request and sort the answer. Network faults come back as words, never as exceptions."""
    try:
        reply = httpx.post(
            witness.url.rstrip("/") + "/add-checkpoint",
            content=body.encode(),
            timeout=SECONDS_TO_ANSWER,
            trust_env=False,
        )
    except httpx.HTTPError as error:
        return Answer(fault=f"no answer: {type(error).__name__}")
    if reply.status_code == 200:
        return Answer(lines=reply.text)
    if reply.status_code == 409 and _SIZE.fullmatch(reply.text):
        return Answer(size=int(reply.text), fault="it holds another size")
    return Answer(fault=f"HTTP {reply.status_code}: {reply.text.strip()[:200]}")
