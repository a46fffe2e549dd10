"""What an event is: a frozen dataclass whose class names its kind and version. The record turns it into a fact."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Event:
    """One kind of fact. Subclasses set `kind` (`name/v1`) and hold only JSON values: strings, integers, lists, dicts, None."""

    kind: ClassVar[str]

    def body(self) -> dict[str, Any]:
        """This will return the fact's body."""
        return asdict(self)


def moment(at: datetime) -> str:
    """This will write a moment as RFC 3339 in China Standard Time, whole seconds."""
    return at.astimezone(_CHINA).replace(microsecond=0).isoformat()


def fact_of(event: Event, *, subject: str, by: str | None, at: datetime) -> dict[str, Any]:
    """This will return the fact (docs/protocol.md 6) of this event: kind, at, by, subject, body."""
    return {"kind": event.kind, "at": moment(at), "by": by, "subject": subject, "body": event.body()}


@dataclass(frozen=True)
class Disclosed(Event):
    """Sealed facts are now public: the blob is a JSON array `[{"index","salt","fact"}]`."""

    kind: ClassVar[str] = "disclosed/v1"
    blob: str


@dataclass(frozen=True)
class Erased(Event):
    """Salt and content of the leaf at this index were deleted for good; the leaf stays."""

    kind: ClassVar[str] = "fact-erased/v1"
    index: int
    reason: str
