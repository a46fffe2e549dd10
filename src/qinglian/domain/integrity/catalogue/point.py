"""What one risk point, its measure, its place on the wall and its watch are. Pure data."""

from dataclasses import dataclass

from qinglian.law.text import Text

BREAK = "|"  # where a tile may break a Chinese name: browsers do not find phrases


@dataclass(frozen=True)
class Step:
    """A column of the risk wall: one step of the trading process, or one field of the centre's own affairs."""

    code: str
    label: Text


@dataclass(frozen=True)
class Level:
    """A band of the risk wall: how grave it is when the risk comes true."""

    code: str
    label: Text


@dataclass(frozen=True)
class Measure:
    """The one control measure of a point: what is done, by whom, how often, and what evidence it leaves.

    `watch` names the platform's check (watches.WATCHES); it is empty for a manual measure, which people inspect at least once in
    `every_days` days. A live measure has `every_days` 0.
    """

    what: Text
    who: Text
    often: Text
    evidence: Text
    watch: str = ""
    every_days: int = 0

    @property
    def is_live(self) -> bool:
        """Whether the platform watches this measure; people inspect the others."""
        return bool(self.watch)


@dataclass(frozen=True)
class RiskPoint:
    """One integrity risk: where it sits, whose post it tempts, how it shows itself, and the measure against it.

    `name.zh` holds one BREAK; `articles` are codes of law.articles.
    """

    code: str
    step: str
    level: str
    post: Text
    department: str
    name: Text
    shows: Text
    measure: Measure
    articles: tuple[str, ...]

    @property
    def title(self) -> Text:
        """The name as a sentence has it, without the tile's break mark."""
        return Text(self.name.zh.replace(BREAK, ""), self.name.en)

    @property
    def coded_title(self) -> Text:
        """The title after its code, for lists to choose from."""
        return Text(f"{self.code} {self.title.zh}", f"{self.code} {self.title.en}")


@dataclass(frozen=True)
class Watch:
    """A check that the platform makes at each run of the timetable: what it means, which kinds of facts it reads, and when it
    turns the point's tile yellow (attention) or red (alarm)."""

    code: str
    means: Text
    facts: tuple[str, ...]
    yellow: Text
    red: Text
