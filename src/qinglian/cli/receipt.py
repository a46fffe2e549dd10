"""`qinglian receipt`: is this receipt the platform's, does its fact give its leaf, does the witnessed log hold it."""

from pathlib import Path
from typing import Annotated

import typer

from qinglian.cli.files import open_policy, read_object, read_text, write_new
from qinglian.cli.refused import Refused
from qinglian.cli.server import Server
from qinglian.cli.speech import console, say
from qinglian.trust.receipt import Receipt, check_receipt, check_receipt_proof


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("receipt", help=say("核对回执及其日志证明", "Check a receipt and its proof"))(run)


def run(
    file: Annotated[Path, typer.Argument(help=say("回执文件", "the receipt"))],
    *,
    policy: Annotated[Path, typer.Option(help=say("另外取得的信任名单", "the policy that you pinned"))],
    server: Annotated[
        str | None, typer.Option(help=say("从平台取日志证明", "fetch the proof from the platform"))
    ] = None,
    proof: Annotated[Path | None, typer.Option(help=say("日志证明 *.tlog-proof", "the proof, *.tlog-proof"))] = None,
) -> None:
    """This will check signature, leaf and proof. A proof that is fetched is kept beside the receipt."""
    pinned = open_policy(policy)
    try:
        receipt = check_receipt(read_object(file), pinned)
    except ValueError as error:
        raise Refused("回执不成立：{why}", "The receipt does not hold: {why}", why=error) from None
    _tell(receipt)
    text = _proof_text(receipt, file, proof, server)
    if text is None:
        console().print(
            say("没有日志证明；请用 --server 取，或稍后再核", "No proof at hand; fetch it with --server, or later")
        )
        return
    try:
        index, witnessed = check_receipt_proof(receipt, text, pinned)
    except ValueError as error:
        raise Refused("日志证明不成立：{why}", "The proof does not hold: {why}", why=error) from None
    names = ", ".join(sorted(witnessed.cosigned))
    size = witnessed.checkpoint.size
    said = say(
        "在日志中：第 {index} 条，共 {size} 条；见证：{names}",
        "In the log: leaf {index} of {size}; witnesses: {names}",
        index=index,
        size=size,
        names=names,
    )
    console().print(said, markup=False)


def _tell(receipt: Receipt) -> None:
    opening = receipt.opening
    words = {"bid-received/v1": say("收到", "received"), "bid-withdrawn/v1": say("撤回", "withdrawn")}
    show = console()
    show.print(say("回执由平台签署", "The receipt is signed by the platform"))
    where = f"{opening['tender']}/{opening['section']}/{opening['round']}"
    show.print(f"{words[receipt.kind]}  {where}  {receipt.arrived_at}\n{receipt.manifest}", markup=False)


def _proof_text(receipt: Receipt, file: Path, proof: Path | None, server: str | None) -> str | None:
    if proof is not None:
        return read_text(proof)
    if server is None:
        return None
    text = str(Server(server).get(f"/api/record/proofs/{receipt.leaf.hex()}"))
    beside = file.with_suffix(".tlog-proof")
    if not beside.exists():
        write_new(beside, text.encode())
    return text
