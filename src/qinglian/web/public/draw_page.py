"""The draw of experts for everybody: numbers and roots while the names are secret, ranking, calls and names after the award (ZTB 37)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.lifecycle import CALL
from qinglian.domain.experts.recusal import REASONS
from qinglian.domain.experts.specialities import label_of
from qinglian.domain.tenders import queries as tenders
from qinglian.law.text import Text
from qinglian.web.public.fact_words import Told, told
from qinglian.web.public.log_pages import quorum_words, witness_rows
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.draw_facts import DrawFacts, draw_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qinglian.domain.experts.models import Call, Draw, RosterLeaf
    from qinglian.domain.experts.queries import Opened, Progress
    from qinglian.domain.tenders.models import Section
    from qinglian.record.models import Fact

RANKING_SHOWN = 200
_CALL_CHIPS = {"accepted": "ok", "declined": "wait", "silent": "warn", "late": "warn", "recused": "wait"}


@dataclass(frozen=True)
class CalledRow:
    """One call: which place of the roster, for what, with which answer. Nobody's name."""

    order: int
    number: int
    rank: int | None
    speciality: Text
    status: str
    word: Text


@dataclass(frozen=True)
class RankedRow:
    """One place of the roster in the order of the ranking, and what became of it."""

    rank: int | None
    number: int
    leaf: str
    specialities: list[Text]
    outcome: Text


@dataclass(frozen=True)
class Panellist:
    """One expert of the committee, by name, after the award. Which place of the roster that is stands in the fact alone."""

    name: str
    unit: str
    specialities: list[Text]


@dataclass(frozen=True)
class FactRow:
    """One fact of the draw in the log."""

    fact: Fact
    words: Told


@dataclass(frozen=True)
class DrawShown:
    """One request as the page shows it."""

    facts: DrawFacts
    strata: list[tuple[Text, int, int | None]]
    progress: Progress | None
    exclusions: list[tuple[Text, int]]
    calls: list[CalledRow]
    ranking: list[RankedRow]
    left: int
    panel: list[Panellist]
    roster: str
    log: list[FactRow]


FAMILIES = ("draw-", "seed-", "names-", "panel-")  # of facts about a draw


