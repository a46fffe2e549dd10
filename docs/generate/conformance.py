"""docs/reference/conformance.md: which requirement is observed by which test, read from the marks in the test files."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator

from docs.generate.code import tree_of
from docs.generate.markdown import heading, table
from tests.conformance import REPOSITORY, requirements


def page() -> str:
    """This will return the page: counts per star and pillar, then every requirement that has a test."""
    rows, tests = requirements(), marks()
    counts = table(("group", "observed", "of"), _counts(rows, tests))
    known = [
        (name, rows[name]["must"], "<br>".join(f"`{test}`" for test in tests[name]))
        for name in sorted(tests)
        if name in rows
    ]
    intro = (
        "A mark stands on a test that observes the requirement through a page, the API, the command line or an action. "
        "Requirements: [cts.csv](../conformance/cts.csv) (A-, B- and so on, from CTS-EBS01-2016, paraphrased) and "
        "[seeds.csv](../conformance/seeds.csv) (Z, D: the mission, sentence by sentence). What is missing: `qinglian conformance`."
    )
    return (
        heading("Conformance 符合性", "the marks `@pytest.mark.meets` in `tests/`", intro)
        + f"\n{counts}\n"
        + table(("id", "must", "observed by"), known)
    )


def marks() -> dict[str, list[str]]:
    """This will return, for each marked id, the tests that carry it (`tests/file.py::test_name`), sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((REPOSITORY / "tests").rglob("test_*.py")):
        tree = tree_of(path)
        everywhere = {name for node in tree.body for name in _module_marks(node)}
        for node in _tests(tree):
            for name in everywhere | {name for mark in node.decorator_list for name in _ids(mark)}:
                found[name].add(f"{path.relative_to(REPOSITORY)}::{node.name}")
    return {name: sorted(tests) for name, tests in found.items()}


def _counts(rows: dict[str, dict[str, str]], tests: dict[str, list[str]]) -> list[tuple[str, int, int]]:
    groups = {name: f"{'★' * int(row['star'])}" if "star" in row else row["pillar"] for name, row in rows.items()}
    total, observed = Counter(groups.values()), Counter(groups[name] for name in tests if name in groups)
    return [(group, observed[group], total[group]) for group in sorted(total)]


def _tests(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def _module_marks(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    ):
        marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
        return [name for mark in marks for name in _ids(mark)]
    return []


def _ids(mark: ast.expr) -> list[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.meets":
        return [str(ast.literal_eval(argument)) for argument in mark.args]
    return []
