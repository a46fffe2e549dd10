"""Chinese on a page that was asked for in English, which nobody typed: the world's words stand in the sources of tests."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.house.sources import files, tree

READ = ("text/html", "application/feed+json", "application/rss+xml")
HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")  # the punctuation too
MEANT = re.compile(
    r'<(?!html)(\w+)[^>]*\blang="zh-CN"[^>]*>.*?</\1>', re.DOTALL
)  # the language switch, the seal, the law's own words


def nobodys_words(answer: Any) -> Iterator[str]:
    """This will name each run of Chinese that no source of the world holds and that is not said to be Chinese."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith(READ):
        return
    page = MEANT.sub("", answer.content.decode())
    yield from (run for run in HAN.findall(page) if not _typed().fullmatch(run))


@cache
def _typed() -> re.Pattern[str]:
    """One run of a literal, or several joined; single characters stand alone."""
    worlds = [path for path in files(".py", under="tests/house") if path.stem.endswith("world")]
    sources = [*files(".py", under="tests/factories"), *worlds]
    literals = (node.value for path in sources for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    runs = {run for literal in literals if isinstance(literal, str) for run in HAN.findall(literal)}
    longest = sorted((run for run in runs if len(run) > 1), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})+|[{''.join(run for run in runs if len(run) == 1)}]")
