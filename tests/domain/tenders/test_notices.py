"""A notice from its draft to the centre's desk: drafting, handing in, the second person, returning."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Notice
from qinglian.domain.tenders.queries import notice_for, pending_notice, verdicts_on
from qinglian.domain.tenders.verdict import first_broken
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
AT = tenders.AT


@pytest.mark.meets("A-051", "A-204")
def test_draft_notice_can_be_changed_looked_up_handed_in_and_deleted():
    tender = tenders.created()
    by = tenders.operator(tender)
    first = actions.draft_notice(tender, by=by, at=AT)
    actions.delete_notice(first, by=by, at=AT)
    notice = actions.draft_notice(tender, by=by, at=AT)
    typed = tenders.notice_typed(tenders.access_with(tenders.guardians(tender.tenderer)), bid_validity_days=120)
    notice = actions.edit_notice(notice, typed=typed, by=by, at=AT)
    tenders.add_document(notice, by=by)
    assert notice_for(tender.code, notice.version, asker=by).bid_validity_days == 120
    assert actions.submit_notice(notice, by=by, at=AT).state == "in_review"


def test_draft_notice_starts_with_lawful_times():
    tender = tenders.created()
    notice = actions.draft_notice(tender, by=tenders.operator(tender), at=AT)
    broken = {verdict.rule for verdict in verdicts_on(notice, at=AT) if verdict.outcome == "broken"}
    assert broken == {"notice_contents", "consortium_stated", "document_present", "opening_key_groups"}


def test_draft_notice_stands_alone():
    notice = tenders.drafted()
    with pytest.raises(NotNow):
        actions.draft_notice(notice.tender, by=tenders.operator(notice.tender), at=AT)


def test_draft_notice_needs_a_section():
    tender = tenders.created(sections=0)
    with pytest.raises(NotNow) as refusal:
        actions.draft_notice(tender, by=tenders.operator(tender), at=AT)
    assert refusal.value.rule == "section_present"


@pytest.mark.meets("A-052")
def test_submit_notice_records_who_and_when_and_locks_it():
    notice = tenders.in_review()
    by = tenders.operator(notice.tender)
    assert (notice.prepared_by, notice.submitted_at) == (by.id, AT)
    for act in (
        lambda: actions.edit_notice(notice, typed=tenders.typed_of(notice), by=by, at=AT),
        lambda: actions.delete_notice(notice, by=by, at=AT),
        lambda: tenders.add_document(notice, by=by, title="补充"),
        lambda: actions.delete_document(notice.documents.get(), by=by, at=AT),
        lambda: actions.edit_section(notice.tender.sections.get(), typed=tenders.section_typed(), by=by, at=AT),
    ):
        with pytest.raises(NotNow):
            act()


@pytest.mark.meets("B-004")
def test_submit_notice_refuses_fewer_than_twenty_days_and_names_the_repair():
    notice = tenders.drafted(deadline_at=tenders.DEADLINE.replace(day=8))
    with pytest.raises(NotValid) as refusal:
        actions.submit_notice(notice, by=tenders.operator(notice.tender), at=AT)
    assert (refusal.value.rule, refusal.value.article, refusal.value.field) == (
        "min_bid_period_days",
        "ZTB 24",
        "deadline_at",
    )
    assert refusal.value.next_step.zh == "改为 2026-12-09 09:30"
    repaired = replace(tenders.typed_of(notice), deadline_at=tenders.DEADLINE.replace(day=9))
    notice = actions.edit_notice(notice, typed=repaired, by=tenders.operator(notice.tender), at=AT)
    assert actions.submit_notice(notice, by=tenders.operator(notice.tender), at=AT).state == "in_review"


@pytest.mark.meets("B-009")
def test_submit_notice_refuses_fewer_than_five_days_of_sale():
    notice = tenders.drafted(documents_until_at=tenders.ISSUE + timedelta(days=4))
    with pytest.raises(NotValid) as refusal:
        actions.submit_notice(notice, by=tenders.operator(notice.tender), at=AT)
    assert refusal.value.rule == "doc_sale_min_days"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"price_floor_fen": 100}, "price_floor"), ({"consortium_allowed": None}, "consortium_stated"), ({"text": ""}, "notice_contents")],
)  # fmt: skip
def test_submit_notice_refuses_what_breaks_a_rule(changes, rule):
    notice = tenders.drafted(**changes)
    with pytest.raises(NotValid) as refusal:
        actions.submit_notice(notice, by=tenders.operator(notice.tender), at=AT)
    assert refusal.value.rule == rule
    assert Notice.objects.get(pk=notice.pk).state == "draft"


def test_submit_notice_submits_the_tender_with_it():
    assert tenders.in_review().tender.state == "submitted"


def test_submit_notice_twice_is_refused():
    notice = tenders.in_review()
    with pytest.raises(NotNow):
        actions.submit_notice(notice, by=tenders.operator(notice.tender), at=AT)


def test_approve_notice_keeps_reviewer_moment_and_opinion():
    notice = tenders.in_verification()
    reviewer = tenders.reviewer(notice.tender)
    assert (notice.state, notice.reviewed_by, notice.reviewed_at) == ("in_verification", reviewer.id, AT)
    assert notice.review_opinion == "已核对，同意。"


def test_approve_notice_is_never_for_who_prepared_or_changed_it():
    owner = projects.tenderer()
    both = people.actor(people.person(owner, "buyer_operator", "buyer_reviewer"))
    tender = tenders.created(projects.submitted(owner))
    notice = tenders.drafted(tender)
    notice = actions.edit_notice(notice, typed=tenders.typed_of(notice), by=both, at=AT)
    notice = actions.submit_notice(notice, by=tenders.operator(tender), at=AT)
    for act in (
        lambda: actions.approve_notice(notice, opinion="同意", by=both, at=AT),
        lambda: actions.return_notice(notice, reason="请改", by=both, at=AT),
    ):
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert refusal.value.rule == "second_person"


def test_approve_notice_with_notes_needs_an_opinion():
    notice = tenders.in_review(qualification="在本市设立分公司")
    by = tenders.reviewer(notice.tender)
    with pytest.raises(NotValid) as refusal:
        actions.approve_notice(notice, by=by, at=AT)
    assert (refusal.value.rule, refusal.value.field) == ("reason_given", "opinion")
    assert actions.approve_notice(notice, opinion="条款已与业主核对，将删去。", by=by, at=AT).state == "in_verification"


def test_approve_notice_judges_again():
    notice = tenders.in_review()
    with pytest.raises(NotValid) as refusal:
        actions.approve_notice(notice, opinion="同意", by=tenders.reviewer(notice.tender), at=AT + timedelta(days=5))
    assert refusal.value.rule == "min_bid_period_days"


def test_return_notice_gives_the_reason_and_opens_the_draft_again():
    notice = tenders.in_review()
    notice = actions.return_notice(notice, reason="工期与图纸不符", by=tenders.reviewer(notice.tender), at=AT)
    assert (notice.state, notice.returned_reason, notice.submitted_at) == ("draft", "工期与图纸不符", None)
    edited = actions.edit_notice(notice, typed=tenders.typed_of(notice), by=tenders.operator(notice.tender), at=AT)
    assert actions.submit_notice(edited, by=tenders.operator(notice.tender), at=AT).returned_reason == ""


def test_return_notice_needs_a_reason():
    notice = tenders.in_review()
    with pytest.raises(NotValid):
        actions.return_notice(notice, reason=" ", by=tenders.reviewer(notice.tender), at=AT)


def test_notice_for_hides_a_draft_from_everybody_else():
    notice = tenders.in_review()
    askers = [people.verifier(), people.actor(people.supervisor()), projects.operator(projects.tenderer())]
    for asker in askers:
        with pytest.raises(NotFound):
            notice_for(notice.tender.code, 1, asker=asker)
    actions.approve_notice(notice, opinion="同意", by=tenders.reviewer(notice.tender), at=AT)
    assert notice_for(notice.tender.code, 1, asker=askers[0]).pk == notice.pk
    with pytest.raises(NotFound):
        notice_for(notice.tender.code, 1, asker=askers[2])


def test_preparation_leaves_no_open_fact():
    notice = tenders.in_verification()
    facts = Fact.objects.filter(subject=f"tender:{notice.tender.code}")
    assert set(facts.values_list("secrecy", flat=True)) == {"confidential", "sealed"}
    assert pending_notice(notice.tender) == notice
    assert first_broken(verdicts_on(notice, at=AT, for_publication=True)) is None
