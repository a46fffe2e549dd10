"""`qinglian seal`: seal a bid on one's own machine, from the sealing kit alone; no network needed unless it is handed in."""

import mimetypes
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from qinglian.cli.files import open_key, open_policy, read_bytes, read_object, write_new, write_object
from qinglian.cli.machine import machine_codes
from qinglian.cli.refused import Refused
from qinglian.cli.server import Server
from qinglian.cli.sheet import read_sheet
from qinglian.cli.speech import console, say
from qinglian.trust.inner import BidFile
from qinglian.trust.keys import Master
from qinglian.trust.kit import Kit, check_kit
from qinglian.trust.seal import seal_bid

_OTHER = "application/octet-stream"


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("seal", help=say("密封投标文件", "Seal a bid"))(run)


_Out = Annotated[Path, typer.Argument(help=say("新的密封文件 *.qlbid", "the new sealed file, *.qlbid"))]
_Key = Annotated[Path, typer.Option(help=say("本单位密钥文件", "your organisation's key file"))]
_KitFile = Annotated[Path | None, typer.Option(help=say("密封资料（JSON）", "the sealing kit (JSON)"))]
_Platform = Annotated[str | None, typer.Option(help=say("或从平台取", "or fetch it from the platform"))]
_Tender = Annotated[str | None, typer.Option(help=say("招标项目编号", "tender code"))]
_Section = Annotated[str, typer.Option(help=say("标段", "section"))]
_PolicyFile = Annotated[Path | None, typer.Option(help=say("另外取得的信任名单", "the policy that you pinned"))]
_Sheet = Annotated[
    list[str] | None, typer.Option(help=say("一览表 名称=值，price=元", "sheet field name=value, price in yuan"))
]
_Business = Annotated[list[Path] | None, typer.Option(help=say("商务文件", "business file"))]
_Technical = Annotated[list[Path] | None, typer.Option(help=say("技术文件", "technical file"))]
_Supersedes = Annotated[str | None, typer.Option(help=say("被替换的清单哈希", "manifest hash that it replaces"))]
_Machine = Annotated[bool, typer.Option(help=say("写入并声明本机机器码", "declare this machine's codes in it"))]
_HandIn = Annotated[bool, typer.Option(help=say("密封后递交（须 --server）", "hand it in (needs --server)"))]


def run(
    out: _Out,
    *,
    key: _Key,
    kit: _KitFile = None,
    server: _Platform = None,
    tender: _Tender = None,
    section: _Section = "1",
    policy: _PolicyFile = None,
    sheet: _Sheet = None,
    business: _Business = None,
    technical: _Technical = None,
    supersedes: _Supersedes = None,
    machine: _Machine = True,
    hand_in: _HandIn = False,
) -> None:
    """This will check the kit, fill the sheet, seal, and write the package; with --hand-in also the receipt beside it."""
    master, file = open_key(key)
    checked = _kit(kit, server, tender, section, policy)
    if file["origin"] != checked.opening["origin"]:
        raise Refused("密钥属于另一个平台：{origin}", "The key is of another platform: {origin}", origin=file["origin"])
    _require_time(checked)
    codes = machine_codes() if machine else None
    package = sealed_to(
        checked,
        master,
        bidder=file["holder"],
        files={"business": _files(business), "technical": _files(technical)},
        sheet=read_sheet(checked.sheet_form, sheet or [], cap_fen=checked.price_cap_fen),
        supersedes=supersedes,
        machine=codes,
    )
    write_new(out, package)
    _tell(out, package, checked, codes)
    if hand_in:
        _hand_in(out, package, server)


def sealed_to(kit: Kit, master: Master, **bid: Any) -> bytes:
    """This will seal a bid to a checked kit (`bidder`, `files`, `sheet`, `supersedes`, `machine` as for `seal_bid`)."""
    package = seal_bid(
        master, opening=kit.opening, notice=kit.notice, access=kit.access, recipients=kit.recipients, **bid
    )
    if len(package) > kit.max_bytes:
        size = len(package)
        raise Refused(
            "密封后 {n} 字节，上限 {most}", "{n} bytes when sealed; at most {most}", n=size, most=kit.max_bytes
        )
    return package


def _kit(path: Path | None, server: str | None, tender: str | None, section: str, policy: Path | None) -> Kit:
    if path is not None:
        value = read_object(path)
    elif server is not None and tender is not None:
        value = Server(server).get(f"/api/tenders/{tender}/sections/{section}/kit")
    else:
        raise Refused("请给出 --kit，或 --server 和 --tender", "Give --kit, or --server and --tender")
    try:
        return check_kit(value, pinned=open_policy(policy) if policy else None)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("密封资料不成立：{why}", "The sealing kit does not hold: {why}", why=error) from None


def _require_time(kit: Kit) -> None:
    deadline = datetime.fromisoformat(kit.deadline_at)
    simulated = str(kit.opening["origin"]).endswith(".invalid")
    if datetime.now(deadline.tzinfo) >= deadline and not simulated:
        raise Refused("{at} 已截止", "The deadline passed at {at}", at=kit.deadline_at)


def _files(paths: list[Path] | None) -> list[BidFile]:
    return [BidFile(path.name, mimetypes.guess_type(path.name)[0] or _OTHER, read_bytes(path)) for path in paths or []]


def _tell(out: Path, package: bytes, kit: Kit, codes: dict[str, Any] | None) -> None:
    show = console()
    show.print(
        say("已密封：{path}（{size} 字节）", "Sealed: {path} ({size} bytes)", path=out, size=len(package)), markup=False
    )
    show.print(say("{name}，截止 {at}", "{name}, deadline {at}", name=kit.name, at=kit.deadline_at), markup=False)
    if codes:
        show.print(say("声明的机器码：{codes}", "Machine codes declared: {codes}", codes=codes), markup=False)


def _hand_in(out: Path, package: bytes, server: str | None) -> None:
    if server is None:
        raise Refused("递交须给出 --server", "Handing in needs --server")
    receipt = Server(server).send("/api/bids/packages", package)
    beside = out.with_suffix(".receipt.json")
    write_object(beside, receipt)
    console().print(say("已递交，回执：{path}", "Handed in; the receipt: {path}", path=beside), markup=False)
