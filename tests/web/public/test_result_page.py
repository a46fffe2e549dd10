"""The public result page: candidates, arithmetic, objections, award, in both languages."""

import re

import pytest
from django.test import Client

from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.evaluation import queries
from qinglian.record.clock import simulated_at
from tests.factories import contracts, evaluation, panels
from tests.factories.contracts import ADDRESS, AFTER, PUBLISHED

pytestmark = pytest.mark.django_db


@pytest.mark.meets("A-203")
def test_result_page_shows_candidates_and_arithmetic_then_the_award_and_the_sheets() -> None:
    panel = panels.finished(panels.drawn(representatives=1))
    table = panel.table
    code = table.room.section.tender.code
    address = f"/tenders/{code}/1/result/"
    with simulated_at(PUBLISHED):
        assert Client().get(address).status_code == 404
        contracts.publicised(table)
        page = Client().get(address).content.decode()
    rows = contracts.candidacy_of(table.room.section).rows
    assert [row["name"] in page for row in rows] == [True] * 3
    assert all(word in page for word in ("公示中", ADDRESS, "王一", "÷", "价格得分：", "qinglian verify"))
    assert [word for word in ("各位评委的评分表", "席位 1", panels.DISSENT) if word in page] == []
    with simulated_at(AFTER):
        panels.awarded(panel)
        award = contracts.candidacy_of(table.room.section).award
        page = Client().get(address).content.decode()
        english = Client(headers={"accept-language": "en"}).get(address).content.decode()
        tender = Client().get(f"/notices/{code}/")
    assert all(word in page for word in ("已定标", award.bidder.name, award.notice_blob[:8], "各位评委的评分表"))
    assert "Every member’s sheets" in english
    assert (tender.status_code, "已定标" in tender.content.decode()) == (200, True)


def test_result_page_keeps_totals_by_seat_until_the_award() -> None:
    table = contracts.publicised()
    scores = table.session.result.document["scores"]
    mean = "技术得分：5 位评委的总分平均 = "
    written = [f"技术得分：({' + '.join(row['technical']['totals'].values())}) ÷ 5 = " for row in scores]
    address = f"/tenders/{table.room.section.tender.code}/1/result/"
    with simulated_at(PUBLISHED):
        before = Client().get(address).content.decode()
    with simulated_at(AFTER):
        contracts.awarded(table)
        after = Client().get(address).content.decode()
    assert (before.count(mean), [line in before for line in written]) == (3, [False] * 3)
    assert (after.count(mean), [line in after for line in written]) == (0, [True] * 3)


def test_result_page_names_the_committee_by_seat_with_dissent_and_codes_after_the_award() -> None:
    panel = panels.finished()
    accepted, declined = panel.people("accepted"), panel.people("declined")
    contracts.publicised(panel.table)
    code = panel.table.room.section.tender.code
    with simulated_at(AFTER):
        panels.awarded(panel)
        page = Client().get(f"/tenders/{code}/1/result/").content.decode()
    assert len(accepted) == 5
    seats = re.findall(
        r'<th scope="row">席位 (\d)(<span class="q-detail">主任委员</span>)?</th>\s*<td[^>]*><b>(.*?)</b>', page
    )
    assert [(int(seat), name) for seat, _, name in seats] == [
        (at, row["name"]) for at, row in enumerate(accepted, start=1)
    ]
    assert [bool(chair) for _, chair, _ in seats] == [True, False, False, False, False]
    assert all(row["unit"] in page for row in accepted)
    assert [row["name"] for row in declined if row["name"] in page] == []
    assert panels.DISSENT in page
    codes = queries.blind_codes_told(panel.table.session)
    assert codes is not None
    assert sorted(set(re.findall(r"(\d) 号<span class=\"q-detail\">代码 ([A-Z]{4})", page))) == sorted(
        (str(number), spelt) for spelt, number in codes.numbers.items()
    )
    assert [Client().get(f"/record/{index}/").status_code for index in (codes.committed, codes.revealed)] == [200, 200]
    assert codes.committed < codes.revealed


def test_result_page_hides_the_words_of_an_unanswered_objection() -> None:
    table = contracts.publicised()
    contracts.objected(table)
    with simulated_at(PUBLISHED):
        page = Client().get(f"/tenders/{table.room.section.tender.code}/1/result/").content.decode()
    assert "异议待答复" in page
    assert "在建工程" not in page


def test_result_page_says_why_a_bid_was_rejected() -> None:
    table = evaluation.reviewing()
    evaluation.lock_all(table, "review", rows=evaluation.review_rows(table, {"2": "not_responsive"}))
    for kind in ("technical", "business"):
        evaluation.lock_all(table, kind)
    contracts.publicised(evaluation.finished(table))
    result = table.session.result
    result.document["rejected"].append({"number": 3, "ground": "not_responsive", "finding": "unsealed: share_missing"})
    result.save()
    with simulated_at(PUBLISHED):
        page = Client().get(f"/tenders/{table.room.section.tender.code}/1/result/").content.decode()
    assert page.count("见商务标第 3 页") == 5  # each member’s evidence
    assert FAILURE["share_missing"].zh in page
    assert "unsealed" not in page
