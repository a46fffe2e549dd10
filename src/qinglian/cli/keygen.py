"""`qinglian keygen`: a key is born on its owner's machine, under a passphrase; nobody else ever has it."""

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from qinglian.cli.files import write_new
from qinglian.cli.refused import Refused
from qinglian.cli.speech import console, say
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.keys import Master, make_key_file
from qinglian.trust.strict import from_base64


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("keygen", help=say("制作机构或保管人的密钥文件", "Make an organisation's or guardian's key file"))(run)


def run(
    out: Annotated[Path, typer.Argument(help=say("新的密钥文件 *.qlkey", "the new key file, *.qlkey"))],
    *,
    origin: Annotated[str, typer.Option(help=say("平台的日志名称", "the log's origin"))],
    holder: Annotated[str, typer.Option(help=say("持有人编号 org-… 或 grd-…", "the holder's id, org-… or grd-…"))],
    label: Annotated[str, typer.Option(help=say("给自己认的名称", "a name for yourself"))] = "qinglian",
    demo: Annotated[bool, typer.Option(help=say("演示密钥（仅 .invalid）", "a demo key (.invalid only)"))] = False,
) -> None:
    """This will make a random master, wrap it under a passphrase and print the public key with its fingerprint."""
    words = os.environ.get("QINGLIAN_PASSPHRASE") or typer.prompt(
        say("口令（至少 8 个字符）", "Passphrase (at least 8 characters)"), hide_input=True, confirmation_prompt=True
    )
    master = Master(secrets.token_bytes(32))
    try:
        file = make_key_file(master, origin=origin, holder=holder, label=label, words=words, demo=demo)
    except ValueError as error:
        raise Refused("{why}", "{why}", why=error) from None
    write_new(out, jcs(file) + b"\n", secret=True)
    show = console()
    show.print(say("已写入 {path}", "Written to {path}", path=out), markup=False)
    show.print(say("公钥  {key}", "Public key   {key}", key=master.public()), markup=False)
    show.print(say("指纹  {print}", "Fingerprint  {print}", print=fingerprint(master.public())), markup=False)
    show.print(
        say(
            "请另存两份并封存口令：丢了谁也找不回来。",
            "Keep two copies and the passphrase sealed: nobody can recover them.",
        )
    )


def fingerprint(public: str) -> str:
    """This will return what two people read to each other: 40 hex digits of the key's SHA-256 in groups of four."""
    digits = sha256(from_base64(public, name="public key", size=32)).hex()[:40]
    return " ".join(digits[start : start + 4] for start in range(0, 40, 4))
