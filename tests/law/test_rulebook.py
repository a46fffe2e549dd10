"""The rulebook against the law's own words, its digest, and the days on which rows stand."""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from qinglian.domain.tenders.lifecycle import NOTICE, SECTION
from qinglian.law import articles, rulebook
from qinglian.law.rules_verified import VERIFIED

DAY = date(2026, 11, 18)


def test_every_key_has_one_row_in_force():
    counts = Counter(row.key for row in rulebook.in_force(on=DAY))
    assert [key for key, count in counts.items() if count != 1] == []


@pytest.mark.parametrize("row", VERIFIED, ids=lambda row: row.key)
def test_verified_row_quotes_the_words_of_its_article(row):
    assert row.quote
    assert any(row.quote in articles.words_of(code) for code in row.article.split(";"))


@pytest.mark.parametrize("row", rulebook.RULEBOOK, ids=lambda row: row.key)
def test_every_row_names_a_source_that_can_be_spelt(row):
    assert articles.is_known(row.article)
    assert articles.spelt(row.article).zh
    assert articles.spelt(row.article).en


def test_unverified_rows_claim_no_quote():
    assert [row.key for row in rulebook.RULEBOOK if not row.verified and row.quote] == []


def test_figures_are_those_of_the_law():
    figures = {key: rulebook.rule(key, on=DAY).value for key in FIGURES}
    assert figures == FIGURES


FIGURES = {
    "min_bidders": 3,
    "min_invited": 3,
    "min_bid_period_days": 20,
    "clarification_notice_days": 15,
    "prequal_clarification_days": 3,
    "doc_sale_min_days": 5,
    "prequal_submit_min_days": 5,
    "objection_to_document_days": 10,
    "objection_to_prequal_days": 2,
    "objection_answer_days": 3,
    "publicity_start_days": 3,
    "publicity_min_days": 3,
    "candidates_max": 3,
    "complaint_days": 10,
    "complaint_accept_working_days": 3,
    "complaint_decide_working_days": 30,
    "bid_security_max_percent": 2,
    "bid_security_return_withdrawn_days": 5,
    "bid_security_return_days": 5,
    "performance_security_max_percent": 10,
    "committee_min": 5,
    "expert_years": 8,
    "notice_to_contract_days": 30,
    "report_to_supervisor_days": 15,
    "collusion_serious_loss_fen": 30_000_000,
    "must_tender_works_fen": 400_000_000,
    "bid_security_max_works_fen": 80_000_000,
    "expert_age_below": 70,
}


def test_digest_is_the_hash_of_the_published_document():
    assert rulebook.digest(on=DAY) == sha256(rulebook.document(on=DAY)).hexdigest()


def test_digest_differs_on_a_day_when_other_rows_stand():
    assert rulebook.digest(on=date(2024, 12, 31)) != rulebook.digest(on=DAY)


def test_rule_not_yet_in_force_is_not_found():
    with pytest.raises(KeyError):
        rulebook.rule("doc_sale_min_days", on=date(2012, 1, 31))
    assert rulebook.rule("doc_sale_min_days", on=date(2012, 2, 1)).value == 5


def test_number_refuses_words():
    with pytest.raises(TypeError):
        rulebook.rule("price_floor", on=DAY).number()


def test_is_known_rule_knows_keys_and_acts():
    tables = (SECTION, NOTICE)
    known = [
        rulebook.is_known_rule(name, lifecycles=tables) for name in ("price_floor", "section.close_section", "made_up")
    ]
    assert known == [True, True, False]
