"""docs/reference/commands.md: the command line `qinglian` and the operator's `manage.py`."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer.main

import qinglian.jobs
from docs.generate.markdown import heading, table
from qinglian.cli.main import commands


def page() -> str:
    """This will return the page."""
    intro = "`qinglian` is for bidders, guardians and strangers: it needs no server of ours and no Django. `manage.py` is for the operator."
    parts = [heading("Commands 命令", "`qinglian/cli` and `qinglian/jobs/management`", intro)]
    parts += [_chapter(path, command) for path, command in _leaves(typer.main.get_command(commands), "qinglian")]
    return "\n".join([*parts, "## manage.py\n", table(("command", "does"), _operators())])


def _leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Typer brings its own copy of click, so commands are told apart by what they have."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
    for name in sorted(inner or {}):
        yield from _leaves(inner[name], f"{path} {name}")


def _chapter(path: str, command: Any) -> str:
    rows = [
        (_spelt(parameter), getattr(parameter, "help", "") or "")
        for parameter in command.params
        if parameter.name != "help"
    ]
    usage = inspect.cleandoc(command.help or "")
    return f"## `{path}`\n\n{usage}\n" + ("\n" + table(("argument", "meaning"), rows) if rows else "")


def _spelt(parameter: Any) -> str:
    name = ", ".join(parameter.opts) if parameter.param_type_name == "option" else str(parameter.name)
    return f"`{name}`" + (" (required)" if parameter.required else "")


def _operators() -> Iterator[tuple[str, str]]:
    folder = [f"{path}/management/commands" for path in qinglian.jobs.__path__]
    for found in sorted(pkgutil.iter_modules(folder), key=lambda module: module.name):
        module = import_module(f"qinglian.jobs.management.commands.{found.name}")
        yield f"`{found.name}`", str(module.Command.help)
