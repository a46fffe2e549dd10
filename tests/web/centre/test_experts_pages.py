"""The register's pages: who opens them, every act, what is typed stays, the phone is masked in the list, lists cost the same."""

from dataclasses import asdict
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.experts import actions
from qinglian.domain.experts.models import Expert
from qinglian.record.models import Fact
from tests.factories import experts, people

pytestmark = pytest.mark.django_db
LIST = "/centre/experts/"
KIN = {"kind": "kin", "organisation": "江城甲公司", "until_on": None, "note": "配偶任总工程师"}
WORK = {"kind": "employment", "organisation": "江城乙公司", "until_on": "2025-06-30", "note": ""}


@pytest.fixture
def keeper(client: Client) -> Client:
    """A client signed in as keeper of the register."""
    return people.sign_in(client, people.staff("expert_officer"))


@pytest.fixture
def supervisor(client: Client) -> Client:
    """A client signed in as supervising officer."""
    return people.sign_in(client, people.supervisor())


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def at(expert: Expert, act: str = "") -> str:
    """This will return the address of the expert's page or act."""
    return f"{LIST}{expert.pk}/{act}"


def body(*interests: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """This will make what the form posts."""
    plain = asdict(experts.typed()) | {"act": "save", "rows": len(interests), "born_year": ""} | changes
    del plain["interests"]
    rows = enumerate(interests)
    return plain | {f"interest-{row}-{name}": value or "" for row, one in rows for name, value in one.items()}


def filed(number: int = 1, **changes: Any) -> Expert:
    return actions.add_expert(experts.typed(number, **changes), by=experts.officer(), at=people.AT)


def test_list_is_searched_and_narrowed_and_counts_every_state(keeper: Client) -> None:
    first = experts.admitted(1, name="方远", unit="江城滨江设计院")
    experts.admitted(3, name="何方", unit="江城大学")
    filed(2, name="林立")
    page = text(keeper, LIST)
    tabs = page.split("q-tabs")[1].split("</nav>")[0]
    shown = [tab.split("</small>")[0] for tab in tabs.split("<small>")[1:]]
    assert shown == ["3", "1", "2", "0", "0"]
    assert [name for name in ("方远", "何方", "林立") if name in text(keeper, f"{LIST}?words=滨江")] == ["方远"]
    assert [name for name in ("方远", "何方", "林立") if name in text(keeper, f"{LIST}?words=何方")] == ["何方"]
    assert [name for name in ("方远", "何方", "林立") if name in text(keeper, f"{LIST}?state=filed")] == ["林立"]
    assert [name for name in ("方远", "何方", "林立") if name in text(keeper, f"{LIST}?speciality=A0501")] == ["何方"]
    assert "没有找到" in text(keeper, f"{LIST}?words=没有这人")
    assert f'href="{at(first)}"' in page


def test_list_masks_the_phone_that_the_page_shows(keeper: Client) -> None:
    expert = experts.admitted(1)
    page = text(keeper, LIST)
    assert expert.phone not in page
    assert "138****0001" in page
    assert expert.phone in text(keeper, at(expert))


def test_list_names_three_specialities_and_the_number_of_all(keeper: Client) -> None:
    experts.admitted(1, specialities=["A0801", "A0501", "A0302", "A0701"])
    assert "房屋建筑施工、工程造价、结构设计等 4 项" in text(keeper, LIST)


def test_page_shows_specialities_and_interests_in_words(keeper: Client) -> None:
    expert = experts.admitted(1, specialities=["A0801", "A0501"], interests=[KIN, WORK], born_year=1971)
    page = text(keeper, at(expert))
    assert "房屋建筑施工 A0801、工程造价 A0501" in page
    rows = page.split("利害关系申报")[1].split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:2]
    assert [
        [word for word in ("近亲属任职", "任职<", "至今", "2025-06-30", "配偶任总工程师") if word in row]
        for row in rows
    ] == [["近亲属任职", "任职<", "至今", "配偶任总工程师"], ["任职<", "2025-06-30"]]


@pytest.mark.meets("A-217", "A-219")
def test_keeper_enters_an_expert_with_interests(keeper: Client) -> None:
    answer = keeper.post(f"{LIST}new/", body(KIN, dict.fromkeys(KIN, ""), WORK, born_year="1971"))
    expert = Expert.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at(expert))
    assert (expert.state, expert.born_year, expert.interests) == ("filed", 1971, [KIN, WORK])
    assert (expert.specialities, expert.years) == (["A0801"], 12)
    assert [fact.fact["body"]["act"] for fact in Fact.objects.filter(kind="expert-changed/v1")] == ["add"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": ""}, "phone"),
        ({"years": "八"}, "years"),
        ({"years": "81"}, "years"),
        ({"born_year": "71"}, "born_year"),
        ({"unit_code": "9" * 19}, "unit_code"),
        ({"specialities": []}, "specialities"),
        ({"specialities": ["Z9"]}, "specialities"),
        ({"interest-0-organisation": ""}, "interest-0-organisation"),
        ({"interest-0-kind": "friend"}, "interest-0-kind"),
        ({"interest-0-until_on": "去年"}, "interest-0-until_on"),
    ],
)
def test_bad_input_lands_at_its_field_and_keeps_what_was_typed(
    keeper: Client, changes: dict[str, Any], field: str
) -> None:
    answer = keeper.post(f"{LIST}new/", body(KIN, title="教授级高工") | changes)
    page = answer.content.decode()
    assert (answer.status_code, Expert.objects.count()) == (422, 0)
    assert page.count('href="#field-') == 1
    assert f'href="#field-{field}"' in page
    assert 'value="教授级高工"' in page
    assert 'value="配偶任总工程师"' in page


