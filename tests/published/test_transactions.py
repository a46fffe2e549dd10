"""The flat table of transactions: every member read from public facts, compared with the tables of a section that was awarded."""

from datetime import timedelta

import pytest

from qinglian.analysis.schema import KeyComparison
from qinglian.domain.evaluation.models import Fee, Session
from qinglian.domain.people.models import OrganisationKey
from qinglian.domain.tenders.actions import terminate_tender
from qinglian.domain.tenders.queries import documents_of
from qinglian.published.transactions import comparisons_of, transactions_of
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import contracts, tenders

pytestmark = pytest.mark.django_db
YEAR = tenders.AT.astimezone(CHINA).year


def test_transactions_of_tell_what_the_tables_hold():
    award = contracts.awarded()
    section, session = award.candidacy.section, Session.objects.get()
    notice = section.notice
    (row,) = transactions_of(award.awarded_at.astimezone(CHINA).year)
    facts = {fact.kind: fact.at for fact in Fact.objects.order_by("id")}
    assert (row.tender, row.section, row.round, row.outcome) == (section.tender.code, section.number, 1, "awarded")
    assert (row.estimate_fen, row.security_fen) == (section.estimate_fen, section.bid_security_fen)
    assert (row.bids, row.sheet_fields) == (3, len(section.sheet_form))
    assert row.documents == len(documents_of(notice))
    assert row.expert_fees_fen == sum(Fee.objects.values_list("amount_fen", flat=True)) > 0
    assert (row.published_at, row.deadline_at) == (notice.published_at, notice.deadline_at)
    assert (row.evaluated_at, row.awarded_at) == (session.finished_at, award.awarded_at)
    assert row.opened_at == facts["opening-finished/v1"]
    assert row.ended_at == facts["award-notices-sent/v1"]


def test_transactions_of_another_year_are_none():
    award = contracts.awarded()
    assert [len(transactions_of(award.awarded_at.astimezone(CHINA).year + step)) for step in (-1, 0, 1)] == [0, 1, 0]


def test_transactions_of_count_a_tender_that_was_ended_and_do_not_keep_what_has_changed():
    notice = tenders.published()
    assert transactions_of(YEAR) == ()
    at = notice.published_at + timedelta(days=3)
    terminate_tender(notice.tender, reason="资金没有落实。", by=tenders.reviewer(notice.tender), at=at)
    rows = transactions_of(YEAR)
    assert [(row.outcome, row.bids, row.ended_at, row.awarded_at) for row in rows] == [
        ("terminated", 0, at, None)
    ] * len(rows)
    assert len(rows) == notice.tender.sections.count()


def test_comparisons_of_list_the_keys_bound_in_the_year():
    tenders.published()
    keys = OrganisationKey.objects.exclude(compared="")
    assert sorted(row.organisation for row in comparisons_of(YEAR)) == sorted(key.organisation_id for key in keys)
    assert all(
        isinstance(row, KeyComparison) and row.compared in {"phone", "paper", "in_person"}
        for row in comparisons_of(YEAR)
    )
    assert comparisons_of(YEAR + 1) == []
