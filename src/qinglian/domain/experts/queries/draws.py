"""Questions about draws: how far one has come, who is to be called, who holds a credential."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from qinglian.domain.bids.models import AnnouncedBid, ClosingList
from qinglian.domain.experts import refusals
from qinglian.domain.experts.models import Call, Draw
from qinglian.domain.experts.recusal import Party
from qinglian.domain.people.models import Organisation
from qinglian.domain.tenders.access import groups_of
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import access_of, combined_seed_of, opening_of
from qinglian.trust.draw import Called, Stratum, is_filled


@dataclass(frozen=True)
class Panel:
    """A finished draw and the calls that were accepted, in their order. Leaves, no names."""

    draw: Draw
    calls: list[Call]


def draws_of(section: Section) -> list[Draw]:
    """This will list every request of the section, whatever its round, in order."""
    rows = Draw.objects.select_related("section__tender", "section__notice").filter(section=section)
    return list(rows.order_by("round", "number"))


def draw_at(section: Section, *, number: int | None = None) -> Draw:
    """This will return the section's newest draw of the present round, or the one with this number (NotFound otherwise)."""
    rows = Draw.objects.select_related("section__tender", "section__notice").filter(
        section=section, round=section.round
    )
    found = (rows if number is None else rows.filter(number=number)).order_by("-number").first()
    if found is None:
        raise refusals.nothing_found()
    return found


def draws_in(*states: str) -> list[Draw]:
    """This will list the draws in these states, oldest first."""
    rows = Draw.objects.select_related("section__tender", "section__notice").filter(state__in=states)
    return list(rows.order_by("pk"))


def roster_size(draw: Draw) -> int:
    """This will count the leaves of the fixed roster (0 before it is fixed)."""
    return draw.leaves.count()


def panel_of(section: Section) -> Panel | None:
    """This will return who sits on the committee, None while the draw is not complete."""
    found = Draw.objects.filter(section=section, round=section.round, state__in=("complete", "disclosed")).first()
    if found is None:
        return None
    rows = Call.objects.filter(draw=found, state="accepted").select_related("leaf")
    return Panel(found, list(rows.order_by("order")))


def call_by_credential(credential: str) -> Call:
    """This will return the call that this credential was sent with (NotFound otherwise)."""
    hashed = sha256(credential.encode()).hexdigest()
    found = Call.objects.select_related("draw__section__tender", "leaf").filter(credential_hash=hashed).first()
    if found is None or found.state == "due":
        raise refusals.nothing_found()
    return found


def scope_of(draw: Draw) -> dict[str, Any]:
    """This will return the draw's scope: its opening and number; with both roots once they are fixed (docs/protocol.md 10)."""
    scope = opening_of(draw.section) | {"draw": draw.number}
    if draw.exclusion_root:
        scope |= {"roster": draw.roster_root, "exclusions": draw.exclusion_root}
    return scope


def seed_of(draw: Draw) -> bytes | None:
    """This will return the draw's combined seed, None while a party is awaited."""
    return combined_seed_of(draw.section, purpose="draw", scope=scope_of(draw))


def request_of(draw: Draw) -> list[Stratum]:
    """This will return the specialities of the request in their order."""
    return [Stratum(row["speciality"], row["count"]) for row in draw.strata]


def called_in(draw: Draw) -> list[Called]:
    """This will return the calls of a draw, in their order, as the recomputation takes them."""
    rows = Call.objects.filter(draw=draw).select_related("leaf").order_by("order")
    return [Called(row.leaf.leaf, row.stratum, None if row.state in ("due", "waiting") else row.state) for row in rows]


def calls_in(draw: Draw) -> list[Call]:
    """This will list the calls of a draw in their order."""
    return list(Call.objects.filter(draw=draw).select_related("leaf").order_by("order"))


def calls_waiting() -> list[Call]:
    """This will list the calls whose answer is awaited, in order."""
    rows = Call.objects.filter(state="waiting", draw__state="drawn").select_related("draw__section__tender", "leaf")
    return list(rows.order_by("draw_id", "order"))


def accepted_between(start: datetime, end: datetime) -> list[Call]:
    """This will list the accepted calls of every draw whose evaluation falls into this time: for the ceiling of a month."""
    rows = Call.objects.filter(state="accepted", draw__evaluation_at__gte=start, draw__evaluation_at__lt=end)
    return list(rows.exclude(draw__state="abandoned").select_related("draw__section__tender", "leaf"))


def calls_to_place() -> list[Call]:
    """This will list the calls that the notifier has to place, in order."""
    rows = Call.objects.filter(state="due", draw__state="drawn").select_related("draw__section__tender", "leaf")
    return list(rows.order_by("draw_id", "order"))


def calls_to_expire(at: datetime) -> list[Call]:
    """This will list the calls whose time to answer is over."""
    rows = Call.objects.filter(state="waiting", answer_until_at__lte=at).select_related("draw__section__tender", "leaf")
    return list(rows.order_by("draw_id", "order"))


def draws_to_complete() -> list[Draw]:
    """This will list the draws in which every place is filled."""
    return [draw for draw in draws_in("drawn") if is_filled(request_of(draw), called_in(draw))]


def supervision_of(section: Section) -> list[str]:
    """This will list the guardians of the supervision group in the notice's structure."""
    return supervision_in(access_of(section))


def supervision_in(access: dict[str, Any]) -> list[str]:
    """This will list the guardians of the supervision group in an access structure."""
    groups: Iterable[dict[str, Any]] = groups_of(access)
    return [guardian for group in groups if group["name"] == "supervision" for guardian in group["guardians"]]


def closing_of(section: Section) -> str:
    """This will return the root of the closing list once its bidders are announced, "" before."""
    found = ClosingList.objects.filter(section=section, round=section.round, released_from_at__isnull=False).first()
    return found.root if found is not None and AnnouncedBid.objects.filter(closing=found).exists() else ""


def parties_of(section: Section) -> tuple[list[Party], list[Party], Party | None]:
    """This will return (bidders announced, tenderer and agency, supervising authority), to compare experts with."""
    bids = AnnouncedBid.objects.select_related("bidder").filter(closing__section=section, closing__round=section.round)
    tender = section.tender
    tenderers = [_party(one) for one in (tender.tenderer, tender.agency) if one is not None]
    bidders = [_party(bid.bidder) for bid in bids.order_by("number")]
    return bidders, tenderers, _party(tender.supervisor) if tender.supervisor is not None else None


def _party(row: Organisation) -> Party:
    return Party(row.id, row.name, row.credit_code)
