"""Tender projects and sections before a publication: create, edit, delete, submit, look up; others' projects stay theirs."""

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Section, Tender
from qinglian.domain.tenders.queries import own_tenders, tender_for
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
AT = tenders.AT


@pytest.mark.meets("A-037")
def test_create_tender_can_be_changed_looked_up_submitted_and_deleted():
    project = projects.submitted()
    by = projects.operator(project.owner)
    tender = actions.create_tender(project, typed=tenders.tender_typed(), by=by, at=AT)
    assert (tender.code, tender.state, tender.tenderer_id) == ("JC-2026-0001", "draft", project.owner_id)
    tender = actions.edit_tender(tender, typed=tenders.tender_typed(name="幼儿园施工二期"), by=by, at=AT)
    assert tender_for(tender.code, asker=by).name == "幼儿园施工二期"
    actions.add_section(tender, typed=tenders.section_typed(), by=by, at=AT)
    assert actions.submit_tender(tender, by=by, at=AT).state == "submitted"
    other = actions.create_tender(project, typed=tenders.tender_typed(), by=by, at=AT)
    actions.delete_tender(other, by=by, at=AT)
    assert list(own_tenders(by).values_list("code", flat=True)) == ["JC-2026-0001"]


@pytest.mark.meets("A-038")
def test_create_tender_several_belong_to_one_project():
    project = projects.submitted()
    codes = [tenders.created(project).code for _ in range(3)]
    assert sorted(project.tenders.values_list("code", flat=True)) == codes


@pytest.mark.meets("A-039", "A-040")
def test_add_section_several_can_be_changed_looked_up_and_deleted():
    tender = tenders.created(sections=3)
    by = tenders.operator(tender)
    second = tender.sections.get(number="2")
    actions.edit_section(second, typed=tenders.section_typed("2", name="装修"), by=by, at=AT)
    actions.delete_section(tender.sections.get(number="3"), by=by, at=AT)
    assert list(tender.sections.order_by("number").values_list("number", "name")) == [("1", "施工"), ("2", "装修")]


def test_edit_sections_changes_all_or_none():
    tender = tenders.created(sections=3)
    by = tenders.operator(tender)
    rows = list(tender.sections.order_by("pk"))
    wrong = [(rows[0], tenders.section_typed("1", name="土建")), (rows[1], tenders.section_typed("2", name=""))]
    with pytest.raises(NotValid):
        actions.edit_sections(wrong, by=by, at=AT)
    assert set(tender.sections.values_list("name", flat=True)) == {"施工"}
    right = [(row, tenders.section_typed(row.number, name="土建")) for row in rows]
    assert {section.name for section in actions.edit_sections(right, by=by, at=AT)} == {"土建"}


def test_create_tender_leaves_a_confidential_fact():
    tender = tenders.created()
    facts = Fact.objects.filter(subject=f"tender:{tender.code}")
    assert set(facts.values_list("kind", "secrecy")) == {("tender-drafted/v1", "confidential")}


def test_create_tender_needs_a_submitted_project_of_ones_own():
    draft, strange = projects.draft(), projects.submitted()
    for project, by in ((draft, projects.operator(draft.owner)), (strange, projects.operator(draft.owner))):
        with pytest.raises(NotValid) as refusal:
            actions.create_tender(project, typed=tenders.tender_typed(), by=by, at=AT)
        assert refusal.value.rule == "project_submitted"


def test_create_tender_refuses_a_code_that_is_taken_and_parties_of_the_wrong_kind():
    tender = tenders.created()
    by = tenders.operator(tender)
    for typed, field in (
        (tenders.tender_typed(code=tender.code), "code"),
        (tenders.tender_typed(supervisor=tender.tenderer_id), "supervisor"),
        (tenders.tender_typed(agency="org-nowhere"), "agency"),
    ):
        with pytest.raises(NotValid) as refusal:
            actions.create_tender(tender.project, typed=typed, by=by, at=AT)
        assert refusal.value.field == field


