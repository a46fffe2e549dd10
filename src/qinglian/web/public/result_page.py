"""The result: candidates as the law wants them public, the ranking, the arithmetic, objections, and after the award who sat and how they scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids import queries as bids
from qinglian.domain.contracts import queries as contracts
from qinglian.domain.contracts import refusals
from qinglian.domain.contracts.award_causes import BY_CODE
from qinglian.domain.contracts.reasons import base_lines, price_lines
from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.objections import queries as objections
from qinglian.domain.tenders import queries as tenders
from qinglian.law.evaluation.rejection_grounds import BY_CODE as GROUNDS
from qinglian.law.text import Text
from qinglian.record import clock
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
        "sheets": _sheets(standing, standing.candidacy.session.result.document),
        "now": at,
    }
    return render(request, "public/result.html", context)


def shown(section: Section, standing: Standing) -> dict[str, Any]:
    """This will lay out what the result document tells: ranking with bidders' names, arithmetic, charts."""
    result = standing.candidacy.session.result
    document = result.document
    names = {bid.number: bid.bidder.name for bid in bids.announced_bids_of(section)}
    ranking = [row | {"name": names[row["number"]]} for row in document["ranking"]]
    base = document["benchmark"]["base"] if document["benchmark"] else None
    award = standing.award
    return {
        "result": result,
        "document": document,
        "ranking": ranking,
        "is_scored": bool(document["scores"]),
        "base_lines": base_lines(document),
        "price_lines": [(row["number"], price_lines(document, row["number"])) for row in ranking] if base else [],
        "rejected": [(row, names[row["number"]], GROUNDS[row["ground"]].words) for row in document["rejected"]],
        "price_chart": draw_against_base(ranking, base=base),
        "score_chart": draw_scores(ranking),
        "cause": BY_CODE[award.cause].words if award and award.cause else None,
        "proof": _proof(section.tender.code),
    }


def _sheets(standing: Standing, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The locked score sheets by kind and seat, once the session is disclosed."""
    session = standing.candidacy.session
    if session.disclosed_at is None:
        return []
    kinds = {
        "review": Text("初步评审", "Review"),
        "technical": Text("技术", "Technical"),
        "business": Text("商务", "Business"),
        "adjustment": Text("价格评审", "Price review"),
    }
    labels = {row["code"]: Text(row["label"]["zh"], row["label"]["en"]) for row in document["terms"]["criteria"]}
    return [
        {"kind": kinds[kind], "seat": seat, "rows": [(key, _cells(row, labels)) for key, row in rows.items()]}
        for kind, by_seat in evaluation.sheets_by_kind(session).items()
        if kind != "review"
        for seat, rows in by_seat.items()
    ]


def _cells(row: Any, labels: dict[str, Text]) -> list[tuple[Text, str]]:
    if isinstance(row, list):
        return [(Text(str(item["reason"]), str(item["reason"])), str(item["fen"])) for item in row]
    return [(labels[criterion], str(points)) for criterion, points in row.items()]


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
