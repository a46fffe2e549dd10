"""The host's pages of an evaluation: open it when lawful, check who sits, watch in numbers, replace; never a name or a score."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import Member, Session
from qinglian.record.clock import simulated_at
from tests.factories import bids, contracts, evaluation, people, tenders
from tests.factories.evaluation import AT
from tests.web.buyer.windows import get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> Client:
    """The centre's host, signed in."""
    return people.sign_in(Client(), people.staff("centre_host"), at=AT)


def address(room: bids.Room, rest: str = "") -> str:
    """This will return the page of the section's evaluation."""
    return f"/centre/evaluations/{room.section.tender.code}/1/{rest}"


def test_session_is_opened_when_record_and_draw_are_there(host: Client) -> None:
    room = evaluation.recorded()
    with simulated_at(AT):
        assert "等招标人申请专家" in get(host, "/centre/evaluations/")
        assert "打开评标会话</button>" not in get(host, address(room))
        assert "专家还没有到齐" in post(host, address(room, "open/"), {}, 409)
        evaluation.complete_draw(room)
        assert all(words in get(host, "/centre/evaluations/") for words in ("可以打开", "去打开"))
        assert "打开评标会话</button>" in get(host, address(room))
        desk = get(host, "/centre/")
        assert ("评标待主持" in desk, address(room) in desk) == (True, True)
        assert post(host, address(room, "open/"), {}) == address(room)
        page = get(host, address(room))
    assert all(words in page for words in ("等密钥和签到", "5 席中 0 席", "监督组", "交易组", "第 5 席"))
    assert queries.session_at(room.refresh()).code in page


def test_host_sees_keys_come_and_checks_each_person(host: Client) -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    with simulated_at(AT):
        before = get(host, address(table.room))
        assert (before.count("已够数"), "人证相符" in before) == (0, False)
        actions.release_to_session(table.session, evaluation.release_of(table, holder, "technical"), at=AT)
        assert get(host, address(table.room)).count("已够数") == 1
        post(host, address(table.room, "seats/2/identity/"), {}, 409)
        evaluation.unsealed(table)
        evaluation.seated(table, 2)
        assert "人证相符" in get(host, address(table.room))
        post(host, address(table.room, "seats/2/identity/"), {})
        page = get(host, address(table.room))
    assert ("文件解开于" in page, page.count("已核对</span>"), "5 席中 1 席" in page) == (True, 1, True)
    assert table.member(2).identity_checked_by != ""


@pytest.mark.meets("A-146")
def test_page_counts_locked_sheets_and_shows_no_score(host: Client) -> None:
    table = evaluation.reviewing()
    signed = evaluation.signed_sheet(table, 3, "review", evaluation.review_rows(table, {"1": "no_substance"}))
    with simulated_at(AT):
        assert "5 席中 0 席已锁定" in get(host, address(table.room))
        actions.lock_sheet(table.member(3), signed, at=AT)
        page = get(host, address(table.room))
    assert ("5 席中 1 席已锁定" in page, "初步评审" in page, "见商务标" in page) == (True, True, False)


def test_member_is_replaced_with_a_reason(host: Client) -> None:
    table = evaluation.unsealed(evaluation.opened(representatives=1))
    with simulated_at(AT):
        none = post(host, address(table.room, "replacements/"), {"seat": "2", "reason": ""}, 422)
        assert re.findall(r'q-field-wrong" id="field-(\w+)"', none) == ["reason"]
        own = post(host, address(table.room, "replacements/"), {"seat": "5", "reason": "身体不适"}, 422)
        assert re.findall(r'q-field-wrong" id="field-(\w+)"', own) == ["seat"]
        post(host, address(table.room, "replacements/"), {"seat": "2", "reason": "身体不适"})
        page = get(host, address(table.room))
    gone = Member.objects.get(session=table.session, seat=2)
    assert (gone.state, gone.replaced_reason) == ("replaced", "身体不适")
    assert all(words in page for words in ("更换过 1 席。", "空 1 席，正在按次序通知下一位。"))
    assert ("第 2 席</th>" in page, "身体不适" in page) == (False, False)


def test_finished_evaluation_leads_to_the_report_once_it_is_public(host: Client) -> None:
    table = contracts.evaluated()
    code = table.room.refresh().tender.code
    with simulated_at(contracts.PUBLISHED):
        assert "招标人公示候选人时，报告一并公开" in get(host, address(table.room))
        contracts.publicised(table)
        assert f"/tenders/{code}/1/result/" in get(host, address(table.room))


def test_live_parts_answer_304_while_nothing_changes(host: Client) -> None:
    table = evaluation.unsealed()
    live = address(table.room, "live/")
    with simulated_at(AT):
        first = host.get(live)
        assert (first.status_code, 'data-part="seats"' in first.content.decode()) == (200, True)
        assert host.get(live, headers={"if-none-match": first["ETag"]}).status_code == 304
        evaluation.seated(table, 1)
        second = host.get(live, headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second["ETag"] != first["ETag"]) == (200, True)


def test_supervisors_watch_and_others_stay_outside(host: Client) -> None:
    table = evaluation.opened()
    supervisor = people.sign_in(Client(), people.supervisor())
    verifier = people.sign_in(Client(), people.staff("centre_verifier"))
    with simulated_at(AT):
        page = get(supervisor, address(table.room))
        assert ("第 1 席" in page, "更换并通知下一位" in page) == (True, False)
        post(supervisor, address(table.room, "open/"), {}, 403)
        get(verifier, address(table.room), 403)
        get(host, f"/centre/evaluations/{tenders.drafted().tender.code}/1/", 404)


def test_list_asks_a_fixed_number_of_questions(django_assert_num_queries: Any) -> None:
    asker = people.actor(people.staff("centre_host"))
    evaluation.opened()
    with django_assert_num_queries(3):
        assert len(queries.rooms_for(asker)) == 1
    evaluation.complete_draw(evaluation.recorded())
    with django_assert_num_queries(3):
        rows = queries.rooms_for(asker)
    assert [row.is_ready for row in rows] == [True, False]
    assert queries.rooms_for(people.actor(people.staff("centre_verifier"))) == []


def test_session_is_not_opened_from_an_old_session() -> None:
    where = evaluation.recorded()
    evaluation.complete_draw(where)
    client = people.sign_in(Client(), people.staff("centre_host"), at=AT - timedelta(hours=1))
    with simulated_at(AT):
        answer = client.post(f"/centre/evaluations/{where.section.tender.code}/1/open/")
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert not Session.objects.exists()
