"""How each watch of the catalogue is computed: code -> a question to the tables and the record, with what it found."""

from collections.abc import Callable
from datetime import datetime

from qinglian.domain.supervision.watches.after import AFTER
from qinglian.domain.supervision.watches.before import BEFORE
from qinglian.domain.supervision.watches.flows import flow_conformance
from qinglian.domain.supervision.watches.found import Found

Watcher = Callable[[datetime], list[Found]]
WATCHERS: dict[str, Watcher] = {**BEFORE, **AFTER, "flow_conformance": flow_conformance}

__all__ = ["WATCHERS", "Found", "Watcher"]
