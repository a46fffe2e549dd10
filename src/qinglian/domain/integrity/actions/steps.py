"""What every act on a correction shares: its step in writing, its fact, and the duties that come and go with it.

A duty's title names the order by its number: more people may see a title than may read the finding (ADR 13).
"""

from datetime import date, datetime, timedelta

from qinglian.domain.integrity.events import RectificationMoved
from qinglian.domain.integrity.models import Finding, Rectification, RectificationStep
from qinglian.domain.integrity.queries.corrections import duty_about, recheckers
from qinglian.domain.people.actions import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.models import Person
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy


def said_in_fact(finding: Finding, words: str) -> str:
    """This will return what a fact may say: nothing of what was told of oneself, which stays in the table."""
    return "" if finding.is_private else words


def note_step(row: Rectification, act: str, words: str, *, words_en: str = "", by: Actor, at: datetime) -> None:
    """This will keep a step of a correction in writing: a person's words as they were typed, the timetable's in both languages."""
    RectificationStep.objects.create(rectification=row, act=act, words=words, words_en=words_en, by=by.id, at=at)


def moved(row: Rectification, act: str, words: str, *, by: Actor, at: datetime) -> Rectification:
    """This will keep the step and leave its fact."""
    note_step(row, act, words, by=by, at=at)
    return _recorded(row, act, words, by=by, at=at)


def told(row: Rectification, act: str, words: Text, *, at: datetime) -> Rectification:
    """This will keep the timetable's step, which is read in either language, and leave its fact, which holds the Chinese words."""
    note_step(row, act, words.zh, words_en=words.en, by=TIMETABLE, at=at)
    return _recorded(row, act, words.zh, by=TIMETABLE, at=at)


def _recorded(row: Rectification, act: str, words: str, *, by: Actor, at: datetime) -> Rectification:
    event = RectificationMoved(row.pk, act, row.state, said_in_fact(row.finding, words))
    append(event, subject=f"finding:{row.finding_id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return row


def owe_recheck(row: Rectification, *, by: Actor, at: datetime) -> None:
    """This will have the discipline officers on the roll, but for who corrected, owe the re-check."""
    today = at.astimezone(CHINA).date()
    due_on = today + timedelta(days=rule("recheck_days", on=today).number())
    title = Text(f"复查整改单第 {row.pk} 号", f"Check correction no. {row.pk}")
    for officer in recheckers(other_than=row.corrected_by):
        open_duty("recheck", owed_by=officer, about=duty_about(row), title=title, due_on=due_on, by=by, at=at)


def settle_recheck(row: Rectification, *, by: Actor, at: datetime) -> None:
    """This will fulfil the re-check that who acts owed, and waive it for the others."""
    about = duty_about(row)
    fulfil_duty("recheck", owed_by=by.id, about=about, evidence=about, by=by, at=at)
    waive_duties("recheck", about=about, reason="已由其他检查人员复查", by=by, at=at)


def pressed(row: Rectification, leader: Person, *, due_on: date, at: datetime) -> None:
    """This will have a leader owe pressing a correction that is late."""
    title = Text(f"督办逾期的整改单第 {row.pk} 号", f"Press correction no. {row.pk}, which is late")
    open_duty("urge", owed_by=leader, about=duty_about(row), title=title, due_on=due_on, by=TIMETABLE, at=at)


def settle_urging(row: Rectification, *, by: Actor, at: datetime) -> None:
    """This will fulfil the leader's pressing: what was late has been handed in."""
    if row.escalated_to_id:
        about = duty_about(row)
        fulfil_duty("urge", owed_by=row.escalated_to_id, about=about, evidence=about, by=by, at=at)
