"""Chinese sentences bear Chinese punctuation: half-width commas slip in when typed in code (look.md 7)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conformance import REPOSITORY

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!(]|[,;:?!)][\u4e00-\u9fff]|！")
A_PATTERN = re.compile(r"\(\?[:!]|\\n\]|\(\[|\[\^|\($|^\)")  # a regular expression, not a sentence
SOURCE = REPOSITORY / "src/qinglian"


def test_half_width_is_found() -> None:
    assert [bool(HALF_WIDTH.search(text)) for text in ("投标,开标", "（第 3 条）", "共 3 条, 其余", "真好！")] == [
        True,
        False,
        True,
        True,
    ]


def test_templates_have_no_half_width_punctuation_in_chinese() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{number} {match.group()}"
        for path in sorted(SOURCE.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in HALF_WIDTH.finditer(line)
    ]
    assert found == []


def test_sentences_in_code_have_no_half_width_punctuation_in_chinese() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{line} {text[:60]}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, text in _sentences(path)
        if HALF_WIDTH.search(text) and not A_PATTERN.search(text)
    ]
    assert found == []


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.lineno, node.value
