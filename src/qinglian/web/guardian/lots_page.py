"""Seeds that their parties did not tell in time: the guardian releases its shares of their deposits, checked first in the browser."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.experts import queries as experts
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.lots import PARTIES, PURPOSES
from qinglian.domain.tenders.queries import Guarded
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.guardian.own import OwnKeys, own_section
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.bundle import script
from qinglian.web.shared.policy_now import policy_now

SHARES_URL = "/api/tenders/seed-shares"


@dataclass(frozen=True)
class DepositRow:
    """One withheld seed: whose, of which lot, whether this guardian is asked, has given, or waits."""

    purpose: Text
    party: Text
    committed_at: datetime
    given: int
    state: str  # due given early


@for_roles("guardian")
def lots_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the withheld seeds of a section and release this guardian's shares of those that are due, at once."""
    require_step_up(request)
    keys, guarded = own_section(request, code, number)
    due = [
        row
        for row in experts.deposits_to_release([guarded.guardian], at=clock.now())
        if row.section_id == guarded.section.pk
    ]
    rows = [_row(seed, guarded, due) for seed in experts.withheld_of(guarded.section)]
    context = {
        "guarded": guarded,
        "group": GROUPS[guarded.group],
        "rows": rows,
        "count": len(due),
        "has_key": bool(keys.public),
        "may_release": bool(due and keys.public),
        "script": script("release"),
        "data": _data(keys, guarded, [row.commitment for row in due], at=clock.now()),
    }
    return render(request, "guardian/lots.html", context)


def _row(seed: Any, guarded: Guarded, due: list[Any]) -> DepositRow:
    given = {share.guardian for share in seed.shares.all()}
    state = "given" if guarded.guardian in given else "due" if seed in due else "early"
    return DepositRow(PURPOSES[seed.purpose], PARTIES[seed.party], seed.committed_at, len(given), state)


def _data(keys: OwnKeys, guarded: Guarded, commitments: list[str], *, at: datetime) -> dict[str, Any]:
    section = guarded.section
    about = f"deposit?guardian={guarded.guardian}"
    return {
        "mode": "deposits",
        "opening": tenders.opening_of(section),
        "guardian": guarded.guardian,
        "keys": keys.public,
        "policy": policy_now(at=at),
        "evidence_url": f"/api/tenders/{section.tender.code}/sections/{section.number}/seeds/evidence",
        "deposits": [{"commitment": name, "url": f"/api/tenders/seeds/{name}/{about}"} for name in commitments],
        "release_url": SHARES_URL,
        "done_url": reverse("guardian_lots", args=[section.tender.code, section.number]),
    }
