"""Acts that come at the same moment, each on a thread and connection of its own. Only for tests whose transactions are real."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from qinglian.law.refusal import Refusal


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """This will run act(0) to act(many - 1) at the same moment and return results or refusals. Any other failure is raised."""
    barrier = Barrier(many)

    def run(number: int) -> Any:
        barrier.wait()
        try:
            return act(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def rule_of_the_loser(results: list[Any], kind: type[Refusal]) -> str:
    """This will return the rule by which one of two was refused, the other having gone through."""
    assert sorted(isinstance(result, Refusal) for result in results) == [False, True], results
    loser = next(result for result in results if isinstance(result, Refusal))
    assert isinstance(loser, kind)
    return loser.rule
