"""Acts on the register: add, edit, admit, suspend, remove. Each leaves a confidential fact that tells no name."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from qinglian.domain.experts import refusals
from qinglian.domain.experts.events import ExpertChanged
from qinglian.domain.experts.expert_form import ExpertInput, check_admissible, check_expert, cleaned
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.experts.models import Expert
from qinglian.domain.integrity.queries import require_pledge
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy


@transaction.atomic
def add_expert(typed: ExpertInput, *, by: Actor, at: datetime) -> Expert:
    """This will file an expert for admission (NotValid: a field, or an expert who is there already)."""
    EXPERT.require("edit_expert", state="filed", by=by)
    check_expert(typed)

    try:
        with transaction.atomic():
            expert = Expert.objects.create(**asdict(cleaned(typed)), created_by=by.id, created_at=at)
    except IntegrityError:
        raise refusals.known_already() from None

    return _recorded(expert, "add", by=by, at=at)


@transaction.atomic
def edit_expert(expert: Expert, *, typed: ExpertInput, by: Actor, at: datetime) -> Expert:
    """This will replace an expert's details; the expert then waits for admission again."""
    expert = _locked(expert)
    move = EXPERT.require("edit_expert", state=expert.state, by=by)
    check_expert(typed)

    for name, value in asdict(cleaned(typed)).items():
        setattr(expert, name, value)
    expert.state, expert.reason = move.target, ""
    try:
        with transaction.atomic():
            expert.save()
    except IntegrityError:
        raise refusals.known_already() from None

    return _recorded(expert, "edit", by=by, at=at)


@transaction.atomic
def admit_expert(expert: Expert, *, by: Actor, at: datetime) -> Expert:
    """This will admit an expert to the register: from now on the expert may be drawn (NotValid: too few years, ZTB 37)."""
    expert = _locked(expert)
    move = EXPERT.require("admit_expert", state=expert.state, by=by)
    require_pledge(by, act=Text("审核专家入库", "admit an expert"), at=at)
    check_admissible(years=expert.years, on=at.date())

    expert.state, expert.reason = move.target, ""
    expert.save(update_fields=["state", "reason"])

    return _recorded(expert, "admit", by=by, at=at)


@transaction.atomic
def suspend_expert(expert: Expert, *, reason: str, by: Actor, at: datetime) -> Expert:
    """This will suspend an expert, with the reason: no draw includes the expert until admitted again."""
    return _ended(expert, "suspend_expert", reason=reason, by=by, at=at)


@transaction.atomic
def remove_expert(expert: Expert, *, reason: str, by: Actor, at: datetime) -> Expert:
    """This will remove an expert from the register for good, with the reason."""
    return _ended(expert, "remove_expert", reason=reason, by=by, at=at)


def _ended(expert: Expert, act: str, *, reason: str, by: Actor, at: datetime) -> Expert:
    expert = _locked(expert)
    move = EXPERT.require(act, state=expert.state, by=by)
    if not reason.strip():
        raise refusals.no_reason()

    expert.state, expert.reason = move.target, reason.strip()
    expert.save(update_fields=["state", "reason"])

    return _recorded(expert, act.removesuffix("_expert"), by=by, at=at)


def _locked(expert: Expert) -> Expert:
    return Expert.objects.select_for_update().get(pk=expert.pk)


def _recorded(expert: Expert, act: str, *, by: Actor, at: datetime) -> Expert:
    event = ExpertChanged(expert=expert.id, act=act)
    append(event, subject=f"expert:{expert.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return expert
