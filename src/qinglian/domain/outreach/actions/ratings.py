"""Ratings of the centre's work: counted as they come, never dropped. A remark becomes a suggestion: it is answered, and shown with its answer."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.outreach.actions.suggestions import hand_in_suggestion
from qinglian.domain.outreach.events import RatingGiven
from qinglian.domain.outreach.models import Guest, Rating
from qinglian.domain.outreach.rating_kinds import RATING_KIND_BY_CODE, SCORES
from qinglian.domain.people import refusing
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append


@transaction.atomic
def give_rating(
    *, scores: dict[str, int], overall: int, remark: str = "", guest: Guest | None = None, by: Actor, at: datetime
) -> Rating:
    """This will count a rating of a guest who came (once) or of anybody. Neither sender nor address is kept."""
    kind = RATING_KIND_BY_CODE["open_day" if guest else "public"]
    if guest is not None and guest.came_at is None:
        raise refusing.not_now(
            Text("到场代表才能评价。", "Guests who came rate the day."),
            Text("请在现场签到。", "Sign in at the door."),
            rule="rating_kept",
        )
    _require_scores(scores, overall, known=set(kind.questions))
    remark = remark.strip()[:2000]

    if guest is not None and not Guest.objects.filter(pk=guest.pk, has_rated=False).update(has_rated=True):
        raise refusing.not_now(
            Text("您已经评价过。", "You have rated this day."), Text("每位代表评一次。", "Each guest rates once."), rule="rating_kept"
        )  # fmt: skip
    suggestion = hand_in_suggestion(words=remark, source="rating", by=by, at=at)[0] if remark else None
    about = f"open_day:{guest.day_id}" if guest else "centre"
    row = Rating.objects.create(
        kind=kind.code, about=about, scores=scores, overall=overall, remark=remark, suggestion=suggestion, at=at
    )

    event = RatingGiven(row.pk, row.kind, about, overall, bool(remark))
    append(event, subject=f"rating:{row.pk}", by=None, at=at)
    return row


def _require_scores(scores: dict[str, int], overall: int, *, known: set[str]) -> None:
    wrong = [name for name, score in (scores | {"overall": overall}).items() if score not in SCORES]
    if wrong or not set(scores) <= known:
        raise refusing.not_valid(
            wrong[0] if wrong else "overall",
            Text("评分是 1 到 5 分。", "Points go from 1 to 5."),
            Text("请选一项。", "Choose one."),
            rule="rating_kept",
        )
