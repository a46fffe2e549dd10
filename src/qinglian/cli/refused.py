"""A refusal of the command line: what was wrong and what to do next, in the reader's language."""

from qinglian.cli.speech import say


class Refused(Exception):
    """Something was not as it must be; nothing was done."""

    def __init__(self, zh: str, en: str, **values: object) -> None:
        super().__init__(say(zh, en, **values))
