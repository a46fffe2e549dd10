"""What the import contract cannot see: who writes, who says "This will", which names mean nothing."""

import ast
import re
import tomllib
from pathlib import Path

from tests.conformance import REPOSITORY
from tests.house.sources import SRC, files, functions, named, tree

WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "atomic"}
VAGUE = {"utils", "util", "common", "helpers", "helper", "misc", "services", "service", "signals", "managers", "tools"}
PROMISING_ROOMS = ("trust", "law", "record", "cli")
PROMISING_FILES = ("actions", "queries")


def test_web_and_api_write_nothing_themselves() -> None:
    writes = [
        f"{named(path, node)} .{node.attr}"
        for path in files(".py", under="src/qinglian/web") + files(".py", under="src/qinglian/api")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and (node.attr in WRITES or node.attr == "objects") and not _is_session(node)
    ]
    assert writes == []


def test_modules_have_names_that_mean_something() -> None:
    assert [named(path) for path in files(".py", ".ts") if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_public_functions_say_what_they_will_do() -> None:
    silent = [
        f"{named(path, node)} {node.name}"
        for path in files(".py", under="src/qinglian")
        if _promises(path)
        for node in functions(path)
        if not node.name.startswith("_") and not _is_inner(path, node)
        if not (ast.get_docstring(node) or "").startswith("This will ") and not _is_answer(node)
    ]
    assert silent == []


def test_modules_and_classes_say_what_they_are() -> None:
    silent = [named(path) for path in files(".py") if path.stat().st_size and not ast.get_docstring(tree(path))]
    silent += [
        f"{named(path, node)} {node.name}"
        for path in files(".py", under="src")
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_listens_to_signals() -> None:
    listening = [
        named(path) for path in files(".py", under="src") if "django.dispatch" in path.read_text(encoding="utf-8")
    ]
    assert listening == []


def _promises(path: Path) -> bool:
    parts = path.relative_to(SRC).parts
    in_domain = parts[0] == "domain" and len(parts) > 2 and parts[2].removesuffix(".py") in PROMISING_FILES
    return parts[0] in PROMISING_ROOMS or in_domain


def _is_answer(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A property, and what answers yes or no, may say what it is instead."""
    is_property = any(ast.unparse(mark) == "property" for mark in node.decorator_list)
    is_yes_or_no = node.returns is not None and ast.unparse(node.returns) == "bool"
    return bool(ast.get_docstring(node)) and (is_property or is_yes_or_no)


def _is_inner(path: Path, node: ast.AST) -> bool:
    return any(node is not outer and node in ast.walk(outer) for outer in functions(path))


def _is_session(node: ast.Attribute) -> bool:
    return "session" in ast.unparse(node.value) or ast.unparse(node.value) == "router"


def test_demo_and_story_need_no_development_package() -> None:
    """`make demo` and `make story` install what the platform itself needs, and nothing to test with."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {re.split(r"[\[<>=]", name)[0].replace("-", "_") for name in project["dependency-groups"]["dev"]}
    played = [path for path in files(".py", under="tests/stories") if not path.name.startswith("test_")]
    imported = [(path, name) for path in played for name in _imports(path)]
    assert [f"{named(path)} {name}" for path, name in imported if name.split(".")[0] in packages] == []
    ours = {name for _, name in imported if name.startswith("tests.") and not name.startswith("tests.stories")}
    assert ours == {"tests.places"}


def _imports(path: Path) -> list[str]:
    nodes = list(ast.walk(tree(path)))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
