"""The result: candidates as the law wants them public, the ranking, the arithmetic, objections, and after the award who sat and how they scored."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

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
    from qinglian.domain.evaluation.models import Result


@dataclass(frozen=True)
class Told:
    """What a result document tells. Two are equal when the documents' hashes and the names are, so what is drawn from them is drawn once."""

    blob: str
    names: tuple[tuple[int, str], ...]
    result: Result = field(compare=False)

    @cached_property
    def document(self) -> dict[str, Any]:
        """This will return the document, read when a part of it is drawn."""
        return dict(self.result.document)

    @property
    def is_scored(self) -> bool:
        """This will say whether bids were scored, or ranked by their evaluated price alone."""
        return bool(self.document["scores"])

    @cached_property
    def ranking(self) -> list[dict[str, Any]]:
        """This will list the ranked bids with their bidders' names."""
        names = dict(self.names)
        return [row | {"name": names[row["number"]]} for row in self.document["ranking"]]

    @property
    def rejected(self) -> list[tuple[dict[str, Any], str, Text]]:
        """This will list the rejected bids with bidder and ground."""
        names = dict(self.names)
        return [(row, names[row["number"]], GROUNDS[row["ground"]].words) for row in self.document["rejected"]]

    @property
    def base(self) -> str | None:
        """This will return the benchmark price in yuan, or None."""
        return self.document["benchmark"]["base"] if self.document["benchmark"] else None

    @property
    def base_lines(self) -> list[Text]:
        """This will tell how the benchmark price came about."""
        return base_lines(self.document)

    @property
    def price_lines(self) -> list[tuple[int, list[Text]]]:
        """This will tell the points of every price."""
        return [(row["number"], price_lines(self.document, row["number"])) for row in self.ranking] if self.base else []

    @property
    def price_chart(self) -> SafeString:
        """This will draw every price against the base."""
        return draw_against_base(self.ranking, base=self.base)

    @property
    def score_chart(self) -> SafeString:
        """This will draw every score by its parts."""
        return draw_scores(self.ranking)


@dataclass(frozen=True)
class Sheets:
    """The signed sheets of a disclosed session as they lie in the database (kind, seat, JSON text), and the labels of what they score."""

    texts: tuple[tuple[str, int, str], ...]
    told: Told

    @property
    def rows(self) -> list[dict[str, Any]]:
        """This will read the sheets by kind and seat; the review's stay with the report."""
        criteria = self.told.document["terms"]["criteria"]
        labels = {row["code"]: Text(row["label"]["zh"], row["label"]["en"]) for row in criteria}
        found: dict[str, dict[int, Any]] = {}
        for kind, seat, text in self.texts:
            found.setdefault(kind, {})[seat] = json.loads(text)["document"]["rows"]
        return [
            {"kind": KINDS[kind], "seat": seat, "rows": [(key, _cells(row, labels)) for key, row in rows.items()]}
            for kind, by_seat in found.items()
            if kind != "review"
            for seat, rows in by_seat.items()
        ]


KINDS = {
    "technical": Text("技术", "Technical"),
    "business": Text("商务", "Business"),
    "adjustment": Text("价格评审", "Price review"),
}


def result_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show a section's published candidates and its award to anybody (NotFound before they are published)."""
    asker, at = actor_of_request(request), clock.now()
    section = tenders.section_in(code, number)
    if section.notice is None or section.notice.published_at is None:
        raise tenders.no_tender(code)
    standing = contracts.standing_of(section, at=at)
    if standing is None:
        raise refusals.no_candidates()
    session, award = standing.candidacy.session, standing.award
    told = Told(session.result.document_blob, tuple(bids.bidder_names_of(section).items()), session.result)
    texts = tuple(evaluation.locked_sheets_as_text(session)) if session.disclosed_at else ()
    context = {
        "section": section,
        "standing": standing,
        "result": session.result,
        "told": told,
        "sheets": Sheets(texts, told) if texts else None,
        "cause": BY_CODE[award.cause].words if award and award.cause else None,
        "objections": objections.objections_of(section, asker=asker),
        "waiting": objections.has_waiting(section),
        "proof": _proof(section.tender.code),
        "now": at,
    }
    return render(request, "public/result.html", context)


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
