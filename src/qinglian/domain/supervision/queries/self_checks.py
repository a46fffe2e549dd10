"""Self-checks: one's own, those that wait for one's signature, and who has not handed in. Their content is for few."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qinglian.domain.people import refusing
from qinglian.domain.people.models import RollEntry
from qinglian.domain.people.policy import may_see_all_duties
from qinglian.domain.people.queries import names_of, on_roll
from qinglian.domain.supervision.campaign_policy import may_keep_campaigns, signing_heads, signing_leaders
from qinglian.domain.supervision.models import Campaign, SelfCheck
from qinglian.law.actor import Actor
from qinglian.law.text import Text

FORM = Text("张自查表", "self-check")


@dataclass(frozen=True)
class Missing:
    """A form that is not through: whose it is, where it stands, and who is to sign now."""

    form: SelfCheck
    name: str
    waits_for: tuple[str, ...]


def reviewers_of(form: SelfCheck, roll: Iterable[RollEntry]) -> list[str]:
    """This will list who signs the layer at which a form stands (nobody at its first and last)."""
    if form.state == "with_head":
        return signing_heads(form.department, roll)
    if form.state == "with_leader":
        return signing_leaders(form.person_id, rank=form.rank, department=form.department, roll=roll)
    return []


def readable_forms(asker: Actor) -> QuerySet[SelfCheck]:
    """This will list the forms whose content the asker may read: one's own; a head's, the section's once they are handed up; a leader's, those that came up; discipline officers', all."""
    rows = SelfCheck.objects.select_related("campaign", "person")
    if may_keep_campaigns(asker):
        return rows
    roll, own = list(on_roll()), Q(person_id=asker.id)
    section = _headed_by(asker.id, roll) if asker.has_role("section_head") else ""
    if section:
        own |= Q(department=section, rank="staff") & ~Q(state="owed")
    if asker.has_role("centre_leader"):
        own |= Q(pk__in=_came_up_to(asker.id, roll))
    return rows.filter(own)


def self_check_for(number: int, *, asker: Actor) -> SelfCheck:
    """This will return one form (NotFound when there is none or its content is not for the asker)."""
    found = readable_forms(asker).filter(pk=number).first()
    if found is None:
        raise refusing.unknown(FORM)
    return found


def own_self_checks(asker: Actor) -> QuerySet[SelfCheck]:
    """This will list the asker's own forms, newest campaign first."""
    rows = SelfCheck.objects.select_related("campaign", "person").filter(person_id=asker.id)
    return rows.order_by("-campaign__from_on", "-pk")


def self_checks_to_sign(asker: Actor) -> list[SelfCheck]:
    """This will list the forms that wait for the asker's signature as head or leader, earliest due first."""
    roll = list(on_roll())
    standing = SelfCheck.objects.select_related("campaign", "person").filter(state__in=("with_head", "with_leader"))
    standing = standing.filter(campaign__state="running").exclude(person_id=asker.id).order_by("due_on", "pk")
    return [row for row in standing if asker.id in reviewers_of(row, roll)]


def self_checks_signed_by(asker: Actor) -> list[SelfCheck]:
    """This will list forms of others that the asker has signed and may still read, newest first."""
    rows = readable_forms(asker).filter(signatures__by_id=asker.id).exclude(person_id=asker.id)
    return list(rows.order_by("-pk").distinct()[:50])


def may_sign_now(form: SelfCheck, *, asker: Actor) -> bool:
    """This will say whether the form waits for the asker."""
    if form.campaign.state != "running":
        return False
    if form.state == "owed":
        return form.person_id == asker.id
    return asker.id in reviewers_of(form, on_roll())


def missing_forms(campaign: Campaign, *, asker: Actor) -> list[Missing]:
    """This will name whose form is not through and who is to sign now, for those who may see all duties (nobody otherwise); who left the roll is not missing. A constant number of queries."""
    if not may_see_all_duties(asker):
        return []
    roll = list(on_roll())
    ids = {one.person_id for one in roll}
    rows = campaign.forms.select_related("person").exclude(state="complete").order_by("state", "department", "pk")
    waiting = [(row, reviewers_of(row, roll)) for row in rows if row.person_id in ids]
    names = names_of([person for _, signers in waiting for person in signers])
    return [
        Missing(row, row.person.name, tuple(names[one] for one in signers) or (row.person.name,))
        for row, signers in waiting
    ]


def _headed_by(person: str, roll: list[RollEntry]) -> str:
    own = next((one for one in roll if one.person_id == person), None)
    return own.department if own is not None and person in signing_heads(own.department, roll) else ""


def _came_up_to(person: str, roll: list[RollEntry]) -> list[int]:
    """Forms over which the person stands as their leader, once they are past the layers below."""
    rows = SelfCheck.objects.filter(state__in=("with_leader", "complete"))
    return [
        row.pk
        for row in rows
        if person in signing_leaders(row.person_id, rank=row.rank, department=row.department, roll=roll)
    ]
