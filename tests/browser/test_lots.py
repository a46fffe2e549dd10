"""Seeds are committed, told and, when withheld, released in the browser; a supervising guardian checks a roster there."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Page, expect

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.models import Draw
from qinglian.domain.experts.policy import NOTIFIER
from qinglian.domain.people.models import Person
from qinglian.domain.tenders.actions import publish_notice
from qinglian.domain.tenders.lots import ASKED_AFTER
from qinglian.domain.tenders.models import Seed
from qinglian.domain.tenders.queries import lots_recipients_of
from qinglian.jobs.timetable import tick
from qinglian.record import clock
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.draw import roster_leaf
from qinglian.trust.keys import age_recipient
from qinglian.trust.strict import to_base64
from tests.browser.desk import Desk, axe_clean, fits
from tests.browser.keyfile import WORDS, key_file
from tests.factories import experts, people, seeds, tenders
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # a passphrase takes seconds on a busy machine
GHOST = {"expert": "exp-ghost", "name": "查无此人", "unit": "江城某某公司", "specialities": ["A0801"]}


class Hour:
    """The whole process's clock, the live server's threads included."""

    now: datetime = experts.AT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> Hour:
    """This will set the clock a minute after the factories' acts."""
    hour = Hour()
    monkeypatch.setattr(clock, "now", lambda: hour.now)
    return hour


def party(hall: experts.Hall, name: str) -> Person:
    """This will store a person who acts for the party."""
    if name == "tenderer":
        return people.person(hall.room.section.tender.tenderer, "buyer_operator")
    return people.staff("centre_host") if name == "centre" else people.supervisor()


def address(hall: experts.Hall, before: str, after: str = "") -> str:
    """This will return the address of a page about the hall's section."""
    return f"/{before}/{hall.room.section.tender.code}/1/{after}"


def looked_at(desk: Desk, page: Page, name: str) -> None:
    """This will check the page as it stands, and keep its picture."""
    axe_clean(page)
    fits(page)
    desk.picture(page, name)


def unlock(page: Page, file: Path) -> None:
    """This will choose the key file and type its passphrase."""
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(WORDS)


def commit(page: Page) -> None:
    """This will compare the policy and commit."""
    page.get_by_label("我已逐组核对，与公布的一致").check()
    page.get_by_role("button", name="生成种子并提交").click()


def test_parties_commit_and_tell_and_guardians_release_what_one_withholds(
    desk: Desk, tmp_path: Path, hour: Hour
) -> None:
    hall = experts.excluded()
    pages = {
        name: desk.page(person=party(hall, name), phone=name == "centre")
        for name in ("tenderer", "centre", "supervisor")
    }
    for name, page in pages.items():
        page.goto(desk.url(address(hall, "tenders", "lots/")))
        expect(page.get_by_role("button", name="生成种子并提交")).to_be_visible()
        looked_at(desk, page, f"lots-commit-{name}")
        commit(page)
        ready = "公开种子" if name == "supervisor" else "保存种子文件"
        expect(page.get_by_role("button", name=ready)).to_be_visible()
        looked_at(desk, page, f"lots-committed-{name}")
    assert [row.party for row in Seed.objects.filter(seed="").order_by("pk")] == ["tenderer", "centre", "supervisor"]

    for name in ("tenderer", "centre"):
        page = pages[name]
        page.reload()
        looked_at(desk, page, f"lots-tell-{name}")
        page.get_by_role("button", name="公开种子").click()
        expect(page.locator(".q-verdict", has_text="（本方）").get_by_text("已公开")).to_be_visible()
    told = Seed.objects.exclude(seed="").order_by("pk")
    assert [(row.party, row.how) for row in told] == [("tenderer", "party"), ("centre", "party")]

    sequence_all(hour.now)
    hour.now += ASKED_AFTER
    for group, phone in (("supervision", False), ("trade", True)):
        holder = hall.room.holders[group][0]
        page = desk.page(person=holder.person, phone=phone)
        page.goto(desk.url("/guardian/"))
        page.get_by_role("row", name="放出种子存底").get_by_role("link", name="去放出").click()
        page.get_by_label("我已逐组核对，与公布的一致").check()
        unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
        looked_at(desk, page, f"guardian-lots-{group}")
        page.get_by_role("button", name="核对并放出").click()
        expect(page.get_by_text("已放出")).to_be_visible()
        looked_at(desk, page, f"guardian-lots-released-{group}")

    tick(at=hour.now)
    hall.refresh()
    assert (hall.draw.state, hall.draw.seed) == ("drawn", queries.seed_of(hall.draw).hex())
    assert Seed.objects.get(party="supervisor").how == "deposit"
    page = pages["centre"]
    page.reload()
    expect(page.get_by_text("保管人放出")).to_be_visible()
    expect(page.get_by_text("各方种子合成：")).to_be_visible()
    looked_at(desk, page, "lots-decided")
    assert desk.troubles == []


