"""The command line speaks Chinese or English: QINGLIAN_LANG (zh, en), else the system's language, else Chinese."""

import os

from rich.console import Console

from qinglian.law.text import Text


def language() -> str:
    """This will return `en` or `zh`."""
    for name in ("QINGLIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value.startswith(("en", "zh")):
            return value[:2]
    return "zh"


def say(zh: str, en: str, **values: object) -> str:
    """This will say a sentence in the reader's language, its `{names}` filled."""
    text = Text(zh, en)
    return (text.filled(**values) if values else text).said_in(language())


def said(text: Text) -> str:
    """This will say a Text in the reader's language."""
    return text.said_in(language())


def console() -> Console:
    """This will return the console for people (standard output); hashes and file names are never coloured by guess."""
    return Console(highlight=False, soft_wrap=True)


def errors() -> Console:
    """This will return the console for refusals (standard error)."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
