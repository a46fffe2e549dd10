"""Reading and writing the files that a person names; every fault is a refusal that says which file."""

import json
import os
from pathlib import Path
from typing import Any

import typer

from qinglian.cli.refused import Refused
from qinglian.cli.speech import say
from qinglian.trust.keys import Master, open_key_file
from qinglian.trust.policy import Policy, read_policy
from qinglian.trust.strict import read_json

MOST_JSON_BYTES = 512 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """This will read a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("读不了 {path}：{why}", "{path} cannot be read: {why}", path=path, why=error.strerror) from None


def read_text(path: Path) -> str:
    """This will read a text file."""
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError:
        raise Refused("{path} 不是文本文件", "{path} is no text file", path=path) from None


def read_object(path: Path) -> Any:
    """This will read a JSON file."""
    try:
        return read_json(read_bytes(path), limit=MOST_JSON_BYTES, name=path.name)
    except ValueError as error:
        raise Refused("{why}", "{why}", why=error) from None


def write_new(path: Path, data: bytes, *, secret: bool = False) -> None:
    """This will write a new file durably; an existing one is never overwritten. Secret files get mode 0600."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Refused("{path} 已经存在，不覆盖", "{path} exists; it is not overwritten", path=path) from None
    except OSError as error:
        raise Refused(
            "写不了 {path}：{why}", "{path} cannot be written: {why}", path=path, why=error.strerror
        ) from None


def write_object(path: Path, value: Any) -> None:
    """This will write a new JSON file."""
    write_new(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def open_key(path: Path) -> tuple[Master, dict[str, Any]]:
    """This will ask for the passphrase (or take QINGLIAN_PASSPHRASE) and return the master and what the key file says."""
    file = read_object(path)
    words = os.environ.get("QINGLIAN_PASSPHRASE") or typer.prompt(say("口令", "Passphrase"), hide_input=True)
    try:
        return open_key_file(file, words=words), file
    except ValueError as error:
        raise Refused("密钥文件打不开：{why}", "The key file does not open: {why}", why=error) from None


def open_policy(path: Path) -> Policy:
    """This will read a pinned policy file."""
    try:
        return read_policy(read_object(path))
    except ValueError as error:
        raise Refused("信任名单读不出：{why}", "The policy cannot be read: {why}", why=error) from None
