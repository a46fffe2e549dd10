"""The files that the house rules look at, and small readers for them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.conformance import REPOSITORY

SRC = REPOSITORY / "src/qinglian"


@cache
def tracked() -> tuple[Path, ...]:
    """This will list every file of the repository that is committed or about to be, deleted and ignored ones left out."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(path for path in (REPOSITORY / name for name in sorted(set(names))) if path.is_file())


def files(*suffixes: str, under: str = "") -> list[Path]:
    """This will list the tracked files with these suffixes below a folder, migrations left out."""
    root = REPOSITORY / under
    return [
        path
        for path in tracked()
        if path.suffix in suffixes and path.is_relative_to(root) and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    """This will parse a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path, node: ast.AST | None = None) -> str:
    """This will write a place as `path:line`, for messages."""
    line = f":{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else ""
    return f"{path.relative_to(REPOSITORY)}{line}"


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """This will list every function and method of a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
