"""The endpoints of projects and tenders: a notice published through them, the refusals they answer, what strangers get."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from qinglian.api.errors import PROBLEM
from qinglian.domain.tenders.models import Notice
from qinglian.domain.tenders.queries import recipients_of
from qinglian.law import rulebook
from tests.clock import TestClock
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Desk:
    """The signed-in clients of a tenderer's officer and reviewer, the centre's verifier, and a stranger."""

    def __init__(self) -> None:
        self.tenderer = projects.tenderer()
        self.officer = people.sign_in(Client(), people.person(self.tenderer, "buyer_operator"))
        reviewer = people.person(self.tenderer, "buyer_reviewer")
        self.leader, self.reviewer = reviewer.pk, people.sign_in(Client(), reviewer)
        self.verifier = people.sign_in(Client(), people.staff("centre_verifier"))
        self.supervisor = people.sign_in(Client(), people.supervisor())
        self.stranger = Client()


@pytest.fixture
def desk(clock: TestClock) -> Desk:
    clock.set(tenders.AT)
    return Desk()


def post(client: Client, path: str, body: object = None, status: int = 200):
    answer = client.post(f"/api{path}", {} if body is None else body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def put(client: Client, path: str, body: object, status: int = 200):
    answer = client.put(f"/api{path}", body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def get(client: Client, path: str, status: int = 200):
    answer = client.get(f"/api{path}")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def plain(typed: object) -> dict:
    body = dict(vars(typed))
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in body.items()}


def drafted(desk: Desk) -> tuple[str, list]:
    """Project, tender, section, notice, document and cards through the API; the tender's code and the guardians."""
    (leader,) = [row["id"] for row in get(desk.officer, "/projects/own/leaders") if row["id"] == desk.leader]
    project = post(desk.officer, "/projects", plain(projects.typed(leader=leader)), 201)
    post(desk.reviewer, f"/projects/{project['code']}/leader-pledge", status=201)
    post(desk.officer, f"/projects/{project['code']}/submit")
    typed = plain(tenders.tender_typed(supervisor=people.supervisor_office().pk))
    del typed["code"]
    code = post(desk.officer, "/tenders", typed | {"project": project["code"]}, 201)["code"]
    post(desk.officer, f"/tenders/{code}/sections", plain(tenders.section_typed()), 201)
    holders = tenders.guardians(desk.tenderer)
    access = tenders.access_with(holders)
    post(desk.officer, f"/tenders/{code}/notices", plain(tenders.notice_typed(access)), 201)
    upload(desk.officer, code)
    section = Notice.objects.get().tender.sections.get()
    for group, held in holders.items():
        for holder in held:
            post(desk.stranger, "/tenders/cards", tenders.card(section, holder, group=group), 201)
    return code, holders


def upload(client: Client, code: str, *, title: str = "招标文件", status: int = 201):
    file = SimpleUploadedFile("招标文件.docx", tenders.docx_bytes(), DOCX)
    answer = client.post(f"/api/tenders/{code}/notices/1/documents", {"title": title, "file": file})
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def published(desk: Desk, clock: TestClock) -> str:
    code, _ = drafted(desk)
    post(desk.officer, f"/tenders/{code}/notices/1/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/1/approve", {"opinion": "同意"})
    clock.set(tenders.PUBLISHED)
    people.step_up(desk.verifier)
    post(desk.verifier, f"/tenders/{code}/notices/1/publish")
    return code


