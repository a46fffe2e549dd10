"""How a section stands between the candidates and the contract, for pages and the API. All of it is public."""

from dataclasses import dataclass
from datetime import datetime

from qinglian.domain.contracts.models import Award, Candidacy
from qinglian.domain.contracts.policy import is_over
from qinglian.domain.contracts.publicity import period_end
from qinglian.domain.contracts.queries.finding import award_of, candidacy_of
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.models import Section
from qinglian.law.rulebook import rule
from qinglian.record.clock import CHINA


@dataclass(frozen=True)
class Standing:
    """The candidates, the award when there is one, and what is due: the start of publicity, the report, the contract."""

    candidacy: Candidacy
    award: Award | None
    is_public_now: bool
    was_late: bool  # published after the three days of REG 54
    report_until_at: datetime | None  # ZTB 47
    contract_until_at: datetime | None  # ZTB 46


def standing_of(section: Section, *, at: datetime) -> Standing | None:
    """This will return how the section stands, or None before its candidates are published."""
    candidacy = candidacy_of(section)
    if candidacy is None:
        return None
    award = award_of(section)
    finished = candidacy.session.finished_at
    due = publicity_due(finished) if finished else None
    return Standing(
        candidacy=candidacy,
        award=award,
        is_public_now=not is_over(candidacy.until_at, at=at),
        was_late=due is not None and candidacy.published_at >= due,
        report_until_at=_due(award.awarded_at, "report_to_supervisor_days") if award else None,
        contract_until_at=_due(award.awarded_at, "notice_to_contract_days") if award else None,
    )


def publicity_due(finished: datetime) -> datetime:
    """This will return until when the candidates of a report finished at this moment are to be published (REG 54)."""
    return _due(finished, "publicity_start_days")


def _due(at: datetime, key: str) -> datetime:
    days = rule(key, on=at.astimezone(CHINA).date()).number()
    return period_end(at, days=days, calendar=tenders.working_calendar())
