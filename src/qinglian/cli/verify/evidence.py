"""What has been established so far. Each step takes this, checks the next thing against it, and adds what it proved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from qinglian.cli.verify.facts import FactBook
from qinglian.cli.verify.source import Source
from qinglian.trust.log import TILE_WIDTH, TileReader
from qinglian.trust.policy import Policy, Witnessed


class Stop(Exception):
    """A step failed on which all later ones stand."""


@dataclass(frozen=True)
class Wanted:
    """What the stranger asks: a tender (None: all), remembered checkpoints, receipts, each as (file name, text)."""

    tender: str | None = None
    since: tuple[tuple[str, str], ...] = ()
    receipts: tuple[tuple[str, dict[str, Any] | str, str | None], ...] = ()  # (file, signed receipt or fault, proof)


@dataclass
class Evidence:
    """Trusted so far. `witnessed` is set by the checkpoint step, `book` by the facts step."""

    source: Source
    wanted: Wanted
    policy: Policy
    reader: TileReader
    witnessed: Witnessed
    book: FactBook = field(default_factory=FactBook)
    sought: set[str] = field(default_factory=set)  # hex leaves of the receipts that were presented
    found: set[str] = field(default_factory=set)  # those of them that stand in the log
    missing_bundles: set[int] = field(default_factory=set)
    _bundle: tuple[int, list[bytes]] = (-1, [])  # the bundle that was read last

    @property
    def size(self) -> int:
        """This will return the number of leaves that the checkpoint signs."""
        return self.witnessed.checkpoint.size

    @property
    def is_partial(self) -> bool:
        """This will say whether this copy leaves out bundles of the log."""
        return bool(self.missing_bundles)

    def tenders(self) -> Iterable[str]:
        """This will list the tenders to verify."""
        return [self.wanted.tender] if self.wanted.tender else self.book.tenders()

    def leaf_at(self, index: int) -> str | None:
        """This will return the hex leaf at this index (None beyond the log, or in a bundle that this copy leaves out)."""
        number = index // TILE_WIDTH
        if index >= self.size or number in self.missing_bundles:
            return None
        if self._bundle[0] != number:
            self._bundle = (number, self.reader.entries(number, self.size))
        return self._bundle[1][index % TILE_WIDTH].hex()

    def root_at(self, size: int) -> bytes:
        """This will return the root of the first `size` leaves of this log."""
        return self.reader.root(size, within=self.size)

    def blob(self, name: str) -> bytes | None:
        """This will return the published bytes with this hash, None when missing, and raise ValueError when they have another."""
        try:
            data = self.source.read(f"blob/{name}")
        except FileNotFoundError:
            return None
        if sha256(data).hexdigest() != name:
            raise ValueError(f"blob {name} has other bytes than its name says")
        return data
