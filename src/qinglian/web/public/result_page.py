"""The result: candidates as the law wants them public, the ranking, the arithmetic, objections, and after the award who sat and how they scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.contracts import queries as contracts
from qinglian.domain.contracts import refusals
from qinglian.domain.contracts.award_causes import BY_CODE
from qinglian.domain.contracts.working import sheets_counted, working_of
from qinglian.domain.objections import queries as objections
from qinglian.domain.tenders import queries as tenders
from qinglian.law.evaluation.rejection_grounds import BY_CODE as GROUNDS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.public.result_committee import committee_shown
from qinglian.web.public.result_drawing import draw_against_base, draw_scores
from qinglian.web.shared.acting import actor_of_request

if TYPE_CHECKING:
    from qinglian.domain.contracts.queries import Standing
    from qinglian.domain.tenders.models import Section


def result_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show a section's published candidates and its award to anybody (NotFound before they are published)."""
    asker, at = actor_of_request(request), clock.now()
    tenders.tender_for(code, asker=asker)
    section = tenders.section_in(code, number)
    standing = contracts.standing_of(section, at=at)
    if standing is None:
        raise refusals.no_candidates()
    context = shown(section, standing) | {
        "section": section,
        "standing": standing,
        "objections": objections.objections_of(section, asker=asker),
        "waiting": objections.has_waiting(section),
        "now": at,
    }
    return render(request, "public/result.html", context)


def shown(section: Section, standing: Standing) -> dict[str, Any]:
    """This will lay out what the result document tells: ranking with bidders' names, arithmetic, charts; from the award on the committee.

    The totals by seat wait for the award: until then the page tells means and the number of sheets.
    """
    session = standing.candidacy.session
    document, award = session.result.document, standing.award
    names = {bid.number: bid.bidder.name for bid in bids.announced_bids_of(section)}
    working = working_of(document, shows_totals=award is not None)
    ranking = [
        row | {"name": names[row["number"]], "lines": bid.lines, "tie_words": bid.tie}
        for row, bid in zip(document["ranking"], working.bids, strict=True)
    ]
    base = document["benchmark"]["base"] if document["benchmark"] else None
    return {
        "result": session.result,
        "document": document,
        "ranking": ranking,
        "is_scored": bool(document["scores"]),
        "sheets_counted": sheets_counted(document),
        "working": working,
        "rejected": [
            (names[row["number"]], GROUNDS[row["ground"]].words, _finding(row["finding"]))
            for row in document["rejected"]
        ],
        "price_chart": draw_against_base(ranking, base=base),
        "score_chart": draw_scores(ranking),
        "cause": BY_CODE[award.cause].words if award and award.cause else None,
        "proof": _proof(section.tender.code),
        "committee": committee_shown(session, document, names),
    }


def _finding(finding: str) -> Text:
    """What the committee wrote, or in words why a bid's files could not be unsealed."""
    reason = finding.removeprefix("unsealed: ")
    return FAILURE[reason] if reason != finding and reason in FAILURE else Text(finding, finding)


def _proof(code: str) -> dict[str, Any]:
    return {
        "status": "ok",
        "verdict": Text("可核验", "Checkable"),
        "sentence": Text(
            "不必相信本平台。评标结果能从公开的文件重新算出：",
            "Do not trust this platform: the result can be computed again from public files:",
        ),
        "steps": [
            {
                "text": Text("下载", "Download the"),
                "link": f"/log/pack/{code}.zip",
                "link_text": Text("核验包", "verification pack"),
                "download": True,
            },
            {
                "text": Text("断开网络，运行", "Cut the network and run"),
                "command": f"qinglian verify {code}.zip --tender {code} --policy policy.json",
            },
        ],
        "rows": [],
    }
