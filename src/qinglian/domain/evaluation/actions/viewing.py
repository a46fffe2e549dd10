"""A member reads the bids: page by page, or a whole file where no page can be drawn. The first look at a file is a sealed fact."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.evaluation import refusals, vault
from qinglian.domain.evaluation.actions.steps import locked_member, note_sealed, where
from qinglian.domain.evaluation.events import FileViewed
from qinglian.domain.evaluation.models import EvaluatedBid, FileView, Member
from qinglian.domain.evaluation.page_images import Page, page_count, page_of
from qinglian.domain.evaluation.queries.files import shown_file
from qinglian.domain.evaluation.queries.finding import terms_of
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.evaluation.sheets import kind_due
from qinglian.trust.inner import BidFile


def view_file(member: Member, *, key: str, compartment: str, sha256: str, at: datetime) -> BidFile:
    """This will give a member a whole file that its present sheet shows (NotFound for any other).

    NotAllowed for a PDF of a blind part: its properties may name the bidder, so it is shown by page alone.
    """
    file = _shown(member, key=key, compartment=compartment, sha256=sha256)
    if _is_blind(member) and page_count(file.data):
        raise refusals.by_page_alone()
    _note_view(member, sha256, at=at)
    return file


def view_page(member: Member, *, key: str, compartment: str, sha256: str, number: int, at: datetime) -> Page:
    """This will draw one page (from 1) of a file that the member's present sheet shows. NotFound where there is no such page."""
    page = page_of(_shown(member, key=key, compartment=compartment, sha256=sha256).data, number)
    if page is None:
        raise refusals.no_page()
    _note_view(member, sha256, at=at)
    return page


def _shown(member: Member, *, key: str, compartment: str, sha256: str) -> BidFile:
    kind = kind_due(member.session.state, terms_of(member.session))
    bids = {bid.key: bid for bid in bids_at(member.session, kind)} if kind and member.session.unsealed_at else {}
    if key not in bids or not any(part == compartment and file.sha256 == sha256 for part, file in bids[key].files):
        raise refusals.no_session()
    return shown_file(_bid_behind(member, key), compartment, sha256)


def _is_blind(member: Member) -> bool:
    return member.session.state == "technical" and bool(terms_of(member.session)["blind_technical"])


def _note_view(member: Member, sha256: str, *, at: datetime) -> None:
    if FileView.objects.filter(member=member, sha256=sha256).exists():
        return
    with transaction.atomic():
        member = locked_member(member)
        _, is_new = FileView.objects.get_or_create(member=member, sha256=sha256, defaults={"at": at})
        if is_new:
            note_sealed(member.session, FileViewed(*where(member.session), member.seat, sha256), at=at)


def _bid_behind(member: Member, key: str) -> EvaluatedBid:
    """The bid behind a key; behind a blind code it is found by the session's own table of codes."""
    numbers = {str(row["code"]): int(str(row["number"])) for row in vault.blind_codes(member.session.code)}
    number = numbers.get(key) or int(key)
    return EvaluatedBid.objects.select_related("session", "announced__sealed").get(
        session=member.session, number=number
    )
