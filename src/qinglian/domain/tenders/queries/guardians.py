"""Who can be chosen to hold keys, and in which group."""

from dataclasses import dataclass
from datetime import datetime

from qinglian.domain.people.models import OrganisationKey, Person
from qinglian.domain.people.policy import is_in_force, may_do_business
from qinglian.domain.tenders.models import Tender
from qinglian.record.policy import PinnedGuardian


@dataclass(frozen=True)
class GuardianChoice:
    """A guardian who can be chosen: protocol id, person's name, organisation, the group it fits."""

    id: str
    name: str
    organisation: str
    organisation_name: str
    group: str
    is_centre: bool
    key: str


def guardians_at(at: datetime) -> list[GuardianChoice]:
    """This will list every guardian with a bound key: supervising authorities for `supervision`, all others for `trade`."""
    rows = OrganisationKey.objects.select_related("organisation").filter(purpose="guardian", state="bound")
    found = [row for row in rows.order_by("pk") if is_in_force(row, at=at) and may_do_business(row.organisation)]
    names = dict(Person.objects.filter(pk__in=[row.holder for row in found]).values_list("pk", "name"))
    return [_choice(row, names.get(row.holder, row.label)) for row in found]


def guardians_for(tender: Tender, *, at: datetime) -> list[GuardianChoice]:
    """This will list the guardians for one tender: of authorities, the centre, the tenderer and its agency; no strangers."""
    own = {tender.tenderer_id, tender.agency_id}
    return [one for one in guardians_at(at) if one.group == "supervision" or one.is_centre or one.organisation in own]


def pinned_guardians(at: datetime) -> list[PinnedGuardian]:
    """This will list the guardians as a policy file pins them (docs/protocol.md 6)."""
    return [
        PinnedGuardian(guardian=row.id, name=row.name, organisation=row.organisation, group=row.group, key=row.key)
        for row in guardians_at(at)
    ]


def _choice(row: OrganisationKey, name: str) -> GuardianChoice:
    kinds = row.organisation.kinds
    return GuardianChoice(
        id=row.guardian_id,
        name=name,
        organisation=row.organisation_id,
        organisation_name=row.organisation.name,
        group="supervision" if "supervisor" in kinds else "trade",
        is_centre="centre" in kinds,
        key=row.public,
    )
