"""Files of one subject, functions of one thing (CONTRIBUTING 4)."""

from tests.conformance import REPOSITORY
from tests.house.sources import files, functions, named


def test_files_have_at_most_400_lines() -> None:
    long = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py", ".ts", ".html", ".css")
    }
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_functions_have_at_most_40_lines() -> None:
    """Tests may be longer: one that walks a whole way is read from top to bottom."""
    long = {
        f"{named(path, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in files(".py")
        for node in functions(path)
        if not path.is_relative_to(REPOSITORY / "tests")
    }
    assert {name: lines for name, lines in long.items() if lines > 40} == {}
