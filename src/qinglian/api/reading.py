"""Reading requests: JSON bodies without duplicates, floats or NUL, under the right content type."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.parser import Parser

from qinglian.trust.strict import read_json


class UnsupportedMediaType(ValueError):
    """The body's content type is not the one that the endpoint reads."""


class StrictParser(Parser):
    """JSON as signed documents have it: no floats, no duplicate keys, no NUL, sane depth. It raises ValueError (400)."""

    def parse_body(self, request: HttpRequest) -> Any:
        """This will return the body's value. UnsupportedMediaType (415) when it is not said to be JSON: forms of other sites cannot pass."""
        if request.content_type != "application/json":
            raise UnsupportedMediaType("Content-Type: application/json")
        value = read_json(request.body, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, name="body")
        _refuse_unwritable(value)
        return value


def is_readable(text: str) -> bool:
    """This will say whether text can be stored and shown: no NUL, no lone surrogates."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _refuse_unwritable(value: Any) -> None:
    if isinstance(value, str) and not is_readable(value):
        raise ValueError("body: text with NUL or lone surrogates cannot be stored")
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_unwritable(key)
            _refuse_unwritable(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_unwritable(item)
