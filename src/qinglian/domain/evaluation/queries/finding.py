"""Single sessions, members and results."""

import hashlib
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.models import Member, Result, Session, Sheet
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.law.evaluation.terms import default_terms
from qinglian.record.prepared import prepared


def session_of(section: Section) -> Session | None:
    """This will return the session of the section's present round, or None before it is opened."""
    rows = Session.objects.select_related("section__tender", "section__notice", "draw", "fact")
    return rows.filter(section=section, round=section.round).first()


def session_at(section: Section) -> Session:
    """This will return the session of the section's present round (NotFound before it is opened)."""
    found = session_of(section)
    if found is None:
        raise refusals.no_session()
    return found


def opening_of(session: Session) -> dict[str, Any]:
    """This will return the opening as signed documents of this session name it."""
    return {**tenders.opening_of(session.section), "round": session.round}


def terms_of(session: Session) -> dict[str, Any]:
    """This will return the evaluation terms that govern the session: the notice's, or the defaults where it states none."""
    section = session.section
    return dict(section.evaluation) or default_terms(section.evaluation_method, section.tender.kind)


def hashed(credential: str) -> str:
    """This will return the hash under which a credential is kept."""
    return hashlib.sha256(credential.encode()).hexdigest()


def member_by_credential(credential: str) -> Member:
    """This will return the member whose seat this credential opens (NotAllowed for any other, replaced members included)."""
    rows = Member.objects.select_related("session__section__tender", "session__section__notice", "call__leaf")
    found = rows.filter(credential_hash=hashed(credential)).exclude(state="replaced").first()
    if found is None:
        raise refusals.not_seated()
    return found


def in_force(session: Session) -> list[Member]:
    """This will list the members that have not been replaced, by seat."""
    rows = Member.objects.select_related("call__leaf").filter(session=session).exclude(state="replaced")
    return list(rows.order_by("seat"))


def sheets_by_kind(session: Session) -> dict[str, dict[int, dict[str, Any]]]:
    """This will return kind -> seat -> rows of the locked sheets in force. For the domain's own use, never for a page."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    rows = Sheet.objects.filter(member__session=session, is_void=False, locked_at__isnull=False)
    for sheet in rows.select_related("member").order_by("member__seat"):
        signed: dict[str, Any] = sheet.signed or {}
        found.setdefault(sheet.kind, {})[sheet.member.seat] = signed["document"]["rows"]
    return found


def locked_sheets_as_text(session: Session) -> list[tuple[str, int, str]]:
    """This will list (kind, seat, signed sheet as JSON text) of the locked sheets in force, by seat: as they lie in the database, unread.
    For pages only once the session is disclosed."""
    return _sheets_as_text(session.pk)


@prepared
def _sheets_as_text(session: int) -> QuerySet[Sheet, Any]:
    rows = Sheet.objects.filter(member__session=session, is_void=False, locked_at__isnull=False)
    return rows.order_by("member__seat").values_list("kind", "member__seat", Cast("signed", TextField()))


def result_of(section: Section) -> Result | None:
    """This will return the result of the section's present round once its report is complete, else None."""
    rows = Result.objects.select_related("session")
    return rows.filter(session__section=section, session__round=section.round, session__state="finished").first()
