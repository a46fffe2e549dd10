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
    """This will import and yield these modules of the record and of every app (`actions`, `lifecycle`, ...), packages' parts too."""
    for package in ["qinglian.record", *(f"qinglian.domain.{app}" for app in apps())]:
        for last in last_names:
            folder = SOURCES.parent / Path(*package.split("."))
            if (folder / f"{last}.py").exists() or (folder / last).is_dir():
                yield from _with_parts(importlib.import_module(f"{package}.{last}"))


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
    return sorted(_subclasses(Event), key=lambda event: event.kind)


@cache
def actions() -> tuple[FunctionType, ...]:
    """This will list every public function that the `actions` modules define, in the order of app and file."""
    found: list[FunctionType] = []
    for module in modules("actions"):
        defined = [value for _name, value in inspect.getmembers(module, _is_own_function(module))]
        found += sorted(defined, key=lambda function: inspect.unwrap(function).__code__.co_firstlineno)
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


def _with_parts(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for part in pkgutil.iter_modules(getattr(module, "__path__", [])):
        yield importlib.import_module(f"{module.__name__}.{part.name}")


def _is_own_function(module: ModuleType):  # type: ignore[no-untyped-def]
    return lambda value: (
        inspect.isfunction(value) and value.__module__ == module.__name__ and not value.__name__.startswith("_")
    )


def _subclasses(event: type[Event]) -> set[type[Event]]:
    return {
        found for child in event.__subclasses__() for found in {child} | _subclasses(child) if hasattr(found, "kind")
    }
