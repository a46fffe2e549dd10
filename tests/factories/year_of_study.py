"""What education and outreach bring to `tests.factories.year`: study, talks, festivals, messages, positions, books, homes, open days."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qinglian.domain.education import models as education
from qinglian.domain.education.culture_words import CHANNELS
from qinglian.domain.education.models import Activity, Attendance, Expected
from qinglian.domain.outreach import models as outreach
from qinglian.domain.people.models import Duty, Person
from qinglian.law.festivals import FESTIVALS
from tests.factories.year_days import AHEAD_ON, AT, DONE_AT, DONE_ON, LAST_YEAR, LATE_ON, last_year

if TYPE_CHECKING:
    from tests.factories.year import Crew


def begin(who: "Crew") -> None:
    """This will store what October left."""
    _begin_study(who)
    _begin_talks(who)
    _begin_culture(who)
    _begin_homes(who)
    _begin_outreach()


def finish(who: "Crew") -> None:
    """This will do at AT what is open, and add new things."""
    _finish_study(who)
    _finish_talks(who)
    _finish_culture(who)
    _finish_homes(who)
    _finish_outreach()


def _held(who: "Crew", kind: str, at: datetime, *came: Person, state: str = "closed", **changes: object) -> Activity:
    row = Activity.objects.create(
        kind=kind, pillar="build" if kind == "reading" else "learn", topic=f"{kind} {at:%F}", held_at=at, place="三楼", organiser=who.party,
        state=state, roll_count=6, planned_at=at, opened_at=at, closed_at=at if state == "closed" else None, **{"audience": "all"} | changes,
    )  # fmt: skip
    for person in who.everybody[:4]:
        Expected.objects.create(activity=row, person=person, department="office", branch="first")
    for person in came:
        _came(row, person, at)
    return row


def _came(row: Activity, person: Person, at: datetime) -> None:
    Attendance.objects.create(activity=row, person=person, how="list", at=at, noted_by="per-test")


def _begin_study(who: "Crew") -> None:
    case = education.Case.objects.create(
        title="案例", summary="案情", article="第一条", registered_by="p", registered_at=DONE_AT
    )
    _held(who, "all_staff", DONE_AT, who.secretary, who.mover)  # the mover was not expected and fills no seat
    _held(who, "reading", DONE_AT, who.deputy)
    _held(who, "site_visit", DONE_AT, who.secretary)
    _held(who, "case_discussion", DONE_AT, case=case, audience="branch", audience_of="first")
    _held(who, "party_lecture", last_year(DONE_AT), speaker=who.secretary)
    _held(who, "contest", DONE_AT, state="called_off")
    _held(who, "other", datetime.combine(AHEAD_ON, AT.timetz()), state="planned")
    for number, (issued, studied) in enumerate(((DONE_AT, DONE_AT), (DONE_AT, None), (last_year(DONE_AT), None))):
        education.Directive.objects.create(
            level="city", issuer="市纪委", title=f"部署{number}", issued_on=issued.date(), due_on=LATE_ON, registered_by="p",
            registered_at=issued, studied_at=studied,
        )  # fmt: skip


def _finish_study(who: "Crew") -> None:
    case = education.Case.objects.get()
    _held(who, "theory_group", AT, who.secretary)
    _held(who, "reading", AT)
    _held(who, "party_lecture", AT, speaker=who.secretary)
    _held(who, "case_discussion", AT, case=case, audience="branch", audience_of="second")
    _came(Activity.objects.get(kind="site_visit"), who.deputy, AT)
    education.Directive.objects.filter(studied_at=None, issued_on=DONE_ON).update(studied_at=AT)


def _begin_talks(who: "Crew") -> None:
    education.TalkRound.objects.create(year=AT.year, due_on=LATE_ON, opened_by="p", opened_at=DONE_AT)
    for talker, listener, tier, held_at in (
        (who.secretary, who.deputy, "first", DONE_AT), (who.secretary, who.head, "first", None), (who.deputy, who.head, "second", None),
        (who.secretary, who.discipline, "first", None), (who.deputy, who.mover, "third", None), (who.secretary, who.mover, "first", None),
    ):  # fmt: skip
        education.Talk.objects.create(
            kind="routine", tier=tier, year=AT.year, talker=talker, listener=listener, state="held" if held_at else "planned",
            due_on=LATE_ON, planned_at=DONE_AT, held_at=held_at,
        )  # fmt: skip


def _finish_talks(who: "Crew") -> None:
    del who
    education.Talk.objects.filter(state="planned").update(state="held", held_at=AT)


def _begin_culture(who: "Crew") -> None:
    for number, festival in enumerate(FESTIVALS):
        sent_at = DONE_AT if number < 2 else None
        row = education.FestivalReminder.objects.create(
            year=AT.year, festival=festival.code, day=LATE_ON, send_on=LATE_ON, words_zh="廉", words_en="Be clean", planned_at=DONE_AT,
            state="sent" if sent_at else "planned", sent_at=sent_at,
        )  # fmt: skip
        for person, done_at in ((who.head, DONE_AT), (who.mover, None)) if sent_at else ():
            Duty.objects.create(
                kind="festival_reading", owed_by=person, about=f"festival:{row.pk}", title_zh="读", title_en="Read", due_on=LATE_ON,
                opened_at=DONE_AT, fulfilled_at=done_at,
            )  # fmt: skip
    for day, channels in (
        (DONE_ON, list(CHANNELS)),
        (LATE_ON, list(CHANNELS)[:1]),
        (DONE_ON.replace(year=LAST_YEAR), list(CHANNELS)),
    ):
        _log(day, channels, datetime.combine(day, AT.timetz()))
    for number, due_on in enumerate((AHEAD_ON, LATE_ON, LATE_ON)):
        place = education.CulturePosition.objects.create(
            name=f"阵地{number}", kind="corridor", area="office", place="一楼", keeper=who.head, interval_days=90,
            state="retired" if number == 2 else "in_use",
        )  # fmt: skip
        _shown(place, due_on, DONE_AT)
    for number, (lent, returned) in enumerate(
        ((DONE_AT, DONE_AT), (DONE_AT, None), (last_year(DONE_AT), None), (last_year(DONE_AT), last_year(DONE_AT)))
    ):
        _lend(number, who.mover, lent, returned)


def _finish_culture(who: "Crew") -> None:
    education.FestivalReminder.objects.filter(festival=FESTIVALS[2].code).update(state="sent", sent_at=AT)
    Duty.objects.filter(kind="festival_reading", fulfilled_at=None, waived_at=None).update(fulfilled_at=AT)
    _log(LATE_ON, list(CHANNELS)[1:], AT)
    _log(AT.date(), list(CHANNELS), AT)
    late = education.PositionContent.objects.get(due_on=LATE_ON, position__state="in_use")
    late.replaced_at = AT
    late.save(update_fields=["replaced_at"])
    _shown(late.position, AHEAD_ON, AT)
    education.Loan.objects.filter(state="out").update(state="returned", returned_at=AT)
    _lend(9, who.head, AT, None)


def _log(day: date, channels: list[str], at: datetime) -> None:
    for channel in channels:
        education.ChannelLog.objects.create(day=day, channel=channel, text="公生明，廉生威。", at=at)


def _shown(place: education.CulturePosition, due_on: date, at: datetime) -> None:
    education.PositionContent.objects.create(
        position=place, words="故事", renewed_on=at.date() - timedelta(days=60), due_on=due_on, by="p", at=at
    )


def _lend(number: int, borrower: Person, lent: datetime, returned: datetime | None) -> None:
    book = education.Book.objects.create(
        code=f"D-{number}", title="读本", author="本中心", category="discipline_law", entered_at=lent
    )
    education.Loan.objects.create(
        copy=education.BookCopy.objects.create(book=book, number=1), borrower=borrower, state="returned" if returned else "out",
        lent_at=lent, due_on=LATE_ON, returned_at=returned,
    )  # fmt: skip


def _begin_homes(who: "Crew") -> None:
    for member, made_on in ((who.head, DONE_ON), (who.discipline, None)):
        education.HomeVisit.objects.create(
            member=member,
            visitor=who.deputy,
            state="made" if made_on else "planned",
            due_on=LATE_ON,
            planned_at=DONE_AT,
            made_on=made_on,
        )
    _family(who.head, DONE_AT)
    for year in (AT.year, LAST_YEAR):
        _awarded(year, DONE_AT.replace(year=year), who.head, who.mover)


def _finish_homes(who: "Crew") -> None:
    education.HomeVisit.objects.filter(state="planned").update(state="made", made_on=AT.date())
    _family(who.discipline, AT)
    education.FamilyVideo.objects.create(
        member=who.deputy, year=AT.year, title="家", blob="0" * 64, media_type="video/mp4", size=1, at=AT
    )
    _awarded(AT.year, AT, who.deputy)


def _family(member: Person, at: datetime) -> None:
    education.FamilyPart.objects.create(kind="pledge", member=member, year=at.year, at=at)
    for person, year in ((member, at.year), (member, LAST_YEAR)):
        education.FamilyVideo.objects.create(
            member=person, year=year, title="家", blob="0" * 64, media_type="video/mp4", size=1, at=at
        )


def _awarded(year: int, at: datetime, *members: Person) -> None:
    contest = education.FamilyContest.objects.create(
        title="清廉家庭", year=year, state="awarded", opened_at=at, awarded_at=at
    )
    for number, member in enumerate(members):
        education.FamilyNomination.objects.create(
            contest=contest, member=member, nominated_by="p", story="好", is_awarded=number == 0, at=at
        )


def _begin_outreach() -> None:
    for at in (DONE_AT, last_year(DONE_AT)):
        _open_day(at, "citizen", "media")
        _suggest(at, answered_on=None)
        outreach.Rating.objects.create(kind="public", about="centre", overall=5, at=at)
    _suggest(DONE_AT, answered_on=DONE_ON)
    outreach.Rating.objects.create(kind="public", about="centre", overall=1, at=DONE_AT)


def _finish_outreach() -> None:
    outreach.Suggestion.objects.filter(state="received", received_at__year=AT.year).update(
        state="answered", answer="已改", answered_on=AT.date()
    )
    _open_day(AT, "citizen", "expert")
    _suggest(AT, answered_on=None)
    outreach.Rating.objects.create(kind="public", about="centre", overall=5, at=AT)


def _open_day(at: datetime, *categories: str) -> None:
    day = outreach.OpenDay.objects.create(
        theme="开放日", starts_at=at, place="大厅", agenda="参观", state="held", drafted_by="p", drafted_at=at
    )
    for number, category in enumerate((*categories, "enterprise")):
        outreach.Guest.objects.create(
            day=day, category=category, name=f"来宾{number}", phone="1", code_digest=f"{day.pk}-{number}", signed_up_at=at,
            came_at=at if number < len(categories) else None,
        )  # fmt: skip


def _suggest(at: datetime, *, answered_on: date | None) -> None:
    outreach.Suggestion.objects.create(
        source="box", words="多放椅子", code_digest=f"s{outreach.Suggestion.objects.count()}", received_at=at, due_on=LATE_ON,
        state="answered" if answered_on else "received", answer="已改" if answered_on else "", answered_on=answered_on,
    )  # fmt: skip
