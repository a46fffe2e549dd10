"""The marks `@pytest.mark.meets("A-093")`: which test observes which requirement of docs/conformance, and with what outcome.

A full run (`--conformance`, `make test`) writes `build/conformance.json`: {id: {test: "passed"|"failed"|"skipped"}}.
`qinglian conformance` reads it. `docs/reference/conformance.md` comes from the marks alone (`make docs`).
"""

import csv
import json

import pytest

from tests.places import REPOSITORY

TABLES = (REPOSITORY / "docs/conformance/cts.csv", REPOSITORY / "docs/conformance/seeds.csv")
RESULT = REPOSITORY / "build/conformance.json"


def requirements() -> dict[str, dict[str, str]]:
    """This will return the rows of both tables by id."""
    rows: dict[str, dict[str, str]] = {}
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            rows |= {row["id"]: row for row in csv.DictReader(file)}
    return rows


def ids_of(item: pytest.Item) -> list[str]:
    """This will list the requirement ids that a test is marked with, on itself, its class or its module."""
    return sorted({str(name) for mark in item.iter_markers("meets") for name in mark.args})


class Conformance:
    """The pytest hooks that check the marks and collect the outcomes, under xdist too: ids travel in `user_properties`."""

    def __init__(self, config: pytest.Config) -> None:
        self.writes = bool(config.getoption("--conformance")) and not hasattr(config, "workerinput")
        self.outcomes: dict[str, dict[str, str]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """This will refuse marks that name no requirement, and attach the ids to each test's report."""
        known = requirements()
        for item in items:
            ids = ids_of(item)
            unknown = [name for name in ids if name not in known]
            if unknown:
                raise pytest.UsageError(f"{item.nodeid}: no such requirement in docs/conformance: {', '.join(unknown)}")
            if ids:
                item.user_properties.append(("meets", ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """This will keep the worst outcome of a test's three phases."""
        ids = dict(report.user_properties).get("meets", [])
        for name in ids if isinstance(ids, list) else []:
            tests = self.outcomes.setdefault(name, {})
            if report.outcome != "passed" or report.when == "call":
                tests[report.nodeid] = worse(tests.get(report.nodeid, "passed"), report.outcome)

    def pytest_sessionfinish(self) -> None:
        """This will write the outcomes of a full run."""
        if self.writes:
            RESULT.parent.mkdir(exist_ok=True)
            RESULT.write_text(json.dumps(self.outcomes, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def worse(one: str, other: str) -> str:
    """This will return the worse of two outcomes: failed, then skipped, then passed."""
    order = ("failed", "skipped", "passed")
    return min(one, other, key=order.index)