def test_both_parties_commit_to_a_coefficient_before_the_notice_is_published(desk: Desk, hour: Hour) -> None:
    hour.now = tenders.PUBLISHED
    notice = tenders.in_verification(seeds.drawing().tender.notices.get())
    who = {"tenderer": people.person(notice.tender.tenderer, "buyer_operator"), "centre": people.staff("centre_host")}
    for name, home in (("tenderer", "/buyer/"), ("centre", "/centre/")):
        page = desk.page(person=who[name], phone=name == "tenderer")
        page.goto(desk.url(home))
        looked_at(desk, page, f"lots-desk-{name}")
        page.get_by_role("row", name="提交种子").get_by_role("link", name="去提交").click()
        commit(page)
        expect(page.get_by_role("button", name="保存种子文件")).to_be_visible()
        looked_at(desk, page, f"lots-coefficient-{name}")
    assert publish_notice(notice, by=people.verifier(), at=hour.now).state == "published"
    assert desk.troubles == []


def test_a_seed_is_told_from_its_file_on_another_computer(desk: Desk, tmp_path: Path) -> None:
    hall = experts.excluded()
    who = party(hall, "tenderer")
    page = desk.page(person=who)
    page.goto(desk.url(address(hall, "tenders", "lots/")))
    commit(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="保存种子文件").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    experts.seeded(hall, parties=(), committed_already=("tenderer",))

    elsewhere = desk.page(person=who)
    elsewhere.goto(desk.url(address(hall, "tenders", "lots/")))
    expect(elsewhere.get_by_text("本浏览器没有存这个种子。")).to_be_visible()
    elsewhere.get_by_role("button", name="公开种子").click()
    expect(elsewhere.get_by_text("还没有选种子文件。")).to_be_visible()
    looked_at(desk, elsewhere, "lots-tell-from-file")
    elsewhere.get_by_label("种子文件").set_input_files(file)
    elsewhere.get_by_role("button", name="公开种子").click()
    expect(elsewhere.locator(".q-verdict", has_text="（本方）").get_by_text("已公开")).to_be_visible()
    assert Seed.objects.get(party="tenderer").how == "party"
    assert desk.troubles == []


def test_guardians_tool_keeps_its_share_while_the_log_lacks_a_commitment(
    desk: Desk, tmp_path: Path, hour: Hour
) -> None:
    """The platform says that all have committed, but hides one commitment from the evidence: nothing is released."""
    hall = experts.seeded(parties=("tenderer",))
    sequence_all(hour.now)
    hour.now += ASKED_AFTER
    holder = hall.room.holders["trade"][0]
    page = desk.page(person=holder.person)

    def leave_one_out(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, json=answer.json()[:-1])  # type: ignore[attr-defined]

    page.route("**/seeds/evidence", leave_one_out)
    page.goto(desk.url(address(hall, "guardian/lots")))
    page.get_by_label("我已逐组核对，与公布的一致").check()
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name="核对并放出").click()
    expect(page.get_by_role("alert").filter(has_text="公开日志里还没有行政监督部门的承诺")).to_be_visible()
    looked_at(desk, page, "guardian-lots-refused")
    assert sum(seed.shares.count() for seed in Seed.objects.all()) == 0


