"""Publishing the candidates: what the law wants in the notice, who, when, for how long."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.contracts.actions import announce_candidates
from qinglian.domain.contracts.models import Candidacy
from qinglian.domain.contracts.queries import published_candidacies, standing_of
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import contracts, people, tenders
from tests.factories.contracts import ADDRESS, PUBLISHED

pytestmark = pytest.mark.django_db


def test_announce_candidates_states_what_the_law_wants_and_publishes_result_and_report() -> None:
    table = contracts.publicised()
    section = table.room.section
    body = Fact.objects.get(kind="candidates-published/v1").fact["body"]
    result = table.session.result
    assert section.state == "publicised"
    assert (body["result"], body["report"]) == (result.document_blob, result.report_blob)
    assert [row["number"] for row in body["candidates"]] == result.document["candidates"]
    first = body["candidates"][0]
    owner = contracts.bidder_of(table, first["number"])[0]
    assert (first["rank"], first["bidder"], first["name"]) == (1, owner.pk, owner.name)
    assert (first["quality"], first["period_days"], first["project_manager"]) == ("合格", 300, "王一")
    assert first["total"] == result.document["ranking"][0]["total"]
    assert body["objection_address"] == ADDRESS
    assert blobs.public_path(result.document_blob).exists()
    assert blobs.public_path(result.report_blob).exists()


def test_announce_candidates_runs_for_whole_days_and_a_last_day_on_a_holiday_moves() -> None:
    table = contracts.publicised()
    candidacy = contracts.candidacy_of(table.room.section)
    assert candidacy.published_at.astimezone(CHINA).date().isoformat() == "2026-12-12"
    assert candidacy.until_at == datetime(2026, 12, 16, tzinfo=CHINA)  # the midnight that ends the 15th
    standing = standing_of(table.room.section, at=PUBLISHED)
    assert standing is not None
    assert (standing.is_public_now, standing.was_late, standing.award) == (True, False, None)
    assert published_candidacies() == [candidacy]


def test_announce_candidates_over_new_year_ends_on_a_working_day() -> None:
    table = contracts.evaluated()
    contracts.publicised(table, at=datetime(2026, 12, 29, 10, 0, tzinfo=CHINA))
    candidacy = contracts.candidacy_of(table.room.section)
    until = candidacy.until_at.astimezone(CHINA)
    assert until > datetime(2027, 1, 2, tzinfo=CHINA)  # 1 January is a holiday: the period ends on a later working day
    standing = standing_of(table.room.section, at=until)
    assert standing is not None
    assert (standing.is_public_now, standing.was_late) == (False, True)


def test_announce_candidates_refuses_wrong_role_other_tenderers_and_twice() -> None:
    table = contracts.evaluated()
    section = table.room.refresh()
    stranger = Actor("per-x", organisation="org-x", roles=frozenset({"buyer_operator"}))
    for by in (tenders.reviewer(section.tender), people.verifier(), stranger):
        with pytest.raises(NotAllowed):
            announce_candidates(section, days=3, objection_address=ADDRESS, by=by, at=PUBLISHED)
    contracts.publicised(table)
    with pytest.raises(NotNow):
        contracts.publicised(table)
    assert Candidacy.objects.count() == 1


@pytest.mark.meets("B-028")
def test_announce_candidates_refuses_a_short_period_and_a_missing_address() -> None:
    table = contracts.evaluated()
    section = table.room.refresh()
    by = tenders.operator(section.tender)
    for days in (2, 31):
        with pytest.raises(NotValid) as short:
            announce_candidates(section, days=days, objection_address=ADDRESS, by=by, at=PUBLISHED)
        assert (short.value.rule, short.value.article) == ("publicity_min_days", "REG 54")
    with pytest.raises(NotValid) as nowhere:
        announce_candidates(section, days=3, objection_address="  ", by=by, at=PUBLISHED)
    assert nowhere.value.field == "objection_address"
    assert not Candidacy.objects.exists()
    assert table.room.refresh().state == "evaluated"


def test_announce_candidates_waits_for_the_report() -> None:
    table = contracts.evaluation.summarised()
    section = table.room.refresh()
    with pytest.raises(NotNow):
        announce_candidates(
            section, days=3, objection_address=ADDRESS, by=tenders.operator(section.tender), at=PUBLISHED
        )
    assert not Fact.objects.filter(kind="candidates-published/v1").exists()
    assert timedelta(0) < PUBLISHED - contracts.evaluation.AT
