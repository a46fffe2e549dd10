"""One name, one shape: the OpenAPI document keeps schemas by their class's name, so two of one name would overwrite each other."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

from ninja import Schema

import qinglian.api


def test_schemas_of_one_name_have_one_shape() -> None:
    """Schemas of queries are written out in the parameters and never named; they may be called alike (`Search`, `Wanted`)."""
    modules = [import_module(found.name) for found in walk_packages(qinglian.api.__path__, "qinglian.api.")]
    shapes: dict[str, set[str]] = {}
    for module in modules:
        for name, found in inspect.getmembers(module, inspect.isclass):
            if (
                issubclass(found, Schema)
                and found.__module__.startswith("qinglian.api.")
                and name not in {"Search", "Wanted"}
            ):
                shapes.setdefault(name, set()).add(str(found.model_json_schema().get("properties")))
    assert sorted(name for name, found in shapes.items() if len(found) > 1) == []
