"""The day's message: scheduled or next of the collection, released once, logged for each channel once it has taken it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from qinglian.domain.education import actions, queries
from qinglian.domain.education.culture_words import CHANNELS
from qinglian.domain.education.lifecycle import MESSAGE
from qinglian.domain.education.models import ChannelLog, DayMessage, Message
from qinglian.domain.experts import spool
from qinglian.jobs.posting import FileOutlet, post_message
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact
from tests.factories import culture, staff

pytestmark = pytest.mark.django_db
AT = culture.AT
EIGHT = AT.replace(hour=8)


class Broken:
    """An outlet that takes nothing."""

    def hand(self, channel: str, text: str, *, at: datetime) -> None:
        """This will fail."""
        raise OSError("the group cannot be reached")


@pytest.mark.meets("Z18")
def test_day_message_reaches_every_channel_with_a_log_of_channel_time_and_text(tmp_path: Path) -> None:
    by = culture.officer()
    message = culture.message(by, "廉者，政之本也。")
    actions.schedule_message(message, day=culture.TODAY, by=by, at=AT)
    outlet = FileOutlet(tmp_path)
    assert post_message(outlet, at=AT.replace(hour=6)) == 0
    assert post_message(outlet, at=EIGHT) == 3
    assert post_message(outlet, at=EIGHT + timedelta(minutes=1)) == 0
    text = "廉者，政之本也。——古训"
    logged = [(row.channel, row.text, row.at) for row in queries.channel_log_for(by)]
    assert sorted(logged) == sorted((channel, text, EIGHT) for channel in CHANNELS)
    assert [(one.kind, one.text) for one in spool.messages(tmp_path / "group")] == [("message", text)]
    fact = Fact.objects.get(kind="message-released/v1")
    assert (fact.secrecy, fact.fact["body"]["text"], fact.fact["by"]) == ("open", "廉者，政之本也。", "timetable")
    assert queries.messages_figures(by, on=culture.TODAY)[0].done == 1


def test_channel_that_did_not_take_the_message_has_no_log_and_is_tried_again(tmp_path: Path) -> None:
    culture.message(culture.officer())
    post_message(Broken(), at=EIGHT)
    assert set(ChannelLog.objects.values_list("channel", flat=True)) == {"portal", "led", "feed"}
    assert post_message(FileOutlet(tmp_path), at=EIGHT + timedelta(minutes=1)) == 2
    assert ChannelLog.objects.get(channel="group").at == EIGHT + timedelta(minutes=1)


def test_channel_that_fails_keeps_no_other_waiting(tmp_path: Path) -> None:
    culture.message(culture.officer())

    class OnlyGroup(FileOutlet):
        """An outlet whose desk plates cannot be reached."""

        def hand(self, channel: str, text: str, *, at: datetime) -> None:
            """This will hand over to the group alone."""
            if channel != "group":
                raise OSError(f"{channel} cannot be reached")
            super().hand(channel, text, at=at)

    post_message(OnlyGroup(tmp_path), at=EIGHT)
    assert set(CHANNELS) - set(ChannelLog.objects.values_list("channel", flat=True)) == {"plate"}


def test_day_without_a_message_takes_the_next_of_the_collection_round_and_round(tmp_path: Path) -> None:
    by = culture.officer()
    first, second = culture.message(by, "第一条"), culture.message(by, "第二条")
    scheduled = culture.message(by, "特别安排", kind="case")
    withdrawn = culture.message(by, "停用的")
    actions.withdraw_message(withdrawn, reason="不再适用", by=by, at=AT)
    actions.schedule_message(scheduled, day=culture.TODAY + timedelta(days=1), by=by, at=AT)
    for n in range(5):
        post_message(FileOutlet(tmp_path), at=EIGHT + timedelta(days=n))
    said = list(DayMessage.objects.order_by("day").values_list("message__text", flat=True))
    assert said == [first.text, "特别安排", second.text, "特别安排", first.text]
    assert queries.message_of_day(EIGHT + timedelta(days=4)).text == first.text  # type: ignore[union-attr]
    assert queries.messages_released(EIGHT + timedelta(days=4))[0].day == date(2026, 11, 6)


def test_schedule_message_is_for_days_to_come_and_a_released_day_stays() -> None:
    by = culture.officer()
    one, other = culture.message(by, "一"), culture.message(by, "二")
    with pytest.raises(NotValid):
        actions.schedule_message(one, day=culture.TODAY - timedelta(days=1), by=by, at=AT)
    actions.schedule_message(one, day=culture.TODAY, by=by, at=AT)
    actions.schedule_message(other, day=culture.TODAY, by=by, at=AT)
    assert DayMessage.objects.get().message == other
    actions.release_message(by=TIMETABLE, at=EIGHT)
    with pytest.raises(NotNow):
        actions.schedule_message(one, day=culture.TODAY, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.release_message(by=TIMETABLE, at=EIGHT)
    plan = queries.schedule_for(by, on=culture.TODAY, days=2)
    assert [day.row.message if day.row else None for day in plan] == [other, None]


def test_withdraw_message_frees_the_days_that_have_not_come() -> None:
    by = culture.officer()
    message = culture.message(by)
    actions.schedule_message(message, day=culture.TODAY + timedelta(days=3), by=by, at=AT)
    actions.withdraw_message(message, reason="出处有误", by=by, at=AT)
    assert DayMessage.objects.count() == 0
    assert queries.next_in_order() is None


def test_keeping_is_the_party_offices_and_releasing_the_timetables() -> None:
    other, by = staff.actor(staff.member()), culture.officer()
    with pytest.raises(NotAllowed):
        culture.message(other)
    message = culture.message(by)
    with pytest.raises(NotAllowed):
        actions.release_message(by=by, at=EIGHT)
    row = actions.schedule_message(message, day=culture.TODAY, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.log_handed(row, channel="group", by=by, at=EIGHT)
    with pytest.raises(NotValid):
        actions.log_handed(row, channel="portal", by=TIMETABLE, at=EIGHT)
    actions.log_handed(row, channel="group", by=TIMETABLE, at=EIGHT)
    with pytest.raises(NotNow):
        actions.log_handed(row, channel="group", by=TIMETABLE, at=EIGHT)
    for wrong in ({"kind": "poem"}, {"text": " "}, {"source": ""}):
        with pytest.raises(NotValid):
            actions.add_message(**{"kind": "motto", "text": "廉", "source": "古训"} | wrong, by=by, at=AT)


@pytest.mark.parametrize("state", [state.code for state in MESSAGE.states])
def test_every_act_on_a_message_in_every_state(state: str) -> None:
    by = culture.officer()
    acts = {
        "schedule_message": lambda one: actions.schedule_message(one, day=culture.TODAY, by=by, at=AT),
        "withdraw_message": lambda one: actions.withdraw_message(one, reason="停用", by=by, at=AT),
    }
    assert set(acts) == {move.act for move in MESSAGE.moves}
    for act, run in acts.items():
        message = culture.message(by)
        Message.objects.filter(pk=message.pk).update(state=state)
        if act in {move.act for move in MESSAGE.moves_from(state)}:
            run(message)
        else:
            with pytest.raises(NotNow):
                run(message)


def test_hour_is_china_time() -> None:
    culture.message(culture.officer())
    assert not queries.is_release_due(datetime(2026, 11, 2, 6, 59, tzinfo=CHINA))
    assert queries.is_release_due(datetime(2026, 11, 2, 7, 0, tzinfo=CHINA))
