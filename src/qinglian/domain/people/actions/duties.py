"""Sockets of duties: the apps that know why something is owed open, fulfil and waive it here. They have allowed the act and say who acts."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from qinglian.domain.people.duty_kinds import DUTY_KIND_BY_CODE
from qinglian.domain.people.events import DutyFulfilled, DutyOpened, DutyWaived
from qinglian.domain.people.models import Duty, Person
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@transaction.atomic
def open_duty(
    kind: str, *, owed_by: Person, about: str, title: Text, due_on: date, by: Actor, at: datetime
) -> Duty:  # fmt: skip
    """This will open a duty, once: the same kind, person and thing again returns the duty that stands or was fulfilled; what was waived
    may be owed anew (KeyError for an unknown kind)."""
    named = DUTY_KIND_BY_CODE[kind]
    duty, is_new = Duty.objects.get_or_create(
        kind=named.code, owed_by=owed_by, about=about, waived_at=None,
        defaults={"title_zh": title.zh, "title_en": title.en, "due_on": due_on, "opened_at": at},
    )  # fmt: skip
    if is_new:
        _record(DutyOpened(kind, owed_by.pk, about, due_on.isoformat()), owed_by.pk, by=by, at=at)
    return duty


@transaction.atomic
def fulfil_duty(kind: str, *, owed_by: str, about: str, evidence: str, by: Actor, at: datetime) -> bool:
    """This will note that what was owed is done, and say whether a duty stood open: who owed nothing has fulfilled nothing."""
    duty = _standing(kind, about).filter(owed_by_id=owed_by).first()
    if duty is None:
        return False
    duty.fulfilled_at, duty.evidence = at, evidence
    duty.save(update_fields=["fulfilled_at", "evidence"])
    _record(DutyFulfilled(kind, owed_by, about, evidence), owed_by, by=by, at=at)
    return True


@transaction.atomic
def waive_duties(kind: str, *, about: str, reason: str, by: Actor, at: datetime, owed_by: str = "") -> int:
    """This will waive every open duty of this kind about this thing (it was called off; of one person alone if named), and return how many."""
    rows = _standing(kind, about)
    standing = list(rows.filter(owed_by_id=owed_by) if owed_by else rows)
    for duty in standing:
        duty.waived_at, duty.reason = at, reason
        duty.save(update_fields=["waived_at", "reason"])
        _record(DutyWaived(kind, duty.owed_by_id, about, reason), duty.owed_by_id, by=by, at=at)
    return len(standing)


def _standing(kind: str, about: str) -> QuerySet[Duty]:
    return Duty.objects.select_for_update().filter(kind=kind, about=about, fulfilled_at=None, waived_at=None)


def _record(event: DutyOpened | DutyFulfilled | DutyWaived, person: str, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"person:{person}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
