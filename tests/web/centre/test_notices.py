"""The centre's desk for notices: queue, verdicts of the moment, publish, send back; supervisors read along."""

from datetime import timedelta

import pytest
from django.test import Client

from qinglian.domain.tenders.models import Notice
from tests.clock import TestClock
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(clock: TestClock) -> Client:
    clock.set(tenders.PUBLISHED)
    return people.sign_in(Client(), people.staff("centre_verifier"))


def address(notice: Notice, act: str = "") -> str:
    return f"/centre/notices/{notice.tender.code}/{notice.version}/" + (f"{act}/" if act else "")


def page_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.meets("A-053")
def test_verifier_publishes_and_is_kept_with_the_moment(verifier: Client):
    notice = tenders.in_verification()
    assert notice.tender.name in page_of(verifier, "/centre/notices/")
    page = page_of(verifier, address(notice))
    for words in ("核验并发布", "已核对，同意。", "保管人密钥卡齐备", "卡已交"):
        assert words in page
    answer = verifier.post(address(notice, "publish"))
    assert answer["Location"] == f"/notices/{notice.tender.code}/"
    notice.refresh_from_db()
    assert (notice.state, notice.verified_at) == ("published", tenders.PUBLISHED)
    assert notice.verified_by.startswith("per-")
    assert "没有等待核验的公告。" in page_of(verifier, "/centre/notices/")


def test_verifier_is_told_why_a_late_notice_cannot_be_published(verifier: Client, clock: TestClock):
    notice = tenders.in_verification()
    clock.set(tenders.PUBLISHED + timedelta(days=3))
    people.step_up(verifier)
    assert "1 处违反" in page_of(verifier, "/centre/notices/")
    answer = verifier.post(address(notice, "publish"))
    assert answer.status_code == 422
    assert "投标期只有 19 日，少于 20 日" in answer.content.decode()
    assert "改为 2026-12-12 09:30" in answer.content.decode()
    notice.refresh_from_db()
    assert notice.state == "in_verification"


def test_verifier_sends_back_with_a_reason(verifier: Client):
    notice = tenders.in_verification()
    assert verifier.post(address(notice, "refuse"), {"reason": ""}).status_code == 422
    assert verifier.post(address(notice, "refuse"), {"reason": "附件缺清单"})["Location"] == "/centre/notices/"
    notice.refresh_from_db()
    assert (notice.state, notice.returned_reason) == ("draft", "附件缺清单")
    page_of(verifier, address(notice), 404)


def test_supervisor_reads_and_cannot_decide(verifier: Client):
    notice = tenders.in_verification()
    supervisor = people.sign_in(Client(), people.supervisor())
    assert "核验结论" not in page_of(supervisor, address(notice))
    for act in ("publish", "refuse"):
        assert supervisor.post(address(notice, act), {"reason": "不可以"}).status_code == 403


def test_others_do_not_get_in(verifier: Client):
    notice = tenders.in_verification()
    officer = people.sign_in(Client(), people.person(projects.tenderer(), "buyer_operator"))
    for path in ("/centre/notices/", address(notice)):
        assert officer.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_notice_page_is_said_in_english(verifier: Client):
    notice = tenders.in_verification(tenders.drafted(mode="G+B"))
    page = verifier.get(address(notice), headers={"Accept-Language": "en"}).content.decode()
    assert "Verify and publish" in page
    assert "Guardians and the bidder open together" in page