def test_expert_who_is_there_already_is_refused_at_the_name(keeper: Client) -> None:
    experts.admitted(1)
    answer = keeper.post(f"{LIST}new/", body())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "库中已有同名同电话的专家" in page.split('id="field-name"')[1].split('id="field-phone"')[0]


def test_rows_of_interests_come_and_go_and_nothing_is_stored(keeper: Client) -> None:
    added = keeper.post(f"{LIST}new/", body(KIN, act="add")).content.decode()
    assert added.count('name="interest-1-kind"') == 1
    assert 'name="rows" value="2"' in added
    removed = keeper.post(f"{LIST}new/", body(KIN, WORK, act="remove-0")).content.decode()
    assert 'name="interest-1-kind"' not in removed
    assert 'value="江城乙公司"' in removed
    assert 'value="江城甲公司"' not in removed
    for act in ("remove-9", "remove-", "remove-00010", "more"):
        kept = keeper.post(f"{LIST}new/", body(KIN, WORK, act=act))
        assert (kept.status_code, 'name="rows" value="2"' in kept.content.decode()) == (200, True)
    full = keeper.post(f"{LIST}new/", body(*[KIN] * 20, act="add")).content.decode()
    assert 'name="rows" value="20"' in full
    assert 'value="add"' not in full
    assert Expert.objects.count() == 0


def test_keeper_edits_and_the_expert_waits_again(keeper: Client) -> None:
    expert = experts.admitted(1, interests=[KIN], born_year=1971)
    page = text(keeper, at(expert, "edit/"))
    for value in (expert.name, expert.unit, expert.phone, "1971", "江城甲公司", "配偶任总工程师"):
        assert f'value="{value}"' in page, value
    assert keeper.post(at(expert, "edit/"), body(unit="江城大学"))["Location"] == at(expert)
    expert.refresh_from_db()
    assert (expert.state, expert.unit, expert.interests) == ("filed", "江城大学", [])
    assert keeper.post(at(expert, "edit/"), body(unit="")).status_code == 422


def test_keeper_admits_and_too_few_years_are_refused(keeper: Client) -> None:
    expert, young = filed(1), filed(2, years=7)
    assert keeper.post(at(expert, "admit/"))["Location"] == at(expert)
    refused = keeper.post(at(young, "admit/"))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "从事相关工作不满 8 年" in page
    assert "招标投标法第三十七条" in page
    assert [one.state for one in (Expert.objects.get(pk=expert.pk), Expert.objects.get(pk=young.pk))] == [
        "active",
        "filed",
    ]


@pytest.mark.parametrize("role", ["keeper", "supervisor"])
def test_suspend_and_remove_ask_for_a_reason(request: pytest.FixtureRequest, role: str) -> None:
    client, expert = request.getfixturevalue(role), experts.admitted(1)
    for act, state, reason in (("suspend/", "suspended", "三次无故缺席"), ("remove/", "removed", "本人申请")):
        refused = client.post(at(expert, act), {"reason": " "})
        assert (refused.status_code, "没有写明理由" in refused.content.decode()) == (422, True)
        assert client.post(at(expert, act), {"reason": reason})["Location"] == at(expert)
        expert.refresh_from_db()
        assert (expert.state, expert.reason) == (state, reason)
        assert reason in text(client, at(expert))
    assert client.post(at(expert, "remove/"), {"reason": "再来"}).status_code == 409


def test_reason_that_is_too_long_stays_in_its_field(keeper: Client) -> None:
    expert = experts.admitted(1)
    answer = keeper.post(at(expert, "suspend/"), {"reason": "长" * 2001})
    assert (answer.status_code, "长" * 2001 in answer.content.decode()) == (422, True)
    expert.refresh_from_db()
    assert expert.state == "active"


BUTTONS = {"审核入库": "admit", "修改资料": "edit", "暂停</button>": "suspend", "清退出库</button>": "remove"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            "keeper",
            {
                "filed": ["admit", "edit", "remove"],
                "active": ["edit", "suspend", "remove"],
                "suspended": ["admit", "edit", "remove"],
                "removed": [],
            },
        ),
        (
            "supervisor",
            {"filed": ["remove"], "active": ["suspend", "remove"], "suspended": ["remove"], "removed": []},
        ),
    ],
)
def test_buttons_are_the_lawful_moves(
    request: pytest.FixtureRequest, role: str, expected: dict[str, list[str]]
) -> None:
    client, by, found = request.getfixturevalue(role), experts.officer(), {}
    stages = {"filed": filed(1), "active": experts.admitted(2)}
    stages["suspended"] = actions.suspend_expert(experts.admitted(3), reason="缺席", by=by, at=people.AT)
    stages["removed"] = actions.remove_expert(experts.admitted(4), reason="申请", by=by, at=people.AT)
    for state, expert in stages.items():
        page = text(client, at(expert))
        found[state] = [act for word, act in BUTTONS.items() if word in page]
    assert found == expected


