"""The public page of a draw: numbers, roots and seeds at once; ranking, calls and names after the award, and never before."""

import hashlib
import hmac

import pytest
from django.test import Client

from qinglian.domain.experts import actions
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.fixing import name_of
from qinglian.record.clock import simulated_at
from tests.factories import contracts, experts, people, tenders
from tests.factories.experts import AT
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


def address(hall: experts.Hall) -> str:
    """This will return the page's address."""
    return f"/tenders/{hall.room.section.tender.code}/1/draw/"


def read(path: str, **headers: str) -> str:
    """This will read a page as a stranger."""
    with simulated_at(AT):
        answer = Client(headers=headers).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_draw_page_says_that_nothing_was_requested(db: None) -> None:
    section = tenders.section(tenders.published())
    assert "还没有申请抽取专家。" in read(f"/tenders/{section.tender.code}/1/draw/")
    draft = tenders.drafted().tender
    assert Client().get(f"/tenders/{draft.code}/1/draw/").status_code == 404


def test_draw_page_follows_a_draw_in_numbers_and_roots() -> None:
    hall = experts.requested()
    assert "还没有固定" in read(address(hall))
    hall = experts.excluded(experts.approved(experts.rostered(hall)))
    page = read(address(hall))
    assert all(words in page for words in ("18 人，根", hall.draw.roster_root, hall.draw.exclusion_root, "等待"))
    assert "理由在结果确定后公开" in page or hall.draw.exclusion_count == 0
    experts.seeded(hall, parties=("tenderer", "centre"))
    page = read(address(hall))
    assert ("3 方中 2 方已公开" in page, page.count("已承诺"), hall.seeds["centre"].hex() in page) == (True, 1, True)
    assert hall.seeds["supervisor"].hex() not in page


def test_complete_draw_names_nobody_anywhere() -> None:
    """The register's names, units and phones, and the places that were called, stand on no public page before the award."""
    hall = experts.complete()
    sequence_all(AT)
    code = hall.room.section.tender.code
    book = store.load(name_of(hall.draw))
    assert book is not None
    people_called = [book.rows[call.leaf.leaf] for call in hall.calls()]
    secrets = [row[name] for row in people_called for name in ("name", "unit", "phone")]
    secrets += [leaf.leaf for leaf in hall.draw.leaves.all()]
    looks = [
        address(hall), f"/notices/{code}/", f"/openings/{code}/1/", f"/api/experts/draws/{code}/1",
        f"/record/?subject=tender:{code}", f"/api/record/facts?subject=tender:{code}",
    ]  # fmt: skip
    with simulated_at(AT):
        answers = {look: Client().get(look) for look in looks}
        searched = [Client().get("/notices/", {"q": secret}).content.decode() for secret in secrets[:6]]
        answers |= {look: client.get(look) for look, client in _inside(hall)}
    assert {answer.status_code for answer in answers.values()} == {200}
    pages = {look: answer.content.decode() for look, answer in answers.items()}
    assert [(look, secret) for look, page in pages.items() for secret in secrets if secret in page] == []
    assert [code in page for page in searched] == [False] * 6
    assert "名次</th>" not in pages[address(hall)]
    assert "通知 5 人，4 人参加" in pages[address(hall)]
    assert hall.draw.seed in pages[address(hall)]


def test_disclosed_draw_shows_names_calls_and_a_ranking_that_can_be_recomputed() -> None:
    hall = experts.disclosed()
    page = read(address(hall))
    accepted = [call for call in hall.calls() if call.state == "accepted"]
    declined = next(call for call in hall.calls() if call.state == "declined")
    book = store.load(name_of(hall.draw))
    assert book is not None
    assert [book.rows[call.leaf.leaf]["name"] in page for call in accepted] == [True] * 4
    assert book.rows[declined.leaf.leaf]["name"] not in page
    assert [row["phone"] in page for row in book.rows.values()] == [False] * 18
    seed = bytes.fromhex(hall.draw.seed)
    ranks = sorted(hall.draw.leaves.values_list("leaf", flat=True), key=lambda leaf: _rank(seed, leaf))
    assert page.index(f'title="{ranks[0]}"') < page.index(f'title="{ranks[1]}"') < page.index(f'title="{ranks[-1]}"')
    assert f"printf {ranks[0]} | xxd -r -p | openssl dgst -sha256 -mac HMAC -macopt hexkey:{hall.draw.seed}" in page
    assert all(words in page for words in ("不能参加", "没有轮到", "下载名册 JSON", "可核验"))
    assert "The whole ranking" in read(address(hall), **{"accept-language": "en"})


def test_every_request_is_numbered_and_an_abandoned_one_keeps_its_reason() -> None:
    hall = experts.requested()
    by = tenders.reviewer(hall.room.section.tender)
    actions.abandon_draw(hall.draw, reason="评标时间改变", by=by, at=AT)
    experts.requested(hall.room)
    sequence_all(AT)
    page = read(address(hall))
    assert page.index("第 2 次申请") < page.index("第 1 次申请") < page.index("评标时间改变")
    assert "第 1 次抽取放弃" in page


def test_who_asked_for_the_names_too_early_stands_on_the_page() -> None:
    hall = experts.requested()
    actions.note_names_sought(hall.draw, by=people.actor(people.supervisor()), at=AT)
    assert "有人在结果确定前查询专家名单，已拒绝" in read(address(hall))


def _inside(hall: experts.Hall) -> list[tuple[str, Client]]:
    """The pages on which tenderer, host and supervisor follow the draw."""
    tender = hall.room.section.tender
    buyer = people.sign_in(Client(), people.person(tender.tenderer, "buyer_operator", "buyer_reviewer"))
    host, supervisor = people.sign_in(Client(), people.staff()), people.sign_in(Client(), people.supervisor())
    evaluation = f"/centre/evaluations/{tender.code}/1/"
    return [
        (f"/buyer/tenders/{tender.code}/sections/1/experts/", buyer), (f"/buyer/tenders/{tender.code}/", buyer), ("/buyer/", buyer),
        (evaluation, host), ("/centre/", host), (evaluation + "live/", supervisor), ("/supervisor/", supervisor),
    ]  # fmt: skip


def _rank(seed: bytes, leaf: str) -> bytes:
    return hmac.new(seed, bytes.fromhex(leaf), hashlib.sha256).digest()


def test_tender_page_leads_to_draw_and_result_once_there_are_such() -> None:
    table = contracts.evaluated()
    code = table.room.section.tender.code
    draw, result = f"/tenders/{code}/1/draw/", f"/tenders/{code}/1/result/"
    page = read(f"/notices/{code}/")
    assert (draw in page, result in page) == (True, False)
    contracts.publicised(table)
    page, home = read(f"/notices/{code}/"), read("/")
    assert (draw in page, result in page, result in home) == (True, True, True)
    untouched = tenders.published().tender.code
    assert f"/tenders/{untouched}/1/draw/" not in read(f"/notices/{untouched}/")
