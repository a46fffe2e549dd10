"""`manage.py serve`: web server, timetable, sequencer, notifier and watches under one parent."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from qinglian.jobs import loops, supervisor
from qinglian.jobs.supervisor import Child

SECONDS_TO_ANSWER = 60


class Command(BaseCommand):
    """Serves until it is told to stop. Log files are in QINGLIAN_HOME/logs and name nobody (config/logs.py)."""

    help = "Serve the platform: granian, timetable, sequencer, notifier and watches, each restarted when it dies."

    def add_arguments(self, parser: CommandParser) -> None:
        """This will add address, workers, set-up and which parts to run."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=8, help="requests that one worker answers at the same time")
        parser.add_argument("--setup", action="store_true", help="run `setup` first")
        parser.add_argument(
            "--no-timetable", action="store_true", help="leave the timetable out (another machine runs it)"
        )
        parser.add_argument(
            "--no-sequencer", action="store_true", help="leave the sequencer out (another machine runs it)"
        )
        parser.add_argument(
            "--no-notifier", action="store_true", help="leave the notifier out (another machine runs it)"
        )
        parser.add_argument("--no-watches", action="store_true", help="leave the watches out")

    def handle(self, *_args: Any, **options: Any) -> None:
        """This will start the children, say where it serves, and keep them running."""
        if options["setup"]:
            call_command("setup", stdout=self.stdout)
        loops.stop_on_signals()
        children = _children(options)
        self.stdout.write(f"Serving http://{options['host']}:{options['port']} (logs in {_logs()})")
        self.stdout.flush()
        supervisor.run(children)


def wait_until_serving(url: str, *, seconds: float = SECONDS_TO_ANSWER) -> None:
    """This will return once the address answers; CommandError after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            httpx.get(f"{url}/log/checkpoint", timeout=2, trust_env=False)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise CommandError(f"{url} did not answer within {seconds:.0f} seconds; see {_logs()}")


def _children(options: dict[str, Any]) -> list[Child]:
    children = [Child("web", _web(options), _logs() / "web.log")]
    for name in ("timetable", "sequencer", "notifier", "watches"):
        if not options[f"no_{name}"]:
            children.append(Child(name, [sys.executable, "-m", "django", name], _logs() / f"{name}.log"))
    return children


def _web(options: dict[str, Any]) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "qinglian.config.wsgi:application", "--interface", "wsgi"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["workers"]), "--blocking-threads", str(options["threads"])),
        *("--workers-kill-timeout", "10", "--respawn-failed-workers", "--no-access-log", "--no-ws"),
        *("--log-level", "warning", "--log-config", str(_web_logging())),
    ]


def _web_logging() -> Path:
    """Granian's own lines go through the discreet formatter too."""
    path = _logs() / "granian.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    loggers = {"_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False}}
    formatters = {"discreet": {"()": "qinglian.config.logs.DiscreetFormatter"}}
    handlers = {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}}
    configuration = {"loggers": loggers, "formatters": formatters, "handlers": handlers}
    path.write_text(json.dumps(configuration))
    return path


def _logs() -> Path:
    return Path(settings.HOME) / "logs"
