"""What the server may write into its log files: never who asked for what.

A log line that holds an account together with a tender would be the list of bidders that ZTB 22 keeps secret. So there is no access
log, a request appears as method, status and the pattern of its address (`bidder/tenders/<code>/seal`, not the tender), and an
exception as its class and the places in the code, without its message, which may quote rows or input.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

SPEAKING = (
    "qinglian.speaks"  # loggers below this name write whole sentences that hold no person and no tender-bidder link
)
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Time, level, logger, sentence; requests by their pattern, exceptions without their words."""

    def format(self, record: logging.LogRecord) -> str:
        """This will write one line, followed by the frames of an exception."""
        said = record.getMessage() if record.name.startswith(SPEAKING) else _discreet(record)
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        return line + (f"\n{self.formatException(record.exc_info)}" if record.exc_info else "")

    def formatException(self, ei: _ExcInfo) -> str:
        """This will write the exception's class and the frames that it passed, each chained one too."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(
                f"\n    {frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            )
            parts.append(f"  {type(error).__module__}.{type(error).__qualname__}{frames}")
            error = error.__cause__ or error.__context__
        return "\n".join(parts)


def _discreet(record: logging.LogRecord) -> str:
    """This will leave arguments out of a library's message, and describe a request by its pattern."""
    request = getattr(record, "request", None)
    if request is None:
        return str(record.msg)
    match = getattr(request, "resolver_match", None)
    pattern = match.route if match is not None else "(no such address)"
    return f"{getattr(record, 'status_code', '')} {getattr(request, 'method', '')} {pattern}".strip()


def configuration() -> dict[str, Any]:
    """This will return Django's LOGGING: one handler to standard error, which `serve` writes into QINGLIAN_HOME/logs."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": "qinglian.config.logs.DiscreetFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            SPEAKING: {"level": "INFO"},
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},
            "axes": {"level": "CRITICAL"},  # its lines name logins and addresses
        },
    }
