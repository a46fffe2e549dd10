"""Culture positions are registered and given up by the party office, and renewed by their keepers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from qinglian.domain.education import photograph
from qinglian.domain.education.culture_policy import PARTY_OFFICE, may_keep_culture, may_renew
from qinglian.domain.education.culture_words import AREAS, POSITION_KINDS
from qinglian.domain.education.events import PositionRegistered, PositionRenewed, PositionRetired
from qinglian.domain.education.lifecycle import POSITION
from qinglian.domain.education.models import CulturePosition, PositionContent
from qinglian.domain.integrity.answering import require_on_roll
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.domain.people.refusing import not_valid, not_yours, require_text, unlisted
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy


@dataclass(frozen=True)
class PositionInput:
    """A position as it is typed."""

    name: str
    kind: str
    area: str
    place: str
    keeper: Person
    interval_days: int


@transaction.atomic
def register_position(
    typed: PositionInput, *, words: str, renewed_on: date, photo: bytes | None = None, by: Actor, at: datetime
) -> CulturePosition:  # fmt: skip
    """This will put a position into the inventory with what it shows; its keeper owes the renewal by its day."""
    if not may_keep_culture(by):
        raise not_yours(PARTY_OFFICE, rule="positions_kept")
    name = require_text(typed.name, "name", Text("名称", "The name"), most=100)
    place = require_text(typed.place, "place", Text("位置", "The place"), most=120)
    _require_listed(typed, on=_day(at))
    require_on_roll(typed.keeper, "keeper")

    try:
        with transaction.atomic():
            position = CulturePosition.objects.create(
                name=name, kind=typed.kind, area=typed.area, place=place, keeper=typed.keeper, interval_days=typed.interval_days
            )  # fmt: skip
    except IntegrityError as error:
        raise _name_taken() from error
    event = PositionRegistered(position.pk, name, typed.area, typed.keeper.pk)
    append(event, subject=f"position:{position.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)

    _show(position, words=words, renewed_on=renewed_on, photo=photo, by=by, at=at)
    return position


@transaction.atomic
def renew_position(
    position: CulturePosition, *, words: str, renewed_on: date, photo: bytes | None = None, by: Actor, at: datetime
) -> PositionContent:  # fmt: skip
    """This will note that a position shows something new. Its keeper's act, or the party office's; the next renewal is owed from then on."""
    position = CulturePosition.objects.select_for_update().get(pk=position.pk)
    POSITION.require("renew_position", state=position.state, by=by)
    if not may_renew(position.keeper_id, by):
        raise not_yours(Text("阵地的保管人", "the keeper of the position"), rule="positions_kept")

    for old in position.contents.filter(replaced_at=None):
        if renewed_on < old.renewed_on:
            raise _earlier_than_before()
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])
        about = _about(old)
        fulfil_duty("culture_renewal", owed_by=position.keeper_id, about=about, evidence=about, by=by, at=at)

    return _show(position, words=words, renewed_on=renewed_on, photo=photo, by=by, at=at)


@transaction.atomic
def retire_position(position: CulturePosition, *, reason: str, by: Actor, at: datetime) -> CulturePosition:
    """This will take a position out of the inventory; nothing is owed for it any more."""
    position = CulturePosition.objects.select_for_update().get(pk=position.pk)
    move = POSITION.require("retire_position", state=position.state, by=by)
    reason = require_text(reason, "reason", Text("理由", "The reason"), most=1000)

    position.state, position.reason = move.target, reason
    position.save(update_fields=["state", "reason"])
    for content in position.contents.filter(replaced_at=None):
        waive_duties("culture_renewal", about=_about(content), reason=reason, by=by, at=at)

    event = PositionRetired(position.pk, reason)
    append(event, subject=f"position:{position.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return position


def _show(
    position: CulturePosition, *, words: str, renewed_on: date, photo: bytes | None, by: Actor, at: datetime
) -> PositionContent:  # fmt: skip
    words = require_text(words, "words", Text("内容", "The content"), most=2000)
    if renewed_on > _day(at):
        raise not_valid(
            "renewed_on",
            Text("更新日期还没有到。", "This day has not come."),
            Text("请填今天或者以前的日期。", "Give today or an earlier day."),
            rule="field_form",
        )
    blob = blobs.store([photograph.kept(photo, on=_day(at))])[0] if photo else ""
    due_on = renewed_on + timedelta(days=position.interval_days)

    content = PositionContent.objects.create(
        position=position, words=words, photo=blob, renewed_on=renewed_on, due_on=due_on, by=by.id, at=at
    )  # fmt: skip
    title = Text(f"更新“{position.name}”", f"Renew “{position.name}”")
    open_duty(
        "culture_renewal", owed_by=position.keeper, about=_about(content), title=title, due_on=due_on, by=by, at=at
    )

    event = PositionRenewed(position.pk, renewed_on.isoformat(), due_on.isoformat(), blob)
    append(event, subject=f"position:{position.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return content


def _about(content: PositionContent) -> str:
    return f"content:{content.pk}"


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def _require_listed(typed: PositionInput, *, on: date) -> None:
    most = rule("position_interval_days_most", on=on).number()
    for field, is_wrong in (
        ("kind", typed.kind not in POSITION_KINDS),
        ("area", typed.area not in AREAS),
    ):
        if is_wrong:
            raise unlisted(field, rule="position_kind")
    if not 1 <= typed.interval_days <= most:
        raise not_valid(
            "interval_days",
            Text(f"更新周期为 1 到 {most} 天。", f"A position is renewed every 1 to {most} days."),
            Text("请填天数。", "Give a number of days."),
            rule="position_interval_days_most",
        )


def _name_taken() -> Exception:
    return not_valid(
        "name",
        Text("已经有同名的阵地。", "There is a position of this name."),
        Text("请换一个名称，或者打开已有的更新。", "Give another name, or renew the other one."),
        rule="positions_kept",
    )


def _earlier_than_before() -> Exception:
    return not_valid(
        "renewed_on",
        Text("更新日期早于上一次更新。", "This day is before the last renewal."),
        Text("请核对日期。", "Check the day."),
        rule="field_form",
    )
