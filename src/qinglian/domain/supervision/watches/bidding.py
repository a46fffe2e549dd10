"""The time of bidding: documents as the public has them, holds, related bidders, bids at the deadline."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import F, Max, Q
from django.db.models.fields.json import KeyTextTransform

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, SealedBid
from qinglian.domain.supervision.watches.evidence import (
    Clue,
    Seen,
    facts_of,
    section_subject,
    since,
    span,
    tender_subject,
    with_evidence,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.models import Document, Hold
from qinglian.domain.tenders.queries import due_to_close
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.clock import CHINA
from qinglian.record.queries import seconds_ahead_of_witnesses

_BEFORE_AWARD = ("bidding", "closed", "releasing", "opened", "recorded", "evaluating", "evaluated", "publicised")
_LONG_HOLD = timedelta(days=10)
_LATE_CLOSING = timedelta(minutes=2)
_MOST_AHEAD_SECONDS = 10
_HELD = ("notice-published/v1", "section-closed/v1", "release-started/v1", "award-made/v1")
_ACTS = {
    "notice-published/v1": Text("发布公告", "publication"),
    "section-closed/v1": Text("截止", "closing"),
    "release-started/v1": Text("开标", "opening"),
    "award-made/v1": Text("定标", "award"),
}
_SHARED = {  # what two bidders may not have in common in the register: its level, its name, whether digits alone count
    "legal_representative": ("red", Text("同一法定代表人", "one legal representative"), False),
    "contact_phone": ("yellow", Text("同一联系电话", "one phone"), True),
    "address": ("yellow", Text("同一注册地址", "one address"), False),
}


def documents_whole(at: datetime) -> list[Found]:
    """This will hash again the documents that the public downloads, of tenders that are not yet awarded, and find those that are gone or changed."""
    rows = Document.objects.select_related("notice__tender").only(
        "title", "sha256", "notice__version", "notice__tender__code"
    )
    live = rows.filter(
        notice__state="published",
        notice__published_at__gte=since(at),
        notice__governed_sections__state__in=_BEFORE_AWARD,
    )
    clues = []
    for document in live.distinct().order_by("pk"):
        level, words = _state_of(blobs.public_path(document.sha256), document.sha256)
        if level:
            notice = document.notice
            about = tender_subject(notice.tender.code)
            told = Text(
                f"第 {notice.version} 版的《{document.title}》{words.zh}",
                f"“{document.title}” of version {notice.version} {words.en}",
            )
            found = Found(level, f"{about}/file-{document.sha256[:12]}", told)
            clues.append(Clue(found, about, {"version": notice.version}))
    return with_evidence(clues, "notice-published/v1")


def holds_obeyed(at: datetime) -> list[Found]:
    """This will find holds that have stood for over ten days, and acts that the log holds between the placing of a hold and its lifting.

    A postponement may be published under a hold: amendments are left out.
    """
    holds = list(
        Hold.objects.select_related("tender").filter(Q(lifted_at=None) | Q(lifted_at__gte=since(at))).order_by("pk")
    )
    seen = facts_of({tender_subject(hold.tender.code) for hold in holds}, "hold-placed/v1", "hold-lifted/v1", *_HELD)
    found = []
    for hold in holds:
        about = tender_subject(hold.tender.code)
        placed, broken = _under_hold(hold, [row for row in seen if row.subject == about])
        subject = f"{about}/hold-{hold.pk}"
        if broken:
            acts = list(dict.fromkeys(row.kind for row in broken))
            words = Text(
                f"暂停没有解除，就办理了 {len(broken)} 件：{'、'.join(_ACTS[kind].zh for kind in acts)}",
                f"{len(broken)} acts under a standing hold: {', '.join(_ACTS[kind].en for kind in acts)}",
            )
            found.append(Found("red", subject, words, (*placed, *(row.id for row in broken))))
        elif hold.lifted_at is None and at - hold.placed_at > _LONG_HOLD:
            length = span(at - hold.placed_at)
            words = Text(f"暂停已经 {length.zh}，还没有解除", f"The hold has stood for {length.en}")
            found.append(Found("yellow", subject, words, placed))
    return found


def related_bidders(at: datetime) -> list[Found]:
    """This will find announced bidders of one section who have a legal representative, a phone or an address in common in the register."""
    values = {name: KeyTextTransform(name, "bidder__details") for name in _SHARED}
    rows = AnnouncedBid.objects.filter(closing__released_from_at__gte=since(at)).order_by("closing", "number")
    listed = rows.values(
        "number", "closing__section__tender__code", "closing__section__number", "closing__round", **values
    )
    sections: dict[tuple[str, str, int], list[Mapping[str, Any]]] = defaultdict(list)
    row: Mapping[str, Any]
    for row in listed:
        sections[row["closing__section__tender__code"], row["closing__section__number"], row["closing__round"]].append(
            row
        )
    clues = []
    for (code, number, round), bids in sections.items():
        for level, words in _in_common(bids).items():
            found = Found(level, section_subject(code, number, round), words)
            clues.append(Clue(found, tender_subject(code), {"section": number, "round": round}))
    return with_evidence(clues, "bidders-announced/v1")


def late_bids(at: datetime) -> list[Found]:
    """This will find bids that were taken at the deadline or later, closing lists that came late without a hold, and a clock that runs ahead."""
    found = [*_taken_late(at), *_closed_late(at)]
    ahead = seconds_ahead_of_witnesses(at)
    if ahead is not None and ahead > _MOST_AHEAD_SECONDS:
        words = Text(f"平台时钟比见证方快 {ahead} 秒", f"Our clock is {ahead} seconds ahead of the witnesses")
        found.append(Found("yellow", "clock", words))
    return found


def _state_of(path: Path, sha256: str) -> tuple[str, Text]:
    try:
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "yellow", Text("在公开存储里找不到", "is not in the public store")
    if now == sha256:
        return "", Text("", "")
    zh, en = f"公告记下 {sha256[:12]}，现在是 {now[:12]}", f"has the hash {now[:12]}, the notice names {sha256[:12]}"
    return "red", Text(f"哈希不一致：{zh}", en)


def _under_hold(hold: Hold, seen: list[Seen]) -> tuple[tuple[int, ...], list[Seen]]:
    """The fact that placed the hold, and what the log holds between it and the lifting."""
    placed = [row.id for row in seen if row.kind == "hold-placed/v1" and row.body["hold"] == hold.pk]
    lifted = [row.id for row in seen if row.kind == "hold-lifted/v1" and row.body["hold"] == hold.pk]
    if not placed:
        return (), []
    within = [row for row in seen if row.kind in _HELD and row.id > placed[0] and (not lifted or row.id < lifted[0])]
    return (placed[0],), [row for row in within if row.body.get("notice_kind") != "amendment"]


def _in_common(bids: list[Mapping[str, Any]]) -> dict[str, Text]:
    """What bidders of one section share, by level. Bidders are named by their numbers of the opening, the register's values not at all."""
    told: dict[str, list[Text]] = defaultdict(list)
    for name, (level, label, digits) in _SHARED.items():
        holders: dict[str, list[int]] = defaultdict(list)
        for bid in bids:
            value = "".join(one for one in str(bid[name] or "") if (one.isdigit() if digits else not one.isspace()))
            holders[value].append(bid["number"])
        for value, numbers in holders.items():
            if value and len(numbers) > 1:
                told[level].append(
                    Text(
                        f"第 {'、'.join(map(str, numbers))} 号投标人登记了{label.zh}",
                        f"Bidders {', '.join(map(str, numbers))} are registered with {label.en}",
                    )
                )
    return {
        level: Text("；".join(row.zh for row in rows), "; ".join(row.en for row in rows))
        for level, rows in told.items()
    }


