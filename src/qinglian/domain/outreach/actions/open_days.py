"""Open days: prepared, announced, signed up for, held with attendance, closed with a report."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from qinglian.domain.outreach.events import (
    GuestCame,
    GuestSignedUp,
    OpenDayAnnounced,
    OpenDayCalledOff,
    OpenDayDrafted,
    OpenDayHeld,
)
from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.domain.outreach.lifecycle import OPEN_DAY
from qinglian.domain.outreach.models import Guest, OpenDay
from qinglian.domain.outreach.policy import may_run_open_days
from qinglian.domain.outreach.receipt_codes import digest_of, new_code
from qinglian.domain.people import refusing
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import Event, moment
from qinglian.record.models import Secrecy

OFFICE = Text("办公室、机关党委", "the office or the party office")


@dataclass(frozen=True)
class GuestData:
    """Who comes: category, name, employer, phone."""

    category: str
    name: str
    phone: str
    unit: str = ""


@transaction.atomic
def draft_open_day(*, theme: str, starts_at: datetime, place: str, agenda: str, by: Actor, at: datetime) -> OpenDay:
    """This will begin to prepare an open day."""
    if not may_run_open_days(by):
        raise refusing.not_yours(OFFICE, rule="open_day_kept")
    theme = refusing.require_text(theme, "theme", Text("主题", "The theme"), most=120)
    place = refusing.require_text(place, "place", Text("地点", "The place"), most=120)
    agenda = refusing.require_text(agenda, "agenda", Text("议程", "The agenda"))
    if starts_at <= at:
        raise refusing.not_valid(
            "starts_at", Text("时间已经过去。", "The time is past."), Text("请改时间。", "Choose another time."), rule="open_day_kept"
        )  # fmt: skip

    day = OpenDay.objects.create(
        theme=theme, starts_at=starts_at, place=place, agenda=agenda, drafted_by=by.id, drafted_at=at
    )

    _record(OpenDayDrafted(day.pk, theme), day, by=by, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return day


@transaction.atomic
def announce_open_day(day: OpenDay, *, by: Actor, at: datetime) -> OpenDay:
    """This will announce an open day: from now on people sign up."""
    day = _locked(day)
    move = OPEN_DAY.require("announce_open_day", state=day.state, by=by)

    day.state = move.target
    day.save(update_fields=["state"])

    _record(OpenDayAnnounced(day.pk, day.theme, moment(day.starts_at)), day, by=by, at=at, secrecy=Secrecy.OPEN)
    return day


@transaction.atomic
def invite_guest(day: OpenDay, *, data: GuestData, by: Actor, at: datetime) -> tuple[Guest, str]:
    """This will invite a guest, and return the code by which the guest rates and suggests afterwards."""
    if not may_run_open_days(by):
        raise refusing.not_yours(OFFICE, rule="open_day_kept")
    return _add(_locked(day), data, invited_by=by.id, at=at)


@transaction.atomic
def sign_up_for_open_day(day: OpenDay, *, data: GuestData, by: Actor, at: datetime) -> tuple[Guest, str]:  # noqa: ARG001
    """This will sign somebody up (anybody may, while it is announced and ahead), and return the guest's code, shown once."""
    day = _locked(day)
    if day.state != "announced" or day.starts_at <= at:
        raise _no_sign_up()
    return _add(day, data, invited_by="", at=at)


@transaction.atomic
def note_guest_came(guest: Guest, *, by: Actor, at: datetime) -> Guest:
    """This will note at the door that a guest came (NotNow before the day, or twice)."""
    if not may_run_open_days(by):
        raise refusing.not_yours(OFFICE, rule="open_day_kept")
    guest = Guest.objects.select_for_update().select_related("day").get(pk=guest.pk)
    if guest.day.state != "announced" or moment(at)[:10] < moment(guest.day.starts_at)[:10] or guest.came_at:
        raise refusing.not_now(
            Text("现在不能登记到场：还没到当天，已经登记过，或者活动已结束。", "Not now: before the day, noted already, or closed."),
            Text("请在活动当天登记。", "Note it on the day."),
            rule="open_day_kept",
        )  # fmt: skip

    guest.came_at = at
    guest.save(update_fields=["came_at"])

    _record(GuestCame(guest.day_id, guest.pk), guest.day, by=by, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return guest


@transaction.atomic
def close_open_day(day: OpenDay, *, report: str, by: Actor, at: datetime) -> OpenDay:
    """This will close an open day that was held, with a report. What is short of seven categories or twenty guests stays visible."""
    day = _locked(day)
    move = OPEN_DAY.require("close_open_day", state=day.state, by=by)
    report = refusing.require_text(report, "report", Text("情况", "The report"))
    if at < day.starts_at:
        raise refusing.not_now(
            Text("活动还没有开始。", "It has not begun yet."), Text("举办以后再登记。", "Report once it was held."), rule="open_day_kept"
        )  # fmt: skip

    day.state, day.report = move.target, report
    day.save(update_fields=["state", "report"])

    came = list(day.guests.filter(came_at__isnull=False).values_list("category", flat=True))
    _record(OpenDayHeld(day.pk, len(came), len(set(came))), day, by=by, at=at, secrecy=Secrecy.OPEN)
    return day


@transaction.atomic
def call_off_open_day(day: OpenDay, *, reason: str, by: Actor, at: datetime) -> OpenDay:
    """This will call an open day off, with a reason."""
    day = _locked(day)
    move = OPEN_DAY.require("call_off_open_day", state=day.state, by=by)
    reason = refusing.require_text(reason, "reason", Text("理由", "The reason"), most=400)
    was_public = day.state == "announced"

    day.state, day.report = move.target, reason
    day.save(update_fields=["state", "report"])

    secrecy = Secrecy.OPEN if was_public else Secrecy.CONFIDENTIAL
    _record(OpenDayCalledOff(day.pk, reason), day, by=by, at=at, secrecy=secrecy)
    return day


def _locked(day: OpenDay) -> OpenDay:
    return OpenDay.objects.select_for_update().get(pk=day.pk)


def _add(day: OpenDay, data: GuestData, *, invited_by: str, at: datetime) -> tuple[Guest, str]:
    if day.state not in ("draft", "announced"):
        raise _no_sign_up()
    if data.category not in CATEGORIES:
        raise refusing.unfilled("category", Text("类别", "The category"))
    name = refusing.require_text(data.name, "name", Text("姓名", "The name"), most=40)
    phone = refusing.require_text(data.phone, "phone", Text("电话", "The phone"), most=20)
    code = new_code()
    try:
        with transaction.atomic():
            guest = Guest.objects.create(
                day=day, category=data.category, name=name, phone=phone, unit=data.unit.strip()[:120],
                invited_by=invited_by, code_digest=digest_of(code), signed_up_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise refusing.not_valid(
            "name",
            Text("这个人已经报名。", "This person is signed up already."),
            Text("无须重复报名。", "Once is enough."),
            rule="open_day_guest_once",
        ) from None
    event = GuestSignedUp(day.pk, guest.pk, data.category, bool(invited_by))
    append(event, subject=f"open-day:{day.pk}", by=invited_by or None, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return guest, code


def _no_sign_up() -> Exception:
    return refusing.not_now(
        Text("这次开放日现在不接受报名。", "Nobody signs up for this open day now."),
        Text("请看下一次开放日。", "See the next open day."),
        rule="open_day_kept",
    )


def _record(event: Event, day: OpenDay, *, by: Actor, at: datetime, secrecy: Secrecy) -> None:
    append(event, subject=f"open-day:{day.pk}", by=by.id, at=at, secrecy=secrecy)
