"""What the buyer's pages share: the roles that they are for, the tender of an address, dates of a sentence."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from qinglian.domain.tenders import queries
from qinglian.domain.tenders.policy import may_see_drafts
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.figures import in_china

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice, Tender

BUYERS = ("buyer_operator", "buyer_reviewer")
OFFICER = ("buyer_operator",)
REVIEWER = ("buyer_reviewer",)


def own_tender(request: HttpRequest, code: str) -> "Tender":
    """This will return a tender of the signed-in person's own organisation (NotFound otherwise)."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    if not may_see_drafts(tender, by):
        raise queries.no_tender(code)
    return tender


def own_notice(request: HttpRequest, code: str, version: int) -> "Notice":
    """This will return one version of a notice of the own organisation (NotFound otherwise)."""
    own_tender(request, code)
    return queries.notice_for(code, version, asker=actor_of_request(request))


def hour_words(at: datetime) -> str:
    """This will write the hour and minute in China: 09:31."""
    return f"{in_china(at):%H:%M}"
