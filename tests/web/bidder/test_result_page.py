"""The bidder's result: why not awarded, against the winner; an objection to sign; the award notice."""

import json
import re

import pytest
from django.test import Client

from qinglian.record.clock import simulated_at
from tests.factories import contracts, people
from tests.factories.contracts import AFTER, PUBLISHED

pytestmark = pytest.mark.django_db


def test_bidder_result_tells_the_loser_why_and_the_winner_what_to_do() -> None:
    table = contracts.publicised()
    page = f"/bidder/tenders/{table.room.section.tender.code}/1/result/"
    clients = {
        number: people.sign_in(Client(), people.person(contracts.bidder_of(table, number)[0], "bidder_agent"))
        for number in (1, 2, 3)
    }
    with simulated_at(PUBLISHED):
        assert "提出异议" in clients[2].get(page).content.decode()
        typed = clients[2].post(page, {"text": "第一候选人业绩不实。"}).content.decode()
        found = re.search(r'<script id="q-release-data" type="application/json">(.*?)</script>', typed)
        assert found is not None
        document = json.loads(found[1])["document"]
        assert (document["type"], document["text"]) == ("candidate-objection/v1", "第一候选人业绩不实。")
        assert clients[2].post(page, {"text": " "}).status_code == 422
    with simulated_at(AFTER):
        award = contracts.awarded(table)
        won = clients[award.number].get(page).content.decode()
        lost = clients[2 if award.number != 2 else 3].get(page).content.decode()
        outsider = (
            people.sign_in(Client(), people.person(people.bidder()[0], "bidder_agent")).get(page).content.decode()
        )
    assert "下载中标通知书" in won
    assert "为什么没有中标" not in won
    assert all(word in lost for word in ("为什么没有中标", "总分", "÷", "价格得分："))
    assert "这里还没有您的结果" in outsider
