"""Where a section stands: its chip, its ruler of steps. Both follow from the lifecycle's state and the notice's times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.law.text import Text
from qinglian.web.shared.figures import in_china
from qinglian.web.shared.parts import Step

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice, Section

CHIP: dict[str, str] = {
    "draft": "wait",
    "bidding": "run",
    "closed": "wait",
    "releasing": "run",
    "opened": "ok",
    "recorded": "ok",
    "evaluating": "run",
    "evaluated": "ok",
    "publicised": "run",
    "awarded": "ok",
    "failed": "stop",
    "terminated": "stop",
}
ORDER = (
    "draft", "bidding", "closed", "releasing", "opened", "recorded", "evaluating", "evaluated", "publicised", "awarded",
    "failed", "terminated",
)  # fmt: skip
PLACE = {
    "draft": 1, "bidding": 2, "closed": 3, "releasing": 3, "opened": 4, "recorded": 5, "evaluating": 5, "evaluated": 6,
    "publicised": 6, "awarded": 8,
}  # fmt: skip


LATER: tuple[tuple[Text, str], ...] = (
    (Text("评标", "Evaluation"), ""),
    (Text("候选人公示", "Candidates"), ""),
    (Text("定标", "Award"), ""),
)


@dataclass(frozen=True)
class Standing:
    """A section's or tender's state as a chip."""

    status: str
    word: Text


class HasState(Protocol):
    """A section, or what a list knows of one."""

    @property
    def state(self) -> str:
        """This will return the section's state (lifecycle.SECTION)."""


S = TypeVar("S", bound=HasState)


def standing(section: HasState, *, is_held: bool) -> Standing:
    """This will return the chip of a section; a hold is told before anything else while bids are open."""
    if is_held and section.state == "bidding":
        return Standing("warn", Text("暂停", "On hold"))
    return Standing(CHIP[section.state], SECTION.state(section.state).label)


def leading(sections: Sequence[S]) -> S | None:
    """This will return the section whose stage stands for the tender: the least advanced one that still runs, else the first."""
    running = [section for section in sections if section.state not in ("failed", "terminated")]
    return min(running or list(sections), key=lambda section: ORDER.index(section.state), default=None)


def steps(section: Section, notice: Notice, *, at: datetime, is_held: bool) -> list[Step]:
    """This will lay out the ruler: notice, questions, bids, opening, signed record, and, once the record is signed, evaluation, candidates
    and award; a failed or held one stops there in red."""
    place = PLACE.get(section.state)
    stopped = place is None or (is_held and section.state == "bidding")
    if place is None:
        place = 2 if section.failure is None or section.state == "terminated" else 3
    rows = (
        (Text("招标公告", "Notice"), _day(notice.published_at)),
        (Text("提问与澄清", "Questions"), _until(notice.questions_until_at)),
        (Text("投标", "Bids"), _until(notice.deadline_at)),
        (Text("开标", "Opening"), _at(notice.deadline_at)),
        (Text("开标记录", "Record"), Text("开标当日签署", "signed the same day")),
        *LATER,
    )
    if ORDER.index(section.state) < ORDER.index("recorded"):
        rows = rows[:5]
    found = [Step(label, _state(i, place, stopped), note) for i, (label, note) in enumerate(rows)]
    if section.state == "bidding" and not stopped and at < notice.questions_until_at:
        found[1] = Step(rows[1][0], "now", rows[1][1])
    if section.state in ("failed", "terminated"):
        label = SECTION.state(section.state).label
        found = [*found[:place], Step(label, "stopped", found[place].note)]
    return found


def _state(index: int, place: int, stopped: bool) -> Literal["done", "now", "ahead", "stopped"]:
    if index == place:
        return "stopped" if stopped else "now"
    return "done" if index < place else "ahead"


def _day(at: datetime | None) -> Text | str:
    return f"{in_china(at):%m-%d}" if at else ""


def _at(at: datetime) -> str:
    return f"{in_china(at):%m-%d %H:%M}"


def _until(at: datetime) -> Text:
    words = f"{in_china(at):%m-%d %H:%M}"
    return Text(f"{words} 止", f"until {words}")
