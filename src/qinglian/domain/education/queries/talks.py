"""Who has talked with whom, and what was said: the latter for the two and the discipline officer alone."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from qinglian.domain.education.models import Talk, TalkRound
from qinglian.domain.education.talk_policy import may_plan_talks, may_read_talk, may_see_matrix, may_see_talk
from qinglian.domain.education.talk_tiers import GROUP_WORDS, GROUPS, stands_in, tier_of
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import end_of
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import Duty, Person, RollEntry
from qinglian.domain.people.queries import duty_figures
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.secret_text import open_words

OVERSEERS = Text("中心领导、机关党委和纪检人员", "leaders, the party office and discipline officers")


@dataclass(frozen=True)
class TalkShare:
    """Whom somebody is to talk with, and with whom that was done: rows of (entry, talk or None), missing first."""

    code: str
    label: Text
    rows: list[tuple[RollEntry, Talk | None]] = field(default_factory=list)

    @property
    def part(self) -> str:
        """The code of its figure, and the part of the page that tells it."""
        return f"talks_{self.code}"

    @property
    def due(self) -> int:
        """How many there are."""
        return len(self.rows)

    @property
    def done(self) -> int:
        """With how many the talk was held."""
        return sum(talk is not None and talk.state == "held" for _, talk in self.rows)

    @property
    def share(self) -> Share:
        """The talks held of those to hold."""
        return Share(self.done, self.due)

    @property
    def is_complete(self) -> bool:
        """Whether the talk was held with everybody (and there is somebody)."""
        return self.share.is_whole


@dataclass(frozen=True)
class Matrix:
    """The year's talks: the secretary's five groups, second tier by leader, third by head, and who has no talk at all."""

    year: int
    round: TalkRound | None
    secretary: Person | None
    groups: list[TalkShare]
    second: list[TalkShare]
    third: list[TalkShare]
    everybody: TalkShare

    @property
    def all_second(self) -> TalkShare:
        """The second tier as a whole, over all leaders."""
        return TalkShare("second", Text("", ""), [row for share in self.second for row in share.rows])

    @property
    def is_complete(self) -> bool:
        """Whether each of the five groups is complete; a group without people stands in no one's way."""
        return any(group.due for group in self.groups) and all(group.is_complete for group in self.groups if group.due)


@dataclass(frozen=True)
class Said:
    """What was said in a talk."""

    requirements: str
    reply: str


def talk_matrix(asker: Actor, *, year: int, on: date | None = None) -> Matrix:
    """This will show the year's talks with who is on the roll now, as they stood at the end of a day (None: now). Three queries.

    NotAllowed but for overseers.
    """
    if not may_see_matrix(asker):
        raise refusing.not_yours(OVERSEERS, rule="talk_content_private")
    entries = list(RollEntry.objects.filter(until_at=None).select_related("person").order_by("department", "pk"))
    rows = Talk.objects.filter(year=year).exclude(state="dropped")
    talks = _best(rows if on is None else rows.exclude(held_at__gt=end_of(on)))
    secretary = next((row for row in entries if "party_secretary" in row.standings), None)
    leaders = [row for row in entries if "leadership" in row.standings]
    heads = [row for row in entries if "section_head" in row.standings]
    return Matrix(
        year=year,
        round=TalkRound.objects.filter(year=year).first(),
        secretary=secretary.person if secretary else None,
        groups=[_group(code, secretary, entries, talks) for code in GROUPS],
        second=[share for row in leaders if (share := _share(row, "second", entries, talks)).due],
        third=[share for row in heads if (share := _share(row, "third", entries, talks)).due],
        everybody=_everybody(entries, talks),
    )


def talks_for(asker: Actor, *, year: int) -> QuerySet[Talk]:
    """This will list the asker's own talks of a year: to hold first, then held; also those that were held with the asker."""
    rows = Talk.objects.filter(Q(talker_id=asker.id) | Q(listener_id=asker.id), year=year).exclude(state="dropped")
    return rows.select_related("talker", "listener").order_by("-state", "due_on", "pk")


def talk_for(number: int, *, asker: Actor) -> Talk:
    """This will return one talk (NotFound when there is none, or it is not yours to know of)."""
    found = Talk.objects.select_related("talker", "listener").filter(pk=number).first()
    if found is None or not may_see_talk(found, asker):
        raise refusing.unknown(Text("次谈话", "talk"))
    return found


