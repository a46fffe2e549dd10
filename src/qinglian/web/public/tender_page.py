"""The tender page: what it is, where it stands, the rules with their verdicts, its facts in the log, how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, HttpRequest, HttpResponse

from qinglian.domain.experts import queries as experts
from qinglian.domain.tenders import queries
from qinglian.domain.tenders.access import GROUPS, MODES
from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS, procedure
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.web.public import compare
from qinglian.web.public.fact_words import Told, told
from qinglian.web.public.log_pages import witnessed
from qinglian.web.public.stages import Standing, leading, standing, steps
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.evaluation_facts import EvaluationFacts, evaluation_of
from qinglian.web.shared.framed import framed
from qinglian.web.shared.shown import Asked, shown

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Document, Hold, Notice, Section, Tender
    from qinglian.domain.tenders.queries import FactOutline, Timeline

TIMELINE_SHOWN = 14
RESULT_STATES = ("publicised", "awarded")


@dataclass(frozen=True)
class SectionRow:
    """One section as the page lists it."""

    section: Section
    standing: Standing
    method: Text
    has_hall: bool
    has_draw: bool
    has_result: bool
    evaluation: EvaluationFacts | None


@dataclass(frozen=True)
class GroupRow:
    """One group of guardians: how many must agree, who they are."""

    label: Text
    need: Text
    names: tuple[str, ...]


@dataclass(frozen=True)
class VersionRow:
    """One published version of the notice and what it changed."""

    notice: Notice
    changes: list[compare.Change]


@dataclass(frozen=True)
class TimeRow:
    """One line of the timeline: a fact in the log, or an hour that lies ahead."""

    at: datetime | str
    words: Told
    index: int | None
    is_ahead: bool
    until: int | None = None  # neighbouring facts of one kind told together: from `index` up to this one


def tender_page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a published tender to anybody."""
    found = _shown(request, code)
    tender = found.values["tender"]
    words = {"name": tender.name, "code": tender.code, "kind": tender.kind, "kind_name": KINDS[tender.kind]}
    return framed(request, "public/tender.html", found, "public/_tender_main.html", **words)


@shown
def _shown(asked: Asked, code: str, *, by: Actor, at: datetime) -> dict[str, Any]:  # noqa: ARG001  the same for everybody
    tender = queries.tender_in(code)
    versions = queries.published_versions(tender)
    if not versions:
        raise queries.no_tender(code)
    notice, holds = versions[0], queries.standing_holds(tender)
    notice.tender = tender
    sections, documents = queries.published_sections(tender), queries.documents_of(notice)
    facts = queries.timeline_of(tender, quiet=QUIET)
    lead = leading(sections)
    drawn = experts.drawn_among([section.pk for section in sections])
    rows = [_section_row(section, holds, drawn) for section in sections]
    return {
        "tender": tender,
        "notice": notice,
        "now": at,
        "procedure": procedure(tender.procedure),
        "holds": holds,
        "lead": lead,
        "standing": standing(lead, is_held=bool(holds)) if lead else None,
        "steps": tuple(steps(lead, notice, at=at, is_held=bool(holds))) if lead else (),
        "sections": rows,
        "single": rows[0] if len(rows) == 1 else None,
        "documents": documents,
        "groups": _groups(notice, lead),
        "mode": MODES.get(notice.access.get("mode", ""), Text("", "")),
        "versions": version_rows(tender, versions),
        "verdicts": tuple(queries.verdicts_on(notice, at=at)),
        "timeline": timeline(facts.facts, notice, lead, now=at),
        "fact_count": facts.total,
        "proof": _proof(tender, facts, lead, len(documents)),
    }


def document_file(request: HttpRequest, code: str, sha256: str) -> FileResponse:
    """This will hand out a tender document; who asks leaves no trace (REG 22: who obtained documents is secret)."""
    document: Document = queries.document_for(code, sha256, asker=actor_of_request(request))
    path: Path = blobs.path_of(document.sha256)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=document.file_name, content_type=document.media_type
    )


def version_rows(tender: Tender, versions: Sequence[Notice]) -> list[VersionRow]:
    """This will list the versions, newest first, each compared with the one before it; a first version alone has nothing to compare."""
    if len(versions) == 1:
        return [VersionRow(versions[0], [])]
    bodies = {fact["body"]["version"]: fact["body"] for fact in queries.notices_published(tender)}
    rows = []
    for notice, before in zip(versions, [*versions[1:], None], strict=True):
        now, earlier = bodies.get(notice.version), bodies.get(before.version) if before else None
        rows.append(VersionRow(notice, compare.changes(earlier, now) if now and earlier else []))
    return rows


