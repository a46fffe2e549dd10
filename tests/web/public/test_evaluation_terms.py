"""The public tender page says by what bids are judged: criteria, weights, the formula in words with its worked example."""

import pytest
from django.test import Client

from qinglian.law.evaluation.benchmark_price import BY_CODE, FORMULAS
from qinglian.law.evaluation.terms import default_terms
from qinglian.web.shared.evaluation_facts import evaluation_of
from tests.factories import seeds, tenders


@pytest.mark.django_db
def test_tender_page_shows_criteria_weights_and_the_formula_with_its_example():
    tender = tenders.published().tender
    terms = tender.sections.get().evaluation
    shown = Client().get(f"/notices/{tender.code}/").content.decode()
    for row in terms["criteria"]:
        assert row["label"]["zh"] in shown
    assert BY_CODE["trimmed_mean"].words.zh in shown
    assert "96,966.67" in shown


def test_evaluation_of_reads_every_formula_with_an_example():
    made = default_terms("comprehensive_scoring", "works")
    for formula in (row for row in FORMULAS if row.is_base):
        figures = {n: f"{v:.2f}" for row in formula.parameters for n, v in zip(row.names, row.default, strict=True)}
        price = made["price"] | {"formula": formula.code, "parameters": figures, "k_up": "1.00"}
        read = evaluation_of("1", made | {"price": price})
        assert read.price.label == formula.label
        assert len(read.price.example.lines) > 1


def test_evaluation_of_says_the_range_of_a_drawn_coefficient_and_nothing_of_broken_terms():
    assert evaluation_of("1", seeds.terms()).price.figures[0][1] == "95.00% – 98.00% / 0.50%"
    assert evaluation_of("1", {}) is None
    assert evaluation_of("1", default_terms("lowest_evaluated_price", "works")).price is None
