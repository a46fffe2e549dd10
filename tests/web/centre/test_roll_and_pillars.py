"""What is asked of me, the roll and the four pillars: by role, from records, and as files."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from qinglian.domain.education.models import Activity
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.models import Person, RollEntry
from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.watches import WATCHERS, Found
from qinglian.law.text import Text
from qinglian.record.clock import simulated_at
from qinglian.web.centre.areas import areas_for
from tests.factories import people, staff, study
from tests.factories.people import signed_in
from tests.house.test_words import HAN

pytestmark = pytest.mark.django_db
AT = staff.AT
TODAY = AT.date()
NOTE = "甲类任务"


def owe(
    person: Person, *, kind: str = "pledge", due_on: date = TODAY, about: str = "pledge:2026", title: str = NOTE
) -> None:
    """This will let a person owe something."""
    open_duty(kind, owed_by=person, about=about, title=Text(title, "A duty"), due_on=due_on, by=people.admin(), at=AT)


def page(client: Client, address: str) -> str:
    """This will get a page that must be there."""
    with simulated_at(AT):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_mine_lists_own_duties_in_groups_and_nobody_elses() -> None:
    member, other = staff.member("甲"), staff.member("乙")
    owe(member, due_on=TODAY - timedelta(days=1), about="pledge:2025", title="去年的承诺")
    owe(member, due_on=TODAY + timedelta(days=3))
    owe(member, due_on=TODAY + timedelta(days=30), about="pledge:2027", title="明年的承诺")
    owe(other, title="别人的任务")
    told = page(signed_in(member), "/centre/mine/")
    assert [told.index(word) for word in ("已过期限", "去年的承诺", "七日内", NOTE, "以后", "明年的承诺")] == sorted(
        told.index(word) for word in ("已过期限", "去年的承诺", "七日内", NOTE, "以后", "明年的承诺")
    )
    assert "3 件" in told
    assert "别人的任务" not in told


def test_mine_says_when_nothing_is_asked_and_shows_what_was_done() -> None:
    member = staff.member("甲")
    assert "现在没有要您办的事" in page(signed_in(member), "/centre/mine/")
    owe(member)
    fulfil_duty("pledge", owed_by=member.pk, about="pledge:2026", evidence="pledge:1", by=staff.actor(member), at=AT)
    told = page(signed_in(member), "/centre/mine/")
    assert "现在没有要您办的事" in told
    assert NOTE in told


def test_mine_lists_the_parts_that_are_ones_own_and_each_opens() -> None:
    for person in (
        staff.member("甲"),
        staff.party_officer(),
        staff.discipline_officer(),
        staff.head(),
        staff.party_secretary(),
    ):
        client = signed_in(person)
        listed = [link for _, rows in areas_for(staff.actor(person).roles) for _, link in rows]
        told = page(client, "/centre/mine/")
        assert len(listed) > 15
        for link in listed:
            assert f'href="{link}"' in told
            page(client, link)


def test_desk_leads_who_has_no_part_in_the_trading_to_what_is_asked() -> None:
    with simulated_at(AT):
        answer = signed_in(staff.member("甲")).get("/centre/")
    assert (answer.status_code, answer["Location"]) == (302, "/centre/mine/")


def test_roll_is_kept_on_its_page() -> None:
    newcomer = people.person(people.centre(), "staff")
    client = signed_in(staff.party_officer())
    with simulated_at(AT):
        typed = {
            "person": newcomer.pk,
            "department": "office",
            "work_post": "archivist",
            "cause": "entered",
            "standings": ["key_post"],
        }
        assert client.post("/centre/roll/", typed | {"department": ""}).status_code == 422
        assert client.post("/centre/roll/", typed).status_code == 302
        entry = staff.entry(newcomer)
        told = page(client, "/centre/roll/")
        assert all(word in told for word in (newcomer.name, "档案管理员", "重点岗位人员"))
        moved = {"department": "finance", "work_post": "cashier", "cause": "moved"}
        assert client.post(f"/centre/roll/{entry.pk}/", moved).status_code == 302
        latest = staff.entry(newcomer)
        assert latest.department == "finance"
        assert client.post(f"/centre/roll/{latest.pk}/", {"leave": "1", "reason": ""}).status_code == 422
        assert client.post(f"/centre/roll/{latest.pk}/", {"leave": "1", "reason": "调离本单位"}).status_code == 302
    assert not RollEntry.objects.filter(person=newcomer, until_at=None).exists()


def test_promotion_without_a_secretary_is_explained_on_the_page() -> None:
    member, client = staff.member("甲"), signed_in(staff.party_officer())
    with simulated_at(AT):
        typed = {"department": "finance", "work_post": "cashier", "cause": "promoted"}
        answer = client.post(f"/centre/roll/{staff.entry(member).pk}/", typed)
    assert (answer.status_code, "请先把党委书记列入花名册" in answer.content.decode()) == (409, True)


def test_pillars_count_records() -> None:
    leader, member = staff.party_secretary(), staff.member("迟到的人", department="finance", work_post="cashier")
    client = signed_in(leader)
    owe(member, due_on=TODAY - timedelta(days=1))
    told = page(client, "/centre/pillars/")
    assert all(name in told for name in ("学廉", "建廉", "促廉", "固廉"))
    assert all(word in told for word in ("迟到的人", "财务科", "<b>56 / 56</b>", "0 / 1"))
    assert '#measures">风险点有防控措施</a>' in told
    fulfil_duty("pledge", owed_by=member.pk, about="pledge:2026", evidence="pledge:1", by=staff.actor(member), at=AT)
    told = page(client, "/centre/pillars/")
    assert "迟到的人" not in told
    assert "1 / 1" in told


@pytest.mark.meets("Z01")
def test_nothing_of_the_integrity_work_is_stored_without_a_pillar() -> None:
    kept = [model for model in apps.get_models() if "pillar" in {field.name for field in model._meta.fields}]
    assert len(kept) >= 19
    for model in kept:
        row = model(pillar="")
        (constraint,) = (one for one in model._meta.constraints if one.name.endswith("_pillar"))
        with pytest.raises(ValidationError):
            constraint.validate(model, row)
    activity = study.planned(staff.actor(staff.party_officer()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(pillar="")


def test_a_figure_is_a_link_for_those_alone_who_may_open_its_records() -> None:
    link = 'href="/supervisor/rectifications/'
    assert link in page(signed_in(staff.discipline_officer()), "/centre/pillars/")
    told = page(signed_in(staff.party_officer()), "/centre/pillars/")
    assert (link in told, "问题整改销号" in told) == (False, True)


def test_every_count_opens_to_the_duties_behind_it() -> None:
    leader, cashier, host = (
        staff.party_secretary(),
        staff.member("出纳甲", department="finance", work_post="cashier"),
        staff.member("主持甲"),
    )
    client = signed_in(leader)
    owe(cashier, due_on=TODAY - timedelta(days=1))
    owe(host, kind="talk", about="talk:1", title="谈话任务")
    told = page(client, "/centre/pillars/")
    for link in ("department=finance&amp;pillar=secure", "department=finance&amp;state=late", "pillar=learn"):
        assert f'href="/centre/duties/?{link}&amp;month={TODAY:%Y-%m}"' in told
    shown = {
        query: [name for name in ("出纳甲", "主持甲") if name in page(client, f"/centre/duties/?{query}")]
        for query in ("", "department=finance", "pillar=learn", "state=late", "state=done", "department=nowhere")
    }
    both = ["出纳甲", "主持甲"]
    assert shown == {
        "": both, "department=finance": ["出纳甲"], "pillar=learn": ["主持甲"], "state=late": ["出纳甲"], "state=done": [], "department=nowhere": both,
    }  # fmt: skip
    head = signed_in(staff.head("交易科长"))
    assert "主持甲" in page(head, "/centre/duties/")
    assert "出纳甲" not in page(head, "/centre/duties/")


@pytest.mark.meets("Z01")
def test_warnings_of_a_step_are_listed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for watch, name in (("late_bids", "迟到一份"), ("opening_record", "记录改动")):
        monkeypatch.setitem(WATCHERS, watch, lambda _at, name=name: [Found("red", "tender:JC-1", Text(name, "Found"))])
    run_watches(at=AT, only=["late_bids", "opening_record"])
    client = signed_in(staff.party_secretary())
    assert 'step=opening">1</a>' in page(client, "/centre/pillars/")
    told = page(client, "/supervisor/warnings/?all=1&step=opening")
    assert ("记录改动" in told, "迟到一份" in told) == (True, False)


def test_pillars_ask_the_same_questions_for_three_people_as_for_one() -> None:
    client = signed_in(staff.party_secretary())
    counts = []
    for number in range(3):
        owe(staff.member(f"成员{number}"), due_on=TODAY - timedelta(days=1))
        with CaptureQueriesContext(connection) as asked:
            page(client, "/centre/pillars/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_month_report_holds_the_same_figures_as_pdf_and_workbook() -> None:
    client = signed_in(staff.party_secretary())
    owe(staff.member("迟到的人", department="finance", work_post="cashier"), due_on=TODAY - timedelta(days=1))
    with simulated_at(AT):
        book = load_workbook(BytesIO(client.get("/centre/pillars/month.xlsx?month=2026-11").content))
        pdf = client.get("/centre/pillars/month.pdf?month=2026-11").content
        assert pdf == client.get("/centre/pillars/month.pdf?month=2026-11").content
    assert book.sheetnames == ["四廉指标", "各科室任务", "交易各环节", "逾期名单"]
    points = next(row for row in book["四廉指标"].iter_rows(values_only=True) if row[1] == "风险点有防控措施")
    assert points[:6] == ("固廉", "风险点有防控措施", 56, 56, "100.0%", 0)
    assert [row[0] for row in book["逾期名单"].iter_rows(min_row=2, values_only=True)] == ["迟到的人"]
    document = pypdfium2.PdfDocument(pdf)
    words = "".join(part.get_textpage().get_text_range() for part in document)
    assert "2026 年 11 月清廉建设月报" in words
    assert "迟到的人" in words


def test_month_report_speaks_the_readers_language() -> None:
    client = signed_in(staff.party_secretary())
    with simulated_at(AT):
        answers = [
            client.get(f"/centre/pillars/month.{kind}?month=2026-11", headers={"accept-language": "en"}).content
            for kind in ("pdf", "xlsx")
        ]
    document, book = pypdfium2.PdfDocument(answers[0]), load_workbook(BytesIO(answers[1]))
    words = "".join(part.get_textpage().get_text_range() for part in document)
    assert book.sheetnames == ["Figures", "Sections", "Steps of the trading", "Who is late"]
    cells = "".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "The four pillars: report of November 2026" in words
    assert "Registration section" in cells
    assert HAN.findall(words + cells) == []


def test_report_of_a_month_ahead_or_of_nonsense_is_todays() -> None:
    client = signed_in(staff.party_secretary())
    for asked in ("2027-05", "never", ""):
        with simulated_at(AT):
            assert (
                f"qinglian-{TODAY:%Y-%m}.pdf"
                in client.get(f"/centre/pillars/month.pdf?month={asked}")["Content-Disposition"]
            )


def test_wall_display_renews_itself() -> None:
    client = signed_in(staff.party_secretary())
    with simulated_at(AT):
        answer = client.get("/centre/pillars/screen/")
    assert (answer.status_code, answer["Refresh"]) == (200, "60")
