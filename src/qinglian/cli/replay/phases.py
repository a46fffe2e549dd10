"""Time and memory of each phase, with a progress bar while it runs."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from qinglian.cli.speech import say

Advance = Callable[[], None]


@dataclass(frozen=True)
class Measured:
    """One phase: what, how many, seconds, and peak resident memory in MiB of this tool and of the platform's processes so far."""

    name: str
    count: int
    seconds: float
    own_mib: int
    platform_mib: int


@dataclass
class Phases:
    """All phases of one replay."""

    console: Console
    platform_pids: Callable[[], list[int]]
    measured: list[Measured] = field(default_factory=list)

    @contextmanager
    def phase(self, zh: str, en: str, *, count: int = 0) -> Iterator[Advance]:
        """This will show a bar (of `count` steps, or none) and keep time and memory when the block ends."""
        name, begun = say(zh, en), time.monotonic()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as progress:
            task = progress.add_task(name, total=count or None)
            yield lambda: progress.advance(task)
        seconds = time.monotonic() - begun
        done = Measured(name, count, seconds, _own_mib(), sum(map(_peak_mib, self.platform_pids())))
        self.measured.append(done)
        self.console.print(f"[green]✓[/green] {name}  [dim]{seconds:.1f} s[/dim]")

    def table(self) -> Table:
        """This will lay the phases out."""
        table = Table(title=say("各阶段的时间与内存峰值", "Time and peak memory of each phase"), title_justify="left")
        for heading in (
            say("阶段", "phase"),
            "n",
            "s",
            "n/s",
            say("工具 MiB", "tool MiB"),
            say("平台 MiB", "platform MiB"),
        ):
            table.add_column(heading, justify="left" if heading == say("阶段", "phase") else "right")
        for row in self.measured:
            rate = f"{row.count / row.seconds:.0f}" if row.count and row.seconds else ""
            table.add_row(
                row.name, str(row.count or ""), f"{row.seconds:.1f}", rate, str(row.own_mib), str(row.platform_mib)
            )
        return table


def _own_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _peak_mib(pid: int) -> int:
    """This will return a process's peak resident memory (0 when it is gone, or the system does not tell)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)
