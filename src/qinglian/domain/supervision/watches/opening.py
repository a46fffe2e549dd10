"""The opening: nobody before the closing, guardians apart, every bid opened, the window as announced."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Min
from django.db.models.fields.json import KT

from qinglian.domain.bids.due import waiting_for_quorum
from qinglian.domain.bids.models import AnnouncedBid, ClosingList, OpenedBid, Release
from qinglian.domain.people.models import OrganisationKey
from qinglian.domain.supervision.watches.evidence import (
    Clue,
    Seen,
    facts_of,
    section_subject,
    since,
    span,
    subjects_of,
    tender_subject,
    with_evidence,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.models import Notice, Tender
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact

_WITNESSES_LATE = timedelta(minutes=10)
_NO_OUTCOME = timedelta(minutes=60)
_LONG_EXTENSION = timedelta(minutes=60)
_CLOSED, _STARTED = "section-closed/v1", "release-started/v1"
_RELEASES = ("shares-released/v1", "shares-published/v1", "session-shares-released/v1")
_EXTENDED = "decrypt-window-extended/v1"


def sealed_until_closing(at: datetime) -> list[Found]:
    """This will find releases that precede, in the order of the log, the start that witnesses allowed; and lists that wait for witnesses."""
    clues = []
    for (subject, section, round), first in _first_facts(at).items():
        started, closed = first.get(_STARTED), first.get(_CLOSED)
        where = (subject, {"section": section, "round": round})
        released = [first[kind] for kind in _RELEASES if kind in first]
        if released and (started is None or min(released) < started):
            clues.append(_released_early(*where, started=started))
        elif started is not None and (closed is None or started < closed):
            words = Text(
                "开始交出密钥的事实前面没有截止清单", "The log began the release with no closing list before it"
            )
            clues.append(Clue(Found("red", _round_subject(*where), words), *where))
    found = with_evidence(clues, _CLOSED, _STARTED, *_RELEASES)
    return found + [_waiting(row, at) for row in waiting_for_quorum() if at - row.closed_at > _WITNESSES_LATE]


def guardians_apart(at: datetime) -> list[Found]:
    """This will find openings at which an identity was read out, one organisation released for both groups, or envelopes held no share;
    and bid periods in which a guardian's key was revoked."""
    rows = Release.objects.filter(manifest="", at__gte=since(at)).order_by("closing", "pk")
    values = rows.values_list(
        "closing__section__tender__code",
        "closing__section__number",
        "closing__round",
        "organisation",
        "group",
        "on_paper",
        "unopened",
    )
    openings: dict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for code, section, round, *rest in values:
        openings[code, section, round].append(tuple(rest))
    clues = []
    for (code, section, round), releases in openings.items():
        if told := _of_releases(releases):
            level, words = told
            where = {"section": section, "round": round}
            clues.append(Clue(Found(level, section_subject(code, section, round), words), tender_subject(code), where))
    return with_evidence(clues + _revoked(at), "shares-released/v1", "key-revoked/v1", "card-handed-in/v1")


def bids_unopened(at: datetime) -> list[Found]:
    """This will find bids that did not open and not by their bidder's fault, and bids without an outcome an hour after the window."""
    failed = OpenedBid.objects.filter(outcome="failed", opened_at__gte=since(at)).exclude(fault="bidder")
    rows = list(
        failed.order_by("announced").values_list(
            "announced__closing__section__tender__code",
            "announced__closing__section__number",
            "announced__closing__round",
            "announced__number",
            "fault",
            "reason",
        )
    )
    waiting = AnnouncedBid.objects.filter(
        outcome__isnull=True, closing__finished_at=None, closing__round=F("closing__section__round")
    )
    waiting = waiting.filter(closing__decrypt_until_at__lt=at - _NO_OUTCOME, closing__decrypt_until_at__gte=since(at))
    still = (
        waiting.exclude(closing__section__state="terminated")
        .order_by("pk")
        .values_list("closing__section__tender__code", "closing__section__number", "closing__round", "number")
    )
    cases: dict[tuple[str, str, int, str], list[tuple[Any, ...]]] = defaultdict(list)
    for code, section, round, number, fault, reason in rows:
        level = "red" if fault.startswith("guardian:") else "yellow"
        cases[code, section, round, level].append((number, fault, reason))
    for code, section, round, number in still:
        cases[code, section, round, "red"].append((number, "", ""))
    clues = []
    for (code, section, round, level), bids in cases.items():
        found = Found(level, section_subject(code, section, round), _unopened_words(bids))
        clues.append(Clue(found, tender_subject(code), {"section": section, "round": round}))
    return with_evidence(clues, "bid-failed/v1")


def window_extended(at: datetime) -> list[Found]:
    """This will find decryption windows that were extended: once, or twice and for over an hour, or without a fact that says so."""
    minutes, now = F("section__notice__decrypt_window_minutes"), F("section__round")
    rows = ClosingList.objects.filter(released_from_at__gte=since(at), round=now).order_by("pk")
    lists = rows.values_list(
        "section__tender__code", "section__number", "round", "released_from_at", "decrypt_until_at", minutes
    )
    tenders = Tender.objects.filter(sections__closing_lists__released_from_at__gte=since(at))
    facts = facts_of(subjects_of(tenders), _EXTENDED)
    found = []
    for code, section, round, started, until, window in lists:
        where = {"section": section, "round": round}
        extended = [row for row in facts if row.subject == tender_subject(code) and where.items() <= row.body.items()]
        longer = until - started - timedelta(minutes=window)
        if extended or longer > timedelta(0):
            found.append(_of_window(section_subject(code, section, round), extended, longer))
    return found


