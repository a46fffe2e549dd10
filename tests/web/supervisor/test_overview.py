"""The supervisor's view: every tender from verification on, verdicts, holds, log; nothing can be changed."""

import pytest
from django.test import Client
from django.urls import get_resolver

from qinglian.domain.tenders import actions
from qinglian.web.supervisor import overview
from tests.clock import TestClock
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(client: Client, clock: TestClock) -> Client:
    """A client signed in as supervising officer, on the day after the factories' publication."""
    clock.set(tenders.ISSUE.replace(day=20))
    return people.sign_in(client, people.supervisor())


def main(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_overview_of_nothing_says_so(supervisor: Client) -> None:
    assert "还没有项目" in main(supervisor, "/supervisor/")


def test_overview_shows_tenders_before_and_after_publication(supervisor: Client) -> None:
    published = tenders.published().tender
    waiting = tenders.in_verification().tender
    drafted = tenders.drafted().tender
    page = main(supervisor, "/supervisor/")
    assert f"/supervisor/tenders/{published.code}/" in page
    assert f"/supervisor/tenders/{waiting.code}/" in page
    assert drafted.code not in page
    assert supervisor.get(f"/supervisor/tenders/{drafted.code}/").status_code == 404


def test_tender_page_shows_verdicts_holds_and_who_did_what(supervisor: Client) -> None:
    notice = tenders.published()
    page = main(supervisor, f"/supervisor/tenders/{notice.tender.code}/")
    assert "符合" in page
    assert "没有暂停过" in page
    assert "<form" not in page


def test_hold_is_shown_in_overview_and_page(supervisor: Client) -> None:
    notice = tenders.published()
    by = people.actor(people.supervisor(), at=tenders.PUBLISHED)
    actions.place_hold(
        notice.tender, cause="supervisor_order", article="REG 62", reason="投诉处理期间暂停", by=by, at=tenders.ISSUE
    )
    assert "暂停" in main(supervisor, "/supervisor/")
    assert "投诉处理期间暂停" in main(supervisor, f"/supervisor/tenders/{notice.tender.code}/")


def test_supervisor_pages_are_for_supervisors(client: Client) -> None:
    assert "/accounts/login/" in client.get("/supervisor/")["Location"]
    people.sign_in(client, people.staff())
    assert client.get("/supervisor/").status_code == 403


def test_supervisor_pages_take_no_acts_on_tenders() -> None:
    """Oversight changes nothing of a tender: the one page that names one reads it; the others are about the centre's own conduct."""
    patterns = get_resolver().reverse_dict
    named = {
        name: patterns[name][0][0][0] for name in patterns if isinstance(name, str) and name.startswith("supervisor_")
    }
    assert [name for name, address in named.items() if "tenders/" in address] == ["supervisor_tender"]
    assert not {"actions", "outlets"} & set(vars(overview))  # nothing that acts is at hand there


def test_overview_speaks_english(supervisor: Client) -> None:
    answer = supervisor.get("/supervisor/", headers={"accept-language": "en"})
    assert "Read only" in answer.content.decode()
