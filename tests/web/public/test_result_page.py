"""The public result page: candidates, arithmetic, objections, award, in both languages."""

import pytest
from django.test import Client

from qinglian.domain.evaluation.actions import disclose_session
from qinglian.record.clock import simulated_at
from tests.factories import contracts
from tests.factories.contracts import ADDRESS, AFTER, PUBLISHED
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


def test_result_page_shows_candidates_and_arithmetic_then_the_award_and_the_sheets() -> None:
    table = contracts.evaluated()
    code = table.room.section.tender.code
    address = f"/tenders/{code}/1/result/"
    with simulated_at(PUBLISHED):
        assert Client().get(address).status_code == 404
        contracts.publicised(table)
        page = Client().get(address).content.decode()
    rows = contracts.candidacy_of(table.room.section).rows
    assert [row["name"] in page for row in rows] == [True] * 3
    assert all(word in page for word in ("公示中", ADDRESS, "王一", "÷", "价格得分：", "qinglian verify"))
    assert "各位评委的评分表" not in page
    with simulated_at(AFTER):
        award = contracts.awarded(table)
        sequence_all(AFTER)
        disclose_session(table.refresh(), at=AFTER)
        page = Client().get(address).content.decode()
        english = Client(headers={"accept-language": "en"}).get(address).content.decode()
        tender = Client().get(f"/notices/{code}/")
    assert all(word in page for word in ("已定标", award.bidder.name, award.notice_blob[:8], "各位评委的评分表"))
    assert "Every member’s sheets" in english
    assert (tender.status_code, "已定标" in tender.content.decode()) == (200, True)


def test_result_page_hides_the_words_of_an_unanswered_objection() -> None:
    table = contracts.publicised()
    contracts.objected(table)
    with simulated_at(PUBLISHED):
        page = Client().get(f"/tenders/{table.room.section.tender.code}/1/result/").content.decode()
    assert "异议待答复" in page
    assert "在建工程" not in page