def said_in(talk: Talk, *, asker: Actor) -> Said | None:
    """This will return what was said, None before the talk (NotAllowed but for the two and the discipline officer)."""
    if not may_read_talk(talk, asker):
        raise refusing.not_yours(
            Text("谈话双方和纪检人员", "the two who talked and the discipline officer"), rule="talk_content_private"
        )
    return Said(**open_words(bytes(talk.sealed), about=f"talk:{talk.pk}")) if talk.state == "held" else None


def appointment_for(number: int, *, asker: Actor) -> RollEntry:
    """This will return the entry whose appointment the asker owes a talk on (NotFound otherwise)."""
    owes = Duty.objects.filter(
        kind="talk_on_appointment", about=f"roll:{number}", owed_by_id=asker.id, waived_at=None
    ).exists()
    found = RollEntry.objects.filter(pk=number).select_related("person").first() if owes else None
    if found is None:
        raise refusing.unknown(Text("次任前谈话", "talk on appointment"))
    return found


def may_talk_with(asker: Actor) -> list[RollEntry]:
    """This will list whom the asker may talk with: the own groups, area or section."""
    entries = list(RollEntry.objects.filter(until_at=None).select_related("person").order_by("department", "pk"))
    own = next((row for row in entries if row.person_id == asker.id), None)
    return [row for row in entries if own and tier_of(own, row)]


def talk_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's figures: five groups, second tier, everybody, talks on appointment ([] but for overseers)."""
    if not (may_see_matrix(asker) or may_plan_talks(asker)):
        return []
    matrix, year = talk_matrix(asker, year=on.year, on=on), f"year={on.year}"
    late = 0 if matrix.round is None or matrix.round.due_on >= on else 1
    shares = [
        (Text(f"书记谈话：{group.label.zh}", f"Secretary's talks: {group.label.en}"), group) for group in matrix.groups
    ]
    shares.append((Text("分管领导谈话", "Talks by leaders"), matrix.all_second))
    shares.append((Text("全员谈话覆盖", "Everybody talked with"), matrix.everybody))
    people = Text("人", "people")
    figures = [
        Figure(share.part, "learn", label, people, share.done, share.due, late * (share.due - share.done), "centre_talks", year, part=share.part)
        for label, share in shares
    ]  # fmt: skip
    label = Text("任前谈话", "Talks on appointment")
    row = ("talks_appointment", "talk_on_appointment", label, people)
    return [*figures, *duty_figures(row, asker=asker, on=on)]


Pairs = dict[tuple[str, str], Talk]


def _best(talks: QuerySet[Talk]) -> Pairs:
    """One talk for a pair: the one that was held before the one that is planned."""
    return {(talk.talker_id, talk.listener_id): talk for talk in talks.order_by("-state", "pk")}


def _group(code: str, secretary: RollEntry | None, entries: list[RollEntry], talks: Pairs) -> TalkShare:
    members = [row for row in entries if code in row.standings and "party_secretary" not in row.standings]
    own = secretary.person_id if secretary else ""
    rows = [(row, talks.get((own, row.person_id))) for row in members]
    return TalkShare(code, GROUP_WORDS[code], sorted(rows, key=_missing_first))


def _share(talker: RollEntry, tier: str, entries: list[RollEntry], talks: Pairs) -> TalkShare:
    own = [row for row in entries if _is_in(tier, talker, row)]
    rows = [(row, talks.get((talker.person_id, row.person_id))) for row in own]
    return TalkShare(talker.person_id, Text(talker.person.name, talker.person.name), sorted(rows, key=_missing_first))


def _is_in(tier: str, talker: RollEntry, listener: RollEntry) -> bool:
    return tier_of(talker, listener) == tier


def _everybody(entries: list[RollEntry], talks: Pairs) -> TalkShare:
    held = {listener: talk for (_, listener), talk in talks.items() if talk.state == "held"}
    members = [row for row in entries if not stands_in(row, ("party_secretary",))]
    rows: list[tuple[RollEntry, Talk | None]] = [(row, held.get(row.person_id)) for row in members]
    return TalkShare("everybody", Text("全体在册人员", "Everybody on the roll"), sorted(rows, key=_missing_first))


def _missing_first(row: tuple[RollEntry, Talk | None]) -> bool:
    return row[1] is not None and row[1].state == "held"
