"""Who sees which tender, and how many queries a list costs."""

import json
from datetime import date

import pytest

from qinglian.domain.tenders.queries import (
    Timeline,
    contents_of,
    count_published,
    notices_published,
    notices_to_verify,
    published_tenders,
    section_in,
    tender_for,
    tender_in,
    timeline_of,
    visible_to,
    working_calendar,
)
from qinglian.law.actor import ANYONE
from qinglian.law.holiday_notices import provisional_year
from qinglian.law.refusal import NotFound
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db


@pytest.fixture
def stages():
    return {"draft": tenders.drafted(), "in_verification": tenders.in_verification(), "published": tenders.published()}


def test_visible_to_is_filtered_for_who_asks(stages):
    codes = {stage: notice.tender.code for stage, notice in stages.items()}
    public = {codes["published"]}
    assert seen(ANYONE) == public
    assert seen(projects.operator(projects.tenderer())) == public
    assert seen(people.verifier()) == public | {codes["in_verification"]}
    assert seen(people.actor(people.supervisor())) == public | {codes["in_verification"]}
    assert seen(tenders.operator(stages["draft"].tender)) == public | {codes["draft"]}


def seen(actor) -> set[str]:
    return set(visible_to(actor).values_list("code", flat=True))


@pytest.mark.meets("A-202")
def test_published_tenders_can_be_searched_and_counted(stages):
    tenders.published(tenders.drafted(tenders.created(name="望江路排水改造", kind="works")))
    assert [row.name for row in published_tenders(words="望江 排水")] == ["望江路排水改造"]
    assert count_published() == 2
    assert [row.code for row in published_tenders(kind="goods")] == []
    assert len(published_tenders(state="bidding", region="江城")) == 2
    assert len(published_tenders(limit=1)) == 1
    assert published_tenders(limit=1)[0] != published_tenders(limit=1, offset=1)[0]


@pytest.mark.parametrize("count", [1, 3])
def test_published_tenders_cost_the_same_for_one_and_three(django_assert_num_queries, count):
    for _ in range(count):
        tenders.published()
    with django_assert_num_queries(3):
        rows = published_tenders()
        told = [
            (row.tenderer.name, row.project.code, [one.notice.deadline_at for one in row.sections.all()])
            for row in rows
        ]
    assert len(told) == count


def test_notices_to_verify_wait_for_the_centre(stages):
    assert list(notices_to_verify(people.verifier())) == [stages["in_verification"]]
    assert list(notices_to_verify(tenders.operator(stages["published"].tender))) == []


def test_section_in_and_tender_in_refuse_what_is_not_there(stages):
    code = stages["published"].tender.code
    assert section_in(code, "1").tender.code == tender_in(code).code == code
    for act in (
        lambda: section_in(code, "9"),
        lambda: tender_in("JC-0000-0000"),
        lambda: tender_for("x", asker=ANYONE),
    ):
        with pytest.raises(NotFound):
            act()


def test_timeline_of_lists_open_facts_alone(stages):
    tender = stages["published"].tender
    found, quiet = timeline_of(tender), timeline_of(tender, quiet=frozenset({"card-handed-in/v1"}))
    assert {fact.kind for fact in found.facts} == {"notice-published/v1", "card-handed-in/v1"}
    assert [fact.kind for fact in quiet.facts] == ["notice-published/v1"]
    assert (found.total, found.waiting) == (quiet.total, quiet.waiting) == (len(found.facts), len(found.facts))
    assert contents_of(quiet.facts) == {quiet.facts[0].pk: notices_published(tender)[0]}
    assert timeline_of(stages["draft"].tender) == Timeline(0, 0, [])


def test_working_calendar_takes_the_operators_notices(settings, tmp_path):
    settings.HOME = tmp_path
    assert not working_calendar().last_day(date(2026, 12, 20), 20).confirmed
    row = {**provisional_year(2027).row(), "number": "国办发明电〔2026〕9号", "confirmed": True}
    (tmp_path / "holidays.json").write_text(json.dumps([row]), "utf-8")
    assert working_calendar().last_day(date(2026, 12, 20), 20).confirmed
