"""A refusal names a rule that exists: a row of the rulebook or an act of a lifecycle."""

import ast

from docs.generate.code import lifecycles
from qinglian.law.rulebook import is_known_rule
from qinglian.web.public.fact_words import FAILED_BECAUSE
from tests.house.sources import files, named, tree

FAMILIES = {"NotAllowed", "NotNow", "NotValid", "NotFound", "TooOften", "NotProved", "Refusal"}


def test_refusals_name_rules_that_exist() -> None:
    tables = lifecycles()
    unknown = [
        f"{named(path, call)} {keyword.value.value}"
        for path in files(".py", under="src")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in FAMILIES
        for keyword in call.keywords
        if keyword.arg == "rule" and isinstance(keyword.value, ast.Constant)
        if not is_known_rule(str(keyword.value.value), lifecycles=tables)
    ]
    assert unknown == []


def test_reasons_of_failed_sections_have_words() -> None:
    """A code that the timetable writes is said in words on every page that shows it."""
    written = {
        str(keyword.value.value)
        for path in files(".py", under="src/qinglian/domain")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("fail_section")
        for keyword in call.keywords
        if keyword.arg == "reason" and isinstance(keyword.value, ast.Constant)
    }
    assert written == set(FAILED_BECAUSE)
