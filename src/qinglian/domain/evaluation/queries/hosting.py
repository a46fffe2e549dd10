"""What the centre has to host: sections whose record is signed, with their draw and session as far as there are any."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from qinglian.domain.evaluation.models import EvaluatedBid, Session, SessionRelease
from qinglian.domain.evaluation.policy import may_watch
from qinglian.domain.experts.models import Draw
from qinglian.domain.tenders.access import BIDDER_GROUP
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import access_of
from qinglian.law.actor import Actor
from qinglian.trust.session import SESSION_COMPARTMENTS

MOST = 100
_HOSTED = ("recorded", "evaluating", "evaluated")


@dataclass(frozen=True)
class Hosted:
    """One section to be hosted: the draw of its round that was not given up, and its session; None before there is one."""

    section: Section
    draw: Draw | None
    session: Session | None

    @property
    def is_ready(self) -> bool:
        """This will say whether the session can be opened now."""
        is_drawn = self.draw is not None and self.draw.state == "complete"
        return is_drawn and self.session is None and self.section.state == "recorded"


@dataclass(frozen=True)
class GroupRelease:
    """How many of a group have released one compartment to the session, and how many must."""

    group: str
    compartment: str
    came: int
    needed: int


def rooms_for(asker: Actor) -> list[Hosted]:
    """This will list the sections in or before their evaluation to host and supervisors, ready ones first; none to others."""
    if not may_watch(asker):
        return []
    rows = Section.objects.filter(state__in=_HOSTED).select_related("tender__tenderer", "notice")
    draws = Draw.objects.exclude(state="abandoned").order_by("number")
    rows = rows.prefetch_related(Prefetch("draws", draws), "sessions").order_by("-pk")[:MOST]
    return sorted((_hosted(section) for section in rows), key=_order)


def hosted_of(section: Section) -> Hosted:
    """This will return one section with its present draw and session."""
    draws = Draw.objects.filter(section=section, round=section.round).exclude(state="abandoned")
    sessions = Session.objects.select_related("draw").filter(section=section, round=section.round)
    return Hosted(section, draws.order_by("number").last(), sessions.first())


def releases_by_group(session: Session) -> list[GroupRelease]:
    """This will count the releases to a session by group and compartment; of bidders with a lock of their own, all are awaited."""
    rows = SessionRelease.objects.filter(session=session).values_list("group", "compartment")
    came = Counter((group, compartment) for group, compartment in rows)
    found = []
    for group in access_of(session.section)["groups"]:
        name = group["name"]
        is_bidders = name == BIDDER_GROUP["name"]
        needed = EvaluatedBid.objects.filter(session=session).count() if is_bidders else group["threshold"]
        found += [GroupRelease(name, part, came[name, part], needed) for part in SESSION_COMPARTMENTS]
    return found


def _hosted(section: Section) -> Hosted:
    draws = [draw for draw in section.draws.all() if draw.round == section.round]
    sessions = [session for session in section.sessions.all() if session.round == section.round]
    return Hosted(section, draws[-1] if draws else None, sessions[0] if sessions else None)


def _order(row: Hosted) -> tuple[int, float]:
    """Ready ones first, then those that run, those that wait for experts, those that are over; by the hour of the evaluation."""
    place = 0 if row.is_ready else 3 if row.section.state == "evaluated" else 1 if row.session else 2
    return place, row.draw.evaluation_at.timestamp() if row.draw else float("inf")
