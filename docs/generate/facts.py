"""docs/reference/facts.md: every kind of fact and what its body holds."""

import inspect
from dataclasses import fields

from docs.generate.code import events
from docs.generate.markdown import heading, table
from qinglian.record.events import Event


def page() -> str:
    """This will return the page."""
    intro = (
        "A fact is `{kind, at, by, subject, body}` behind a salted leaf ([protocol](../protocol.md) 6). A kind never changes its meaning: a new "
        "meaning is a new version."
    )
    where = "`qinglian/record/events.py`, `qinglian/jobs/events.py` and `qinglian/domain/*/events.py`"
    parts = [heading("Facts 事实", where, intro)]
    return "\n".join(parts + [_chapter(event) for event in events()])


def _chapter(event: type[Event]) -> str:
    module = event.__module__.removeprefix("qinglian.").removesuffix(".events")
    head = f"## `{event.kind}`\n\n{inspect.getdoc(event)} ({module})\n"
    rows = [(f"`{field.name}`", f"`{_type_name(field.type)}`") for field in fields(event)]
    return head + ("\n" + table(("field", "type"), rows) if rows else "\nIts body is empty.\n")


def _type_name(annotation: object) -> str:
    return (
        annotation.__name__
        if isinstance(annotation, type) and not hasattr(annotation, "__args__")
        else str(annotation).replace("typing.", "")
    )
