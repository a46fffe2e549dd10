"""Keys for an evaluation session: what its page and the desks say to a guardian, a spare, a bidder and a stranger at each stage."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.models import SessionRelease
from qinglian.domain.people.models import Person
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import guarded_by
from qinglian.record.models import Checkpoint
from qinglian.trust.session import SESSION_COMPARTMENTS
from qinglian.web.guardian.desk_page import DONE, NOW, desk_groups
from tests.clock import TestClock
from tests.factories import bids, evaluation, people
from tests.factories.evaluation import AT, Table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hour(clock: TestClock) -> None:
    """This will set the hour at which the sessions of the factory begin."""
    clock.set(AT)


def release(table: Table, group: str, place: int = 0, parts: tuple[str, ...] = SESSION_COMPARTMENTS) -> None:
    """This will let one guardian release these compartments."""
    for part in parts:
        signed = evaluation.release_of(table, table.room.holders[group][place], part)
        actions.release_to_session(table.session, signed, at=AT)


def release_lock(table: Table, place: int, parts: tuple[str, ...] = SESSION_COMPARTMENTS) -> None:
    """This will let one bidder release its own lock."""
    for part in parts:
        signed = evaluation.lock_of(table, table.room.bidders[place], part)
        actions.release_to_session(table.session, signed, at=AT)


def guardian_page(where: bids.Room, group: str = "trade", place: int = 0) -> str:
    return read(where.holders[group][place].person, f"/guardian/session/{where.section.tender.code}/1/")


def bidder_page(where: bids.Room, place: int = 0, path: str = "") -> str:
    agent = people.person(where.bidders[place][0], "bidder_agent")
    return read(agent, path or f"/bidder/tenders/{where.section.tender.code}/1/session/")


def read(person: Person, address: str) -> str:
    response = people.sign_in(Client(), person).get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def data_of(page: str) -> dict[str, Any]:
    """This will read what the page hands to the browser."""
    found = re.search(r'<script id="q-release-data" type="application/json">(.*?)</script>', page)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def desk_of(where: bids.Room, group: str = "trade", place: int = 0) -> list[tuple[str, str]]:
    found = guarded_by([where.holders[group][place].id])
    groups = desk_groups(found, in_session=queries.keys_wanted(found))
    return [(one.title.zh, row.act.zh) for one in groups for row in one.rows]


def test_page_says_why_there_is_no_session_yet() -> None:
    where = evaluation.recorded()
    page = guardian_page(where)
    assert "还没有开始评标。" in page
    assert "招标投标法第三十八条" in page
    assert "q-release-data" not in page
    assert desk_of(where) == [(DONE.zh, "开标记录已签")]
    Section.objects.update(state="failed")
    assert "这个标段不再评标。" in guardian_page(where)


def test_page_waits_for_the_witnesses_of_the_sessions_fact() -> None:
    table = evaluation.opened()
    index = queries.session_at(table.room.section).fact.index
    assert index is not None
    Checkpoint.objects.filter(size__gt=index).update(quorum_at=None)
    page = guardian_page(table.room)
    assert "评标刚刚开始，等见证人签名。" in page
    assert "q-release-data" not in page


def test_page_gives_the_browser_what_it_needs_to_release_both_compartments() -> None:
    table = evaluation.opened()
    holder = table.room.holders["trade"][0]
    page = guardian_page(table.room)
    data = data_of(page)
    assert {name: data[name] for name in ("mode", "opening", "guardian", "compartments", "epoch", "keys")} == {
        "mode": "session",
        "opening": table.opening,
        "guardian": holder.id,
        "compartments": ["business", "technical"],
        "epoch": 0,
        "keys": [holder.master.public()],
    }
    assert "只有它打得开" in page
    assert "招标投标法第三十八条" in page
    bundle = Client().get(data["bundle_url"]).json()
    assert bundle["session"]["fact"]["body"]["recipient"] == table.session.recipient
    assert {holder.id in bid["head"]["envelopes"][part] for bid in bundle["bids"] for part in SESSION_COMPARTMENTS} == {
        True
    }


def test_page_asks_for_the_compartment_that_is_still_missing() -> None:
    table = evaluation.opened()
    release(table, "trade", parts=("business",))
    assert data_of(guardian_page(table.room))["compartments"] == ["technical"]
    assert desk_of(table.room) == [(NOW.zh, "交出评标密钥")]


def test_page_and_desk_follow_a_guardian_and_its_spare_until_the_files_are_open() -> None:
    table = evaluation.opened()
    assert desk_of(table.room) == [(NOW.zh, "交出评标密钥")]
    release(table, "trade")
    assert "商务、技术密钥已交给这场评标。" in guardian_page(table.room)
    assert desk_of(table.room) == [(DONE.zh, "评标中")]
    spare = guardian_page(table.room, place=1)
    assert "本组已够数，您可以不交。" in spare
    assert data_of(spare)["compartments"] == ["business", "technical"]
    assert desk_of(table.room, place=1) == [(DONE.zh, "评标中")]
    assert desk_of(table.room, "supervision") == [(NOW.zh, "交出评标密钥")]
    release(table, "supervision")
    assert actions.unseal_files(table.refresh(), at=AT)
    late = guardian_page(table.room, place=1)
    assert "商务、技术文件已经解开，不用您再交。" in late
    assert "q-release-data" not in late
    assert "商务、技术密钥已交给这场评标。" in guardian_page(table.room)


def test_page_wants_the_person_proved_and_chosen_for_this_opening() -> None:
    table = evaluation.opened()
    address = f"/guardian/session/{table.room.section.tender.code}/1/"
    stranger = people.guardian(people.supervisor_office("别处的监督机构"))
    assert people.sign_in(Client(), stranger.person).get(address).status_code == 404
    assert people.sign_in(Client(), people.staff("centre_host")).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_page_is_reached_through_the_step_up(clock: TestClock) -> None:
    table = evaluation.opened()
    client = people.sign_in(Client(), table.room.holders["trade"][0].person)
    clock.set(AT + timedelta(minutes=16))
    response = client.get(f"/guardian/session/{table.room.section.tender.code}/1/")
    assert (response.status_code, "next=" in response.headers["Location"]) == (302, True)


def test_bidder_releases_its_own_lock_until_the_window_is_over() -> None:
    table = evaluation.opened(mode="G+B")
    organisation, master = table.room.bidders[0]
    data = data_of(bidder_page(table.room))
    own = table.room.heads[organisation.pk].hash
    assert {name: data[name] for name in ("guardian", "manifest", "compartments", "keys")} == {
        "guardian": "bidder",
        "manifest": own,
        "compartments": ["business", "technical"],
        "keys": [master.public()],
    }
    bundle = Client().get(data["bundle_url"]).json()
    assert [bid["head"]["manifest"]["document"]["bidder"] for bid in bundle["bids"]] == [organisation.pk]
    assert "交出评标密钥" in bidder_page(table.room, path="/bidder/")
    release(table, "supervision")
    release(table, "trade")
    assert "前没有交出的，这份投标文件的商务、技术部分打不开" in bidder_page(table.room)
    release_lock(table, 0)
    assert "商务、技术密钥已交给这场评标。" in bidder_page(table.room)
    assert "交出评标密钥" not in bidder_page(table.room, path="/bidder/")
    notice = table.session.section.notice
    assert notice is not None
    assert actions.unseal_files(table.refresh(), at=AT + timedelta(minutes=notice.decrypt_window_minutes))
    assert "没有交出密钥的投标文件打不开" in bidder_page(table.room, 1)
    assert "交出评标密钥" not in bidder_page(table.room, 1, "/bidder/")


def test_bidder_without_a_lock_of_its_own_has_nothing_to_release() -> None:
    table = evaluation.opened()
    assert "这场评标不用您的密钥。" in bidder_page(table.room)
    assert "交出评标密钥" not in bidder_page(table.room, path="/bidder/")
    stranger = people.person(people.bidder()[0], "bidder_agent")
    page = read(stranger, f"/bidder/tenders/{table.room.section.tender.code}/1/session/")
    assert "这场评标不用您的密钥。" in page
    assert SessionRelease.objects.count() == 0


def test_side_names_who_released_and_never_a_bidder() -> None:
    table = evaluation.opened(mode="G+B")
    release(table, "trade")
    release_lock(table, 0)
    page = guardian_page(table.room, "supervision")
    assert "投标人自己的锁" in page
    assert "3 家中已交 1 家" in page
    assert not any(organisation.name in page for organisation, _ in table.room.bidders)


@pytest.mark.parametrize("count", [1, 3])
def test_keys_wanted_takes_two_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tables = [evaluation.opened() for _ in range(count)]
    ids = [holder.id for table in tables for holder in table.room.holders["trade"]]
    found = guarded_by(ids)
    with django_assert_num_queries(2):
        wanted = queries.keys_wanted(found)
    assert wanted == {(table.room.section.pk, holder.id) for table in tables for holder in table.room.holders["trade"]}


@pytest.mark.parametrize("count", [1, 3])
def test_locks_wanted_takes_three_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tables = [evaluation.opened(mode="G+B") for _ in range(count)]
    sections = [table.room.refresh() for table in tables]
    bidder = tables[-1].room.bidders[0][0].pk
    with django_assert_num_queries(3):
        wanted = queries.locks_wanted(sections, bidder=bidder)
    assert wanted == {sections[-1].pk: None}
    for group in ("supervision", "trade"):
        release(tables[-1], group)
    notice = sections[-1].notice
    assert notice is not None
    until = AT + timedelta(minutes=notice.decrypt_window_minutes)
    assert queries.locks_wanted(sections, bidder=bidder) == {sections[-1].pk: until}
