"""What families do: events and counts for everybody at the centre; what a family told for the member of staff and the party office alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qinglian.domain.education.family_policy import (
    VIDEO_STANDINGS,
    is_own,
    is_staff,
    may_organise_families,
    may_read_part,
)
from qinglian.domain.education.models import FamilyContest, FamilyEvent, FamilyNomination, FamilyPart, FamilyVideo
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.secret_text import open_words

STAFF = Text("中心工作人员", "the centre's staff")


def families_reached(asker: Actor, *, year: int, on: date | None = None) -> Share:
    """This will count, of the families of who holds a key post now, those reached in the year by the end of a day (None: now), by what
    still stands. Two queries."""
    _require_reader(asker)
    return _reached(RollEntry.objects.filter(until_at=None), year, on)


def family_events_for(asker: Actor) -> QuerySet[FamilyEvent]:
    """This will list letters and activities, newest first, each with `taking_part`, the number of families."""
    _require_reader(asker)
    stands = Count("parts", filter=Q(parts__withdrawn_at=None))
    return FamilyEvent.objects.annotate(taking_part=stands).order_by("-held_on", "-pk")


def family_event_for(number: int, *, asker: Actor) -> FamilyEvent:
    """This will return one letter or activity (NotFound when there is none)."""
    found = family_events_for(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(Text("封信或者活动", "letter or activity"))
    return found


def family_parts_for(asker: Actor) -> list[tuple[FamilyPart, str]]:
    """This will list what stands of the own family's parts with what was told; for the party office, of everybody's."""
    _require_reader(asker)
    rows = FamilyPart.objects.filter(withdrawn_at=None).select_related("event", "member").order_by("-at", "-pk")
    rows = rows if may_organise_families(asker) else rows.filter(member_id=asker.id)
    return [(row, _told(row)) for row in rows[:200] if may_read_part(row, asker)]


def family_part_for(number: int, *, asker: Actor) -> FamilyPart:
    """This will return one of the own family's parts (NotFound otherwise)."""
    found = FamilyPart.objects.filter(pk=number, member_id=asker.id).first()
    if found is None:
        raise refusing.unknown(Text("条记录", "record"))
    return found


def family_contests_for(asker: Actor, *, year: int | None = None) -> QuerySet[FamilyContest]:
    """This will list contests (of a year), newest first."""
    _require_reader(asker)
    rows = FamilyContest.objects.order_by("-opened_at", "-pk")
    return rows.filter(year=year) if year else rows


def awarded_families(asker: Actor, *, year: int | None = None, on: date | None = None) -> QuerySet[FamilyNomination]:
    """This will list the families that were awarded (in contests of a year) by the end of a day (None: now), by contest and name."""
    _require_reader(asker)
    rows = FamilyNomination.objects.filter(had("contest__awarded_at", on=on), is_awarded=True).select_related("member")
    return (rows.filter(contest__year=year) if year else rows).order_by("contest", "member__name", "pk")


def family_contest_for(number: int, *, asker: Actor) -> FamilyContest:
    """This will return one contest (NotFound when there is none)."""
    found = family_contests_for(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(Text("次评比", "contest"))
    return found


@dataclass(frozen=True)
class Nominee:
    """A nominated family as the asker may see it: votes once the voting is over, the story with consent (or to the family and the party office)."""

    nomination: FamilyNomination
    votes: int | None
    story: str
    is_own: bool


def nominees_of(contest: FamilyContest, *, asker: Actor) -> list[Nominee]:
    """This will list the nominated families, most votes first once they are counted."""
    _require_reader(asker)
    counted = contest.state in ("review", "awarded")
    rows = contest.nominations.select_related("member").order_by(*(["-votes", "pk"] if counted else ["pk"]))
    return [_nominee(row, counted, asker) for row in rows]


def nomination_for(number: int, *, asker: Actor) -> FamilyNomination:
    """This will return one nomination (NotFound when there is none)."""
    _require_reader(asker)
    found = FamilyNomination.objects.select_related("contest", "member").filter(pk=number).first()
    if found is None:
        raise refusing.unknown(Text("个家庭", "family"))
    return found


def has_voted(contest: FamilyContest, *, asker: Actor) -> bool:
    """This will say whether the asker has voted: of others nobody is told."""
    return contest.voters.filter(person_id=asker.id).exists()


def votes_cast(contest: FamilyContest) -> int:
    """This will count who has voted."""
    return contest.voters.count()


def family_videos_for(asker: Actor, *, year: int) -> list[tuple[RollEntry, FamilyVideo | None]]:
    """This will list each leader and head of a section with the year's video or None, and then others who gave one."""
    _require_reader(asker)
    videos = {
        row.member_id: row for row in FamilyVideo.objects.filter(year=year, withdrawn_at=None).select_related("member")
    }
    entries = list(RollEntry.objects.filter(until_at=None).select_related("person").order_by("department", "pk"))
    asked = [row for row in entries if set(VIDEO_STANDINGS) & set(row.standings)]
    others = [row for row in entries if row not in asked and row.person_id in videos]
    return [(row, videos.get(row.person_id)) for row in asked + others]


def family_video_for(number: int, *, asker: Actor) -> FamilyVideo:
    """This will return a video that stands (NotFound otherwise)."""
    _require_reader(asker)
    found = FamilyVideo.objects.select_related("member").filter(pk=number, withdrawn_at=None).first()
    if found is None:
        raise refusing.unknown(Text("个视频", "video"))
    return found


def family_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's figures: families reached, videos, awarded families ([] for strangers)."""
    if not (is_staff(asker) or asker.has_role("supervisor")):
        return []
    entries = list(RollEntry.objects.filter(until_at=None))
    reached, homes, year = _reached(entries, on.year, on), Text("户", "families"), f"year={on.year}"
    asked = {row.person_id for row in entries if set(VIDEO_STANDINGS) & set(row.standings)}
    videos = FamilyVideo.objects.filter(had("at", on=on), year=on.year, withdrawn_at=None)
    given = set(videos.values_list("member_id", flat=True))
    awarded = awarded_families(asker, year=on.year, on=on).count()
    return [
        Figure("families_reached", "build", Text("重点岗位家属联系", "Families of key posts reached"), homes, reached.done, reached.due, 0, "centre_families", year),
        Figure("family_videos", "build", Text("家庭话廉视频", "Family videos"), Text("部", "videos"), len(asked & given), len(asked), 0, "centre_family_videos", year),
        Figure("clean_families", "build", Text("清廉家庭", "Clean families"), homes, awarded, 0, 0, "centre_family_contests", year),
    ]  # fmt: skip


def _reached(entries: Iterable[RollEntry], year: int, on: date | None) -> Share:
    key = {row.person_id for row in entries if "key_post" in row.standings}
    parts = FamilyPart.objects.filter(had("at", on=on), year=year, withdrawn_at=None)
    return Share(len(key & set(parts.values_list("member_id", flat=True))), len(key))


def _told(part: FamilyPart) -> str:
    return str(open_words(bytes(part.sealed), about=f"family:{part.pk}")["told"]) if part.sealed else ""


def _nominee(row: FamilyNomination, counted: bool, asker: Actor) -> Nominee:
    own = is_own(row, asker)
    shown = own or may_organise_families(asker) or row.nominated_by == asker.id or row.agreed_at is not None
    return Nominee(row, row.votes if counted else None, row.story if shown else "", own)


def _require_reader(asker: Actor) -> None:
    if not (is_staff(asker) or asker.has_role("supervisor")):
        raise refusing.not_yours(STAFF, rule="family_voluntary")
