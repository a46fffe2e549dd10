"""Docs that cannot lie: generated pages are fresh, links lead somewhere, the README's commands exist."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from docs.generate.pages import PAGES, REFERENCE
from tests.conformance import REPOSITORY
from tests.house.sources import files, named

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_page_is_fresh(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), f"docs/reference/{name} is stale: make docs"


def test_links_lead_somewhere() -> None:
    dead = [
        f"{named(path)} -> {target}" for path in files(".md") for target in _targets(path) if not _exists(path, target)
    ]
    assert dead == []


@pytest.mark.parametrize("name", READMES)
def test_readme_is_short_and_its_commands_exist(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    rules = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    assert len(text.splitlines()) <= 120
    assert sorted(set(re.findall(r"\bmake ([a-z-]+)", text)) - rules) == []
    assert {"demo", "test"} <= set(re.findall(r"\bmake ([a-z-]+)", text))


def test_every_adr_is_one_screen_and_listed() -> None:
    index = (REPOSITORY / "docs/index.md").read_text(encoding="utf-8")
    adrs = sorted((REPOSITORY / "docs/adr").glob("*.md"))
    assert [path.name for path in adrs if len(path.read_text(encoding="utf-8").splitlines()) > 60] == []
    assert [path.name for path in adrs if f"adr/{path.name}" not in index] == []


def _targets(path: Path) -> list[str]:
    return [one or other for one, other in LINK.findall(path.read_text(encoding="utf-8"))]


def _exists(path: Path, target: str) -> bool:
    return (
        "://" in target
        or target.startswith(("#", "mailto:"))
        or (path.parent / target.split("#", maxsplit=1)[0]).exists()
    )


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    page = json.loads((REPOSITORY / "browser/package.json").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.split(r"[\[<>=]", want)[0] for want in wanted] + [*page["dependencies"], *page["devDependencies"]]
    adr = (REPOSITORY / "docs/adr/0006-dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in adr] == []
