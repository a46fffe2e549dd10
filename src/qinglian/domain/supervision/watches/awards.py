"""Watches from the report to the award: candidates, objections, who wins, who is told."""

from datetime import datetime, time, timedelta
from typing import Any

from qinglian.domain.contracts.events import AwardMade, AwardNoticesSent, CandidatesPublished
from qinglian.domain.contracts.models import Award, Candidacy
from qinglian.domain.contracts.publicity import end_of_day
from qinglian.domain.contracts.queries.shown import publicity_due
from qinglian.domain.evaluation.events import EvaluationFinished
from qinglian.domain.evaluation.models import Result, Session
from qinglian.domain.objections.events import CandidateObjectionAnswered, CandidateObjectionRaised
from qinglian.domain.objections.models import Objection
from qinglian.domain.supervision.watches.evidence import by_place, day_of, facts_since, ids, place, since, subject_of
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.queries import working_calendar
from qinglian.law.calendar import WorkingCalendar
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

SOON = timedelta(days=2)
LAST_HOURS = timedelta(hours=24)
STATED = ("quality", "period_days", "project_manager")


def candidates_late(at: datetime) -> list[Found]:
    """The candidates of a finished evaluation came late, or are not there."""
    rows = Session.objects.filter(state__in=("finished", "disclosed"), finished_at__gte=since(at))
    evidence, found = by_place(facts_since(EvaluationFinished.kind, CandidatesPublished.kind, at=at)), list[Found]()
    for session in rows.select_related("section__tender", "candidacy").order_by("pk"):
        assert session.finished_at is not None  # asked before
        published = session.candidacy.published_at if hasattr(session, "candidacy") else None
        if published is None and (session.section.state, session.section.round) != ("evaluated", session.round):
            continue  # it failed, or another round goes on
        days = ((published or at) - session.finished_at).days
        is_late = (published or at) >= publicity_due(session.finished_at)
        if not is_late and (published is not None or at - session.finished_at < SOON):
            continue
        words = (
            Text(f"评标结束 {days} 日还没有公示中标候选人。", f"{days} days after the evaluation the candidates are not published.")
            if published is None
            else Text(f"评标结束 {days} 日以后才公示中标候选人。", f"The candidates were published {days} days after the evaluation.")
        )  # fmt: skip
        facts = ids(evidence[place(session)])
        found.append(Found("red" if is_late else "yellow", subject_of(session), words, facts))
    return found


def publicity_kept(at: datetime) -> list[Found]:
    """A publicity period is under three days, holds no working day, or was not waited for."""
    calendar, found = working_calendar(), list[Found]()
    rows = Candidacy.objects.filter(published_at__gte=since(at)).select_related("section__tender", "award")
    evidence = by_place(facts_since(CandidatesPublished.kind, AwardMade.kind, at=at))
    for row in rows.order_by("pk"):
        first, last = day_of(row.published_at), (row.until_at - timedelta(seconds=1)).astimezone(CHINA)
        least = rule("publicity_min_days", on=first).number()
        awarded = row.award.awarded_at if hasattr(row, "award") else None
        is_short = row.until_at < end_of_day(first + timedelta(days=least))
        is_early = awarded is not None and awarded < row.until_at
        if not (is_short or is_early) and _working_days(row, calendar):
            continue
        days = (row.until_at - end_of_day(first)).days
        shown = f"{last:%m-%d %H:%M}"
        words = (
            Text(f"公示只有 {days} 日。", f"The candidates are public for {days} days only.")
            if is_short
            else Text(f"公示到 {shown} 为止，期满以前已经定标。", f"The candidates are public until {shown}; the award came before.")
            if is_early
            else Text(f"公示 {days} 日，其中没有一个工作日。", f"The {days} days of publicity hold not one working day.")
        )  # fmt: skip
        level = "red" if is_short or is_early else "yellow"
        found.append(Found(level, subject_of(row), words, ids(evidence[place(row)])))
    return found


def _working_days(row: Candidacy, calendar: WorkingCalendar) -> int:
    """How many whole working days lie between the publication and the period's end."""
    day, count = day_of(row.published_at) + timedelta(days=1), 0
    while datetime.combine(day + timedelta(days=1), time(), CHINA) <= row.until_at:
        count += calendar.is_working_day(day)
        day += timedelta(days=1)
    return count


def objections_late(at: datetime) -> list[Found]:
    """An objection is due within a day, past its time, or was answered late."""
    rows = Objection.objects.filter(raised_at__gte=since(at)).exclude(state="withdrawn").defer("text", "signed")
    evidence = by_place(facts_since(CandidateObjectionRaised.kind, CandidateObjectionAnswered.kind, at=at))
    found = []
    for row in rows.select_related("section__tender").order_by("pk"):
        left = row.answer_until_at - (row.answered_at or at)
        is_late = left < timedelta() or (row.answered_at is None and not left)
        if not is_late and (row.answered_at is not None or left >= LAST_HOURS):
            continue
        hours = abs(int(left.total_seconds())) // 3600
        words = (
            Text(f"第 {row.number} 号异议还有 {hours} 小时到期，没有答复。", f"Objection {row.number} is due in {hours} hours, unanswered.")
            if not is_late
            else Text(f"第 {row.number} 号异议过期 {hours} 小时还没有答复。", f"Objection {row.number} is {hours} hours past its time, unanswered.")
            if row.answered_at is None
            else Text(f"第 {row.number} 号异议过期 {hours} 小时才答复。", f"Objection {row.number} was answered {hours} hours late.")
        )  # fmt: skip
        about = [fact for fact in evidence[place(row)] if fact.fact["body"]["objection"] == row.number]
        subject = f"{subject_of(row)}/objection-{row.number}"
        found.append(Found("red" if is_late else "yellow", subject, words, ids(about)))
    return found


