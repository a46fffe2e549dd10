"""The deadline: the closing list is fixed, logged as a salted root, and waits for the witnesses (protocol 5)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.bids import gate, refusals
from qinglian.domain.bids.actions.sweeping import sweep_ciphertexts
from qinglian.domain.bids.governing import notice_of
from qinglian.domain.bids.models import ClosingList, SealedBid
from qinglian.domain.bids.policy import has_closed, needs_own_lock
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.actions import close_section, fail_section
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import TIMETABLE
from qinglian.law.rulebook import rule
from qinglian.record import failpoints
from qinglian.record.clock import CHINA
from qinglian.trust.closing import make_closing


def close_bidding(section: Section, *, at: datetime) -> ClosingList:
    """This will close a section at its deadline (ZTB 34): fix the manifests in force and log their salted root.

    It waits for bids that arrived in time and are being made durable. With fewer than three bids, or fewer than three
    sign-ins where bidders hold a lock, the section fails (ZTB 28; REG 44; CTS A-109): nothing is released and the count is told
    to nobody. NotNow before the deadline or when it is closed already.
    """
    if section.notice is None or not has_closed(section.notice.deadline_at, at=at):
        raise refusals.not_yet_closed()
    with gate.closing(section.pk), transaction.atomic(durable=True):
        section = Section.objects.select_for_update(of=("self",)).select_related("tender", "notice").get(pk=section.pk)
        bids = list(bids_in_force(section))
        document, root = make_closing(tenders.opening_of(section), [bid.manifest_hash for bid in bids])
        fact = close_section(section, root=root, by=TIMETABLE, at=at)
        closing = ClosingList.objects.create(
            section=section,
            round=section.round,
            root=root,
            entries=document["entries"],
            fact=fact,
            closed_at=at,
        )
        _fail_when_too_few(section, bids, at=at)
        failpoints.reach("closing-inserted")
    failpoints.reach("closing-committed")
    sweep_ciphertexts(section, at=at)
    return closing


def bids_in_force(section: Section) -> "list[SealedBid]":
    """This will list the bids in force of the section's present round in the order of arrival (CTS A-100)."""
    rows = SealedBid.objects.filter(section=section, round=section.round, state="in_force")
    return list(rows.order_by("arrived_at", "pk"))


def _fail_when_too_few(section: Section, bids: list[SealedBid], *, at: datetime) -> None:
    """This will fail the section when the law forbids to open. The reason does not tell the number."""
    least = rule("min_bidders", on=at.astimezone(CHINA).date())
    signed_in = [bid for bid in bids if bid.signed_in_at is not None]
    if len(bids) < least.number():
        fail_section(section, reason="fewer_than_three", rule=least.key, article=least.article, by=TIMETABLE, at=at)
    elif needs_own_lock(notice_of(section).access) and len(signed_in) < least.number():
        fail_section(
            section, reason="fewer_than_three_signed_in", rule=least.key, article=least.article, by=TIMETABLE, at=at
        )
