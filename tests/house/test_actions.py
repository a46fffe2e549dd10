"""Every act is promised in a docstring, exercised by a test and listed in docs/reference/actions.md."""

import ast
import inspect

from docs.generate.code import actions
from tests.conformance import REPOSITORY
from tests.house.sources import files, tree


def test_every_action_has_a_test() -> None:
    used: set[str] = set()
    for path in files(".py", under="tests"):
        used |= {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        used |= {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
    assert [f"{action.__module__}.{action.__name__}" for action in actions() if action.__name__ not in used] == []


def test_every_action_says_what_it_will_do() -> None:
    assert [
        action.__qualname__ for action in actions() if not (inspect.getdoc(action) or "").startswith("This will ")
    ] == []


def test_every_action_is_told_who_and_when() -> None:
    """The moment is `at` (or `at_end`, read once the upload is whole): nobody below web, api and jobs asks the clock."""
    blind = [
        action.__qualname__
        for action in actions()
        if action.__module__.startswith("qinglian.domain.")
        if not {"at", "at_end"} & set(inspect.signature(action).parameters)
    ]
    assert blind == []


def test_every_action_is_documented() -> None:
    page = (REPOSITORY / "docs/reference/actions.md").read_text(encoding="utf-8")
    assert [action.__name__ for action in actions() if f"`{action.__name__}`" not in page] == []