def test_codes_count_on_from_the_highest_of_the_year():
    tender = tenders.created(code="JC-2026-0417")
    assert tenders.created(tender.project).code == "JC-2026-0418"


ACTS = {
    "edit_tender": lambda tender, by: actions.edit_tender(tender, typed=tenders.tender_typed(), by=by, at=AT),
    "delete_tender": lambda tender, by: actions.delete_tender(tender, by=by, at=AT),
    "submit_tender": lambda tender, by: actions.submit_tender(tender, by=by, at=AT),
    "add_section": lambda tender, by: actions.add_section(tender, typed=tenders.section_typed("9"), by=by, at=AT),
    "edit_section": lambda tender, by: actions.edit_section(tender.sections.get(), typed=tenders.section_typed(), by=by, at=AT),
    "delete_section": lambda tender, by: actions.delete_section(tender.sections.get(), by=by, at=AT),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_drafting_is_for_the_own_officer_alone(act):
    tender = tenders.created()
    for by in (tenders.reviewer(tender), projects.operator(projects.tenderer()), people.verifier()):
        with pytest.raises(NotAllowed):
            ACTS[act](tender, by)
    assert Section.objects.filter(tender=tender).count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_drafting_stops_while_the_notice_is_under_way(act):
    for notice in (tenders.in_review(), tenders.in_verification()):
        with pytest.raises(NotNow):
            ACTS[act](Tender.objects.get(pk=notice.tender_id), tenders.operator(notice.tender))


@pytest.mark.parametrize("act", ACTS)
def test_drafting_stops_after_the_publication(act):
    notice = tenders.published()
    with pytest.raises(NotNow):
        ACTS[act](notice.tender, tenders.operator(notice.tender))


def test_agency_drafts_for_its_tenderer():
    agency = people.organisation(kinds=("agency",))
    tender = tenders.created(agency=agency.pk)
    by = projects.operator(agency)
    assert actions.edit_tender(tender, typed=tenders.tender_typed(agency=agency.pk), by=by, at=AT).agency == agency


def test_edit_tender_makes_a_submitted_one_a_draft_again():
    tender = tenders.created()
    by = tenders.operator(tender)
    tender = actions.submit_tender(tender, by=by, at=AT)
    assert actions.edit_tender(tender, typed=tenders.tender_typed(place="新址"), by=by, at=AT).state == "draft"


def test_submit_tender_needs_a_section():
    tender = tenders.created(sections=0)
    with pytest.raises(NotValid) as refusal:
        actions.submit_tender(tender, by=tenders.operator(tender), at=AT)
    assert refusal.value.rule == "section_present"


def test_add_section_refuses_a_number_twice():
    tender = tenders.created(sections=2)
    by = tenders.operator(tender)
    with pytest.raises(NotValid) as added:
        actions.add_section(tender, typed=tenders.section_typed("2"), by=by, at=AT)
    with pytest.raises(NotValid) as edited:
        actions.edit_section(tender.sections.get(number="1"), typed=tenders.section_typed("2"), by=by, at=AT)
    assert [added.value.rule, edited.value.rule] == ["unique_code", "unique_code"]


def test_delete_tender_with_a_notice_is_refused():
    notice = tenders.drafted()
    with pytest.raises(NotNow):
        actions.delete_tender(notice.tender, by=tenders.operator(notice.tender), at=AT)


def test_tender_for_hides_drafts_from_others():
    tender = tenders.created()
    for asker in (projects.operator(projects.tenderer()), people.verifier(), people.actor(people.supervisor())):
        with pytest.raises(NotFound):
            tender_for(tender.code, asker=asker)


def test_delete_tender_twice_says_that_it_is_gone():
    tender = tenders.created(sections=1)
    by = tenders.operator(tender)
    actions.delete_tender(tender, by=by, at=AT)
    tender.pk = 999_999
    with pytest.raises(NotFound):
        actions.delete_tender(tender, by=by, at=AT)
