"""`qinglian conformance`: which requirements the tests prove (docs/conformance/*.csv, build/conformance.json)."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from qinglian.cli.refused import Refused
from qinglian.cli.speech import console, say

_GROUP = {"cts.csv": "star", "seeds.csv": "pillar"}


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("conformance", help=say("哪些要求已由测试证明", "Which requirements the tests prove"))(run)


def run(
    *,
    folder: Annotated[Path, typer.Option(help=say("项目目录", "the project's folder"))] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help=say("输出 JSON", "print JSON"))] = False,
    missing: Annotated[bool, typer.Option(help=say("列出缺的", "name what is missing"))] = True,
) -> None:
    """This will print counts per star and pillar and name what is missing; `--json` gives each id's state."""
    tables = {name: _rows(folder / "docs" / "conformance" / name) for name in _GROUP}
    states = state_of_each(tables, _outcomes(folder / "build" / "conformance.json"))
    if as_json:
        print(json.dumps(states, indent=1, sort_keys=True))
        return
    for name, rows in tables.items():
        console().print(_table(name, rows, states))
    if missing:
        for state in ("failed", "missing"):
            ids = [row["id"] for rows in tables.values() for row in rows if states[row["id"]] == state]
            if ids:
                console().print(f"{_label(state)} ({len(ids)}): {' '.join(ids)}", markup=False)


def state_of_each(tables: dict[str, list[dict[str, str]]], outcomes: dict[str, dict[str, str]]) -> dict[str, str]:
    """This will return id -> met (a marked test passed, none failed), failed, or missing (no marked test passed)."""
    states = {}
    for rows in tables.values():
        for row in rows:
            found = set(outcomes.get(row["id"], {}).values())
            states[row["id"]] = "failed" if "failed" in found else "met" if "passed" in found else "missing"
    return states


def _table(name: str, rows: list[dict[str, str]], states: dict[str, str]) -> Table:
    group = _GROUP[name]
    counts = Counter((row[group], states[row["id"]]) for row in rows)
    table = Table(
        title=f"{name}: {sum(states[row['id']] == 'met' for row in rows)} / {len(rows)}", title_justify="left"
    )
    table.add_column("★" if group == "star" else say("支柱", "pillar"))
    for state in ("met", "failed", "missing"):
        table.add_column(_label(state), justify="right")
    for value in sorted({row[group] for row in rows}):
        table.add_row(value, *(str(counts[value, state]) for state in ("met", "failed", "missing")))
    return table


def _label(state: str) -> str:
    return {"met": say("已证明", "met"), "failed": say("失败", "failed"), "missing": say("缺", "missing")}[state]


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise Refused(
            "没有 {path}，请在项目目录运行", "{path} is missing; run it in the project's folder", path=path
        ) from None


def _outcomes(path: Path) -> dict[str, dict[str, str]]:
    try:
        outcomes: dict[str, dict[str, str]] = json.loads(path.read_text())
    except OSError:
        raise Refused("没有 {path}：先运行 make test", "{path} is missing: run make test first", path=path) from None
    return outcomes
