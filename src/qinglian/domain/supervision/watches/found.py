"""What a watch says: how grave, about what, in words, on which facts."""

from dataclasses import dataclass

from qinglian.law.text import Text

LEVELS = ("yellow", "red")


@dataclass(frozen=True)
class Found:
    """One finding. `subject` names what it is about (`tender:JC-2026-0001/1`, `organisation:org-...`, `log`): the same finding of the
    same subject is one warning, however often it is seen. `facts` are primary keys of record.Fact. `point` is the risk point where the
    watch has none of its own (deviations from flows)."""

    level: str
    subject: str
    words: Text
    facts: tuple[int, ...] = ()
    point: str = ""
