"""Suggestions as the centre, the sender and the public see them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from qinglian.domain.outreach.models import OpenDay, Suggestion
from qinglian.domain.outreach.policy import may_see_outreach
from qinglian.domain.outreach.receipt_codes import digest_of
from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.law.actor import Actor
from qinglian.law.text import Text


def suggestions_for(asker: Actor, *, state: str = "", year: int | None = None) -> QuerySet[Suggestion]:
    """This will list suggestions (that came in in a year), unanswered and earliest due first (NotAllowed for strangers)."""
    if not may_see_outreach(asker):
        raise refusing.not_yours(Text("中心工作人员", "the centre's staff"), rule="suggestion_public")
    rows = Suggestion.objects.select_related("day")
    rows = rows.filter(received_at__year=year) if year else rows
    rows = rows.filter(state=state) if state else rows
    return rows.order_by("-state", "due_on", "pk")


def suggestion_for(number: int, *, asker: Actor) -> Suggestion:
    """This will return one suggestion (NotFound when there is none)."""
    found = suggestions_for(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(Text("条意见", "suggestion"))
    return found


def suggestion_by_code(code: str) -> Suggestion:
    """This will return the suggestion whose sender holds the code (NotFound otherwise)."""
    found = Suggestion.objects.filter(code_digest=digest_of(code)).first()
    if found is None:
        raise refusing.unknown(Text("个回执码", "receipt code"))
    return found


def answered_suggestions(day: OpenDay | None = None) -> QuerySet[Suggestion]:
    """This will list what the public reads: answered suggestions (of one open day), newest answer first."""
    rows = Suggestion.objects.filter(state="answered").select_related("day")
    rows = rows.filter(day=day) if day else rows
    return rows.order_by("-answered_on", "-pk")


def suggestion_counts(year: int | None = None) -> tuple[int, int]:
    """This will count suggestions that came in (in a year), and answered ones, for everybody to see."""
    rows = Suggestion.objects.filter(received_at__year=year) if year else Suggestion.objects.all()
    told = rows.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state="answered")))
    return told["all"], told["done"]


def suggestion_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will compute the year's figure: answered of received, and how many are late ([] for strangers)."""
    if not may_see_outreach(asker):
        return []
    told = Suggestion.objects.filter(had("received_at", on=on), received_at__year=on.year).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=had("answered_on", on=on)),
        late=Count("pk", filter=late_on(on, done="answered_on")),
    )
    label, unit, query = Text("意见建议答复", "Suggestions answered"), Text("条", "suggestions"), f"year={on.year}"
    return [
        Figure(
            "suggestions", "secure", label, unit, told["done"], told["all"], told["late"], "centre_suggestions", query
        )
    ]
