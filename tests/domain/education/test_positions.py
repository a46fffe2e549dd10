"""Culture positions: renewal is owed by the keeper, what is older is flagged, photographs are written anew without metadata."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from qinglian.domain.education import actions, queries
from qinglian.domain.education.lifecycle import POSITION
from qinglian.domain.education.models import CulturePosition, PositionContent
from qinglian.domain.people.models import Duty
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from tests.factories import culture, people, staff
from tests.factories.culture import AT, TODAY

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)


@pytest.mark.meets("Z54")
def test_content_older_than_its_renewal_date_is_flagged_and_owed_by_its_keeper() -> None:
    by, keeper = culture.officer(), staff.member("容与")
    old = culture.position(by, keeper, name="一楼廉政文化走廊", days=30)
    culture.position(by, keeper, name="交易大厅电子屏", days=90)
    day = LATER.date()
    assert [row.name for row in queries.positions_for(by, on=day, standing="overdue")] == ["一楼廉政文化走廊"]
    figure = queries.positions_figures(by, on=day)[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 2, 1)
    content = PositionContent.objects.get(position=old)
    duty = Duty.objects.get(about=f"content:{content.pk}")
    assert (duty.kind, duty.owed_by, duty.due_on) == ("culture_renewal", keeper, TODAY + timedelta(days=30))
    with pytest.raises(NotAllowed):
        actions.renew_position(old, words="新", renewed_on=day, by=staff.actor(staff.member()), at=LATER)
    actions.renew_position(old, words="家风故事", renewed_on=day, by=staff.actor(keeper), at=LATER)
    assert list(queries.positions_for(by, on=day, standing="overdue")) == []
    assert Duty.objects.get(pk=duty.pk).fulfilled_at == LATER
    assert Duty.objects.filter(kind="culture_renewal", fulfilled_at=None).count() == 2
    assert [row.words for row in queries.contents_of(old, asker=by)] == ["家风故事", "古代廉吏故事十二则"]


def test_photograph_is_made_smaller_and_keeps_nothing_of_its_file() -> None:
    by, keeper = culture.officer(), staff.member()
    taken = culture.photograph(place="CANARY-31.23,121.47")
    assert b"CANARY" in taken
    position = culture.position(by, keeper, photo=taken)
    kept = blobs.read(PositionContent.objects.get(position=position).photo)
    assert b"CANARY" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1600, 800), {})
    actions.renew_position(
        position, words="新", renewed_on=TODAY, photo=culture.photograph(kind="PNG", size=(10, 10)), by=by, at=AT
    )  # fmt: skip
    for wrong in (b"<svg/>", b"\xff\xd8\xff broken", bytes(10_485_761), taken[:400]):
        with pytest.raises(NotValid):
            actions.renew_position(position, words="新", renewed_on=TODAY, photo=wrong, by=by, at=AT)


def test_register_position_wants_listed_kinds_a_keeper_on_the_roll_and_one_name() -> None:
    by, keeper = culture.officer(), staff.member()
    culture.position(by, keeper)
    stranger = people.staff("centre_host")
    for name, who, days in (
        ("一楼廉政文化走廊", keeper, 30),
        ("二楼", stranger, 30),
        ("三楼", keeper, 0),
        ("四楼", keeper, 400),
    ):
        with pytest.raises(NotValid):
            culture.position(by, who, name=name, days=days)
    with pytest.raises(NotValid):
        culture.position(by, keeper, name="五楼", renewed_on=TODAY + timedelta(days=1))
    typed = actions.PositionInput("六楼", "pond", "office", "六楼", keeper, 30)
    with pytest.raises(NotValid):
        actions.register_position(typed, words="内容", renewed_on=TODAY, by=by, at=AT)
    with pytest.raises(NotAllowed):
        culture.position(staff.actor(keeper), keeper, name="七楼")
    assert CulturePosition.objects.count() == 1


def test_retire_position_waives_its_renewal_and_leaves_the_inventory() -> None:
    by, keeper = culture.officer(), staff.member()
    position = culture.position(by, keeper)
    actions.retire_position(position, reason="场地改造", by=by, at=AT)
    assert Duty.objects.get().waived_at == AT
    assert list(queries.positions_for(by, on=LATER.date())) == []
    assert [row.pk for row in queries.positions_for(by, on=LATER.date(), standing="retired")] == [position.pk]
    bidder = staff.actor(people.person(people.bidder()[0], "bidder_agent"))
    with pytest.raises(NotAllowed):
        queries.positions_for(bidder, on=TODAY)
    with pytest.raises(NotFound):
        queries.position_for(position.pk, asker=bidder)


@pytest.mark.parametrize("state", [state.code for state in POSITION.states])
def test_every_act_on_a_position_in_every_state(state: str) -> None:
    by, keeper = culture.officer(), staff.member()
    acts = {
        "renew_position": lambda one: actions.renew_position(one, words="新", renewed_on=TODAY, by=by, at=AT),
        "retire_position": lambda one: actions.retire_position(one, reason="撤除", by=by, at=AT),
    }
    assert set(acts) == {move.act for move in POSITION.moves}
    for act, run in acts.items():
        position = culture.position(by, keeper, name=act)
        CulturePosition.objects.filter(pk=position.pk).update(state=state)
        if act in {move.act for move in POSITION.moves_from(state)}:
            run(position)
        else:
            with pytest.raises(NotNow):
                run(position)