def timeline(
    facts: Sequence[FactOutline], notice: Notice, lead: Section | None, *, now: datetime
) -> tuple[TimeRow, ...]:
    """This will list the hours that lie ahead and the newest facts; facts of single bids are left to the hall, seeds to the draw."""
    ahead: list[TimeRow] = []
    if lead is not None and lead.state == "bidding":
        hours = (
            (notice.deadline_at, Text("投标截止，同时开标", "Deadline, and opening")),
            (notice.questions_until_at, Text("提问截止", "Questions end")),
        )
        ahead = [TimeRow(at, Told(words, Text("", "")), None, True) for at, words in hours if at > now]
    runs = _runs(facts)[: TIMELINE_SHOWN - len(ahead)]
    contents = queries.contents_of(fact for run in runs for fact in run)
    return (*ahead, *(_time_row(run, [contents[fact.pk] for fact in run]) for run in runs))


def _runs(facts: Sequence[FactOutline]) -> list[list[FactOutline]]:
    """This will put neighbouring facts of the kinds in TOGETHER and of the same moment into runs, newest run first."""
    runs: list[list[FactOutline]] = []
    for fact in facts:
        last = runs[-1][-1] if runs else None
        if last is not None and last.kind == fact.kind and fact.kind in TOGETHER and last.at == fact.at:
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return runs[::-1]


def _time_row(run: list[FactOutline], contents: list[dict[str, Any]]) -> TimeRow:
    words = told(contents[0])
    if len(run) > 1:
        details = [told(content).detail for content in contents]
        names = Text("、".join(dict.fromkeys(d.zh for d in details)), ", ".join(dict.fromkeys(d.en for d in details)))
        words = Told(words.title, names, words.is_major)
    return TimeRow(contents[0]["at"], words, run[0].index, False, until=run[-1].index if len(run) > 1 else None)


TOGETHER = frozenset({"card-handed-in/v1", "shares-released/v1", "bid-failed/v1", "session-shares-released/v1"})
QUIET = frozenset(
    {
        "bid-opened/v1",
        "row-confirmed/v1",
        "opening-record-countersigned/v1",
        "seed-committed/v1",
        "seed-revealed/v1",
        "seed-share-released/v1",
    }
)


def _section_row(section: Section, holds: list[Hold], drawn: set[int]) -> SectionRow:
    return SectionRow(
        section=section,
        standing=standing(section, is_held=bool(holds)),
        method=EVALUATION_METHODS[section.evaluation_method],
        has_hall=section.state != "draft",
        has_draw=section.pk in drawn,
        has_result=section.state in RESULT_STATES,
        evaluation=evaluation_of(section.number, section.evaluation),
    )


def _groups(notice: Notice, lead: Section | None) -> tuple[GroupRow, ...]:
    cards = queries.cards_of(lead) if lead else {}
    rows = []
    for group in notice.access.get("groups", []):
        names = [_holder(cards.get(guardian)) for guardian in group["guardians"] if guardian != "bidder"]
        need = Text(
            f"{len(group['guardians'])} 位中任意 {group['threshold']} 位",
            f"any {group['threshold']} of {len(group['guardians'])}",
        )
        if group["name"] == "bidder":
            need = Text("投标人在解密时限内交出自己的密钥", "each bidder releases its own lock within the window")
        rows.append(GroupRow(GROUPS[group["name"]], need, tuple(name for name in names if name)))
    return tuple(rows)


def _holder(card: Any) -> str:
    return f"{card.guardian.organisation.name} {card.signed['document']['name']}" if card else ""


def _proof(tender: Tender, facts: Timeline, lead: Section | None, files: int) -> dict[str, Any]:
    cannot = {
        "bidding": Text("投标情况，开标后才公开", "The bids: public only after the opening"),
        "closed": Text("投标人和报价，密钥交齐后才公开", "Bidders and prices: public once the keys are released"),
        "releasing": Text("还没有解密的投标", "Bids that are not open yet"),
    }
    return {
        "status": "wait" if facts.waiting else "ok",
        "verdict": Text("正在编入日志", "Being logged") if facts.waiting else Text("可核验", "Checkable"),
        "sentence": Text(
            "不必相信本平台。一台断网的电脑就能核对这个项目：",
            "Do not trust this platform: a computer without a network can check this tender:",
        ),
        "steps": _proof_steps(tender.code),
        "rows": [
            {
                "label": Text("已入日志", "In the log"),
                "value": Text(f"{facts.total:,} 条事实，{files} 个文件", f"{facts.total:,} facts, {files} files"),
            }
        ],
        **witnessed(),
        "cannot": cannot.get(lead.state, "") if lead else "",
    }


def _proof_steps(code: str) -> list[dict[str, Any]]:
    return [
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
        {
            "text": Text("看结论；信任名单要从别处拿到", "Read the verdict; use a policy file from elsewhere"),
            "link": "/verify/",
            "link_text": Text("怎样拿到", "where from"),
        },
    ]
