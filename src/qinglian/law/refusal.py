"""The ways to say no. Each names the rule and its article, and says what to do next."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qinglian.law.text import Text


class Refusal(Exception):
    """An act was refused. `rule` is a rulebook key or a lifecycle act, `article` its source, for example `ZTB 24`."""

    def __init__(self, wrong: Text, *, rule: str, article: str, next_step: Text, field: str = "") -> None:
        super().__init__(f"{wrong.zh} [{rule}; {article}] {next_step.zh}")
        self.wrong = wrong
        self.rule = rule
        self.article = article
        self.next_step = next_step
        self.field = field


class NotAllowed(Refusal):
    """Who asks may not do this (HTTP 403)."""


class NotNow(Refusal):
    """The thing's state or the hour does not admit this (HTTP 409)."""


class NotProved(NotAllowed):
    """Who asks has not shown who it is, or with something that no longer counts (HTTP 401)."""


class TooOften(NotNow):
    """This was done too often from one place in too short a time (HTTP 429)."""


class NotValid(Refusal):
    """What was handed in breaks a rule (HTTP 422)."""


class NotFound(Refusal):
    """There is no such thing, or who asks may not know of it (HTTP 404)."""


MISFITS: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    KeyError,
)  # what reading a document of another shape may raise


@contextmanager
def refusing(refused: Callable[[Exception], NotValid], *caught: type[Exception]) -> Iterator[None]:
    """This will turn what a reader of foreign bytes finds wrong (one of `caught`) into the refusal that `refused` makes of it."""
    try:
        yield
    except caught as error:
        raise refused(error) from error
