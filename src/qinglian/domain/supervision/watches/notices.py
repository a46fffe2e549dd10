"""Notices: who prepared, reviewed and verified them, their periods, changes, phrases and money."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from qinglian.domain.supervision.watches.evidence import (
    Clue,
    Seen,
    day_of,
    facts_of,
    section_subject,
    since,
    span,
    tender_subject,
    with_evidence,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.exclusion_terms import PATTERNS
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.queries import working_calendar
from qinglian.domain.tenders.rules_money import in_wan
from qinglian.law.calendar import Holiday, days_between
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.models import Fact

_KINDS = ("works", "goods", "services")
_YEAR = timedelta(days=365)
_TOO_FAST = timedelta(minutes=2)
_LEAST_OPINION = 10  # characters
_LONG_HOLIDAY_DAYS = 3
_MANY_CHANGES = 3
_PUBLISHED = "notice-published/v1"
_PHRASES = frozenset(pattern.rule for pattern in PATTERNS)
_SAID_ALWAYS = frozenset({"no_registration_to_download", "price_floor"})  # judged without a phrase too


def tenders_split(at: datetime) -> list[Found]:
    """This will find tenders that are called free of the duty to tender: alone at the threshold, or within a year together with others of the project."""
    first = Notice.objects.filter(tender=OuterRef("pk"), published_at__gte=at - _YEAR).exclude(kind="amendment")
    rows = Tender.objects.filter(Exists(first), must_tender=False).select_related("project")
    groups: dict[tuple[str, str], list[tuple[Tender, int]]] = defaultdict(list)
    clues = []
    for tender in rows.annotate(estimate_fen=Sum("sections__estimate_fen")).order_by("pk"):
        least, estimate = rule(f"must_tender_{tender.kind}_fen", on=day_of(at)).number(), tender.estimate_fen or 0
        if estimate >= least:
            clues.append(_alone(tender, estimate, least))
        else:
            groups[tender.project.code, tender.kind].append((tender, estimate))
    for (code, kind), held in groups.items():
        least, total = rule(f"must_tender_{kind}_fen", on=day_of(at)).number(), sum(estimate for _, estimate in held)
        if len(held) > 1 and total >= least:
            clues += _together(f"project:{code}/{kind}", [tender.code for tender, _ in held], total, least)
    return _merged(with_evidence(clues, _PUBLISHED))


def exclusive_terms(at: datetime) -> list[Found]:
    """This will find notices in force that were published with phrases that may exclude bidders; red where the reviewer hardly answered."""
    notices = {tender_subject(row.tender.code): row for row in _in_force(at)}
    found = []
    for row in facts_of(_subjects_with_phrases(notices), _PUBLISHED):
        notice = notices[row.subject]
        phrases = [one for one in row.body["verdicts"] if _is_phrase(one)]
        if row.body["version"] == notice.version and phrases:
            found.append(_on_phrases(notice, phrases, row))
    return found


def second_person(at: datetime) -> list[Found]:
    """This will find notices that one person passed twice, and such as were reviewed faster than one can read."""
    clues = []
    for notice in _published(at):
        clash = _clash(notice)
        name = _named(notice)
        if clash is not None:
            words = Text(f"{name.zh}：{clash.zh}", f"{name.en}: {clash.en}")
            clues.append(_of_notice("red", notice, words))
        elif notice.submitted_at and notice.reviewed_at and notice.reviewed_at - notice.submitted_at <= _TOO_FAST:
            took = span(notice.reviewed_at - notice.submitted_at)
            words = Text(
                f"复核人在送审后 {took.zh}通过，{name.zh}", f"The reviewer approved after {took.en}, {name.en}"
            )
            clues.append(_of_notice("yellow", notice, words))
    return with_evidence(clues, "notice-submitted/v1", "notice-approved/v1", _PUBLISHED)


def bid_period(at: datetime) -> list[Found]:
    """This will find notices in force whose periods are too short, and such as are just long enough by the help of a long holiday."""
    calendar, today = working_calendar(), day_of(at)
    holidays = [holiday for year in calendar.years for holiday in year.holidays]
    least = rule("min_bid_period_days", on=today).number()
    least_sale = rule("doc_sale_min_days", on=today).number()
    clues = []
    for notice in _in_force(at):
        days = days_between(day_of(notice.documents_from_at), day_of(notice.deadline_at))
        sale = days_between(day_of(notice.documents_from_at), day_of(notice.documents_until_at))
        if notice.tender.must_tender and days < least:
            words = Text(f"投标期只有 {days} 日，少于 {least} 日", f"Bid period of only {days} days, {least} are due")
            clues.append(_of_notice("red", notice, words))
        elif sale < least_sale:
            words = Text(
                f"文件获取期只有 {sale} 日，少于 {least_sale} 日",
                f"Documents are out for only {sale} days, {least_sale} are due",
            )
            clues.append(_of_notice("red", notice, words))
        elif notice.tender.must_tender and days == least and (holiday := _long_holiday(notice, holidays)):
            words = Text(
                f"投标期恰为 {days} 日，其中有{holiday.name.zh}假期",
                f"Bid period of just {days} days with a holiday in it: {holiday.name.en}",
            )
            clues.append(_of_notice("yellow", notice, words))
    return with_evidence(clues, _PUBLISHED)


def late_changes(at: datetime) -> list[Found]:
    """This will find changes that came too close to the deadline, judged by the deadline that stands now, and tenders changed three times."""
    least = rule("clarification_notice_days", on=day_of(at)).number()
    clues = []
    for versions in _rounds(at):
        changes, deadline = [row for row in versions if row.kind == "amendment"], versions[-1].deadline_at
        for notice in changes:
            assert notice.published_at is not None
            left, name = days_between(day_of(notice.published_at), day_of(deadline)), _named(notice)
            if left < least and notice.affects_bids:
                words = Text(
                    f"{name.zh}影响投标，距截止只有 {left} 日，不足 {least} 日",
                    f"{name.en} affects bids and left only {left} days, {least} are due",
                )
                clues.append(_of_notice("red", notice, words))
            elif left < least:
                words = Text(
                    f"{name.zh}距截止只有 {left} 日，被标为不影响投标",
                    f"{name.en} left only {left} days and was called without effect on bids",
                )
                clues.append(_of_notice("yellow", notice, words))
        if len(changes) >= _MANY_CHANGES:
            about = tender_subject(changes[0].tender.code)
            words = Text(f"公告已修改 {len(changes)} 次", f"The notice has been changed {len(changes)} times")
            clues.append(Clue(Found("yellow", f"{about}/changes", words), about, {"notice_kind": "amendment"}))
    return with_evidence(clues, _PUBLISHED)


def bid_security(at: datetime) -> list[Found]:
    """This will find sections that ask for more security than the law's share of the estimate, or than the ceiling of the ministries' orders."""
    today = day_of(at)
    share = rule("bid_security_max_percent", on=today).number()
    most = {kind: rule(f"bid_security_max_{kind}_fen", on=today).number() for kind in _KINDS}
    too_much = Q(bid_security_fen__gt=F("estimate_fen") * share / 100)
    for kind, ceiling in most.items():
        too_much |= Q(tender__kind=kind, bid_security_fen__gt=ceiling)
    rows = Section.objects.select_related("tender").filter(too_much, notice__published_at__gte=since(at)).order_by("pk")
    clues = []
    for section in rows:
        asked, ceiling = section.bid_security_fen, most[section.tender.kind]
        limit = section.estimate_fen * share // 100
        level = "red" if asked * 100 > section.estimate_fen * share else "yellow"
        zh, en = (
            (
                f"超过估算价的 {share}%（{in_wan(limit)} 万元）",
                f"above {share}% of the estimate ({limit // 100:,} yuan)",
            )
            if level == "red"
            else (f"超过 {in_wan(ceiling)} 万元的封顶", f"above the ceiling of {ceiling // 100:,} yuan")
        )
        words = Text(f"投标保证金 {in_wan(asked)} 万元，{zh}", f"Bid security of {asked // 100:,} yuan, {en}")
        found = Found(level, section_subject(section.tender.code, section.number), words)
        clues.append(Clue(found, tender_subject(section.tender.code)))
    return with_evidence(clues, _PUBLISHED)


def _published(at: datetime) -> QuerySet[Notice]:
    rows = Notice.objects.select_related("tender").defer("text", "qualification", "section_changes")
    return rows.filter(published_at__gte=since(at)).order_by("tender", "version")


def _in_force(at: datetime) -> QuerySet[Notice]:
    return _published(at).filter(state="published")


def _rounds(at: datetime) -> list[list[Notice]]:
    """The published versions by tender and round: a first notice, or one for a further round, begins another."""
    rounds: list[list[Notice]] = []
    for notice in _published(at):
        if rounds and rounds[-1][0].tender_id == notice.tender_id and notice.kind == "amendment":
            rounds[-1].append(notice)
        else:
            rounds.append([notice])
    return rounds


def _named(notice: Notice) -> Text:
    code = notice.tender.code
    return Text(f"{code} 第 {notice.version} 版", f"{code} version {notice.version}")


def _of_notice(level: str, notice: Notice, words: Text) -> Clue:
    about = tender_subject(notice.tender.code)
    return Clue(Found(level, f"{about}/v{notice.version}", words), about, {"version": notice.version})


def _alone(tender: Tender, estimate: int, least: int) -> Clue:
    words = Text(
        f"标为非必须招标，估算 {in_wan(estimate)} 万元，已达 {in_wan(least)} 万元",
        f"Called free of the duty; estimates of {estimate // 100:,} yuan reach {least // 100:,}",
    )
    return Clue(Found("red", tender_subject(tender.code), words), tender_subject(tender.code))


def _together(subject: str, codes: list[str], total: int, least: int) -> list[Clue]:
    """One clue for each tender, with the same finding: its evidence lies under several subjects."""
    words = Text(
        f"{'、'.join(codes)} 共 {len(codes)} 件标为非必须招标，估算合计 {in_wan(total)} 万元，达到 {in_wan(least)} 万元",
        f"{len(codes)} tenders ({', '.join(codes)}) called free of the duty; their estimates of {total // 100:,} yuan reach {least // 100:,}",
    )
    return [Clue(Found("yellow", subject, words), tender_subject(code)) for code in codes]


def _merged(found: list[Found]) -> list[Found]:
    merged: dict[tuple[str, str], Found] = {}
    for one in found:
        before = merged.get((one.level, one.subject))
        facts = (before.facts if before else ()) + one.facts
        merged[one.level, one.subject] = Found(one.level, one.subject, one.words, facts)
    return list(merged.values())


def _subjects_with_phrases(notices: dict[str, Notice]) -> list[str]:
    """Which of these notices' facts hold such phrases: the log's long facts are read for those alone."""
    leaves = {bytes.fromhex(row.leaf): subject for subject, row in notices.items() if row.leaf}
    rows = Fact.objects.filter(leaf__in=list(leaves), erased_at=None).values_list("subject", "fact__body__verdicts")
    return [subject for subject, verdicts in rows if any(_is_phrase(one) for one in verdicts)]


def _is_phrase(verdict: dict[str, str]) -> bool:
    """Of rules whose source is unverified only those count that nothing but a phrase brings up."""
    if verdict["rule"] not in _PHRASES:
        return False
    return verdict["outcome"] == "note" or (verdict["outcome"] == "unverified" and verdict["rule"] not in _SAID_ALWAYS)


def _on_phrases(notice: Notice, phrases: list[dict[str, str]], row: Seen) -> Found:
    opinion, name = notice.review_opinion.strip(), _named(notice)
    level = "yellow" if len(opinion) >= _LEAST_OPINION else "red"
    zh, en = (
        (f"复核意见 {len(opinion)} 个字", f"the opinion has {len(opinion)} characters")
        if opinion
        else ("复核意见是空白", "the opinion is empty")
    )
    words = Text(
        f"{name.zh}带着 {len(phrases)} 处疑似排斥条款发布，{zh}：{phrases[0]['zh']}",
        f"{name.en} was published with {len(phrases)} such phrases, {en}: {phrases[0]['en']}",
    )
    return Found(level, f"{row.subject}/v{notice.version}", words, (row.id,))


def _clash(notice: Notice) -> Text | None:
    """Which two of the three acts one person did, or which nobody did."""
    preparers = {notice.prepared_by, *notice.editors}
    if not notice.reviewed_by or not notice.verified_by:
        return Text("没有复核或者核验就发布", "published without review or verification")
    if notice.reviewed_by in preparers:
        return Text("编制和复核是同一人", "prepared and reviewed by one person")
    if notice.verified_by == notice.reviewed_by:
        return Text("复核和核验是同一人", "reviewed and verified by one person")
    return (
        Text("编制和核验是同一人", "prepared and verified by one person") if notice.verified_by in preparers else None
    )


def _long_holiday(notice: Notice, holidays: list[Holiday]) -> Holiday | None:
    """The first holiday of which three days or more lie within the bid period."""
    first, last = day_of(notice.documents_from_at), day_of(notice.deadline_at)
    for holiday in holidays:
        start, end = max(first + timedelta(days=1), holiday.first), min(last, holiday.last)
        if (end - start).days + 1 >= _LONG_HOLIDAY_DAYS:
            return holiday
    return None
