"""Evaluation terms in the notice: proposed with the section, judged before publication, published with the fact."""

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.rules_evaluation import verdicts_on_evaluation
from qinglian.law.evaluation.terms import check_terms, default_terms
from qinglian.law.refusal import NotValid
from qinglian.record.models import Fact
from tests.factories import seeds, tenders, terms


def judged(**changes):
    return {row.rule: row.outcome for row in verdicts_on_evaluation(terms.terms(**changes))}


def test_terms_that_fit_are_met():
    assert judged() == {"evaluation_terms_complete": "met"}


def test_terms_are_broken_when_faulty_of_another_method_or_without_their_cap():
    lowest = default_terms("lowest_evaluated_price", "works")
    short = seeds.terms() | {"criteria": seeds.terms()["criteria"][:1]}
    for changes in ({"evaluation": {}}, {"evaluation": lowest}, {"evaluation": short}, {"price_cap_fen": None}):
        assert judged(sections=(terms.section(**changes),)) == {"evaluation_terms_complete": "broken"}


def test_terms_that_draw_want_the_commitments_of_tenderer_and_centre_before_publication():
    about = {"sections": (terms.section(evaluation=seeds.terms()),)}
    complete = {"evaluation_terms_complete": "met"}
    missing = {"seeds_missing": (("1", "centre"),)}
    assert judged(**about) == complete | {"coefficient_seeds_committed": "met"}
    assert judged(**about, **missing) == complete | {"coefficient_seeds_committed": "note"}
    assert judged(**about, **missing, for_publication=True) == complete | {"coefficient_seeds_committed": "broken"}


@pytest.mark.django_db
def test_a_section_starts_with_terms_and_a_new_method_brings_its_own():
    tender = tenders.created()
    section, by = tender.sections.get(), tenders.operator(tender)
    assert section.evaluation == default_terms("comprehensive_scoring", "works")
    lowest = tenders.section_typed(evaluation_method="lowest_evaluated_price", price_cap_fen=None)
    section = actions.edit_section(section, typed=lowest, by=by, at=tenders.AT)
    assert (section.evaluation["method"], section.evaluation["abnormally_low"]) == ("lowest_evaluated_price", None)
    assert check_terms(section.evaluation, has_price_cap=False) == []
    section = actions.edit_section(section, typed=tenders.section_typed(evaluation=seeds.terms()), by=by, at=tenders.AT)
    assert section.evaluation == seeds.terms()
    section = actions.edit_section(section, typed=tenders.section_typed(name="土建"), by=by, at=tenders.AT)
    assert section.evaluation == seeds.terms()


@pytest.mark.django_db
def test_faulty_terms_are_refused_with_the_field_that_is_wrong():
    tender = tenders.created()
    faulty = seeds.terms() | {"candidates": 4}
    with pytest.raises(NotValid) as refusal:
        actions.edit_section(
            tender.sections.get(),
            typed=tenders.section_typed(evaluation=faulty),
            by=tenders.operator(tender),
            at=tenders.AT,
        )
    assert (refusal.value.rule, refusal.value.field) == ("evaluation_terms_complete", "evaluation.candidates")


@pytest.mark.django_db
def test_publish_notice_with_a_drawn_coefficient_waits_for_both_seeds_and_states_the_terms():
    notice = tenders.drafted()
    section = seeds.drawing(notice)
    seeds.committed(section, "tenderer")
    with pytest.raises(NotValid) as refusal:
        tenders.published(notice)
    assert refusal.value.rule == "coefficient_seeds_committed"
    notice.refresh_from_db()
    seeds.committed(section, "centre")
    actions.publish_notice(notice, by=tenders.people.verifier(), at=tenders.PUBLISHED)
    fact = Fact.objects.get(kind="notice-published/v1")
    assert fact.fact["body"]["sections"][0]["evaluation"] == seeds.terms()
    assert set(Fact.objects.filter(kind="seed-committed/v1").values_list("pk", flat=True)) < set(range(fact.pk))
