"""Log files name nobody: no query, no tender with an account, no words of an exception that may quote a row."""

import logging

import pytest
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import resolve

from qinglian.config.logs import DiscreetFormatter, configuration


def written(name: str, message: str, *arguments: object, error: Exception | None = None, **extra: object) -> str:
    logger = logging.getLogger(name)
    raised = (type(error), error, error.__traceback__) if error else None
    record = logger.makeRecord(name, logging.ERROR, __file__, 1, message, arguments, raised, extra=extra)
    return DiscreetFormatter().format(record)


def test_a_request_is_written_as_method_status_and_pattern():
    request = RequestFactory().get("/log/pack/JC-2026-0417.zip", {"who": "org-secret"})
    request.resolver_match = resolve("/log/pack/JC-2026-0417.zip")
    line = written(
        "django.request", "%s: %s", "Internal Server Error", request.get_full_path(), request=request, status_code=500
    )
    assert line.endswith("ERROR django.request: 500 GET log/pack/<str:code>.zip")


def test_a_request_without_address_is_written_without_its_path():
    request = RequestFactory().get("/bidder/JC-2026-0417/org-secret")
    line = written("django.request", "Not Found: %s", request.path, request=request, status_code=404)
    assert line.endswith("404 GET (no such address)")


def test_an_exception_is_written_without_its_words_and_those_of_its_causes():
    try:
        try:
            raise IntegrityError("Key (owner_tag)=(org-secret) already exists")
        except IntegrityError as cause:
            raise ValueError("bidder org-secret, tender JC-2026-0417") from cause
    except ValueError as error:
        text = written("qinglian.jobs", "a step failed", error=error)
    assert "org-secret" not in text
    assert "JC-2026" not in text
    assert [line for line in text.splitlines() if line.startswith("  ") and not line.startswith("   ")] == [
        "  builtins.ValueError",
        "  django.db.utils.IntegrityError",
    ]
    assert "test_logs.py" in text


def test_arguments_of_a_library_are_left_out():
    assert written("allauth", "login of %s failed", "zhang.san").endswith("allauth: login of %s failed")


def test_our_own_sentences_are_written_whole():
    assert written("qinglian.speaks.sequencer", "%s: %s", "log", "refused").endswith("log: refused")


def test_every_handler_is_discreet():
    made = configuration()
    assert {handler["formatter"] for handler in made["handlers"].values()} == {"discreet"}
    assert made["loggers"]["axes"]["level"] == "CRITICAL"


@pytest.mark.parametrize(
    "name", ["django.server", "django.request", "django.security", "axes", "allauth", "granian.access", "anything"]
)
def test_no_logger_writes_past_the_discreet_handler(name: str):
    logger: logging.Logger | None = logging.getLogger(name)
    formatters = []
    while logger is not None:
        formatters += [handler.formatter for handler in logger.handlers if type(handler) is logging.StreamHandler]
        logger = logger.parent if logger.propagate else None
    assert {type(formatter) for formatter in formatters} <= {DiscreetFormatter}
