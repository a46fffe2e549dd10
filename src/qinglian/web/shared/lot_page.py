"""What chance decides in a section, for its parties: what each lot is about, how far each party is, and the one act that is theirs now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.queries import Lot
from qinglian.domain.experts.specialities import label_of
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.lots import ASKED_AFTER, FAULTS, PARTIES, PURPOSES, SeedState, parties_for
from qinglian.law.evaluation.benchmark_price import BY_CODE
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.trust.lots import combined_seed
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.bundle import script
from qinglian.web.shared.policy_now import policy_now

READERS = ("buyer_operator", "buyer_reviewer", "centre_verifier", "centre_host", "supervisor", "bidder_agent")


@dataclass(frozen=True)
class PartyRow:
    """One party of a lot: its state as a chip, and since when or why."""

    label: Text
    status: str
    word: Text
    at: datetime | None
    note: Text | None
    is_own: bool


@dataclass(frozen=True)
class LotRow:
    """One lot as the page shows it; `own` are the parts that the page's script builds."""

    lot: Lot
    title: Text
    status: str
    word: Text
    decides: Text
    parties: list[PartyRow]
    until: Text | None
    until_at: datetime | None
    result: str
    is_lost: bool
    own: list[dict[str, Any]]


@for_roles(*READERS)
def lots_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the lots of a section, and what the signed-in person's party has to do in them."""
    by, now = actor_of_request(request), clock.now()
    section = tenders.section_for(code, number, asker=by)
    own = parties_for(by, of=tenders.side_of(section.tender))
    rows = [_row(at, lot, own=own, now=now) for at, lot in enumerate(experts.lots_of(section))]
    parts = [part for row in rows for part in row.own]
    if any(part["act"] for part in parts):
        require_step_up(request)
    context = {
        "section": section,
        "rows": rows,
        "parties": [PARTIES[party] for party in own],
        "now": now,
        "script": script("lots") if parts else None,
        "data": _data(section, parts, at=now) if parts else None,
    }
    return render(request, "shared/lot.html", context)


def _row(at: int, lot: Lot, *, own: tuple[str, ...], now: datetime) -> LotRow:
    until, until_at = _until(lot)
    status, word = _standing(lot)
    return LotRow(
        lot=lot,
        title=_title(lot),
        status=status,
        word=word,
        decides=_decides(lot),
        parties=[_party(row, lot, own=own, now=now) for row in lot.states],
        until=until,
        until_at=until_at,
        result=_result(lot),
        is_lost=_is_lost(lot),
        own=[_part(at, lot, row) for row in lot.states if row.party in own and _has_part(lot, row)],
    )


def _title(lot: Lot) -> Text:
    if lot.draw is None:
        return PURPOSES[lot.purpose]
    return Text(f"抽取评标专家，第 {lot.draw.number} 次申请", f"The draw of experts, request {lot.draw.number}")


def _standing(lot: Lot) -> tuple[str, Text]:
    if lot.is_decided:
        return "ok", Text("已定", "Decided")
    if _is_lost(lot):
        return "stop", Text("作废", "Void")
    if lot.may_reveal:
        return "run", Text("等公开", "Being told")
    if all(row.commitment for row in lot.states):
        return "sealed", Text("各方已承诺", "All committed")
    return "wait", Text("等承诺", "Awaited")


def _is_lost(lot: Lot) -> bool:
    return bool(lot.states) and all(row.failed for row in lot.states)


def _decides(lot: Lot) -> Text:
    if lot.draw is None:
        label = BY_CODE[lot.section.evaluation["price"]["formula"]].label
        return Text(
            f"评标基准价按“{label.zh}”计算，其中的系数在公告写明的范围内抽取。系数由各方种子合成，投标截止前谁也不知道。",
            f"The benchmark price follows “{label.en}”; its coefficient is drawn within the notice's range. It follows from the seeds together: nobody knows it before the deadline.",
        )
    wanted = [(label_of(row["speciality"]), row["count"]) for row in lot.draw.strata]
    zh, en = (
        "、".join(f"{label.zh} {count} 名" for label, count in wanted),
        ", ".join(f"{count} for {label.en}" for label, count in wanted),
    )
    return Text(
        f"从监督组核对过的名册中抽取评标专家：{zh}。名册的排序由各方种子合成的数决定，哪一方也不能单独左右。",
        f"Experts are drawn from the roster that supervision checked: {en}. The seeds together decide the order; no party alone can bend it.",
    )


