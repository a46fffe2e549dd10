"""What the timetable asks of evaluations: which sessions run, which wait to be disclosed."""

from qinglian.domain.evaluation.models import Session

_RUNNING = ("open", "review", "technical", "business", "report")


def running() -> list[Session]:
    """This will list the sessions that may move on by themselves, oldest first."""
    rows = Session.objects.select_related("section__tender", "section__notice", "draw", "fact")
    return list(rows.filter(state__in=_RUNNING).order_by("pk"))


def to_disclose() -> list[Session]:
    """This will list the ended sessions of sections whose award is fixed or that failed, and that are still sealed."""
    rows = Session.objects.select_related("section__tender", "section__notice", "draw", "fact")
    return list(rows.filter(section__state__in=("awarded", "failed"), disclosed_at__isnull=True).order_by("pk"))
