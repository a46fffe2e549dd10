"""The register of experts through the API: the keeper enters and admits, supervisors read and end, nobody else reads a name."""

from dataclasses import asdict
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinglian.domain.experts.models import Expert
from qinglian.domain.people import actions as people_actions
from qinglian.record import clock
from qinglian.record.models import Fact
from tests.factories import experts, people

pytestmark = pytest.mark.django_db
REGISTER = "/api/experts/register"
KIN = {"kind": "kin", "organisation": "江城甲公司", "until_on": None, "note": "配偶任总工程师"}
WORK = {"kind": "employment", "organisation": "江城乙公司", "until_on": "2025-06-30", "note": ""}


@pytest.fixture
def keeper() -> Client:
    """A client signed in as keeper of the register."""
    return people.sign_in(Client(), people.staff("expert_officer"))


@pytest.fixture
def supervisor() -> Client:
    """A client signed in as supervising officer."""
    return people.sign_in(Client(), people.supervisor())


def typed(number: int = 1, **changes: Any) -> dict[str, Any]:
    return asdict(experts.typed(number)) | changes


def post(client: Client, path: str, data: Any = None) -> Any:
    return client.post(f"{REGISTER}{path}", {} if data is None else data, content_type="application/json")


def put(client: Client, path: str, data: Any) -> Any:
    return client.put(f"{REGISTER}{path}", data, content_type="application/json")


@pytest.mark.meets("A-217", "A-222")
def test_keeper_adds_edits_admits_suspends_and_removes(keeper: Client) -> None:
    added = post(keeper, "", typed(interests=[KIN, WORK], born_year=1971))
    shown = added.json()
    assert (added.status_code, shown["state"], shown["reason"]) == (201, "filed", "")
    assert shown["interests"] == [KIN, WORK]
    assert Expert.objects.get().interests == [KIN, WORK]
    expert = f"/{shown['id']}"
    assert post(keeper, f"{expert}/admit").json()["state"] == "active"
    edited = put(keeper, expert, typed(unit="江城大学")).json()
    assert (edited["state"], edited["unit"], edited["interests"]) == ("filed", "江城大学", [])
    post(keeper, f"{expert}/admit")
    stopped = post(keeper, f"{expert}/suspend", {"reason": "三次无故缺席"}).json()
    assert (stopped["state"], stopped["reason"]) == ("suspended", "三次无故缺席")
    assert post(keeper, f"{expert}/remove", {"reason": "本人申请"}).json()["state"] == "removed"
    late = post(keeper, f"{expert}/admit")
    assert (late.status_code, late.json()["rule"]) == (409, "expert.admit_expert")
    acts = ["add", "admit", "edit", "admit", "suspend", "remove"]
    assert [fact.fact["body"]["act"] for fact in Fact.objects.filter(kind="expert-changed/v1").order_by("id")] == acts


def test_list_is_paged_filtered_and_masks_phones(keeper: Client) -> None:
    first = experts.admitted(1, name="方远", unit="江城滨江设计院")
    experts.admitted(3, name="何方")
    post(keeper, "", typed(2, name="林立"))

    def names(**search: Any) -> list[str]:
        return [row["name"] for row in keeper.get(REGISTER, search).json()["items"]]

    assert sorted(names()) == sorted(["方远", "何方", "林立"])
    assert names(words="滨江") == ["方远"]
    assert names(state="filed") == ["林立"]
    assert names(speciality="A0501") == ["何方"]
    page = keeper.get(f"{REGISTER}?limit=1&offset=1&state=active").json()
    assert (page["total"], page["limit"], page["offset"], len(page["items"])) == (2, 1, 1, 1)
    listed = keeper.get(REGISTER, {"words": "滨江"}).json()["items"][0]
    assert (listed["phone"], "interests" in listed) == ("138****0001", False)
    assert keeper.get(f"{REGISTER}/{first.pk}").json()["phone"] == first.phone
    wrongs: list[dict[str, Any]] = [{"limit": 201}, {"state": "gone"}, {"speciality": "x"}, {"words": "x" * 101}]
    for wrong in wrongs:
        assert keeper.get(REGISTER, wrong).status_code == 422
    assert keeper.get(f"{REGISTER}/counts").json() == {"filed": 1, "active": 2, "suspended": 0, "removed": 0}


