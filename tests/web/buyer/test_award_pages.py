"""The tenderer's page: publish candidates, answer objections, award; each by its own person."""

import pytest
from django.test import Client

from qinglian.record.clock import simulated_at
from tests.factories import contracts, people
from tests.factories.contracts import ADDRESS, AFTER, PUBLISHED

pytestmark = pytest.mark.django_db


def test_award_page_leads_from_the_report_to_the_award() -> None:
    table = contracts.evaluated()
    tender = table.room.refresh().tender
    page = f"/buyer/tenders/{tender.code}/sections/1/award/"
    officer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_operator"))
    reviewer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_reviewer"))
    with simulated_at(PUBLISHED):
        assert "公示中标候选人" in officer.get(page).content.decode()
        short = officer.post(page + "candidates/", {"days": "2", "objection_address": ADDRESS})
        assert (short.status_code, "公示期不得少于 3 日" in short.content.decode()) == (422, True)
        assert reviewer.post(page + "candidates/", {"days": "3", "objection_address": ADDRESS}).status_code == 403
        assert officer.post(page + "candidates/", {"days": "3", "objection_address": ADDRESS}).status_code == 302
        contracts.objected(table)
        assert "不能定标" in reviewer.get(page).content.decode()
        answered = officer.post(page + "objections/1/", {"answer": "不成立。", "upheld": "no"})
        assert answered.status_code == 302
        assert "公示到" in reviewer.get(page).content.decode()
    rows = contracts.candidacy_of(table.room.refresh()).rows
    with simulated_at(AFTER):
        refused = reviewer.post(page + "decide/", {"number": str(rows[1]["number"]), "cause": "", "evidence": ""})
        assert refused.status_code == 422
        assert officer.post(page + "decide/", {"number": str(rows[0]["number"])}).status_code == 403
        assert reviewer.post(page + "decide/", {"number": str(rows[0]["number"])}).status_code == 302
        assert rows[0]["name"] in officer.get(page).content.decode()


def test_award_page_is_for_the_tenderer_alone() -> None:
    table = contracts.publicised()
    page = f"/buyer/tenders/{table.room.section.tender.code}/sections/1/award/"
    stranger = people.sign_in(Client(), people.person(people.organisation(kinds=("tenderer",)), "buyer_operator"))
    assert stranger.get(page).status_code == 404
