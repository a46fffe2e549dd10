"""`qinglian verify`: a stranger's check of everything that is published, offline on a folder or against a server."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from qinglian.cli.files import read_bytes, read_text
from qinglian.cli.refused import Refused
from qinglian.cli.speech import console, said, say
from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.report import Report, Step
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import open_source, web_client

_MARKS = {"ok": "[green]✓[/green]", "found": "[red]✗[/red]", "skipped": "[dim]·[/dim]"}
_MOST_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command(
        "verify",
        help=say("核对公开的一切（网址、文件夹或核验包）", "Verify all that is published (URL, folder or pack)"),
    )(run)


def run(
    target: Annotated[str, typer.Argument(help=say("网址、文件夹或 zip", "URL, folder or zip"))],
    *,
    policy: Annotated[
        Path | None, typer.Option(help=say("另外取得的信任名单", "the policy file that you pinned"))
    ] = None,
    tender: Annotated[str | None, typer.Option(help=say("只核对这个项目", "verify this tender alone"))] = None,
    receipt: Annotated[list[Path] | None, typer.Option(help=say("回执文件", "a receipt"))] = None,
    since: Annotated[
        list[Path] | None, typer.Option(help=say("以前保存的检查点", "a checkpoint kept from earlier"))
    ] = None,
    remember: Annotated[
        Path | None, typer.Option(help=say("通过后把检查点存到这里", "keep the checkpoint here when verified"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("输出 JSON", "print JSON"))] = False,
) -> None:
    """This will verify, print numbered steps with one verdict, and exit with 0 when nothing was found, else 1."""
    wanted = Wanted(
        tender,
        tuple((path.name, read_text(path)) for path in since or []),
        tuple(_receipt(path) for path in receipt or []),
    )
    try:
        source = open_source(target, web_client)
    except FileNotFoundError as error:
        raise Refused("{why}", "{why}", why=error) from None
    pinned = read_bytes(policy) if policy else None
    with console().status(say("正在核对", "verifying")):
        report = verify(source, wanted, policy=pinned)
    if remember and report.is_verified:
        remember.write_bytes(source.read("checkpoint"))
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        show(report, console())
    raise typer.Exit(0 if report.is_verified else 1)


def show(report: Report, out: Console) -> None:
    """This will print the report for people."""
    if report.simulated:
        out.print(
            say(
                "[yellow]模拟环境 SIMULATED[/yellow]：{origin}",
                "[yellow]SIMULATED[/yellow]: {origin}",
                origin=report.origin,
            )
        )
    for step in report.steps:
        _show_step(step, out)
    out.print()
    colour = "green" if report.is_verified and report.pinned else "yellow" if report.is_verified else "red"
    out.print(f"[bold {colour}]{said(report.verdict)}[/bold {colour}]")
    if report.limits:
        out.print()
        out.print(say("以下各点，核对证明不了：", "What this cannot show:"))
        for limit in report.limits:
            out.print(f"  – {said(limit)}")


def _show_step(step: Step, out: Console) -> None:
    out.print(f"{_MARKS[step.outcome]} {step.number:2}. {said(step.title)}")
    for note in step.notes:
        out.print(f"       [dim]{said(note)}[/dim]")
    for finding in step.findings[:_MOST_SHOWN]:
        out.print(f"       [red]{finding.code}[/red] {said(finding.said)}")
        if finding.where:
            out.print(f"         {finding.where}", markup=False)
    if len(step.findings) > _MOST_SHOWN:
        out.print(say("       另有 {n} 处", "       and {n} more", n=len(step.findings) - _MOST_SHOWN))


def _receipt(path: Path) -> tuple[str, Any, str | None]:
    """This will read a receipt file and, when it lies beside it, its proof (`<name>.tlog-proof`)."""
    try:
        value: Any = json.loads(read_text(path))
    except ValueError as error:
        value = str(error)
    beside = path.with_suffix(".tlog-proof")
    return path.name, value, read_text(beside) if beside.is_file() else None