def test_removed_expert_is_not_edited(keeper: Client) -> None:
    expert = actions.remove_expert(experts.admitted(1), reason="申请", by=experts.officer(), at=people.AT)
    assert keeper.get(at(expert, "edit/")).status_code == 409
    assert keeper.post(at(expert, "admit/")).status_code == 409


def test_supervisor_reads_ends_and_neither_adds_nor_edits_nor_admits(supervisor: Client) -> None:
    expert = filed(1)
    assert "录入专家" not in text(supervisor, LIST)
    assert expert.name in text(supervisor, LIST)
    for path in (f"{LIST}new/", at(expert, "edit/")):
        assert (supervisor.get(path).status_code, supervisor.post(path, body()).status_code) == (403, 403)
    assert supervisor.post(at(expert, "admit/")).status_code == 403
    expert.refresh_from_db()
    assert (expert.state, Expert.objects.count()) == ("filed", 1)


@pytest.mark.parametrize(
    "role", ["centre_verifier", "centre_host", "centre_admin", "bidder_agent", "buyer_operator", "guardian"]
)
def test_other_roles_are_refused_and_see_no_name(client: Client, role: str) -> None:
    expert = experts.admitted(1, name="方远")
    kinds = {"bidder_agent": "bidder", "buyer_operator": "tenderer"}
    people.sign_in(client, people.person(people.organisation(kinds=(kinds.get(role, "centre"),)), role))
    for path in (LIST, f"{LIST}new/", at(expert), at(expert, "edit/")):
        answer = client.get(path)
        assert (answer.status_code, "方远" in answer.content.decode()) == (403, False)
    for act in ("admit/", "suspend/", "remove/"):
        assert client.post(at(expert, act), {"reason": "试试"}).status_code == 403
        assert client.get(at(expert, act)).status_code == 405
    expert.refresh_from_db()
    assert expert.state == "active"


def test_visitor_is_asked_to_sign_in(client: Client) -> None:
    for path in (LIST, f"{LIST}new/", f"{LIST}exp-none/", f"{LIST}exp-none/edit/"):
        assert "/accounts/login/" in client.get(path)["Location"]


def test_unknown_expert_is_not_found(keeper: Client) -> None:
    assert [keeper.get(f"{LIST}exp-none/{rest}").status_code for rest in ("", "edit/")] == [404, 404]
    assert keeper.post(f"{LIST}exp-none/admit/").status_code == 404


def test_desk_lists_who_waits_for_admission_to_the_keeper_alone(keeper: Client) -> None:
    expert = filed(1, name="方远")
    page = text(keeper, "/centre/")
    assert f'href="{at(expert)}"' in page
    assert "1 件等中心办理" in page
    assert 'href="/centre/experts/"' in keeper.get("/centre/").content.decode()
    others = people.sign_in(Client(), people.staff())
    answer = others.get("/centre/").content.decode()
    assert ("方远" in answer, "/centre/experts/" in answer) == (False, False)


def test_overview_counts_experts_for_supervisors(supervisor: Client) -> None:
    experts.admitted(1)
    page = text(supervisor, "/supervisor/")
    counts = page.split("专家库")[1].split("</dl>")[0]
    assert [part.split("</dd>")[0] for part in counts.split("<dd>")[1:]] == ["0", "1", "0", "0"]


def test_pages_cost_the_same_with_one_and_three_rows(keeper: Client) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert keeper.get(path).status_code == 200
        return len(asked)

    first = filed(1)
    paths = (LIST, at(first), "/centre/")
    text(keeper, LIST)
    one = [cost(path) for path in paths]
    filed(2)
    filed(3)
    assert [cost(path) for path in paths] == one
    assert [most >= asked for most, asked in zip((8, 6, 16), one, strict=True)] == [True] * 3


def test_list_is_cut_into_pages(keeper: Client) -> None:
    for number in range(1, 32):
        filed(number)
    assert "第 1–30 条，共 31 条" in text(keeper, LIST)
    assert "第 31–31 条，共 31 条" in text(keeper, f"{LIST}?page=2&state=filed")


def test_pages_speak_english(keeper: Client) -> None:
    expert = experts.admitted(1, interests=[KIN])
    for path, words in (
        (LIST, "Register of experts"),
        (at(expert), "Close relatives"),
        (at(expert, "edit/"), "Years of work in the field"),
    ):
        assert words in keeper.get(path, headers={"accept-language": "en"}).content.decode(), path
