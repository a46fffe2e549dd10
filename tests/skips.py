"""With CI=true a skipped test is a failed test: a machine that judges has everything. Only `../shared` may be absent."""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
MAY_BE_ABSENT = "../shared"


class Skips:
    """The pytest hooks of this rule. Expected failures (xfail) are not skips."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """This will turn an unlawful skip of a test into a failure."""
        return _judged((yield))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """This will turn an unlawful skip of a module into a failure."""
        return _judged((yield))


def _judged(report: Report) -> Report:
    reason = str(report.longrepr)
    if (
        os.environ.get("CI") == "true"
        and report.skipped
        and not hasattr(report, "wasxfail")
        and MAY_BE_ABSENT not in reason
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true a skip is a failure: {reason}"
    return report
