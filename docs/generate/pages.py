"""The list of generated pages."""

from collections.abc import Callable
from pathlib import Path

from docs.generate import (
    actions,
    commands,
    conformance,
    facts,
    formulas,
    lifecycles,
    measures,
    openapi,
    roles,
    rulebook,
    settings,
)

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "actions.md": actions.page,
    "commands.md": commands.page,
    "conformance.md": conformance.page,
    "facts.md": facts.page,
    "formulas.md": formulas.page,
    "lifecycles.md": lifecycles.page,
    "measures.md": measures.page,
    "openapi.json": openapi.page,
    "roles.md": roles.page,
    "rulebook.md": rulebook.page,
    "settings.md": settings.page,
}


def write_all() -> list[Path]:
    """This will write every page and return the paths of those that changed."""
    changed = []
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