def _party(row: SeedState, lot: Lot, *, own: tuple[str, ...], now: datetime) -> PartyRow:
    status, word, at, note = _state(row, lot, now)
    return PartyRow(PARTIES[row.party], status, word, at, note, row.party in own)


def _state(row: SeedState, lot: Lot, now: datetime) -> tuple[str, Text, datetime | None, Text | None]:
    if row.state == "missing":
        return "wait", Text("未承诺", "Not committed"), None, None
    if row.state == "failed":
        return "stop", Text("存底作废", "Deposit void"), row.committed_at, FAULTS[row.failed]
    if row.state == "revealed" and row.how == "party":
        return "ok", Text("已公开", "Told"), row.revealed_at, None
    if row.state == "revealed":
        note = Text("本方没有公开，保管人按存底放出", "Withheld; the guardians released the deposit")
        return "warn", Text("保管人放出", "Released"), row.revealed_at, note
    if lot.reveals_from is not None and lot.may_reveal and lot.reveals_from + ASKED_AFTER <= now:
        given = (
            Text(f"保管人已交 {row.releases} 份", f"{row.releases} guardians have released") if row.releases else None
        )
        note = given or Text("已请保管人按存底放出", "The guardians are asked to release the deposit")
        return "warn", Text("没有公开", "Withheld"), row.committed_at, note
    return "sealed", Text("已承诺", "Committed"), row.committed_at, None


def _until(lot: Lot) -> tuple[Text | None, datetime | None]:
    """This will say what is awaited and until when."""
    if lot.is_decided:
        return None, None
    if lot.draw is not None and not lot.scope:
        return Text("等名册和回避固定以后承诺", "Parties commit once roster and exclusions are fixed"), None
    if lot.may_reveal and lot.reveals_from is not None:
        return Text(
            "请在此前公开，过后由保管人放出", "Tell it by then; afterwards guardians do"
        ), lot.reveals_from + ASKED_AFTER
    if any(row.state == "missing" for row in lot.states):
        if lot.draw is not None:
            return Text("请在评标前承诺", "Commit before the evaluation"), lot.draw.evaluation_at
        return Text("公告发布前承诺，双方都承诺了才能发布", "Both commit before the notice can be published"), None
    deadline_at = lot.section.notice.deadline_at if lot.section.notice else None
    return Text("投标截止后公开", "Told after the deadline"), deadline_at


def _result(lot: Lot) -> str:
    seeds = [bytes.fromhex(row.seed) for row in lot.states if row.seed]
    return combined_seed(lot.purpose, lot.scope, seeds).hex() if lot.is_decided else ""


def _has_part(lot: Lot, row: SeedState) -> bool:
    return bool(lot.act_of(row.party)) or row.state == "committed"


def _part(at: int, lot: Lot, row: SeedState) -> dict[str, Any]:
    return {
        "id": f"q-lot-{at}-{row.party}",
        "purpose": lot.purpose,
        "scope": lot.scope,
        "party": row.party,
        "act": lot.act_of(row.party),
        "commitment": row.commitment,
    }


def _data(section: Any, parts: list[dict[str, Any]], *, at: datetime) -> dict[str, Any]:
    api = f"/api/tenders/{section.tender.code}/sections/{section.number}"
    return {
        "opening": tenders.opening_of(section),
        "policy": policy_now(at=at),
        "lot_url": f"{api}/lot",
        "seeds_url": f"{api}/seeds",
        "reveal_url": f"{api}/seeds/reveal",
        "lots": parts,
    }
