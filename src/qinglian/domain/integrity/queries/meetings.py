"""Committee meetings and decisions, as those see them who may."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from qinglian.domain.integrity.meeting_policy import may_see_meetings
from qinglian.domain.integrity.models import AgendaItem, Decision, Meeting
from qinglian.domain.integrity.topics import INTEGRITY, TOPICS
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text

READERS = Text(
    "中心领导、机关党委、纪检人员和科室负责人", "leaders, the party and discipline office and heads of sections"
)
HELD = Q(meeting__state="held")
COUNTED = HELD & ~Q(state="dropped")


def meetings_for(asker: Actor, *, year: int | None = None, topic: str = "", state: str = "") -> QuerySet[Meeting]:
    """This will list meetings, newest first, each with its items and the number of decisions that are open (NotAllowed for strangers)."""
    if not may_see_meetings(asker):
        raise not_yours(READERS, rule="meetings_kept")
    rows = Meeting.objects.select_related("chair").prefetch_related("items")
    rows = rows.filter(held_on__year=year) if year else rows
    rows = rows.filter(items__topic=topic).distinct() if topic else rows
    rows = rows.filter(state=state) if state else rows
    counted = rows.annotate(
        decided=Count("decisions", distinct=True),
        open_decisions=Count("decisions", filter=Q(decisions__state="open"), distinct=True),
    )
    return counted.order_by("-held_on", "-pk")


def meeting_for(number: int, *, asker: Actor) -> Meeting:
    """This will return one meeting with its agenda and decisions (NotFound when there is none, or it is not yours to see)."""
    wanted = Meeting.objects.select_related("chair").prefetch_related(
        "items", Prefetch("decisions", queryset=Decision.objects.select_related("owner", "item").order_by("due_on", "pk"))
    )  # fmt: skip
    found = wanted.filter(pk=number).first() if may_see_meetings(asker) else None
    if found is None:
        raise unknown(Text("次会议", "meeting"))
    return found


def item_in(meeting: Meeting, number: int) -> AgendaItem:
    """This will return the item with this number on the meeting's agenda (NotFound when there is none)."""
    found = meeting.items.filter(number=number).first()
    if found is None:
        raise unknown(Text("项议题", "item"))
    return found


def decisions_for(asker: Actor, *, state: str = "", year: int | None = None) -> QuerySet[Decision]:
    """This will list decisions, earliest due first: all of them for readers of meetings, one's own for others.

    `state` "counted" leaves out what counts nowhere: what was dropped, and what a meeting decided that is not held any more.
    """
    rows = Decision.objects.select_related("owner", "item", "meeting").order_by("due_on", "pk")
    rows = rows if may_see_meetings(asker) else rows.filter(owner_id=asker.id)
    rows = rows.filter(COUNTED if state == "counted" else Q(state=state)) if state else rows
    return rows.filter(meeting__held_on__year=year) if year else rows


def decision_for(number: int, *, asker: Actor) -> Decision:
    """This will return one decision (NotFound when there is none, or it is not yours to see)."""
    found = decisions_for(asker).filter(pk=number).first()
    if found is None:
        raise unknown(Text("项决定", "decision"))
    return found


def topics_counted(year: int, *, asker: Actor, on: date | None = None) -> dict[str, int]:
    """This will count the meetings that were held in a year, up to a day (None: all), by topic: the figure 4 of the year is the one of
    INTEGRITY. One query."""
    if not may_see_meetings(asker):
        raise not_yours(READERS, rule="meetings_kept")
    rows = AgendaItem.objects.filter(HELD, had("meeting__held_on", on=on), meeting__held_on__year=year).values("topic")
    found = {row["topic"]: row["n"] for row in rows.annotate(n=Count("meeting", distinct=True)).order_by()}
    return {topic: found.get(topic, 0) for topic in TOPICS}


def meetings_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count the year's meetings on integrity responsibility, and how its decisions stand. Two queries."""
    held = topics_counted(on.year, asker=asker, on=on)[INTEGRITY]
    told = Decision.objects.filter(COUNTED, had("meeting__held_on", on=on), meeting__held_on__year=on.year).aggregate(
        due=Count("pk"), done=Count("pk", filter=had("done_at", on=on)), late=Count("pk", filter=late_on(on, done="done_at"))
    )  # fmt: skip
    query = f"year={on.year}&topic={INTEGRITY}&state=held"
    return [
        Figure("integrity_meetings", "build", Text("党委会研究党风廉政建设", "Committee meetings on integrity"), Text("次", "times"), held, 0, 0, "centre_meetings", query),
        Figure("decisions", "build", Text("党委会决定落实", "Decisions carried out"), Text("项", "decisions"), told["done"], told["due"], told["late"], "centre_decisions", f"year={on.year}&state=counted"),
    ]  # fmt: skip
