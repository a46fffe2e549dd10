"""Verdicts on the times of a notice: bid period, sale, deadline, questions, changes. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from qinglian.domain.tenders.deadlines import earliest_deadline, how_counted, on_day
from qinglian.domain.tenders.terms import NoticeTerms
from qinglian.domain.tenders.verdict import Gap, Repair, Verdict, judged
from qinglian.law.calendar import WorkingCalendar, days_between
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

NO_EXCEPTION = Text(
    "不可以。本项目依法必须招标，填写理由也不能放行。",
    "No. This project must be tendered by law; no reason lifts the rule.",
)


def verdicts_on_times(terms: NoticeTerms, *, calendar: WorkingCalendar) -> Iterator[Verdict]:
    """This will judge the four moments of a notice; a change to a published notice is judged by articles 23 and 21 besides."""
    yield _on_bid_period(terms, calendar)
    yield _on_deadline_day(terms, calendar)
    yield _on_deadline_ahead(terms)
    yield _on_sale(terms)
    yield _on_order(terms)
    yield _on_questions(terms)
    if terms.previous is not None:
        yield from _on_change(terms, calendar)


def issued_on(terms: NoticeTerms) -> date:
    """This will return the day on which the documents are issued: for a first notice never before the moment of judging."""
    if terms.previous is not None:
        return terms.previous.documents_from_at.date()
    return max(terms.documents_from_at, terms.judged_at).date()


def _on_bid_period(terms: NoticeTerms, calendar: WorkingCalendar) -> Verdict:
    on, first = terms.judged_at.date(), issued_on(terms)
    need = rule("min_bid_period_days", on=on).number()
    have = days_between(first, terms.deadline_at.date())
    answer = earliest_deadline(first, days=need, calendar=calendar)
    if have >= need:
        finding = Text(f"投标期 {have} 日，不少于 {need} 日", f"Bid period of {have} days, at least {need} are due")
        return judged("min_bid_period_days", on=on, outcome="met", finding=finding, field="deadline_at")
    lawful = on_day(answer.on, like=terms.deadline_at)
    return judged(
        "min_bid_period_days",
        on=on,
        outcome="broken" if terms.must_tender else "note",
        finding=Text(f"投标期只有 {have} 日，少于 {need} 日", f"Bid period of only {have} days, {need} are due"),
        field="deadline_at",
        repair=_moment_repair("deadline_at", lawful),
        gap=Gap(first, terms.deadline_at.date(), answer.on, have, need),
        counted=how_counted(first, answer, days=need, calendar=calendar),
        exception=NO_EXCEPTION if terms.must_tender else None,
    )


def _on_deadline_day(terms: NoticeTerms, calendar: WorkingCalendar) -> Verdict:
    on, day = terms.judged_at.date(), terms.deadline_at.date()
    holiday, next_day = calendar.holiday_on(day), calendar.working_day_from(day)
    if calendar.is_working_day(day):
        words = Text(f"截止日 {day:%m-%d} 是工作日", f"The deadline, {day:%m-%d}, is a working day")
        outcome = "met"
    elif holiday is not None:
        words = Text(
            f"截止日 {day:%m-%d} 在{holiday.name.zh}假期内",
            f"The deadline, {day:%m-%d}, lies in a holiday: {holiday.name.en}",
        )
        outcome = "broken"
    else:
        words = Text(f"截止日 {day:%m-%d} 是周末", f"The deadline, {day:%m-%d}, is a weekend day")
        outcome = "note"
    if not next_day.confirmed:
        words = Text(
            f"{words.zh}（{day.year} 年放假通知未公布，按推算）", f"{words.en} (holidays of {day.year} are provisional)"
        )
    repair = None if outcome == "met" else _moment_repair("deadline_at", on_day(next_day.on, like=terms.deadline_at))
    return judged("deadline_on_working_day", on=on, outcome=outcome, finding=words, field="deadline_at", repair=repair)


def _on_deadline_ahead(terms: NoticeTerms) -> Verdict:
    on, deadline = terms.judged_at.date(), terms.deadline_at
    if deadline > terms.judged_at:
        finding = Text(f"截止与开标同在 {deadline:%m-%d %H:%M}", f"Deadline and opening at {deadline:%m-%d %H:%M}")
        return judged("opening_at_deadline", on=on, outcome="met", finding=finding, field="deadline_at")
    finding = Text(f"截止时间 {deadline:%m-%d %H:%M} 已过", f"The deadline, {deadline:%m-%d %H:%M}, has passed")
    return judged("deadline_in_future", on=on, outcome="broken", finding=finding, field="deadline_at")


def _on_sale(terms: NoticeTerms) -> Verdict:
    on, first = terms.judged_at.date(), issued_on(terms)
    need = rule("doc_sale_min_days", on=on).number()
    have = days_between(first, terms.documents_until_at.date())
    if have >= need:
        finding = Text(
            f"发售期 {have} 日，不少于 {need} 日", f"Documents available for {have} days, at least {need} are due"
        )
        return judged("doc_sale_min_days", on=on, outcome="met", finding=finding, field="documents_until_at")
    lawful = on_day(first + timedelta(days=need), like=terms.documents_until_at)
    return judged(
        "doc_sale_min_days",
        on=on,
        outcome="broken",
        finding=Text(
            f"发售期只有 {have} 日，少于 {need} 日", f"Documents available for only {have} days, {need} are due"
        ),
        field="documents_until_at",
        repair=_moment_repair("documents_until_at", lawful),
        gap=Gap(first, terms.documents_until_at.date(), lawful.date(), have, need),
    )


def _on_order(terms: NoticeTerms) -> Verdict:
    on = terms.judged_at.date()
    ends = {"documents_until_at": terms.documents_until_at, "questions_until_at": terms.questions_until_at}
    for field, moment in ends.items():
        if not terms.documents_from_at < moment <= terms.deadline_at:
            finding = Text(
                "各时间先后不符：须在文件发出之后、投标截止之前",
                "The times do not follow one another: after the issue, before the deadline",
            )
            return judged("times_in_order", on=on, outcome="broken", finding=finding, field=field)
    finding = Text(
        "发出、提问、发售截止、投标截止依次相符", "Issue, questions, end of sale and deadline follow one another"
    )
    return judged("times_in_order", on=on, outcome="met", finding=finding)


def _on_questions(terms: NoticeTerms) -> Verdict:
    on = terms.judged_at.date()
    need = rule("clarification_notice_days", on=on).number()
    have = days_between(terms.questions_until_at.date(), terms.deadline_at.date())
    if have >= need:
        finding = Text(
            f"提问截止后还有 {have} 日，答复影响编制也不须顺延",
            f"{have} days after the last question: answers need no postponement",
        )
        return judged("clarification_notice_days", on=on, outcome="met", finding=finding, field="questions_until_at")
    finding = Text(
        f"提问截止到投标截止只有 {have} 日，答复影响编制的须顺延（{need} 日）",
        f"Only {have} days from the last question to the deadline: answers that affect bids will postpone it ({need} days)",
    )
    lawful = on_day(terms.deadline_at.date() - timedelta(days=need), like=terms.questions_until_at)
    repair = _moment_repair("questions_until_at", lawful) if lawful > terms.documents_from_at else None
    return judged(
        "clarification_notice_days", on=on, outcome="note", finding=finding, field="questions_until_at", repair=repair
    )


def _on_change(terms: NoticeTerms, calendar: WorkingCalendar) -> Iterator[Verdict]:
    on, previous = terms.judged_at.date(), terms.previous
    assert previous is not None
    stated = bool(terms.change.strip())
    words = (
        Text("写明了改什么、为什么", "What changed and why is stated")
        if stated
        else Text("没有写明改什么、为什么", "What changed and why is missing")
    )
    yield judged("change_stated", on=on, outcome="met" if stated else "broken", finding=words, field="change")
    earlier = terms.deadline_at < previous.deadline_at
    words = (
        Text("截止时间比原来提前", "The deadline is earlier than before")
        if earlier
        else Text("截止时间没有提前", "The deadline is not earlier")
    )
    repair = _moment_repair("deadline_at", previous.deadline_at) if earlier else None
    yield judged(
        "deadline_never_earlier",
        on=on,
        outcome="broken" if earlier else "met",
        finding=words,
        field="deadline_at",
        repair=repair,
    )
    yield _on_notice_of_change(terms, calendar)


def _on_notice_of_change(terms: NoticeTerms, calendar: WorkingCalendar) -> Verdict:
    on = terms.judged_at.date()
    need = rule("clarification_notice_days", on=on).number()
    have = days_between(on, terms.deadline_at.date())
    if not terms.affects_bids:
        finding = Text("修改不影响投标文件编制，不须顺延", "The change does not affect bids: no postponement is due")
        return judged("postpone_when_late", on=on, outcome="met", finding=finding, field="affects_bids")
    if have >= need:
        finding = Text(
            f"修改距截止 {have} 日，不少于 {need} 日",
            f"The change comes {have} days before the deadline, at least {need} are due",
        )
        return judged("postpone_when_late", on=on, outcome="met", finding=finding, field="deadline_at")
    answer = earliest_deadline(on, days=need, calendar=calendar)
    return judged(
        "postpone_when_late",
        on=on,
        outcome="broken",
        finding=Text(
            f"修改距截止只有 {have} 日，不足 {need} 日，应当顺延",
            f"Only {have} days before the deadline, {need} are due: postpone it",
        ),
        field="deadline_at",
        repair=_moment_repair("deadline_at", on_day(answer.on, like=terms.deadline_at)),
        gap=Gap(on, terms.deadline_at.date(), answer.on, have, need),
        counted=how_counted(on, answer, days=need, calendar=calendar),
        exception=Text(
            "修改不影响投标文件编制的，可以不顺延，但须在公告里写明。",
            "A change that does not affect bids needs no postponement; the notice must say so.",
        ),
    )


def _moment_repair(field: str, moment: object) -> Repair:
    words = f"{moment:%Y-%m-%d %H:%M}"
    return Repair(field, f"{moment:%Y-%m-%dT%H:%M}", Text(f"改为 {words}", f"Change to {words}"))
