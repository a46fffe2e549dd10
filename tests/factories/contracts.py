"""Candidates, objections and awards for tests, brought there by the real actions."""

from datetime import datetime, timedelta
from typing import Any

from qinglian.domain.contracts.actions import announce_candidates, make_award
from qinglian.domain.contracts.models import Award, Candidacy
from qinglian.domain.objections.actions import raise_objection
from qinglian.domain.objections.models import Objection
from qinglian.domain.tenders.models import Section
from qinglian.trust.documents import sign_document
from tests.factories import bids, evaluation, tenders

PUBLISHED = evaluation.AT + timedelta(hours=20)
AFTER = PUBLISHED + timedelta(days=6)  # the publicity period (12-12 and three days) has ended
ADDRESS = "招标人：吴敏，0571-88001234，江城市滨江大道 18 号"


def evaluated(**terms: Any) -> evaluation.Table:
    """This will bring a section to its signed evaluation report: three bids, comprehensive scoring."""
    return evaluation.finished(**terms)


def publicised(table: evaluation.Table | None = None, *, at: datetime = PUBLISHED, **terms: Any) -> evaluation.Table:
    """This will publish the candidates."""
    table = table or evaluated(**terms)
    section = table.room.refresh()
    announce_candidates(section, days=3, objection_address=ADDRESS, by=tenders.operator(section.tender), at=at)
    table.room.refresh()
    return table


def candidacy_of(section: Section) -> Candidacy:
    """This will return the published candidates."""
    return Candidacy.objects.get(section=section, round=section.round)


def bidder_of(table: evaluation.Table, number: int) -> bids.Bidder:
    """This will return the bidder with this number of the opening."""
    return table.room.bidders[number - 1]


def objection(table: evaluation.Table, bidder: bids.Bidder, **changes: Any) -> dict[str, Any]:
    """This will sign an objection to the candidates."""
    organisation, master = bidder
    start = {"type": "candidate-objection/v1", "opening": table.opening, "bidder": organisation.pk}
    return sign_document(master, start | {"text": "第一候选人的项目负责人有在建工程。"} | changes)


def withdrawal(table: evaluation.Table, bidder: bids.Bidder, number: int) -> dict[str, Any]:
    """This will sign the withdrawal of an objection."""
    organisation, master = bidder
    start = {"type": "candidate-objection-withdrawal/v1", "opening": table.opening, "bidder": organisation.pk}
    return sign_document(master, start | {"objection": number})


def objected(table: evaluation.Table, *, at: datetime = PUBLISHED + timedelta(hours=1)) -> Objection:
    """This will have bidder 3 object."""
    return raise_objection(objection(table, bidder_of(table, 3)), at=at)


def awarded(table: evaluation.Table | None = None, *, at: datetime = AFTER) -> Award:
    """This will award to rank one."""
    table = table or publicised()
    section = table.room.refresh()
    first = candidacy_of(section).rows[0]["number"]
    award = make_award(section, number=first, cause="", evidence="", by=tenders.reviewer(section.tender), at=at)
    table.room.refresh()
    return award
