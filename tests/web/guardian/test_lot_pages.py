"""The guardian's pages for withheld seeds and for rosters: who may open them, what they say, what the script is given."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.experts import actions as expert_acts
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.lots import ASKED_AFTER
from qinglian.domain.tenders.models import Seed
from tests.clock import TestClock
from tests.factories import bids, experts, people, seeds, tenders

pytestmark = pytest.mark.django_db
DATA = re.compile(r'id="q-release-data" type="application/json">(.*?)</script>', re.S)


def page(hall: experts.Hall, holder: people.Guardian, what: str, *, status: int = 200) -> str:
    """This will read a page as this guardian."""
    answer = people.sign_in(Client(), holder.person).get(f"/guardian/{what}/{hall.room.section.tender.code}/1/")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def given(seen: str) -> dict:
    found = DATA.search(seen)
    return json.loads(found[1]) if found else {}


def test_withheld_seeds_are_asked_for_half_an_hour_after_they_could_be_told(clock: TestClock) -> None:
    hall = experts.seeded(parties=("tenderer",))
    holder = hall.room.holders["trade"][0]
    clock.set(experts.AT)
    early = page(hall, holder, "lots")
    assert (early.count("等本方公开"), given(early)) == (2, {})
    clock.set(experts.AT + ASKED_AFTER)
    due = page(hall, holder, "lots")
    commitments = list(Seed.objects.filter(seed="").order_by("pk").values_list("commitment", flat=True))
    assert [row["commitment"] for row in given(due)["deposits"]] == commitments
    assert (given(due)["mode"], given(due)["guardian"], due.count("等您放出")) == ("deposits", holder.id, 2)

    seed = Seed.objects.get(party="centre")
    made = seeds.Party("centre", b"", None, {"deposit": seed.deposit})  # type: ignore[arg-type]  # nobody commits here
    actions.release_seed_share(seeds.released(hall.room.section, made, holder), at=clock.now)
    after = page(hall, holder, "lots")
    assert (after.count("已放出"), len(given(after)["deposits"])) == (1, 1)


def test_no_withheld_seed_is_good_news(clock: TestClock) -> None:
    hall = experts.seeded()
    clock.set(experts.AT + ASKED_AFTER)
    assert "没有要放出的存底。" in page(hall, hall.room.holders["trade"][0], "lots")


def test_roster_page_is_the_supervision_groups_alone(clock: TestClock) -> None:
    hall = experts.rostered()
    clock.set(experts.AT)
    for holder in hall.room.holders["trade"]:
        page(hall, holder, "roster", status=404)
    stranger = people.guardian(people.supervisor_office("别处的监督机构"))
    page(hall, stranger, "roster", status=404)
    seen = page(hall, hall.room.holders["supervision"][0], "roster")
    told = given(seen)
    assert (told["mode"], told["epoch"], told["scope"]["draw"]) == ("roster", 0, 1)
    assert "评审专家001" not in seen  # names are opened by the guardian's key alone
    supervisor = people.sign_in(Client(), people.supervisor())
    assert supervisor.get(f"/guardian/roster/{hall.room.section.tender.code}/1/").status_code == 403


def test_roster_page_follows_the_draw(clock: TestClock) -> None:
    clock.set(experts.AT)
    where = bids.releasing(3)
    hall = experts.Hall(where, None)  # type: ignore[arg-type]  # no draw yet
    holder = where.holders["supervision"][0]
    assert "还没有申请抽取专家。" in page(hall, holder, "roster")
    hall = experts.requested(where)
    assert "名册还没有固定。" in page(hall, holder, "roster")
    experts.rostered(hall)
    assert given(page(hall, holder, "roster"))
    experts.approved(hall)
    approved = page(hall, holder, "roster")
    assert ("监督组已签名：名册就是专家库。" in approved, given(approved)) == (True, {})
    expert_acts.abandon_draw(hall.draw, reason="更换时间", by=tenders.reviewer(where.section.tender), at=experts.AT)
    assert "还没有申请抽取专家。" in page(hall, holder, "roster")


def test_lot_pages_want_the_proof_of_who_acts(clock: TestClock) -> None:
    hall = experts.rostered()
    clock.set(experts.AT)
    client = people.sign_in(Client(), hall.room.holders["supervision"][0].person, at=experts.AT - timedelta(hours=1))
    for what in ("lots", "roster"):
        answer = client.get(f"/guardian/{what}/{hall.room.section.tender.code}/1/")
        assert "/accounts/reauthenticate/" in answer["Location"]


def test_desk_lists_rosters_and_deposits_of_the_guardians_own_sections(clock: TestClock) -> None:
    hall = experts.rostered()
    clock.set(experts.AT)

    def desk(group: str) -> str:
        return people.sign_in(Client(), hall.room.holders[group][0].person).get("/guardian/").content.decode()

    assert ("核对专家名册" in desk("supervision"), "核对专家名册" in desk("trade")) == (True, False)
    experts.seeded(experts.excluded(experts.approved(hall)), parties=())
    assert ("核对专家名册" in desk("supervision"), "放出种子存底" in desk("trade")) == (False, False)
    clock.set(experts.AT + ASKED_AFTER)
    assert ("放出种子存底" in desk("supervision"), "放出种子存底" in desk("trade")) == (True, True)
