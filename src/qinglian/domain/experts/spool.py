"""Messages as files, where no telephone system is connected: one JSON file each, in a folder beside the notifier's books."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from qinglian.record import durable
from qinglian.record.events import moment

MOST_SHOWN = 200


@dataclass(frozen=True)
class Message:
    """One call or text message. It never names the project."""

    to: str
    kind: str  # voice sms
    text: str
    link: str
    at: str


def put(folder: Path, *, to: str, kind: str, text: str, link: str, at: datetime) -> Path:
    """This will write one message durably and return its file."""
    message = Message(to=to, kind=kind, text=text, link=link, at=moment(at))
    path = folder / f"{at.strftime('%Y%m%d%H%M%S')}-{secrets.token_hex(6)}.json"
    durable.write_file(path, json.dumps(asdict(message), ensure_ascii=False).encode(), mode=0o600)
    return path


def messages(folder: Path) -> list[Message]:
    """This will return the newest messages, newest first."""
    if not folder.is_dir():
        return []
    paths = sorted(folder.glob("*.json"), reverse=True)[:MOST_SHOWN]
    return [Message(**json.loads(path.read_bytes())) for path in paths]