def draw_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show every request for experts of a section to anybody."""
    section = tenders.section_for(code, number, asker=actor_of_request(request))
    facts = tenders.open_facts_of(section.tender, families=FAMILIES)
    draws = [_shown(draw, _about(draw, facts)) for draw in experts.draws_of(section)][::-1]
    context = {
        "section": section,
        "tender": section.tender,
        "draws": draws,
        "newest": draws[0] if draws else None,
        "proof": _proof(section, draws[0] if draws else None),
    }
    return render(request, "public/draw.html", context)


def _about(draw: Draw, facts: Sequence[Fact]) -> list[Fact]:
    """The open facts of this draw and of its seeds, in the order of the log."""

    def is_of(body: Any) -> bool:
        number = body.get("draw", (body.get("scope") or {}).get("draw"))
        return (body.get("section"), body.get("round"), number) == (draw.section.number, draw.round, draw.number)

    return [fact for fact in facts if is_of(fact.fact["body"])]


def _shown(draw: Draw, log: list[Fact]) -> DrawShown:
    opened = experts.opened_draw(draw)
    disclosed = next((fact.fact["body"] for fact in log if fact.kind == "panel-disclosed/v1"), None)
    counts: dict[str, int] = next(
        (fact.fact["body"]["strata"] for fact in log if fact.kind == "draw-roster-fixed/v1"), {}
    )
    ranking = opened.ranking if opened else []
    return DrawShown(
        facts=draw_facts(draw),
        strata=[(label_of(row["speciality"]), row["count"], counts.get(row["speciality"])) for row in draw.strata],
        progress=experts.progress_of(draw) if draw.completed_at else None,
        exclusions=[(REASONS[reason], count) for reason, count in opened.exclusions] if opened else [],
        calls=[_called(call) for call in opened.calls] if opened else [],
        ranking=[_ranked(leaf, _answers(opened)) for leaf in ranking[:RANKING_SHOWN]],
        left=max(0, len(ranking) - RANKING_SHOWN),
        panel=_panel(disclosed) if disclosed else [],
        roster=str(disclosed["roster"]) if disclosed else "",
        log=[FactRow(fact, told(fact.fact)) for fact in log],
    )


def _answers(opened: Opened | None) -> dict[int, Call]:
    return {call.leaf_id: call for call in opened.calls} if opened else {}


def _called(call: Call) -> CalledRow:
    label, leaf = label_of(call.stratum), call.leaf
    word = CALL.state(call.state).label
    return CalledRow(call.order, leaf.number, leaf.rank, label, _CALL_CHIPS.get(call.state, "run"), word)


def _ranked(leaf: RosterLeaf, calls: dict[int, Call]) -> RankedRow:
    call = calls.get(leaf.pk)
    if leaf.exclusion:
        why = REASONS[leaf.exclusion]
        outcome = Text(f"回避：{why.zh}", f"Excluded: {why.en}")
    elif call is not None:
        word = CALL.state(call.state).label
        outcome = Text(f"第 {call.order} 个通知，{word.zh}", f"Call {call.order}: {word.en}")
    else:
        outcome = Text("没有轮到", "Not reached")
    return RankedRow(leaf.rank, leaf.number, leaf.leaf, [label_of(code) for code in leaf.strata], outcome)


def _panel(body: Any) -> list[Panellist]:
    rows = [
        Panellist(row["name"], row["unit"], [label_of(code) for code in row["specialities"]]) for row in body["panel"]
    ]
    return sorted(rows, key=lambda row: (row.name, row.unit))


def _proof(section: Section, newest: DrawShown | None) -> dict[str, Any]:
    secret = newest is None or not newest.panel
    return {
        "status": "wait" if secret else "ok",
        "verdict": Text("名册待公开", "Roster not public yet") if secret else Text("可核验", "Checkable"),
        "sentence": Text(
            "不必相信本平台。次序只由名册和三方的种子决定：名次等于 HMAC-SHA-256（种子，名册一行），由小到大。",
            "Do not trust this platform: the order follows from roster and seeds alone, rank = HMAC-SHA-256(seed, leaf), ascending.",
        ),
        "steps": _proof_steps(section.tender.code, newest),
        "rows": [
            {
                "label": Text("已入日志", "In the log"),
                "value": Text(f"{len(newest.log)} 条", f"{len(newest.log)} facts"),
            }
        ]
        if newest
        else [],
        "witnesses": witness_rows(),
        "quorum": quorum_words(),
        "cannot": Text(
            "名册各行、回避理由、通知次序和姓名，中标结果确定后公开",
            "Leaves, reasons of exclusion, calls and names: public once the result is fixed",
        )
        if secret
        else "",
    }


def _proof_steps(code: str, newest: DrawShown | None) -> list[dict[str, Any]]:
    seed = newest.facts.draw.seed if newest else ""
    leaf = newest.ranking[0].leaf if newest and newest.ranking else ""
    by_hand = f"printf {leaf or 'LEAF'} | xxd -r -p | openssl dgst -sha256 -mac HMAC -macopt hexkey:{seed or 'SEED'}"
    return [
        {
            "text": Text("下载", "Download the"),
            "link": f"/log/pack/{code}.zip",
            "link_text": Text("核验包", "verification pack"),
            "download": True,
        },
        {
            "text": Text(
                "断开网络，运行；名册、回避、种子、次序和每个通知都重新算一遍",
                "Cut the network and run: roster, exclusions, seeds, order and every call are computed again",
            ),
            "command": f"qinglian verify {code}.zip --tender {code} --policy policy.json",
        },
        {
            "text": Text(
                "不用我们的程序也行：名册每行这样算一次，由小到大排开"
                if not leaf
                else "不用我们的程序也行：第一名这样算，逐行算完由小到大排开",
                "Without our program: one line for each leaf, sorted ascending"
                if not leaf
                else "Without our program: this is rank one; do it for each leaf and sort",
            ),
            "command": by_hand,
        },
    ]
