"""Facts that the installation's own work records."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class ScriptsPublished(Event):
    """These files are what pages load from now on: name -> hex SHA-256. Each is a blob, the offline page among them."""

    kind: ClassVar[str] = "scripts-published/v1"
    files: dict[str, str]
