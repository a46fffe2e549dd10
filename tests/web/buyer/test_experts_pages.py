"""The tenderer's page of the experts: a lawful proposal, each refusal at its field, every request in the table, representatives by credential."""

import re

import pytest
from django.test import Client

from qinglian.domain.evaluation.queries import member_by_credential
from qinglian.domain.experts.queries import draws_of
from qinglian.record.clock import simulated_at
from tests.factories import bids, contracts, evaluation, experts, people
from tests.factories.experts import AT
from tests.web.buyer.windows import get, post

pytestmark = pytest.mark.django_db
TYPED = {
    "size": "7",
    "representatives": "2",
    "strata-0-speciality": "A0801",
    "strata-0-count": "4",
    "strata-3-speciality": "A0501",
    "strata-3-count": "1",
    "evaluation_at": "2026-12-11T14:00",
    "hours": "6",
    "place": "第三评标室",
    "region": "",
}


class Office:
    """Officer, reviewer and a stranger before one section's page."""

    def __init__(self, room: bids.Room) -> None:
        tender = room.section.tender
        self.room, self.page = room, f"/buyer/tenders/{tender.code}/sections/1/experts/"
        self.officer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_operator"), at=AT)
        self.reviewer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_reviewer"), at=AT)
        self.stranger = people.sign_in(
            Client(), people.person(people.organisation(kinds=("tenderer",)), "buyer_operator")
        )


@pytest.fixture
def office() -> Office:
    """A section whose bidders are announced, and a register of eighteen."""
    experts.pool()
    return Office(bids.releasing(3))


def fields_of(page: str) -> dict[str, str]:
    """This will read the request's fields as a browser would send them."""
    form = page[page.index('experts/request/"') :]
    found = dict(re.findall(r'<input type="(?:number|text|datetime-local)" name="([\w-]+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="([\w-]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_request_as_it_is_proposed_is_lawful(office: Office) -> None:
    with simulated_at(AT):
        page = get(office.officer, office.page)
        assert all(rule in page for rule in ("5 人以上单数", "不少于三分之二", "招标投标法第三十七条"))
        post(office.officer, office.page + "request/", fields_of(page) | {"region": ""})
    (draw,) = draws_of(office.room.section)
    assert (draw.size, draw.representatives, draw.strata) == (
        5,
        1,
        [{"speciality": "A0801", "count": 3}, {"speciality": "A0501", "count": 1}],
    )


def test_request_is_stored_as_it_was_typed(office: Office) -> None:
    with simulated_at(AT):
        post(office.officer, office.page + "request/", TYPED)
        page = get(office.reviewer, office.page)
    (draw,) = draws_of(office.room.section)
    assert (draw.size, draw.representatives, draw.hours, draw.place) == (7, 2, 6, "第三评标室")
    assert draw.strata == [{"speciality": "A0801", "count": 4}, {"speciality": "A0501", "count": 1}]
    assert all(words in page for words in ("第 1 次申请", "已申请", "7 人，其中招标人代表 2 人", "放弃抽取"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"representatives": "3"}, "size", "专家不少于三分之二"),
        ({"size": "9"}, "strata", "各专业人数之和应为 7 人"),
        ({"strata-0-count": "", "strata-4-count": "4"}, "strata", "每行要选专业和人数"),
        ({"strata-0-speciality": "Z9999"}, "strata", "没有填写或者填写不对"),
        ({"strata-0-count": "2", "strata-3-count": "3"}, "strata", "在库专家少于 9 人"),
        ({"region": "外省"}, "strata", "在库专家少于 12 人"),
        ({"evaluation_at": "2026-12-01T09:00"}, "evaluation_at", "没有填写或者填写不对"),
    ],
)
def test_request_keeps_what_was_typed_beside_the_refusal(
    office: Office, changes: dict[str, str], field: str, words: str
) -> None:
    typed = TYPED | changes
    with simulated_at(AT):
        page = post(office.officer, office.page + "request/", typed, 422)
    assert re.findall(r'q-field-wrong" id="field-([\w-]+)"', page) == [field]
    assert words in page
    kept = fields_of(page)
    same = [name for name in typed if typed[name] != "Z9999"]
    assert {name: kept.get(name, "") for name in same} == {name: typed[name] for name in same}
    assert draws_of(office.room.section) == []


def test_abandoned_request_stays_in_the_table_with_its_reason(office: Office) -> None:
    with simulated_at(AT):
        post(office.officer, office.page + "request/", TYPED)
        assert "由复核人写明理由办理" in get(office.officer, office.page)
        post(office.officer, office.page + "abandon/", {"reason": "时间改变"}, 403)
        assert "没有写明" not in post(office.reviewer, office.page + "abandon/", {"reason": " "}, 422)
        post(office.reviewer, office.page + "abandon/", {"reason": "评标时间改到下周"})
        page = get(office.officer, office.page)
        assert all(words in page for words in ("已放弃", "放弃理由：评标时间改到下周", "申请抽取"))
        post(office.officer, office.page + "request/", TYPED)
        assert "全部申请" in get(office.officer, office.page)
    assert [(draw.number, draw.state) for draw in draws_of(office.room.section)] == [
        (1, "abandoned"),
        (2, "requested"),
    ]


def test_second_request_is_refused_while_the_first_stands(office: Office) -> None:
    with simulated_at(AT):
        post(office.officer, office.page + "request/", TYPED)
        assert "没有放弃前不能再申请" in post(office.officer, office.page + "request/", TYPED, 409)


def test_page_tells_how_far_the_calls_have_come_and_no_name() -> None:
    hall = experts.complete()
    office = Office(hall.room)
    with simulated_at(AT):
        page = get(office.officer, office.page)
    assert all(words in page for words in ("4 人中 4 人参加", "人员到齐", "等主持人打开评标会话"))
    assert "评审专家" not in page
    get(office.stranger, office.page, 404)


def test_representative_is_named_by_a_credential_that_is_shown_once() -> None:
    table = evaluation.opened(representatives=1)
    office = Office(table.room)
    with simulated_at(evaluation.AT):
        assert "待指定" in get(office.officer, office.page)
        empty = post(office.officer, office.page + "representatives/", {"seat": "5", "name": ""}, 422)
        assert 'q-field-wrong" id="field-name"' in empty
        wrong = post(office.officer, office.page + "representatives/", {"seat": "1", "name": "吴敏"}, 422)
        assert 'q-field-wrong" id="field-seat"' in wrong
        answer = office.officer.post(office.page + "representatives/", {"seat": "5", "name": "吴敏"})
        (credential,) = re.findall(r"/seat/([\w-]+)/", answer.content.decode())
        assert ("no-store" in answer["Cache-Control"], "当面交给代表本人" in answer.content.decode()) == (True, True)
        again = get(office.reviewer, office.page)
    assert member_by_credential(credential).seat == 5
    assert ("吴敏" in again, credential in again) == (True, False)


def test_desk_and_tender_page_lead_to_the_experts_and_to_the_award() -> None:
    table = contracts.evaluated()
    room = evaluation.recorded()
    for where, act, link in ((room, "申请抽取评标专家", "experts"), (table.room, "公示中标候选人", "award")):
        tender = where.refresh().tender
        office = Office(where)
        address = f"/buyer/tenders/{tender.code}/sections/1/{link}/"
        with simulated_at(evaluation.AT):
            desk, page = get(office.officer, "/buyer/"), get(office.officer, f"/buyer/tenders/{tender.code}/")
        assert (act in desk, address in desk, act in page, address in page) == (True, True, True, True)
