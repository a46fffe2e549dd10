"""The language of an answer: that of the request, as Accept-Language or the language cookie names it."""

from django.utils.translation import get_language

from qinglian.law.text import Text


def language() -> str:
    """This will return the asker's language: `zh-hans` or `en`."""
    return get_language() or "zh-hans"


def word(text: Text) -> str:
    """This will return a Text in the asker's language."""
    return text.said_in(language())
