"""The public log: its newest checkpoint, its witnesses one by one, its facts, and the proof of each."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.law.refusal import NotFound, NotNow
from qinglian.law.text import Text
from qinglian.record import checkpoints, clock, feed, queries, witnesses
from qinglian.record.models import Fact
from qinglian.web.public.fact_words import Told, told
from qinglian.web.shared.figures import in_china

PAGE_SIZE = 30


@dataclass(frozen=True)
class EntryRow:
    """One leaf in the browser: its place, its fact in words (None while sealed), where the fact leads."""

    index: int
    leaf: str
    fact: dict[str, Any] | None
    words: Told | None
    link: str
    until: int | None = None  # a run of leaves that are not public: from `index` up to this one


@dataclass(frozen=True)
class WitnessRow:
    """One witness: what it did, with its chip."""

    name: str
    detail: Text
    status: str
    word: Text


def log_page(request: HttpRequest) -> HttpResponse:
    """This will show the log's state and its newest leaves (below `?before=`), or the facts about `?subject=`."""
    before = _number(request.GET.get("before", ""))
    subject = request.GET.get("subject", "").strip()
    rows = folded([entry_row(entry) for entry in _entries(before, subject)])
    newest = queries.latest_checkpoint()
    context = {
        "checkpoint": newest,
        "root": bytes(newest.root).hex() if newest else "",
        "note": checkpoints.text_of(newest) if newest else "",
        "cosigned": queries.latest_cosigned(),
        "witnesses": witness_rows(),
        "quorum": quorum_words(),
        "rows": rows,
        "subject": subject,
        "older": rows[-1].index if rows and not subject and rows[-1].index > 0 else None,
        "before": before,
    }
    return render(request, "public/log.html", context)


def fact_page(request: HttpRequest, index: int) -> HttpResponse:
    """This will show one leaf: the fact with its salt when it is public, and the proof that the log holds it."""
    row = _fact_or_refuse(index)
    entry = feed.entry_of(row)
    fact = entry.get("fact")
    context = {
        "row": row,
        "entry": entry,
        "fact": fact,
        "words": told(fact) if fact else None,
        "pretty": json.dumps(fact, ensure_ascii=False, indent=2, sort_keys=True) if fact else "",
        "link": link_of(str(fact["subject"])) if fact else "",
        "proof": _proof(row),
        "is_cosigned": queries.is_cosigned(row),
        "has_witnesses": bool(witnesses.configured()),
        "quorum": quorum_words(),
    }
    return render(request, "public/fact.html", context)


def proof_file(request: HttpRequest, index: int) -> HttpResponse:  # noqa: ARG001 (Django passes it)
    """This will hand out the C2SP proof of one leaf."""
    row = _fact_or_refuse(index)
    response = HttpResponse(queries.proof_of(row), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fact-{index}.tlog-proof"'
    return response


def entry_row(entry: queries.LogEntry) -> EntryRow:
    """This will put one leaf of the log into words."""
    fact = entry.fact
    return EntryRow(
        entry.index, entry.leaf, fact, told(fact) if fact else None, link_of(str(fact["subject"])) if fact else ""
    )


def folded(rows: list[EntryRow]) -> list[EntryRow]:
    """This will put neighbouring leaves that are not public into one row (newest first: `until` is the newest of them)."""
    found: list[EntryRow] = []
    for row in rows:
        last = found[-1] if found else None
        if row.fact is None and last is not None and last.fact is None and last.index == row.index + 1:
            found[-1] = replace(row, until=last.until or last.index)
        else:
            found.append(row)
    return found


def link_of(subject: str) -> str:
    """This will return the page about a fact's subject ("" when it has none)."""
    kind, _, name = subject.partition(":")
    return f"/notices/{name}/" if kind == "tender" else ""


def witness_rows() -> list[WitnessRow]:
    """This will list the witnesses one by one, the silent ones too."""
    return [_witness_row(view) for view in queries.witness_states()]


def quorum_words() -> Text:
    """This will say the quorum in words: how many of how many are needed, how many have signed the newest checkpoint."""
    return _quorum_words(queries.witness_states())


def witnessed() -> dict[str, Any]:
    """This will give a page both, `witnesses` and `quorum`, for one look at the record."""
    views = queries.witness_states()
    return {"witnesses": tuple(map(_witness_row, views)), "quorum": _quorum_words(views)}


def _quorum_words(views: list[queries.WitnessView]) -> Text:
    need, signed = witnesses.quorum(), sum(not view.waiting for view in views)
    if not views:
        return Text(
            "没有配置见证方，日志只有平台自己的签名", "No witness is configured: only the platform itself signs"
        )
    return Text(
        f"{len(views)} 家见证方中有 {need} 家签名即成立，目前 {signed} 家",
        f"{need} of {len(views)} witnesses are needed; {signed} have signed",
    )


def _witness_row(view: queries.WitnessView) -> WitnessRow:
    at = _seen(view.seen_at)
    if view.conflict:
        return WitnessRow(
            view.name, Text(f"见过另一份日志 {at}", f"It holds another history {at}"), "stop", Text("冲突", "Conflict")
        )
    if not view.waiting:
        return WitnessRow(view.name, Text(at, at), "ok", Text("已见证", "Witnessed"))
    seen = Text(f"见证到第 {view.size:,} 条", f"Signed up to {view.size:,}") if view.size else Text("未回应", "Silent")
    return WitnessRow(view.name, seen, "wait", Text("等待中", "Waiting"))


def _seen(at: datetime | None) -> str:
    """The second alone while it is today's; the day too when it is not."""
    if at is None:
        return ""
    is_today = in_china(at).date() == clock.now().date()
    return f"{in_china(at):%H:%M:%S}" if is_today else f"{in_china(at):%m-%d %H:%M}"


def _entries(before: int | None, subject: str) -> list[queries.LogEntry]:
    if not subject:
        return queries.timeline(before=before, limit=PAGE_SIZE)
    facts = [row for row in queries.facts_about(subject) if row.index is not None]
    return [
        queries.LogEntry(row.index, bytes(row.leaf).hex(), row.fact) for row in reversed(facts) if row.index is not None
    ]


def _proof(row: Fact) -> str:
    try:
        return queries.proof_of(row)
    except NotNow:
        return ""


def _fact_or_refuse(index: int) -> Fact:
    row = queries.fact_at(index)
    if row is None:
        raise NotFound(
            Text(f"日志还没有第 {index:,} 条。", f"The log has no entry {index:,} yet."),
            rule="nothing_found",
            article="PLT",
            next_step=Text("请从公开日志的列表进入。", "Come from the list of the public log."),
        )
    return row


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
