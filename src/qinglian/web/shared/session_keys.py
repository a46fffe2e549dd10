"""The page on which keys are given to an evaluation session: what a guardian's and a bidder's have in common."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.evaluation.queries import SessionKeys
from qinglian.domain.tenders import queries as tenders
from qinglian.record import clock
from qinglian.web.shared.bundle import script
from qinglian.web.shared.policy_now import policy_now

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

RELEASE_URL = "/api/evaluation/releases"
_OPEN = ("spare", "needed")


def keys_shown(section: "Section", *, holder: str) -> dict[str, Any]:
    """This will gather what the page says to this holder (a guardian's id or a bidder's organisation), without the data to sign with."""
    session = evaluation.session_of(section)
    keys = evaluation.session_keys(session) if session else None
    stage = keys.stage_for(holder) if keys else _before(section)
    return {
        "keys": keys,
        "stage": stage,
        "own": keys.holder(holder) if keys else None,
        "may_release": stage in _OPEN,
        "now": clock.now(),
        "script": script("release"),
    }


def release_data(keys: SessionKeys, *, holder: str, guardian: str, page: str) -> dict[str, Any]:
    """This will say what the browser needs to release what this holder has not released yet; `page` is where it comes back to."""
    section, own = keys.session.section, keys.holder(holder)
    address = [section.tender.code, section.number]
    return {
        "mode": "session",
        "opening": tenders.opening_of(section),
        "guardian": guardian,
        "compartments": list(own.missing) if own else [],
        "epoch": 0,
        "policy": policy_now(at=clock.now()),
        "bundle_url": f"/api/evaluation/sections/{address[0]}/{address[1]}/bundle?guardian={guardian}&heads=true",
        "release_url": RELEASE_URL,
        "done_url": reverse(page, args=address),
    }


def _before(section: "Section") -> str:
    return "none" if section.state in ("failed", "terminated") else "before"