@pytest.mark.meets("A-036", "A-037", "A-038", "A-039", "A-051", "A-052", "A-053")
def test_notice_is_published_through_the_api(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    notice = get(desk.stranger, f"/tenders/{code}/notices/1")
    assert (notice["state"], notice["published_at"]) == ("published", "2026-11-19T08:30:00+08:00")
    assert notice["reviewed_by"] != notice["prepared_by"]
    assert notice["verified_by"].startswith("per-")
    listed = get(desk.stranger, "/tenders?words=幼儿园")
    assert (listed["total"], listed["items"][0]["code"]) == (1, code)
    assert listed["items"][0]["sections"][0]["deadline_at"] == "2026-12-11T09:30:00+08:00"


def test_documents_are_free_for_strangers_once_published_and_arrive_unaltered(desk: Desk, clock: TestClock):
    code, _ = drafted(desk)
    digest = sha256(tenders.docx_bytes()).hexdigest()
    assert get(desk.stranger, f"/tenders/{code}/documents/{digest}", 404)["rule"] == "nothing_found"
    post(desk.officer, f"/tenders/{code}/notices/1/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/1/approve", {"opinion": "同意"})
    clock.set(tenders.PUBLISHED)
    people.step_up(desk.verifier)
    post(desk.verifier, f"/tenders/{code}/notices/1/publish")
    answer = desk.stranger.get(f"/api/tenders/{code}/documents/{digest}")
    assert sha256(b"".join(answer.streaming_content)).hexdigest() == digest
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer
    assert not answer.cookies


def test_kit_is_public_and_complete(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    kit = get(desk.stranger, f"/tenders/{code}/sections/1/kit")
    section = Notice.objects.get().tender.sections.get()
    assert {card["document"]["guardian"] for card in kit["cards"]} == set(recipients_of(section))
    assert kit["notice"]["leaf"] == Notice.objects.get().leaf


def test_kit_before_the_publication_is_hidden_or_not_now(desk: Desk):
    code, _ = drafted(desk)
    assert get(desk.stranger, f"/tenders/{code}/sections/1/kit", 404)["rule"] == "nothing_found"
    assert get(desk.officer, f"/tenders/{code}/sections/1/kit", 409)["article"] == "ZTB 16"


def test_verdicts_show_figures_and_repair(desk: Desk):
    code, holders = drafted(desk)
    typed = tenders.notice_typed(tenders.access_with(holders), deadline_at=tenders.DEADLINE.replace(day=8))
    put(desk.officer, f"/tenders/{code}/notices/1", plain(typed))
    first = get(desk.officer, f"/tenders/{code}/notices/1/verdicts")[0]
    assert (first["rule"], first["outcome"], first["repair"]) == ("min_bid_period_days", "broken", "2026-12-09T09:30")
    refused = post(desk.officer, f"/tenders/{code}/notices/1/submit", status=422)
    assert (refused["rule"], refused["article"], refused["field"]) == ("min_bid_period_days", "ZTB 24", "deadline_at")
    assert refused["next_step"] == "改为 2026-12-09 09:30"


@pytest.mark.meets("A-083")
def test_amendment_through_the_api_is_the_next_version(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    body = {"change": "更正清单第 0403 项。", "affects_bids": True}
    assert post(desk.officer, f"/tenders/{code}/amendments", body, 201)["version"] == 2
    post(desk.officer, f"/tenders/{code}/notices/2/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/2/return", {"reason": "请附图"})
    post(desk.officer, f"/tenders/{code}/notices/2/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/2/approve", {"opinion": "同意"})
    post(desk.verifier, f"/tenders/{code}/notices/2/publish")
    assert [get(desk.stranger, f"/tenders/{code}/notices/{number}")["state"] for number in (1, 2)] == [
        "superseded",
        "published",
    ]


@pytest.mark.meets("A-085")
def test_clarification_file_is_downloaded_unaltered_by_anybody(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    post(desk.officer, f"/tenders/{code}/amendments", {"change": "补充澄清文件第 1 号。", "affects_bids": False}, 201)
    content = tenders.pdf_bytes("Clarification No. 1")
    file = SimpleUploadedFile("澄清 1.pdf", content, "application/pdf")
    added = desk.officer.post(f"/api/tenders/{code}/notices/2/documents", {"title": "澄清文件第 1 号", "file": file})
    path = f"/api/tenders/{code}/documents/{added.json()['sha256']}"
    assert desk.stranger.get(path).status_code == 404
    post(desk.officer, f"/tenders/{code}/notices/2/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/2/approve", {"opinion": "同意"})
    post(desk.verifier, f"/tenders/{code}/notices/2/publish")
    assert b"".join(desk.stranger.get(path).streaming_content) == content


def test_refuse_returns_the_notice(desk: Desk):
    code, _ = drafted(desk)
    post(desk.officer, f"/tenders/{code}/notices/1/submit")
    post(desk.reviewer, f"/tenders/{code}/notices/1/approve", {"opinion": "同意"})
    assert [row["tender"] for row in get(desk.verifier, "/tenders/to-verify")["items"]] == [code]
    refused = post(desk.verifier, f"/tenders/{code}/notices/1/refuse", {"reason": "附件缺清单"})
    assert (refused["state"], refused["returned_reason"]) == ("draft", "附件缺清单")


def test_holds_stop_and_let_go(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    body = {"cause": "complaint", "article": "REG 62", "reason": "调查中"}
    hold = post(desk.supervisor, f"/tenders/{code}/holds", body, 201)
    assert [row["id"] for row in get(desk.stranger, f"/tenders/{code}/holds")] == [hold["id"]]
    assert post(desk.officer, f"/tenders/{code}/holds/{hold['id']}/lift", status=403)["article"] == "REG 62"
    post(desk.supervisor, f"/tenders/{code}/holds/{hold['id']}/lift")
    assert get(desk.stranger, f"/tenders/{code}/holds") == []
    assert post(desk.supervisor, f"/tenders/{code}/holds/999/lift", status=404)["status"] == 404


def test_terminate_and_retender(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    assert post(desk.officer, f"/tenders/{code}/sections/1/retender", status=409)["rule"] == "section.retender"
    ended = post(desk.reviewer, f"/tenders/{code}/terminate", {"reason": "项目取消"})
    assert ended["sections"][0]["state"] == "terminated"


def test_failed_section_is_tendered_again(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    tenders.failed(tenders.section(Notice.objects.get()))
    again = post(desk.officer, f"/tenders/{code}/sections/1/retender")
    assert (again["round"], again["state"], again["failure"]) == (2, "draft", None)


def test_drafts_are_edited_and_deleted(desk: Desk):
    code, holders = drafted(desk)
    digest = sha256(tenders.docx_bytes()).hexdigest()
    upload(desk.officer, code, title="副本")
    assert desk.officer.delete(f"/api/tenders/{code}/notices/1/documents/{digest}").status_code == 204
    assert desk.officer.delete(f"/api/tenders/{code}/notices/1").status_code == 204
    put(desk.officer, f"/tenders/{code}/sections/1", plain(tenders.section_typed(name="装修")))
    post(desk.officer, f"/tenders/{code}/sections", plain(tenders.section_typed("2")), 201)
    assert desk.officer.delete(f"/api/tenders/{code}/sections/2").status_code == 204
    post(desk.officer, f"/tenders/{code}/submit")
    typed = plain(tenders.tender_typed(name="改名"))
    del typed["code"]
    assert put(desk.officer, f"/tenders/{code}", typed)["name"] == "改名"
    assert [row["sections"][0]["name"] for row in get(desk.officer, "/tenders/own")["items"]] == ["装修"]
    assert len(get(desk.officer, f"/tenders/{code}/guardians")) == sum(len(held) for held in holders.values())


def test_projects_are_edited_listed_and_deleted(desk: Desk):
    body = plain(projects.typed())
    code = post(desk.officer, "/projects", body, 201)["code"]
    assert put(desk.officer, f"/projects/{code}", body | {"name": "改名"})["name"] == "改名"
    assert get(desk.officer, "/projects?words=改名")["total"] == 1
    assert get(desk.officer, f"/projects/{code}")["state"] == "draft"
    assert get(desk.verifier, f"/projects/{code}", 404)["rule"] == "nothing_found"
    assert desk.officer.delete(f"/api/projects/{code}").status_code == 204
    assert get(desk.officer, f"/projects/{code}", 404)["status"] == 404


def test_tender_without_a_notice_can_be_deleted(desk: Desk):
    project = post(desk.officer, "/projects", plain(projects.typed(kind="services")), 201)
    post(desk.officer, f"/projects/{project['code']}/submit")
    body = {"project": project["code"], "name": "试一试", "kind": "works"}
    code = post(desk.officer, "/tenders", body, 201)["code"]
    assert desk.officer.delete(f"/api/tenders/{code}").status_code == 204
    assert get(desk.officer, f"/tenders/{code}", 404)["status"] == 404


def test_wrong_file_is_a_problem(desk: Desk):
    code, _ = drafted(desk)
    file = SimpleUploadedFile("a.pdf", b"MZ", "application/pdf")
    answer = desk.officer.post(f"/api/tenders/{code}/notices/1/documents", {"title": "图", "file": file})
    assert (answer.status_code, answer["Content-Type"], answer.json()["rule"]) == (422, PROBLEM, "document_types")


def test_wrong_roles_and_strangers_are_refused(desk: Desk):
    code, _ = drafted(desk)
    assert post(desk.stranger, f"/tenders/{code}/notices/1/submit", status=401)["status"] == 401
    assert post(desk.verifier, f"/tenders/{code}/notices/1/submit", status=404)["rule"] == "nothing_found"
    assert post(desk.reviewer, f"/tenders/{code}/notices/1/submit", status=403)["rule"] == "notice.submit_notice"
    assert post(desk.officer, f"/tenders/{code}/notices/1/approve", {}, status=403)["rule"] == "notice.approve_notice"


def test_unknown_fields_and_floats_are_refused(desk: Desk):
    assert post(desk.officer, "/projects", plain(projects.typed()) | {"extra": 1}, 422)["rule"] == "api.schema"
    assert post(desk.officer, "/projects", plain(projects.typed()) | {"approved_budget_fen": 1.5}, 400)["status"] == 400


def test_rulebook_gives_the_digest_of_the_notice(desk: Desk):
    rows = get(desk.stranger, "/tenders/rulebook?on=2026-11-19")
    assert rows == [row.row() for row in rulebook.in_force(on=tenders.PUBLISHED.date())]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_tenders_costs_the_same_for_one_and_three(client: Client, django_assert_num_queries, count: int):
    for _ in range(count):
        tenders.published()
    with django_assert_num_queries(4):
        assert len(get(client, "/tenders")["items"]) == count


def everything_stored() -> dict[str, list[tuple]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
        return found


def test_download_by_a_signed_in_bidder_changes_no_row_of_any_table(desk: Desk, clock: TestClock):
    code = published(desk, clock)
    organisation, _ = people.bidder("江城市神秘建设有限公司")
    bidder = people.sign_in(Client(), people.person(organisation, "bidder_agent"))
    digest = sha256(tenders.docx_bytes()).hexdigest()
    before = everything_stored()
    assert any(organisation.name in repr(rows) for rows in before.values())
    for path in (f"/api/tenders/{code}/documents/{digest}", f"/notices/{code}/documents/{digest}"):
        assert b"".join(bidder.get(path).streaming_content) == tenders.docx_bytes()
    assert bidder.get(f"/api/tenders/{code}/sections/1/kit").status_code == 200
    assert everything_stored() == before
