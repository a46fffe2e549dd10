"""Who sat on a committee, as the notifier disclosed it: read from the record, for no table holds it (protocol 11)."""

from dataclasses import dataclass

from qinglian.domain.experts.events import PanelDisclosed
from qinglian.domain.experts.models import Draw
from qinglian.record.models import Fact, Secrecy


@dataclass(frozen=True)
class DisclosedExpert:
    """One expert who accepted: name, unit, speciality codes."""

    name: str
    unit: str
    specialities: tuple[str, ...]


def panel_disclosed(draw: Draw) -> dict[str, DisclosedExpert]:
    """This will return the disclosed experts of a draw by leaf: nobody before the award, nor once the names were erased."""
    facts = Fact.objects.filter(
        subject=f"tender:{draw.section.tender.code}", kind=PanelDisclosed.kind, secrecy=Secrecy.OPEN, erased_at=None
    )
    about = {"section": draw.section.number, "round": draw.round, "draw": draw.number}
    bodies = (fact.fact["body"] for fact in facts.order_by("pk"))
    return {
        row["leaf"]: DisclosedExpert(row["name"], row["unit"], tuple(row["specialities"]))
        for body in bodies
        if {name: body[name] for name in about} == about
        for row in body["panel"]
    }