def _first_facts(at: datetime) -> dict[tuple[str, str, int], dict[str, int]]:
    """The first fact of each kind, by tender, section and round: the log's order counts, not the moments that facts claim."""
    tenders = Tender.objects.filter(notices__published_at__gte=since(at))
    rows = Fact.objects.filter(
        subject__in=subjects_of(tenders), kind__in=[_CLOSED, _STARTED, *_RELEASES], erased_at=None
    )
    firsts: dict[tuple[str, str, int], dict[str, int]] = defaultdict(dict)
    rows = rows.annotate(section=KT("fact__body__section"), round=KT("fact__body__round"))  # as text, on every database
    for row in rows.values("subject", "kind", "section", "round").annotate(first=Min("id")):
        firsts[row["subject"], row["section"], int(row["round"])][row["kind"]] = row["first"]
    return firsts


def _round_subject(subject: str, where: dict[str, Any]) -> str:
    return section_subject(subject.removeprefix(tender_subject("")), where["section"], where["round"])


def _released_early(subject: str, where: dict[str, Any], *, started: int | None) -> Clue:
    mine = [row for row in facts_of({subject}, *_RELEASES) if where.items() <= row.body.items()]
    early = sum(started is None or row.id < started for row in mine)
    words = Text(
        f"截止清单生效之前，日志里已有 {early} 条交出份额的事实",
        f"{early} facts of the log released shares before the closing list was in force",
    )
    return Clue(Found("red", _round_subject(subject, where), words), subject, where)


def _waiting(closing: ClosingList, at: datetime) -> Found:
    length = span(at - closing.closed_at)
    words = Text(
        f"截止清单等见证方签名已 {length.zh}", f"The closing list has waited for its witnesses for {length.en}"
    )
    section = closing.section
    subject = section_subject(section.tender.code, section.number, closing.round)
    return Found("yellow", subject, words, (closing.fact_id,))


def _of_releases(releases: list[tuple[Any, ...]]) -> tuple[str, Text] | None:
    groups: dict[str, set[str]] = defaultdict(set)
    for organisation, group, _, _ in releases:
        groups[organisation].add(group)
    both = [organisation for organisation, held in groups.items() if len(held) > 1]
    read_out = sum(on_paper for _, _, on_paper, _ in releases)
    unopened = sum(len(named) for _, _, _, named in releases)
    if both:
        return "red", Text(
            f"{len(both)} 家单位替两组交出份额：{'、'.join(both)}",
            f"{len(both)} organisation released for both groups: {', '.join(both)}",
        )
    if read_out:
        return "red", Text(
            f"{read_out} 名保管人以纸面念出密钥", f"{read_out} guardians had their identity read out on paper"
        )
    if unopened:
        return "yellow", Text(
            f"保管人写明 {unopened} 个信封没有份额", f"Guardians named {unopened} envelopes without a share"
        )
    return None


def _revoked(at: datetime) -> list[Clue]:
    """Keys that were revoked between the issue of the documents and the deadline of a notice that names their guardian."""
    keys = list(OrganisationKey.objects.filter(purpose="guardian", state="revoked", revoked_at__gte=since(at)))
    if not keys:
        return []
    earliest, latest = min(key.revoked_at for key in keys), max(key.revoked_at for key in keys)  # type: ignore[type-var]
    notices = Notice.objects.select_related("tender").only("tender__code", "access", "documents_from_at", "deadline_at")
    notices = notices.filter(state="published", documents_from_at__lte=latest, deadline_at__gt=earliest).order_by("pk")
    clues = []
    for notice in notices:
        named = guardians_of(notice.access)
        for key in keys:
            if key.guardian_id in named and notice.documents_from_at <= key.revoked_at < notice.deadline_at:  # type: ignore[operator]
                moment = f"{key.revoked_at.astimezone(CHINA):%m-%d %H:%M}"  # type: ignore[union-attr]
                words = Text(
                    f"投标期间 {moment}，保管人 {key.guardian_id} 的密钥被吊销",
                    f"The key of guardian {key.guardian_id} was revoked in the bid period, {moment}",
                )
                found = Found("yellow", f"{tender_subject(notice.tender.code)}/{key.guardian_id}", words)
                clues.append(Clue(found, f"organisation:{key.organisation_id}", {"public": key.public}))
    return clues


def _unopened_words(bids: list[tuple[Any, ...]]) -> Text:
    numbers = [str(number) for number, _, _ in bids]
    causes = list(dict.fromkeys(fault or reason for _, fault, reason in bids if fault or reason))
    zh, en = f"第 {'、'.join(numbers)} 号投标文件", f"Bids {', '.join(numbers)}"
    if not causes:
        return Text(f"{zh}解密时限过后 60 分钟仍没有结果", f"{en} have no outcome 60 minutes after the window")
    return Text(f"{zh}没有解开：{'、'.join(causes)}", f"{en} did not open: {', '.join(causes)}")


def _of_window(subject: str, extended: list[Seen], longer: timedelta) -> Found:
    facts, length = tuple(row.id for row in extended), span(longer)
    if not extended:
        words = Text(
            f"解密时限长了 {length.zh}，日志里没有延长",
            f"The window is {length.en} longer, and the log holds no extension",
        )
        return Found("red", subject, words)
    level = "red" if len(extended) > 1 or longer > _LONG_EXTENSION else "yellow"
    words = Text(
        f"解密时限延长 {len(extended)} 次，合计 {length.zh}",
        f"The window was extended {len(extended)} times, by {length.en} in all",
    )
    return Found(level, subject, words, facts)