@pytest.mark.parametrize("phone", [False, True])
def test_a_supervising_guardian_checks_the_roster_and_signs(desk: Desk, tmp_path: Path, phone: bool) -> None:
    hall = experts.rostered(experts=12)
    holder = hall.room.holders["supervision"][1]
    page = desk.page(person=holder.person, phone=phone)
    page.goto(desk.url("/guardian/"))
    looked_at(desk, page, f"guardian-desk-roster{'-phone' if phone else ''}")
    page.get_by_role("row", name="核对专家名册").get_by_role("link", name="去核对").click()
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name="打开名册并核对").click()
    expect(page.get_by_text("12 名专家全部在库，没有多出的人")).to_be_visible()
    looked_at(desk, page, f"guardian-roster{'-phone' if phone else ''}")
    page.get_by_role("button", name="签名：名册就是专家库").click()
    expect(page.get_by_text("监督组已签名：名册就是专家库。")).to_be_visible()
    looked_at(desk, page, f"guardian-roster-signed{'-phone' if phone else ''}")
    hall.refresh()
    assert (hall.draw.state, hall.draw.approval["document"]["size"]) == ("approved", 12)
    assert desk.troubles == []


def test_a_roster_with_a_ghost_is_shown_and_cannot_be_signed(desk: Desk, tmp_path: Path) -> None:
    hall = with_ghost(experts.requested(experts=12))
    holder = hall.room.holders["supervision"][0]
    page = desk.page(person=holder.person)
    page.goto(desk.url(address(hall, "guardian/roster")))
    unlock(page, key_file(tmp_path, holder.person.pk, holder.master))
    page.get_by_role("button", name="打开名册并核对").click()
    expect(page.get_by_role("alert").filter(has_text="名册与专家库不符，不能签名。")).to_be_visible()
    expect(page.get_by_text("1 人不在库，0 人资料不同")).to_be_visible()
    expect(page.get_by_text("漏了 1 人")).to_be_visible()
    expect(page.get_by_role("heading", name="名册上有、专家库没有")).to_be_visible()
    expect(page.get_by_role("rowheader", name=GHOST["name"])).to_have_count(
        2
    )  # among the ghosts, and in the whole roster
    expect(page.get_by_role("button", name="签名：名册就是专家库")).to_have_count(0)
    looked_at(desk, page, "guardian-roster-ghost")
    assert Draw.objects.get().state == "rostered"


def with_ghost(hall: experts.Hall) -> experts.Hall:
    """This will fix a roster in which a ghost stands in the place of the register's first expert."""
    draw = hall.draw
    register = queries.register_rows(draw, asker=people.actor(people.supervisor()))
    entries = {}
    for entry in [*register[1:], GHOST]:
        salt = secrets.token_bytes(32)
        entries[roster_leaf(salt, **entry).hex()] = {"salt": to_base64(salt), **entry}
    rows = [{"number": number, **entries[leaf]} for number, leaf in enumerate(sorted(entries), start=1)]
    opening = jcs({"type": "roster-opening/v1", "scope": queries.scope_of(draw), "rows": rows})
    recipients, guardians = lots_recipients_of(draw.section), queries.supervision_of(draw.section)
    locked = {name: to_base64(pyrage.encrypt(opening, [age_recipient(recipients[name])])) for name in guardians}
    wanted = {row["speciality"] for row in draw.strata}
    leaves = {leaf: [code for code in row["specialities"] if code in wanted] for leaf, row in entries.items()}
    actions.record_roster(
        draw, leaves=leaves, opening=locked, opening_hash=sha256(opening).hex(), by=NOTIFIER, at=experts.AT
    )
    hall.refresh()
    return hall
