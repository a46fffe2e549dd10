"""How a draw of experts is told on a page: its chip, its ruler of steps, its specialities, each party's seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.lifecycle import DRAW
from qinglian.domain.experts.specialities import label_of
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.lots import FAULTS, PARTIES
from qinglian.law.text import Text
from qinglian.web.shared.figures import in_china
from qinglian.web.shared.parts import Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from qinglian.domain.experts.models import Draw
    from qinglian.domain.experts.queries import Progress
    from qinglian.domain.tenders.lots import SeedState

CHIPS: dict[str, str] = {"complete": "ok", "disclosed": "ok", "abandoned": "stop"}
SEED_WORDS: dict[str, tuple[str, Text]] = {
    "missing": ("wait", Text("等待", "Waiting")),
    "committed": ("sealed", Text("已承诺", "Committed")),
    "revealed": ("ok", Text("已公开", "Revealed")),
    "failed": ("stop", Text("打不开", "Failed")),
}
_HOW: dict[str, Text] = {
    "party": Text("本人公开", "told by the party"),
    "deposit": Text("由保管人打开存底", "opened by the guardians"),
}
_PLACES = ("requested", "rostered", "approved", "excluded", "drawn", "complete")
_LABELS = (
    Text("申请", "Requested"),
    Text("固定名册", "Roster"),
    Text("监督核对", "Approval"),
    Text("固定回避", "Exclusions"),
    Text("种子和抽取", "Seeds and draw"),
    Text("通知专家", "Calls"),
    Text("到齐", "Complete"),
)


@dataclass(frozen=True)
class SeedRow:
    """One party's seed: whose, how far, its commitment, the seed once it is known and how it became so."""

    party: Text
    status: str
    word: Text
    commitment: str
    seed: str
    note: Text


@dataclass(frozen=True)
class DrawFacts:
    """One request for experts, as everybody may see it."""

    draw: Draw
    status: str
    word: Text
    strata: list[tuple[Text, int]]
    steps: list[Step]
    seeds: list[SeedRow]
    roster_size: int


def draw_facts(draw: Draw, *, progress: Progress | None = None) -> DrawFacts:
    """This will tell a draw; the numbers of its calls too when `progress` is given."""
    states = _seed_states(draw)
    size = experts.roster_size(draw)
    return DrawFacts(
        draw=draw,
        status=CHIPS.get(draw.state, "run"),
        word=DRAW.state(draw.state).label,
        strata=[(label_of(row["speciality"]), row["count"]) for row in draw.strata],
        steps=_steps(draw, _notes(draw, size, states, progress)),
        seeds=[_seed_row(row) for row in states],
        roster_size=size,
    )


def _seed_states(draw: Draw) -> list[SeedState]:
    """Parties commit to a scope with both roots: before these there is nothing to ask, nor in an earlier round."""
    if not draw.exclusion_root or draw.round != draw.section.round:
        return []
    return tenders.seeds_of(draw.section, purpose="draw", scope=experts.scope_of(draw))


def _seed_row(row: SeedState) -> SeedRow:
    status, word = SEED_WORDS[row.state]
    note = FAULTS.get(row.failed) or _HOW.get(row.how) or Text("", "")
    return SeedRow(PARTIES[row.party], status, word, row.commitment, row.seed, note)


def _notes(draw: Draw, size: int, states: Sequence[SeedState], progress: Progress | None) -> list[Text | str]:
    known = sum(row.state in ("revealed", "failed") for row in states)
    committed = sum(row.state != "missing" for row in states)
    return [
        _short(draw.requested_at),
        Text(f"{size} 人", f"{size} experts") if draw.roster_root else "",
        "",
        Text(f"{draw.exclusion_count} 人", f"{draw.exclusion_count} experts") if draw.exclusion_root else "",
        _short(draw.drawn_at) or _seeds_note(len(states), committed, known),
        Text(f"{progress.wanted} 人中 {progress.accepted} 人参加", f"{progress.accepted} of {progress.wanted} accepted")
        if progress and draw.seed
        else "",
        _short(draw.completed_at),
    ]


def _seeds_note(all_parties: int, committed: int, known: int) -> Text | str:
    if not all_parties:
        return ""
    if committed < all_parties:
        return Text(f"{all_parties} 方中 {committed} 方已承诺", f"{committed} of {all_parties} committed")
    return Text(f"{all_parties} 方中 {known} 方已公开", f"{known} of {all_parties} known")


def _steps(draw: Draw, notes: Sequence[Text | str]) -> list[Step]:
    place = _place(draw)
    found: list[Step] = []
    for at, (label, note) in enumerate(zip(_LABELS, notes, strict=True)):
        if at == place and draw.state == "abandoned":
            return [*found, Step(Text("已放弃", "Abandoned"), "stopped", "")]
        found.append(Step(label, "done" if at < place else "now" if at == place else "ahead", note))
    return found


def _place(draw: Draw) -> int:
    """How many steps are done; of an abandoned draw, how far it had come."""
    if draw.state == "disclosed":
        return len(_LABELS)
    if draw.state != "abandoned":
        place = _PLACES.index(draw.state) + 1
        return place + (draw.state == "complete")
    done = (draw.roster_root, draw.approval, draw.exclusion_root, draw.seed, draw.completed_at)
    return 1 + sum(map(bool, done))


def _short(at: datetime | None) -> str:
    return f"{in_china(at):%m-%d %H:%M}" if at else ""
