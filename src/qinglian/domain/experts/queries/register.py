"""Questions about the register of experts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from qinglian.domain.experts import refusals
from qinglian.domain.experts.expert_form import ExpertInput
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.experts.models import Draw, Expert
from qinglian.domain.experts.policy import may_see_register
from qinglian.domain.experts.queries.draws import supervision_of
from qinglian.domain.people.models import OrganisationKey
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Move


def experts_matching(words: str = "", *, state: str = "", speciality: str = "", asker: Actor) -> QuerySet[Expert]:
    """This will list experts whose name, unit or speciality code holds every word, by name; none to strangers.

    `state` and `speciality` (a code) narrow the list; empty: all of them.
    """
    if not may_see_register(asker):
        return Expert.objects.none()
    found = Expert.objects.order_by("name", "id")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(unit__icontains=word) | Q(specialities__icontains=word))
    if speciality:
        found = found.filter(specialities__icontains=f'"{speciality}"')
    return found.filter(state=state) if state else found


def counts_of_experts(*, asker: Actor) -> dict[str, int]:
    """This will count the experts that the asker may list, by state; zero is counted too."""
    found = experts_matching(asker=asker).order_by().values("state").annotate(count=Count("id"))
    counted = {row["state"]: row["count"] for row in found}
    return {state.code: counted.get(state.code, 0) for state in EXPERT.states}


def typed_of(expert: Expert) -> ExpertInput:
    """This will return the expert's fields as they were typed."""
    return ExpertInput(**{name: getattr(expert, name) for name in ExpertInput.__dataclass_fields__})


def moves_of(expert: Expert, *, asker: Actor) -> list[Move]:
    """This will list the moves that are lawful for this expert now and for the asker's roles."""
    return [move for move in EXPERT.moves_from(expert.state) if asker.has_role(*move.roles)]


def expert_for(expert_id: str, *, asker: Actor) -> Expert:
    """This will return one expert to the register's keeper and supervisors (NotFound otherwise)."""
    found = Expert.objects.filter(id=expert_id).first()
    if found is None or not may_see_register(asker):
        raise refusals.nothing_found()
    return found


def pool(*, region: str, specialities: set[str]) -> list[Expert]:
    """This will list the active experts (of a region, unless empty) who have at least one of the specialities, by id."""
    rows = Expert.objects.filter(state="active").order_by("id")
    if region:
        rows = rows.filter(region=region)
    return [expert for expert in rows if specialities & set(expert.specialities)]


def experts_by_id(ids: Iterable[str]) -> dict[str, Expert]:
    """This will return the experts with these ids, whatever their state; for the notifier."""
    return Expert.objects.in_bulk(list(ids))


def counts_by_speciality(*, region: str, specialities: set[str]) -> Counter[str]:
    """This will count the active experts for each of the specialities."""
    rows = pool(region=region, specialities=specialities)
    return Counter(code for expert in rows for code in expert.specialities if code in specialities)


def register_rows(draw: Draw, *, asker: Actor) -> list[dict[str, Any]]:
    """This will list what the roster of a draw must hold, for the supervision group: `{"expert","name","unit","specialities"}` by id."""
    if not asker.has_role("supervisor") and not _supervises(draw, asker):
        raise refusals.nothing_found()
    rows = pool(region=draw.region, specialities={row["speciality"] for row in draw.strata})
    return [
        {"expert": expert.id, "name": expert.name, "unit": expert.unit, "specialities": expert.specialities}
        for expert in rows
    ]


def _supervises(draw: Draw, asker: Actor) -> bool:
    """This will say whether the asker is a guardian of an organisation in the supervision group: the other group reads no names."""
    if not asker.has_role("guardian") or not asker.organisation:
        return False
    keys = OrganisationKey.objects.filter(organisation_id=asker.organisation)
    return not {key.guardian_id for key in keys}.isdisjoint(supervision_of(draw.section))
