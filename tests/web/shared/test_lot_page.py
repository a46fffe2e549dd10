"""The page of a section's lots, by role and in every state; and the rows that lead to it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.people.models import Person
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.lots import ASKED_AFTER
from qinglian.domain.tenders.models import Section, Seed
from qinglian.law.evaluation.benchmark_price import BY_CODE
from tests.clock import TestClock
from tests.factories import experts, people, seeds, tenders

pytestmark = pytest.mark.django_db
DATA = re.compile(r'id="q-lots-data" type="application/json">(.*?)</script>', re.S)


def address(section: Section) -> str:
    return f"/tenders/{section.tender.code}/{section.number}/lots/"


def seen(section: Section, who: Person, *, status: int = 200) -> str:
    """This will read the page as this person."""
    answer = people.sign_in(Client(), who).get(address(section))
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def main(page: str) -> str:
    return page.split("<main")[1].split("</main>", maxsplit=1)[0]


def parts(page: str) -> list[tuple[str, str, str]]:
    """This will return what the page's script is given: purpose, party, act."""
    found = DATA.search(page)
    return [(row["purpose"], row["party"], row["act"]) for row in json.loads(found[1])["lots"]] if found else []


def officer(section: Section) -> Person:
    return people.person(section.tender.tenderer, "buyer_operator")


def test_lots_page_gives_each_party_its_own_part_and_lookers_none(clock: TestClock) -> None:
    hall = experts.excluded()
    clock.set(experts.AT)
    section = hall.room.section
    own = {"tenderer": officer(section), "centre": people.staff("centre_host"), "supervisor": people.supervisor()}
    for name, who in own.items():
        page = seen(section, who)
        assert parts(page) == [("draw", name, "commit")]
        assert "您代表：" in page
    for looker in (
        people.person(hall.room.bidders[0][0], "bidder_agent"),
        people.staff("centre_verifier"),
        people.person(people.supervisor_office("别处的监督机构"), "supervisor"),
        people.person(people.organisation(kinds=("tenderer",)), "buyer_operator"),
    ):
        page = seen(section, looker)
        assert (parts(page), "您代表：" in page, main(page).count("未承诺")) == ([], False, 3)
    seen(section, people.staff("centre_admin"), status=403)
    assert "/accounts/login/" in Client().get(address(section))["Location"]


def test_lots_page_wants_the_proof_of_who_acts_from_who_has_an_act_alone(clock: TestClock) -> None:
    hall = experts.excluded()
    section = hall.room.section
    clock.set(experts.AT)
    acting = people.sign_in(Client(), officer(section), at=experts.AT - timedelta(hours=1))
    assert "/accounts/reauthenticate/" in acting.get(address(section))["Location"]
    looking = people.sign_in(Client(), people.staff("centre_verifier"), at=experts.AT - timedelta(hours=1))
    assert looking.get(address(section)).status_code == 200


def test_lots_page_of_a_draft_is_its_tenderers_until_the_centre_has_it(clock: TestClock) -> None:
    clock.set(seeds.AT)
    section = seeds.drawing()
    assert parts(seen(section, officer(section))) == [("coefficient", "tenderer", "commit")]
    host = people.staff("centre_host")
    seen(section, host, status=404)
    tenders.in_verification(section.tender.notices.get())
    page = seen(section, host)
    assert parts(page) == [("coefficient", "centre", "commit")]
    assert "公告发布前承诺，双方都承诺了才能发布" in page
    label = BY_CODE["mean_times_k"].label.zh
    assert f"评标基准价按“{label}”计算" in page


def test_lots_page_tells_each_partys_state_to_the_end(clock: TestClock) -> None:
    hall = experts.approved()
    section, watcher = hall.room.section, people.staff("centre_verifier")
    clock.set(experts.AT)
    assert "等名册和回避固定以后承诺" in seen(section, watcher)
    experts.excluded(hall)
    assert "请在评标前承诺：" in seen(section, watcher)
    experts.seeded(hall, parties=("tenderer",))
    page = main(seen(section, watcher))
    assert (page.count("已承诺"), page.count("已公开"), "请在此前公开，过后由保管人放出：" in page) == (2, 1, True)
    assert "11:00:00" in page
    clock.set(experts.AT + ASKED_AFTER)
    assert main(seen(section, watcher)).count("已请保管人按存底放出") == 2
    for seed in Seed.objects.filter(seed="").order_by("pk"):
        handed_in = {"deposit": seed.deposit}
        for group in ("supervision", "trade"):
            made = seeds.Party(seed.party, b"", None, handed_in)  # type: ignore[arg-type]  # nobody commits here
            signed = seeds.released(section, made, hall.room.holders[group][0])
            actions.release_seed_share(signed, at=clock.now)
        assert "保管人已交 2 份" in seen(section, watcher)
        assert actions.settle_seeds(at=clock.now) == 1
    page = main(seen(section, watcher))
    assert (page.count("保管人放出"), "各方种子合成：" in page, "已定" in page) == (2, True, True)


def test_lots_page_says_when_a_deposit_is_void(clock: TestClock) -> None:
    hall = experts.seeded(parties=("tenderer", "centre"))
    clock.set(experts.AT)
    Seed.objects.filter(party="supervisor").update(failed="seed_mismatch")
    page = main(seen(hall.room.section, people.staff("centre_verifier")))
    assert "存底作废" in page
    assert "存底的种子与承诺不符" in page
    assert "各方种子合成：" in page  # the others' seeds decide
    Seed.objects.update(seed="", how="", failed="seed_mismatch")
    assert "各方的存底都作废，这次抽不出结果。" in seen(hall.room.section, people.staff("centre_verifier"))


def test_lots_page_says_when_nothing_is_drawn_and_speaks_english(clock: TestClock) -> None:
    section = tenders.section()
    clock.set(tenders.ISSUE)
    client = people.sign_in(Client(), people.supervisor())
    assert "本标段现在没有要抽的。" in client.get(address(section)).content.decode()
    english = client.get(address(section), headers={"accept-language": "en"}).content.decode()
    assert "Nothing is drawn by lot in this section now." in english


def test_desks_list_the_seeds_that_are_owed(clock: TestClock) -> None:
    hall = experts.excluded()
    section = hall.room.section
    clock.set(experts.AT)
    desks = {"/buyer/": officer(section), "/centre/": people.staff("centre_host"), "/supervisor/": people.supervisor()}

    def listed(words: str) -> list[bool]:
        pages = [people.sign_in(Client(), who).get(desk).content.decode() for desk, who in desks.items()]
        return [words in page and address(section) in page for page in pages]

    assert listed("提交种子") == [True, True, True]
    experts.seeded(hall, parties=("centre",))
    assert listed("公开种子") == [True, False, True]
    assert listed("提交种子") == [False, False, False]
    page = people.sign_in(Client(), desks["/buyer/"]).get(f"/buyer/tenders/{section.tender.code}/").content.decode()
    assert "公开种子" in page
    assert address(section) in page


def test_desks_ask_as_many_queries_for_three_seeds_as_for_one(clock: TestClock) -> None:
    clock.set(seeds.AT)
    client = people.sign_in(Client(), people.staff("centre_host"))

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/centre/").content.decode()
        return page.count("去提交"), len(queries)

    tenders.in_verification(seeds.drawing().tender.notices.get())
    one = asked()
    for _ in range(2):
        tenders.in_verification(seeds.drawing().tender.notices.get())
    assert (one[0], asked()) == (1, (3, one[1]))
