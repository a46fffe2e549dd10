"""Watches of the evaluation. Before the award they tell seats and counts: never a name, a member, or which bid."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q

from qinglian.domain.evaluation.events import (
    IdentityChecked,
    MemberReplaced,
    OutliersNoticed,
    ReportSigned,
    ScoresVoided,
    SeatTaken,
    SheetLocked,
)
from qinglian.domain.evaluation.models import Member, ReportSignature, Session, Sheet
from qinglian.domain.evaluation.queries.finding import terms_of
from qinglian.domain.evaluation.sheets import kind_due
from qinglian.domain.supervision.watches.evidence import (
    facts_since,
    ids,
    place,
    place_of,
    results_public,
    seat_subject,
    since,
    subject_of,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.law.text import Text
from qinglian.record.models import Fact

UNCHECKED = timedelta(minutes=30)
HELD_BACK = timedelta(hours=2)
SHEETS_LOOKED_AT = timedelta(days=30)  # after the award anybody can compare them: `qinglian verify`
MANY_BIDS = 3
Seat = tuple[str, int]  # session code, seat


def identities_checked(at: datetime) -> list[Found]:
    """Somebody sits at a seat, or has locked a sheet there, whom nobody compared with a document."""
    rows = Member.objects.filter(session__opened_at__gte=since(at), seated_at__isnull=False, identity_checked_by="")
    has_locked = Exists(Sheet.objects.filter(member=OuterRef("pk"), locked_at__isnull=False))
    rows = rows.annotate(has_locked=has_locked).select_related("session__section__tender").order_by("pk")
    evidence, found = _by_seat(facts_since(SeatTaken.kind, IdentityChecked.kind, at=at)), list[Found]()
    for member in rows:
        assert member.seated_at is not None  # asked before
        minutes = int((at - member.seated_at).total_seconds()) // 60
        waits = member.state == "seated" and member.session.finished_at is None and at - member.seated_at >= UNCHECKED
        if not (member.has_locked or waits):
            continue
        words = (
            Text(f"{member.seat} 号席位没有核对身份，已经锁定评分表。", f"Seat {member.seat} locked a sheet without an identity check.")
            if member.has_locked
            else Text(f"{member.seat} 号席位签到 {minutes} 分钟还没有核对身份。", f"Seat {member.seat} has sat for {minutes} minutes unchecked.")
        )  # fmt: skip
        facts = ids(evidence[member.session.code, member.seat])
        found.append(
            Found(
                "red" if member.has_locked else "yellow", seat_subject(place(member.session), member.seat), words, facts
            )
        )
    return found


def outliers(at: datetime) -> list[Found]:
    """A member's scores lie far from the others'. How many bids it concerns is told, not which, and only once the result is public."""
    last = {fact.fact["body"]["session"]: fact for fact in facts_since(OutliersNoticed.kind, at=at)}  # the last counts
    public, found = results_public(at), list[Found]()
    for fact in last.values():
        if place_of(fact) not in public:
            continue
        bids: dict[int, set[int]] = defaultdict(set)
        for row in fact.fact["body"]["rows"]:
            bids[row["seat"]].add(row["number"])
        for seat, numbers in sorted(bids.items()):
            words = Text(f"{seat} 号席位对 {len(numbers)} 份投标文件的打分明显偏离其他评委。",
                         f"Seat {seat}: scores far from the others' for {len(numbers)} bids.")  # fmt: skip
            level = "red" if len(numbers) >= MANY_BIDS else "yellow"
            found.append(Found(level, seat_subject(place_of(fact), seat), words, (fact.pk,)))
    return found


def members_replaced(at: datetime) -> list[Found]:
    """Members were replaced: one, more, or one after a score sheet of the session had been locked."""
    rows = Member.objects.filter(session__opened_at__gte=since(at), state="replaced")
    replaced: dict[int, list[Member]] = defaultdict(list)
    for member in rows.select_related("session__section__tender", "call").order_by("seat"):
        replaced[member.session_id].append(member)
    scored: dict[int, datetime] = {}
    sheets = Sheet.objects.filter(
        member__session__in=replaced, kind__in=("technical", "business"), locked_at__isnull=False
    )
    for pk, moment in sheets.values_list("member__session_id").annotate(first=Min("locked_at")):
        scored[pk] = moment
    evidence, found = _by_session(facts_since(MemberReplaced.kind, at=at)), list[Found]()
    for pk, members in replaced.items():
        session = members[0].session
        late = [member for member in members if pk in scored and _left_at(member, at) >= scored[pk]]
        words = Text(f"本次评标更换了 {len(members)} 名评委（席位 {_listed(m.seat for m in members)}），其中 {len(late)} 名在评分表锁定以后。",
                     f"Members replaced: {len(members)} (seats {_listed(m.seat for m in members)}), after a score sheet was locked: {len(late)}.")  # fmt: skip
        level = "red" if len(members) > 1 or late else "yellow"
        found.append(Found(level, subject_of(session), words, ids(evidence[session.code])))
    return found


def _left_at(member: Member, at: datetime) -> datetime:
    """When a replaced member left: its call was answered anew in that moment."""
    return member.call.answered_at if member.call is not None and member.call.answered_at is not None else at


def sheets_kept(at: datetime) -> list[Found]:
    """A locked sheet differs from the log, a sheet counts that must not, or one sheet is held back while all others are locked."""
    newest = Q(finished_at=None) | Q(finished_at__gte=at - SHEETS_LOOKED_AT)
    sessions = Session.objects.filter(newest, opened_at__gte=since(at)).select_related("section__tender")
    rows = Sheet.objects.filter(member__session__in=sessions, locked_at__isnull=False).select_related("member")
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in rows.defer("draft").order_by("pk"):
        sheets[sheet.member.session_id].append(sheet)
    seated: dict[int, list[datetime]] = defaultdict(list)
    members = Member.objects.filter(session__in=sessions, state="seated", seated_at__isnull=False)
    for pk, moment in members.values_list("session_id", "seated_at"):
        assert moment is not None  # asked before
        seated[pk].append(moment)
    logged = _by_session(facts_since(SheetLocked.kind, ScoresVoided.kind, MemberReplaced.kind, at=at))
    found = []
    for session in sessions.order_by("pk"):
        found += _unlike(session, sheets[session.pk], logged[session.code])
        found += _held_back(session, sheets[session.pk], seated=seated[session.pk], at=at)
    return found


def _unlike(session: Session, sheets: list[Sheet], facts: list[Fact]) -> list[Found]:
    logged = _locked_in_log(facts)
    stored = {(sheet.member.seat, sheet.kind): sheet for sheet in sheets}
    wrong = {
        key for key in logged.keys() | stored.keys()
        if key not in logged or key not in stored or stored[key].signed != logged[key].fact["body"]["sheet"]
    }  # fmt: skip
    counting = {key for key, sheet in stored.items() if sheet.is_void != (sheet.member.state == "replaced")}
    if not wrong and not counting:
        return []
    words = Text(f"与日志不符的评分表 {len(wrong)} 张，作废与否不对的 {len(counting)} 张（席位 {_listed({seat for seat, _ in wrong | counting})}）。",
                 f"Sheets that differ from the log: {len(wrong)}; wrongly void or wrongly counted: {len(counting)} (seats {_listed({seat for seat, _ in wrong | counting})}).")  # fmt: skip
    facts = [logged[key] for key in sorted(wrong | counting) if key in logged]
    return [Found("red", subject_of(session), words, ids(facts))]


def _locked_in_log(facts: list[Fact]) -> dict[tuple[int, str], Fact]:
    """The sheets that stand by the log, by seat and kind: where a review made anew rejects other bids, the scoring sheets of the members
    in force are void (`ScoresVoided`), those of members who were replaced before stay as they were left."""
    logged: dict[tuple[int, str], Fact] = {}
    gone: set[int] = set()
    for fact in facts:
        body = fact.fact["body"]
        if fact.kind == SheetLocked.kind:
            logged[body["seat"], body["sheet_kind"]] = fact
        elif fact.kind == MemberReplaced.kind:
            gone.add(body["seat"])
        else:
            logged = {(seat, kind): one for (seat, kind), one in logged.items() if kind == "review" or seat in gone}
    return logged


def _held_back(session: Session, sheets: list[Sheet], *, seated: list[datetime], at: datetime) -> list[Found]:
    """Who sits down later, or has another sheet to make first, holds nothing back meanwhile: what came last at the table begins the wait."""
    kind, counting = kind_due(session.state, terms_of(session)), [sheet for sheet in sheets if not sheet.is_void]
    locked = sum(sheet.kind == kind for sheet in counting)
    if kind is None or not locked or locked != len(seated) - 1:
        return []
    last = max([*seated, *(sheet.locked_at for sheet in counting if sheet.locked_at)])
    if at - last < HELD_BACK:
        return []
    hours = int((at - last).total_seconds()) // 3600
    words = Text(f"其他 {locked} 张评分表已锁定 {hours} 小时，还有 1 张没有锁定。",
                 f"The other {locked} sheets have been locked for {hours} hours; 1 is still open.")  # fmt: skip
    return [Found("yellow", subject_of(session), words)]


def report_signatures(at: datetime) -> list[Found]:
    """Members dissented, or neither signed nor wrote. It is told once the result is public."""
    rows = ReportSignature.objects.filter(at__gte=since(at)).filter(Q(signed__isnull=True) | ~Q(dissent=""))
    rows = rows.select_related("member__session__section__tender").defer("dissent").order_by("pk")
    silent: dict[int, list[Member]] = defaultdict(list)
    dissenting: dict[int, list[Member]] = defaultdict(list)
    sessions: dict[int, Session] = {}
    public = results_public(at)
    for row in (row for row in rows if place(row.member.session) in public):
        sessions[row.member.session_id] = row.member.session
        (silent if row.signed is None else dissenting)[row.member.session_id].append(row.member)
    evidence, found = _by_session(facts_since(ReportSigned.kind, at=at)) if sessions else {}, list[Found]()
    for pk, session in sessions.items():
        facts, subject = ids(evidence.get(session.code, ())), subject_of(session)
        if silent[pk]:
            words = Text(f"{len(silent[pk])} 名评委不签字也不写意见，按同意处理。", f"Members who neither signed nor wrote: {len(silent[pk])}; it counts as agreement.")  # fmt: skip
            found.append(Found("red", subject, words, facts))
        if dissenting[pk]:
            words = Text(
                f"{len(dissenting[pk])} 名评委书面写明不同意见。",
                f"Members who dissented in writing: {len(dissenting[pk])}.",
            )
            found.append(Found("yellow", subject, words, facts))
    return found


def _listed(seats: Iterable[int]) -> str:
    return ", ".join(str(seat) for seat in sorted(seats))


def _by_seat(facts: Iterable[Fact]) -> dict[Seat, list[Fact]]:
    found: dict[Seat, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.fact["body"]["session"], fact.fact["body"]["seat"]].append(fact)
    return found


def _by_session(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.fact["body"]["session"]].append(fact)
    return found
