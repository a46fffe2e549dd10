"""docs/reference/lifecycles.md: every table of lawful moves, drawn and listed."""

from docs.generate.code import lifecycles
from docs.generate.markdown import heading, table
from qinglian.law.lifecycle import Lifecycle


def page() -> str:
    """This will return the page."""
    intro = "A thing moves only along these lines. The same tables refuse acts, draw buttons, name the API's states and let `verify` replay the record."
    parts = [heading("Lifecycles 生命周期", "`qinglian/domain/*/lifecycle.py`", intro)]
    return "\n".join(parts + [_chapter(lifecycle) for lifecycle in lifecycles()])


def _chapter(lifecycle: Lifecycle) -> str:
    states = table(("state", "中文", "English"), ((f"`{s.code}`", s.label.zh, s.label.en) for s in lifecycle.states))
    moves = table(
        ("act", "from", "to", "roles", "article", "中文", "English"),
        (
            (f"`{m.act}`", ", ".join(m.source), m.target, ", ".join(m.roles), m.article, m.label.zh, m.label.en)
            for m in lifecycle.moves
        ),
    )
    return f"## {lifecycle.name}\n\n{_drawing(lifecycle)}\n{states}\n{moves}"


def _drawing(lifecycle: Lifecycle) -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"  [*] --> {lifecycle.states[0].code}"]
    lines += [f"  {source} --> {m.target}: {m.act}" for m in lifecycle.moves for source in m.source]
    ends = [s.code for s in lifecycle.states if not lifecycle.moves_from(s.code)]
    return "\n".join([*lines, *(f"  {code} --> [*]" for code in ends), "```", ""])
