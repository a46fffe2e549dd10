"""What the pages ask the code: its lifecycles, its events, its actions."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

import qinglian.domain
import qinglian.record
from qinglian.law.lifecycle import Lifecycle
from qinglian.record.events import Event

SOURCES = Path(qinglian.record.__file__).resolve().parents[1]


def apps() -> list[str]:
    """This will list the domain apps in the order of their names."""
    return sorted(found.name for found in pkgutil.iter_modules(qinglian.domain.__path__))


def modules(*last_names: str) -> Iterator[ModuleType]:
    """This will import and yield these modules of the record, the jobs and every app (`actions`, `lifecycle`, ...)."""
    for package in ["qinglian.record", "qinglian.jobs", *(f"qinglian.domain.{app}" for app in apps())]:
        for last in last_names:
            folder = SOURCES.parent / Path(*package.split("."))
            if (folder / f"{last}.py").exists() or (folder / last).is_dir():
                yield importlib.import_module(f"{package}.{last}")


def lifecycles() -> list[Lifecycle]:
    """This will list every lifecycle of every app, in the order of its file."""
    found = [
        value for module in modules("lifecycle") for value in vars(module).values() if isinstance(value, Lifecycle)
    ]
    return list({lifecycle.name: lifecycle for lifecycle in found}.values())


def events() -> list[type[Event]]:
    """This will list every class of fact, sorted by kind."""
    for _module in modules("events"):
        pass
    ours = {event for event in _subclasses(Event) if event.__module__.startswith("qinglian.")}
    return sorted(ours, key=lambda event: event.kind)


@cache
def actions() -> tuple[FunctionType, ...]:
    """This will list every action: what an `actions` module defines in public, or an `actions` package exports."""
    found: list[FunctionType] = []
    for module in modules("actions"):
        names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
        own = [value for value in (getattr(module, name) for name in names) if _is_defined_in(value, module.__name__)]
        found += sorted(
            own, key=lambda function: (function.__module__, inspect.unwrap(function).__code__.co_firstlineno)
        )
    return tuple(found)


def tree_of(path: Path) -> ast.Module:
    """This will parse one source file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def names_in(function: FunctionType) -> set[str]:
    """This will return every name and attribute that the function's own source mentions."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(inspect.unwrap(function))))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def _is_defined_in(value: object, module: str) -> bool:
    return inspect.isfunction(value) and value.__module__.startswith(module)


def _subclasses(event: type[Event]) -> set[type[Event]]:
    return {
        found for child in event.__subclasses__() for found in {child} | _subclasses(child) if hasattr(found, "kind")
    }
