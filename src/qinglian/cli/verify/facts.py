"""Facts as the log holds them: opened, checked against their leaves, findable by kind and subject."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qinglian.trust.canonical import fact_leaf
from qinglian.trust.strict import fields, from_base64, whole


@dataclass(frozen=True)
class LoggedFact:
    """One fact whose salt and content give the leaf at `index` of the log."""

    index: int
    leaf: str
    kind: str
    at: datetime
    by: str | None
    subject: str
    body: dict[str, Any]
    disclosed: bool = False

    @property
    def where(self) -> str:
        """This will say where the fact stands."""
        return f"{self.subject} #{self.index} {self.kind}"

    @property
    def opening(self) -> tuple[str, int]:
        """This will return (section, round), as facts of an opening and sealed facts name them; ("", 0) when they name none."""
        scope = self.body.get("opening", self.body)
        section, number = (scope.get("section"), scope.get("round")) if isinstance(scope, dict) else (None, None)
        return (section, number) if isinstance(section, str) and isinstance(number, int) else ("", 0)


def read_fact(entry: dict[str, Any], *, disclosed: bool = False) -> LoggedFact:
    """This will open one entry `{"index","salt","fact"}`; ValueError when its shape is wrong. Its leaf is computed, not believed."""
    index = whole(entry["index"], name="index")
    fact = fields(entry["fact"], ("kind", "at", "by", "subject", "body"), name=f"fact {index}")
    if not isinstance(fact["body"], dict) or not all(isinstance(fact[key], str) for key in ("kind", "at", "subject")):
        raise ValueError(f"fact {index}: kind, at and subject are strings, body is an object")
    at = datetime.fromisoformat(fact["at"])
    if at.tzinfo is None:
        raise ValueError(f"fact {index}: a moment names its zone")
    leaf = fact_leaf(from_base64(entry["salt"], name=f"fact {index} salt", size=32), fact)
    return LoggedFact(index, leaf.hex(), fact["kind"], at, fact["by"], fact["subject"], fact["body"], disclosed)


@dataclass
class FactBook:
    """All opened facts, in the order of the log; disclosed ones are added when their disclosure is read."""

    by_subject: dict[str, list[LoggedFact]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def add(self, fact: LoggedFact) -> None:
        """This will file one fact under its subject."""
        self.by_subject[fact.subject].append(fact)
        self.count += 1

    def sort(self) -> None:
        """This will bring every subject's facts into the order of the log."""
        for facts in self.by_subject.values():
            facts.sort(key=lambda fact: fact.index)

    def about(self, subject: str, *kinds: str) -> list[LoggedFact]:
        """This will list the facts about a subject, of these kinds when any are named."""
        facts = self.by_subject.get(subject, [])
        return [fact for fact in facts if not kinds or fact.kind in kinds]

    def tenders(self) -> list[str]:
        """This will list the codes of all tenders that opened facts are about."""
        return sorted(name.removeprefix("tender:") for name in self.by_subject if name.startswith("tender:"))

    def all_facts(self) -> Iterable[LoggedFact]:
        """This will yield every opened fact in the order of the log."""
        return sorted((fact for facts in self.by_subject.values() for fact in facts), key=lambda fact: fact.index)
