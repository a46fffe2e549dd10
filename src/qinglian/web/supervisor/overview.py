"""The supervising authority's view: every tender with its stage, verdicts and holds; the log and its witnesses. Nothing can be changed here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.lifecycle import NOTICE
from qinglian.domain.tenders.queries.sections import no_tender
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record import queries as record
from qinglian.web.public.log_pages import quorum_words, witness_rows
from qinglian.web.public.stages import Standing, leading, standing
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.seed_rows import seed_rows

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian.domain.tenders.models import Notice, Section, Tender

PAGE = 15


@dataclass(frozen=True)
class Row:
    """One tender: its notice, its stage, how many rules are broken, noted, unverified and met, whether a hold stands."""

    tender: "Tender"
    notice: "Notice"
    standing: Standing
    counts: dict[str, int]
    is_held: bool


@for_roles("supervisor")
def overview(request: HttpRequest) -> HttpResponse:
    """This will show the tenders that the supervisor may see, newest first, and the state of the log."""
    by, at = actor_of_request(request), clock.now()
    sheet: Any = sheet_of(tenders.visible_to(by), request=request, size=PAGE)
    filings, keys = people.filings_waiting(asker=by), people.keys_waiting(asker=by)
    newest = record.latest_checkpoint()
    first_filing, first_key = filings.first(), keys.first()
    context = {
        "sheet": sheet,
        "rows": [row for tender in sheet.rows if (row := _row(tender, at=at)) is not None],
        "checkpoint": newest,
        "cosigned": record.latest_cosigned(),
        "quorum": quorum_words(),
        "witnesses": witness_rows(),
        "counts": people.counts_of_organisations(asker=by),
        "experts": [(EXPERT.state(code).label, n) for code, n in experts.counts_of_experts(asker=by).items()],
        "seeds": seed_rows(experts.seeds_due(by)),
        "waiting": [
            (Text("登记待核验", "Registrations waiting"), filings.count(), first_filing and first_filing.declared_at),
            (Text("密钥待绑定", "Keys waiting"), keys.count(), first_key and first_key.proposed_at),
        ],
    }
    return render(request, "supervisor/overview.html", context)


@for_roles("supervisor")
def tender(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one tender as the supervisor needs it: verdicts, holds, sections, who prepared, reviewed and verified the notice."""
    by, at = actor_of_request(request), clock.now()
    found = tenders.tender_for(code, asker=by)
    notice = _notice_of(found)
    if notice is None:
        raise no_tender(code)
    sections = list(found.sections.order_by("pk"))
    people_on_it = [notice.prepared_by, notice.reviewed_by, notice.verified_by]
    context = {
        "tender": found,
        "notice": notice,
        "notice_state": NOTICE.state(notice.state).label,
        "verdicts": tenders.verdicts_on(notice, at=at),
        "holds": list(found.holds.order_by("-placed_at")),
        "sections": [(section, standing(section, is_held=False)) for section in sections],
        "names": people.names_of(people_on_it),
        "is_public": bool(tenders.published_versions(found)),
        "facts": tenders.timeline_of(found).total,
    }
    return render(request, "supervisor/tender.html", context)


def _row(found: "Tender", *, at: "datetime") -> Row | None:
    notice = _notice_of(found)
    if notice is None:
        return None
    is_held = tenders.is_held(found)
    outcomes = [verdict.outcome for verdict in tenders.verdicts_on(notice, at=at)]
    counts = {name: outcomes.count(name) for name in ("broken", "note", "unverified", "met")}
    lead = leading(list(found.sections.order_by("pk")))
    return Row(found, notice, _stage(notice, lead, is_held=is_held), counts, is_held)


def _notice_of(found: "Tender") -> "Notice | None":
    published = tenders.published_versions(found)
    if published:
        return published[0]
    pending = tenders.pending_notice(found)
    return pending if pending is not None and pending.state == "in_verification" else None


def _stage(notice: "Notice", lead: "Section | None", *, is_held: bool) -> Standing:
    if notice.published_at is None or lead is None:
        return Standing("wait", NOTICE.state(notice.state).label)
    return standing(lead, is_held=is_held)