def candidates_complete(at: datetime) -> list[Found]:
    """What was published is not what the report ranks, or leaves out what the law wants public."""
    rows = Candidacy.objects.filter(published_at__gte=since(at)).select_related("section__tender")
    reports = Result.objects.filter(session__candidacy__published_at__gte=since(at))
    ranked = {
        pk: _ranked([row for row in ranking if row["number"] in candidates])
        for pk, ranking, candidates in reports.values_list("session_id", "document__ranking", "document__candidates")
    }
    facts, found = by_place(facts_since(CandidatesPublished.kind, at=at)), list[Found]()
    for row in rows.order_by("pk"):
        evidence = facts[place(row)]
        told = [_ranked(fact.fact["body"]["candidates"]) for fact in evidence]
        differ = sum(one != ranked[row.session_id] for one in [_ranked(row.rows), *told])
        empty = sum(one.get(name) in ("", None) for one in row.rows for name in STATED)
        if not differ and not empty:
            continue
        words = (
            Text(f"公示了 {len(row.rows)} 名候选人，名次、家数或者价格与评标结果不一致。", f"{len(row.rows)} candidates were published; number, rank or price differs from the report.")
            if differ
            else Text(f"公示的质量、工期、项目负责人有 {empty} 栏空着。", f"Of quality, period and project manager {empty} fields are empty.")
        )  # fmt: skip
        found.append(Found("red" if differ else "yellow", subject_of(row), words, ids(evidence)))
    return found


def _ranked(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((row["rank"], row["number"], row["bidder"], row["price_fen"]) for row in rows)


def award_rank(at: datetime) -> list[Found]:
    """A lower rank was awarded: with a lawful cause and its evidence, or without them where state funds dominate."""
    rows = Award.objects.filter(awarded_at__gte=since(at)).select_related("candidacy__section__tender__project")
    evidence, found = by_place(facts_since(AwardMade.kind, at=at)), list[Found]()
    for award in rows.order_by("pk"):
        section = award.candidacy.section
        rank = next((row["rank"] for row in award.candidacy.rows if row["number"] == award.number), 0)
        if rank == 1:
            continue
        is_grounded = bool(rank and award.cause and award.evidence)
        if not is_grounded and not section.tender.project.state_funded and rank:
            continue  # elsewhere the tenderer chooses among the candidates (ZTB 40)
        words = (
            Text(f"定标给第 {rank} 名，写明了法定事由和依据。", f"Rank {rank} was awarded, with a lawful cause and its evidence.")
            if is_grounded
            else Text(f"没有写明法定事由和依据，定标给第 {rank} 名。", f"Rank {rank} was awarded without a lawful cause and its evidence.")
            if rank
            else Text(f"定标给第 {award.number} 号投标人，它不是候选人。", f"Bidder {award.number} was awarded, who is not a candidate.")
        )  # fmt: skip
        facts = ids(evidence[place(award.candidacy)])
        found.append(Found("yellow" if is_grounded else "red", subject_of(award.candidacy), words, facts))
    return found


def rejections_sent(at: datetime) -> list[Found]:
    """The notices of an award are not out, or fewer than there are other bidders."""
    rows = Award.objects.filter(awarded_at__gte=since(at)).select_related("candidacy__section__tender")
    rows = rows.prefetch_related("rejections")
    reports = Result.objects.filter(session__candidacy__award__awarded_at__gte=since(at))
    bidders = {
        pk: len({row["number"] for row in (*ranking, *rejected)})
        for pk, ranking, rejected in reports.values_list("session_id", "document__ranking", "document__rejected")
    }
    evidence, found = by_place(facts_since(AwardMade.kind, AwardNoticesSent.kind, at=at)), list[Found]()
    for award in rows.order_by("pk"):
        where = place(award.candidacy)
        facts, others = evidence[where], bidders[award.candidacy.session_id] - 1
        sent = len(award.rejections.all())
        if any(fact.kind == AwardNoticesSent.kind for fact in facts):
            if sent >= others:
                continue
            words = Text(
                f"未中标的有 {others} 家，落选通知只有 {sent} 份。",
                f"Other bidders: {others}; rejection notices: {sent}.",
            )
            found.append(Found("red", subject_of(award.candidacy), words, ids(facts)))
        elif at - award.awarded_at >= LAST_HOURS:
            hours = int((at - award.awarded_at).total_seconds()) // 3600
            words = Text(
                f"定标 {hours} 小时还没有发出通知。", f"The notices are not out {hours} hours after the award."
            )
            found.append(Found("yellow", subject_of(award.candidacy), words, ids(facts)))
    return found
