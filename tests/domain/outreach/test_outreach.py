"""Open days, suggestions and ratings: seven categories, twenty guests, an answer with a date for each, and nothing dropped."""

import itertools
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from qinglian.domain.outreach import actions, queries
from qinglian.domain.outreach.actions import GuestData
from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.domain.outreach.hourly import count_within_hour
from qinglian.domain.outreach.lifecycle import OPEN_DAY, SUGGESTION
from qinglian.domain.outreach.models import Guest, OpenDay, Rating, Suggestion
from qinglian.domain.people.models import Duty, Person
from qinglian.law.actor import ANYONE, Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, TooOften
from qinglian.record.models import Fact
from tests.factories import staff
from tests.factories.races import at_once, rule_of_the_loser

pytestmark = pytest.mark.django_db
AT = staff.AT
DAY_AT = AT + timedelta(days=10)
GOOD = {"openness": 5, "integrity": 5, "service": 4}


def head_of_office() -> Person:
    """This will put the office's head on the roll."""
    return staff.head("办公室主任", department="office", branch="first")


def announced(by: Actor) -> OpenDay:
    """This will announce an open day ten days ahead."""
    day = actions.draft_open_day(
        theme="阳光交易，请您监督", starts_at=DAY_AT, place="交易大厅", agenda="参观、座谈", by=by, at=AT
    )
    return actions.announce_open_day(day, by=by, at=AT)


def guest_data(number: int, category: str = "citizen") -> GuestData:
    """This will make a guest's data."""
    return GuestData(category, f"来宾{number}", f"139000000{number:02}", "某单位")


@pytest.mark.meets("Z48")
def test_open_day_keeps_seven_categories_and_twenty_guests_and_answers_each_suggestion_with_a_date() -> None:
    head = head_of_office()
    by = staff.actor(head)
    day = announced(by)
    guests = []
    for number, category in zip(range(21), itertools.cycle(CATEGORIES), strict=False):
        if number % 2:
            guests.append(actions.invite_guest(day, data=guest_data(number, category), by=by, at=AT))
        else:
            guests.append(actions.sign_up_for_open_day(day, data=guest_data(number, category), by=ANYONE, at=AT))
    for guest, _ in guests[:20]:
        actions.note_guest_came(guest, by=by, at=DAY_AT)
    told = queries.count_of(day, at=DAY_AT)
    assert (told.signed_up, told.came, told.came_of, told.is_full) == (21, 20, 7, True)
    guest = queries.guest_by_code(day, guests[0][1].lower().replace("-", " "))
    suggestion, _ = actions.hand_in_suggestion(words="开标直播可加字幕", guest=guest, by=ANYONE, at=DAY_AT)
    duty = Duty.objects.get(kind="answer_suggestion")
    assert (duty.owed_by, duty.due_on) == (head, (DAY_AT + timedelta(days=15)).date())
    day = actions.close_open_day(day, report="到场 20 人。", by=by, at=DAY_AT + timedelta(hours=3))
    assert (queries.count_of(day, at=DAY_AT).suggestions, queries.count_of(day, at=DAY_AT).answered) == (1, 0)
    actions.answer_suggestion(suggestion, answer="下月起加字幕。", by=by, at=DAY_AT + timedelta(days=2))
    shown = queries.answered_suggestions(day).get()
    assert (shown.answer, shown.answered_on) == ("下月起加字幕。", (DAY_AT + timedelta(days=2)).date())
    assert queries.count_of(day, at=DAY_AT).answered == 1
    held = Fact.objects.get(kind="open-day-held/v1")
    assert (held.secrecy, held.fact["body"]["came"], held.fact["body"]["categories"]) == ("open", 20, 7)
    figures = {one.code: (one.done, one.due) for one in queries.open_day_figures(by, on=DAY_AT.date())}
    assert figures == {"open_day_guests": (20, 20), "open_day_categories": (7, 7)}


def test_guests_names_phones_and_codes_are_the_centres_alone() -> None:
    by = staff.actor(head_of_office())
    day = announced(by)
    _, code = actions.sign_up_for_open_day(day, data=guest_data(1), by=ANYONE, at=AT)
    with pytest.raises(NotAllowed):
        queries.guests_for(day, asker=ANYONE)
    with pytest.raises(NotFound):
        queries.guest_by_code(day, "AAAA-BBBB-CCCC-DDDD")
    with pytest.raises(NotValid):
        actions.sign_up_for_open_day(day, data=guest_data(1), by=ANYONE, at=AT)
    stored = str(list(Guest.objects.values("code_digest"))) + str(list(Fact.objects.values("fact")))
    assert not any(secret in stored for secret in (code, code.replace("-", ""), "来宾1", "13900000001"))
    for number, data in ((2, GuestData("stranger", "甲", "1")), (3, GuestData("citizen", "", "1"))):
        with pytest.raises(NotValid):
            actions.invite_guest(day, data=data, by=by, at=AT + timedelta(seconds=number))


