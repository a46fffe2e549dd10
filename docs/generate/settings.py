"""docs/reference/settings.md: what an installation may choose by the environment."""

import ast

from docs.generate.code import SOURCES, tree_of
from docs.generate.markdown import heading, table


def page() -> str:
    """This will return the page: every variable that a source file reads from the environment."""
    rows = [(f"`{name}`", default, places) for name, (default, places) in sorted(_variables().items())]
    intro = "Everything else is decided in `qinglian/config/settings.py`. A set variable is part of an installation: write it down."
    return heading("Settings 设置", "the sources", intro) + "\n" + table(("variable", "default", "read by"), rows)


def _variables() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, set[str]]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "environ.get", "os.getenv"}:
                name = ast.literal_eval(node.args[0]) if isinstance(node.args[0], ast.Constant) else ""
                if name.startswith("QINGLIAN_"):
                    default = f"`{ast.unparse(node.args[1])}`" if len(node.args) > 1 else ""
                    known = found.setdefault(name, (default, set()))
                    known[1].add(str(path.relative_to(SOURCES)))
    return {
        name: (default, ", ".join(f"`{place}`" for place in sorted(places)))
        for name, (default, places) in found.items()
    }
