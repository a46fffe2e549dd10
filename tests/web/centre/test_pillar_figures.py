"""Each figure of the four pillars opens to a page that tells the same, and what happens after a day changes no report of that day."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.education.activity_kinds import ACTIVITY_KINDS
from qinglian.domain.education.models import Activity
from qinglian.domain.integrity.checklist_kinds import CHECKLIST_KINDS
from qinglian.domain.people.duty_kinds import DUTY_KINDS
from qinglian.domain.people.establishment import DEPARTMENTS, PILLARS
from qinglian.domain.people.models import Duty, Person
from qinglian.domain.supervision import pillar_report, queries
from qinglian.record.clock import simulated_at
from qinglian.web.shared.pillar_columns import FigureShown, pillar_columns
from tests.factories import people, staff, year
from tests.factories.year_days import AT, ON

pytestmark = pytest.mark.django_db
TODAY = AT.date()
STILL = {"points", "flows", "plan_pairs", "talks_leadership", "talks_deputy_division"}
"""The figures that nothing changed in the year that is played."""
CEILINGS = {"/centre/pillars/": 60, "/supervisor/wall/": 63}
"""The most questions that a page may ask of the database, session and login among them (59 and 62 when this was written)."""


def page(client: Client, address: str) -> str:
    """This will get a page that must be there."""
    with simulated_at(AT):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told_at(page: str, part: str) -> tuple[int, int | None, str]:
    """This will read what the element with this id says that it counts: how many, how many of them are done, and its words."""
    found = re.search(
        rf'<(\w+)[^>]* id="{part}" data-due="(\d+)"(?: data-done="(\d+)")?[^>]*>(.*?)</\1>', page, re.DOTALL
    )
    assert found is not None, f"no element {part!r}"
    words = unescape(re.sub(r"<[^>]*>", " ", found[4])).replace(",", "")
    return int(found[2]), None if found[3] is None else int(found[3]), words


def readers(who: year.Crew) -> list[Person]:
    """This will return who may open the overview, one of each role."""
    watcher = people.person(people.supervisor_office(), "supervisor")
    return [who.secretary, who.party, who.discipline, who.head, watcher]


def shown_to(person: Person, *, on: date = TODAY) -> Iterator[FigureShown]:
    """This will go through the figures that the person sees."""
    with simulated_at(AT):
        columns = pillar_columns(staff.actor(person), on=on)
    for column in columns:
        yield from ([column.first] if column.first else []) + column.others


def differing(client: Client, one: FigureShown) -> str:
    """This will open a figure and say how its page differs from it ("" when both tell the same)."""
    figure, (address, _, part) = one.figure, one.link.partition("#")
    due, done, words = told_at(page(client, address), part)
    wanted = (figure.done, None) if figure.is_count else (figure.due, figure.done)
    numbers = {int(number) for number in re.findall(r"\d+", words)}
    is_said = {wanted[0] if figure.is_count else figure.done} <= numbers
    return (
        ""
        if (due, done if not figure.is_count else None) == wanted and is_said
        else f"{figure} is {due, done}: {words}"
    )


@pytest.mark.meets("Z01")
def test_every_figure_opens_to_a_page_that_tells_the_same_and_everything_has_its_pillar() -> None:
    who = year.begun()
    year.finished(who)
    opened, every, differences = set(), set(), []
    for person in readers(who):
        client = people.sign_in(Client(), person, at=AT)
        for one in shown_to(person):
            every.add(one.figure.code)
            if one.link:
                opened.add(one.figure.code)
                differences.append(differing(client, one))
    assert [one for one in differences if one] == []
    assert (opened, len(every) > 50) == (every, True)
    assert {one.figure.pillar for one in shown_to(who.secretary)} == set(PILLARS)
    kinds = [row.pillar for rows in (DUTY_KINDS, ACTIVITY_KINDS, CHECKLIST_KINDS.values()) for row in rows]
    assert set(kinds) == set(PILLARS)
    with pytest.raises(IntegrityError, match="activity_has_pillar"), transaction.atomic():
        Activity.objects.filter(pk=Activity.objects.order_by("pk")[0].pk).update(pillar="")


def test_what_happens_after_a_day_changes_no_figure_of_that_day() -> None:
    who = year.begun()
    asker = staff.actor(who.discipline)

    def figures(on: date) -> dict[str, tuple[int, int, int]]:
        told = queries.pillars_for(asker, on=on)
        return {one.code: (one.done, one.due, one.overdue) for pillar in told for one in pillar.figures}

    def others(on: date) -> list[object]:
        pillars = [(row.code, row.done, row.due, row.overdue) for row in queries.pillars_for(asker, on=on)]
        return [
            pillars,
            queries.sections_for(asker, on=on),
            queries.steps_for(asker, on=on),
            queries.late_for(asker, on=on),
        ]

    before, beside = figures(ON), others(ON)
    year.finished(who)
    assert figures(ON) == before
    assert others(ON) == beside
    now = figures(TODAY)
    assert {code for code in now if now[code] == before[code]} == STILL
    assert all(one != two for one, two in zip(others(TODAY), beside, strict=True))


def test_report_of_a_past_month_names_who_was_late_then() -> None:
    who = year.begun()
    year.finished(who)

    def late(on: date) -> dict[object, object]:
        *_, table = pillar_report.tables_of(staff.actor(who.secretary), on=on)
        return {row[0]: row[2] for row in table.rows}

    assert late(ON) == {"调岗甲": len(DUTY_KINDS) + 2}  # one of each kind, and two festivals' reminders
    assert late(TODAY) == {}


@pytest.mark.parametrize(
    ("address", "every", "of_year"),
    [
        ("/supervisor/warnings/?all=1", 4, 3), ("/supervisor/rectifications/", 16, 11), ("/centre/suggestions/", 4, 3),
        ("/centre/study/directives/", 3, 2), ("/centre/gifts/", 4, 3), ("/centre/meetings/decisions/?state=counted", 3, 2),
        ("/centre/messages/log/", 4, 3), ("/ratings/", 4, 3), ("/supervisor/inspections/?state=due", 46, 43),
    ],
)  # fmt: skip
def test_list_shows_every_year_until_one_is_chosen_on_it(address: str, every: int, of_year: int) -> None:
    who = year.begun()
    year.finished(who)
    client = people.sign_in(Client(), who.discipline, at=AT)
    whole = page(client, address)
    narrow = re.search(rf'<a href="(\?[^"]*year={AT.year})">{AT.year}</a>', whole)
    assert narrow is not None
    assert 'aria-current="page">各年</a>' in whole
    told = [
        told_at(one, "counted")[0] for one in (whole, page(client, address.partition("?")[0] + unescape(narrow[1])))
    ]
    assert told == [every, of_year]


def test_every_count_of_duties_opens_to_as_many_as_it_says() -> None:
    who = year.begun()
    year.finished(who)
    client = people.sign_in(Client(), who.secretary, at=AT)
    for month in ("2026-11", "2026-10"):
        told = page(client, f"/centre/pillars/?month={month}")
        links = re.findall(r'href="(/centre/duties/\?[^"]*)">(\d+) / (\d+)<', told)
        late = re.findall(r'href="(/centre/duties/\?[^"]*state=late[^"]*)">(\d+)<', told)
        columns = re.findall(r'href="(/centre/duties/\?pillar=[^"]*)">[^<]*</a> <b>(\d+) / (\d+)<', told)
        assert (len(links), len(late), len(columns)) == (4, 0 if month == "2026-11" else 1, 4)
        for link, done, due in links + columns:
            assert told_at(page(client, unescape(link)), "counted")[:2] == (int(due), int(done)), link
        for link, n in late:
            assert told_at(page(client, unescape(link)), "counted")[:2] == (int(n), None), link


def test_warnings_of_each_step_open_to_as_many_of_the_year() -> None:
    who = year.begun()
    year.finished(who)
    client = people.sign_in(Client(), who.secretary, at=AT)
    told = page(client, "/centre/pillars/")
    links = re.findall(r'href="(/supervisor/warnings/[^"]*)">(\d+)</a></td><td class="[^"]*">(\d+)', told)
    assert [(int(n), int(standing)) for _, n, standing in links] == [(3, 1)]
    due, done, _ = told_at(page(client, unescape(links[0][0])), "counted")
    assert (due, done) == (3, 2)


def test_a_head_opens_the_duties_of_the_own_section_alone() -> None:
    who = year.begun()
    people.sign_in(client := Client(), who.head, at=AT)
    told = page(client, "/centre/pillars/")
    opened = set(re.findall(r"/centre/duties/\?department=(\w+)", told))
    assert opened == {"transaction"} < {row.code for row in DEPARTMENTS}
    assert "/centre/duties/?pillar=" not in told
    assert "/centre/duties/?kind=" not in told


def test_overview_of_a_past_month_says_what_its_links_open() -> None:
    who = year.begun()
    client = people.sign_in(Client(), who.secretary, at=AT)
    assert "其他名单点开是今天的" in page(client, "/centre/pillars/?month=2026-10")
    assert "其他名单点开是今天的" not in page(client, "/centre/pillars/")


@pytest.mark.parametrize("address", CEILINGS)
def test_pillars_ask_no_more_than_a_ceiling_however_many_rows_there_are(address: str) -> None:
    who = year.begun()
    client, counts = people.sign_in(Client(), who.discipline, at=AT), []
    for grow in (lambda: None, lambda: year.finished(who), lambda: _crowd(who)):
        grow()
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= CEILINGS[address], counts


def _crowd(who: year.Crew) -> None:
    """More of everything that figures run over: people on the roll, activities, duties."""
    for number in range(5):
        staff.member(f"成员{number}", standings=("key_post",), at=AT)
    for row in Activity.objects.all():
        row.pk = None
        row.save()
    Duty.objects.bulk_create(
        Duty(kind="talk", owed_by=who.head, about=f"more:{n}", title_zh="谈", title_en="Talk", due_on=ON, opened_at=AT)
        for n in range(20)
    )