def test_open_day_refuses_what_is_out_of_turn() -> None:
    by, host = staff.actor(head_of_office()), staff.actor(staff.member())
    with pytest.raises(NotAllowed):
        actions.draft_open_day(theme="开放日", starts_at=DAY_AT, place="大厅", agenda="参观", by=host, at=AT)
    with pytest.raises(NotValid):
        actions.draft_open_day(theme="开放日", starts_at=AT, place="大厅", agenda="参观", by=by, at=AT)
    draft = actions.draft_open_day(theme="开放日", starts_at=DAY_AT, place="大厅", agenda="参观", by=by, at=AT)
    with pytest.raises(NotNow):
        actions.sign_up_for_open_day(draft, data=guest_data(1), by=ANYONE, at=AT)
    with pytest.raises(NotFound):
        queries.open_day_for(draft.pk, asker=ANYONE)
    day = actions.announce_open_day(draft, by=by, at=AT)
    guest, _ = actions.sign_up_for_open_day(day, data=guest_data(1), by=ANYONE, at=AT)
    with pytest.raises(NotNow):
        actions.note_guest_came(guest, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.close_open_day(day, report="办完了", by=by, at=AT)
    with pytest.raises(NotNow):
        actions.give_rating(scores=GOOD, overall=5, guest=guest, by=ANYONE, at=AT)
    called_off = actions.call_off_open_day(day, reason="场地维修，另行通知", by=by, at=AT)
    assert (called_off.state, called_off.report) == ("called_off", "场地维修，另行通知")


def test_suggestion_box_keeps_nothing_of_the_sender_and_the_code_reads_the_answer() -> None:
    head, other, party = head_of_office(), staff.head("科长乙"), staff.party_officer()
    sender = staff.actor(other)
    suggestion, code = actions.hand_in_suggestion(words="窗口午间请有人值班", by=sender, at=AT)
    assert sender.id not in str(list(Suggestion.objects.values())) + str(
        list(Fact.objects.filter(at=AT, kind__in=["suggestion-received/v1", "duty-opened/v1"]).values("fact"))
    )
    assert code not in str(list(Suggestion.objects.values()))
    assert queries.suggestion_by_code(code).state == "received"
    with pytest.raises(NotAllowed):
        actions.answer_suggestion(suggestion, answer="好", by=sender, at=AT)
    with pytest.raises(NotAllowed):
        actions.pass_on_suggestion(suggestion, to=other, by=staff.actor(staff.member()), at=AT)
    actions.pass_on_suggestion(suggestion, to=other, by=staff.actor(head), at=AT)
    waived, open_now = Duty.objects.get(owed_by=head), Duty.objects.get(owed_by=other)
    assert (waived.waived_at, open_now.waived_at) == (AT, None)
    with pytest.raises(NotValid):
        actions.answer_suggestion(suggestion, answer="好", shown_words="改写", by=staff.actor(other), at=AT)
    actions.answer_suggestion(
        suggestion, answer="本周起值班。", shown_words="午间应有人值班", moderated_because="隐去个人信息", by=staff.actor(other), at=AT
    )  # fmt: skip
    read = queries.suggestion_by_code(code.lower())
    assert (read.answer, read.answered_on, read.shown_words) == ("本周起值班。", AT.date(), "午间应有人值班")
    assert Duty.objects.get(owed_by=other).fulfilled_at == AT
    for act in (
        lambda: actions.answer_suggestion(suggestion, answer="再答", by=staff.actor(party), at=AT),
        lambda: actions.pass_on_suggestion(suggestion, to=head, by=staff.actor(party), at=AT),
    ):
        with pytest.raises(NotNow):
            act()
    figure = queries.suggestion_figures(staff.actor(head), on=AT.date())[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 1, 0)
    assert queries.suggestion_counts() == (1, 1)


def test_suggestion_that_comes_back_to_somebody_is_owed_again() -> None:
    head, other = head_of_office(), staff.member("乙")
    suggestion, _ = actions.hand_in_suggestion(words="请延长午间窗口时间", by=ANYONE, at=AT)
    for to in (other, head):
        actions.pass_on_suggestion(suggestion, to=to, by=staff.actor(head), at=AT)
    standing = Duty.objects.filter(kind="answer_suggestion", waived_at=None)
    assert [duty.owed_by for duty in standing] == [head]


@pytest.mark.meets("Z49")
def test_favourable_rate_stands_beside_n_and_criticism_counts_and_is_to_be_answered() -> None:
    head = head_of_office()
    for overall, remark in ((5, ""), (4, "服务好"), (2, "金丝雀等候太久")):
        actions.give_rating(scores=GOOD, overall=overall, remark=remark, by=ANYONE, at=AT)
    totals = {one.code: one for one in queries.rating_totals(on=AT.date())}["public"]
    assert (totals.n, totals.favourable, totals.share.basis_points, totals.critical) == (3, 2, 6666, 1)
    assert [row.remark for row in queries.remarks_of()] == ["金丝雀等候太久", "服务好"]
    critical = Rating.objects.get(overall=2)
    assert critical.suggestion is not None
    assert Duty.objects.filter(kind="answer_suggestion", owed_by=head, fulfilled_at=None).count() == 2
    actions.answer_suggestion(critical.suggestion, answer="已增开窗口。", by=staff.actor(head), at=AT)
    assert "金丝雀等候太久" in [row.words for row in queries.answered_suggestions()]
    names = {name for name in dir(actions) if "rating" in name or "remark" in name}
    assert {name for name in names if not name.startswith("_")} == {
        "give_rating",
        "ratings",
    }  # no act drops or hides one
    facts = [fact.fact["body"]["overall"] for fact in Fact.objects.filter(kind="rating-given/v1", secrecy="open")]
    assert sorted(facts) == [2, 4, 5]
    figure = queries.rating_figures(staff.actor(head), on=AT.date())[0]
    assert (figure.done, figure.due) == (2, 3)


def test_give_rating_is_once_a_guest_and_no_table_joins_the_two() -> None:
    by = staff.actor(head_of_office())
    day = announced(by)
    guest, _ = actions.sign_up_for_open_day(day, data=guest_data(1), by=ANYONE, at=AT)
    actions.note_guest_came(guest, by=by, at=DAY_AT)
    guest.refresh_from_db()
    actions.give_rating(scores=GOOD, overall=1, guest=guest, by=ANYONE, at=DAY_AT)
    with pytest.raises(NotNow):
        actions.give_rating(scores=GOOD, overall=5, guest=guest, by=ANYONE, at=DAY_AT)
    with pytest.raises(NotNow):
        actions.note_guest_came(guest, by=by, at=DAY_AT)
    row = Rating.objects.get()
    assert (row.kind, row.about) == ("open_day", f"open_day:{day.pk}")
    assert not any(field.name == "guest" for field in Rating._meta.fields)
    for scores, overall in ((GOOD, 6), ({"openness": 0}, 5), ({"other": 3}, 5)):
        with pytest.raises(NotValid):
            actions.give_rating(scores=scores, overall=overall, by=ANYONE, at=AT)


def test_database_refuses_a_remark_without_answer_and_an_answer_without_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(kind="public", about="centre", overall=2, remark="差", at=AT)
    suggestion, _ = actions.hand_in_suggestion(words="意见", by=ANYONE, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk).update(state="answered", answer="答")


def test_hourly_count_refuses_and_keeps_no_address() -> None:
    for _ in range(10):
        count_within_hour("suggestions_per_hour", "203.0.113.77", at=AT)
    with pytest.raises(TooOften):
        count_within_hour("suggestions_per_hour", "203.0.113.77", at=AT)
    count_within_hour("suggestions_per_hour", "203.0.113.78", at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_attemptcount")
        assert "203.0.113" not in str(cursor.fetchall())


def test_lifecycles_in_every_state_with_every_act() -> None:
    by = Actor("per-all", "org-c", frozenset({"party_officer"}))
    for table in (OPEN_DAY, SUGGESTION):
        for state, move in itertools.product(table.states, table.moves):
            if state.code in move.source:
                assert table.require(move.act, state=state.code, by=by).target == move.target
            else:
                with pytest.raises(NotNow):
                    table.require(move.act, state=state.code, by=by)


def test_draft_days_are_the_centres_alone() -> None:
    by = staff.actor(head_of_office())
    moment = datetime.fromisoformat("2026-12-01T09:00:00+08:00")
    actions.draft_open_day(theme="开放日", starts_at=moment, place="大厅", agenda="参观", by=by, at=AT)
    assert (queries.open_days_for(ANYONE).count(), queries.open_days_for(by).count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_guest_who_rates_in_two_windows_at_once_counts_once() -> None:
    by = staff.actor(head_of_office())
    guest, _ = actions.sign_up_for_open_day(announced(by), data=guest_data(1), by=ANYONE, at=AT)
    actions.note_guest_came(guest, by=by, at=DAY_AT)
    guest.refresh_from_db()
    results = at_once(
        2,
        lambda n: actions.give_rating(scores=GOOD, overall=n + 1, remark="等候太久", guest=guest, by=ANYONE, at=DAY_AT),
    )
    assert rule_of_the_loser(results, NotNow) == "rating_kept"
    assert Rating.objects.count() == Suggestion.objects.count() == 1
