"""The watches' run: each asks its question, findings become warnings, warnings make the lights."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.supervision.events import WarningOpened
from qinglian.domain.supervision.models import LightChange, RiskWarning, WatchRun
from qinglian.domain.supervision.queries.lights import light_of, lights_noted
from qinglian.domain.supervision.watches import WATCHERS, Found, Watcher
from qinglian.law.actor import TIMETABLE
from qinglian.law.rulebook import rule
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy

_failures = logging.getLogger("qinglian.supervision")
POINT_OF = {point.measure.watch: point.code for point in POINTS if point.measure.is_live}


def run_watches(*, at: datetime, only: Iterable[str] | None = None) -> int:
    """This will run the watches (all, or `only` these) and return how many warnings were opened.

    A watch that fails is itself noted and leaves the others undisturbed: nobody takes silence for health.
    """
    opened = 0
    for code in WATCHERS if only is None else only:
        opened += _run(code, WATCHERS[code], at=at)
    return opened


def _run(code: str, watcher: Watcher, *, at: datetime) -> int:
    try:
        found = watcher(at)
    except Exception as error:
        _failures.exception("watch %s", code)
        WatchRun.objects.update_or_create(watch=code, defaults={"ran_at": at, "failure": repr(error)[:2000]})
        return 0
    with transaction.atomic():
        before = set(RiskWarning.objects.filter(watch=code, ended_at=None).values_list("point", flat=True))
        opened = sum(_taken(code, one, at=at) for one in found)
        seen = {(one.level, one.subject) for one in found}
        for row in RiskWarning.objects.filter(watch=code, ended_at=None):
            if (row.level, row.subject) not in seen:
                RiskWarning.objects.filter(pk=row.pk).update(ended_at=at)
        WatchRun.objects.update_or_create(watch=code, defaults={"ran_at": at, "failure": ""})
        note_lights(before | {one.point or POINT_OF[code] for one in found}, at=at)
    return opened


def _taken(code: str, one: Found, *, at: datetime) -> bool:
    days = rule("warning_days", on=at.astimezone(CHINA).date()).number()
    fresh = {
        "point": one.point or POINT_OF[code], "words_zh": one.words.zh, "words_en": one.words.en, "facts": list(one.facts),
        "opened_at": at, "seen_at": at, "due_at": at + timedelta(days=days),
    }  # fmt: skip
    row, is_new = RiskWarning.objects.get_or_create(watch=code, level=one.level, subject=one.subject, defaults=fresh)
    if not is_new:
        came_back = row.state == "closed" and row.ended_at is not None
        RiskWarning.objects.filter(pk=row.pk).update(
            seen_at=at, ended_at=None, words_zh=one.words.zh, words_en=one.words.en, facts=list(one.facts),
            **({"state": "open", "opened_at": at, "due_at": fresh["due_at"]} if came_back else {}),
        )  # fmt: skip
        is_new = came_back
    if is_new:
        event = WarningOpened(row.pk, row.point, code, one.level)
        append(event, subject=f"risk:{row.point}", by=TIMETABLE.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return is_new


def note_lights(points: set[str], *, at: datetime) -> None:
    """This will note each of these points' light when it is another than before."""
    before = lights_noted(points)
    for point in points:
        light = light_of(point)
        if before.get(point, "green") != light:
            LightChange.objects.create(point=point, light=light, at=at)
