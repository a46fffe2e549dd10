"""Self-checks go from the person to the section's head to the leader. Every layer signs and adds the problems that it sees."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll
from qinglian.domain.supervision.actions.problems import Told, enter_problem
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE
from qinglian.domain.supervision.events import SelfCheckSigned
from qinglian.domain.supervision.lifecycle import SELF_CHECK
from qinglian.domain.supervision.models import Problem, SelfCheck, SelfCheckSignature
from qinglian.domain.supervision.problem_kinds import CAMPAIGN
from qinglian.domain.supervision.queries.self_checks import reviewers_of
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Move
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy
from qinglian.trust.canonical import jcs, sha256

REVIEW = "self_check_review"


@dataclass(frozen=True)
class Seen:
    """A problem that a layer sees: under which item of the campaign, in words."""

    item: str
    words: str


@transaction.atomic
def sign_self_check(form: SelfCheck, *, words: str, seen: Sequence[Seen], by: Actor, at: datetime) -> SelfCheck:
    """This will hand in one's own self-check: one's statement and what one found. A head's or leader's own goes straight to the leader above."""
    form = _locked(form)
    act = "sign_self_check" if form.rank == "staff" else "sign_own_as_head"
    move = SELF_CHECK.require(act, state=form.state, by=by)
    if form.person_id != by.id:
        raise refusing.not_yours(Text("本人", "the person whose form it is"), rule="self_check_layers")
    _pass_on(form, move, "self", words, seen, by=by, at=at)
    return form


@transaction.atomic
def review_self_check(form: SelfCheck, *, words: str, seen: Sequence[Seen], by: Actor, at: datetime) -> SelfCheck:
    """This will sign a form as the section's head, with an opinion and the problems that the head sees."""
    form = _locked(form)
    move = SELF_CHECK.require("review_self_check", state=form.state, by=by)
    _require_reviewer(form, by)
    _pass_on(form, move, "head", words, seen, by=by, at=at)
    return form


@transaction.atomic
def approve_self_check(form: SelfCheck, *, words: str, seen: Sequence[Seen], by: Actor, at: datetime) -> SelfCheck:
    """This will sign a form as the leader over the section, with an opinion and the problems that the leader sees: it is through."""
    form = _locked(form)
    move = SELF_CHECK.require("approve_self_check", state=form.state, by=by)
    _require_reviewer(form, by)
    _pass_on(form, move, "leader", words, seen, by=by, at=at)
    return form


def _pass_on(
    form: SelfCheck, move: Move, layer: str, words: str, seen: Sequence[Seen], *, by: Actor, at: datetime
) -> None:
    _require_running(form)
    told = refusing.require_text(words, "words", Text("自查说明或者复核意见", "The statement"))
    found = _required_items(form, seen)
    on = at.astimezone(CHINA).date()

    for one in found:
        problem = Problem(
            register=CAMPAIGN, campaign=form.campaign, form=form, layer=layer, item=one.item, concerns=form.person.name
        )
        seen_now = Told(one.words, form.department, "self_check", on)
        enter_problem(problem, seen_now, source=f"self_check:{form.pk}", is_private=True, by=by, at=at)
    digest = sha256(jcs({"form": form.pk, "layer": layer, "words": told, "seen": [asdict(one) for one in found]})).hex()
    SelfCheckSignature.objects.create(form=form, layer=layer, by_id=by.id, words=told, digest=digest, signed_at=at)
    days = rule("self_check_review_days", on=on).number()
    form.state, form.due_on = move.target, max(form.due_on, on + timedelta(days=days))
    form.save(update_fields=["state", "due_on"])

    _settle_duties(form, layer, by=by, at=at)
    event = SelfCheckSigned(form.campaign_id, form.pk, layer, digest, len(found))
    append(event, subject=f"campaign:{form.campaign_id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)


def _settle_duties(form: SelfCheck, layer: str, *, by: Actor, at: datetime) -> None:
    """What the signer owed is done, what others of that layer owed falls away, and the next layer owes its review."""
    about = f"self_check:{form.pk}"
    fulfil_duty("self_check" if layer == "self" else REVIEW, owed_by=by.id, about=about, evidence=about, by=by, at=at)
    waive_duties(REVIEW, about=about, reason="已由同级签过", by=by, at=at)
    name, person = KIND_BY_CODE[form.campaign.kind].name, form.person.name
    title = Text(f"复核{person}的自查表：{name.zh}", f"Review the self-check of {person}: {name.en}")
    for signer in Person.objects.filter(pk__in=reviewers_of(form, on_roll())):
        open_duty(REVIEW, owed_by=signer, about=about, title=title, due_on=form.due_on, by=by, at=at)


def _locked(form: SelfCheck) -> SelfCheck:
    return SelfCheck.objects.select_for_update(of=("self",)).select_related("campaign", "person").get(pk=form.pk)


def _require_reviewer(form: SelfCheck, by: Actor) -> None:
    if by.id not in reviewers_of(form, on_roll()) or by.id == form.person_id:
        raise refusing.not_yours(Text("本科室负责人或者分管领导", "the section's own head or leader"), rule="self_check_layers")  # fmt: skip


def _require_running(form: SelfCheck) -> None:
    if form.campaign.state != "running":
        raise refusing.not_now(
            Text("专项已经结束。", "The campaign has ended."),
            Text("请等下一次专项。", "Wait for the next campaign."),
            rule="campaign_complete",
        )


def _required_items(form: SelfCheck, seen: Sequence[Seen]) -> list[Seen]:
    known = {item.code for item in KIND_BY_CODE[form.campaign.kind].items}
    for one in seen:
        if one.item not in known:
            raise refusing.unfilled("seen", Text("问题属于哪一项", "The item that the problem belongs to"))
    what = Text("问题", "The problem")
    return [Seen(one.item, refusing.require_text(one.words, f"item_{one.item}", what, most=2000)) for one in seen]
