"""What watches share: how far they look back, how they name what they found, and the facts that prove it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from qinglian.domain.contracts.events import CandidatesPublished
from qinglian.domain.contracts.models import Candidacy
from qinglian.domain.evaluation.models import Session
from qinglian.domain.experts.models import Draw
from qinglian.domain.objections.models import Objection
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.events import SectionFailed
from qinglian.domain.tenders.models import Seed, Tender
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact

LOOK_BACK = timedelta(days=400)
InRound = Session | Draw | Seed | Candidacy | Objection
Place = tuple[str, str, int]  # tender code, section number, round


@dataclass(frozen=True)
class Seen:
    """A fact as watches read it, whatever its secrecy."""

    id: int
    subject: str
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Clue:
    """A finding before its evidence: under which subject the facts stand, and which fields of their bodies they must agree with."""

    found: Found
    about: str
    body: dict[str, Any] = field(default_factory=dict)

    def is_proved_by(self, row: Seen) -> bool:
        """This will say whether the fact is about the finding; a field that the fact does not have decides nothing."""
        return row.subject == self.about and all(
            row.body.get(name, value) == value for name, value in self.body.items()
        )


def since(at: datetime) -> datetime:
    """This will return the moment from which watches look."""
    return at - LOOK_BACK


def day_of(moment: datetime) -> date:
    """This will return the moment's day in China."""
    return moment.astimezone(CHINA).date()


def tender_subject(code: str) -> str:
    """This will name a tender, as its facts do: `tender:JC-2026-0001`."""
    return f"tender:{code}"


def section_subject(code: str, number: str, round: int = 1) -> str:
    """This will name a section's round: `tender:JC-2026-0001/1`, from the second round on `tender:JC-2026-0001/1/round-2`."""
    return f"{tender_subject(code)}/{number}" + (f"/round-{round}" if round > 1 else "")


def place(row: InRound) -> Place:
    """This will return the section's round that a row is about."""
    return row.section.tender.code, row.section.number, row.round


def subject_of(row: InRound) -> str:
    """This will name the section's round that a row is about, as the subject of a finding."""
    return section_subject(*place(row))


def seat_subject(where: Place, seat: int) -> str:
    """This will name a seat of an evaluation: `tender:JC-2026-0001/1/seat-3`."""
    return f"{section_subject(*where)}/seat-{seat}"


def span(length: timedelta) -> Text:
    """This will write a length of time in its two largest units: 3 日 2 小时, 1 分 12 秒."""
    seconds = max(0, int(length.total_seconds()))
    parts = (
        (seconds // 86_400, "日", "d"),
        (seconds // 3600 % 24, "小时", "h"),
        (seconds // 60 % 60, "分", "min"),
        (seconds % 60, "秒", "s"),
    )
    first = next((place for place, part in enumerate(parts) if part[0]), 3)
    shown = [part for part in parts[first : first + 2] if part[0]] or [parts[3]]
    return Text(" ".join(f"{n} {zh}" for n, zh, _ in shown), " ".join(f"{n} {en}" for n, _, en in shown))


def facts_of(subjects: Iterable[str] | QuerySet[Tender, Any], *kinds: str) -> list[Seen]:
    """This will list the facts of these kinds about these subjects, in the order of the log. One query, none without subjects."""
    rows = Fact.objects.filter(subject__in=subjects, kind__in=kinds, erased_at=None).order_by("id")
    return [
        Seen(pk, subject, kind, fact["body"])
        for pk, subject, kind, fact in rows.values_list("id", "subject", "kind", "fact")
    ]


def facts_since(*kinds: str, at: datetime) -> list[Fact]:
    """This will list the facts of these kinds, whatever their subject and secrecy, as far back as watches look, in the order of appending.
    One query."""
    rows = Fact.objects.filter(kind__in=kinds, at__gte=since(at), erased_at=None)
    return list(rows.defer("leaf", "salt").order_by("id"))


def place_of(fact: Fact) -> Place:
    """This will return which section's round a tender's fact is about."""
    body = fact.fact["body"]
    return fact.subject.removeprefix(tender_subject("")), body["section"], body["round"]


def by_place(facts: Iterable[Fact]) -> dict[Place, list[Fact]]:
    """This will sort facts by section and round."""
    found: dict[Place, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[place_of(fact)].append(fact)
    return found


def results_public(at: datetime) -> set[Place]:
    """This will return the rounds whose result is public: the candidates are, or the section failed. What would tell of the result before
    it is a finding only then. One query."""
    return {place_of(fact) for fact in facts_since(CandidatesPublished.kind, SectionFailed.kind, at=at)}


def ids(facts: Iterable[Fact]) -> tuple[int, ...]:
    """This will return the primary keys of these facts: the evidence."""
    return tuple(fact.pk for fact in facts)


def with_evidence(clues: list[Clue], *kinds: str) -> list[Found]:
    """This will give each finding its facts of these kinds. One query, none without findings."""
    seen = facts_of({clue.about for clue in clues}, *kinds)
    return [replace(clue.found, facts=tuple(row.id for row in seen if clue.is_proved_by(row))) for clue in clues]


def subjects_of(tenders: QuerySet[Tender]) -> QuerySet[Tender, Any]:
    """This will ask for the subjects of these tenders' facts, for use inside another query."""
    return tenders.annotate(subject=Concat(Value(tender_subject("")), "code")).values("subject")