def _taken_late(at: datetime) -> list[Found]:
    """Counts alone: before the opening nobody learns whose bid it is."""
    rows = SealedBid.objects.filter(section__notice__deadline_at__lte=F("arrived_at"), round=F("section__round"))
    rows = rows.filter(arrived_at__gte=since(at)).exclude(state__in=["superseded", "withdrawn"]).order_by("arrived_at")
    late: dict[str, list[tuple[datetime, datetime, int]]] = defaultdict(list)
    for code, number, round, arrived, deadline, fact in rows.values_list(
        "section__tender__code", "section__number", "round", "arrived_at", "section__notice__deadline_at", "fact_id"
    ):
        late[section_subject(code, number, round)].append((arrived, deadline, fact))
    found = []
    for subject, bids in late.items():
        arrived, deadline, _ = bids[0]
        after = span(arrived - deadline)
        words = Text(
            f"{len(bids)} 份生效的投标文件送达不早于截止时间，最早一份在截止后 {after.zh}",
            f"{len(bids)} bids in force arrived at the deadline or later, the first {after.en} after it",
        )
        found.append(Found("red", subject, words, tuple(fact for _, _, fact in bids)))
    return found


def _closed_late(at: datetime) -> list[Found]:
    """Closing lists later than the deadline, or than the lifting of the last hold; and sections that are still open."""
    lists = ClosingList.objects.filter(
        round=F("section__round"), closed_at__gt=F("section__notice__deadline_at") + _LATE_CLOSING
    )
    lists = lists.filter(closed_at__gte=since(at)).select_related("section__tender", "section__notice").defer("entries")
    open_still = due_to_close(at - _LATE_CLOSING)
    cases = [(row.section, row.closed_at, (row.fact_id,)) for row in lists.order_by("pk")] + [
        (row, at, ()) for row in open_still
    ]
    lifted = _last_lifted(section.tender_id for section, _, _ in cases)
    found = []
    for section, closed_at, facts in cases:
        assert section.notice is not None
        due = max(section.notice.deadline_at, lifted.get(section.tender_id, section.notice.deadline_at))
        if closed_at - due > _LATE_CLOSING:
            late = span(closed_at - due)
            words = Text(
                f"截止清单比 {due.astimezone(CHINA):%m-%d %H:%M} 晚了 {late.zh}",
                f"The closing list is {late.en} later than {due.astimezone(CHINA):%m-%d %H:%M}",
            )
            found.append(
                Found("yellow", section_subject(section.tender.code, section.number, section.round), words, facts)
            )
    return found


def _last_lifted(tenders: Iterable[int]) -> dict[int, datetime]:
    rows = (
        Hold.objects.filter(tender__in=set(tenders), lifted_at__isnull=False)
        .values("tender")
        .annotate(last=Max("lifted_at"))
    )
    return {row["tender"]: row["last"] for row in rows}
