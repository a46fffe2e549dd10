"""The small things that the includes draw: steps, verdict counts, rows of definitions, bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from qinglian.law.text import Text

OUTCOMES: tuple[tuple[str, str, Text], ...] = (
    ("broken", "stop", Text("违反", "Broken")),
    ("note", "warn", Text("注意", "Note")),
    ("unverified", "wait", Text("依据待核", "Source unverified")),
    ("met", "ok", Text("符合", "Met")),
)


StepState = Literal["done", "now", "ahead", "stopped"]


@dataclass(frozen=True)
class Step:
    """One segment of the ruler: its label, where it stands, its date or legal minimum below."""

    label: Text
    state: StepState
    note: Text | str = ""


class VerdictLike(Protocol):
    """What a rule's verdict must say to be drawn (tenders.rules.Verdict)."""

    @property
    def outcome(self) -> str:
        """met, note, broken or unverified."""


@dataclass(frozen=True)
class VerdictRow:
    """A verdict with its chip."""

    verdict: VerdictLike
    status: str
    word: Text


@dataclass(frozen=True)
class VerdictCount:
    """How many verdicts came out so; zero is shown."""

    word: Text
    count: int


def verdict_rows(verdicts: Iterable[VerdictLike]) -> list[VerdictRow]:
    """This will sort verdicts: broken, note, unverified, met; each with its chip."""
    listed = list(verdicts)
    return [
        VerdictRow(verdict, status, words)
        for outcome, status, words in OUTCOMES
        for verdict in listed
        if verdict.outcome == outcome
    ]


def verdict_counts(verdicts: Iterable[VerdictLike]) -> list[VerdictCount]:
    """This will count the four outcomes in the order met, note, broken, unverified."""
    listed = [verdict.outcome for verdict in verdicts]
    words = {outcome: text for outcome, _, text in OUTCOMES}
    return [VerdictCount(words[outcome], listed.count(outcome)) for outcome in ("met", "note", "broken", "unverified")]


@dataclass(frozen=True)
class StepsSummary:
    """The phone's sentence under the bare ruler."""

    number: int
    total: int
    current: Step
    following: Step | None


def steps_summary(steps: Sequence[Step]) -> StepsSummary:
    """This will say which step is running (the last done one when none is) and which comes next."""
    running = [i for i, step in enumerate(steps) if step.state in ("now", "stopped")]
    index = running[-1] if running else None
    if index is None:
        index = max((i for i, step in enumerate(steps) if step.state == "done"), default=0)
    following = steps[index + 1] if index + 1 < len(steps) else None
    return StepsSummary(number=index + 1, total=len(steps), current=steps[index], following=following)