def test_supervisor_reads_and_ends_and_does_not_keep(supervisor: Client) -> None:
    expert = experts.admitted(1)
    path = f"/{expert.pk}"
    assert supervisor.get(f"{REGISTER}{path}").json()["name"] == expert.name
    for refused in (post(supervisor, "", typed(2)), put(supervisor, path, typed(2)), post(supervisor, f"{path}/admit")):
        assert refused.status_code == 403
    assert post(supervisor, f"{path}/suspend", {"reason": "投诉属实"}).json()["state"] == "suspended"
    assert post(supervisor, f"{path}/remove", {"reason": "投诉属实"}).json()["state"] == "removed"
    assert Expert.objects.count() == 1


@pytest.mark.parametrize("role", ["centre_verifier", "centre_host", "centre_admin", "bidder_agent", "guardian"])
def test_others_read_no_name_and_act_on_nobody(role: str) -> None:
    expert = experts.admitted(1, name="方远")
    kind = "bidder" if role == "bidder_agent" else "centre"
    client = people.sign_in(Client(), people.person(people.organisation(kinds=(kind,)), role))
    assert keeper_free(client.get(REGISTER)) == (200, False)
    assert client.get(REGISTER).json()["total"] == 0
    assert client.get(f"{REGISTER}/counts").json() == {"filed": 0, "active": 0, "suspended": 0, "removed": 0}
    assert keeper_free(client.get(f"{REGISTER}/{expert.pk}")) == (404, False)
    assert keeper_free(post(client, "", typed(2))) == (403, False)
    assert keeper_free(put(client, f"/{expert.pk}", typed(2))) == (404, False)
    for act in ("admit", "suspend", "remove"):
        assert keeper_free(post(client, f"/{expert.pk}/{act}", {"reason": "试试"})) == (404, False)
    expert.refresh_from_db()
    assert (expert.state, Expert.objects.count()) == ("active", 1)


def keeper_free(answer: Any) -> tuple[int, bool]:
    """This will return the status, and whether the name of the only expert is in the answer."""
    return answer.status_code, "方远" in answer.content.decode()


def test_visitors_sign_in_first() -> None:
    expert = experts.admitted(1)
    assert [Client().get(f"{REGISTER}{path}").status_code for path in ("", "/counts", f"/{expert.pk}")] == [401] * 3
    assert post(Client(), "", typed(2)).status_code == 401


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"specialities": ["A9999"]}, "specialities"),
        ({"specialities": ["A0801", "A0801"]}, "specialities"),
        ({"interests": [KIN | {"organisation": " "}]}, "interests"),
    ],
)
def test_what_the_description_cannot_say_is_refused_at_its_field(
    keeper: Client, changes: dict[str, Any], field: str
) -> None:
    answer = post(keeper, "", typed(**changes))
    assert (answer.status_code, answer.json()["rule"], answer.json()["field"]) == (422, "field_filled", field)
    assert Expert.objects.count() == 0


def test_expert_who_is_there_already_and_too_few_years_are_refused(keeper: Client) -> None:
    young = post(keeper, "", typed(years=7)).json()
    again = post(keeper, "", typed())
    assert (again.status_code, again.json()["rule"], again.json()["field"]) == (422, "expert_once", "name")
    refused = post(keeper, f"/{young['id']}/admit")
    assert (refused.status_code, refused.json()["rule"], refused.json()["article"]) == (422, "expert_years", "ZTB 37")
    silent = post(keeper, f"/{young['id']}/remove", {"reason": " "})
    assert (silent.status_code, silent.json()["field"]) == (422, "reason")


def test_tokens_need_the_scope_of_experts() -> None:
    by = people.actor(people.staff("expert_officer"), at=clock.now())
    expert = experts.admitted(1)

    def bearer(*scopes: str) -> dict[str, str]:
        _, secret = people_actions.create_token(name="专家库", scopes=scopes, days=30, by=by, at=clock.now())
        return {"Authorization": f"Bearer {secret}"}

    reading, other = bearer("experts:read"), bearer("people:read")
    assert Client().get(f"{REGISTER}/{expert.pk}", headers=reading).json()["name"] == expert.name
    assert Client().get(f"{REGISTER}/{expert.pk}", headers=other).json()["rule"] == "token.scope"
    written = Client().post(f"{REGISTER}/{expert.pk}/suspend", {"reason": "试试"}, "application/json", headers=reading)
    assert (written.status_code, written.json()["rule"]) == (403, "token.scope")


def test_list_costs_the_same_with_one_and_three_rows(keeper: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            keeper.get(REGISTER)
        return len(asked)

    experts.admitted(1)
    keeper.get(REGISTER)
    one = cost()
    experts.admitted(2)
    experts.admitted(3)
    assert cost() == one
