"""What may stand in a file: Chinese with Chinese punctuation, no machine's paths, no registry's address."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conformance import REPOSITORY
from tests.house.sources import files, named, tracked, tree

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;?!(][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?=\s|$)")
SAID = re.compile(r"""{%\s*say\s+("[^"]*"|'[^']*')""")
EXCLAMATION = re.compile(r"[\u4e00-\u9fff]！")
NEVER = re.compile(r"never ([\u4e00-\u9fff]+)")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|tmp)/\w")
REGISTRIES = re.compile(r"https?://[^\s\"']*(?:pypi|npmjs|pythonhosted|debian\.org/debian)")
TEXT_FILES = {".py", ".ts", ".html", ".css", ".md", ".toml", ".json", ".csv", ".mjs", ".yml", ".txt", ""}
LAW_TEXTS = "src/qinglian/law/texts"


def test_chinese_uses_chinese_punctuation() -> None:
    wrong = [f"{place}: {text[:60]}" for place, text in _chinese() if HALF_WIDTH.search(text)]
    assert wrong == []


def test_nobody_shouts() -> None:
    assert [f"{place}: {text[:60]}" for place, text in _chinese() if EXCLAMATION.search(text)] == []


def test_what_the_glossary_says_never_is_never_said() -> None:
    """`never X` behind a Chinese word of the glossary. Generated pages say what their sources say."""
    never = NEVER.findall((REPOSITORY / "GLOSSARY.md").read_text(encoding="utf-8"))
    assert "验证包" in never
    said = _lines(re.compile("|".join(never)), except_for=("GLOSSARY.md", "tests/house/test_words.py"))
    assert [line for line in said if not line.startswith("docs/reference/")] == []


def test_files_know_no_machine() -> None:
    assert _lines(MACHINE, except_for=("tests/house/test_words.py",)) == []


def test_files_know_no_registry() -> None:
    """uv.lock names PyPI's public addresses, as uv wants it, and nobody else's; package-lock.json names none."""
    assert _lines(REGISTRIES, except_for=("uv.lock", "tests/house/test_words.py")) == []
    hosts = set(re.findall(r"https?://([^/\"]+)", (REPOSITORY / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert '"resolved"' not in (REPOSITORY / "browser/package-lock.json").read_text(encoding="utf-8")


def _chinese() -> Iterator[tuple[str, str]]:
    """Every mostly Chinese string of Python files (docstrings aside), and every `say` of a template."""
    for path in files(".py", under="src"):
        spoken = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in spoken
                and _is_chinese(node.value)
            ):
                yield named(path, node), node.value
    for path in files(".html", under="src"):
        for said in SAID.finditer(path.read_text(encoding="utf-8")):
            if _is_chinese(said[1]):
                yield named(path), re.sub(r"{\w+}", "", said[1])


def _is_chinese(text: str) -> bool:
    is_pattern = text.startswith("^") or "\\" in text or "(?:" in text or ")|" in text or "|(" in text
    return not is_pattern and len(HAN.findall(text)) > len(LATIN.findall(text))


def _lines(pattern: re.Pattern[str], *, except_for: tuple[str, ...]) -> list[str]:
    return [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path.suffix in TEXT_FILES and named(path) not in except_for and not _is_law(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def _is_law(path: Path) -> bool:
    return named(path).startswith(LAW_TEXTS)
