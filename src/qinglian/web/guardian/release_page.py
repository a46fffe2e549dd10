"""Releasing at the opening: by signature, which is checked step by step in the browser, or by an identity read out (the paper way)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.bids import queries as bids
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.queries import Guarded
from qinglian.record import clock
from qinglian.web.guardian.own import OwnKeys, own_section
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.bundle import script
from qinglian.web.shared.policy_now import policy_now

RELEASE_URL = "/api/bids/releases"


@for_roles("guardian")
def release_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show what is checked before a release, and release every bid's share at once."""
    return _page(request, code, number, mode="release", template="guardian/release.html")


@for_roles("guardian")
def paper_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the identity of this one opening as text and QR code, with what this way costs."""
    return _page(request, code, number, mode="paper", template="guardian/paper.html")


def _page(request: HttpRequest, code: str, number: str, *, mode: str, template: str) -> HttpResponse:
    require_step_up(request)
    keys, guarded = own_section(request, code, number)
    at = clock.now()
    hall = bids.hall(guarded.section, asker=actor_of_request(request), at=at)
    released = _own_release(hall, guarded)
    context = {
        "guarded": guarded,
        "group": GROUPS[guarded.group],
        "hall": hall,
        "released": released,
        "own_group": _own_group(hall, guarded),
        "is_spare": _is(hall, guarded, "spare"),
        "may_release": _may_release(hall, released, mode=mode),
        "now": at,
        "script": script("release"),
        "data": _data(keys, guarded, mode=mode),
    }
    return render(request, template, context)


def _may_release(hall: "bids.Hall | None", released: Any, *, mode: str) -> bool:
    """This will say whether this way of releasing is open: an identity may also follow a signed release that names unopened envelopes."""
    if hall is None or hall.stage not in ("releasing", "decrypting"):
        return False
    return released is None or (mode == "paper" and released.may_read_out)


def _own_group(hall: "bids.Hall | None", guarded: Guarded) -> Any:
    return next((group for group in (hall.groups if hall else ()) if group.name == guarded.group), None)


def _own_place(hall: "bids.Hall | None", guarded: Guarded) -> Any:
    members = [member for group in (hall.groups if hall else ()) for member in group.guardians]
    return next((one for one in members if one.id == guarded.guardian), None)


def _own_release(hall: "bids.Hall | None", guarded: Guarded) -> Any:
    return _own_place(hall, guarded) if _is(hall, guarded, "released") else None


def _is(hall: "bids.Hall | None", guarded: Guarded, state: str) -> bool:
    place = _own_place(hall, guarded)
    return place is not None and place.state == state


def _data(keys: OwnKeys, guarded: Guarded, *, mode: str) -> dict[str, Any]:
    section = guarded.section
    address = [section.tender.code, section.number]
    return {
        "mode": mode,
        "opening": tenders.opening_of(section),
        "guardian": guarded.guardian,
        "compartment": "sheet",
        "epoch": guarded.card.epoch if guarded.card else 0,
        "keys": keys.public,
        "policy": policy_now(at=clock.now()),
        "bundle_url": f"/api/bids/openings/{section.tender.code}/{section.number}/bundle?guardian={guarded.guardian}",
        "release_url": RELEASE_URL,
        "paper_url": reverse("guardian_paper", args=address),
        "done_url": reverse("guardian_release", args=address),
    }
