"""`qinglian inspections FOLDER`: recomputes every lot of the weekly inspections from a copy of the public log."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from qinglian.cli.refused import Refused
from qinglian.cli.speech import errors, say
from qinglian.cli.verify.facts import read_fact
from qinglian.trust.lots import SEED_BYTES
from qinglian.trust.weekly import SCOPE, is_revealed_rightly, lots_of

COMMITTED, REVEALED, HELD = "inspections-committed/v1", "inspections-revealed/v1", "weekly-inspection-held/v1"


def add_to(commands: typer.Typer) -> None:
    """This will add the command."""
    commands.command("inspections", help=say("重算每周抽查的抽签", "Recompute the lots of the weekly inspections"))(run)


def run(folder: Annotated[Path, typer.Argument(help=say("公开日志的副本", "a copy of the public log"))]) -> None:
    """This will print one JSON line a period and end with exit code 1 when a seed or an inspection does not fit."""
    verdicts = judged(read_facts(folder))
    if not verdicts:
        raise Refused("日志里没有每周抽查的承诺", "the log holds no commitment of weekly inspections")
    for verdict in verdicts:
        typer.echo(json.dumps(verdict, ensure_ascii=False))
    if any(verdict["verdict"] == "wrong" for verdict in verdicts):
        errors().print(say("有不符的", "something does not fit"))
        raise typer.Exit(1)


def judged(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """This will judge every commitment: `sealed` before its seed is public, `right`, or `wrong` with the weeks that differ.

    A week counts as inspected when a fact says that it was held by its lot; the others are named as missing.
    """
    of_kind = {kind: [one["body"] for one in facts if one["kind"] == kind] for kind in (COMMITTED, REVEALED, HELD)}
    seeds = {body["period"]: body["seed"] for body in of_kind[REVEALED]}
    held = {body["week"]: {name: body[name] for name in ("week", "day", "hour", "section")} for body in of_kind[HELD]}
    return [_judged(body, seeds.get(body["period"]), held) for body in of_kind[COMMITTED]]


def read_facts(folder: Path) -> list[dict[str, Any]]:
    """This will read the opened facts of every bundle below a folder, each once, in the log's order (Refused when there is none).

    Each fact must give the leaf that stands beside it. That the leaves are those of the witnessed log is `qinglian verify`'s work.
    """
    found: dict[int, dict[str, Any]] = {}
    for path in sorted(folder.rglob("facts/**/*")):
        if path.is_file():
            for row in json.loads(path.read_bytes()):
                if "fact" in row:
                    if read_fact(row).leaf != row["leaf"]:
                        raise Refused(
                            "第 {index} 条与它的叶不符", "leaf {index} does not fit its fact", index=row["index"]
                        )
                    found[row["index"]] = row["fact"]
    if not found:
        raise Refused("这个文件夹里没有事实", "there are no facts in this folder")
    return [found[index] for index in sorted(found)]


def _judged(body: dict[str, Any], seed: str | None, held: dict[str, dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {"period": body["period"], "weeks": len(body["weeks"])}
    if seed is None:
        return told | {"verdict": "sealed"}
    scope = {name: body[name] for name in SCOPE}
    raw = bytes.fromhex(seed)
    if len(raw) != SEED_BYTES or not is_revealed_rightly(scope, commitment=body["commitment"], seed=raw):
        return told | {"verdict": "wrong", "because": "the seed does not fit its commitment"}
    lots = [asdict(lot) for lot in lots_of(raw, scope=scope)]
    differ = [lot["week"] for lot in lots if lot["week"] in held and held[lot["week"]] != lot]
    missing = [lot["week"] for lot in lots if lot["week"] not in held]
    return told | {"verdict": "wrong" if differ else "right", "differ": differ, "missing": missing, "lots": lots}
