"""The result: candidates as the law wants them public, the ranking, the arithmetic, objections, and after the award who sat and how they scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.contracts import queries as contracts
from qinglian.domain.contracts import refusals
from qinglian.domain.contracts.award_causes import BY_CODE
from qinglian.domain.contracts.working import sheets_counted, working_of
from qinglian.domain.objections import queries as objections
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import Actor
from qinglian.law.evaluation.rejection_grounds import BY_CODE as GROUNDS
from qinglian.law.text import Text
from qinglian.web.public.result_committee import committee_shown
from qinglian.web.public.result_drawing import draw_against_base, draw_scores
from qinglian.web.shared.framed import framed
from qinglian.web.shared.shown import Asked, shown

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian.domain.evaluation.models import Session


@dataclass(frozen=True)
class Told:
    """What a result tells. Two are equal when document, names, award and disclosures are: what is drawn from them is drawn once."""

    blob: str
    names: tuple[tuple[int, str], ...]
    is_awarded: bool
    disclosed: tuple[datetime | None, datetime | None]  # sheets, experts' names
    session: Session = field(compare=False)

    @cached_property
    def shown(self) -> dict[str, Any]:
        """This will lay out what the document tells: ranking with bidders' names, arithmetic, charts; from the award on the committee.

        The totals by seat wait for the award: until then the page tells means and the number of sheets.
        """
        document, names = self.session.result.document, dict(self.names)
        working = working_of(document, shows_totals=self.is_awarded)
        ranking = [
            row | {"name": names[row["number"]], "lines": bid.lines, "tie_words": bid.tie}
            for row, bid in zip(document["ranking"], working.bids, strict=True)
        ]
        base = document["benchmark"]["base"] if document["benchmark"] else None
        return {
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
            "committee": committee_shown(self.session, document, names),
        }


def result_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show a section's published candidates and its award to anybody (NotFound before they are published)."""
    found = _shown(request, code, number)
    return framed(
        request, "public/result.html", found, "public/_result_main.html", code=found.values["section"].tender.code
    )


@shown
def _shown(asked: Asked, code: str, number: str, *, by: Actor, at: datetime) -> dict[str, Any]:  # noqa: ARG001
    section = tenders.section_in(code, number)
    if section.notice is None or section.notice.published_at is None:
        raise tenders.no_tender(code)
    standing = contracts.standing_of(section, at=at)
    if standing is None:
        raise refusals.no_candidates()
    session, award = standing.candidacy.session, standing.award
    names = tuple(bids.bidder_names_of(section).items())
    disclosed = (session.disclosed_at, session.draw.disclosed_at)
    return {
        "section": section,
        "standing": standing,
        "result": session.result,
        "told": Told(session.result.document_blob, names, award is not None, disclosed, session),
        "cause": BY_CODE[award.cause].words if award and award.cause else None,
        "objections": objections.objections_of(section, asker=by),
        "waiting": objections.has_waiting(section),
        "proof": _proof(code),
        "now": at,
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
