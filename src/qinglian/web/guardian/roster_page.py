"""The supervision group's guardian compares a draw's roster with the register: opened, recomputed and signed in the browser."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.queries import Draw
from qinglian.domain.experts.specialities import SPECIALITIES, label_of
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.queries import Guarded
from qinglian.law.text import Text
from qinglian.web.guardian.own import OwnKeys, own_section
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.bundle import script


@for_roles("guardian")
def roster_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show what a roster's approval says, and let it be checked and signed; to guardians of the supervision group alone."""
    require_step_up(request)
    keys, guarded = own_section(request, code, number)
    if guarded.group != "supervision":
        raise tenders.no_tender(f"{code}/{number}")
    draw = _newest(guarded)
    may_sign = draw is not None and draw.state == "rostered" and bool(keys.public)
    context = {
        "guarded": guarded,
        "group": GROUPS[guarded.group],
        "draw": draw,
        "size": experts.roster_size(draw) if draw is not None else 0,
        "strata": _strata(draw) if draw is not None else [],
        "has_key": bool(keys.public),
        "may_sign": may_sign,
        "script": script("release"),
        "data": _data(keys, guarded, draw) if draw is not None else {},
    }
    return render(request, "guardian/roster.html", context)


def _newest(guarded: Guarded) -> Draw | None:
    """The newest request of the present round that was not given up."""
    section = guarded.section
    rows = [row for row in experts.draws_of(section) if row.round == section.round and row.state != "abandoned"]
    return rows[-1] if rows else None


def _strata(draw: Draw) -> list[tuple[Text, int]]:
    return [(label_of(row["speciality"]), row["count"]) for row in draw.strata]


def _data(keys: OwnKeys, guarded: Guarded, draw: Draw) -> dict[str, Any]:
    section = guarded.section
    draw.section = section
    address = f"{section.tender.code}/{section.number}"
    return {
        "mode": "roster",
        "opening": tenders.opening_of(section),
        "scope": experts.scope_of(draw),
        "guardian": guarded.guardian,
        "epoch": guarded.card.epoch if guarded.card else 0,
        "keys": keys.public,
        "specialities": {code: {"zh": label.zh, "en": label.en} for code, label in SPECIALITIES.items()},
        "roster_url": f"/api/experts/draws/{address}/roster",
        "approval_url": f"/api/experts/draws/{address}/approval",
        "done_url": reverse("guardian_roster", args=[section.tender.code, section.number]),
    }
