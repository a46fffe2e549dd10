"""The tenderer publishes the candidates of a finished evaluation, with result and report, for objections (REG 54)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.bids import queries as bids
from qinglian.domain.contracts import refusals
from qinglian.domain.contracts.events import CandidatesPublished
from qinglian.domain.contracts.models import Candidacy
from qinglian.domain.contracts.publicity import candidate_rows, period_end
from qinglian.domain.evaluation.models import Result
from qinglian.domain.evaluation.queries import result_of
from qinglian.domain.tenders import actions as tenders
from qinglian.domain.tenders import queries
from qinglian.domain.tenders.actions.steps import locked_section, require_own
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.events import moment

MOST_DAYS = 30
LONGEST_ADDRESS = 400


@transaction.atomic
def announce_candidates(section: Section, *, days: int, objection_address: str, by: Actor, at: datetime) -> Candidacy:
    """This will publish the candidates as the result ranks them, with result and report, for `days` days (three at least). Later than
    three days after the report it is done all the same: `Standing.was_late` says so."""
    section = locked_section(section)
    section = tenders.publish_candidates(section, by=by, at=at)
    require_own(section.tender, by)
    result = _result_of(section)
    address = _checked(objection_address, days=days, result=result, at=at)

    rows = _rows(section, result)
    until_at = period_end(at, days=days, calendar=queries.working_calendar())
    blobs.publish_all([result.document_blob, result.report_blob])
    candidacy = Candidacy.objects.create(
        section=section, round=section.round, session=result.session, rows=rows, objection_address=address,
        published_by=by.id, published_at=at, until_at=until_at,
    )  # fmt: skip

    event = CandidatesPublished(
        section.number, section.round, result.document_blob, result.report_blob, rows, moment(until_at), address
    )
    append(event, subject=f"tender:{section.tender.code}", by=by.id, at=at)
    return candidacy


def _result_of(section: Section) -> Result:
    result = result_of(section)
    if result is None or not result.document["candidates"]:
        raise refusals.none_to_publish()
    return result


def _checked(objection_address: str, *, days: int, result: Result, at: datetime) -> str:
    """The law's numbers, and where objections go; the address without outer spaces."""
    on = at.astimezone(CHINA).date()
    least, most = rule("publicity_min_days", on=on).number(), rule("candidates_max", on=on).number()
    if not least <= days <= MOST_DAYS:
        raise refusals.too_short(least)
    if len(result.document["candidates"]) > most:
        raise refusals.too_many(most)
    address = objection_address.strip()
    if not 1 <= len(address) <= LONGEST_ADDRESS:
        raise refusals.no_address()
    return address


def _rows(section: Section, result: Result) -> list[dict[str, object]]:
    announced = bids.announced_bids_of(section)
    return candidate_rows(
        result.document,
        names={bid.number: bid.bidder.name for bid in announced},
        sheets={bid.number: bid.outcome.sheet or {} for bid in announced},
    )
