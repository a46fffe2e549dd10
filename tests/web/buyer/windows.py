"""Windows on the tenderer's pages for tests: signed-in clients, forms that pass, and addresses."""

from django.test import Client

from qinglian.domain.tenders.models import Notice
from tests.factories import people, projects, tenders


class Desk:
    """Signed-in windows of a tenderer's officer and reviewer, and of somebody else's officer."""

    def __init__(self) -> None:
        self.tenderer = projects.tenderer("江城市城市建设发展中心")
        self.officer = people.sign_in(Client(), people.person(self.tenderer, "buyer_operator"))
        self.leader = people.person(self.tenderer, "buyer_reviewer")
        self.reviewer = people.sign_in(Client(), self.leader)
        self.other = people.sign_in(Client(), people.person(projects.tenderer(), "buyer_operator"))


def get(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, data: dict, status: int = 302) -> str:
    answer = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[:6000]
    return answer["Location"] if status == 302 else answer.content.decode()


def own(desk: Desk, **changes: object) -> Notice:
    """A complete draft of the desk's own tenderer."""
    return tenders.drafted(tenders.created(projects.submitted(desk.tenderer)), **changes)


def address(notice: Notice, part: str = "") -> str:
    return f"/buyer/tenders/{notice.tender.code}/notices/{notice.version}/" + (f"{part}/" if part else "")


TIMES = {
    "documents_from_at": "2026-11-19T09:00",
    "documents_until_at": "2026-12-03T17:30",
    "deadline_at": "2026-12-11T09:30",
    "questions_until_at": "2026-11-25T17:30",
    "bid_validity_days": "90",
}
