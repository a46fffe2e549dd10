"""docs/reference/actions.md: every act, who calls it with what, and the facts that it leaves."""

import inspect
from itertools import groupby
from types import FunctionType

from docs.generate.code import actions, events, names_in
from docs.generate.markdown import heading, table

ROOMS = ("qinglian.record", "qinglian.domain.")


def page() -> str:
    """This will return the page."""
    intro = (
        "An action is one act by one actor at one moment: it allows, moves, changes and records, wholly or not at all. "
        "Facts are those that its own body names; a helper may leave more."
    )
    parts = [heading("Actions 行为", "`qinglian/*/actions.py`", intro)]
    for module, group in groupby(actions(), key=_room):
        rows = [(f"`{f.__name__}`", f"`{_signature(f)}`", _summary(f), _facts(f)) for f in group]
        parts.append(f"## {module}\n\n" + table(("act", "takes", "does", "facts"), rows))
    return "\n".join(parts)


def _room(function: FunctionType) -> str:
    return function.__module__.removeprefix("qinglian.").removeprefix("domain.").split(".")[0]


def _signature(function: FunctionType) -> str:
    return ", ".join(inspect.signature(function).parameters)


def _summary(function: FunctionType) -> str:
    return (inspect.getdoc(function) or "").split("\n\n")[0].removeprefix("This will ")


def _facts(function: FunctionType) -> str:
    mentioned = names_in(function)
    return ", ".join(f"`{event.kind}`" for event in events() if event.__name__ in mentioned)
